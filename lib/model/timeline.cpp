// From what is known of a record to the date of its next step.
#include "model/timeline.hpp"

#include <algorithm>
#include <map>

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
        if (event.stands() && event.name == name) take_later(latest, event.on);
    }
    return latest;
}

std::optional<Date> first_inspection_after_closing(const Record& record) {
    std::optional<Date> first;
    for (const Event& event : record.events) {
        if (event.stands() && event.name == "inspection" && event.on > *record.closed &&
            (!first || event.on < *first))
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
        if (event.stands()) take_later(latest, event.on);
    return latest;
}

std::optional<Date> date_property(const Record& record, const std::string& name) {
    const auto found = record.dates.find(name);
    return found == record.dates.end() ? std::nullopt : std::optional{found->second};
}

std::optional<Date> combined(const std::vector<std::optional<Date>>& dates, Combine combine) {
    std::optional<Date> result;
    for (const auto& date : dates) {
        if (!date && combine == Combine::later_of) return std::nullopt;
        if (!date) continue;
        const bool better = !result || (combine == Combine::later_of ? *date > *result : *date < *result);
        if (better) result = date;
    }
    return result;
}

/// Groups first, each the other way, then what they give with the rest.
std::optional<Date> combined(const std::vector<TriggerDate>& triggers, Combine combine) {
    const Combine inner = combine == Combine::later_of ? Combine::earlier_of : Combine::later_of;
    std::map<int, std::vector<std::optional<Date>>> groups;
    for (const TriggerDate& trigger : triggers)
        groups[trigger.trigger->group].push_back(trigger.on);
    std::vector<std::optional<Date>> dates = groups[0];
    groups.erase(0);
    for (const auto& [group, members] : groups)
        dates.push_back(combined(members, inner));
    return combined(dates, combine);
}

std::optional<TriggerDate> bound_date(const std::optional<Bound>& bound, const Record& record) {
    if (!bound) return std::nullopt;
    TriggerDate found = trigger_date(bound->from, record);
    if (found.on) found.on = add(*found.on, bound->after);
    return found;
}

/// The end of a step within the rule's bounds. A minimum without its date lets nothing through; a maximum
/// ends what still waits.
std::optional<Date> within_bounds(const Timeline& line, std::optional<Date> end) {
    if (line.contradictory || (line.minimum && !line.minimum->on)) return std::nullopt;
    if (line.maximum && line.maximum->on) end = end ? std::min(*end, *line.maximum->on) : line.maximum->on;
    if (end && line.minimum) end = std::max(*end, *line.minimum->on);
    return end;
}

/// How far a chain of periods has come. Months are counted together from one day, so that a day which a short
/// month lacks comes back: 31 January and a month and a month is 31 March. After a cut-off they count from
/// the first day of the next unit, so that the end of a month stays one.
class Count {
public:
    explicit Count(Date start, bool ends_unit = false)
        : from_(ends_unit ? add(start, {.days = 1}) : start), eve_(ends_unit) {}

    Date day() const {
        const Date reached = add(from_, passed_);
        const bool last = add(reached, {.days = 1}) == reached; // of all that have a text
        return eve_ && !last ? add(reached, {.days = -1}) : reached;
    }
    void pass(Period period) {
        if (passed_.days != 0) *this = Count(day());
        passed_.years += period.years;
        passed_.months += period.months;
        passed_.days += period.days;
    }

private:
    Date from_;
    bool eve_; ///< The day that counts is the one before.
    Period passed_{};
};

void set_bounds(Timeline& line, const Record& record, const Rule& rule) {
    line.minimum = bound_date(rule.minimum, record);
    line.maximum = bound_date(rule.maximum, record);
    const bool both = line.minimum && line.minimum->on && line.maximum && line.maximum->on;
    line.contradictory = both && *line.maximum->on < *line.minimum->on;
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

namespace {

TriggerDate own_date(const Trigger& trigger, const Record& record) {
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

bool waits_for_closing(const Timeline& line) {
    return (line.minimum && line.minimum->awaits_close) ||
           std::any_of(line.triggers.begin(), line.triggers.end(),
                       [](const TriggerDate& t) { return t.awaits_close; });
}

} // namespace

TriggerDate trigger_date(const Trigger& trigger, const Record& record) {
    TriggerDate found = own_date(trigger, record);
    if (found.on) found.on = add(*found.on, trigger.offset);
    return found;
}

Timeline timeline_of(const Record& record, const Rule& rule, const Policy& policy) {
    Timeline line;
    for (const Trigger& trigger : rule.triggers)
        line.triggers.push_back(trigger_date(trigger, record));
    line.from = combined(line.triggers, rule.combine);
    if (line.from)
        line.start = cut_off(*line.from, rule.cutoff,
                             rule.year_start_month.value_or(policy.financial_year_start_month));
    set_bounds(line, record, rule);

    std::optional<Count> count;
    if (line.start) count = Count(*line.start, rule.cutoff != Cutoff::none);
    line.end = line.start;
    auto done = record.steps_done.begin();
    for (const Step& step : rule.steps) {
        if (count) count->pass(step.after);
        line.end = within_bounds(line, count ? std::optional{count->day()} : std::nullopt);
        done = std::find_if(done, record.steps_done.end(),
                            [&](const StepDone& d) { return d.action == done_name(step.action); });
        if (done == record.steps_done.end()) break;
        if (line.end) line.end = std::max(*line.end, done->on);
        if (!line.end || !count || count->day() != *line.end)
            count = line.end ? std::optional<Count>(*line.end) : std::nullopt;
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
    if (line.contradictory) return {action, std::nullopt, "contradictory"};
    return {action, std::nullopt, waits_for_closing(line) ? "awaiting-close" : "awaiting-event"};
}

} // namespace almirah::model
