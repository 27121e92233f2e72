// A record in several series: which of its rules decides.
#include "model/evaluate.hpp"

#include <algorithm>
#include <utility>

namespace almirah::model {

namespace {

using NextSteps = std::vector<NextStep>;

/// The rule whose step of this action has its date first (`earliest`) or last; nothing when none has one.
std::optional<std::size_t> rule_with(const NextSteps& steps, Action action, bool earliest) {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (!steps[i].due_on || steps[i].action != action) continue;
        if (!found ||
            (earliest ? *steps[i].due_on < *steps[*found].due_on : *steps[i].due_on > *steps[*found].due_on))
            found = i;
    }
    return found;
}

/// A rule that gives no date, and so lets nothing be taken away.
std::optional<std::size_t> rule_without_date(const NextSteps& steps) {
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (!steps[i].due_on && steps[i].status != "finished") return i;
    return std::nullopt;
}

Governing by_rules(const NextSteps& steps, const CitedRules& rules) {
    if (steps.size() == 1) return {0, steps[0]};
    if (const auto review = rule_with(steps, Action::review, true)) return {*review, steps[*review]};
    if (const auto undated = rule_without_date(steps)) return {*undated, steps[*undated]};
    auto governs = rule_with(steps, Action::transfer, false);
    if (!governs) governs = rule_with(steps, Action::destroy, false);
    if (!governs) return {0, steps[0]}; // every rule is finished
    NextStep next = steps[*governs];
    for (const NextStep& step : steps)
        if (step.due_on) next.due_on = std::max(*next.due_on, *step.due_on);
    if (const auto& window = rules[*governs]->rule.window_month)
        next.due_on = into_window(*next.due_on, *window);
    return {*governs, next};
}

} // namespace

Governing governing_step(const Record& record, const CitedRules& rules, const Policy& policy) {
    NextSteps steps;
    for (const CitedRule* cited : rules)
        steps.push_back(next_step(record, cited ? &cited->rule : nullptr, policy));
    Governing governing = by_rules(steps, rules);
    NextStep& next = governing.next;
    const DateOverride* date = next.due_on ? newest_override(record, next.action) : nullptr;
    if (date && override_counts(*date, *next.due_on, any_enforced(rules))) {
        next.by_rule = std::exchange(next.due_on, date->due_on);
        next.set_by = date;
    }
    return governing;
}

} // namespace almirah::model
