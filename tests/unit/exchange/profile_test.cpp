// Schedules of other origin, through a mapping profile.
#include "almirah/error.hpp"
#include "exchange/pattern.hpp"
#include "exchange/schedule.hpp"
#include "model/evaluate.hpp"
#include "support/catch.hpp"
#include "unit/exchange/source.hpp"

#include <algorithm>
#include <filesystem>

using namespace almirah;
using namespace almirah::exchange;

namespace {

const std::string profile = R"({
  "profile": 1,
  "title": {"en": "Elsewhere", "hi": "अन्यत्र"},
  "values": {"code": ["{set}-{no}", "X-{row}"], "title": "{name}", "title_hi": "{hindi}", "years": "{years}",
             "disposition": "{words}", "series": "{set}-{no}", "under": "{set}", "under_title": "Set {set}"},
  "cut": {"words": ["**"]},
  "skip": {"name": "total{any}"},
  "states": [{"when": {"years": "999", "words": "permanent{any}"}, "state": "permanent"},
             {"when": {"words": "withdrawn"}, "state": "retired"}],
  "triggers": [{"when": {"words": "keep {years} years after closing, then destroy."}, "trigger": "closed"},
               {"when": {"words": ["keep {years} years after the year, then destroy."]},
                "trigger": "closed", "cutoff": "calendar-year"},
               {"when": {"words": "until replaced"}, "trigger": "superseded", "retain": "0d"},
               {"when": {"words": "{any}whichever{any}"}, "why": "it weighs periods in words"}],
  "actions": [{"when": {"words": ["{any}destroy.", "until replaced"]}, "action": "destroy"}]
})";

ScheduleReading read(const std::string& rows, const std::string& with = profile) {
    return read_schedule({"f.csv", "set,no,name,hindi,years,words\n" + rows}, NamedText{"p.json", with},
                         "EXT");
}

Rule rule_of(const std::string& row) {
    const auto reading = read(row + "\n");
    REQUIRE(reading.problems.empty());
    REQUIRE(reading.schedule.rules.size() == 1);
    return reading.schedule.rules[0];
}

std::string fault(const std::string& with) {
    try {
        read("", with);
    } catch (const Error& error) {
        CHECK(error.code() == Code::invalid_argument);
        return error.what();
    }
    return "";
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

} // namespace

TEST_CASE("patterns match a whole text, with gaps") {
    const auto matches = [](const char* pattern, const char* text) {
        return Pattern(pattern).matches(text,
                                        [](const std::string& name) { return name == "years" ? "3" : ""; });
    };
    CHECK(matches("closed", "closed"));
    CHECK_FALSE(matches("closed", "case closed"));
    CHECK(matches("CLOSED", "closed"));
    CHECK(matches("", ""));
    CHECK_FALSE(matches("", "x"));
    CHECK(matches("{any}", ""));
    CHECK(matches("{any}destroy{any}", "then destroy."));
    CHECK(matches("a{any}b{any}c", "a b b c"));
    CHECK_FALSE(matches("a{any}b", "a b c"));
    CHECK_FALSE(matches("ab{any}bc", "abc")); // the gap's ends do not overlap
    CHECK(matches("retain {years} years", "retain 3 years"));
    CHECK_FALSE(matches("retain {years} years", "retain 30 years"));
    CHECK_FALSE(matches("retain {months} months", "retain  months")); // a value that the row lacks
}

TEST_CASE("foreign rows become rules only where their words are understood") {
    const Rule closing = rule_of("a b,1,One,एक,3,\"Keep 3 years after  closing, then destroy. **Next**\"");
    CHECK(closing.code == "A-B-1");
    CHECK(closing.title.edition("hi") == "एक");
    CHECK(model::describe(closing) == "destroy 3 years after closing");
    CHECK(rule_of("s,1,One,,3,\"keep 3 years after the year, then destroy.\"").cutoff ==
          Cutoff::calendar_year);
    CHECK(model::describe(rule_of("s,1,One,,,until replaced")) == "destroy on supersession");
    CHECK(rule_of("s,1,One,,999,Permanent record").state == RuleState::permanent);
    CHECK(rule_of("s,1,One,,3,withdrawn").state == RuleState::retired);

    const Rule contradiction = rule_of("s,1,One,,5,\"keep 3 years after closing, then destroy.\"");
    CHECK(contradiction.state == RuleState::descriptive); // the words say 3 and the column 5
    CHECK(contradiction.why == "what its period counts from is not understood");
    CHECK(contradiction.steps.empty());
    CHECK(rule_of("s,1,One,,3,\"3 years or audit, whichever is longer\"").why ==
          "it weighs periods in words; what is done at its end is not understood");
    CHECK(rule_of("s,1,One,,,\"keep years after closing, then destroy.\"").why ==
          "it states no period; what its period counts from is not understood");
    CHECK(contains(rule_of("s,1,One,,3.5,\"keep 3.5 years after closing, then destroy.\"").why,
                   "not a number"));
}

TEST_CASE("foreign rows become series under their branch") {
    const auto reading =
        read("s,1,One,,,until replaced\ns,2,Two,,,until replaced\n,,Three,,,until replaced\n,,Total 3,,,\n");
    REQUIRE(reading.problems.empty());
    CHECK(reading.rows == 4);
    CHECK(reading.computable == 3); // the total is skipped
    REQUIRE(reading.series.size() == 3);
    CHECK(reading.series[0].code == "S");
    CHECK(reading.series[0].title.text == "Set s");
    CHECK(reading.series[1] == Series{"S-1", "One", "S", "EXT", "S-1", false});
    CHECK(reading.schedule.rules[2].code == "X-3"); // the row's number where the columns are empty
    CHECK(reading.schedule.title.edition("hi") == "अन्यत्र");
}

TEST_CASE("duplicates are refused, or numbered where the profile says so") {
    const std::string rows = "s,1,One,,,until replaced\ns,1,Other,,999,Permanent\n";
    CHECK_FALSE(read(rows).problems.empty());
    const auto numbered = read(rows, replaced(profile, "\"skip\"", "\"duplicates\": \"number\", \"skip\""));
    REQUIRE(numbered.problems.empty());
    CHECK(numbered.schedule.rules[1].code == "S-1-2");
    CHECK(numbered.series.back().rule == "S-1-2");
    const auto again = read(rows + rows + "s,1,Third,,,until replaced\n",
                            replaced(profile, "\"skip\"", "\"duplicates\": \"number\", \"skip\""));
    REQUIRE(again.problems.empty());
    CHECK(again.schedule.rules.size() == 3);
    CHECK(again.series.size() == numbered.series.size() + 1);
    REQUIRE(again.rows_read.size() == 5);
    const auto& first = again.rows_read[0];
    CHECK(first.same_as + first.unlike == 0);
    CHECK(again.rows_read[1].unlike == first.line);
    CHECK(again.rows_read[2].same_as == first.line);
    CHECK(again.rows_read[3].same_as == again.rows_read[1].line);
    CHECK(again.rows_read[3].rule == "S-1-2");
    CHECK(again.rows_read[4].unlike == first.line);
    CHECK(again.rows_read[4].rule == "S-1-3");
}

TEST_CASE("a wrong profile is refused, naming the field") {
    CHECK(contains(fault("{"), "p.json: no JSON: line 1, column 2: "));
    CHECK(contains(fault("[]"), "expected one JSON object"));
    CHECK(contains(fault("{}"), "\"profile\": 1"));
    CHECK(contains(fault(replaced(profile, "\"triggers\"", "\"trigers\"")),
                   "'trigers'; the nearest is 'triggers'"));
    CHECK(contains(fault(replaced(profile, "\"trigger\": \"closed\"", "\"trigger\": \"closd\"")),
                   "triggers[0].trigger: 'closd': no such trigger"));
    CHECK(contains(fault(replaced(profile, "{set}-{no}", "{set-{no")), "not closed"));
    CHECK(contains(fault(replaced(profile, "\"code\"", "\"cod\"")), "the nearest is 'code'"));
    CHECK(contains(fault(replaced(profile, "\"years\": \"999\"", "\"years\": 999")), "expected a"));
    CHECK(contains(fault(replaced(profile, "\"trigger\": \"superseded\", ", "")), "says nothing"));
    CHECK(contains(fault(replaced(profile, "\"cut\"", "\"encoding\": \"ebcdic\", \"cut\"")),
                   "no such encoding"));
}

// The last one won.
TEST_CASE("a name that stands twice in a profile is refused at every level") {
    CHECK(contains(fault(replaced(profile, "\"cut\"", "\"skip\": {}, \"cut\"")),
                   "p.json: profile.skip: stands there twice"));
    CHECK(contains(
        fault(replaced(profile, "\"years\": \"{years}\"", "\"years\": \"{years}\", \"years\": \"{no}\"")),
        "profile.values.years: stands there twice"));
    CHECK(contains(fault(replaced(profile, "\"retain\": \"0d\"", "\"retain\": \"30y\", \"retain\": \"0d\"")),
                   "profile.triggers[2].retain: stands there twice"));
    CHECK(contains(fault(replaced(profile, "\"words\": \"withdrawn\"",
                                  "\"words\": \"withdrawn\", \"w\\u006frds\": \"kept\"")),
                   "profile.states[1].when.words: stands there twice"));
    CHECK(contains(fault(replaced(profile, "\"cut\"", "\"note\": {\"a\": 1, \"a\": 2}, \"cut\"")),
                   "profile.note.a: stands there twice"));
}

TEST_CASE("a profile has no NUL byte in its texts and names") {
    CHECK(contains(fault(replaced(profile, "Elsewhere", "Else\\u0000where")),
                   "p.json: profile.title.en: a NUL byte in a text"));
    CHECK(contains(fault(replaced(profile, "\"**\"", "\"*\\u0000*\"")), "profile.cut.words[0]: a NUL byte"));
    CHECK(contains(fault(replaced(profile, "\"hi\"", "\"h\\u0000i\"")), "profile.title: a NUL byte"));
}

TEST_CASE("a column that the profile names and the file lacks is a problem") {
    const auto reading = read_schedule({"f.csv", "set,no,name,hindi,year,words\ns,1,One,,,until replaced\n"},
                                       NamedText{"p.json", profile}, "EXT");
    REQUIRE(reading.problems.size() == 1);
    CHECK(contains(to_string(reading.problems[0]), "column years: the profile names this column"));
    CHECK(contains(to_string(reading.problems[0]), "the nearest is 'year'"));
}

TEST_CASE("a file in windows-1252 is converted") {
    const std::string with = replaced(profile, "\"cut\"", "\"encoding\": \"windows-1252\", \"cut\"");
    const auto reading = read("s,1,Caf\xE9 \x96 menu,,,until replaced\n", with);
    REQUIRE(reading.problems.empty());
    CHECK(reading.schedule.rules[0].title.text == "Café – menu");
    CHECK_FALSE(read("s,1,Caf\xE9,,,until replaced\n").problems.empty()); // without it: not UTF-8
}

TEST_CASE("a real schedule of other origin loads through its profile") {
    const std::string data = ALMIRAH_SOURCE_DIR "/../shared/data/us-series-va-al.csv";
    if (!std::filesystem::exists(data)) {
        WARN("skipped: the schedule to try is not on this machine");
        return;
    }
    const std::string rows = test::read_file(data);
    const std::string with = test::read_source("docs/profiles/va-al.json");
    const auto reading = read_schedule({"va-al.csv", rows}, NamedText{"va-al.json", with}, "US");
    for (const auto& problem : reading.problems)
        WARN(to_string(problem));
    CHECK(reading.problems.empty());
    CHECK(reading.rows == 2941);
    CHECK(reading.computable == 2105); // as docs/schedules.md tells
    CHECK(reading.permanent == 517);
    CHECK(reading.descriptive == 310);
    CHECK(reading.retired == 9);
    std::size_t explained = 0;
    for (const auto& [why, count] : reading.why_descriptive)
        explained += count;
    CHECK(explained == reading.descriptive);
    for (const Rule& rule : reading.schedule.rules) {
        if (!model::faults_of(rule).empty()) FAIL(rule.code);
        // Nothing that calls itself permanent becomes due.
        const bool permanent =
            contains(rule.disposition, "ermanent") || contains(rule.disposition, "PERMANENT");
        if (permanent && rule.state == RuleState::computable) FAIL(rule.code + ": " + rule.disposition);
    }
}
