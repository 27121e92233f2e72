#include "model/binding.hpp"

#include <algorithm>
#include <array>

namespace almirah::model {

namespace {

const Series* nearest_with_rule(const std::map<std::string, const Series*>& all, const std::string& code) {
    auto at = all.find(code);
    for (std::size_t steps = 0; at != all.end() && steps <= all.size(); ++steps) {
        if (!at->second->rule.empty()) return at->second;
        at = all.find(at->second->under);
    }
    return nullptr;
}

/// Whether a period ends as late as another or later, from whatever day it counts: a year and 365 days are
/// not the same in a leap year.
bool as_long(Period now, Period was) {
    using namespace std::chrono;
    constexpr std::array days{2023y / January / 31, 2023y / February / 28, 2024y / February / 29,
                              2024y / March / 1, 2024y / August / 31};
    return std::all_of(days.begin(), days.end(), [&](Date day) { return add(day, now) >= add(day, was); });
}

bool as_late(const std::optional<Bound>& now, const std::optional<Bound>& was) {
    return now && was && now->from == was->from && as_long(now->after, was->after);
}

bool steps_as_long(const Rule& was, const Rule& now) {
    return std::equal(
        was.steps.begin(), was.steps.end(), now.steps.begin(), now.steps.end(),
        [](const Step& a, const Step& b) { return a.action == b.action && as_long(b.after, a.after); });
}

} // namespace

Bindings bind(const std::vector<Series>& series, const std::vector<Schedule>& in_force) {
    std::map<std::string, const Series*> all;
    for (const Series& one : series)
        all[one.code] = &one;
    std::map<std::pair<std::string, std::string>, CitedRule> rules;
    for (const Schedule& schedule : in_force)
        for (const Rule& rule : schedule.rules)
            rules[{schedule.id, rule.code}] = {rule, schedule.id, schedule.version, ""};
    Bindings bindings;
    for (const auto& [code, one] : all) {
        const Series* from = nearest_with_rule(all, code);
        const auto rule = from ? rules.find({from->schedule, from->rule}) : rules.end();
        if (rule == rules.end()) continue;
        bindings[code] = rule->second;
        bindings[code].from_series = from->code;
    }
    return bindings;
}

std::string why_shorter(const Rule& was, const Rule& now) {
    if (now.state == RuleState::permanent) return {};
    if (was.state == RuleState::permanent) return "it is no longer permanent";
    if (now.state != RuleState::computable) return "it gives no date any more";
    if (now.triggers != was.triggers || now.combine != was.combine) return "it counts from something else";
    if (now.cutoff != was.cutoff || now.year_start_month != was.year_start_month)
        return "it is counted from the end of another unit of time";
    if (now.window_month != was.window_month) return "it is carried out in another month";
    if (now.remove_after_transfer && !was.remove_after_transfer)
        return "its content would leave with a transfer";
    if (now.destroys_open.value_or(true) && !was.destroys_open.value_or(true))
        return "it would destroy open records";
    if (!steps_as_long(was, now)) return "its steps are others, or come sooner";
    if (now.approvers < was.approvers) return "it asks for fewer approvers";
    if (was.minimum && !as_late(now.minimum, was.minimum)) return "its minimum is another, or ends sooner";
    if (now.maximum && !as_late(now.maximum, was.maximum)) return "its maximum is another, or ends sooner";
    return {};
}

std::string why_not_rebound(const Bindings& before, const Bindings& after) {
    for (const auto& [series, was] : before) {
        if (!was.rule.enforced) continue;
        const std::string enforced = "series " + series + " follows the enforced rule " + was.schedule + ":" +
                                     was.rule.code + " v" + std::to_string(was.version);
        const auto now = after.find(series);
        if (now == after.end()) return enforced + ", and would lose it";
        const std::string cited = now->second.schedule + ":" + now->second.rule.code;
        if (!now->second.rule.enforced) return enforced + ", and " + cited + " would not be enforced";
        const std::string why = why_shorter(was.rule, now->second.rule);
        if (!why.empty()) return enforced + ", which " + cited + " would shorten: " + why;
    }
    return {};
}

} // namespace almirah::model
