// Rows of a schedule file put together: rules by code, series by code, what contradicts, what was counted.
#pragma once

#include "almirah/retention.hpp"

#include <map>
#include <string>

namespace almirah::exchange {

/// What one row says. Its own problems are reported already.
struct ScheduleRow {
    std::size_t line = 0;
    std::string code_column, series_column; ///< For messages.
    Rule rule;                              ///< `code` empty: the row names no rule.
    bool says_rule = false;                 ///< Else it only names one that another row gives.
    Series series;                          ///< `code` empty: the row makes no series.
    std::size_t same_as = 0, unlike = 0;    ///< As `RowRead`.
};

class Assembly {
public:
    Assembly(std::string file, std::string schedule)
        : file_(std::move(file)), schedule_(std::move(schedule)) {}

    void add(ScheduleRow row);
    void problem(Problem problem) { problems_.push_back(std::move(problem)); }
    const std::string& file() const { return file_; }

    /// Checks what only all rows together show. Problems come by line.
    ScheduleReading finish();

private:
    void add_rule(const ScheduleRow& row);
    void add_unsaid(const ScheduleRow& row);
    void add_series(const ScheduleRow& row);
    void check_ancestry();
    void count(ScheduleReading& reading) const;

    std::string file_, schedule_;
    std::vector<ScheduleRow> rows_;
    std::vector<Problem> problems_;
    std::vector<Rule> rules_;
    std::map<std::string, std::size_t> rule_at_;   ///< Code -> index in rules_.
    std::map<std::string, std::size_t> rule_line_; ///< Code -> line that gives it.
    std::vector<Series> series_;
    std::map<std::string, std::size_t> series_line_;
};

} // namespace almirah::exchange
