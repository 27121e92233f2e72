// Records to which access is restricted (R53).
#pragma once

#include "almirah/record.hpp"

#include <algorithm>

namespace almirah {

/// The property that says so, and why; in a transfer list it is told to who takes the record over.
inline constexpr const char* restrictions = "restrictions";

/// Says so, openly or in its sealed fields.
inline bool is_restricted(const Record& record) {
    const auto said = record.properties.find(restrictions);
    if (said != record.properties.end() && !said->second.empty()) return true;
    const std::string sealed = std::string("property:") + restrictions;
    return std::find(record.sealed_fields.begin(), record.sealed_fields.end(), sealed) !=
           record.sealed_fields.end();
}

} // namespace almirah
