// Dates as clerks write them.
#include "almirah/table.hpp"
#include "base/fold.hpp"

#include <array>

namespace almirah {

namespace {

struct Numbers {
    std::array<int, 3> values{};
    std::array<std::size_t, 3> widths{};
};

/// "13/4/2020" as three numbers; nothing for any other text.
std::optional<Numbers> three_numbers(std::string_view text) {
    Numbers numbers;
    std::size_t part = 0;
    char separator = 0;
    for (const char c : text) {
        if (c >= '0' && c <= '9') {
            if (++numbers.widths[part] > 4) return std::nullopt;
            numbers.values[part] = numbers.values[part] * 10 + (c - '0');
            continue;
        }
        const bool separates = c == '/' || c == '.' || c == '-';
        if (!separates || part == 2 || (separator != 0 && c != separator)) return std::nullopt;
        separator = c;
        ++part;
    }
    if (part != 2 || numbers.widths[0] == 0 || numbers.widths[1] == 0 || numbers.widths[2] == 0)
        return std::nullopt;
    return numbers;
}

ReadDate dated(int y, int m, int d, const char* fault) {
    const Date date{std::chrono::year{y}, std::chrono::month{static_cast<unsigned>(m)},
                    std::chrono::day{static_cast<unsigned>(d)}};
    if (y > 0 && date.ok()) return {date, ""};
    return {std::nullopt, fault};
}

} // namespace

std::optional<DateOrder> parse_date_order(std::string_view text) {
    if (text == "dmy") return DateOrder::dmy;
    if (text == "mdy") return DateOrder::mdy;
    if (text == "ymd") return DateOrder::ymd;
    return std::nullopt;
}

ReadDate read_date(std::string_view text, DateOrder order) {
    constexpr const char* no_date = "no such date; expected YYYY-MM-DD";
    const auto numbers = three_numbers(base::fold(text));
    if (!numbers) return {std::nullopt, no_date};
    const auto [first, second, third] = numbers->values;
    if (numbers->widths[0] == 4) return dated(first, second, third, no_date);
    if (numbers->widths[2] != 4)
        return {std::nullopt, "a date without a year of four digits; expected YYYY-MM-DD"};
    if (order == DateOrder::dmy) return dated(third, second, first, "no such date by the order dmy");
    if (order == DateOrder::mdy) return dated(third, first, second, "no such date by the order mdy");
    if (order == DateOrder::ymd) return {std::nullopt, "no such date by the order ymd"};
    if (first != second && first <= 12 && second <= 12)
        return {std::nullopt, "day and month cannot be told apart; say the order with --dates dmy or mdy"};
    return first > 12 ? dated(third, second, first, no_date) : dated(third, first, second, no_date);
}

} // namespace almirah
