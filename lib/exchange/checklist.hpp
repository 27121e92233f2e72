// Checklists of auditors: those that come with the library, and the words that they bring.
#pragma once

#include "almirah/audit_pack.hpp"

#include <string>
#include <vector>

namespace almirah::exchange {

/// The first is what is taken where none is named.
const std::vector<Checklist>& shipped_checklists();

/// Throws invalid_argument, saying what is wrong: no title, no points, a section that no pack has.
void check_checklist(const Checklist& checklist);

/// In the place of what a pack must not tell.
inline constexpr const char* withheld = "(withheld)";

/// Words of a checklist's pages, in one language or (empty) in all that there are.
class Wording {
public:
    Wording(const Checklist& checklist, const std::string& language)
        : checklist_(checklist), language_(language) {}

    /// As the checklist has it, or the first of the shipped ones; the name itself when neither does.
    std::string operator()(const std::string& name) const;
    std::string text(const Text& text) const;
    /// A cell as people read it: the word for what only has a name.
    std::string cell(const std::string& column, const std::string& text) const;
    const std::string& language() const { return language_; }

private:
    const Text* find(const std::string& name) const;

    const Checklist& checklist_;
    const std::string& language_;
};

} // namespace almirah::exchange
