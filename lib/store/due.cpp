#include "store/due.hpp"

#include "model/evaluate.hpp"

namespace almirah {

namespace {

bool reached(const Evaluation& evaluation) {
    return evaluation.due_on && *evaluation.due_on <= evaluation.on;
}

bool answers(const DueQuery& query, const Evaluation& evaluation) {
    if (query.action && evaluation.action != *query.action) return false;
    return evaluation.eligible || (query.include_blocked && reached(evaluation));
}

} // namespace

std::vector<DueLine> due_lines(Engine& engine, const DueQuery& query) {
    if (!query.series.empty()) (void)engine.series(query.series);
    const Date on = query.on.value_or(engine.today());
    const Policy policy = engine.office().policy;
    return engine.ask([&](index::Index& index) {
        std::size_t passed = 0;
        std::vector<DueLine> lines;
        index.candidates(query, on, [&](index::Candidate&& candidate) {
            auto& line = candidate.line;
            line.evaluation = model::evaluate(candidate.facts, candidate.rules, candidate.holds, policy, on);
            if (answers(query, line.evaluation) && passed++ >= query.offset) lines.push_back(std::move(line));
            return query.limit == 0 || lines.size() < query.limit;
        });
        return lines;
    });
}

std::vector<DueCount> due_counts(Engine& engine, const DueQuery& query) {
    if (!query.series.empty()) (void)engine.series(query.series);
    const Date on = query.on.value_or(engine.today());
    return engine.ask([&](index::Index& index) { return index.due_counts(query, on); });
}

} // namespace almirah
