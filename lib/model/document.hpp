// What follows from a document by itself: its languages, its issues, what its type asks for. Pure.
#pragma once

#include "almirah/document.hpp"

#include <string>
#include <utility>
#include <vector>

namespace almirah::model {

inline const std::string& language_of(const Document& document, const Revision& revision) {
    return revision.language.empty() ? document.language : revision.language;
}

/// The languages in which there are revisions, the document's own first.
std::vector<std::string> languages_of(const Document& document);

/// Null when there is none of the number.
const Revision* issue_of(const Document& document, int number);
inline Revision* issue_of(Document& document, int number) {
    return const_cast<Revision*>(issue_of(std::as_const(document), number));
}

/// The last issue of a language that is not a draft, whatever became of it; null when there is none.
const Revision* last_issue(const Document& document, const std::string& language);

/// The issue in the document's own language that another edition says: the one it names, or else the last
/// before it. 0: none.
int said_by(const Document& document, const Revision& edition);

/// Whether an edition in another language says an older issue than the one in force in the document's own.
bool is_behind(const Document& document, const std::string& language, Date on);

/// From which day on an issue was out of force, and whether it was withdrawn rather than followed by another.
struct Retired {
    Date on;
    bool obsolete = false;
};
/// Nothing while it is, or will be, in force. One that was taken back before its day is out of force, too.
std::optional<Retired> retired(const Document& document, const Revision& revision, Date on);
/// Its day, by the number of the issue.
std::optional<Date> out_of_force_since(const Document& document, int number, Date on);

/// No document says anything of a later one.
inline constexpr Date last_day{std::chrono::year(9999), std::chrono::month(12), std::chrono::day(31)};

/// The days on which an issue is in force, as the document stands; `until` is the first on which it is not.
struct InForce {
    Date from;
    std::optional<Date> until;
};
/// Nothing for what is not approved, or never comes into force.
std::optional<InForce> in_force(const Document& document, const Revision& revision);

/// The last review until a day that confirmed an issue.
std::optional<Date> confirmed_on(const Document& document, int number, Date until);

/// What the type requires and the document does not say; "" when nothing is missing.
std::string missing_field(const DocumentType& type, const Document& document);

/// Why no document could be of this type; "" when it is sound.
std::string fault_of_type(const DocumentType& type);

/// The part of a number that a pattern leaves open, filled in: "{owner}" and "{year}" are known, "{serial:2}"
/// is where the serial goes.
struct Numbering {
    std::string before, after;
    std::size_t width = 1;

    std::string number(unsigned serial) const;
    /// The serial in a number that was made so; nothing for another number.
    std::optional<unsigned> serial(const std::string& number) const;
};

/// Throws invalid_argument: the pattern has no {serial}, or a gap that is not known.
Numbering numbering(const std::string& pattern, const std::string& owner, int year);

} // namespace almirah::model
