#include "almirah/error.hpp"
#include "exchange/manifest.hpp"
#include "exchange/schedule.hpp"
#include "model/evaluate.hpp"
#include "support/catch.hpp"
#include "unit/exchange/source.hpp"

using namespace almirah;
using namespace almirah::exchange;

namespace {

ScheduleReading read(const std::string& rows) {
    return read_schedule({"s.csv", rows}, std::nullopt, "GEN");
}

const std::string heads =
    "code,title,title_hi,class,trigger,cutoff,retain,action,then,window,authority,disposition,"
    "series,under,status\n";

/// The only problem's line; fails the test when there are more.
std::string problem_of(const std::string& rows) {
    const auto reading = read(rows);
    REQUIRE(reading.problems.size() == 1);
    return to_string(reading.problems[0]);
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("rows become rules and series") {
    const auto reading = read(
        heads +
        "A,Kept for ever,स्थायी,A,,,,keep,,,Manual,,,,\n"
        "B,Twelve years,,B,closed,calendar-year,12y,destroy,,January,Manual §2,Destroyed in January,,,\n"
        "C-5,Five years,,C,closed,,5y,review,transfer after 1y6m; keep,,,,,,\n"
        "X,Audit,,,\"later-of(closed, event:audit)\",financial-year,5y,transfer,Destroy after 20y,,,,,,\n"
        "OLD,Old,,,closed,,10y,destroy,,,,,,,retired\n"
        "P,Prose,,,,,,,,,,Kept while useful,,,\n"
        "B,Land,भूमि,,,,,,,,,,LR,,\n"
        ",Maps,,,,,,,,,,,LR-MAP,LR,\n");
    for (const auto& problem : reading.problems)
        WARN(to_string(problem));
    REQUIRE(reading.problems.empty());
    CHECK(reading.rows == 8);
    CHECK(reading.computable == 4); // B, C-5, X, and the series that names B
    CHECK(reading.permanent == 1);
    CHECK(reading.descriptive == 1);
    CHECK(reading.retired == 1);
    REQUIRE(reading.schedule.rules.size() == 6);
    const auto& rules = reading.schedule.rules;
    CHECK(model::describe(rules[1]) ==
          "destroy 12 years after closing, counted from the end of the calendar year, in January only");
    CHECK(rules[0].title.edition("hi") == "स्थायी");
    CHECK(rules[0].state == RuleState::permanent);
    CHECK(rules[1].record_class == "B");
    CHECK(rules[1].authority == "Manual §2");
    CHECK(model::describe(rules[2]) ==
          "review 5 years after closing, then transfer 1 year and 6 months later, then keep permanently");
    CHECK(rules[4].state == RuleState::retired);
    CHECK(rules[5].why ==
          "it states no period; it names nothing that its period counts from; it states no action");
    REQUIRE(reading.why_descriptive.size() == 1);
    CHECK(reading.why_descriptive[0].second == 1);
    REQUIRE(reading.series.size() == 2);
    CHECK(reading.series[0] == Series{"LR",
                                      [] {
                                          Text title("Land");
                                          title.in["hi"] = "भूमि";
                                          return title;
                                      }(),
                                      "", "GEN", "B", false});
    CHECK(reading.series[1] == Series{"LR-MAP", "Maps", "LR", "", "", false});
    CHECK(reading.schedule.id == "GEN");
    CHECK(reading.schedule.source == "s.csv");
    CHECK(reading.schedule.sha256.size() == 64);
}

TEST_CASE("every trigger has its notation") {
    struct Case {
        const char* cell;
        TriggerKind kind;
        const char* name;
    };
    for (const Case& c :
         {Case{"created", TriggerKind::created, ""}, Case{"filed", TriggerKind::filed, ""},
          Case{"opened", TriggerKind::opened, ""}, Case{"Closed", TriggerKind::closed, ""},
          Case{"cut-off", TriggerKind::cut_off, ""}, Case{"last-action", TriggerKind::last_action, ""},
          Case{"superseded", TriggerKind::superseded, ""}, Case{"obsolete", TriggerKind::obsolete, ""},
          Case{"event:decision", TriggerKind::event, "decision"},
          Case{"date:valid-until", TriggerKind::date_property, "valid-until"},
          Case{"next-inspection", TriggerKind::next_inspection, ""}}) {
        INFO(c.cell);
        const auto reading = read(heads + "B,T,,," + c.cell + ",,3y,destroy,,,,,,,\n");
        REQUIRE(reading.schedule.rules.size() == 1);
        CHECK(reading.schedule.rules[0].triggers == std::vector<Trigger>{{c.kind, c.name}});
    }
    const auto both = read(heads + "B,T,,,\"earlier-of(closed,date:valid-until)\",,3y,destroy,,,,,,,\n");
    CHECK(both.schedule.rules.at(0).combine == Combine::earlier_of);
    CHECK(both.schedule.rules.at(0).triggers.size() == 2);
}

TEST_CASE("offsets, groups, bounds and years of their own have their notation") {
    const auto reading =
        read("code,title,trigger,cutoff,retain,action,minimum,maximum,vital,enforced\n"
             "A,One,\"later-of(closed+1y6m,earlier-of(event:audit,event:appeal+30d))\",year-from-october,3y,"
             "destroy,created+5y,filed+20y,1y,yes\n"
             "B,Two,event:a+b,day,0d,destroy,,,,no\n");
    for (const auto& problem : reading.problems)
        WARN(to_string(problem));
    REQUIRE(reading.schedule.rules.size() == 2);
    const Rule& rule = reading.schedule.rules[0];
    CHECK(
        model::describe(rule) ==
        "destroy 3 years after the later of 1 year and 6 months after closing and the earlier of event "
        "'audit' and 30 days after event 'appeal', counted from the end of the year that begins in October, "
        "at least 5 years after creation, at most 20 years after filing");
    CHECK(rule.vital_review == Period{1, 0, 0});
    CHECK(rule.enforced);
    CHECK(reading.schedule.rules[1].triggers[0].name == "a+b"); // a name may have a plus in it
    CHECK(reading.schedule.rules[1].cutoff == Cutoff::none);
    CHECK_FALSE(reading.schedule.rules[1].enforced);
}

TEST_CASE("what is wrong in a bound, a year or a list is named") {
    const std::string some = "code,title,trigger,cutoff,retain,action,minimum,enforced\n";
    CHECK(
        problem_of(some + "A,One,closed,,3y,destroy,created,\n") ==
        "s.csv:2: column minimum: 'created': it has no period; expected TRIGGER+PERIOD, such as created+3y");
    CHECK(
        problem_of(some + "A,One,closed,year-from-x,3y,destroy,,\n") ==
        "s.csv:2: column cutoff: 'year-from-x': no such month; expected a name such as january, or a number "
        "from 1 to 12");
    CHECK(problem_of(some + "A,One,closed,,3y,destroy,,perhaps\n") ==
          "s.csv:2: column enforced: 'perhaps': expected yes or no");
    CHECK(contains(problem_of(some + "A,One,\"later-of(closed,earlier-of(opened))\",,3y,destroy,,\n"),
                   "expected at least two triggers in 'earlier-of(opened)'"));
    CHECK(contains(problem_of(some + "A,One,\"later-of(closed,closed)\",,3y,destroy,,\n"),
                   "it counts from closing twice"));
}

TEST_CASE("a rule says how many people must approve of a disposal") {
    const std::string head = "code,title,trigger,retain,action,approvers\n";
    const auto reading = read((head + "A,One,closed,3y,destroy,2\nB,Two,closed,3y,destroy,\n").c_str());
    REQUIRE(reading.schedule.rules.size() == 2);
    CHECK(reading.schedule.rules[0].approvers == 2);
    CHECK(reading.schedule.rules[1].approvers == 1);
    for (const char* bad : {"0", "two", "10", "-1"})
        CHECK(contains(problem_of(head + "A,One,closed,3y,destroy," + bad + "\n"), "column approvers"));
}

TEST_CASE("what is wrong in a cell is named with line, column, value and what is expected") {
    CHECK(problem_of(heads + "B,T,,,closd,,3y,destroy,,,,,,,\n") ==
          "s.csv:2: column trigger: 'closd': no such trigger; expected one of created, filed, opened, "
          "closed, cut-off, "
          "superseded, obsolete, last-action, event:NAME, date:NAME, next-inspection, later-of(…,…), "
          "earlier-of(…,…); "
          "the nearest is 'closed'");
    CHECK(contains(problem_of(heads + "B,T,,,closed,,three years,destroy,,,,,,,\n"),
                   "column retain: 'three years'"));
    CHECK(contains(problem_of(heads + "B,T,,,closed,yearly,3y,destroy,,,,,,,\n"), "column cutoff: 'yearly'"));
    CHECK(contains(problem_of(heads + "B,T,,,closed,,3y,burn,,,,,,,\n"), "column action: 'burn'"));
    CHECK(contains(problem_of(heads + "B,T,,,closed,,3y,transfer,destroy 20y,,,,,,\n"),
                   "column then: 'destroy 20y'"));
    CHECK(contains(problem_of(heads + "B,T,,,closed,,3y,destroy,,13,,,,,\n"), "column window: '13'"));
    CHECK(contains(problem_of(heads + "B,T,,,closed,,3y,destroy,,,,,,,gone\n"), "column status: 'gone'"));
    CHECK(contains(problem_of(heads + "B,T,,,event,,3y,destroy,,,,,,,\n"), "expected event:NAME"));
    CHECK(contains(problem_of(heads + "B,T,,,closed:x,,3y,destroy,,,,,,,\n"), "takes no name"));
    CHECK(contains(problem_of(heads + "B,T,,,later-of(closed),,3y,destroy,,,,,,,\n"), "at least two"));
    CHECK(contains(problem_of(heads + "b c,T,,,closed,,3y,destroy,,,,,,,\n"), "column code: 'b c'"));
    CHECK(contains(problem_of(heads + "B,,,,closed,,3y,destroy,,,,,,,\n"), "column title"));
    CHECK(contains(problem_of(heads + "B,T,,,closed,,,destroy,,,,,,,computable\n"), "gives no date"));
    CHECK(contains(problem_of(heads + "B,T,,,closed,,3y,destroy,,,,,,,permanent\n"),
                   "a permanent rule has no period"));
    CHECK(contains(problem_of(heads + "B,T,,,closed,,3y,destroy,review after 1y,,,,,,\n"),
                   "a step follows destroy"));
    CHECK(contains(problem_of(heads + ",T,,,closed,,3y,destroy,,,,,LR,,\n"), "names none"));
    CHECK(contains(problem_of(heads + ",T,,,,,,,,,,,,,\n"), "neither a rule nor a series"));
}

TEST_CASE("all bad rows are listed") {
    const auto reading = read(heads + "B,T,,,closd,,3y,destroy,,,,,,,\n"
                                      "C,T,,,closed,,3y,destroy,,,,,,,\n"
                                      "D,T,,,closed,,3,burn,,,,,,,\n");
    REQUIRE(reading.problems.size() == 3);
    CHECK(reading.problems[0].line == 2);
    CHECK(reading.problems[1].line == 4);
    CHECK(reading.problems[2].line == 4);
}

TEST_CASE("unknown columns are refused, naming the nearest") {
    CHECK(problem_of("code,title,retian\nB,T,3y\n") ==
          "s.csv:1: column retian: no such column; the nearest is 'retain'");
    CHECK(contains(problem_of("class,title\nB,T\n"), "column code: the column is missing"));
    CHECK(read("Code, Title ,TITLE_HI\nB,T,ट\n").problems.empty()); // spreadsheets write capitals
}

TEST_CASE("one code is one rule") {
    CHECK(contains(problem_of(heads + "B,T,,,closed,,3y,destroy,,,,,,,\nB,T,,,closed,,4y,destroy,,,,,,,\n"),
                   "s.csv:3: column code: 'B': another rule has this code on line 2"));
    CHECK(read(heads + "B,T,,,closed,,3y,destroy,,,,,,,\nB,Land,,,closed,,3y,destroy,,,,,LR,,\n")
              .problems.empty());
    CHECK(read(heads + "B,Land,,,,,,,,,,,LR,,\nB,T,,,closed,,3y,destroy,,,,,,,\n")
              .problems.empty()); // either order
    CHECK(contains(problem_of(heads + "B,T,,,closed,,3y,destroy,,,,,,,\nBB,Land,,,,,,,,,,,LR,,\n"),
                   "no row gives this rule"));
}

TEST_CASE("series make a tree") {
    const std::string rule = heads + "B,T,,,closed,,3y,destroy,,,,,,,\n";
    CHECK(
        contains(problem_of(rule + "B,L,,,,,,,,,,,LR,,\nB,L,,,,,,,,,,,LR,,\n"), "stands on line 3 already"));
    CHECK(contains(problem_of(rule + "B,L,,,,,,,,,,,LR,LR,\n"), "lies in itself"));
    CHECK(read(rule + "B,L,,,,,,,,,,,LR,LX,\nB,L,,,,,,,,,,,LX,LY,\nB,L,,,,,,,,,,,LY,LR,\n").problems.size() ==
          3);
    CHECK(read(rule + "B,L,,,,,,,,,,,LR,ELSEWHERE,\n").problems.empty()); // the store may have it
}

TEST_CASE("a file without a rule is no schedule") {
    CHECK(contains(problem_of("code,title\n"), "has no rule"));
    CHECK(contains(problem_of(""), "is empty"));
}

TEST_CASE("the sample office's schedule is sound") {
    const std::string path = "docs/sample-office/schedule.csv";
    const auto reading = read(test::read_source(path));
    for (const auto& problem : reading.problems)
        WARN(to_string(problem));
    CHECK(reading.problems.empty());
    CHECK(reading.computable > 20);
}

TEST_CASE("the examples of docs/schedules.md are read as they stand") {
    const std::string page = test::read_source("docs/schedules.md");
    const auto example = [&](const std::string& file) {
        const std::string fence = "```csv " + file + "\n";
        const std::size_t begin = page.find(fence) + fence.size();
        return page.substr(begin, page.find("```", begin) - begin);
    };
    const auto reading = read(example("schedule.csv"));
    CHECK(reading.problems.empty());
    CHECK(reading.schedule.rules.size() == 4);
    CHECK(reading.series.size() == 3);
    const auto manifest = read_manifest("m.csv", example("manifest.csv"));
    CHECK(manifest.problems.empty());
    CHECK(manifest.rows.size() == 1);
}
