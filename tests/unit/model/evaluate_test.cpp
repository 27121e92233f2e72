// Every reason, the blocking ones first.
#include "support/catch.hpp"
#include "world.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

Hold hold_of(const char* id) {
    Hold hold;
    hold.id = id;
    hold.reason = "Writ 12/2024";
    hold.placed_at = *parse_instant("2024-05-01T09:00:00Z");
    return hold;
}

} // namespace

TEST_CASE("an eligible record tells what counts, from which date, under which rule") {
    auto cited = closing_rule("12y", Cutoff::calendar_year, 1);
    cited.from_series = "L";
    cited.rule.authority = "Records Manual, para 75";
    const auto e = model::evaluate(closed_record("2010-05-10"), &cited, {}, {}, day_of("2023-01-15"));
    CHECK(e.eligible);
    CHECK(e.action == Action::destroy);
    CHECK(e.due_on == day_of("2023-01-01"));
    CHECK(e.rule == "C-3");
    CHECK(e.schedule == "GEN");
    CHECK(e.schedule_version == 2);
    CHECK(text_of(e, "rule") ==
          "Rule GEN:C-3 v2: destroy 12 years after closing, counted from the end of the calendar "
          "year, in January only");
    CHECK(text_of(e, "inherited") == "The rule is that of series L");
    CHECK(text_of(e, "authority") == "Authority: Records Manual, para 75");
    CHECK(text_of(e, "trigger") == "Closing: 2010-05-10");
    CHECK(text_of(e, "clock-started") ==
          "The clock started on 2010-12-31 (end of the calendar year of closing, 2010-05-10)");
    CHECK(text_of(e, "due") == "Destruction is allowed from 2023-01-01, in January of each year");
}

TEST_CASE("a record that is not due says when it will be") {
    const auto cited = closing_rule("3y");
    const auto e = model::evaluate(closed_record("2010-05-10"), &cited, {}, {}, day_of("2013-05-09"));
    CHECK_FALSE(e.eligible);
    CHECK(blocks(e, "not-yet-due"));
    CHECK(text_of(e, "not-yet-due") == "Destruction is not due before 2013-05-10");
    CHECK(model::evaluate(closed_record("2010-05-10"), &cited, {}, {}, day_of("2013-05-10")).eligible);
}

TEST_CASE("outside its window nothing is eligible, and the reason says when it opens") {
    const auto cited = closing_rule("3y", Cutoff::none, 1);
    const auto e = model::evaluate(closed_record("2010-05-10"), &cited, {}, {}, day_of("2014-02-01"));
    CHECK_FALSE(e.eligible);
    CHECK(text_of(e, "outside-window") ==
          "Destruction takes place in January only; the window opens on 2015-01-01");
    CHECK(model::evaluate(closed_record("2010-05-10"), &cited, {}, {}, day_of("2015-01-31")).eligible);
}

TEST_CASE("every hold is a reason, and each blocks") {
    const auto cited = closing_rule("3y");
    Hold released = hold_of("H-2024-0003");
    released.released_at = released.placed_at;
    const std::vector<Hold> holds{hold_of("H-2024-0001"), hold_of("H-2024-0002"), released};
    const auto e = model::evaluate(closed_record("2010-05-10"), &cited, holds, {}, day_of("2020-01-01"));
    CHECK(e.held);
    CHECK_FALSE(e.eligible);
    CHECK(e.due_on == day_of("2013-05-10")); // holds aside
    REQUIRE(e.reasons.size() > 2);
    CHECK(e.reasons[0].text == "Hold H-2024-0001 stands since 2024-05-01: Writ 12/2024");
    CHECK(e.reasons[1].code == "held");
    CHECK(e.reasons[2].code != "held");
    CHECK_FALSE(
        model::evaluate(closed_record("2010-05-10"), &cited, {released}, {}, day_of("2020-01-01")).held);
}

TEST_CASE("old records are destroyed only with an appraisal, where the office says so") {
    const auto cited = closing_rule("3y");
    Policy policy;
    policy.appraisal_after_years = 25;
    Record record = closed_record("2010-05-10");                                       // opened 2005-01-01
    CHECK(model::evaluate(record, &cited, {}, policy, day_of("2030-01-01")).eligible); // 25 years, not over
    const auto old = model::evaluate(record, &cited, {}, policy, day_of("2030-01-02"));
    CHECK(blocks(old, "appraisal-needed"));
    CHECK_FALSE(old.eligible);
    record.created = day_of("1990-01-01"); // the earlier of the two counts
    CHECK(blocks(model::evaluate(record, &cited, {}, policy, day_of("2020-01-01")), "appraisal-needed"));
    record.created.reset();
    record.opened.reset();
    CHECK(blocks(model::evaluate(record, &cited, {}, policy, day_of("2020-01-01")), "age-unknown"));
    record.appraisal = "NAI/2029/17";
    CHECK(model::evaluate(record, &cited, {}, policy, day_of("2050-01-01")).eligible);
    record.appraisal.clear();
    CHECK(model::evaluate(record, &cited, {}, {}, day_of("2050-01-01")).eligible); // no such policy
    auto transfer = cited;
    transfer.rule.steps[0].action = Action::transfer;
    CHECK(model::evaluate(record, &transfer, {}, policy, day_of("2050-01-01")).eligible); // destroys nothing
}

TEST_CASE("all blocking reasons are given, before the others") {
    const auto cited = closing_rule("100y", Cutoff::none, 1);
    Policy policy;
    policy.appraisal_after_years = 25;
    const auto e = model::evaluate(closed_record("2010-05-10"), &cited, {hold_of("H-2024-0001")}, policy,
                                   day_of("2040-06-01"));
    CHECK(blocks(e, "held"));
    CHECK(blocks(e, "not-yet-due"));
    CHECK(blocks(e, "appraisal-needed"));
    CHECK(std::is_partitioned(e.reasons.begin(), e.reasons.end(), [](const Reason& r) { return r.blocks; }));
}

TEST_CASE("what is awaited is named, each thing by itself") {
    Record record = closed_record("2010-05-10");
    record.state = RecordState::open;
    const auto cited = rule_of({{TriggerKind::closed, ""},
                                {TriggerKind::event, "audit"},
                                {TriggerKind::date_property, "valid-until"},
                                {TriggerKind::opened, ""}},
                               {{{1, 0, 0}, Action::destroy}});
    const auto e = model::evaluate(record, &cited, {}, {}, day_of("2040-01-01"));
    CHECK_FALSE(e.eligible);
    CHECK_FALSE(e.due_on);
    CHECK(text_of(e, "awaiting-close") == "The record is not closed; its period counts from closing");
    CHECK(text_of(e, "awaiting-event") == "Event 'audit' is not recorded; its period counts from it");
    CHECK(text_of(e, "date-missing") == "Date 'valid-until' is not recorded; its period counts from it");
    CHECK(text_of(e, "trigger") == "Opening: 2005-01-01");
}

TEST_CASE("rules that give no date block under their own codes") {
    const Record record = closed_record("2010-05-10");
    const auto never = day_of("9999-12-31");
    CHECK(blocks(model::evaluate(record, nullptr, {}, {}, never), "unscheduled"));
    auto cited = closing_rule("3y");
    cited.rule.state = RuleState::permanent;
    CHECK(blocks(model::evaluate(record, &cited, {}, {}, never), "permanent"));
    cited.rule.state = RuleState::retired;
    CHECK(blocks(model::evaluate(record, &cited, {}, {}, never), "retired"));
    cited.rule.state = RuleState::descriptive;
    cited.rule.why = "its end is an event without a name";
    const auto e = model::evaluate(record, &cited, {}, {}, never);
    CHECK(text_of(e, "descriptive") ==
          "Rule GEN:C-3 v2 states no period that can be computed: its end is an event without a name");
    CHECK(text_of(e, "rule") == "Rule GEN:C-3 v2: no computable period (its end is an event without a name)");
}

TEST_CASE("destroyed and transferred records are not disposed of again") {
    Record record = closed_record("2010-05-10");
    record.state = RecordState::destroyed;
    auto cited = closing_rule("3y");
    const auto destroyed = model::evaluate(record, &cited, {}, {}, day_of("2040-01-01"));
    CHECK(blocks(destroyed, "destroyed"));
    CHECK_FALSE(destroyed.eligible);

    record.state = RecordState::transferred;
    record.steps_done = {{"transfer", day_of("2014-01-01"), "D-2014-0001"}};
    cited.rule.steps = {{{3, 0, 0}, Action::transfer}};
    const auto transferred = model::evaluate(record, &cited, {}, {}, day_of("2040-01-01"));
    CHECK(blocks(transferred, "transferred"));
    CHECK(blocks(transferred, "finished"));

    cited.rule.steps.push_back({{5, 0, 0}, Action::destroy});
    const auto chain = model::evaluate(record, &cited, {}, {}, day_of("2019-01-01"));
    CHECK(chain.eligible);
    CHECK(text_of(chain, "step-done") == "Transfer was carried out on 2014-01-01 by D-2014-0001");
    CHECK_FALSE(blocks(chain, "transferred"));
}

TEST_CASE("an open record whose period does not wait for closing says that it is open") {
    Record record = closed_record("2010-05-10");
    record.state = RecordState::open;
    const auto cited = rule_of({{TriggerKind::opened, ""}}, {{{1, 0, 0}, Action::destroy}});
    const auto e = model::evaluate(record, &cited, {}, {}, day_of("2010-01-01"));
    CHECK(e.eligible);
    CHECK(text_of(e, "open") == "The record is open; its period does not wait for closing");
}

TEST_CASE("rules are told in words") {
    auto rule = closing_rule("1y6m").rule;
    CHECK(model::describe(rule) == "destroy 1 year and 6 months after closing");
    rule =
        rule_of({{TriggerKind::closed, ""}, {TriggerKind::event, "audit"}},
                {{{5, 0, 0}, Action::transfer}, {{0, 0, 0}, Action::review}, {{20, 0, 0}, Action::destroy}},
                Cutoff::financial_year)
            .rule;
    CHECK(model::describe(rule) == "transfer 5 years after the later of closing and event 'audit', then "
                                   "review at once, then destroy 20 years "
                                   "later, counted from the end of the financial year");
    rule = rule_of({{TriggerKind::superseded, ""}}, {{{}, Action::destroy}}).rule;
    CHECK(model::describe(rule) == "destroy on supersession");
    CHECK(model::in_words(Period{}) == "no time");
}

TEST_CASE("illegal rules are named") {
    const auto legal = closing_rule("3y").rule;
    CHECK(model::faults_of(legal).empty());
    auto rule = legal;
    rule.steps.push_back({{1, 0, 0}, Action::review});
    CHECK(model::faults_of(rule) == std::vector<std::string>{"a step follows destroy; nothing can"});
    rule = legal;
    rule.triggers.clear();
    rule.steps.clear();
    rule.window_month = 13;
    CHECK(model::faults_of(rule).size() == 3);
    rule = legal;
    rule.triggers = {{TriggerKind::event, ""}};
    CHECK(model::faults_of(rule).size() == 1);
    rule.triggers = {{TriggerKind::closed, "x"}};
    CHECK(model::faults_of(rule).size() == 1);
    rule = legal;
    rule.steps[0].after.years = -1;
    CHECK(model::faults_of(rule).size() == 1);
    rule = legal;
    rule.state = RuleState::permanent;
    CHECK(model::faults_of(rule).size() == 1);
    rule.state = RuleState::retired; // tells what it once said
    CHECK(model::faults_of(rule).empty());
}
