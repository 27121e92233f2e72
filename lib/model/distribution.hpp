// Copies and readers of controlled documents (R06, R12, R21, R22).
#pragma once

#include "almirah/distribution.hpp"
#include "almirah/office.hpp"

#include <optional>
#include <string>
#include <vector>

namespace almirah::model {

/// Whether a copy may come from one state into another: what is destroyed stays so, and what was lost is back
/// before anything else is done with it.
bool may_become(CopyState from, CopyState to);

/// The revision that somebody who uses a language works by: the one in force in it, else in the document's
/// own.
std::optional<int> revision_in_use(const Document& document, const std::string& language, Date on);

/// A person who is to read a revision.
struct Reader {
    std::string person;
    int revision = 0;
    Date due_on{};

    bool operator==(const Reader&) const = default;
};

/// Active people whom the list's points stand for, by login; where several do, the earliest day counts.
/// Nobody where nothing is in force.
std::vector<Reader> readers_of(const DistributionList& list, const Document& document,
                               const std::vector<Person>& people, const std::vector<Desk>& desks, Date on);

/// Whether a person acknowledged a revision that is in force on the date, in whatever language.
bool has_read(const std::vector<Acknowledgement>& given, const std::string& person, const Document& document,
              Date on);

/// What a copy's code is made of: nobody knows the digest who has only paper.
std::string text_of_code(const Copy& copy, const std::string& digest);

} // namespace almirah::model
