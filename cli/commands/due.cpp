// almirah due, almirah explain
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/names.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

struct DueOptions {
    std::string on, series, action, rule, place, year;
    bool count = false, all = false;
    std::size_t limit = 0, offset = 0;
};

DueQuery query_of(const DueOptions& options) {
    DueQuery query;
    query.on = date_if_given("--on", options.on);
    query.series = options.series;
    if (!options.action.empty()) query.action = action_of("--action", options.action);
    query.rule = options.rule;
    query.place = options.place;
    if (!options.year.empty()) query.year = number_of_option("--year", options.year);
    query.include_blocked = options.all;
    query.limit = options.limit;
    query.offset = options.offset;
    return query;
}

/// "GEN:C-3 v2"
std::string cited(const Evaluation& evaluation) {
    if (evaluation.rule.empty()) return {};
    return evaluation.schedule + ":" + evaluation.rule + " v" + std::to_string(evaluation.schedule_version);
}

std::string blocking(const Evaluation& evaluation) {
    std::vector<std::string> codes;
    for (const Reason& reason : evaluation.reasons)
        if (reason.blocks) codes.push_back(reason.code);
    return joined(codes);
}

void count_due(Session& session, const DueQuery& query) {
    show_list(
        session, session.reading().retention().due_counts(query), {"series", "action", ">records"},
        [](const DueCount& count) {
            return std::vector<std::string>{count.series, name_of(count.action),
                                            std::to_string(count.records)};
        },
        "record is due");
}

void list_due(Session& session, const DueQuery& query) {
    std::vector<std::string> heads{"record", "due on", "action", "rule", "place", "~title"};
    if (query.include_blocked) heads.insert(heads.begin() + 3, "blocked by");
    show_list(
        session, session.reading().retention().due(query), heads,
        [&query](const DueLine& line) {
            const Evaluation& evaluation = line.evaluation;
            std::vector<std::string> row{evaluation.id,
                                         text_of(evaluation.due_on),
                                         name_of(evaluation.action),
                                         cited(evaluation),
                                         line.place,
                                         line.title};
            if (query.include_blocked) row.insert(row.begin() + 3, blocking(evaluation));
            return row;
        },
        "record is due");
}

void due(Session& session, const DueOptions& options) {
    const DueQuery query = query_of(options);
    if (options.count)
        count_due(session, query);
    else
        list_due(session, query);
}

struct ExplainOptions {
    std::string id, on, language = "en";
};

void explain_record(Session& session, const ExplainOptions& options) {
    const auto evaluation = session.reading().retention().explain(
        options.id, date_if_given("--on", options.on), options.language);
    if (session.json) return print_line(session, json_line(evaluation));
    Table card;
    card.add({"record", evaluation.id});
    card.add({"on", to_string(evaluation.on)});
    card.add({"action", name_of(evaluation.action)});
    card.add({"eligible", evaluation.eligible ? "yes" : "no"});
    card.add({"due on", evaluation.due_on ? to_string(*evaluation.due_on) : "no date"});
    card.add({"rule", evaluation.rule.empty() ? "none" : cited(evaluation)});
    card.add({"held", evaluation.held ? "yes" : "no"});
    for (const Reason& reason : evaluation.reasons)
        card.add({reason.blocks ? "blocks" : "because", reason.text + " (" + reason.code + ")"});
    show(session, card);
}

void add_explain(CLI::App& root, Session& session) {
    auto options = std::make_shared<ExplainOptions>();
    CLI::App& verb = add_verb(
        root, "explain", "Tells whether a record may be disposed of on a date, and every reason why.",
        {"almirah explain LR/2026/000001", "almirah explain LR/2026/000001 --on 2035-01-01",
         "almirah explain LR/2026/000001 --language hi"});
    verb.group(group::retention);
    verb.add_option("RECORD", options->id)->required();
    verb.add_option("--on", options->on, "On this date (default: today)")->type_name("DATE");
    verb.add_option("--language", options->language, "Of the sentences: en (default) or hi")
        ->check(CLI::IsMember({"en", "hi"}));
    verb.callback([&session, options] { explain_record(session, *options); });
}

} // namespace

void add_due(CLI::App& root, Session& session) {
    auto options = std::make_shared<DueOptions>();
    CLI::App& verb =
        add_verb(root, "due", "Lists the records that are due for review, transfer or destruction.",
                 {"almirah due", "almirah due --on 2027-01-01 --series LR --action destroy",
                  "almirah due --count", "almirah due --all --json"});
    verb.group(group::retention);
    verb.add_option("--on", options->on, "As of this date (default: today)")->type_name("DATE");
    verb.add_option("--series", options->series, "Of this series and those under it");
    verb.add_option("--action", options->action, "review, transfer or destroy");
    verb.add_option("--rule", options->rule, "Under this rule: RULE or SCHEDULE:RULE");
    verb.add_option("--place", options->place, "In this place and those in it");
    verb.add_option("--year", options->year, "Only what fell due in this year");
    verb.add_flag("--count", options->count, "Only how many, by series and action");
    verb.add_flag("--all", options->all,
                  "Also what has reached its date but is blocked, with what blocks it");
    verb.add_option("--limit", options->limit, "At most so many");
    verb.add_option("--offset", options->offset, "Leave out so many first");
    verb.callback([&session, options] { due(session, *options); });
    add_explain(root, session);
}

} // namespace almirah::cli
