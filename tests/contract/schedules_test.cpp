// Schedules as controlled documents: compared, approved, effective on a date (R45, R73).
#include "contract/room.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

std::string states(Room& room) {
    std::string text;
    for (const auto& version : room.store().retention().schedules())
        text += version.id + std::to_string(version.version) + " " + version.state + "; ";
    return text;
}

ScheduleReading only(const char* after) {
    return reading({rule("C-1", after)});
}

} // namespace

TEST_CASE("what a version changes is told before it is loaded, in the draft, and when it is submitted") {
    Room room;
    const auto early = room.closed("C-1", "2020-01-01"), late = room.closed("C-1", "2026-01-01");
    auto retention = room.as("ravi").retention();
    const auto impact = retention.impact(only("3y"));
    CHECK(impact.changed == std::vector<std::string>{"C-1"});
    CHECK(impact.withdrawn.size() > 3);
    CHECK(impact.earlier == 0);
    REQUIRE(impact.series.size() == 1);
    CHECK(impact.series[0] == SeriesImpact{"C-1", "GEN:C-1", "GEN:C-1", 2, 0, 2, 0});
    const auto loaded = retention.load(only("6m"), {.draft = true});
    CHECK(loaded.state == "draft");
    CHECK(states(room) == "GEN1 in force; GEN2 draft; ");
    CHECK(retention.impact("GEN", 2).earlier == 2);
    CHECK(room.store().retention().explain(late).due_on == day("2027-01-01"));
    const auto submitted = retention.submit("GEN", 2);
    CHECK(submitted.state == "awaiting approval");
    CHECK(submitted.impact.earlier == 2);
}

TEST_CASE("nothing is due earlier by a new schedule that nobody else approved") {
    Room room; // its policy names no route for schedules
    const auto id = room.closed("C-1", "2026-01-01");
    auto retention = room.as("ravi").retention();
    CHECK(retention.load(only("2y")).in_force); // later only
    CHECK(retention.load(only("6m")).state == "awaiting approval");
    CHECK(retention.explain(id).due_on == day("2028-01-01"));
    CHECK(failure_of([&] { retention.approve("GEN", 3, true, ""); }).code == "refused"); // his own
    room.as("asha").retention().approve("GEN", 3, true, "as agreed");
    CHECK(retention.explain(id).due_on == day("2026-07-01"));
    CHECK(retention.explain(id).schedule_version == 3);
    CHECK(states(room) == "GEN1 superseded; GEN2 superseded; GEN3 in force; ");
    CHECK(retention.schedule("GEN", 1).rules.size() > 3); // old versions stay
}

TEST_CASE("an approval holds for what was reported, and no more") {
    Room room;
    room.closed("C-1", "2026-01-01");
    CHECK(room.as("ravi").retention().load(only("6m")).state == "awaiting approval");
    room.closed("C-1", "2026-02-01");
    const auto failure = failure_of([&] { room.as("asha").retention().approve("GEN", 2, true, ""); });
    CHECK(failure.code == "conflict");
    CHECK(failure.says("2 records of C-1"));
    CHECK(room.as("ravi").retention().submit("GEN", 2).impact.earlier == 2);
    room.as("asha").retention().approve("GEN", 2, true, "");
    CHECK(states(room) == "GEN1 superseded; GEN2 in force; ");
}

TEST_CASE("an approved schedule takes force on its date by itself, and its series with it") {
    Room room;
    const auto id = room.closed("C-1", "2026-01-01"), moved = room.closed("LR", "2026-01-01");
    auto schedule =
        reading({rule("C-1", "5y"), rule("C-3", "9y")}, {Series{"LR", "Land", "", "", "C-1", false}});
    const auto loaded = room.as("ravi").retention().load(schedule, {.effective_on = day("2026-10-01")});
    const auto due = [&](const std::string& record) {
        return room.store().retention().explain(record).due_on;
    };
    CHECK(loaded.state == "approved");
    CHECK(due(id) == day("2027-01-01"));
    CHECK(due(moved) == day("2029-12-31"));
    room.set_today("2026-09-30");
    CHECK(states(room) == "GEN1 in force; GEN2 approved; ");
    CHECK(due(id) == day("2027-01-01"));
    room.set_today("2026-10-01");
    CHECK(states(room) == "GEN1 superseded; GEN2 in force; ");
    CHECK(due(id) == day("2031-01-01"));
    CHECK(due(moved) == day("2031-01-01"));
    CHECK(ids_of(room.store().retention().due({.on = day("2030-12-31")})).empty());
    const std::string before = answers(room.store());
    room.store().trust().reindex();
    CHECK(answers(room.store()) == before);
    CHECK(findings(room.verify()) == "");
    // Whoever next writes of series or schedules writes it down; nothing of theirs is lost under it.
    room.as("ravi").retention().close_series("LR", "full");
    CHECK(room.store().retention().series("LR").closed);
    CHECK(room.store().retention().series("LR").rule == "C-1");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("an enforced rule is lengthened, never shortened, dropped or gone round") {
    Room room;
    auto enforced = rule("C-1", "2y");
    enforced.enforced = true;
    auto retention = room.as("ravi").retention();
    retention.load(reading({enforced, rule("C-3", "1y")}));
    const auto refused = [&](const ScheduleReading& schedule, const char* why) {
        const auto failure = failure_of([&] { retention.load(schedule); });
        CHECK(failure.code == "refused");
        CHECK(failure.says(why));
    };
    auto shorter = enforced, flexible = enforced, longer = enforced;
    shorter.steps[0].after = {1, 0, 0};
    flexible.enforced = false;
    longer.steps[0].after = {3, 0, 0};
    refused(reading({shorter}), "come sooner");
    refused(reading({flexible}), "not be enforced");
    refused(reading({rule("C-3", "1y")}), "lose it");
    refused(reading({enforced, rule("C-3", "1y")}, {Series{"C-1", "Bound", "", "", "C-3", false}}),
            "not be enforced");
    CHECK(retention.load(reading({longer, rule("C-3", "1y")})).in_force);
}

TEST_CASE("a schedule that is older than its review interval is told of") {
    Room room;
    auto schedule = only("2y");
    schedule.schedule.review_every = Period{5, 0, 0};
    room.as("ravi").retention().load(schedule);
    const auto version = room.store().retention().schedules().back();
    REQUIRE(version.review_on);
    CHECK(room.store().retention().alerts({.on = *version.review_on}).back().code == "schedule-review");
    CHECK(room.store().retention().alerts().empty());
}

TEST_CASE("several schedules stand side by side") {
    Room room;
    auto accounts = reading({rule("A-1", "8y")}, {Series{"ACC", "Accounts", "", "", "A-1", false}});
    accounts.schedule.id = "ACCOUNTS";
    room.as("ravi").retention().load(accounts);
    const auto id = room.closed("ACC", "2020-01-01");
    CHECK(room.store().retention().explain(id).schedule == "ACCOUNTS");
    CHECK(room.store().retention().explain(id).due_on == day("2028-01-01"));
    CHECK(states(room) == "ACCOUNTS1 in force; GEN1 in force; ");
}
