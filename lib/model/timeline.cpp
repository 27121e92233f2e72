// From what is known of a record to the date of its next step.
#include "model/timeline.hpp"

#include <algorithm>

namespace almirah::model {

namespace {

bool is_closed(const Record& record) {
    return record.state != RecordState::open && record.closed;
}

void take_later(std::optional<Date>& latest, const std::optional<Date>& date) {
    if (date && (!latest || *date > *latest)) latest = date;
}

/// The latest, because a period counted from an earlier one would end too early.
std::optional<Date> latest_event(const Record& record, const std::string& name) {
    std::optional<Date> latest;
    for (const Event& event : record.events) {
        if (event.name == name) take_later(latest, event.on);
    }
    return latest;
}

std::optional<Date> first_inspection_after_closing(const Record& record) {
    std::optional<Date> first;
    for (const Event& event : record.events) {
        if (event.name == "inspection" && event.on > *record.closed && (!first || event.on < *first))
            first = event.on;
    }
    return first;
}

std::optional<Date> last_action(const Record& record) {
    std::optional<Date> latest;
    take_later(latest, record.created);
    take_later(latest, record.opened);
    take_later(latest, record.closed);
    for (const auto& [name, date] : record.dates)
        take_later(latest, date);
    for (const Event& event : record.events)
        take_later(latest, event.on);
    return latest;
}

std::optional<Date> date_property(const Record& record, const std::string& name) {
    const auto found = record.dates.find(name);
    return found == record.dates.end() ? std::nullopt : std::optional{found->second};
}

std::optional<Date> combined(const std::vector<TriggerDate>& triggers, Combine combine) {
    std::optional<Date> result;
    for (const TriggerDate& trigger : triggers) {
        if (!trigger.on && combine == Combine::later_of) return std::nullopt;
        if (!trigger.on) continue;
        const bool better =
            !result || (combine == Combine::later_of ? *trigger.on > *result : *trigger.on < *result);
        if (better) result = trigger.on;
    }
    return result;
}

const char* done_name(Action action) {
    switch (action) {
    case Action::review:
        return "review";
    case Action::transfer:
        return "transfer";
    case Action::destroy:
        return "destroy";
    case Action::keep:
        return "keep";
    }
    return "";
}

} // namespace

TriggerDate trigger_date(const Trigger& trigger, const Record& record) {
    TriggerDate found{&trigger, std::nullopt, false};
    switch (trigger.kind) {
    case TriggerKind::created:
        found.on = record.created ? record.created : record.opened;
        break;
    case TriggerKind::filed:
        found.on = record.filed.ok() ? std::optional{record.filed} : std::nullopt;
        break;
    case TriggerKind::opened:
        found.on = record.opened;
        break;
    case TriggerKind::closed:
        found.on = is_closed(record) ? record.closed : std::nullopt;
        found.awaits_close = !found.on;
        break;
    case TriggerKind::cut_off:
        found.on = latest_event(record, "cut-off");
        break;
    case TriggerKind::last_action:
        found.on = last_action(record);
        break;
    case TriggerKind::superseded:
        found.on = latest_event(record, "superseded");
        break;
    case TriggerKind::obsolete:
        found.on = latest_event(record, "obsolete");
        break;
    case TriggerKind::event:
        found.on = latest_event(record, trigger.name);
        break;
    case TriggerKind::date_property:
        found.on = date_property(record, trigger.name);
        break;
    case TriggerKind::next_inspection:
        found.awaits_close = !is_closed(record);
        if (!found.awaits_close) found.on = first_inspection_after_closing(record);
        break;
    }
    return found;
}

Timeline timeline_of(const Record& record, const Rule& rule, const Policy& policy) {
    Timeline line;
    for (const Trigger& trigger : rule.triggers)
        line.triggers.push_back(trigger_date(trigger, record));
    line.from = combined(line.triggers, rule.combine);
    if (line.from) line.start = cut_off(*line.from, rule.cutoff, policy.financial_year_start_month);

    line.end = line.start;
    auto done = record.steps_done.begin();
    for (const Step& step : rule.steps) {
        if (line.end) line.end = add(*line.end, step.after);
        done = std::find_if(done, record.steps_done.end(),
                            [&](const StepDone& d) { return d.action == done_name(step.action); });
        if (done == record.steps_done.end()) break;
        if (line.end) line.end = std::max(*line.end, done->on);
        line.before = &*done++;
        ++line.step;
    }
    if (line.end && line.step < rule.steps.size())
        line.due_on = rule.window_month ? into_window(*line.end, *rule.window_month) : *line.end;
    return line;
}

NextStep next_step(const Record& record, const Rule* rule, const Policy& policy) {
    if (record.state == RecordState::destroyed) return {Action::keep, std::nullopt, "finished"};
    if (!rule) return {Action::keep, std::nullopt, "unscheduled"};
    switch (rule->state) {
    case RuleState::permanent:
        return {Action::keep, std::nullopt, "permanent"};
    case RuleState::descriptive:
        return {Action::keep, std::nullopt, "descriptive"};
    case RuleState::retired:
        return {Action::keep, std::nullopt, "retired"};
    case RuleState::computable:
        break;
    }
    if (rule->triggers.empty() || rule->steps.empty()) return {Action::keep, std::nullopt, "descriptive"};

    const Timeline line = timeline_of(record, *rule, policy);
    if (line.step == rule->steps.size()) return {Action::keep, std::nullopt, "finished"};
    const Action action = rule->steps[line.step].action;
    if (action == Action::keep) return {Action::keep, std::nullopt, "permanent"};
    if (line.due_on) return {action, line.due_on, "due-date-known"};
    const bool close = std::any_of(line.triggers.begin(), line.triggers.end(),
                                   [](const TriggerDate& t) { return t.awaits_close; });
    return {action, std::nullopt, close ? "awaiting-close" : "awaiting-event"};
}

} // namespace almirah::model
