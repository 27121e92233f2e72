#include "almirah/date.hpp"
#include "almirah/error.hpp"
#include "almirah/problem.hpp"
#include "support/catch.hpp"

#include <set>

using namespace almirah;
using namespace std::chrono;

namespace {

Date day_of(const char* text) {
    return parse_date(text).value();
}

} // namespace

TEST_CASE("dates are read only when they exist") {
    CHECK(to_string(day_of("2024-02-29")) == "2024-02-29");
    CHECK(to_string(day_of("0001-01-01")) == "0001-01-01");
    CHECK(to_string(day_of("9999-12-31")) == "9999-12-31");
    for (const char* text :
         {"2023-02-29", "2023-13-01", "2023-00-10", "2023-01-00", "0000-01-01", "2023-1-1", "", "2023-01-011",
          "20230101", "2023-01-0x", "-023-01-01", " 2023-01-01", "1900-02-29"})
        CHECK_FALSE(parse_date(text));
}

TEST_CASE("every day of four centuries is written and read back") {
    for (sys_days day = 1850y / 1 / 1; day < sys_days{2250y / 1 / 1}; day += days{1}) {
        const Date date{day};
        REQUIRE(parse_date(to_string(date)) == date);
    }
}

TEST_CASE("periods clamp at month ends") {
    struct Case {
        const char *from, *period, *to;
    };
    for (const Case& c :
         {Case{"2024-02-29", "1y", "2025-02-28"}, Case{"2024-02-29", "4y", "2028-02-29"},
          Case{"2024-01-31", "1m", "2024-02-29"}, Case{"2023-01-31", "1m", "2023-02-28"},
          Case{"2023-01-31", "2m", "2023-03-31"}, Case{"2023-12-31", "6m", "2024-06-30"},
          Case{"2023-01-31", "1m1d", "2023-03-01"}, Case{"2010-05-10", "3y", "2013-05-10"},
          Case{"2010-12-31", "12y", "2022-12-31"}, Case{"2023-11-15", "14m", "2025-01-15"},
          Case{"2023-03-01", "0d", "2023-03-01"}, Case{"2023-03-01", "365d", "2024-02-29"},
          Case{"2000-01-01", "9999y", "9999-12-31"}, Case{"9999-12-30", "30d", "9999-12-31"}}) {
        INFO(c.from << " + " << c.period);
        CHECK(to_string(add(day_of(c.from), parse_period(c.period).value())) == c.to);
    }
}

TEST_CASE("adding a longer period never gives an earlier date") {
    for (sys_days day = 2023y / 1 / 1; day < sys_days{2025y / 1 / 1}; day += days{1}) {
        for (int months = 0; months < 30; ++months) {
            REQUIRE(sys_days{add(Date{day}, {0, months, 0})} <= sys_days{add(Date{day}, {0, months + 1, 0})});
            REQUIRE(sys_days{add(Date{day}, {0, months, 0})} <=
                    sys_days{add(Date{day + days{1}}, {0, months, 0})});
        }
    }
}

TEST_CASE("periods are read and written") {
    CHECK(parse_period("3y") == Period{3, 0, 0});
    CHECK(parse_period("18m") == Period{0, 18, 0});
    CHECK(parse_period("1y6m10d") == Period{1, 6, 10});
    CHECK(parse_period("0d") == Period{});
    CHECK(to_string(Period{1, 6, 0}) == "1y6m");
    CHECK(to_string(Period{}) == "0d");
    for (const char* text : {"", "3", "y", "3 y", "3y2y", "6m1y", "-1y", "1.5y", "3Y", "12345678y", "1y "})
        CHECK_FALSE(parse_period(text));
}

TEST_CASE("instants are read and written in UTC") {
    for (const char* text : {"2026-01-31T23:59:59Z", "1970-01-01T00:00:00Z", "1969-12-31T23:59:58Z"}) {
        REQUIRE(parse_instant(text));
        CHECK(to_string(*parse_instant(text)) == text);
    }
    CHECK(to_string(date_of(*parse_instant("1969-12-31T23:59:58Z"))) == "1969-12-31");
    for (const char* text : {"2026-01-31T24:00:00Z", "2026-01-31T23:60:00Z", "2026-01-31 23:59:59Z",
                             "2026-01-31", "2026-02-30T00:00:00Z", "2026-01-31T23:59:59+"})
        CHECK_FALSE(parse_instant(text));
}

TEST_CASE("every error code has a name of its own") {
    std::set<std::string> names;
    for (int code = 1; code <= 14; ++code)
        names.insert(name_of(static_cast<Code>(code)));
    CHECK(names.size() == 14);
    CHECK(names.count("unknown") == 0);
    CHECK(std::string(name_of(Code::in_doubt)) == "in-doubt");
}

TEST_CASE("a problem is one line") {
    CHECK(
        to_string(Problem{"manifest.csv", 12, "closed", "2023-02-29", "no such date; expected YYYY-MM-DD"}) ==
        "manifest.csv:12: column closed: '2023-02-29': no such date; expected YYYY-MM-DD");
    CHECK(to_string(Problem{"a.csv", 0, "", "", "is empty"}) == "a.csv: is empty");
    const std::string line = to_string(Problem{"a.csv", 3, "x", "one\ntwo\r" + std::string(500, 'z'), "bad"});
    CHECK(line.find('\n') == std::string::npos);
    CHECK(line.size() < 200);
}
