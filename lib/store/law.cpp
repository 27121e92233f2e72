#include "store/law.hpp"

namespace almirah {

namespace {

using Rules = std::map<std::pair<std::string, std::string>, model::CitedRule>; // schedule, code

Rules rules_in_force(Engine& engine) {
    Rules rules;
    for (const auto& file : engine.all<format::ScheduleFile>("schedules")) {
        if (file.state != "in force") continue;
        for (const auto& rule : file.schedule.rules)
            rules[{file.schedule.id, rule.code}] = {rule, file.schedule.id, file.schedule.version, ""};
    }
    return rules;
}

/// The nearest series, upwards, that names a rule; null when none does.
const Series* nearest_with_rule(const std::map<std::string, Series>& all, const std::string& code) {
    auto at = all.find(code);
    for (std::size_t steps = 0; at != all.end() && steps <= all.size(); ++steps) {
        if (!at->second.rule.empty()) return &at->second;
        at = all.find(at->second.under);
    }
    return nullptr;
}

} // namespace

Law::Law(Engine& engine) : policy_(engine.office().policy) {
    std::map<std::string, Series> series;
    for (auto& one : engine.all<Series>("series"))
        series[one.code] = one;
    const Rules rules = rules_in_force(engine);
    for (const auto& [code, one] : series) {
        const Series* from = nearest_with_rule(series, code);
        const auto rule = from ? rules.find({from->schedule, from->rule}) : rules.end();
        // A rule that is not in force leaves the series without one: an ancestor's must not take its place
        // (R46).
        if (rule == rules.end()) continue;
        rules_[code] = rule->second;
        rules_[code].from_series = from->code;
    }
    for (const auto& hold : engine.all<Hold>("holds"))
        if (hold.active())
            for (const auto& record : hold.records)
                holds_[record].push_back(hold);
}

const model::CitedRule* Law::rule_of(const std::string& series) const {
    const auto found = rules_.find(series);
    return found == rules_.end() ? nullptr : &found->second;
}

model::CitedRules Law::rules_of(const Record& record) const {
    model::CitedRules rules{rule_of(record.series)};
    for (const auto& series : record.also_in)
        rules.push_back(rule_of(series));
    return rules;
}

std::vector<Hold> Law::holds_on(const Record& record) const {
    const auto holds = holds_.find(record.id);
    return holds == holds_.end() ? std::vector<Hold>{} : holds->second;
}

Evaluation Law::evaluate(const Record& record, Date on) const {
    return model::evaluate(record, rules_of(record), holds_on(record), policy_, on);
}

bool Law::finished(const Record& record) const {
    return model::governing_step(record, rules_of(record), policy_).next.status == "finished";
}

} // namespace almirah
