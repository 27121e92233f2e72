// Whether a record may leave the series that it is in for another.
#include "model/binding.hpp"
#include "model/timeline.hpp"

#include <algorithm>

namespace almirah::model {

namespace {

/// The day on which the record was cut off: by an event, or since its rule counts from the end of a unit of
/// time that is over (R43). Nothing while it is open.
std::optional<Date> cut_off_on(const Record& record, const Rule& rule, const Policy& policy, Date on) {
    if (record.state == RecordState::open) return std::nullopt;
    std::optional<Date> cut;
    for (const Event& event : record.events)
        if (event.stands() && event.name == "cut-off" && event.on <= on) cut = event.on;
    if (cut || rule.state != RuleState::computable || rule.cutoff == Cutoff::none) return cut;
    const Timeline line = timeline_of(record, rule, policy);
    return line.start && *line.start <= on ? line.start : std::nullopt;
}

} // namespace

std::string why_not_reclassified(const Record& record, const CitedRule* was, const CitedRule* now,
                                 const Policy& policy, Date on) {
    if (!was) return {};
    const std::string cited = was->schedule + ":" + was->rule.code + " v" + std::to_string(was->version);
    if (const auto cut = cut_off_on(record, was->rule, policy, on))
        return "it is closed and was cut off on " + to_string(*cut) + " under the rule " + cited +
               ", by which its period runs; reopen it first";
    if (!was->rule.enforced) return {};
    const std::string enforced = "it follows the enforced rule " + cited;
    if (!now) return enforced + ", and would have none";
    const std::string to = now->schedule + ":" + now->rule.code;
    if (!now->rule.enforced) return enforced + ", and " + to + " is not enforced";
    const std::string shorter = why_shorter(was->rule, now->rule);
    return shorter.empty() ? "" : enforced + ", which " + to + " would shorten: " + shorter;
}

} // namespace almirah::model
