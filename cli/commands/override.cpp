// almirah override propose|approve|reject|withdraw
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

struct OverrideOptions {
    std::string id, due, reason, authority;
};

void propose_date(Session& session, const OverrideOptions& options) {
    const std::string approval = session.writing().records().propose_override(
        options.id, {date_of_option("--due", options.due), options.reason, options.authority});
    answer(session, "Proposed " + options.due + " for " + options.id + "; it awaits " + approval,
           {{"id", options.id}, {"due_on", options.due}, {"approval", approval}});
}

void tell_date(Session& session, const std::string& done, const std::string& id) {
    const auto evaluation = session.reading().retention().explain(id);
    const std::string due = evaluation.due_on ? to_string(*evaluation.due_on) : "no date";
    answer(session, done + " " + id + "; it is due on " + due, {{"id", id}, {"due_on", due}});
}

void approve_date(Session& session, const Target& target) {
    session.writing().records().approve_override(target.id);
    tell_date(session, "Noted your approval of the date of", target.id);
}

void reject_date(Session& session, const Target& target) {
    session.writing().records().reject_override(target.id, target.reason);
    tell_date(session, "Noted your rejection of the date of", target.id);
}

void withdraw_date(Session& session, const Target& target) {
    session.writing().records().withdraw_override(target.id, target.reason);
    tell_date(session, "Withdrew the date proposed for", target.id);
}

void add_propose_date(CLI::App& noun, Session& session) {
    auto options = std::make_shared<OverrideOptions>();
    CLI::App& verb = add_verb(
        noun, "propose", "Proposes a date for the next step of a record, instead of the one its rule gives.",
        {"almirah override propose LR/2026/000001 --due 2031-12-31 --reason \"audit objection open\" \\",
         "    --authority \"Collector's order 114\""});
    verb.add_option("RECORD", options->id)->required();
    verb.add_option("--due", options->due, "The date; an enforced rule can only be lengthened")
        ->required()
        ->type_name("DATE");
    verb.add_option("--reason", options->reason, "Why")->required();
    verb.add_option("--authority", options->authority, "Order or law under which it is done");
    verb.callback([&session, options] { propose_date(session, *options); });
}

} // namespace

void add_override(CLI::App& root, Session& session) {
    CLI::App& noun = add_noun(root, "override", "A date for one record, instead of the one its rule gives.",
                              group::retention);
    add_propose_date(noun, session);
    add_target_verb(noun, session, "approve", "Approves a date that was proposed by somebody else.",
                    {"almirah --as ravi override approve LR/2026/000001"}, "RECORD",
                    std::make_shared<Target>(), approve_date);
    for (const bool rejecting : {true, false}) {
        auto target = std::make_shared<Target>();
        CLI::App& verb =
            rejecting
                ? add_target_verb(noun, session, "reject", "Rejects a proposed date.",
                                  {"almirah --as ravi override reject LR/2026/000001 --reason \"no order\""},
                                  "RECORD", target, reject_date)
                : add_target_verb(noun, session, "withdraw", "Takes a proposed date back.",
                                  {"almirah override withdraw LR/2026/000001 --reason \"wrong file\""},
                                  "RECORD", target, withdraw_date);
        verb.add_option("--reason", target->reason, "Why")->required();
    }
}

} // namespace almirah::cli
