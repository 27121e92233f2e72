// Versions of a schedule in time.
#pragma once

#include "almirah/date.hpp"

#include <optional>
#include <string>
#include <vector>

namespace almirah::model {

/// A version as the register has it. One that is approved takes force on its date by itself.
struct VersionState {
    int version = 0;
    std::string state;
    std::optional<Date> effective_on;
};

/// The version of one schedule that is in force on a day: the newest that took force by then.
std::optional<int> version_in_force(const std::vector<VersionState>& versions, Date on);

} // namespace almirah::model
