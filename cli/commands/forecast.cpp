// almirah forecast, almirah alerts
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/names.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

#include <algorithm>
#include <map>

namespace almirah::cli {
namespace {

struct ForecastOptions {
    std::string from, series;
    int years = 30;
    bool by_series = false, csv = false, all_steps = false;
};

/// One line per year and action, with the series left out.
std::vector<ForecastLine> without_series(const std::vector<ForecastLine>& lines) {
    std::map<std::pair<int, Action>, std::size_t> sums;
    for (const ForecastLine& line : lines)
        sums[{line.year, line.action}] += line.records;
    std::vector<ForecastLine> result;
    for (const auto& [of, records] : sums)
        result.push_back({of.first, "", of.second, records});
    return result;
}

/// At most `widest` signs, and at least one for what there is.
std::string bar_of(std::size_t records, std::size_t most) {
    constexpr std::size_t widest = 40;
    return std::string(std::max<std::size_t>(1, records * widest / std::max<std::size_t>(most, 1)), '#');
}

void print_csv(const Session& session, const std::vector<ForecastLine>& lines) {
    session.out() << "year,series,action,records\n";
    for (const ForecastLine& line : lines)
        session.out() << line.year << ',' << line.series << ',' << name_of(line.action) << ',' << line.records
                      << '\n';
}

void show_forecast(Session& session, const ForecastOptions& options) {
    ForecastQuery query;
    query.from = date_if_given("--from", options.from);
    query.years = options.years;
    query.series = options.series;
    query.all_steps = options.all_steps;
    auto lines = session.reading().retention().forecast(query);
    if (options.csv) return print_csv(session, lines);
    if (!options.by_series && !session.json) lines = without_series(lines);
    std::size_t most = 0;
    for (const ForecastLine& line : lines)
        most = std::max(most, line.records);
    show_list(
        session, lines, {">year", "series", "action", ">records", ""},
        [most](const ForecastLine& line) {
            return std::vector<std::string>{std::to_string(line.year), line.series, name_of(line.action),
                                            std::to_string(line.records), bar_of(line.records, most)};
        },
        "record falls due");
}

struct AlertOptions {
    std::string on;
    int ahead = 30, overdue = 365;
};

void show_alerts(Session& session, const AlertOptions& options) {
    const auto alerts = session.reading().retention().alerts(
        {date_if_given("--on", options.on), options.ahead, options.overdue});
    show_list(
        session, alerts, {"on", "alert", "about", "~what"},
        [](const Alert& alert) {
            return std::vector<std::string>{to_string(alert.on), alert.code, alert.subject, alert.text};
        },
        "alerts");
}

struct CalendarOptions {
    std::string on, out;
    int ahead = 365, overdue = 365;
};

void write_calendar(Session& session, const CalendarOptions& options) {
    hand_out(session,
             session.reading().retention().calendar(
                 {date_if_given("--on", options.on), options.ahead, options.overdue}),
             options.out);
}

void add_calendar(CLI::App& root, Session& session) {
    auto options = std::make_shared<CalendarOptions>();
    CLI::App& verb = add_verb(
        root, "calendar", "What alerts lists, as a calendar (iCalendar) for programs that remind people.",
        {"almirah calendar --out office.ics", "almirah calendar --ahead 90 > office.ics"});
    verb.group(group::retention);
    verb.add_option("--on", options->on, "As of this date (default: today)")->type_name("DATE");
    verb.add_option("--ahead", options->ahead, "Deadlines within so many days (default 365)")
        ->type_name("DAYS");
    verb.add_option("--out", options->out, "Write it to this new file")->type_name("FILE");
    verb.callback([&session, options] { write_calendar(session, *options); });
}

void add_alerts(CLI::App& root, Session& session) {
    auto options = std::make_shared<AlertOptions>();
    CLI::App& verb = add_verb(root, "alerts",
                              "Lists what has to be seen to: what is overdue, deadlines, reviews, approvals "
                              "that wait.",
                              {"almirah alerts", "almirah alerts --ahead 90 --json"});
    verb.group(group::retention);
    verb.add_option("--on", options->on, "As of this date (default: today)")->type_name("DATE");
    verb.add_option("--ahead", options->ahead, "Deadlines within so many days (default 30)")
        ->type_name("DAYS");
    verb.add_option("--overdue", options->overdue,
                    "Due for longer than so many days is overdue (default 365)")
        ->type_name("DAYS");
    verb.callback([&session, options] { show_alerts(session, *options); });
}

} // namespace

void add_forecast(CLI::App& root, Session& session) {
    auto options = std::make_shared<ForecastOptions>();
    CLI::App& verb = add_verb(
        root, "forecast", "Tells how many records fall due in each year for their next step, by action.",
        {"almirah forecast", "almirah forecast --years 10 --by-series", "almirah forecast --csv"});
    verb.group(group::retention);
    verb.add_option("--from", options->from, "From this date (default: today); what is due by then is in it")
        ->type_name("DATE");
    verb.add_option("--years", options->years, "How many years (default 30)")->type_name("N");
    verb.add_option("--series", options->series, "Of this series and those under it");
    verb.add_flag("--by-series", options->by_series, "A line for each series");
    verb.add_flag("--all-steps", options->all_steps,
                  "Also the steps that follow, each as if the one before were done on its date");
    verb.add_flag("--csv", options->csv, "As CSV, a line for each year, series and action");
    verb.callback([&session, options] { show_forecast(session, *options); });
    add_alerts(root, session);
    add_calendar(root, session);
}

} // namespace almirah::cli
