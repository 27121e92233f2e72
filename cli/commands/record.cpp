// almirah record show|list|history, and the noun itself.
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/entries.hpp"
#include "cli/names.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

#include <ostream>

namespace almirah::cli {
namespace {

void add_pairs(Table& card, const std::string& label, const std::map<std::string, std::string>& pairs) {
    for (const auto& [name, value] : pairs)
        card.add({label + name, value});
}

void add_if(Table& card, const std::string& label, const std::string& value) {
    if (!value.empty()) card.add({label, value});
}

std::string event_text(const Event& event) {
    return to_string(event.on) + (event.note.empty() ? "" : "  " + event.note) +
           (event.stands() ? "" : "  (withdrawn: " + event.withdrawn_reason + ")");
}

/// "destroy on 2031-12-31 instead of 2029-12-31: audit (order 7); approved, A-2026-0004"
std::string override_text(const DateOverride& date) {
    return date.action + " on " + to_string(date.due_on) + " instead of " + to_string(date.by_rule) + ": " +
           date.reason + (date.authority.empty() ? "" : " (" + date.authority + ")") + "; " +
           name_of(date.state) + ", " + date.approval;
}

Table card_of(const Record& record, const std::vector<Hold>& holds) {
    Table card;
    card.add({"record", record.id});
    card.add({"title", record.title.text});
    add_pairs(card, "title ", record.title.in);
    card.add({"series", record.series});
    if (!record.also_in.empty()) card.add({"also in", joined(record.also_in)});
    card.add({"state", name_of(record.state)});
    for (const Hold& hold : holds)
        card.add({"held by", hold.id + ": " + hold.reason});
    add_if(card, "file no", record.file_no);
    add_if(card, "created", text_of(record.created));
    add_if(card, "opened", text_of(record.opened));
    add_if(card, "closed", text_of(record.closed));
    card.add({"filed", to_string(record.filed)});
    for (const auto& [name, date] : record.dates)
        card.add({"date " + name, to_string(date)});
    for (const Event& event : record.events)
        card.add({"event " + event.name, event_text(event)});
    add_if(card, "parties", joined(record.parties, "; "));
    add_if(card, "subjects", joined(record.subjects, "; "));
    add_if(card, "sealed", joined(record.sealed_fields));
    add_if(card, "language", record.language);
    add_if(card, "medium", record.medium);
    add_if(card, "place", record.place);
    add_pairs(card, "", record.properties);
    add_if(card, "appraisal", record.appraisal);
    if (!record.papers.empty()) card.add({"papers", std::to_string(record.papers.size())});
    for (const StepDone& step : record.steps_done)
        card.add({"done " + step.action, to_string(step.on) + "  " + step.disposal});
    for (const DateOverride& date : record.overrides)
        card.add({"override " + std::to_string(date.number), override_text(date)});
    return card;
}

void show_versions(const Session& session, const Record& record) {
    for (const ContentVersion& version : record.versions) {
        print_line(session, "");
        print_line(session, "version " + std::to_string(version.number) + "  " + to_string(version.at) +
                                "  " + version.by + (version.note.empty() ? "" : "  " + version.note));
        Table table;
        for (const ContentFile& file : version.files)
            table.add({"  " + file.name, size_text(file.size_bytes),
                       file.sha256 + (file.gone.empty() ? "" : "  gone: " + file.gone)});
        show(session, table);
    }
}

struct ShowOptions {
    std::string id;
    bool sealed = false;
};

void show_record(Session& session, const ShowOptions& target) {
    Store& store = session.reading();
    const Record record =
        target.sealed ? store.records().unsealed(target.id) : store.records().get(target.id);
    const std::vector<Hold> holds = store.holds().on(target.id);
    if (session.json) return print_line(session, json_line(record, holds));
    show(session, card_of(record, holds));
    show_versions(session, record);
}

struct ListOptions {
    std::string series, place, state;
    std::size_t limit = 0, offset = 0;
};

void list_records(Session& session, const ListOptions& options) {
    RecordQuery query;
    query.series = options.series;
    query.place = options.place;
    if (!options.state.empty()) query.state = record_state_of("--state", options.state);
    query.limit = options.limit;
    query.offset = options.offset;
    show_list(
        session, session.reading().records().list(query),
        {"record", "state", "held", "opened", "closed", "place", "file no", "~title"},
        [](const RecordLine& line) {
            return std::vector<std::string>{line.id,
                                            name_of(line.state),
                                            line.held ? "held" : "",
                                            text_of(line.opened),
                                            text_of(line.closed),
                                            line.place,
                                            line.file_no,
                                            line.title};
        },
        "records");
}

void add_list(CLI::App& record, Session& session) {
    auto options = std::make_shared<ListOptions>();
    CLI::App& verb = add_verb(
        record, "list", "Lists records by series and id.",
        {"almirah record list --series LR --state closed", "almirah record list --place R1/A02 --json"});
    verb.add_option("--series", options->series, "Of this series and those under it");
    verb.add_option("--place", options->place, "In this place and those in it");
    verb.add_option("--state", options->state, "open, closed, transferred or destroyed");
    verb.add_option("--limit", options->limit, "At most so many");
    verb.add_option("--offset", options->offset, "Leave out so many first");
    verb.callback([&session, options] { list_records(session, *options); });
}

} // namespace

void add_record(CLI::App& root, Session& session) {
    CLI::App& record = add_noun(root, "record", "File, find, read and change records.", group::everyday);
    add_record_file(record, session);
    add_record_import(record, session);
    add_list(record, session);
    auto shown = std::make_shared<ShowOptions>();
    CLI::App& show_verb =
        add_verb(record, "show", "Shows a record: description, dates, files and holds.",
                 {"almirah record show LR/2026/000001", "almirah --json record show LR/2026/000001"});
    show_verb.add_option("RECORD", shown->id)->required();
    show_verb.add_flag("--sealed", shown->sealed, "With what its sealed fields say");
    show_verb.callback([&session, shown] { show_record(session, *shown); });
    add_record_content(record, session);
    add_record_changes(record, session);
    add_record_correct(record, session);
    add_record_reclassify(record, session);
    add_record_papers(record, session);
    add_target_verb(record, session, "history", "Tells who did what to a record, when and why.",
                    {"almirah record history LR/2026/000001"}, "RECORD", std::make_shared<Target>(),
                    [](Session& running, const Target& target) { show_history(running, target.id, 0); });
}

} // namespace almirah::cli
