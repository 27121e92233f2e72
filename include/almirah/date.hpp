// Civil dates, instants and periods.
//
// Retention is counted in civil days, without time zones: a date is the date in the office. What the machine
// records about its own acts is an instant in UTC.
#pragma once

#include "almirah/export.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace almirah {

/// A civil date of the proleptic Gregorian calendar, years 0001 to 9999.
using Date = std::chrono::year_month_day;

/// A point in time, UTC, in whole seconds.
using Instant = std::chrono::sys_seconds;

/// A length of civil time. The parts are added in the order years, months, days.
struct Period {
    int years = 0;
    int months = 0;
    int days = 0;

    bool operator==(const Period&) const = default;
    bool empty() const noexcept { return years == 0 && months == 0 && days == 0; }
};

/// Reads YYYY-MM-DD. Nothing when the text is of another form or the date does not exist (2023-02-29).
ALMIRAH_API std::optional<Date> parse_date(std::string_view text);

/// YYYY-MM-DD.
ALMIRAH_API std::string to_string(Date date);

/// `date` + `period`; a day that the month does not have becomes the month's last (29 Feb + 1 year = 28 Feb).
ALMIRAH_API Date add(Date date, Period period);

/// Reads "3y", "18m", "30d" and sums of them such as "1y6m"; nothing for any other text.
ALMIRAH_API std::optional<Period> parse_period(std::string_view text);

/// "1y6m"; "0d" for the empty period.
ALMIRAH_API std::string to_string(Period period);

/// Reads YYYY-MM-DDTHH:MM:SSZ.
ALMIRAH_API std::optional<Instant> parse_instant(std::string_view text);

/// YYYY-MM-DDTHH:MM:SSZ.
ALMIRAH_API std::string to_string(Instant instant);

/// The date of an instant, in UTC.
ALMIRAH_API Date date_of(Instant instant);

} // namespace almirah
