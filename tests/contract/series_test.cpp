// Series and schedules: what decides under which rule a record stands.
#include "contract/room.hpp"

#include <algorithm>

using namespace almirah;
using namespace almirah::test;

namespace {

Series series(const std::string& code, const std::string& rule, const std::string& under = "") {
    Series made;
    made.code = code;
    made.rule = rule;
    made.under = under;
    return made;
}

void ask_approval_for_schedules(Room& room) {
    auto book = room.as("kiran").office();
    book.set_route({"schedule", "", {{"approver", "", 1}}}, "schedules are approved from now on");
    Policy policy = book.office().policy;
    policy.routes["schedule"] = "schedule";
    book.set_policy(policy, "schedules are approved from now on");
}

std::string state_of(Room& room, int version) {
    for (const auto& one : room.store().retention().schedules())
        if (one.version == version) return one.state;
    return "";
}

} // namespace

TEST_CASE("series are kept with the rule they name, or inherit it") {
    Room room;
    auto retention = room.as("ravi").retention();
    retention.add_series(series("ACC", "C-1"));
    retention.add_series(series("ACC-BUD", "", "ACC"));
    retention.add_series(series("ACC-OLD", "GEN:B", "ACC"));
    CHECK(retention.series("ACC").schedule == "GEN");
    CHECK(retention.series("ACC-OLD").rule == "B");
    CHECK(retention.series("ACC-BUD").rule.empty());
    const auto id = room.closed("ACC-BUD", "2020-01-01");
    CHECK(room.store().retention().explain(id).rule == "C-1");
    CHECK(has_reason(room.store().retention().explain(id), "inherited"));
    CHECK(retention.series().size() == 13 + 1);
}

TEST_CASE("a bad series is not added") {
    Room room;
    auto retention = room.as("ravi").retention();
    for (const char* code : {"", "acc", "A/B", "../A", "A B"})
        CHECK(code_of([&] { retention.add_series(series(code, "")); }) == "invalid-argument");
    CHECK(code_of([&] { retention.add_series(series("LR", "")); }) == "already-exists");
    CHECK(code_of([&] { retention.add_series(series("X", "NONE")); }) == "not-found");
    CHECK(code_of([&] { retention.add_series(series("X", "OTHER:C-1")); }) == "not-found");
    CHECK(code_of([&] { retention.add_series(series("X", "", "NONE")); }) == "not-found");
    CHECK(code_of([&] { retention.add_series(series("X", "", "X")); }) == "invalid-argument");
    CHECK(code_of([&] { retention.series("X"); }) == "not-found");
}

TEST_CASE("a closed series takes nothing more and keeps what it has") {
    Room room;
    const auto id = room.closed("LR", "2020-01-01");
    auto retention = room.as("ravi").retention();
    CHECK(code_of([&] { retention.close_series("LR", ""); }) == "invalid-argument");
    retention.close_series("LR", "reorganised");
    CHECK(code_of([&] { retention.close_series("LR", "again"); }) == "conflict");
    CHECK(code_of([&] { retention.close_series("NONE", "x"); }) == "not-found");
    const auto failure = failure_of([&] { room.as("dinesh").records().file(filing("LR", "T")); });
    CHECK(failure.says("closed"));
    CHECK(room.store().retention().explain(id).rule == "C-3");
    CHECK(room.as("dinesh").records().file(filing("LR-MUT", "T")) == "LR-MUT/2026/000001");
}

TEST_CASE("a rule that stands in two schedules must be named with its schedule") {
    Room room;
    auto retention = room.as("ravi").retention();
    auto other = reading({rule("C-1", "9y")});
    other.schedule.id = "ACCTS";
    retention.load(other);
    const auto failure = failure_of([&] { retention.add_series(series("X", "C-1")); });
    CHECK(failure.code == "invalid-argument");
    CHECK(failure.says(":C-1"));
    retention.add_series(series("X", "ACCTS:C-1"));
    const auto id = room.closed("X", "2020-01-01");
    CHECK(to_string(*room.store().retention().explain(id).due_on) == "2029-01-01");
}

TEST_CASE("a schedule loads as the next version, in force at once where no approval is asked") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01");
    auto rules = room.store().retention().schedule("GEN").rules;
    const auto loaded = room.as("ravi").retention().load([&] {
        rules[0].steps[0].after = *parse_period("5y");
        return reading(rules);
    }());
    CHECK(loaded.version == 2);
    CHECK(loaded.in_force);
    CHECK(loaded.approval.empty());
    CHECK(state_of(room, 1) == "superseded");
    CHECK(state_of(room, 2) == "in force");
    const auto explained = room.store().retention().explain(id);
    CHECK(explained.schedule_version == 2);
    CHECK(to_string(*explained.due_on) == "2025-01-01");
    CHECK(room.store().retention().schedule("GEN", 1).rules[0].steps[0].after == *parse_period("1y"));
    CHECK(code_of([&] { room.store().retention().schedule("GEN", 9); }) == "not-found");
    CHECK(code_of([&] { room.store().retention().schedule("NONE"); }) == "not-found");
}

TEST_CASE("a reading with one bad row loads nothing of the others") {
    Room room;
    auto bad = reading({rule("NEW", "1y")}, {series("NEWSER", "NEW")});
    bad.problems.push_back({"gen.csv", 7, "retain", "soon", "not a period; expected such as 3y"});
    const auto failure = failure_of([&] { room.as("ravi").retention().load(bad); });
    CHECK(failure.code == "invalid-argument");
    CHECK(failure.says("gen.csv:7"));
    CHECK(failure.says("soon"));
    CHECK(code_of([&] { room.store().retention().series("NEWSER"); }) == "not-found");
    CHECK(code_of([&] { room.as("ravi").retention().load(reading({})); }) == "invalid-argument");
    auto illegal = rule("ILL", "1y");
    illegal.steps.push_back({{1, 0, 0}, Action::review});
    CHECK(code_of([&] { room.as("ravi").retention().load(reading({illegal})); }) == "invalid-argument");
    auto orphan = reading({rule("NEW", "1y")}, {series("NEWSER", "NEW", "NOWHERE")});
    CHECK(code_of([&] { room.as("ravi").retention().load(orphan); }) == "not-found");
    auto loop = reading({rule("NEW", "1y")}, {series("AA", "", "BB"), series("BB", "", "AA")});
    CHECK(code_of([&] { room.as("ravi").retention().load(loop); }) == "invalid-argument");
    CHECK(room.store().retention().schedules().size() == 1);
}

TEST_CASE("the rules that are in force already are not loaded again") {
    Room room;
    const auto rules = room.store().retention().schedule("GEN").rules;
    const auto failure = failure_of([&] { room.as("ravi").retention().load(reading(rules)); });
    CHECK(failure.code == "already-exists");
    CHECK(room.store().retention().schedules().size() == 1);
    auto more = reading(rules, {series("NEWSER", "C-1")});
    CHECK(room.as("ravi").retention().load(more).series_added == 1);
}

// The same rules, but another series under them: that was answered with "nothing is loaded".
TEST_CASE("a schedule that only gives a series another rule is loaded, and approved where it makes one due "
          "earlier") {
    Room room;
    const auto id = room.closed("LR", "2020-01-01");
    const auto rules = room.store().retention().schedule("GEN").rules;
    const auto loaded = room.as("ravi").retention().load(reading(rules, {series("LR", "C-1")}));
    CHECK(loaded.impact.rebound ==
          std::vector<std::string>{
              "series LR follows GEN:C-1 instead of GEN:C-3; is called '' instead of 'Series LR'"});
    CHECK(loaded.state == "awaiting approval");
    CHECK(room.store().retention().explain(id).rule == "C-3");
    room.as("asha").retention().approve("GEN", 2, true, "");
    CHECK(room.store().retention().explain(id).rule == "C-1");
}

TEST_CASE("where the policy names a route, a schedule waits for its approval") {
    Room room;
    ask_approval_for_schedules(room);
    const auto id = room.closed("C-1", "2020-01-01");
    auto retention = room.as("ravi").retention();
    const auto loaded = retention.load(reading({rule("C-1", "9y")}));
    CHECK_FALSE(loaded.in_force);
    CHECK(loaded.approval == "A-2026-0001");
    CHECK(state_of(room, 2) == "awaiting approval");
    CHECK(room.store().retention().explain(id).schedule_version == 1);
    CHECK(code_of([&] { room.as("ravi").retention().approve("GEN", 2, true, ""); }) == "refused");
    CHECK(code_of([&] { room.as("dinesh").retention().approve("GEN", 2, true, ""); }) == "refused");
    CHECK(code_of([&] { room.as("asha").retention().approve("GEN", 3, true, ""); }) == "not-found");
    CHECK(code_of([&] { room.as("asha").retention().approve("GEN", 2, false, ""); }) == "invalid-argument");
    room.as("asha").retention().approve("GEN", 2, true, "");
    CHECK(state_of(room, 2) == "in force");
    CHECK(room.store().retention().explain(id).schedule_version == 2);
    CHECK(code_of([&] { room.as("asha").retention().approve("GEN", 2, true, ""); }) == "conflict");
}

TEST_CASE("a rejected schedule never takes force") {
    Room room;
    ask_approval_for_schedules(room);
    room.as("ravi").retention().load(reading({rule("C-1", "9y")}));
    room.as("asha").retention().approve("GEN", 2, false, "nine years are too many");
    CHECK(state_of(room, 2) == "rejected");
    CHECK(state_of(room, 1) == "in force");
    CHECK(room.store().approvals().get("A-2026-0001").decisions.at(0).reason == "nine years are too many");
    CHECK(room.as("ravi").retention().load(reading({rule("C-1", "8y")})).version == 3);
}

// The rules waited for approval, but the series of the same file took their new rules at once: what was due
// changed on the word of one person.
TEST_CASE("the series of a schedule take their rules with its approval, not before") {
    Room room;
    ask_approval_for_schedules(room);
    const auto id = room.closed("LR", "2020-01-01");
    auto rules = room.store().retention().schedule("GEN").rules;
    room.as("ravi").retention().load(reading(rules, {series("LR", "C-1"), series("NEWSER", "C-1")}));
    CHECK(room.store().retention().explain(id).rule == "C-3");
    CHECK(code_of([&] { room.store().retention().series("NEWSER"); }) == "not-found");
    room.as("asha").retention().approve("GEN", 2, true, "");
    CHECK(room.store().retention().explain(id).rule == "C-1");
    CHECK(room.store().retention().series("NEWSER").rule == "C-1");
}

TEST_CASE("a series closed while a schedule waited stays closed") {
    Room room;
    ask_approval_for_schedules(room);
    auto rules = room.store().retention().schedule("GEN").rules;
    room.as("ravi").retention().load(reading(rules, {series("LR", "C-1")}));
    room.as("ravi").retention().close_series("LR", "reorganised");
    room.as("asha").retention().approve("GEN", 2, true, "");
    CHECK(room.store().retention().series("LR").closed);
}

TEST_CASE("a schedule reads from CSV with all its problems, and loads when it has none") {
    Room room;
    const auto good = room.put("good.csv", "code,title,trigger,cutoff,retain,action,series\n"
                                           "K-2,Two years,closed,,2y,destroy,KK\n");
    const auto read = read_schedule(good, "", "KAR");
    CHECK(read.problems.empty());
    CHECK(read.rows == 1);
    CHECK(read.computable == 1);
    CHECK(room.as("ravi").retention().load(read).series_added == 1);
    const auto id = room.closed("KK", "2020-01-01");
    CHECK(to_string(*room.store().retention().explain(id).due_on) == "2022-01-01");
    const auto bad = room.put("bad.csv", "code,title,trigger,cutoff,retain,action,series\n"
                                         "K-1,x,closed,,1y,destroy,\nK-2,x,closed,,soon,destroy,\n"
                                         "K-3,x,closed,,1y,burn,\n");
    const auto problems = read_schedule(bad, "", "KAR").problems;
    REQUIRE(problems.size() == 2);
    CHECK(problems[0].line == 3);
    CHECK(problems[0].value == "soon");
    CHECK(problems[1].line == 4);
    CHECK(problems[1].value == "burn");
    CHECK(code_of([&] { read_schedule(room.folder() / "none.csv", "", "KAR"); }) == "not-found");
    CHECK(code_of([&] { read_schedule(room.folder().path(), "", "KAR"); }) == "invalid-argument");
    CHECK(code_of([&] { read_schedule(good, "", "k ar"); }) == "invalid-argument");
}
