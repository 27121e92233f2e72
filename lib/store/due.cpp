#include "store/due.hpp"

#include "model/evaluate.hpp"

#include <map>

namespace almirah {

namespace {

bool reached(const Evaluation& evaluation) {
    return evaluation.due_on && *evaluation.due_on <= evaluation.on;
}

bool answers(const DueQuery& query, const Evaluation& evaluation) {
    if (query.action && evaluation.action != *query.action) return false;
    return evaluation.eligible || (query.include_blocked && reached(evaluation));
}

/// Evaluates the candidates and gathers a Result from the lines that answer the query; `gather` returns false
/// to stop. The index may be asked twice (Engine::ask), so the Result is made inside the question.
template <class Result, class Gather>
Result gather_due(Engine& engine, const DueQuery& query, Gather gather) {
    if (!query.series.empty()) (void)engine.series(query.series);
    const Date on = query.on.value_or(engine.today());
    const Policy policy = engine.office().policy;
    DueQuery unbounded = query;
    unbounded.limit = unbounded.offset = 0;
    return engine.ask([&](index::Index& index) {
        Result result;
        index.candidates(unbounded, on, [&](index::Candidate&& candidate) {
            auto& line = candidate.line;
            line.evaluation = model::evaluate(candidate.facts, candidate.rules, candidate.holds, policy, on);
            return answers(query, line.evaluation) ? gather(result, std::move(line)) : true;
        });
        return result;
    });
}

struct Page {
    std::size_t passed = 0;
    std::vector<DueLine> lines;
};

} // namespace

std::vector<DueLine> due_lines(Engine& engine, const DueQuery& query) {
    return gather_due<Page>(engine, query,
                            [&](Page& page, DueLine&& line) {
                                if (page.passed++ >= query.offset) page.lines.push_back(std::move(line));
                                return query.limit == 0 || page.lines.size() < query.limit;
                            })
        .lines;
}

std::vector<DueCount> due_counts(Engine& engine, const DueQuery& query) {
    using Counts = std::map<std::pair<std::string, Action>, std::size_t>;
    const auto counts = gather_due<Counts>(engine, query, [](Counts& into, const DueLine& line) {
        ++into[{line.series, line.evaluation.action}];
        return true;
    });
    std::vector<DueCount> result;
    for (const auto& [of, records] : counts)
        result.push_back({of.first, of.second, records});
    return result;
}

} // namespace almirah
