// Which rules are legal.
#include "model/evaluate.hpp"

namespace almirah::model {

namespace {

bool takes_name(TriggerKind kind) {
    return kind == TriggerKind::event || kind == TriggerKind::date_property;
}

void check_triggers(const Rule& rule, std::vector<std::string>& faults) {
    if (rule.triggers.empty()) faults.push_back("it has no trigger; name what its period counts from");
    for (const Trigger& trigger : rule.triggers) {
        if (takes_name(trigger.kind) && trigger.name.empty())
            faults.push_back("a trigger lacks the name of its event or date");
        if (!takes_name(trigger.kind) && !trigger.name.empty())
            faults.push_back("trigger '" + trigger.name + "' has a name, which only events and dates have");
    }
}

void check_steps(const Rule& rule, std::vector<std::string>& faults) {
    if (rule.steps.empty()) faults.push_back("it has no step; say what happens at the end of its period");
    for (std::size_t i = 0; i < rule.steps.size(); ++i) {
        const Step& step = rule.steps[i];
        const bool last = i + 1 == rule.steps.size();
        if (step.after.years < 0 || step.after.months < 0 || step.after.days < 0)
            faults.push_back("step " + std::to_string(i + 1) + " has a negative period");
        if (!last && step.action == Action::destroy) faults.push_back("a step follows destroy; nothing can");
        if (!last && step.action == Action::keep) faults.push_back("a step follows keep; nothing can");
    }
}

} // namespace

std::vector<std::string> faults_of(const Rule& rule) {
    std::vector<std::string> faults;
    if (rule.code.empty()) faults.push_back("it has no code");
    if (rule.window_month && (*rule.window_month < 1 || *rule.window_month > 12))
        faults.push_back("its window is not a month from 1 to 12");
    if (rule.state == RuleState::computable) {
        check_triggers(rule, faults);
        check_steps(rule, faults);
    } else if (rule.state != RuleState::retired && !rule.steps.empty()) {
        faults.push_back("it has steps but gives no date");
    }
    return faults;
}

} // namespace almirah::model
