// almirah stats
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

#include "almirah/shown.hpp"

#include <map>
#include <ostream>

namespace almirah::cli {
namespace {

struct StatsOptions {
    std::string by = "series", year_of = "filed", on, series;
    bool csv = false;
};

const std::map<std::string, StatisticsBy> groupings{
    {"series", StatisticsBy::series}, {"year", StatisticsBy::year}, {"place", StatisticsBy::place}};
const std::map<std::string, StatisticsYear> years{
    {"filed", StatisticsYear::filed}, {"opened", StatisticsYear::opened}, {"closed", StatisticsYear::closed}};

StatisticsLine sum_of(const std::vector<StatisticsLine>& lines) {
    StatisticsLine sum;
    sum.group = "in all";
    for (const StatisticsLine& line : lines) {
        sum.records += line.records;
        sum.open += line.open;
        sum.closed += line.closed;
        sum.transferred += line.transferred;
        sum.destroyed += line.destroyed;
        sum.held += line.held;
        sum.due += line.due;
        sum.size_bytes += line.size_bytes;
    }
    return sum;
}

std::vector<std::string> cells_of(const StatisticsLine& line, const std::string& bytes) {
    return {line.group,
            std::to_string(line.records),
            std::to_string(line.open),
            std::to_string(line.closed),
            std::to_string(line.held),
            std::to_string(line.due),
            std::to_string(line.transferred),
            std::to_string(line.destroyed),
            bytes};
}

void show_stats(Session& session, const StatsOptions& options) {
    StatisticsQuery query;
    query.by = groupings.at(options.by);
    query.year_of = years.at(options.year_of);
    query.on = date_if_given("--on", options.on);
    query.series = options.series;
    auto lines = session.reading().records().statistics(query);
    if (options.csv) {
        session.out() << options.by << ",records,open,closed,held,due,transferred,destroyed,bytes\n";
        for (const StatisticsLine& line : lines)
            session.out() << shown_line(joined(cells_of(line, std::to_string(line.size_bytes)), ",")) << '\n';
        return;
    }
    if (!session.json && lines.size() > 1) lines.push_back(sum_of(lines));
    show_list(
        session, lines,
        {options.by, ">records", ">open", ">closed", ">held", ">due", ">transferred", ">destroyed",
         ">content"},
        [](const StatisticsLine& line) { return cells_of(line, size_text(line.size_bytes)); }, "records");
}

} // namespace

void add_stats(CLI::App& root, Session& session) {
    auto options = std::make_shared<StatsOptions>();
    CLI::App& verb =
        add_verb(root, "stats",
                 "Counts records and bytes: what is open, closed, held, due, transferred and destroyed.",
                 {"almirah stats", "almirah stats --by year --year-of closed", "almirah stats --by place",
                  "almirah stats --csv"});
    verb.group(group::retention);
    verb.add_option("--by", options->by, "series (default), year or place")
        ->check(CLI::IsMember({"series", "year", "place"}));
    verb.add_option("--year-of", options->year_of,
                    "Which date gives the year: filed (default), opened, closed")
        ->check(CLI::IsMember({"filed", "opened", "closed"}));
    verb.add_option("--series", options->series, "Of this series and those under it");
    verb.add_option("--on", options->on, "What is due by this date (default: today)")->type_name("DATE");
    verb.add_flag("--csv", options->csv, "As CSV, with bytes in full");
    verb.callback([&session, options] { show_stats(session, *options); });
}

} // namespace almirah::cli
