// How many there are, and what they weigh.
#include "index/sql.hpp"
#include "index/state.hpp"

namespace almirah::index {

namespace {

const char* name_of(StatisticsBy by) {
    switch (by) {
    case StatisticsBy::series:
        return "series";
    case StatisticsBy::year:
        return "year";
    case StatisticsBy::place:
        return "place";
    }
    return "";
}

const char* name_of(StatisticsYear year) {
    switch (year) {
    case StatisticsYear::filed:
        return "filed";
    case StatisticsYear::opened:
        return "opened";
    case StatisticsYear::closed:
        return "closed";
    }
    return "";
}

} // namespace

std::vector<StatisticsLine> Index::statistics(const StatisticsQuery& query, Date on) const {
    std::vector<StatisticsLine> lines;
    Statement row = state_->connection.prepare(sql::records::statistics);
    row.bind(name_of(query.by), name_of(query.year_of), query.series, on, int(unsigned(on.month())));
    while (row.step()) {
        StatisticsLine line;
        line.group = row.text(0);
        const auto count = [&](int column) { return std::size_t(row.integer(column)); };
        line.records = count(1);
        line.open = count(2);
        line.closed = count(3);
        line.transferred = count(4);
        line.destroyed = count(5);
        line.held = count(6);
        line.due = count(7);
        line.size_bytes = std::uint64_t(row.integer(8));
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace almirah::index
