// Dates to be seen to, as other programs' calendars take them.
#pragma once

#include "almirah/date.hpp"

#include <string>
#include <vector>

namespace almirah::exchange {

struct CalendarDay {
    std::string uid; ///< The same for the same thing whenever it is written, so that a calendar replaces it.
    Date on{};
    std::string summary;
};

/// A calendar of whole days in UTF-8 (iCalendar, RFC 5545): lines end with CR LF and are folded after 75
/// octets, never inside a character. `stamp`: when it is written.
std::string calendar_text(const std::string& name, const std::vector<CalendarDay>& days, Instant stamp);

} // namespace almirah::exchange
