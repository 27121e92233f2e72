// almirah schedule load|show|history|approve|reject
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/names.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

#include <map>

namespace almirah::cli {
namespace {

struct LoadOptions {
    std::string file, profile, id = "GEN";
    bool dry_run = false;
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

void refuse_bad_rows(const Session& session, const ScheduleReading& reading) {
    if (reading.problems.empty()) return;
    session.list(reading.problems);
    throw Error(Code::invalid_argument,
                counted(reading.problems.size(), "problem") +
                    ", listed above; nothing was loaded; correct the file and load it again");
}

void load_schedule(Session& session, const LoadOptions& options) {
    const ScheduleReading reading = read_schedule(options.file, options.profile, options.id);
    refuse_bad_rows(session, reading);
    if (options.dry_run) {
        tell_descriptive(session, reading);
        return print_line(session,
                          session.json ? json_line(reading, nullptr) : "Would load " + summary_of(reading));
    }
    const ScheduleLoaded loaded = session.writing().retention().load(reading);
    tell_descriptive(session, reading);
    if (session.json) return print_line(session, json_line(reading, &loaded));
    print_line(session, summary_of(reading));
    if (loaded.series_added > 0)
        print_line(session, "Added " + std::to_string(loaded.series_added) + " series");
    print_line(session,
               "Loaded version " + std::to_string(loaded.version) +
                   (loaded.in_force ? ", in force: " : ", awaiting approval " + loaded.approval + ": ") +
                   loaded.id);
}

struct ShowOptions {
    std::string id;
    int version = 0;
};

/// The only schedule, where none is named.
std::string id_of(Session& session, const std::string& id) {
    if (!id.empty()) return id;
    std::set<std::string> ids;
    for (const ScheduleVersion& version : session.reading().retention().schedules())
        ids.insert(version.id);
    if (ids.empty()) throw Error(Code::not_found, "no schedule is loaded; see almirah schedule load --help");
    if (ids.size() > 1)
        throw Error(Code::invalid_argument, "there are several schedules; give --id, one of " + joined(ids));
    return *ids.begin();
}

std::string trigger_of(const Trigger& trigger) {
    return name_of(trigger.kind) + (trigger.name.empty() ? "" : " " + trigger.name) +
           (trigger.offset.empty() ? "" : "+" + to_string(trigger.offset));
}

std::string triggers_of(const Rule& rule) {
    const bool later = rule.combine == Combine::later_of;
    std::vector<std::string> triggers;
    std::map<int, std::vector<std::string>> groups;
    for (const Trigger& trigger : rule.triggers)
        (trigger.group == 0 ? triggers : groups[trigger.group]).push_back(trigger_of(trigger));
    for (const auto& [number, group] : groups)
        triggers.push_back("(" + joined(group, later ? " or " : " and ") + ")");
    return joined(triggers, later ? " and " : " or ");
}

std::string cutoff_of(const Rule& rule) {
    if (rule.cutoff == Cutoff::none) return {};
    return name_of(rule.cutoff) +
           (rule.year_start_month ? " from month " + std::to_string(*rule.year_start_month) : "");
}

std::string steps_of(const Rule& rule) {
    std::vector<std::string> steps;
    for (const Step& step : rule.steps)
        steps.push_back(to_string(step.after) + " " + name_of(step.action));
    std::string text = joined(steps, ", then ");
    for (const auto& [name, bound] : {std::pair{"at least", &rule.minimum}, {"at most", &rule.maximum}})
        if (*bound)
            text += std::string(", ") + name + " " + trigger_of((*bound)->from) + "+" +
                    to_string((*bound)->after);
    return text;
}

void show_schedule(Session& session, const ShowOptions& options) {
    const auto schedule = session.reading().retention().schedule(id_of(session, options.id), options.version);
    if (!session.json)
        session.note(schedule.id + " version " + std::to_string(schedule.version) + ": " +
                     schedule.title.text);
    Table table({"rule", "class", "state", "counts from", "cut-off", "steps", "~title"});
    for (const Rule& rule : schedule.rules) {
        if (session.json)
            print_line(session, json_line(rule, schedule));
        else
            table.add({rule.code, rule.record_class, name_of(rule.state), triggers_of(rule), cutoff_of(rule),
                       steps_of(rule), rule.title.text});
    }
    if (!session.json) show(session, table);
}

void show_versions(Session& session) {
    show_list(
        session, session.reading().retention().schedules(),
        {"schedule", ">version", "state", ">rules", "at", "by", "approval", "source"},
        [](const ScheduleVersion& version) {
            return std::vector<std::string>{version.id,
                                            std::to_string(version.version),
                                            version.state,
                                            std::to_string(version.rules),
                                            to_string(version.at),
                                            version.by,
                                            version.approval,
                                            version.source};
        },
        "schedules");
}

struct DecideOptions {
    std::string id, reason;
    int version = 0;
};

/// The version that waits, where none is named.
int version_of(Session& session, const std::string& id, int version) {
    if (version > 0) return version;
    for (const ScheduleVersion& known : session.reading().retention().schedules())
        if (known.id == id && known.state == "awaiting approval") version = known.version;
    if (version == 0) throw Error(Code::not_found, "schedule " + id + ": no version awaits approval");
    return version;
}

void decide(Session& session, const DecideOptions& options, bool approved) {
    Retention retention = session.writing().retention();
    const std::string id = id_of(session, options.id);
    const int version = version_of(session, id, options.version);
    retention.approve(id, version, approved, options.reason);
    answer_with_id(
        session,
        std::string(approved ? "Approved" : "Rejected") + " version " + std::to_string(version) + " of", id);
}

void add_load(CLI::App& schedule, Session& session) {
    auto options = std::make_shared<LoadOptions>();
    CLI::App& verb =
        add_verb(schedule, "load",
                 "Loads a retention schedule from CSV, as the next version. In force at once where "
                 "the policy names no route for schedules, else it awaits approval.",
                 {"almirah schedule load schedule.csv",
                  "almirah schedule load state.csv --map state-profile.json --id STATE",
                  "almirah schedule load schedule.csv --dry-run"});
    verb.add_option("FILE", options->file, "CSV, one rule per row")->required();
    verb.add_option("--map", options->profile, "Column-mapping profile for files of other origin")
        ->type_name("PROFILE");
    verb.add_option("--id", options->id, "The schedule's id (default: GEN)");
    verb.add_flag("--dry-run", options->dry_run, "Read and check, load nothing");
    verb.callback([&session, options] { load_schedule(session, *options); });
}

void add_show(CLI::App& schedule, Session& session) {
    auto options = std::make_shared<ShowOptions>();
    CLI::App& verb = add_verb(schedule, "show", "Shows the rules of a schedule; with --json one rule a line.",
                              {"almirah schedule show", "almirah schedule show --id GEN --version 1 --json"});
    verb.add_option("--id", options->id, "Which schedule (default: the only one)");
    verb.add_option("--version", options->version, "Which version (default: the one in force)")
        ->type_name("N");
    verb.callback([&session, options] { show_schedule(session, *options); });
}

void add_decisions(CLI::App& schedule, Session& session) {
    for (const bool approved : {true, false}) {
        auto options = std::make_shared<DecideOptions>();
        CLI::App& verb =
            approved ? add_verb(schedule, "approve", "Approves a version that awaits approval.",
                                {"almirah --as ravi schedule approve GEN"})
                     : add_verb(schedule, "reject", "Rejects a version that awaits approval.",
                                {"almirah --as ravi schedule reject GEN --reason \"class B is wrong\""});
        verb.add_option("ID", options->id, "Which schedule (default: the only one)");
        verb.add_option("--version", options->version, "Which version (default: the one that waits)")
            ->type_name("N");
        verb.add_option("--reason", options->reason, "Why")->required(!approved);
        verb.callback([&session, options, approved] { decide(session, *options, approved); });
    }
}

} // namespace

void add_schedule(CLI::App& root, Session& session) {
    CLI::App& schedule =
        add_noun(root, "schedule", "Retention schedules and their versions.", group::retention);
    add_load(schedule, session);
    add_show(schedule, session);
    CLI::App& history =
        add_verb(schedule, "history", "Lists all versions of all schedules.", {"almirah schedule history"});
    history.callback([&session] { show_versions(session); });
    add_decisions(schedule, session);
}

} // namespace almirah::cli
