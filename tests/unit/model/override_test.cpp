// Dates set for one record, and whether a record may leave its series.
#include "support/catch.hpp"
#include "unit/model/world.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

DateOverride date_of(const char* due, const char* by_rule, OverrideState state = OverrideState::approved) {
    DateOverride date;
    date.action = "destroy";
    date.due_on = day_of(due);
    date.by_rule = day_of(by_rule);
    date.state = state;
    date.approval = "A-2026-0001";
    return date;
}

std::optional<Date> due_of(const Record& record, const model::CitedRule& rule) {
    return model::governing_step(record, {&rule}, Policy{}).next.due_on;
}

} // namespace

TEST_CASE("the newest approved date of the step counts, and only that") {
    const auto rule = closing_rule("3y");
    Record record = closed_record("2020-05-01");
    CHECK(due_of(record, rule) == day_of("2023-05-01"));
    record.overrides = {date_of("2030-01-01", "2023-05-01", OverrideState::proposed),
                        date_of("2031-01-01", "2023-05-01", OverrideState::rejected),
                        date_of("2032-01-01", "2023-05-01", OverrideState::withdrawn)};
    CHECK(due_of(record, rule) == day_of("2023-05-01"));
    record.overrides.push_back(date_of("2033-01-01", "2023-05-01"));
    CHECK(due_of(record, rule) == day_of("2033-01-01"));
    record.overrides.push_back(date_of("2028-01-01", "2023-05-01"));
    CHECK(due_of(record, rule) == day_of("2028-01-01"));
    record.overrides.back().action = "review";
    CHECK(due_of(record, rule) == day_of("2033-01-01"));
}

TEST_CASE("a later date keeps whatever the rule says; an earlier one only while the rule says the same") {
    const auto three = closing_rule("3y"), five = closing_rule("5y"), twenty = closing_rule("20y");
    Record record = closed_record("2020-05-01");
    record.overrides = {date_of("2030-01-01", "2023-05-01")};
    CHECK(due_of(record, five) == day_of("2030-01-01"));
    CHECK(due_of(record, twenty) == day_of("2040-05-01"));
    record.overrides = {date_of("2022-01-01", "2023-05-01")};
    CHECK(due_of(record, three) == day_of("2022-01-01"));
    CHECK(due_of(record, five) == day_of("2025-05-01"));
    auto enforced = three;
    enforced.rule.enforced = true;
    CHECK(due_of(record, enforced) == day_of("2023-05-01"));
    record.overrides = {date_of("2030-01-01", "2023-05-01")};
    CHECK(due_of(record, enforced) == day_of("2030-01-01"));
}

TEST_CASE("a date makes nothing due that has no date by its rule") {
    Record record = closed_record("2020-05-01");
    record.overrides = {date_of("2021-01-01", "2020-06-01")};
    auto permanent = closing_rule("1m");
    permanent.rule.state = RuleState::permanent;
    CHECK_FALSE(due_of(record, permanent));
    CHECK_FALSE(model::governing_step(record, {nullptr}, Policy{}).next.due_on);
    record.state = RecordState::open;
    CHECK_FALSE(due_of(record, closing_rule("1m")));
    record.state = RecordState::destroyed;
    CHECK_FALSE(due_of(record, closing_rule("1m")));
}

TEST_CASE("an annual window holds for a date that was set, too") {
    const auto rule = closing_rule("3y", Cutoff::none, 1);
    Record record = closed_record("2020-05-01");
    record.overrides = {date_of("2030-07-01", "2024-01-01")};
    CHECK(blocks(model::evaluate(record, &rule, {}, Policy{}, day_of("2030-07-15")), "outside-window"));
    CHECK(model::evaluate(record, &rule, {}, Policy{}, day_of("2031-01-15")).eligible);
}

TEST_CASE("each state of a date is told, in both languages") {
    const auto rule = closing_rule("3y");
    Record record = closed_record("2020-05-01");
    record.overrides = {date_of("2030-01-01", "2023-05-01")};
    record.overrides[0].reason = "audit";
    record.overrides[0].authority = "order 7";
    const auto told = [&](model::Language language, const char* code) {
        return text_of(
            model::evaluate(record, model::CitedRules{&rule}, {}, Policy{}, day_of("2026-01-01"), language),
            code);
    };
    CHECK(told(model::Language::english, "overridden").find("audit (order 7)") != std::string::npos);
    CHECK(told(model::Language::hindi, "overridden").find("2023-05-01") != std::string::npos);
    record.overrides[0].state = OverrideState::proposed;
    CHECK_FALSE(told(model::Language::english, "override-waits").empty());
    record.overrides[0] = date_of("2022-01-01", "2022-06-01");
    CHECK_FALSE(told(model::Language::hindi, "override-void").empty());
    CHECK(told(model::Language::english, "overridden").empty());
}

TEST_CASE("a withdrawn event counts for nothing") {
    const auto rule = rule_of({{TriggerKind::event, "decision"}}, {{{1, 0, 0}, Action::destroy}});
    Record record = closed_record("2020-05-01");
    record.events = {{"decision", day_of("2021-01-01"), ""}, {"decision", day_of("2022-01-01"), ""}};
    CHECK(due_of(record, rule) == day_of("2023-01-01"));
    record.events[1].withdrawn_at = Instant{};
    CHECK(due_of(record, rule) == day_of("2022-01-01"));
    record.events[0].withdrawn_at = Instant{};
    CHECK_FALSE(due_of(record, rule));
    const auto last = rule_of({{TriggerKind::last_action, ""}}, {{{1, 0, 0}, Action::destroy}});
    CHECK(due_of(record, last) == day_of("2021-05-01"));
}

TEST_CASE("closed and cut off, a record stays in its series") {
    const Policy policy;
    const auto today = day_of("2026-05-04");
    const auto plain = closing_rule("3y"), yearly = closing_rule("3y", Cutoff::calendar_year);
    const auto why = [&](const Record& record, const model::CitedRule& was) {
        return model::why_not_reclassified(record, &was, &plain, policy, today);
    };
    CHECK(why(closed_record("2020-05-01"), plain).empty());
    CHECK(why(closed_record("2020-05-01"), yearly).find("2020-12-31") != std::string::npos);
    CHECK(why(closed_record("2026-02-01"), yearly).empty()); // its year is not over
    Record record = closed_record("2026-02-01");
    record.events = {{"cut-off", day_of("2026-03-01"), ""}};
    CHECK_FALSE(why(record, plain).empty());
    record.events[0].withdrawn_at = Instant{};
    CHECK(why(record, plain).empty());
    record = closed_record("2020-05-01");
    record.state = RecordState::open;
    CHECK(why(record, yearly).empty());
    CHECK(model::why_not_reclassified(record, nullptr, &plain, policy, today).empty());
}

TEST_CASE("an enforced rule is left for one that is enforced and as long") {
    const Policy policy;
    const auto today = day_of("2026-05-04");
    auto was = closing_rule("3y"), now = closing_rule("5y");
    was.rule.enforced = true;
    const auto why = [&](const model::CitedRule* to) {
        return model::why_not_reclassified(closed_record("2020-05-01"), &was, to, policy, today);
    };
    CHECK_FALSE(why(nullptr).empty());
    CHECK_FALSE(why(&now).empty());
    now.rule.enforced = true;
    CHECK(why(&now).empty());
    now.rule.steps[0].after = {1, 0, 0};
    CHECK(why(&now).find("shorten") != std::string::npos);
}
