#include "store/due.hpp"

#include "model/evaluate.hpp"
#include "store/impact.hpp"
#include "store/law.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace almirah {

namespace {

bool reached(const Evaluation& evaluation) {
    return evaluation.due_on && *evaluation.due_on <= evaluation.on;
}

/// "C-3", or "GEN:C-3".
bool is_rule(const std::string& asked, const Evaluation& evaluation) {
    return asked.empty() || asked == evaluation.rule || asked == evaluation.schedule + ":" + evaluation.rule;
}

bool lies_in(const std::string& asked, const std::string& place) {
    return asked.empty() || place == asked || place.compare(0, asked.size() + 1, asked + "/") == 0;
}

bool answers(const DueQuery& query, const DueLine& line) {
    const Evaluation& evaluation = line.evaluation;
    if (query.action && evaluation.action != *query.action) return false;
    if (!is_rule(query.rule, evaluation) || !lies_in(query.place, line.place)) return false;
    if (query.year && (!evaluation.due_on || static_cast<int>(evaluation.due_on->year()) != *query.year))
        return false;
    return evaluation.eligible || (query.include_blocked && reached(evaluation));
}

bool narrowed(const DueQuery& query) {
    return !query.rule.empty() || !query.place.empty() || query.year;
}

void check(Engine& engine, const DueQuery& query) {
    if (!query.series.empty()) (void)engine.series(query.series);
    if (!query.place.empty())
        (void)engine.require<Place>(format::place_path(query.place), "place " + query.place,
                                    "list the places there are");
}

/// Lines by the rules in force today, which the index has.
std::vector<DueLine> lines_today(Engine& engine, const DueQuery& query, Date on,
                                 const std::set<std::string>& but = {}) {
    const Policy policy = engine.office().policy;
    return engine.ask([&](const index::Index& index) {
        std::size_t passed = 0;
        std::vector<DueLine> lines;
        index.candidates(query, on, [&](index::Candidate&& candidate) {
            auto& line = candidate.line;
            if (but.contains(candidate.facts.id)) return true;
            line.evaluation = model::evaluate(candidate.facts, candidate.rules, candidate.holds, policy, on);
            if (answers(query, line) && passed++ >= query.offset) lines.push_back(std::move(line));
            return query.limit == 0 || lines.size() < query.limit;
        });
        return lines;
    });
}

/// The records of series that follow another rule by that day.
std::vector<Record> ruled_otherwise(Engine& engine, const std::string& branch, Date on) {
    const Plan now = plan_in_force(engine, engine.today()), then = plan_in_force(engine, on);
    const auto was = model::bind(now.series, now.schedules), is = model::bind(then.series, then.schedules);
    std::set<std::string> changed;
    for (const Series& series : then.series)
        if (judged_otherwise(was, is, series.code)) changed.insert(series.code);
    return engine.ask([&](const index::Index& index) {
        std::vector<Record> records;
        std::set<std::string> asked, seen;
        for (const auto& code : index.branch(branch))
            asked.insert(code);
        for (const auto& code : changed)
            index.each_in(code, [&](const Record& record) {
                const bool wanted = branch.empty() || asked.contains(record.series);
                if (wanted && seen.insert(record.id).second) records.push_back(record);
            });
        return records;
    });
}

/// Lines by the rules that will be in force on the day: of the records that these judge otherwise, the index
/// knows nothing yet.
std::vector<DueLine> lines_then(Engine& engine, const DueQuery& query, Date on) {
    const Law law(engine, on);
    const auto records = ruled_otherwise(engine, query.series, on);
    std::set<std::string> recomputed;
    std::vector<DueLine> lines;
    for (const Record& record : records) {
        recomputed.insert(record.id);
        const auto due = law.governing(record).next.due_on;
        if (!due || *due > on) continue;
        DueLine line{law.evaluate(engine.record(record.id), on), record.series, record.title.text,
                     record.file_no, record.place};
        if (answers(query, line)) lines.push_back(std::move(line));
    }
    DueQuery all = query;
    all.limit = all.offset = 0;
    auto others = lines_today(engine, all, on, recomputed);
    std::move(others.begin(), others.end(), std::back_inserter(lines));
    std::sort(lines.begin(), lines.end(), [](const DueLine& a, const DueLine& b) {
        return std::tie(a.series, a.evaluation.id) < std::tie(b.series, b.evaluation.id);
    });
    lines.erase(lines.begin(),
                lines.begin() + static_cast<std::ptrdiff_t>(std::min(query.offset, lines.size())));
    if (query.limit > 0 && lines.size() > query.limit) lines.resize(query.limit);
    return lines;
}

} // namespace

std::vector<DueLine> due_lines(Engine& engine, const DueQuery& query) {
    check(engine, query);
    const Date on = query.on.value_or(engine.today());
    return engine.rules_change_by(on) ? lines_then(engine, query, on) : lines_today(engine, query, on);
}

std::vector<DueCount> due_counts(Engine& engine, const DueQuery& query) {
    check(engine, query);
    const Date on = query.on.value_or(engine.today());
    if (!narrowed(query) && !engine.rules_change_by(on))
        return engine.ask([&](const index::Index& index) { return index.due_counts(query, on); });
    DueQuery all = query;
    all.limit = all.offset = 0;
    std::map<std::pair<std::string, Action>, std::size_t> counts;
    for (const auto& line : due_lines(engine, all))
        ++counts[{line.series, line.evaluation.action}];
    std::vector<DueCount> result;
    for (const auto& [of, records] : counts)
        result.push_back({of.first, of.second, records});
    return result;
}

} // namespace almirah
