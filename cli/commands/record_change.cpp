// almirah record close|reopen|event|note-all|version|move|appraise|link|unlink
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/progress.hpp"
#include "cli/output/report.hpp"
#include "cli/sources.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

void close_record(Session& session, const Target& target) {
    session.writing().records().close(target.id, date_if_given("--on", target.on), target.reason);
    answer_with_id(session, "Closed", target.id);
}

void reopen_record(Session& session, const Target& target) {
    session.writing().records().reopen(target.id, target.reason);
    answer_with_id(session, "Reopened", target.id);
}

struct EventOptions {
    std::string id, name, on, note;
};

void add_event(Session& session, const EventOptions& options) {
    const Date on = options.on.empty() ? session.today() : date_of_option("--on", options.on);
    session.writing().records().add_event(options.id, {options.name, on, options.note});
    answer_with_id(session, "Noted " + options.name + " of " + to_string(on) + " on", options.id);
}

struct WithdrawOptions {
    std::string id, name, on, reason;
};

void withdraw_event(Session& session, const WithdrawOptions& options) {
    session.writing().records().withdraw_event(options.id, options.name, date_of_option("--on", options.on),
                                               options.reason);
    answer_with_id(session, "Withdrew " + options.name + " of " + options.on + " from", options.id);
}

struct NoteAllOptions {
    std::string name, on, note, series, place, closed_before;
    bool dry_run = false;
};

/// Closed records that the options name. Those that have the event are passed over by the library.
std::vector<std::string> ids_of(Session& session, const NoteAllOptions& options) {
    RecordQuery query;
    query.series = options.series;
    query.place = options.place;
    query.state = RecordState::closed;
    const auto before = date_if_given("--closed-before", options.closed_before);
    std::vector<std::string> ids;
    for (const RecordLine& line : session.reading().records().list(query))
        if (!before || (line.closed && *line.closed < *before)) ids.push_back(line.id);
    return ids;
}

void note_all(Session& session, const NoteAllOptions& options) {
    const Date on = options.on.empty() ? session.today() : date_of_option("--on", options.on);
    if (!options.dry_run) (void)session.writing();
    const auto ids = ids_of(session, options);
    if (options.dry_run)
        return answer(session,
                      "Would look at " + counted(ids.size(), "closed record") + " for " + options.name,
                      {{"records", std::int64_t(ids.size())}});
    Bar bar(session, "Noting");
    const std::size_t noted =
        session.writing().records().add_event_to(ids, {options.name, on, options.note}, bar.progress());
    answer(session,
           "Noted " + options.name + " of " + to_string(on) + " on " + counted(noted, "record") + " of " +
               std::to_string(ids.size()),
           {{"noted", std::int64_t(noted)}, {"records", std::int64_t(ids.size())}});
}

struct VersionOptions {
    std::string id, note;
    std::vector<std::string> paths;
};

void add_version(Session& session, const VersionOptions& options) {
    const auto content = sources_from(options.paths, session);
    const int number = session.writing().records().add_version(options.id, content, options.note);
    answer(session, "Added version " + std::to_string(number) + " to " + options.id,
           {{"id", options.id}, {"version", std::int64_t{number}}});
}

struct MoveOptions {
    std::vector<std::string> ids;
    std::string place, reason;
};

void move_records(Session& session, const MoveOptions& options) {
    session.writing().records().move(options.ids, options.place, options.reason);
    answer(session, "Moved " + counted(options.ids.size(), "record") + " to " + options.place,
           {{"records", static_cast<std::int64_t>(options.ids.size())}, {"place", options.place}});
}

struct AppraiseOptions {
    std::string id, reference, reason;
};

void appraise(Session& session, const AppraiseOptions& options) {
    session.writing().records().set_appraisal(options.id, options.reference, options.reason);
    answer_with_id(session, "Noted the appraisal of", options.id);
}

struct LinkOptions {
    std::string id, series, reason;
    bool out = false;
};

void add_states(CLI::App& record, Session& session) {
    auto closing = std::make_shared<Target>();
    CLI::App& close = add_target_verb(
        record, session, "close", "Closes a record: retention counts from here.",
        {"almirah record close LR/2026/000001 --on 2026-03-31"}, "RECORD", closing, close_record);
    close.add_option("--on", closing->on, "Closed on this date (default: today)")->type_name("DATE");
    close.add_option("--reason", closing->reason, "Why");
    auto reopening = std::make_shared<Target>();
    CLI::App& reopen = add_target_verb(record, session, "reopen", "Opens a closed record again.",
                                       {"almirah record reopen LR/2026/000001 --reason \"appeal 4/2026\""},
                                       "RECORD", reopening, reopen_record);
    reopen.add_option("--reason", reopening->reason, "Why")->required();
}

void add_event_verb(CLI::App& record, Session& session) {
    auto options = std::make_shared<EventOptions>();
    CLI::App& verb =
        add_verb(record, "event", "Notes something that happened and may start a retention clock.",
                 {"almirah record event LR/2026/000001 decision --on 2026-02-11"});
    verb.add_option("RECORD", options->id)->required();
    verb.add_option("EVENT", options->name, "Its name: decision, superseded, inspection, …")->required();
    verb.add_option("--on", options->on, "When (default: today)")->type_name("DATE");
    verb.add_option("--note", options->note, "More about it");
    verb.callback([&session, options] { add_event(session, *options); });
}

void add_withdraw_verb(CLI::App& record, Session& session) {
    auto options = std::make_shared<WithdrawOptions>();
    CLI::App& verb = add_verb(
        record, "withdraw-event",
        "Takes back an event that was noted wrongly: it stays in the register and counts no longer.",
        {"almirah record withdraw-event LR/2026/000001 decision --on 2026-02-11 --reason \"wrong file\""});
    verb.add_option("RECORD", options->id)->required();
    verb.add_option("EVENT", options->name, "Its name")->required();
    verb.add_option("--on", options->on, "Its date")->required()->type_name("DATE");
    verb.add_option("--reason", options->reason, "Why")->required();
    verb.callback([&session, options] { withdraw_event(session, *options); });
}

void add_note_all_verb(CLI::App& record, Session& session) {
    auto options = std::make_shared<NoteAllOptions>();
    CLI::App& verb = add_verb(
        record, "note-all",
        "Notes an event on all closed records that lack it, as when the files of a year are recorded in "
        "January.",
        {"almirah record note-all recorded --closed-before 2026-01-01 --dry-run",
         "almirah record note-all recorded --series LR --closed-before 2026-01-01 --note \"January 2026\""});
    verb.add_option("EVENT", options->name, "Its name: recorded, indexed, …")->required();
    verb.add_option("--series", options->series, "Of this series and those under it");
    verb.add_option("--place", options->place, "In this place and those in it");
    verb.add_option("--closed-before", options->closed_before, "Closed before this day")->type_name("DATE");
    verb.add_option("--on", options->on, "When (default: today)")->type_name("DATE");
    verb.add_option("--note", options->note, "More about it");
    verb.add_flag("--dry-run", options->dry_run, "Say how many would be looked at; change nothing");
    verb.callback([&session, options] { note_all(session, *options); });
}

void add_version_verb(CLI::App& record, Session& session) {
    auto options = std::make_shared<VersionOptions>();
    CLI::App& verb = add_verb(record, "version", "Adds a version of the content; earlier ones stay.",
                              {"almirah record version LR/2026/000001 --note \"rescanned\" scan.pdf"});
    verb.add_option("RECORD", options->id)->required();
    verb.add_option("--note", options->note, "What changed");
    verb.add_option("PATH", options->paths, "Files and folders of the new version")->required();
    verb.callback([&session, options] { add_version(session, *options); });
}

void add_move_verb(CLI::App& record, Session& session) {
    auto options = std::make_shared<MoveOptions>();
    CLI::App& verb = add_verb(record, "move", "Moves records to another place.",
                              {"almirah record move --to R1/A02/S3/B07 LR/2026/000001 LR/2026/000002"});
    verb.add_option("--to", options->place, "The place they go to")->required()->type_name("PLACE");
    verb.add_option("--reason", options->reason, "Why");
    verb.add_option("RECORD", options->ids)->required();
    verb.callback([&session, options] { move_records(session, *options); });
}

void add_appraise_verb(CLI::App& record, Session& session) {
    auto options = std::make_shared<AppraiseOptions>();
    CLI::App& verb =
        add_verb(record, "appraise", "Notes the appraisal that allows an old record to be destroyed.",
                 {"almirah record appraise LR/1985/000004 --reference NAI/2026/114"});
    verb.add_option("RECORD", options->id)->required();
    verb.add_option("--reference", options->reference, "Reference of the appraisal")->required();
    verb.add_option("--reason", options->reason, "More about it");
    verb.callback([&session, options] { appraise(session, *options); });
}

void link_record(Session& session, const LinkOptions& options) {
    Records records = session.writing().records();
    if (options.out)
        records.unlink(options.id, options.series, options.reason);
    else
        records.link(options.id, options.series, options.reason);
    answer_with_id(session, (options.out ? "Taken out of " : "Put into ") + options.series + ":", options.id);
}

void add_link_verbs(CLI::App& record, Session& session) {
    for (const bool out : {false, true}) {
        auto options = std::make_shared<LinkOptions>();
        options->out = out;
        CLI::App& verb =
            out ? add_verb(
                      record, "unlink", "Takes a record out of a further series.",
                      {"almirah record unlink LR/2026/000001 --series ACC --reason \"no payment in it\""})
                : add_verb(record, "link",
                           "Puts a record into a further series: all its rules must allow what is done with "
                           "it, and the longest decides.",
                           {"almirah record link LR/2026/000001 --series ACC"});
        verb.add_option("RECORD", options->id)->required();
        verb.add_option("--series", options->series, "The further series")->required();
        verb.add_option("--reason", options->reason, "Why")->required(out);
        verb.callback([&session, options] { link_record(session, *options); });
    }
}

} // namespace

void add_record_changes(CLI::App& record, Session& session) {
    add_states(record, session);
    add_event_verb(record, session);
    add_withdraw_verb(record, session);
    add_note_all_verb(record, session);
    add_version_verb(record, session);
    add_move_verb(record, session);
    add_appraise_verb(record, session);
    add_link_verbs(record, session);
}

} // namespace almirah::cli
