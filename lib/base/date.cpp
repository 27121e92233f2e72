// Civil dates, instants and periods: reading, writing, adding.
#include "almirah/date.hpp"

#include <algorithm>
#include <cstdio>

namespace almirah {

namespace {

using namespace std::chrono;

constexpr Date last_date = year{9999} / December / 31;
constexpr Date first_date = year{1} / January / 1;

/// Reads exactly `count` digits at `at`; -1 where there are others.
int digits(std::string_view text, std::size_t at, std::size_t count) {
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

std::string two(int value) {
    return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
}

/// A date in the range that has a text; beyond it the nearest end, which no office reaches.
Date within_range(sys_days days) {
    return std::clamp(days, sys_days{first_date}, sys_days{last_date});
}

} // namespace

std::optional<Date> parse_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const int y = digits(text, 0, 4), m = digits(text, 5, 2), d = digits(text, 8, 2);
    if (y < 1 || m < 1 || d < 1) return std::nullopt;
    const Date date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
    return date.ok() ? std::optional{date} : std::nullopt;
}

std::string to_string(Date date) {
    const int y = static_cast<int>(date.year());
    return two(y / 100) + two(y % 100) + "-" + two(static_cast<int>(static_cast<unsigned>(date.month()))) +
           "-" + two(static_cast<int>(static_cast<unsigned>(date.day())));
}

Date add(Date date, Period period) {
    const long long month_count =
        12LL * (static_cast<int>(date.year()) + static_cast<long long>(period.years)) +
        (static_cast<unsigned>(date.month()) - 1) + period.months;
    if (month_count >= 12LL * 10000) return last_date;
    if (month_count < 12) return first_date;
    const auto y = year{static_cast<int>(month_count / 12)};
    const auto m = month{static_cast<unsigned>(month_count % 12) + 1};
    const day last = (y / m / std::chrono::last).day();
    const sys_days landed{y / m / std::min(date.day(), last)};
    return period.days == 0 ? within_range(landed)
                            : within_range(landed + days{std::clamp(period.days, -3700000, 3700000)});
}

std::optional<Period> parse_period(std::string_view text) {
    Period period;
    std::size_t at = 0;
    int last_unit = -1;
    while (at < text.size()) {
        const std::size_t begin = at;
        while (at < text.size() && text[at] >= '0' && text[at] <= '9')
            ++at;
        if (at == begin || at - begin > 6 || at == text.size()) return std::nullopt;
        const int unit = text[at] == 'y' ? 0 : text[at] == 'm' ? 1 : text[at] == 'd' ? 2 : -1;
        if (unit <= last_unit) return std::nullopt;
        (unit == 0   ? period.years
         : unit == 1 ? period.months
                     : period.days) = digits(text, begin, at - begin);
        last_unit = unit;
        ++at;
    }
    return last_unit < 0 ? std::nullopt : std::optional{period};
}

std::string to_string(Period period) {
    std::string text;
    if (period.years != 0) text += std::to_string(period.years) + "y";
    if (period.months != 0) text += std::to_string(period.months) + "m";
    if (period.days != 0) text += std::to_string(period.days) + "d";
    return text.empty() ? "0d" : text;
}

std::optional<Instant> parse_instant(std::string_view text) {
    if (text.size() != 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z')
        return std::nullopt;
    const auto date = parse_date(text.substr(0, 10));
    const int h = digits(text, 11, 2), m = digits(text, 14, 2), s = digits(text, 17, 2);
    if (!date || h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 59) return std::nullopt;
    return sys_days{*date} + hours{h} + minutes{m} + seconds{s};
}

std::string to_string(Instant instant) {
    const auto midnight = floor<days>(instant);
    const hh_mm_ss time{instant - midnight};
    return to_string(Date{midnight}) + "T" + two(static_cast<int>(time.hours().count())) + ":" +
           two(static_cast<int>(time.minutes().count())) + ":" +
           two(static_cast<int>(time.seconds().count())) + "Z";
}

Date date_of(Instant instant) {
    return Date{floor<days>(instant)};
}

} // namespace almirah
