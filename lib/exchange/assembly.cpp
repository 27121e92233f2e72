#include "exchange/assembly.hpp"

#include "base/name.hpp"
#include "model/evaluate.hpp"

#include <algorithm>

namespace almirah::exchange {

namespace {

/// Equal but for the title, which belongs to the series where a row makes one.
bool same_but_title(Rule a, const Rule& b) {
    a.title = b.title;
    return a == b;
}

std::string line_of(std::size_t line) {
    return "line " + std::to_string(line);
}

} // namespace

void Assembly::add(ScheduleRow row) {
    if (!row.rule.code.empty() && !base::is_code(row.rule.code)) {
        problem({file_, row.line, row.code_column, row.rule.code,
                 "no rule code; expected 1 to 40 capitals, digits, dots and hyphens"});
        return;
    }
    if (!row.series.code.empty() && !base::is_code(row.series.code)) {
        problem({file_, row.line, row.series_column, row.series.code,
                 "no series code; expected 1 to 40 capitals, digits, dots and hyphens"});
        return;
    }
    rows_.push_back(std::move(row));
}

void Assembly::add_rule(const ScheduleRow& row) {
    const auto faults = model::faults_of(row.rule);
    for (const std::string& fault : faults)
        problem({file_, row.line, row.code_column, row.rule.code, "the rule cannot be used: " + fault});
    const auto [found, fresh] = rule_at_.try_emplace(row.rule.code, rules_.size());
    if (fresh) {
        rules_.push_back(row.rule);
        rule_line_[row.rule.code] = row.line;
        return;
    }
    const Rule& given = rules_[found->second];
    const bool same = row.series.code.empty() ? given == row.rule : same_but_title(given, row.rule);
    if (!same)
        problem({file_, row.line, row.code_column, row.rule.code,
                 "another rule has this code on " + line_of(rule_line_[row.rule.code]) +
                     "; expected the same rule, or a code of its own"});
}

/// A rule with a title alone is prose. A series that names a rule no row gives is a slip.
void Assembly::add_unsaid(const ScheduleRow& row) {
    if (row.series.code.empty()) {
        add_rule(row);
    } else {
        problem({file_, row.line, row.code_column, row.rule.code,
                 "no row gives this rule; expected one with its trigger, period and action"});
    }
}

void Assembly::add_series(const ScheduleRow& row) {
    const auto [found, fresh] = series_line_.try_emplace(row.series.code, row.line);
    if (!fresh) {
        problem({file_, row.line, row.series_column, row.series.code,
                 "the series stands on " + line_of(found->second) + " already; expected each series once"});
        return;
    }
    series_.push_back(row.series);
    if (!row.series.rule.empty()) series_.back().schedule = schedule_;
}

/// No series lies in itself. Parents that the file does not have may be in the store.
void Assembly::check_ancestry() {
    std::map<std::string, std::string> parent;
    for (const Series& series : series_)
        parent[series.code] = series.under;
    for (const Series& series : series_) {
        std::string above = series.under;
        for (std::size_t height = 0; !above.empty() && height <= series_.size(); ++height) {
            if (above == series.code) {
                problem({file_, series_line_[series.code], "under", series.under,
                         "series " + series.code + " lies in itself by this parent"});
                break;
            }
            const auto next = parent.find(above);
            above = next == parent.end() ? "" : next->second;
        }
    }
}

void Assembly::count(ScheduleReading& reading) const {
    std::map<std::string, std::size_t> why;
    for (const ScheduleRow& row : rows_) {
        const auto found = rule_at_.find(row.rule.code);
        if (row.rule.code.empty() || found == rule_at_.end()) continue;
        const Rule& rule = rules_[found->second];
        reading.computable += rule.state == RuleState::computable;
        reading.permanent += rule.state == RuleState::permanent;
        reading.retired += rule.state == RuleState::retired;
        reading.descriptive += rule.state == RuleState::descriptive;
        if (rule.state == RuleState::descriptive) ++why[rule.why];
        reading.rows_read.push_back(
            {row.line, rule.code, row.series.code, rule.state, rule.why, row.same_as, row.unlike});
    }
    reading.why_descriptive.assign(why.begin(), why.end());
    std::stable_sort(reading.why_descriptive.begin(), reading.why_descriptive.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
}

ScheduleReading Assembly::finish() {
    for (const ScheduleRow& row : rows_) {
        if (!row.rule.code.empty() && row.says_rule && !row.same_as) add_rule(row);
    }
    for (const ScheduleRow& row : rows_) {
        if (!row.rule.code.empty() && rule_at_.count(row.rule.code) == 0) add_unsaid(row);
        if (!row.series.code.empty() && !row.same_as) add_series(row);
    }
    check_ancestry();
    ScheduleReading reading;
    count(reading);
    reading.schedule.id = schedule_;
    reading.schedule.rules = std::move(rules_);
    reading.series = std::move(series_);
    std::stable_sort(problems_.begin(), problems_.end(),
                     [](const Problem& a, const Problem& b) { return a.line < b.line; });
    reading.problems = std::move(problems_);
    return reading;
}

} // namespace almirah::exchange
