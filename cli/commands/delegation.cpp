// almirah delegation add|list|end
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

struct DelegationOptions {
    std::string to, by, from, until, reason;
    std::vector<std::string> routes;
};

void add_delegation_of(Session& session, const DelegationOptions& options) {
    Store& store = session.writing();
    Delegation delegation;
    delegation.to = options.to;
    delegation.by = options.by.empty() ? session.actor : options.by;
    delegation.from = date_if_given("--from", options.from).value_or(session.today());
    delegation.until = date_of_option("--until", options.until);
    delegation.routes = {options.routes.begin(), options.routes.end()};
    delegation.reason = options.reason;
    const std::string id = store.approvals().delegate(delegation);
    answer(session,
           "From " + to_string(delegation.from) + " to " + to_string(delegation.until) + " " + delegation.to +
               " decides for " + delegation.by + ": " + id,
           {{"id", id}});
}

void list_delegations(Session& session) {
    const Date today = session.today();
    show_list(
        session, session.reading().approvals().delegations(),
        {"delegation", "who", "for", "from", "until", "routes", "state", "~why"},
        [&](const Delegation& delegation) {
            const char* state = delegation.ended_at        ? "ended"
                                : today < delegation.from  ? "to come"
                                : delegation.until < today ? "over"
                                                           : "active";
            return std::vector<std::string>{delegation.id,
                                            delegation.to,
                                            delegation.by,
                                            to_string(delegation.from),
                                            to_string(delegation.until),
                                            delegation.routes.empty() ? "all" : joined(delegation.routes),
                                            state,
                                            delegation.reason};
        },
        "delegations");
}

void end_delegation(Session& session, const Target& target) {
    session.writing().approvals().end_delegation(target.id, target.reason);
    answer_with_id(session, "Ended", target.id);
}

} // namespace

void add_delegation(CLI::App& root, Session& session) {
    CLI::App& delegation =
        add_noun(root, "delegation", "Who decides for whom while he or she is away.", group::administration);
    auto options = std::make_shared<DelegationOptions>();
    CLI::App& add = add_verb(
        delegation, "add", "Lets another decide what waits for you, for some days.",
        {"almirah --as asha delegation add ravi --until 2026-06-15 --reason \"earned leave\"",
         "almirah delegation add ravi --for asha --from 2026-06-01 --until 2026-06-15 --route document "
         "--reason \"sick leave\""});
    add.add_option("LOGIN", options->to, "Who decides meanwhile")->required();
    add.add_option("--for", options->by, "Who is away (default: who acts)")->type_name("PERSON");
    add.add_option("--from", options->from, "The first day (default: today)")->type_name("DATE");
    add.add_option("--until", options->until, "The last day")->type_name("DATE")->required();
    add_repeated(add, "--route", options->routes, "Only on this route (default: on all)");
    add.add_option("--reason", options->reason, "Why")->required();
    add.callback([&session, options] { add_delegation_of(session, *options); });
    CLI::App& list = add_verb(delegation, "list", "Lists delegations.", {"almirah delegation list"});
    list.callback([&session] { list_delegations(session); });
    auto target = std::make_shared<Target>();
    add_target_verb(delegation, session, "end", "Ends a delegation before its last day.",
                    {"almirah delegation end G-2026-0001 --reason \"back early\""}, "DELEGATION", target,
                    end_delegation)
        .add_option("--reason", target->reason, "Why")
        ->required();
}

} // namespace almirah::cli
