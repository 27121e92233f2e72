// Ready profiles, and schedules in JSON.
#include "exchange/schedule.hpp"
#include "model/evaluate.hpp"
#include "support/catch.hpp"
#include "unit/exchange/source.hpp"

#include <chrono>
#include <map>

using namespace almirah;
using namespace almirah::exchange;

namespace {

std::map<std::string, Rule> grs(const std::string& csv) {
    const std::string profile = almirah::test::read_source("docs/profiles/us-grs.json");
    const auto reading = read_schedule({"grs.csv", csv}, NamedText{"us-grs.json", profile}, "GRS");
    for (const auto& problem : reading.problems)
        FAIL(to_string(problem));
    std::map<std::string, Rule> rules;
    for (const Rule& rule : reading.schedule.rules)
        rules[rule.code] = rule;
    return rules;
}

} // namespace

TEST_CASE("the layout of the General Records Schedules is read, whatever its headings are called") {
    const std::string rows =
        "1.1 010,Financial transactions,Kept six years,6,Event_age,Final payment,Destroy,DAA-1,\n"
        "1.1 020,Cards,Until replaced,N/A,Event_age,Superseded or obsolete,Destroy,DAA-2,\n"
        "2.1 050,Announcements,Two years,2,Creation_age,,Temporary,DAA-3,\n"
        "3.2 060,Intermediate,72 hours,72h,Creation_age,,Destroy,DAA-4,\n"
        "4.1 010,Left open,Varies,[Variable],Event_age,Final action,Destroy,DAA-5,\n"
        "4.1 020,A range,4 to 7 years,4-7,Event_age,End of the FY,Destroy,DAA-6,\n"
        "4.1 030,By the year,Three years,3,Event_age,End of the FY,Destroy,DAA-7,\n"
        "5.1 010,Old,Two years,2,Creation_age,,Destroy,DAA-8,Superseded by 5.2\n"
        "6.1 010,Email of officials,Permanent,15,Event_age,End of the CY,Permanent,DAA-9,\n"
        "6.2 010,Odd,Strange,2,Event_age,the moon is full,Destroy,DAA-10,\n";
    for (const char* heads :
         {"Item Number,Title,Disposition Instruction,Retention (in years),Retention Type,Event Type,Final "
          "Action,Authority,Status\n",
          "\xef\xbb\xbfGRS ITEM,Item Title,Disposition Text ,Retention  (Years),Event or Age,Event,Final "
          "Disposition,Disposition Authority,Item Status\n"}) {
        auto rules = grs(heads + rows);
        REQUIRE(rules.size() == 10);
        CHECK(model::describe(rules["GRS-1.1-010"]) == "destroy 6 years after event 'final-payment'");
        CHECK(model::describe(rules["GRS-1.1-020"]) ==
              "destroy on the earlier of supersession and obsolescence");
        CHECK(model::describe(rules["GRS-2.1-050"]) == "destroy 2 years after creation");
        CHECK(model::describe(rules["GRS-3.2-060"]) == "destroy 4 days after creation");
        CHECK(rules["GRS-4.1-010"].why == "its period is left to each agency");
        CHECK(rules["GRS-4.1-020"].why == "its period is a range, from which each agency chooses");
        CHECK(model::describe(rules["GRS-4.1-030"]) ==
              "destroy 3 years after closing, counted from the end of the year that begins in October");
        CHECK(rules["GRS-5.1-010"].state == RuleState::retired);
        CHECK(rules["GRS-6.1-010"].state == RuleState::descriptive);
        CHECK(rules["GRS-6.2-010"].why == "what its period counts from is not understood");
    }
}

TEST_CASE("a column that a profile needs is missed under all its names") {
    const std::string profile = almirah::test::read_source("docs/profiles/us-grs.json");
    const auto reading =
        read_schedule({"grs.csv", "Item,Title,Action\n1,One,Destroy\n"}, NamedText{"p.json", profile}, "GRS");
    REQUIRE(reading.problems.size() == 1);
    CHECK(to_string(reading.problems[0]) ==
          "grs.csv:1: column years: the profile names this column and the file lacks it");
}

TEST_CASE("a schedule is read from JSON as from CSV") {
    const auto from_list = read_schedule(
        {"s.json",
         R"([{"code": "C-3", "title": "Three", "trigger": "closed", "retain": "3y", "action": "destroy"},
                       {"code": "A", "title": "For ever", "retain": "permanent", "series": "MAP"}])"},
        std::nullopt, "GEN");
    const auto from_lines = read_schedule(
        {"s.json", "{\"code\": \"C-3\", \"title\": \"Three\", \"trigger\": \"closed\", \"retain\": "
                   "\"3y\", \"action\": \"destroy\"}\n\n{\"code\": \"A\", \"title\": \"For ever\", "
                   "\"retain\": \"permanent\", \"series\": \"MAP\", \"class\": null}\n"},
        std::nullopt, "GEN");
    const auto from_csv =
        read_schedule({"s.csv", "code,title,trigger,retain,action,series\n"
                                "C-3,Three,closed,3y,destroy,\nA,For ever,,permanent,,MAP\n"},
                      std::nullopt, "GEN");
    REQUIRE(from_csv.problems.empty());
    CHECK(from_list.schedule.rules == from_csv.schedule.rules);
    CHECK(from_lines.schedule.rules == from_csv.schedule.rules);
    CHECK(from_list.series == from_csv.series);
}

TEST_CASE("JSON with a byte order mark is JSON") {
    const std::string mark = "\xEF\xBB\xBF";
    const std::string row = R"({"code": "A", "title": "For ever", "retain": "permanent"})";
    for (const std::string& text :
         {mark + "[" + row + "]", mark + row, mark + "\n" + row + "\n", mark + mark + row}) {
        const auto reading = read_schedule({"s.json", text}, std::nullopt, "GEN");
        REQUIRE(reading.problems.empty());
        CHECK(reading.permanent == 1);
    }
    const std::string profile = mark + R"({"profile": 1, "values": {"code": "{no}", "title": "{name}"}})";
    const auto mapped = read_schedule({"s.json", mark + R"([{"no": "7", "name": "Maps"}])"},
                                      NamedText{"p.json", profile}, "GEN");
    REQUIRE(mapped.problems.empty());
    CHECK(mapped.schedule.rules.at(0).title.text == "Maps");
}

TEST_CASE("JSON that is no table is told of, with its line") {
    const auto problems = [](const char* text) {
        std::string all;
        for (const auto& problem : read_schedule({"s.json", text}, std::nullopt, "GEN").problems)
            all += to_string(problem) + "\n";
        return all;
    };
    CHECK(problems("{\"code\": \"A\", \"title\": \"x\"}\n{broken\n") ==
          "s.json:2: no JSON; expected one object a line, or a list\n");
    CHECK(
        problems("[\n{\"code\": \"A\"}\n{\"code\": \"B\"}\n]").find("s.json: no JSON: line 3, column 1: ") ==
        0);
    CHECK(problems("[7]").find("expected an object") != std::string::npos);
    CHECK(problems("[{\"code\": [\"A\"], \"title\": \"x\"}]").find("expected a text") != std::string::npos);
}

// It was passed over, with what it held.
TEST_CASE("a field without a name in a JSON row is a problem of that row") {
    for (const std::string value : {"\"x\"", "\"\"", "null", "[]"}) {
        const auto reading =
            read_schedule({"s.json", "{\"code\": \"A\", \"title\": \"x\", \"retain\": \"permanent\"}\n"
                                     "{\"code\": \"B\", \"title\": \"y\", \"retain\": \"permanent\", \"\": " +
                                         value + "}"},
                          std::nullopt, "GEN");
        REQUIRE(reading.problems.size() == 1);
        CHECK(to_string(reading.problems[0]) ==
              "s.json:2: a field has no name; give it that of its column, or take it out");
    }
}

// The last one won: kept for a day what was to be kept for thirty years.
TEST_CASE("a field that stands twice in a JSON row, or has a NUL byte, is a problem of that row") {
    const auto problem = [](const std::string& text) {
        const auto reading = read_schedule({"s.json", text}, std::nullopt, "GEN");
        REQUIRE(reading.problems.size() == 1);
        return to_string(reading.problems[0]);
    };
    const std::string good = R"({"code": "A", "title": "x", "trigger": "closed", "retain": "30y", )";
    CHECK(problem(good + R"("retain": "1d", "action": "destroy"})") ==
          "s.json:1: column retain: the field stands twice");
    CHECK(problem("[" + good + R"("action": "destroy"}, )" +
                  R"({"code": "B", "title": "y", "class": null, "class": "C", "retain": "permanent"}])") ==
          "s.json:2: column class: the field stands twice");
    CHECK(problem(good + R"("action": "destroy", "\u0061ction": "keep"})") ==
          "s.json:1: column action: the field stands twice");
    CHECK(problem(good + R"("action": "destroy", "disposition": "a\u0000b"})") ==
          "s.json:1: column disposition: a NUL byte in a text");
    CHECK(problem(good + R"("action": "destroy", "title_h\u0000i": "b"})") ==
          "s.json:1: column title_h i: a NUL byte in a text");
}

TEST_CASE("a hundred thousand rows are read in seconds") {
    std::string csv = "code,title,trigger,cutoff,retain,action,series\n";
    for (int i = 0; i < 100000; ++i) {
        const std::string number = std::to_string(i);
        csv += "R-" + number + ",Rule " + number +
               ",\"later-of(closed,event:audit)\",financial-year,5y,destroy,S-" + number + "\n";
    }
    const auto begun = std::chrono::steady_clock::now();
    const auto reading = read_schedule({"s.csv", csv}, std::nullopt, "GEN");
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    CHECK(reading.schedule.rules.size() == 100000);
    CHECK(reading.problems.empty());
    WARN("100,000 rows read in " << took.count() << " s");
}
