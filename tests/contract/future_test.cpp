// Answers for a day to come go by the schedule that will be in force then; forecasts tell every step.
#include "contract/room.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

/// A version of GEN in which C-1 keeps for five years, approved, from the first of July.
void approve_longer(Room& room) {
    auto rules = room.store().retention().schedule("GEN").rules;
    rules[0].steps[0].after = *parse_period("5y");
    room.as("ravi").retention().load(reading(rules), {.effective_on = day("2026-07-01")});
}

} // namespace

TEST_CASE("a day after a new version takes force is answered by that version") {
    Room room;
    const auto id = room.closed("C-1", "2025-06-01"), other = room.closed("EV", "2020-01-01");
    room.as("dinesh").records().add_event(other, {"decision", day("2020-02-01"), ""});
    approve_longer(room);
    const auto retention = room.store().retention();
    CHECK(retention.explain(id, day("2026-06-15")).eligible);
    CHECK(retention.explain(id, day("2026-06-15")).schedule_version == 1);
    const auto then = retention.explain(id, day("2026-07-01"));
    CHECK_FALSE(then.eligible);
    CHECK(then.schedule_version == 2);
    CHECK(then.due_on == day("2030-06-01"));
    using Ids = std::vector<std::string>;
    CHECK(ids_of(retention.due({.on = day("2026-06-15")})) == Ids{id, other});
    CHECK(ids_of(retention.due({.on = day("2026-07-01")})) == Ids{other});
    CHECK(ids_of(retention.due({.on = day("2030-06-01")})) == Ids{id, other});
    CHECK(ids_of(retention.due({.on = day("2030-06-01"), .series = "C-1"})) == Ids{id});
    CHECK(ids_of(retention.due({.on = day("2030-06-01"), .limit = 1, .offset = 1})) == Ids{other});
    std::size_t counted = 0;
    for (const auto& line : retention.due_counts({.on = day("2026-07-01")}))
        counted += line.records;
    CHECK(counted == 1);
    // What was foretold is what is answered when the day has come.
    const auto foretold = retention.explain(id, day("2026-08-01"));
    room.set_today("2026-08-01");
    CHECK(room.store().retention().explain(id) == foretold);
    CHECK(ids_of(room.store().retention().due({})) == Ids{other});
}

TEST_CASE("a forecast of all steps tells those that follow") {
    Room room;
    room.closed("REV", "2026-01-01");
    room.closed("C-1", "2026-01-01");
    const auto lines = [&](bool all) {
        std::string text;
        for (const auto& line : room.store().retention().forecast({.years = 5, .all_steps = all}))
            text += std::to_string(line.year) + " " + line.series + " " +
                    (line.action == Action::review ? "review" : "destroy") + " " +
                    std::to_string(line.records) + "\n";
        return text;
    };
    CHECK(lines(false) == "2027 C-1 destroy 1\n2027 REV review 1\n");
    CHECK(lines(true) == "2027 C-1 destroy 1\n2027 REV review 1\n2028 REV destroy 1\n");
}
