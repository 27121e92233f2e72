// Who decides for whom, and from when to when.
#include "model/permission.hpp"
#include "store/office_check.hpp"
#include "store/record_change.hpp"
#include "store/refusals.hpp"
#include "store/route.hpp"

namespace almirah {

namespace {

/// One's own right one lends oneself; another's needs who looks after people. A right that is itself lent is
/// not passed on.
void require_may_lend(Turn& turn, const std::string& login) {
    const bool own = turn.actor().login == login;
    const char* needed = own ? deciding : "person.manage";
    if (model::grants(turn.actor(), turn.engine().all<Role>("roles"), needed)) return;
    refuse(turn.engine(), needed, login,
           turn.actor().login + " lacks the permission " + needed +
               (own ? ", and has nothing to delegate" : ", and delegates only for himself"));
}

void check_routes(Engine& engine, const std::set<std::string>& routes) {
    for (const auto& code : routes)
        if (!base::is_login(code) || !engine.find<Route>(format::route_path(code)))
            throw Error(Code::not_found, "no route " + code + "; list the routes there are");
}

std::string in_words(const Delegation& delegation) {
    std::string routes;
    for (const auto& code : delegation.routes)
        routes += (routes.empty() ? ", on the route " : ", ") + code;
    return delegation.to + " decides for " + delegation.by + " from " + to_string(delegation.from) + " to " +
           to_string(delegation.until) + routes;
}

void put(Turn& turn, const char* operation, const Delegation& delegation, const std::string& said,
         const std::string& reason) {
    Draft draft = turn.begin(operation);
    draft.put(format::delegation_path(delegation.id), delegation);
    draft.subject("delegation", delegation.id);
    draft.subject("person", delegation.by);
    draft.subject("person", delegation.to);
    draft.say(said, reason);
    turn.commit(std::move(draft));
}

Delegation require_delegation(Engine& engine, const std::string& id) {
    const auto parts = base::parse_serial_id(id);
    if (!parts || parts->kind != 'G')
        throw Error(Code::not_found, "no delegation " + id + "; list the delegations there are");
    return engine.require<Delegation>(format::delegation_path(id), "delegation " + id,
                                      "list the delegations there are");
}

} // namespace

std::string Approvals::delegate(const Delegation& input) {
    Turn turn(*engine_, any_person, input.by);
    require_may_lend(turn, input.by);
    Delegation delegation = input;
    delegation.made_by = turn.actor().login;
    if (const auto fault = model::fault_of(delegation, turn.today()); !fault.empty())
        throw Error(Code::invalid_argument, fault);
    (void)require_active(*engine_, input.by);
    (void)require_active(*engine_, input.to);
    check_routes(*engine_, input.routes);
    delegation.id = turn.next_serial_id('G');
    delegation.made_at = turn.now();
    delegation.ended_at.reset();
    delegation.ended_by.clear();
    delegation.end_reason.clear();
    put(turn, "delegation.add", delegation, "Delegate: " + in_words(delegation), delegation.reason);
    return delegation.id;
}

void Approvals::end_delegation(const std::string& id, const std::string& reason) {
    require_reason(reason, "ending a delegation");
    Turn turn(*engine_, any_person, id);
    Delegation delegation = require_delegation(*engine_, id);
    require_may_lend(turn, delegation.by);
    if (delegation.ended_at)
        throw Error(Code::conflict, "the delegation " + id + " was ended on " +
                                        to_string(date_of(*delegation.ended_at)) + " by " +
                                        delegation.ended_by + "; there is nothing to end");
    delegation.ended_at = turn.now();
    delegation.ended_by = turn.actor().login;
    delegation.end_reason = reason;
    put(turn, "delegation.end", delegation, "End the delegation " + id + ": " + in_words(delegation), reason);
}

std::vector<Delegation> Approvals::delegations() const {
    return engine_->all<Delegation>("delegations");
}

} // namespace almirah
