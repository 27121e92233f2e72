#include "store/law.hpp"

#include "model/hold.hpp"
#include "store/impact.hpp"

#include <algorithm>

namespace almirah {

Law::Law(Engine& engine, std::optional<Date> on)
    : policy_(engine.office().policy), series_for_holds_(engine.all<Series>("series")) {
    Plan plan = plan_in_force(engine, on.value_or(engine.today()));
    rules_ = model::bind(plan.series, plan.schedules);
    series_ = std::move(plan.series);
    series_for_holds_.insert(series_for_holds_.end(), series_.begin(), series_.end());
    for (auto& hold : engine.all<Hold>("holds"))
        if (hold.active()) stand(std::move(hold));
}

void Law::stand(Hold hold) {
    const auto listed = model::listed_by(hold);
    hold.records.clear();
    hold.caught.clear();
    for (const auto& record : listed)
        holds_[record].push_back(hold);
    if (hold.standing.empty()) return;
    // A schedule that took force by its day may have put series elsewhere. Until an entry says so, and keeps
    // what is held, the hold asks for both.
    auto branch = model::branch_of(series_for_holds_, hold.standing.series);
    standing_.emplace_back(std::move(hold), std::move(branch));
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
    const auto is_listed = [&](const Hold& hold) {
        return std::any_of(holds.begin(), holds.end(), [&](const Hold& h) { return h.id == hold.id; });
    };
    for (const auto& standing : standing_)
        if (!is_listed(standing.hold()) && standing.names(record)) holds.push_back(standing.hold());
    return holds;
}

Evaluation Law::evaluate(const Record& record, Date on, model::Language language) const {
    return model::evaluate(record, rules_of(record), holds_on(record), policy_, on, language);
}

model::Governing Law::governing(const Record& record) const {
    return model::governing_step(record, rules_of(record), policy_);
}

const model::CitedRule* Law::rule_of(const Record& record, const model::Governing& governing) const {
    return rules_of(record)[governing.rule];
}

int Law::approvers(const Record& record) const {
    int most = 1;
    for (const auto* rule : rules_of(record))
        if (rule) most = std::max(most, rule->rule.approvers);
    return most;
}

Evaluation Law::evaluate_free(const Record& record, Date on) const {
    return model::evaluate(record, rules_of(record), {}, policy_, on);
}

std::string Law::why_not_reclassified(const Record& record, const std::string& to, Date on) const {
    return model::why_not_reclassified(record, rule_of(record.series), rule_of(to), policy_, on);
}

std::string Law::why_bound_to(const Record& record, const std::string& series) const {
    const auto* rule = rule_of(series);
    const bool bound =
        rule && rule->rule.enforced &&
        std::find(record.also_in.begin(), record.also_in.end(), series) != record.also_in.end();
    return bound
               ? "its rule " + rule->schedule + ":" + rule->rule.code + " v" + std::to_string(rule->version) +
                     " is enforced, and an enforced rule is not taken from a record"
               : "";
}

std::set<std::string> Law::branch(const std::string& series) const {
    return model::branch_of(series_, series);
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

void Law::require_keepable(const Record& record, Date until) const {
    const auto* const cited = rule_of(record, governing(record));
    const std::string why = model::why_not_kept_until(record, cited ? &cited->rule : nullptr, until, policy_);
    if (!why.empty()) throw Refused("class-limit", record.id, record.id + " cannot be kept so long: " + why);
}

std::string why_not_earlier(const model::NextStep& was, const model::NextStep& now) {
    if (!model::comes_earlier(was, now)) return {};
    return "it would be due on " + to_string(*now.due_on) + " instead of " +
           (was.due_on ? to_string(*was.due_on) : "no date") +
           ", which needs another's approval; have an override to that date approved first, or reopen it "
           "where it was put there by "
           "mistake";
}

} // namespace almirah
