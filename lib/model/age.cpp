// How old a record is known to be, and when it is to be looked at again.
#include "model/evaluate.hpp"
#include "model/timeline.hpp"

#include <algorithm>

namespace almirah::model {

std::optional<Date> known_since(const Record& record) {
    std::optional<Date> earliest;
    for (const auto& date : {record.created, record.opened, record.closed})
        if (date && (!earliest || *date < *earliest)) earliest = date;
    return earliest;
}

std::optional<Date> appraise_from(const Record& record, Action action, const Policy& policy) {
    if (action != Action::destroy || !policy.appraisal_after_years || !record.appraisal.empty())
        return std::nullopt;
    if (!record.created && !record.opened)
        return Date{std::chrono::year{1}, std::chrono::January, std::chrono::day{1}};
    return add(add(*known_since(record), {.years = *policy.appraisal_after_years}), {.days = 1});
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
