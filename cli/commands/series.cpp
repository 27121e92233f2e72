// almirah series add|list|show|close
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/schedules.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

struct AddOptions {
    std::string code, under, schedule, rule;
    TextOptions title;
    std::vector<std::string> sealed;
};

/// "GEN:C-3" names schedule and rule in one word.
void set_rule(Series& series, const AddOptions& options) {
    series.schedule = options.schedule;
    series.rule = options.rule;
    const auto colon = options.rule.find(':');
    if (colon == std::string::npos || !options.schedule.empty()) return;
    series.schedule = options.rule.substr(0, colon);
    series.rule = options.rule.substr(colon + 1);
}

/// Where there is one schedule only, a rule's code is enough.
void complete_schedule(Session& session, Series& series) {
    if (series.rule.empty() || !series.schedule.empty()) return;
    std::set<std::string> ids;
    for (const ScheduleVersion& version : session.reading().retention().schedules())
        ids.insert(version.id);
    if (ids.size() != 1)
        throw Error(Code::invalid_argument,
                    "--rule " + series.rule + ": " +
                        (ids.empty() ? "no schedule is loaded; load one first"
                                     : "name the schedule too, as SCHEDULE:RULE; there are " + joined(ids)));
    series.schedule = *ids.begin();
}

void add_series_of(Session& session, const AddOptions& options) {
    Series series;
    series.code = options.code;
    series.title = text_of(options.title);
    series.under = options.under;
    series.sealed_fields = options.sealed;
    set_rule(series, options);
    Retention retention = session.writing().retention();
    complete_schedule(session, series);
    retention.add_series(series);
    answer_with_id(session, "Added series", options.code);
}

std::string rule_of(const Series& series) {
    return series.rule.empty() ? std::string() : series.schedule + ":" + series.rule;
}

void list_series(Session& session) {
    show_list(
        session, session.reading().retention().series(), {"series", "under", "rule", "state", "~title"},
        [](const Series& series) {
            return std::vector<std::string>{series.code, series.under, rule_of(series),
                                            series.closed ? "closed" : "open", series.title.text};
        },
        "series");
}

void show_series(Session& session, const Target& target) {
    const Series series = session.reading().retention().series(target.id);
    if (session.json) return print_line(session, json_line(series));
    Table card;
    card.add({"series", series.code});
    card.add({"title", series.title.text});
    for (const auto& [tag, title] : series.title.in)
        card.add({"title " + tag, title});
    card.add({"under", series.under.empty() ? "top of the file plan" : series.under});
    card.add({"rule", series.rule.empty() ? "inherited" : rule_of(series)});
    card.add({"state", series.closed ? "closed" : "open"});
    show(session, card);
}

void close_series(Session& session, const Target& target) {
    session.writing().retention().close_series(target.id, target.reason);
    answer_with_id(session, "Closed series", target.id);
}

struct MoveSeriesOptions {
    std::string code, under, reason;
    bool top = false, dry_run = false;
};

void move_series(Session& session, const MoveSeriesOptions& options) {
    if (options.top == !options.under.empty())
        throw Error(Code::invalid_argument, "say where it goes: --under SERIES, or --top");
    if (options.dry_run) {
        const auto impact = session.reading().retention().impact_of_move(options.code, options.under);
        if (session.json) return print_line(session, json_line(impact));
        print_line(session, "Would move the series " + options.code);
        return tell_impact(session, impact);
    }
    const auto impact =
        session.writing().retention().move_series(options.code, options.under, options.reason);
    answer_with_id(session, "Moved series", options.code);
    if (!session.json) tell_impact(session, impact);
}

void add_move_series(CLI::App& series, Session& session) {
    auto options = std::make_shared<MoveSeriesOptions>();
    CLI::App& verb =
        add_verb(series, "move",
                 "Puts a series, with those under it, elsewhere in the file plan. What inherits "
                 "its rule gets other dates, and none an earlier one: that needs a schedule, which is "
                 "approved.",
                 {"almirah series move LR-MUT --under ACC --reason \"file plan 2027\"",
                  "almirah series move LR-MUT --top --reason \"file plan 2027\""});
    verb.add_option("CODE", options->code)->required();
    verb.add_option("--under", options->under, "The series it goes under");
    verb.add_flag("--top", options->top, "To the top of the file plan");
    verb.add_option("--reason", options->reason, "Why; needed but with --dry-run");
    verb.add_flag("--dry-run", options->dry_run, "Tell which dates would be others; write nothing");
    verb.callback([&session, options] { move_series(session, *options); });
}

void add_add(CLI::App& series, Session& session) {
    auto options = std::make_shared<AddOptions>();
    CLI::App& verb =
        add_verb(series, "add", "Adds a series to the file plan.",
                 {"almirah series add LR --title \"Land records\" --title-hi \"भू-अभिलेख\" --rule GEN:B",
                  "almirah series add LR-MUT --title \"Mutation cases\" --under LR"});
    verb.add_option("CODE", options->code)->required();
    add_text(verb, "--title", options->title, "Its title")->required();
    add_repeated(
        verb, "--seal", options->sealed,
        "A field of its records that goes with their content: parties, subjects, file_no, property:NAME");
    verb.add_option("--under", options->under, "The series it belongs to, whose rule it inherits");
    verb.add_option("--rule", options->rule,
                    "Its retention rule: SCHEDULE:RULE, or RULE where there is one schedule");
    verb.add_option("--schedule", options->schedule, "The schedule that --rule is looked up in");
    verb.callback([&session, options] { add_series_of(session, *options); });
}

} // namespace

void add_series(CLI::App& root, Session& session) {
    CLI::App& series =
        add_noun(root, "series", "The file plan: series and their retention rules.", group::retention);
    add_add(series, session);
    CLI::App& list = add_verb(series, "list", "Lists the file plan.", {"almirah series list"});
    list.callback([&session] { list_series(session); });
    add_target_verb(series, session, "show", "Shows a series.", {"almirah series show LR"}, "CODE",
                    std::make_shared<Target>(), show_series);
    add_move_series(series, session);
    auto closing = std::make_shared<Target>();
    CLI::App& close = add_target_verb(
        series, session, "close", "Closes a series: nothing more is filed into it.",
        {"almirah series close OLD --reason \"merged into LR\""}, "CODE", closing, close_series);
    close.add_option("--reason", closing->reason, "Why")->required();
}

} // namespace almirah::cli
