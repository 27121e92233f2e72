// almirah schedule load|diff|submit
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/schedules.hpp"
#include "cli/csv.hpp"
#include "cli/names.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

void tell_names(const Session& session, const char* what, const std::vector<std::string>& codes) {
    constexpr std::size_t told = 20;
    if (codes.empty()) return;
    const std::vector<std::string> first(
        codes.begin(), codes.begin() + static_cast<std::ptrdiff_t>(std::min(told, codes.size())));
    print_line(session, std::string(what) + " " + counted(codes.size(), "rule") + ": " + joined(first) +
                            (codes.size() > told ? ", …" : ""));
}

} // namespace

void tell_impact(const Session& session, const ScheduleImpact& impact) {
    tell_names(session, "Adds", impact.added);
    tell_names(session, "Changes", impact.changed);
    tell_names(session, "Withdraws", impact.withdrawn);
    for (const std::string& sentence : impact.rebound)
        print_line(session, "Rebinds " + sentence);
    Table table({"series", "rule before", "rule after", ">records", ">earlier", ">later", ">due now"});
    for (const SeriesImpact& line : impact.series)
        table.add({line.series, line.rule_before, line.rule_after, std::to_string(line.records),
                   std::to_string(line.earlier), std::to_string(line.later), std::to_string(line.due_now)});
    if (!table.empty()) show(session, table);
    print_line(session, counted(impact.earlier, "record") + " due earlier, " + std::to_string(impact.later) +
                            " later, " + std::to_string(impact.due_now) + " due now and not before");
}

std::string schedule_of(Session& session, const std::string& id) {
    if (!id.empty()) return id;
    std::set<std::string> ids;
    for (const ScheduleVersion& version : session.reading().retention().schedules())
        ids.insert(version.id);
    if (ids.empty()) throw Error(Code::not_found, "no schedule is loaded; see almirah schedule load --help");
    if (ids.size() > 1)
        throw Error(Code::invalid_argument, "there are several schedules; give --id, one of " + joined(ids));
    return *ids.begin();
}

int version_of(Session& session, const std::string& id, int version, const std::set<std::string>& states) {
    if (version > 0) return version;
    for (const ScheduleVersion& known : session.reading().retention().schedules())
        if (known.id == id && states.count(known.state) > 0) version = known.version;
    if (version == 0)
        throw Error(Code::not_found, "schedule " + id + ": no version is " + joined(states, " or "));
    return version;
}

namespace {

struct ScheduleLoadOptions {
    std::string file, profile, id = "GEN", effective, review_every;
    bool dry_run = false, draft = false, rows = false;
    TableForm table;
};

std::string summary_of(const ScheduleReading& reading) {
    return counted(reading.rows, "row") + ": " + std::to_string(reading.computable) + " computable, " +
           std::to_string(reading.permanent) + " permanent, " + std::to_string(reading.descriptive) +
           " descriptive, " + std::to_string(reading.retired) + " retired";
}

void tell_descriptive(const Session& session, const ScheduleReading& reading) {
    for (const auto& [why, rows] : reading.why_descriptive)
        session.note("descriptive, never makes anything due: " + counted(rows, "row") + ": " + why);
}

/// Rows of a code that another row has: how many say the same, and which say another thing.
void tell_duplicates(const Session& session, const ScheduleReading& reading) {
    std::size_t same = 0;
    std::string unlike;
    std::size_t numbered = 0;
    for (const RowRead& row : reading.rows_read) {
        same += row.same_as > 0;
        if (row.unlike == 0 || row.same_as > 0) continue;
        unlike += (unlike.empty() ? "" : "; ") + row.rule + " (line " + std::to_string(row.line) +
                  ", unlike line " + std::to_string(row.unlike) + ")";
        ++numbered;
    }
    if (same > 0)
        session.note("duplicates: " + counted(same, "row") + (same == 1 ? " says" : " say") +
                     " what a row of the same code has said; counted once");
    if (numbered > 0)
        session.note("duplicates: " + counted(numbered, "row") + (numbered == 1 ? " says" : " say") +
                     " another thing under a code that is taken, and got a number: " + unlike);
}

void refuse_bad_rows(const Session& session, const ScheduleReading& reading) {
    if (reading.problems.empty()) return;
    session.list(reading.problems);
    throw Error(Code::invalid_argument,
                counted(reading.problems.size(), "problem") +
                    ", listed above; nothing was loaded; correct the file and load it again");
}

void list_rows(Session& session, const ScheduleReading& reading) {
    show_list(
        session, reading.rows_read, {">line", "rule", "series", "state", "same as", "why"},
        [](const RowRead& row) {
            return std::vector<std::string>{std::to_string(row.line),
                                            row.rule,
                                            row.series,
                                            name_of(row.state),
                                            row.same_as ? "line " + std::to_string(row.same_as) : "",
                                            row.why};
        },
        "rows");
}

std::string loaded_in_words(const ScheduleLoaded& loaded, const std::string& effective) {
    const std::string version = "Loaded version " + std::to_string(loaded.version);
    if (loaded.in_force) return version + ", in force: ";
    if (loaded.state == "approved") return version + ", in force from " + effective + ": ";
    if (loaded.state == "draft") return version + ", a draft: ";
    return version + ", awaiting approval " + loaded.approval + ": ";
}

void tell_loaded(const Session& session, const ScheduleLoaded& loaded, const std::string& effective) {
    const ScheduleImpact& impact = loaded.impact;
    if (loaded.version > 1 || !impact.rebound.empty() || impact.earlier + impact.later > 0)
        tell_impact(session, impact);
    if (loaded.series_added > 0)
        print_line(session, "Added " + std::to_string(loaded.series_added) + " series");
    print_line(session, loaded_in_words(loaded, effective) + loaded.id);
}

void load_schedule(Session& session, const ScheduleLoadOptions& options) {
    ScheduleReading reading = read_schedule(options.file, options.profile, options.id, options.table);
    refuse_bad_rows(session, reading);
    if (options.rows) list_rows(session, reading);
    if (const auto period = period_if_given("--review-every", options.review_every))
        reading.schedule.review_every = period;
    if (options.dry_run) {
        tell_descriptive(session, reading);
        tell_duplicates(session, reading);
        if (session.json) return print_line(session, json_line(reading, nullptr));
        print_line(session, "Would load " + summary_of(reading));
        if (!session.directory.empty()) tell_impact(session, session.reading().retention().impact(reading));
        return;
    }
    const ScheduleLoaded loaded = session.writing().retention().load(
        reading, {options.draft, date_if_given("--effective", options.effective)});
    tell_descriptive(session, reading);
    tell_duplicates(session, reading);
    if (session.json) return print_line(session, json_line(reading, &loaded));
    print_line(session, summary_of(reading));
    tell_loaded(session, loaded, options.effective);
}

struct ScheduleTarget {
    std::string id;
    int version = 0;
};

void show_diff(Session& session, const ScheduleTarget& options) {
    const std::string id = schedule_of(session, options.id);
    const int version = version_of(session, id, options.version, {"draft", "awaiting approval", "approved"});
    const ScheduleImpact impact = session.reading().retention().impact(id, version);
    if (session.json) return print_line(session, json_line(impact));
    session.note(id + " version " + std::to_string(version) + " as of " + to_string(impact.on));
    tell_impact(session, impact);
}

void submit_schedule(Session& session, const ScheduleTarget& options) {
    Retention retention = session.writing().retention();
    const std::string id = schedule_of(session, options.id);
    const int version = version_of(session, id, options.version, {"draft", "awaiting approval"});
    const ScheduleLoaded loaded = retention.submit(id, version);
    if (session.json) return print_line(session, json_line(loaded));
    tell_impact(session, loaded.impact);
    print_line(session, "Submitted version " + std::to_string(version) + ", " + loaded.state +
                            (loaded.approval.empty() ? "" : " " + loaded.approval) + ": " + id);
}

void add_diff_and_submit(CLI::App& schedule, Session& session) {
    for (const bool submits : {false, true}) {
        auto options = std::make_shared<ScheduleTarget>();
        CLI::App& verb =
            submits
                ? add_verb(schedule, "submit",
                           "Submits a draft, with a report of what it changes, to its approval.",
                           {"almirah schedule submit GEN"})
                : add_verb(schedule, "diff",
                           "Compares a version with what is in force: rules, series, and how many records "
                           "would be due earlier, later, or now.",
                           {"almirah schedule diff GEN", "almirah schedule diff GEN --version 3 --json"});
        verb.add_option("ID", options->id, "Which schedule (default: the only one)");
        verb.add_option("--version", options->version, "Which version (default: the one that waits)")
            ->type_name("N");
        verb.callback([&session, options, submits] {
            submits ? submit_schedule(session, *options) : show_diff(session, *options);
        });
    }
}

void add_load(CLI::App& schedule, Session& session) {
    auto options = std::make_shared<ScheduleLoadOptions>();
    CLI::App& verb =
        add_verb(schedule, "load",
                 "Loads a retention schedule from CSV, as the next version. In force at once where "
                 "the policy names no route for schedules and no record becomes due earlier by it; else it "
                 "awaits approval.",
                 {"almirah schedule load schedule.csv",
                  "almirah schedule load state.csv --map state-profile.json --id STATE",
                  "almirah schedule load schedule.csv --dry-run"});
    verb.add_option("FILE", options->file, "CSV, one rule per row")->required();
    verb.add_option("--map", options->profile, "Column-mapping profile for files of other origin")
        ->type_name("PROFILE");
    verb.add_option("--id", options->id, "The schedule's id (default: GEN)");
    verb.add_flag("--draft", options->draft, "Keep it as a draft, to be compared and submitted later");
    verb.add_option("--effective", options->effective, "It takes force on this date (default: at once)")
        ->type_name("DATE");
    verb.add_option("--review-every", options->review_every, "Warn when it is older than this, such as 5y")
        ->type_name("PERIOD");
    verb.add_flag("--rows", options->rows, "Tell row by row what it becomes, and why it gives no date");
    add_encoding(verb, options->table);
    verb.add_flag("--dry-run", options->dry_run, "Read, check and compare, load nothing");
    verb.callback([&session, options] { load_schedule(session, *options); });
}

} // namespace

void add_schedule_load(CLI::App& schedule, Session& session) {
    add_load(schedule, session);
    add_diff_and_submit(schedule, session);
}

} // namespace almirah::cli
