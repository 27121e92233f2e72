// Rules, triggers and periods in words.
#include "model/timeline.hpp"

namespace almirah::model {

namespace {

void append_part(std::vector<std::string>& parts, int count, const char* unit) {
    if (count != 0) parts.push_back(std::to_string(count) + " " + unit + (count == 1 ? "" : "s"));
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) text += i + 1 == parts.size() ? " and " : ", ";
        text += parts[i];
    }
    return text;
}

std::string first_step(const Step& step, const Rule& rule) {
    if (step.action == Action::keep) return "keep permanently";
    const std::string counted = triggers_in_words(rule);
    if (step.after.empty()) return verb_of(step.action) + (" on " + counted);
    return verb_of(step.action) + (" " + in_words(step.after)) + " after " + counted;
}

std::string later_step(const Step& step) {
    if (step.action == Action::keep) return ", then keep permanently";
    const std::string when = step.after.empty() ? "at once" : in_words(step.after) + " later";
    return ", then " + (verb_of(step.action) + (" " + when));
}

} // namespace

const char* verb_of(Action action) {
    switch (action) {
    case Action::keep:
        return "keep";
    case Action::review:
        return "review";
    case Action::transfer:
        return "transfer";
    case Action::destroy:
        return "destroy";
    }
    return "";
}

const char* noun_of(Action action) {
    switch (action) {
    case Action::keep:
        return "keeping";
    case Action::review:
        return "review";
    case Action::transfer:
        return "transfer";
    case Action::destroy:
        return "destruction";
    }
    return "";
}

const char* in_words(Cutoff unit) {
    switch (unit) {
    case Cutoff::none:
        return "day";
    case Cutoff::month:
        return "month";
    case Cutoff::quarter:
        return "quarter";
    case Cutoff::calendar_year:
        return "calendar year";
    case Cutoff::financial_year:
        return "financial year";
    }
    return "";
}

const char* month_in_words(int month) {
    static constexpr const char* names[] = {"January",   "February", "March",    "April",
                                            "May",       "June",     "July",     "August",
                                            "September", "October",  "November", "December"};
    return month >= 1 && month <= 12 ? names[month - 1] : "no month";
}

std::string in_words(Period period) {
    std::vector<std::string> parts;
    append_part(parts, period.years, "year");
    append_part(parts, period.months, "month");
    append_part(parts, period.days, "day");
    return parts.empty() ? "no time" : joined(parts);
}

std::string in_words(const Trigger& trigger) {
    switch (trigger.kind) {
    case TriggerKind::created:
        return "creation";
    case TriggerKind::filed:
        return "filing";
    case TriggerKind::opened:
        return "opening";
    case TriggerKind::closed:
        return "closing";
    case TriggerKind::cut_off:
        return "cut-off";
    case TriggerKind::last_action:
        return "the last action";
    case TriggerKind::superseded:
        return "supersession";
    case TriggerKind::obsolete:
        return "obsolescence";
    case TriggerKind::event:
        return "event '" + trigger.name + "'";
    case TriggerKind::date_property:
        return "date '" + trigger.name + "'";
    case TriggerKind::next_inspection:
        return "the next inspection";
    }
    return "";
}

std::string triggers_in_words(const Rule& rule) {
    std::vector<std::string> parts;
    for (const Trigger& trigger : rule.triggers)
        parts.push_back(in_words(trigger));
    if (parts.size() < 2) return joined(parts);
    return (rule.combine == Combine::later_of ? "the later of " : "the earlier of ") + joined(parts);
}

std::string describe(const Rule& rule) {
    switch (rule.state) {
    case RuleState::permanent:
        return "keep permanently";
    case RuleState::descriptive:
        return "no computable period" + (rule.why.empty() ? "" : " (" + rule.why + ")");
    case RuleState::retired:
        return "withdrawn from the schedule";
    case RuleState::computable:
        break;
    }
    std::string text;
    for (const Step& step : rule.steps)
        text += text.empty() ? first_step(step, rule) : later_step(step);
    if (rule.cutoff != Cutoff::none)
        text += std::string(", counted from the end of the ") + in_words(rule.cutoff);
    if (rule.window_month) text += std::string(", in ") + month_in_words(*rule.window_month) + " only";
    return text;
}

} // namespace almirah::model
