// When a step is due: tables, and a calendar walked day by day beside them.
#include "support/catch.hpp"
#include "unit/model/world.hpp"

#include <random>

using namespace almirah;
using namespace almirah::test;
using namespace std::chrono;

TEST_CASE("a cut-off is the last day of its unit") {
    struct Case {
        const char* date;
        Cutoff unit;
        int start;
        const char* end;
    };
    for (const Case& c : {Case{"2010-05-10", Cutoff::none, 4, "2010-05-10"},
                          Case{"2024-02-01", Cutoff::month, 4, "2024-02-29"},
                          Case{"2023-02-28", Cutoff::month, 4, "2023-02-28"},
                          Case{"2023-05-01", Cutoff::quarter, 4, "2023-06-30"},
                          Case{"2023-12-31", Cutoff::quarter, 4, "2023-12-31"},
                          Case{"2010-05-10", Cutoff::calendar_year, 4, "2010-12-31"},
                          Case{"2010-03-31", Cutoff::financial_year, 4, "2010-03-31"},
                          Case{"2010-04-01", Cutoff::financial_year, 4, "2011-03-31"},
                          Case{"2010-12-31", Cutoff::financial_year, 4, "2011-03-31"},
                          Case{"2010-06-30", Cutoff::financial_year, 7, "2010-06-30"},
                          Case{"2010-07-01", Cutoff::financial_year, 7, "2011-06-30"},
                          Case{"2010-07-01", Cutoff::financial_year, 1, "2010-12-31"},
                          Case{"2023-03-01", Cutoff::financial_year, 3, "2024-02-29"}}) {
        INFO(c.date);
        CHECK(to_string(model::cut_off(day_of(c.date), c.unit, c.start)) == c.end);
    }
}

TEST_CASE("a due date is the first day on which the step is allowed") {
    struct Case {
        const char *closed, *period;
        Cutoff cutoff;
        int window;
        const char* due;
    };
    for (const Case& c : {Case{"2010-05-10", "3y", Cutoff::none, 0, "2013-05-10"},
                          Case{"2010-05-10", "12y", Cutoff::calendar_year, 0, "2022-12-31"},
                          Case{"2010-05-10", "12y", Cutoff::calendar_year, 1, "2023-01-01"},
                          Case{"2024-02-29", "1y", Cutoff::none, 0, "2025-02-28"},
                          Case{"2024-02-29", "4y", Cutoff::none, 0, "2028-02-29"},
                          Case{"2023-01-31", "1m", Cutoff::none, 0, "2023-02-28"},
                          Case{"2010-04-01", "5y", Cutoff::financial_year, 0, "2016-03-31"},
                          Case{"2010-03-31", "5y", Cutoff::financial_year, 0, "2015-03-31"},
                          Case{"2010-01-15", "3y", Cutoff::none, 1, "2013-01-15"},
                          Case{"2010-02-01", "3y", Cutoff::none, 1, "2014-01-01"},
                          Case{"2010-05-10", "0d", Cutoff::none, 0, "2010-05-10"},
                          Case{"2010-05-10", "90d", Cutoff::none, 0, "2010-08-08"},
                          Case{"2010-05-10", "1y6m", Cutoff::quarter, 0, "2011-12-31"},
                          Case{"2019-02-10", "0d", Cutoff::month, 0, "2019-02-28"},
                          Case{"2019-02-10", "1m", Cutoff::month, 0, "2019-03-31"},
                          Case{"2023-02-10", "1y", Cutoff::month, 0, "2024-02-29"},
                          Case{"2024-04-30", "1m10d", Cutoff::month, 0, "2024-06-10"}}) {
        INFO(c.closed << " + " << c.period);
        const auto cited =
            closing_rule(c.period, c.cutoff, c.window ? std::optional{c.window} : std::nullopt);
        const auto next = model::next_step(closed_record(c.closed), &cited.rule, {});
        CHECK(next.status == "due-date-known");
        CHECK(next.action == Action::destroy);
        REQUIRE(next.due_on);
        CHECK(to_string(*next.due_on) == c.due);
    }
}

TEST_CASE("a day that a short month lacks comes back in the next step") {
    const auto chain = [](Cutoff cutoff, Period second) {
        auto cited =
            rule_of({{TriggerKind::closed, ""}},
                    {{{0, 1, 0}, Action::review}, {{0, 1, 0}, Action::transfer}, {second, Action::destroy}});
        cited.rule.cutoff = cutoff;
        return cited;
    };
    const auto due = [](const Record& record, const model::CitedRule& cited) {
        return to_string(*model::next_step(record, &cited.rule, {}).due_on);
    };
    Record record = closed_record("2023-01-31");
    record.steps_done = {{"review", day_of("2023-02-01"), ""}};
    CHECK(due(record, chain(Cutoff::none, {1, 0, 0})) == "2023-03-31");
    CHECK(due(record, chain(Cutoff::month, {1, 0, 0})) == "2023-03-31");
    record.steps_done = {{"review", day_of("2023-03-05"), ""}}; // late: the next counts from that day
    CHECK(due(record, chain(Cutoff::month, {1, 0, 0})) == "2023-04-05");
    record.steps_done = {{"review", day_of("2023-02-01"), ""}, {"transfer", day_of("2023-02-02"), ""}};
    CHECK(due(record, chain(Cutoff::none, {0, 1, 0})) == "2023-04-30");
    CHECK(due(record, chain(Cutoff::none, {0, 0, 10})) == "2023-04-10");
}

TEST_CASE("each trigger counts from its own date") {
    Record record = closed_record("2010-05-10");
    record.created = day_of("2004-06-01");
    record.dates["valid-until"] = day_of("2012-02-02");
    for (const auto& [name, on] :
         {std::pair{"cut-off", "2010-06-06"}, std::pair{"decision", "2009-01-01"},
          std::pair{"decision", "2009-09-09"}, std::pair{"superseded", "2011-01-01"},
          std::pair{"obsolete", "2011-02-02"}, std::pair{"inspection", "2010-05-10"},
          std::pair{"inspection", "2013-03-03"}, std::pair{"inspection", "2012-12-12"}})
        record.events.push_back({name, day_of(on), ""});
    struct Case {
        TriggerKind kind;
        const char *name, *date;
    };
    for (const Case& c :
         {Case{TriggerKind::created, "", "2004-06-01"}, Case{TriggerKind::filed, "", "2026-01-01"},
          Case{TriggerKind::opened, "", "2005-01-01"}, Case{TriggerKind::closed, "", "2010-05-10"},
          Case{TriggerKind::cut_off, "", "2010-06-06"}, Case{TriggerKind::last_action, "", "2013-03-03"},
          Case{TriggerKind::superseded, "", "2011-01-01"}, Case{TriggerKind::obsolete, "", "2011-02-02"},
          Case{TriggerKind::event, "decision", "2009-09-09"}, // the latest of two
          Case{TriggerKind::date_property, "valid-until", "2012-02-02"},
          Case{TriggerKind::next_inspection, "", "2012-12-12"}}) { // the first after closing
        INFO(static_cast<int>(c.kind));
        const auto cited = rule_of({{c.kind, c.name}}, {{{}, Action::destroy}});
        CHECK(model::next_step(record, &cited.rule, {}).due_on == day_of(c.date));
    }
    record.created.reset();
    const auto created = rule_of({{TriggerKind::created, ""}}, {{{}, Action::destroy}});
    CHECK(model::next_step(record, &created.rule, {}).due_on == record.opened);
}

TEST_CASE("a missing fact gives no date") {
    Record bare;
    bare.series = "LR";
    for (const TriggerKind kind :
         {TriggerKind::created, TriggerKind::filed, TriggerKind::opened, TriggerKind::closed,
          TriggerKind::cut_off, TriggerKind::last_action, TriggerKind::superseded, TriggerKind::obsolete,
          TriggerKind::event, TriggerKind::date_property, TriggerKind::next_inspection}) {
        INFO(static_cast<int>(kind));
        const auto cited = rule_of({{kind, "x"}}, {{{}, Action::destroy}});
        const auto next = model::next_step(bare, &cited.rule, {});
        CHECK_FALSE(next.due_on);
        const bool waits_for_closing = kind == TriggerKind::closed || kind == TriggerKind::next_inspection;
        CHECK(next.status == (waits_for_closing ? "awaiting-close" : "awaiting-event"));
        CHECK_FALSE(model::evaluate(bare, &cited, {}, {}, day_of("9999-01-01")).eligible);
    }
    Record reopened = closed_record("2010-05-10"); // its old closing date does not count
    reopened.state = RecordState::open;
    const auto cited = closing_rule("3y");
    CHECK(model::next_step(reopened, &cited.rule, {}).status == "awaiting-close");
}

TEST_CASE("later-of waits for all, earlier-of for one") {
    Record record = closed_record("2010-05-10");
    auto cited =
        rule_of({{TriggerKind::closed, ""}, {TriggerKind::event, "audit"}}, {{{1, 0, 0}, Action::destroy}});
    CHECK(model::next_step(record, &cited.rule, {}).status == "awaiting-event");
    cited.rule.combine = Combine::earlier_of;
    CHECK(model::next_step(record, &cited.rule, {}).due_on == day_of("2011-05-10"));
    record.events = {{"audit", day_of("2009-01-01"), ""}};
    CHECK(model::next_step(record, &cited.rule, {}).due_on == day_of("2010-01-01"));
    cited.rule.combine = Combine::later_of;
    CHECK(model::next_step(record, &cited.rule, {}).due_on == day_of("2011-05-10"));
    record.events = {{"audit", day_of("2012-01-01"), ""}};
    CHECK(model::next_step(record, &cited.rule, {}).due_on == day_of("2013-01-01"));
}

TEST_CASE("a chain goes on from the step before, never too early") {
    Record record = closed_record("2010-05-10");
    const auto cited =
        rule_of({{TriggerKind::closed, ""}}, {{{5, 0, 0}, Action::transfer}, {{20, 0, 0}, Action::destroy}});
    auto next = model::next_step(record, &cited.rule, {});
    CHECK(next.action == Action::transfer);
    CHECK(next.due_on == day_of("2015-05-10"));

    record.steps_done = {{"transfer", day_of("2015-05-10"), "D-2015-0001"}};
    next = model::next_step(record, &cited.rule, {});
    CHECK(next.action == Action::destroy);
    CHECK(next.due_on == day_of("2035-05-10"));

    record.steps_done[0].on = day_of("2018-01-01"); // carried out late
    CHECK(model::next_step(record, &cited.rule, {}).due_on == day_of("2038-01-01"));
    record.steps_done[0].on = day_of("2012-01-01"); // under a shorter rule, before this one's period was over
    CHECK(model::next_step(record, &cited.rule, {}).due_on == day_of("2035-05-10"));

    record.steps_done.push_back({"destroy", day_of("2038-01-01"), ""});
    CHECK(model::next_step(record, &cited.rule, {}).status == "finished");
}

TEST_CASE("a step done under an earlier rule does not count for another action") {
    Record record = closed_record("2010-05-10");
    record.steps_done = {{"review", day_of("2015-05-10"), ""}};
    const auto cited = closing_rule("12y");
    const auto next = model::next_step(record, &cited.rule, {});
    CHECK(next.action == Action::destroy);
    CHECK(next.due_on == day_of("2022-05-10"));
}

TEST_CASE("what is never due says so") {
    Record record = closed_record("2010-05-10");
    auto cited = closing_rule("3y");
    const auto status = [&] { return model::next_step(record, &cited.rule, {}).status; };
    CHECK(model::next_step(record, nullptr, {}).status == "unscheduled");
    cited.rule.steps = {{{5, 0, 0}, Action::review}, {{0, 0, 0}, Action::keep}};
    CHECK(status() == "due-date-known");
    record.steps_done = {{"review", day_of("2015-05-10"), ""}};
    CHECK(status() == "permanent");
    cited.rule.triggers.clear();
    CHECK(status() == "descriptive");
    for (const auto& [state, name] :
         {std::pair{RuleState::permanent, "permanent"}, std::pair{RuleState::descriptive, "descriptive"},
          std::pair{RuleState::retired, "retired"}}) {
        cited.rule.state = state;
        CHECK(status() == name);
    }
    record.state = RecordState::destroyed;
    CHECK(status() == "finished");
}

TEST_CASE("the end of the calendar is no date to act on") {
    const auto cited = closing_rule("9999y", Cutoff::calendar_year, 1);
    const auto next = model::next_step(closed_record("2010-05-10"), &cited.rule, {});
    CHECK(next.due_on == day_of("9999-12-31"));
    CHECK_FALSE(model::evaluate(closed_record("2010-05-10"), &cited, {}, {}, day_of("9999-12-31")).eligible);
}

// The evaluator beside a calendar walked a day at a time: no arithmetic of dates is shared but adding one
// day.
namespace {

bool is_last_of_unit(Date date, Cutoff unit, int start) {
    const Date next{sys_days{date} + days{1}};
    const unsigned m = static_cast<unsigned>(next.month());
    const bool first = next.day() == 1d;
    switch (unit) {
    case Cutoff::none:
        return true;
    case Cutoff::month:
        return first;
    case Cutoff::quarter:
        return first && (m == 1 || m == 4 || m == 7 || m == 10);
    case Cutoff::calendar_year:
        return first && m == 1;
    case Cutoff::financial_year:
        return first && m == static_cast<unsigned>(start);
    }
    return false;
}

/// Walks to the day of the same number `months` later, or the last day of that month.
Date walk_months(Date date, int months) {
    if (months == 0) return date;
    sys_days at = date;
    for (int passed = 0; passed < months; ++passed) {
        const month here = Date{at}.month();
        while (Date{at}.month() == here)
            at += days{1}; // the first of the next month
    }
    while (Date{at}.day() != date.day() && Date{at + days{1}}.month() == Date{at}.month())
        at += days{1};
    return Date{at};
}

} // namespace

TEST_CASE("eligibility equals a walk through the calendar, day by day") {
    std::mt19937 random(2026);
    const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    for (int world = 0; world < 100; ++world) {
        const Date closed{sys_days{2015y / 1 / 1} + days{pick(2000)}};
        const int months = pick(40), extra_days = pick(3) ? 0 : pick(50);
        const auto unit = static_cast<Cutoff>(pick(5));
        const int window = pick(2) ? 0 : 1 + pick(12);
        Policy policy;
        policy.financial_year_start_month = 1 + pick(12);
        auto cited = closing_rule("0d", unit, window ? std::optional{window} : std::nullopt);
        cited.rule.steps[0].after = {months / 12, months % 12, extra_days};
        Record record = closed_record("2010-01-01");
        record.closed = closed;

        sys_days start = closed;
        while (!is_last_of_unit(Date{start}, unit, policy.financial_year_start_month))
            start += days{1};
        // The end of a unit stays the end of a month: counted from the day after it.
        const days eve{unit == Cutoff::none ? 0 : 1};
        const sys_days end = sys_days{walk_months(Date{start + eve}, months)} - eve + days{extra_days};
        std::optional<Date> first;
        for (sys_days on = closed; on < sys_days{2028y / 1 / 1}; on += days{1}) {
            const bool in_window =
                !window || static_cast<unsigned>(Date{on}.month()) == static_cast<unsigned>(window);
            const auto evaluation = model::evaluate(record, &cited, {}, policy, Date{on});
            if (evaluation.eligible && !first) first = Date{on};
            if (evaluation.eligible == (on >= end && in_window)) continue;
            FAIL(to_string(closed) << " + " << months << "m " << extra_days << "d on "
                                   << to_string(Date{on}));
        }
        CHECK(first == model::next_step(record, &cited.rule, policy).due_on);
    }
}
