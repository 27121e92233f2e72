// Dates that the office sets for one record, in the place of the one that its rule gives.
#include "model/evaluate.hpp"
#include "model/timeline.hpp"

#include <algorithm>

namespace almirah::model {

const DateOverride* newest_override(const Record& record, Action action) {
    const DateOverride* newest = nullptr;
    for (const DateOverride& date : record.overrides)
        if (date.state == OverrideState::approved && date.action == verb_of(action)) newest = &date;
    return newest;
}

bool any_enforced(const CitedRules& rules) {
    return std::any_of(rules.begin(), rules.end(),
                       [](const CitedRule* cited) { return cited && cited->rule.enforced; });
}

bool override_counts(const DateOverride& date, Date by_rule, bool enforced) {
    if (date.due_on >= by_rule) return true;
    return date.by_rule == by_rule && !enforced;
}

} // namespace almirah::model
