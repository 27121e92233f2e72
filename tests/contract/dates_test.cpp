// What moves due dates: never forward without another's approval, and never to an open record.
#include "contract/room.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

Rule counted(const std::string& code, TriggerKind trigger, std::optional<bool> destroys_open) {
    Rule made = rule(code, "1y");
    made.triggers = {{trigger, ""}};
    made.destroys_open = destroys_open;
    return made;
}

std::string open_record(Room& room, const std::string& series) {
    Filing what = filing(series, "Open");
    what.record.created = what.record.opened = day("2020-01-01");
    return room.as("dinesh").records().file(what);
}

} // namespace

TEST_CASE("an open record is destroyed only under a rule that says so") {
    for (const TriggerKind trigger : {TriggerKind::created, TriggerKind::opened, TriggerKind::last_action}) {
        Room room;
        Rule one = counted("N", trigger, std::nullopt);
        auto read = reading({one}, {Series{"NEW", "New", "", "", "N", false}});
        read.schedule.id = "NEW";
        room.as("kiran").retention().load(read);
        const auto id = open_record(room, "NEW");
        const Evaluation now = room.store().retention().explain(id);
        CHECK(now.due_on == day("2021-01-01"));
        CHECK_FALSE(now.eligible);
        CHECK(has_reason(now, "open-record"));
        CHECK(room.store().retention().due({.series = "NEW"}).empty());
        CHECK(room.store().retention().due_counts({.series = "NEW"}).empty());
        CHECK(room.store().retention().due({.series = "NEW", .include_blocked = true}).size() == 1);
        const auto failed = failure_of([&] { room.as("ravi").disposals().propose({.series = "NEW"}); });
        CHECK(failed.code == "not-found");
        CHECK(failed.says("1 open-record"));
        room.as("dinesh").records().close(id, day("2020-06-01"), "");
        if (trigger != TriggerKind::last_action) CHECK(room.store().retention().explain(id).eligible);
        CHECK(findings(room.verify()) == "");
    }
    Room room;
    auto read =
        reading({counted("N", TriggerKind::created, true)}, {Series{"NEW", "New", "", "", "N", false}});
    read.schedule.id = "NEW";
    room.as("kiran").retention().load(read);
    const auto id = open_record(room, "NEW");
    CHECK(room.store().retention().explain(id).eligible);
    CHECK(room.store().retention().due_counts({.series = "NEW"}).size() == 1);
}

TEST_CASE("what a list leaves out is told with its reasons") {
    Room room;
    const auto held = room.closed("C-1", "2020-01-01", "Held");
    room.closed("C-1", "2020-01-01", "Listed");
    room.as("ravi").disposals().propose({.series = "C-1"});
    room.as("ravi").holds().place({.reason = "x", .records = {held}});
    const auto other = room.closed("C-1", "2020-01-01", "Held, too");
    room.as("ravi").holds().place({.reason = "y", .records = {other}});
    room.closed("C-1", "2020-01-01", "Free");
    room.closed("C-1", "2026-01-01", "Not due");
    const auto left = room.as("ravi").disposals().left_out({.series = "C-1"});
    CHECK(left == std::vector<NotListed>{{"held", 2}, {"listed", 2}});
    CHECK(room.as("ravi").disposals().propose({.series = "C-1"}).items.size() == 1);
    const auto failed = failure_of([&] { room.as("ravi").disposals().propose({.series = "C-1"}); });
    CHECK(failed.says("2 held, 3 listed"));
}

TEST_CASE("nothing comes forward by a move, another series or a policy") {
    Room room;
    room.as("kiran").retention().add_series({"SHORT", "Short", "", "", "GEN:C-1", false});
    room.store().retention().add_series({"LONG", "Long", "", "", "GEN:C-3", false});
    room.store().retention().add_series({"SUB", "Sub", "LONG", "", "", false});
    const auto id = room.closed("SUB", "2026-02-01", "Case");
    CHECK(room.store().retention().explain(id).due_on == day("2029-12-31"));

    const auto impact = room.store().retention().impact_of_move("SUB", "SHORT");
    CHECK(impact.earlier == 1);
    const auto moved =
        failure_of([&] { room.as("kiran").retention().move_series("SUB", "SHORT", "reform"); });
    CHECK(moved.code == "refused");
    CHECK(moved.says("1 of SUB"));
    CHECK(moved.says("schedule"));
    const auto gone = failure_of([&] {
        room.as("ravi").records().reclassify({{id}, "", "SHORT", "misfiled", false});
    });
    CHECK(gone.code == "refused");
    CHECK(gone.says("2029-12-31"));
    CHECK(room.store().retention().explain(id).due_on == day("2029-12-31"));

    room.as("ravi").records().link(id, "B", "it orders a payment");
    CHECK(room.store().retention().explain(id).due_on == day("2039-01-01"));
    const auto taken = failure_of([&] { room.as("ravi").records().unlink(id, "B", "it does not"); });
    CHECK(taken.code == "refused");
    CHECK(taken.says("instead of 2039-01-01"));

    // What comes later goes.
    const auto early = room.closed("SHORT", "2026-02-01", "Case");
    CHECK(room.as("ravi").records().reclassify({{early}, "", "LONG", "misfiled", false}).at(0).why_not == "");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("a policy that would bring dates forward is refused, with its report") {
    Room room;
    Rule year = rule("FY", "1y");
    year.cutoff = Cutoff::financial_year;
    auto read = reading({year}, {Series{"ACC", "Accounts", "", "", "FY", false}});
    read.schedule.id = "ACC";
    room.as("kiran").retention().load(read);
    const auto id = room.closed("ACC", "2026-02-01", "Ledger"); // 2026-03-31 + 1y
    CHECK(room.store().retention().explain(id).due_on == day("2027-03-31"));
    Policy policy = room.store().office().office().policy;
    const Policy before = policy;
    policy.financial_year_start_month = 3;
    CHECK(room.store().office().impact_of(policy).earlier == 1);
    CHECK(code_of([&] { room.as("kiran").office().set_policy(policy, "x"); }) == "refused");
    policy.financial_year_start_month = 7;
    CHECK(room.store().office().impact_of(policy).later == 1);
    room.as("kiran").office().set_policy(policy, "x");
    CHECK(room.store().retention().explain(id).due_on == day("2027-06-30"));
    CHECK(code_of([&] { room.as("kiran").office().set_policy(before, "x"); }) == "refused");

    room.set_today("2027-06-29"); // 06:00 in UTC
    policy.utc_offset_minutes = 19 * 60;
    CHECK(room.store().office().impact_of(policy).due_now == 1);
    CHECK(code_of([&] { room.as("kiran").office().set_policy(policy, "x"); }) == "refused");
    policy.utc_offset_minutes = 330;
    room.as("kiran").office().set_policy(policy, "x");
    CHECK(findings(room.verify()) == "");
}
