// What a hold stops, or would stop.
#include "store/disposals.hpp"
#include "store/law.hpp"

#include <algorithm>

namespace almirah {

namespace {

HoldImpactLine& line_of(std::map<std::string, HoldImpactLine>& lines, const std::string& series) {
    HoldImpactLine& line = lines[series];
    line.series = series;
    return line;
}

void count(const Law& law, const Record& record, const std::string& hold, Date on, HoldImpactLine& line) {
    ++line.records;
    const Evaluation free = law.evaluate_free(record, on);
    ++(free.eligible ? line.stopped : free.due_on ? line.later : line.never);
    const auto holds = law.holds_on(record);
    line.also_by_other +=
        std::any_of(holds.begin(), holds.end(), [&](const Hold& other) { return other.id != hold; });
}

/// The records it names that are still there.
std::set<std::string> records_of(Engine& engine, const Hold& hold) {
    std::set<std::string> ids;
    for (const auto& line :
         engine.ask([&](const index::Index& index) { return index.matching(hold.standing); }))
        ids.insert(line.id);
    for (const auto& id : model::listed_by(hold))
        if (engine.record(id).state != RecordState::destroyed) ids.insert(id);
    return ids;
}

} // namespace

HoldImpact Holds::impact(const Hold& hold, std::optional<Date> on) const {
    HoldImpact impact;
    impact.on = on.value_or(engine_->today());
    const Law law(*engine_, impact.on);
    std::map<std::string, HoldImpactLine> lines;
    const auto held = records_of(*engine_, hold);
    for (const auto& id : held) {
        const Record record = engine_->record(id);
        count(law, record, hold.id, impact.on, line_of(lines, record.series));
    }
    for (auto& [series, line] : lines)
        impact.series.push_back(std::move(line));
    each_unfinished(*engine_, engine_->today(), [&](const Disposal& disposal) {
        if (std::any_of(disposal.items.begin(), disposal.items.end(),
                        [&](const auto& item) { return held.contains(item.record); }))
            impact.disposals.push_back(disposal.id);
    });
    return impact;
}

} // namespace almirah
