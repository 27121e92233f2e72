#include "exchange/calendar.hpp"

#include "support/catch.hpp"

using namespace almirah;
using exchange::calendar_text;

namespace {

const Instant now = *parse_instant("2026-05-04T10:15:00Z");

std::string summary(const std::string& text) {
    return calendar_text("Office", {{"a@b", *parse_date("2026-06-01"), text}}, now);
}

} // namespace

TEST_CASE("a calendar has a whole day for each date") {
    CHECK(calendar_text("Office", {{"a@b", *parse_date("2026-06-01"), "QP-07: review"}}, now) ==
          "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Almirah//Almirah//EN\r\nX-WR-CALNAME:Office\r\n"
          "BEGIN:VEVENT\r\nUID:a@b\r\nDTSTAMP:20260504T101500Z\r\nDTSTART;VALUE=DATE:20260601\r\n"
          "SUMMARY:QP-07: review\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    CHECK(calendar_text("Office", {}, now).find("VEVENT") == std::string::npos);
}

TEST_CASE("texts are escaped, and control characters are shown by their numbers") {
    const std::string text = summary("a, b; c\\d\ne\x1b[f\r");
    CHECK(text.find("SUMMARY:a\\, b\\; c\\\\d\\ne\\\\u001b[f\\\\u000d\r\n") != std::string::npos);
}

TEST_CASE("lines are folded after 75 octets, never inside a character") {
    std::string long_text;
    for (int i = 0; i < 100; ++i)
        long_text += "अ";
    const std::string text = summary(long_text);
    std::string unfolded;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find("\r\n", at);
        CHECK(end - at <= 75);
        const std::string line = text.substr(at, end - at);
        CHECK((static_cast<unsigned char>(line.back()) & 0xc0) != 0xc0); // no character is begun and cut off
        unfolded += line.starts_with(' ') ? line.substr(1) : "\n" + line;
        at = end + 2;
    }
    CHECK(unfolded.find("SUMMARY:" + long_text + "\n") != std::string::npos);
}
