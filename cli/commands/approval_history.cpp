// almirah approvals history|times
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

#include <cmath>

namespace almirah::cli {
namespace {

struct ApprovalHistoryOptions {
    std::string id, person, from, until;
    bool by_desk = false;
};

void show_events(Session& session, const ApprovalHistoryOptions& options) {
    ApprovalQuery query;
    (options.id.starts_with("A-") ? query.approval : query.subject) = options.id;
    query.person = options.person;
    query.from = date_if_given("--from", options.from);
    query.until = date_if_given("--until", options.until);
    show_list(
        session, session.reading().approvals().history(query),
        {"at", "approval", "~subject", "what", "step", "by", "for", "~why"},
        [](const ApprovalEvent& event) {
            return std::vector<std::string>{to_string(event.at),
                                            event.approval,
                                            event.subject,
                                            event.what,
                                            event.step ? std::to_string(*event.step + 1) : "",
                                            event.by,
                                            event.for_person,
                                            event.text};
        },
        "approvals");
}

/// "45 minutes", "7.5 hours", "3.2 days"
std::string duration_text(double hours) {
    const auto rounded = [](double number) {
        const long tenths = std::lround(number * 10);
        return std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10));
    };
    if (hours < 1) return std::to_string(std::lround(hours * 60)) + " minutes";
    return hours < 48 ? rounded(hours) + " hours" : rounded(hours / 24) + " days";
}

void show_times(Session& session, const ApprovalHistoryOptions& options) {
    const bool by_desk = options.by_desk;
    show_list(
        session,
        session.reading().approvals().times(
            {by_desk, date_if_given("--from", options.from), date_if_given("--until", options.until)}),
        {by_desk ? "desk" : "route", by_desk ? "" : "step", ">decisions", ">on average", ">longest"},
        [](const ApprovalTime& time) {
            const std::string name = time.step_name.empty() ? "" : " " + time.step_name;
            return std::vector<std::string>{time.desk.empty() ? time.route : time.desk,
                                            time.desk.empty() ? std::to_string(time.step + 1) + name : "",
                                            std::to_string(time.decisions), duration_text(time.mean_hours),
                                            duration_text(time.longest_hours)};
        },
        "decisions");
}

void add_days(CLI::App& verb, ApprovalHistoryOptions& options) {
    verb.add_option("--from", options.from, "Not before this date")->type_name("DATE");
    verb.add_option("--until", options.until, "Not after this date")->type_name("DATE");
}

} // namespace

void add_approval_history(CLI::App& approvals, Session& session) {
    auto options = std::make_shared<ApprovalHistoryOptions>();
    CLI::App& history =
        add_verb(approvals, "history", "Tells who submitted, decided, remarked and withdrew what, and when.",
                 {"almirah approvals history", "almirah approvals history A-2026-0001",
                  "almirah approvals history \"document QP-07\" --for ravi"});
    history.add_option("WHAT", options->id, "An approval, or its subject as approvals list shows it");
    history.add_option("--for", options->person, "Only what this person did, or was done for him")
        ->type_name("PERSON");
    add_days(history, *options);
    history.callback([&session, options] { show_events(session, *options); });
    auto times = std::make_shared<ApprovalHistoryOptions>();
    CLI::App& verb = add_verb(
        approvals, "times", "Tells how long decisions took, from the opening of their step on.",
        {"almirah approvals times", "almirah approvals times --desks --from 2026-01-01 --until 2026-06-30"});
    verb.add_flag("--desks", times->by_desk, "By desk (its holder of today), not by route and step");
    add_days(verb, *times);
    verb.callback([&session, times] { show_times(session, *times); });
}

} // namespace almirah::cli
