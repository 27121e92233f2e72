// How old a record is known to be, what it lacks for that, and when it is to be looked at again.
#include "model/evaluate.hpp"
#include "model/timeline.hpp"

#include <algorithm>

namespace almirah::model {

namespace {

constexpr Date first_day{std::chrono::year{1}, std::chrono::January, std::chrono::day{1}};

} // namespace

bool comes_earlier(const NextStep& was, const NextStep& now) {
    return was.status != "unscheduled" && now.due_on && (!was.due_on || *now.due_on < *was.due_on);
}

std::optional<Date> known_since(const Record& record) {
    std::optional<Date> earliest;
    for (const auto& date : {record.created, record.opened, record.closed})
        if (date && (!earliest || *date < *earliest)) earliest = date;
    return earliest;
}

std::optional<Date> appraise_from(const Record& record, const Policy& policy) {
    if (!policy.appraisal_after_years || !record.appraisal.empty()) return std::nullopt;
    if (!record.created && !record.opened) return first_day;
    return add(add(*known_since(record), {.years = *policy.appraisal_after_years}), {.days = 1});
}

bool lacks(const Record& record, const Clearance& clearance, const std::string& record_class) {
    if (clearance.except_classes.contains(record_class)) return false;
    if (clearance.created_before && (record.created || record.opened) &&
        *known_since(record) >= *clearance.created_before)
        return false;
    return std::none_of(record.events.begin(), record.events.end(),
                        [&](const Event& event) { return event.stands() && event.name == clearance.event; });
}

bool kept_open(const Record& record, const CitedRules& rules) {
    return record.state == RecordState::open &&
           std::any_of(rules.begin(), rules.end(),
                       [](const auto* cited) { return cited && !cited->rule.destroys_open.value_or(true); });
}

std::optional<Date> blocked_from(const Record& record, Action action, const CitedRules& rules,
                                 std::size_t governs, const Policy& policy) {
    if (action != Action::destroy) return std::nullopt;
    if (kept_open(record, rules)) return first_day;
    const Rule* const rule = rules[governs] ? &rules[governs]->rule : nullptr;
    for (const Clearance& clearance : policy.clearances)
        if (lacks(record, clearance, rule ? rule->record_class : "")) return first_day;
    return appraise_from(record, policy);
}

std::string beyond_limit(const Rule& rule, const Policy& policy) {
    const bool from_closing = rule.state == RuleState::computable && rule.triggers.size() == 1 &&
                              rule.triggers.front().kind == TriggerKind::closed;
    if (!from_closing) return {};
    const Date day{std::chrono::year{2001}, std::chrono::January, std::chrono::day{1}};
    Date end = add(day, rule.triggers.front().offset);
    for (const Step& step : rule.steps)
        end = add(end, step.after);
    for (const ClassLimit& limit : policy.class_limits)
        if (limit.classes.contains(rule.record_class) && end > add(day, limit.after_closing))
            return "the class " + rule.record_class + " is kept at most " + in_words(limit.after_closing) +
                   " after closing" + (limit.why.text.empty() ? "" : " (" + limit.why.text + ")");
    return {};
}

std::string why_not_kept_until(const Record& record, const Rule* rule, Date until, const Policy& policy) {
    if (!rule || !record.closed) return {};
    for (const ClassLimit& limit : policy.class_limits) {
        const Date last = add(*record.closed, limit.after_closing);
        if (limit.classes.contains(rule->record_class) && until > last)
            return "the class " + rule->record_class + " is kept at most " + in_words(limit.after_closing) +
                   " after closing, extensions included: until " + to_string(last) +
                   (limit.why.text.empty() ? "" : " (" + limit.why.text + ")");
    }
    return {};
}

std::optional<Date> vital_review_on(const Record& record, const Rule& rule) {
    const bool kept = record.state == RecordState::open || record.state == RecordState::closed;
    if (!rule.vital_review || !kept || !record.filed.ok()) return std::nullopt;
    Date last = record.filed;
    for (const Event& event : record.events)
        if (event.stands() && event.name == "vital-review") last = std::max(last, event.on);
    return add(last, *rule.vital_review);
}

} // namespace almirah::model
