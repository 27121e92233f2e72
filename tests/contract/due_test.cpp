// What is due, and why.
#include "contract/room.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

using Ids = std::vector<std::string>;

Ids due_on(Room& room, const char* on, bool blocked = false) {
    DueQuery query;
    query.on = day(on);
    query.include_blocked = blocked;
    const auto lines = room.store().retention().due(query);
    // The index counts on its own; it must come to what the evaluator decides one by one.
    std::map<std::pair<std::string, Action>, std::size_t> decided, counted;
    for (const auto& line : lines)
        ++decided[{line.series, line.evaluation.action}];
    for (const auto& count : room.store().retention().due_counts(query))
        counted[{count.series, count.action}] = count.records;
    CHECK(counted == decided);
    return ids_of(lines);
}

bool blocks(const Evaluation& evaluation, const std::string& code) {
    for (const auto& reason : evaluation.reasons)
        if (reason.code == code) return reason.blocks;
    return false;
}

} // namespace

TEST_CASE("a record is due from its day on, and explain says why") {
    Room room;
    const auto id = room.closed("C-1", "2024-02-29", "Case 7");
    CHECK(due_on(room, "2025-02-27").empty());
    CHECK(due_on(room, "2025-02-28") == Ids{id});
    const auto before = room.store().retention().explain(id, day("2025-02-27"));
    CHECK_FALSE(before.eligible);
    CHECK(blocks(before, "not-yet-due"));
    CHECK(to_string(*before.due_on) == "2025-02-28");
    const auto then = room.store().retention().explain(id, day("2025-02-28"));
    CHECK(then.eligible);
    CHECK(then.action == Action::destroy);
    CHECK(then.rule == "C-1");
    CHECK(then.schedule == "GEN");
    CHECK(then.schedule_version == 1);
    for (const auto& reason : then.reasons)
        CHECK_FALSE(reason.blocks);
    CHECK(room.store().retention().explain(id).eligible); // today, 2026-05-04
}

TEST_CASE("cutoffs and windows count as the rule says") {
    Room room;
    const auto calendar = room.closed("C-3", "2020-05-10");
    const auto january = room.closed("B", "2010-05-10");
    CHECK(to_string(*room.store().retention().explain(calendar).due_on) == "2023-12-31");
    CHECK(to_string(*room.store().retention().explain(january).due_on) == "2023-01-01");
    CHECK(due_on(room, "2023-12-30").empty());
    CHECK(due_on(room, "2023-01-31") == Ids{january});
    CHECK(due_on(room, "2023-02-01").empty());
    CHECK(due_on(room, "2023-02-01", true) == Ids{january});
    CHECK(blocks(room.store().retention().explain(january, day("2023-02-01")), "outside-window"));
    CHECK(due_on(room, "2024-01-01") == Ids{january, calendar});
}

TEST_CASE("what has no computable end is never due") {
    Room room;
    const auto permanent = room.closed("A", "1950-01-01");
    const auto descriptive = room.closed("DESC", "1950-01-01");
    const auto bare = room.closed("BARE", "1950-01-01");
    const auto waiting = room.closed("EV", "1950-01-01");
    const auto open = room.as("dinesh").records().file(filing("C-1", "Open"));
    CHECK(due_on(room, "9999-01-01", true).empty());
    CHECK(blocks(room.store().retention().explain(permanent), "permanent"));
    CHECK(blocks(room.store().retention().explain(descriptive), "descriptive"));
    CHECK(blocks(room.store().retention().explain(bare), "unscheduled"));
    CHECK(blocks(room.store().retention().explain(waiting), "awaiting-event"));
    CHECK(blocks(room.store().retention().explain(open), "awaiting-close"));
    CHECK(code_of([&] { room.as("ravi").disposals().propose({.on = day("9999-01-01")}); }) == "not-found");
}

TEST_CASE("questions narrow by series with those under it, by action, limit and offset") {
    Room room;
    const Ids in_lr{room.closed("LR", "2010-01-01"), room.closed("LR", "2011-01-01")};
    const auto under = room.closed("LR-MUT", "2010-01-01");
    const auto transfer = room.closed("T", "2010-01-01");
    auto retention = room.store().retention();
    CHECK(ids_of(retention.due({.series = "LR"})) == Ids{in_lr[0], in_lr[1], under});
    CHECK(ids_of(retention.due({.series = "LR-MUT"})) == Ids{under});
    CHECK(ids_of(retention.due({.action = Action::transfer})) == Ids{transfer});
    CHECK(ids_of(retention.due({.limit = 2})) == in_lr);
    CHECK(ids_of(retention.due({.limit = 2, .offset = 2})) == Ids{under, transfer});
    CHECK(code_of([&] { retention.due({.series = "NONE"}); }) == "not-found");
    const auto counts = retention.due_counts({});
    REQUIRE(counts.size() == 3);
    CHECK(counts[0].series == "LR");
    CHECK(counts[0].records == 2);
    CHECK(counts[2].action == Action::transfer);
}

TEST_CASE("holds block and are counted only where blocked ones are asked for") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01");
    const auto hold = room.as("ravi").holds().place({.reason = "writ petition", .records = {id}});
    const auto explained = room.store().retention().explain(id);
    CHECK(explained.held);
    CHECK_FALSE(explained.eligible);
    CHECK(blocks(explained, "held"));
    CHECK(explained.reasons.front().text.find(hold) != std::string::npos);
    CHECK(due_on(room, "2026-05-04").empty());
    CHECK(due_on(room, "2026-05-04", true) == Ids{id});
    CHECK(room.store().retention().due_counts({}).empty());
    CHECK(room.store().retention().due_counts({.include_blocked = true}).size() == 1);
    room.as("ravi").holds().release(hold, "dismissed");
    CHECK(due_on(room, "2026-05-04") == Ids{id});
}

TEST_CASE("old records need an appraisal where the policy says so (R56)") {
    Room room;
    const auto old = room.closed("C-1", "1990-01-01");
    const auto young = room.closed("C-1", "2020-01-01");
    CHECK(due_on(room, "2026-05-04") == Ids{old, young});
    Policy policy = room.store().office().office().policy;
    policy.appraisal_after_years = 25;
    room.as("kiran").office().set_policy(policy, "Public Records Rules");
    CHECK(due_on(room, "2026-05-04") == Ids{young});
    CHECK(blocks(room.store().retention().explain(old), "appraisal-needed"));
    CHECK(room.store().retention().explain(old, day("2015-01-01")).eligible);
    CHECK_FALSE(room.store().retention().explain(old, day("2015-01-02")).eligible);
    CHECK(code_of([&] { room.as("ravi").records().set_appraisal(old, "", "x"); }) == "invalid-argument");
    room.as("ravi").records().set_appraisal(old, "AP/2026/3", "of no further use");
    CHECK(due_on(room, "2026-05-04") == Ids{old, young});
    CHECK(has_reason(room.store().retention().explain(old), "appraised"));
}

TEST_CASE("a chain of steps goes from one to the next as each is carried out") {
    Room room;
    const auto id = room.closed("REV", "2020-01-01");
    CHECK(room.store().retention().explain(id).action == Action::review);
    const auto proposed = room.as("ravi").disposals().propose({.action = Action::review});
    room.as("asha").disposals().approve(proposed.id);
    room.as("ravi").disposals().carry_out(proposed.id, {});
    const auto after = room.store().retention().explain(id);
    CHECK(after.action == Action::destroy);
    CHECK_FALSE(after.eligible);
    CHECK(to_string(*after.due_on) == "2027-05-04"); // a year after the review was made
    CHECK(has_reason(after, "step-done"));
    CHECK(room.store().records().get(id).steps_done.at(0).disposal == proposed.id);
}

TEST_CASE("what is due follows every change at once") {
    Room room;
    const auto id = room.closed("LR", "2020-01-01");
    CHECK(due_on(room, "2026-05-04") == Ids{id});
    auto rules = room.store().retention().schedule("GEN").rules;
    rules[1].steps[0].after = *parse_period("9y");
    room.as("ravi").retention().load(reading(rules));
    CHECK(due_on(room, "2026-05-04").empty());
    CHECK(due_on(room, "2029-12-31") == Ids{id});
    rules[1].state = RuleState::retired;
    room.as("ravi").retention().load(reading(rules));
    CHECK(due_on(room, "2029-12-31").empty());
    CHECK(blocks(room.store().retention().explain(id), "retired"));
    rules.erase(rules.begin() + 1);
    room.as("ravi").retention().load(reading(rules));
    CHECK_FALSE(room.store().retention().explain(id).eligible);
}
