// Which rules are legal.
#include "model/timeline.hpp"

#include <algorithm>

namespace almirah::model {

namespace {

using Faults = std::vector<std::string>;

bool takes_name(TriggerKind kind) {
    return kind == TriggerKind::event || kind == TriggerKind::date_property;
}

bool negative(Period period) {
    return period.years < 0 || period.months < 0 || period.days < 0;
}

/// Whether a date after so long lies beyond the calendar whatever it counts from, so that it never comes.
bool never_over(Period period) {
    constexpr long long last_year = 9999;
    return period.years + period.months / 12LL + period.days / 366LL >= last_year;
}

bool month_ok(std::optional<int> month) {
    return !month || (*month >= 1 && *month <= 12);
}

void check_trigger(const Trigger& trigger, Faults& faults) {
    if (takes_name(trigger.kind) && trigger.name.empty())
        faults.push_back("a trigger lacks the name of its event or date");
    if (!takes_name(trigger.kind) && !trigger.name.empty())
        faults.push_back("trigger '" + trigger.name + "' has a name, which only events and dates have");
    if (negative(trigger.offset)) faults.push_back("a trigger has a negative offset");
    if (never_over(trigger.offset))
        faults.push_back("it can never start: the offset of a trigger does not end before the year 9999");
}

void check_triggers(const Rule& rule, Faults& faults) {
    if (rule.triggers.empty()) faults.push_back("it has no trigger; name what its period counts from");
    for (auto trigger = rule.triggers.begin(); trigger != rule.triggers.end(); ++trigger) {
        check_trigger(*trigger, faults);
        if (std::find(rule.triggers.begin(), trigger, *trigger) != trigger)
            faults.push_back("it counts from " + in_words(*trigger) + " twice; once is enough");
    }
}

void check_step(const Rule& rule, std::size_t i, Faults& faults) {
    const Step& step = rule.steps[i];
    const std::string number = "step " + std::to_string(i + 1);
    const bool last = i + 1 == rule.steps.size();
    if (negative(step.after)) faults.push_back(number + " has a negative period");
    if (never_over(step.after))
        faults.push_back(number + " can never start: its period does not end before the year 9999");
    if (!last && step.action == Action::destroy) faults.push_back("a step follows destroy; nothing can");
    if (!last && step.action == Action::keep) faults.push_back("a step follows keep; nothing can");
    const auto same = [&](const Step& before) { return before.action == step.action; };
    if (std::any_of(rule.steps.begin(), rule.steps.begin() + static_cast<std::ptrdiff_t>(i), same))
        faults.push_back(number + " is a second " + verb_of(step.action) + "; a chain has each action once");
}

void check_bound(const std::optional<Bound>& bound, const char* name, Faults& faults) {
    if (!bound) return;
    check_trigger(bound->from, faults);
    if (negative(bound->after)) faults.push_back(std::string("its ") + name + " is a negative period");
}

/// Two bounds that count from the same thing are compared once for all; others are on each record's dates.
void check_bounds(const Rule& rule, Faults& faults) {
    check_bound(rule.minimum, "minimum", faults);
    check_bound(rule.maximum, "maximum", faults);
    if (!rule.minimum || !rule.maximum || rule.minimum->from != rule.maximum->from) return;
    const Date any{std::chrono::year{2001}, std::chrono::January, std::chrono::day{1}};
    if (add(any, rule.maximum->after) < add(any, rule.minimum->after))
        faults.push_back("its maximum of " + in_words(rule.maximum->after) + " ends before its minimum of " +
                         in_words(rule.minimum->after) + "; the schedule must say which counts");
}

} // namespace

std::vector<std::string> faults_of(const Rule& rule) {
    Faults faults;
    if (rule.code.empty()) faults.push_back("it has no code");
    if (!month_ok(rule.window_month)) faults.push_back("its window is not a month from 1 to 12");
    if (!month_ok(rule.year_start_month)) faults.push_back("its year does not begin in a month from 1 to 12");
    if (rule.year_start_month && rule.cutoff != Cutoff::financial_year)
        faults.push_back("it says when a year begins, and is not counted from the end of one");
    if (rule.approvers < 1) faults.push_back("it asks for no approver; one at least approves a disposal");
    if (rule.vital_review && (negative(*rule.vital_review) || rule.vital_review->empty()))
        faults.push_back("its cycle of review has no length");
    if (rule.remove_after_transfer && (rule.steps.empty() || rule.steps.back().action != Action::transfer))
        faults.push_back("its content is to leave with a transfer, and a transfer is not its last step");
    if (rule.state == RuleState::computable) {
        check_triggers(rule, faults);
        if (rule.steps.empty()) faults.push_back("it has no step; say what happens at the end of its period");
        for (std::size_t i = 0; i < rule.steps.size(); ++i)
            check_step(rule, i, faults);
        check_bounds(rule, faults);
    } else if (rule.state != RuleState::retired && !rule.steps.empty()) {
        faults.push_back("it has steps but gives no date");
    }
    return faults;
}

} // namespace almirah::model
