#include "store/law.hpp"

#include "model/hold.hpp"
#include "store/impact.hpp"

#include <algorithm>

namespace almirah {

namespace {

/// A series and all under it.
std::set<std::string> branch_of(const std::vector<Series>& all, const std::string& top) {
    std::set<std::string> branch;
    if (!top.empty()) branch.insert(top);
    for (std::size_t before = 0; before != branch.size();) {
        before = branch.size();
        for (const Series& series : all)
            if (branch.contains(series.under)) branch.insert(series.code);
    }
    return branch;
}

} // namespace

Law::Law(Engine& engine) : policy_(engine.office().policy) {
    const Plan plan = plan_in_force(engine, engine.today());
    rules_ = model::bind(plan.series, plan.schedules);
    for (auto& hold : engine.all<Hold>("holds")) {
        if (!hold.active()) continue;
        const auto records = std::move(hold.records);
        for (const auto& record : records)
            holds_[record].push_back(hold);
        if (!hold.standing.empty()) standing_.push_back({hold, branch_of(plan.series, hold.standing.series)});
    }
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
    const auto listed = holds_.find(record.id);
    std::vector<Hold> holds = listed == holds_.end() ? std::vector<Hold>{} : listed->second;
    if (standing_.empty()) return holds;
    const auto words = model::words_of(record);
    const auto is_listed = [&](const Hold& hold) {
        return std::any_of(holds.begin(), holds.end(), [&](const Hold& h) { return h.id == hold.id; });
    };
    for (const auto& [hold, branch] : standing_)
        if (model::matches(hold.standing, record, branch, words) && !is_listed(hold)) holds.push_back(hold);
    return holds;
}

Evaluation Law::evaluate(const Record& record, Date on) const {
    return model::evaluate(record, rules_of(record), holds_on(record), policy_, on);
}

bool Law::removes_after_transfer(const Record& record) const {
    const auto rules = rules_of(record);
    return std::all_of(rules.begin(), rules.end(), [](const model::CitedRule* rule) {
        return rule != nullptr && rule->rule.remove_after_transfer;
    });
}

bool Law::finished(const Record& record) const {
    return model::governing_step(record, rules_of(record), policy_).next.status == "finished";
}

} // namespace almirah
