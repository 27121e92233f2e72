// What has come due, series by series: the first lines are there before the last are read.
#include "format/json.hpp"
#include "index/records.hpp"
#include "index/sql.hpp"
#include "index/standing.hpp"
#include "index/state.hpp"

#include <array>
#include <map>

namespace almirah::index {

namespace {

/// Active holds of a record. Their lists of records, which may be long, are left out.
std::vector<Hold> holds_of(Connection& connection, const std::string& record) {
    std::vector<Hold> holds;
    Statement row = connection.prepare(sql::things::active_holds);
    row.bind(record);
    while (row.step()) {
        Hold hold;
        hold.id = row.text(0);
        hold.reason = row.text(1);
        hold.reference = row.text(2);
        hold.ordered_by = row.text(3);
        hold.placed_by = row.text(4);
        hold.placed_at = row.instant(5);
        hold.records = {record};
        holds.push_back(std::move(hold));
    }
    return holds;
}

Candidate candidate_of(Connection& connection, const Statement& row, RuleBook& book) {
    Candidate candidate;
    candidate.facts = facts_of(connection, row);
    candidate.line.series = candidate.facts.series;
    candidate.line.title = candidate.facts.title.text;
    candidate.line.file_no = candidate.facts.file_no;
    candidate.line.place = candidate.facts.place;
    candidate.rules = book.of(candidate.facts);
    candidate.holds = holds_of(connection, candidate.facts.id);
    return candidate;
}

std::vector<std::string> series_with_dates(Connection& connection, const std::string& branch) {
    std::vector<std::string> codes;
    Statement row = connection.prepare(sql::records::due_series);
    row.bind(branch);
    while (row.step())
        codes.push_back(row.text(0));
    return codes;
}

/// What is due in a series, by id. Few are sorted; where they are many, all are walked through in order, so
/// that the first come at once.
Statement due_rows(Connection& connection, const std::string& series, Date on) {
    constexpr std::int64_t few = 1000;
    Statement some = connection.prepare(sql::records::some_due);
    (void)some.bind(series, on, few).step();
    return connection.prepare(some.integer(0) < few ? sql::records::due : sql::records::due_in_order);
}

constexpr std::array counted_actions{Action::review, Action::transfer, Action::destroy};
using Counts = std::map<std::pair<std::string, Action>, std::size_t>;

std::int64_t month_of(Date date) {
    return unsigned(date.month());
}

Counts count_dates(Connection& connection, const DueQuery& query, Date on) {
    Counts counts;
    Statement row = connection.prepare(sql::records::count_due);
    for (const auto& series : series_with_dates(connection, query.series)) {
        (void)row.bind(series, on, query.include_blocked, month_of(on)).step();
        for (std::size_t i = 0; i < counted_actions.size(); ++i)
            if (const auto records = row.integer(int(i)); records > 0)
                counts[{series, counted_actions[i]}] = std::size_t(records);
    }
    return counts;
}

void take_off_held(Connection& connection, Date on, Counts& counts) {
    Statement row = connection.prepare(sql::records::held_due);
    row.bind(on, month_of(on));
    while (row.step())
        for (const Action action : counted_actions) {
            const auto found = counts.find({row.text(0), action});
            if (found != counts.end() && row.view(1) == format::name_of(action))
                found->second -= std::size_t(row.integer(2));
        }
}

} // namespace

std::vector<DueCount> Index::due_counts(const DueQuery& query, Date on) const {
    Counts counts = count_dates(state_->connection, query, on);
    if (!query.include_blocked) take_off_held(state_->connection, on, counts);
    std::vector<DueCount> result;
    for (const auto& [of, records] : counts)
        if (records > 0 && (!query.action || of.second == *query.action))
            result.push_back({of.first, of.second, records});
    return result;
}

void Index::candidates(const DueQuery& query, Date on, const std::function<bool(Candidate&&)>& each) const {
    Connection& connection = state_->connection;
    std::optional<std::string> action;
    if (query.action) action = format::name_of(*query.action);
    RuleBook book(connection);
    for (const auto& series : series_with_dates(connection, query.series)) {
        Statement row = due_rows(connection, series, on);
        row.bind(series, on, action);
        while (row.step())
            if (!each(candidate_of(connection, row, book))) return;
    }
}

std::vector<ForecastLine> Index::due_by_year(const std::string& series, Date from, Date until) const {
    std::vector<ForecastLine> lines;
    Statement row = state_->connection.prepare(sql::records::due_by_year);
    row.bind(series, from, until);
    while (row.step())
        lines.push_back({int(row.integer(0)), row.text(1), format::parse_action(row.view(2)).value(),
                         std::size_t(row.integer(3))});
    return lines;
}

std::vector<DueCount> Index::due_between(Date after, Date until) const {
    std::vector<DueCount> counts;
    Statement row = state_->connection.prepare(sql::records::due_between);
    row.bind(after, until);
    while (row.step())
        counts.push_back(
            {row.text(0), format::parse_action(row.view(1)).value(), std::size_t(row.integer(2))});
    return counts;
}

std::vector<RecordLine> Index::matching(const HoldQuery& query) const {
    std::vector<RecordLine> lines;
    each_match(state_->connection, query, [&](const Record& record) {
        lines.push_back({record.id, record.series, record.title.text, record.file_no, record.state,
                         record.opened, record.closed, record.place, false});
    });
    return lines;
}

std::set<std::string> Index::series_in_use() const {
    return index::series_in_use(state_->connection);
}

void Index::each_in(const std::string& series, const std::function<void(const Record& facts)>& each) const {
    Connection& connection = state_->connection;
    for (const char* query : {sql::records::to_recompute, sql::records::also_to_recompute}) {
        Statement row = connection.prepare(query);
        std::string after;
        for (std::size_t seen = 1; seen > 0;) {
            seen = 0;
            row.bind(series, after);
            for (; row.step(); ++seen) {
                const Record facts = facts_of(connection, row);
                each(facts);
                after = facts.id;
            }
        }
    }
}

} // namespace almirah::index
