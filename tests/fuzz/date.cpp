#include "almirah/date.hpp"

#include "fuzz/target.hpp"

using namespace almirah;
using test::hold;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = test::text_of(data, size);
    const auto date = parse_date(text);
    if (date) hold(date->ok() && to_string(*date) == text, "a date that was read is written the same");
    const auto instant = parse_instant(text);
    if (instant) hold(to_string(*instant) == text, "an instant that was read is written the same");
    const auto period = parse_period(text);
    if (period) {
        hold(parse_period(to_string(*period)) == period,
             "a period that was read is written and read the same");
        const Date later = add(*parse_date("2024-02-29"), *period);
        hold(later.ok() && later >= *parse_date("2024-02-29"),
             "a period leads forward, to a day that exists");
    }
    return 0;
}
