#include "store/due.hpp"

#include "model/evaluate.hpp"

namespace almirah {

namespace {

bool reached(const Evaluation& evaluation) {
    return evaluation.due_on && *evaluation.due_on <= evaluation.on;
}

} // namespace

void each_due(Engine& engine, const DueQuery& query, const std::function<bool(DueLine&&)>& each) {
    if (!query.series.empty()) (void)engine.series(query.series);
    const Date on = query.on.value_or(engine.today());
    const Policy policy = engine.office().policy;
    DueQuery unbounded = query;
    unbounded.limit = unbounded.offset = 0;
    engine.ask([&](index::Index& index) {
        index.candidates(unbounded, on, [&](index::Candidate&& candidate) {
            auto& line = candidate.line;
            line.evaluation = model::evaluate(candidate.facts, candidate.rule ? &*candidate.rule : nullptr,
                                              candidate.holds, policy, on);
            if (query.action && line.evaluation.action != *query.action) return true;
            const bool wanted =
                line.evaluation.eligible || (query.include_blocked && reached(line.evaluation));
            return wanted ? each(std::move(line)) : true;
        });
        return true;
    });
}

std::vector<DueLine> due_lines(Engine& engine, const DueQuery& query) {
    std::vector<DueLine> lines;
    std::size_t passed = 0;
    each_due(engine, query, [&](DueLine&& line) {
        if (passed++ >= query.offset) lines.push_back(std::move(line));
        return query.limit == 0 || lines.size() < query.limit;
    });
    return lines;
}

} // namespace almirah
