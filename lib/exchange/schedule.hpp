// Retention schedules from CSV, through a column-mapping profile.
#pragma once

#include "almirah/retention.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace almirah::exchange {

struct NamedText {
    std::string name; ///< File name, for messages.
    std::string_view bytes;
};

/// `encoding` comes before that of the profile. Pure. Throws invalid_argument only when the profile itself is
/// wrong; problems of the CSV are in the result, all of them.
ScheduleReading read_schedule(const NamedText& csv, const std::optional<NamedText>& profile,
                              const std::string& id, const std::string& encoding = {});

} // namespace almirah::exchange
