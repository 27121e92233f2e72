// Which fields can be sealed, and taking them out of a record and putting them back. Pure.
#pragma once

#include "almirah/record.hpp"

#include <string>
#include <vector>

namespace almirah::model {

/// What a record says in fields that are sealed.
struct Sealed {
    std::string file_no;
    std::vector<std::string> parties;
    std::vector<std::string> subjects;
    std::map<std::string, std::string> properties;

    bool operator==(const Sealed&) const = default;
};

/// Why a field cannot be sealed; "" when it can: file_no, parties, subjects, property:NAME.
std::string fault_of_sealed_field(const std::string& field);

/// Takes what the fields say out of the record, and notes in it which of them said something.
Sealed take_out(Record& record, const std::vector<std::string>& fields);
/// Puts it back.
void put_back(Record& record, const Sealed& sealed);

} // namespace almirah::model
