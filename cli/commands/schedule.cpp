// almirah schedule load|show|history|diff|submit|approve|reject
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/schedules.hpp"
#include "cli/names.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

#include <map>

namespace almirah::cli {
namespace {

struct ShowOptions {
    std::string id;
    int version = 0;
};

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
    const auto schedule =
        session.reading().retention().schedule(schedule_of(session, options.id), options.version);
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
        {"schedule", ">version", "state", "effective", "review by", ">rules", "at", "by", "approval",
         "source"},
        [](const ScheduleVersion& version) {
            return std::vector<std::string>{version.id,
                                            std::to_string(version.version),
                                            version.state,
                                            text_of(version.effective_on),
                                            text_of(version.review_on),
                                            std::to_string(version.rules),
                                            to_string(version.at),
                                            version.by,
                                            version.approval,
                                            version.source};
        },
        "schedules");
}

void warn_of_age(Session& session) {
    for (const ScheduleVersion& version : session.reading().retention().schedules())
        if (version.review_on && *version.review_on < session.today())
            session.note("schedule " + version.id + " version " + std::to_string(version.version) +
                         " was to be reviewed by " + to_string(*version.review_on));
}

struct DecideOptions {
    std::string id, reason;
    int version = 0;
};

void decide(Session& session, const DecideOptions& options, bool approved) {
    Retention retention = session.writing().retention();
    const std::string id = schedule_of(session, options.id);
    const int version = version_of(session, id, options.version, {"awaiting approval"});
    retention.approve(id, version, approved, options.reason);
    answer_with_id(
        session,
        std::string(approved ? "Approved" : "Rejected") + " version " + std::to_string(version) + " of", id);
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
    add_schedule_load(schedule, session);
    add_show(schedule, session);
    CLI::App& history =
        add_verb(schedule, "history", "Lists all versions of all schedules.", {"almirah schedule history"});
    history.callback([&session] {
        show_versions(session);
        warn_of_age(session);
    });
    add_decisions(schedule, session);
}

} // namespace almirah::cli
