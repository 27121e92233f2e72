#include "store/route.hpp"

#include "model/approve.hpp"

#include <set>

namespace almirah {

namespace {

void require_running(const Approval& approval) {
    if (approval.state == ApprovalState::pending) return;
    throw Error(Code::conflict, "the approval " + approval.id + " of " + approval.subject + " is " +
                                    format::name_of(approval.state) + "; submit again for a new one");
}

void require_deciders(Engine& engine, const Approval& approval) {
    if (model::may_decide(approval, engine.all<Person>("people")).empty())
        throw Error(Code::invalid_argument, "nobody could decide on " + approval.subject +
                                                ": no active person other than " + approval.author +
                                                " is on the route " + approval.route.code +
                                                "; give somebody the role, or change the route");
}

/// As many different people as the rules of what is submitted ask for: the last step asks for more where the
/// route has fewer.
void require_approvers(Route& route, int approvers, const std::string& subject) {
    if (approvers < 2) return;
    route.distinct_people = true;
    int asked = 0;
    for (const auto& step : route.steps)
        asked += step.quorum;
    if (asked >= approvers) return;
    RouteStep& last = route.steps.back();
    if (!last.person.empty())
        throw Refused(route.code, subject,
                      "a rule on the list asks for " + std::to_string(approvers) +
                          " approvers, and the route " + route.code + " for " + std::to_string(asked) +
                          ", the last by name; set the route with more steps");
    last.quorum += approvers - asked;
}

/// Enough people for each step, and in all.
void require_enough(Engine& engine, Approval approval) {
    const auto people = engine.all<Person>("people");
    std::set<std::string> in_all;
    int asked = 0;
    for (const auto& step : approval.route.steps) {
        Approval alone = approval;
        alone.route.steps = {step};
        const auto able = model::may_decide(alone, people);
        in_all.insert(able.begin(), able.end());
        asked += step.quorum;
        const int needed = approval.route.distinct_people ? asked : step.quorum;
        const auto there = approval.route.distinct_people ? in_all.size() : able.size();
        if (there >= static_cast<std::size_t>(needed)) continue;
        throw Error(Code::invalid_argument, approval.subject + " needs " + std::to_string(needed) +
                                                " different people on the route " + approval.route.code +
                                                " besides " + approval.author + ", and there " +
                                                (there == 1 ? "is 1" : "are " + std::to_string(there)) +
                                                "; give more people the role, or change the route");
    }
}

} // namespace

std::optional<Route> route_for(Engine& engine, const std::string& kind) {
    const Policy policy = engine.office().policy;
    const auto named = policy.routes.find(kind);
    if (named == policy.routes.end() || named->second.empty()) return std::nullopt;
    return engine.require<Route>(format::route_path(named->second), "route " + named->second,
                                 "the policy names it for " + kind + "; set the route");
}

Approval submit(Turn& turn, Draft& draft, const Submission& submission) {
    const auto route = route_for(turn.engine(), submission.kind);
    if (!route)
        throw Refused("route." + submission.kind, submission.subject,
                      "the policy names no route for " + submission.kind + "; set the policy route." +
                          submission.kind);
    Approval approval;
    approval.id = turn.next_serial_id('A');
    approval.subject = submission.subject;
    approval.digest = submission.digest;
    approval.route = *route;
    // Whatever the route says: nobody issues what they wrote, or destroys on their own word (R18).
    approval.route.author_excluded |= submission.kind != "schedule";
    require_approvers(approval.route, submission.approvers, submission.subject);
    approval.author = submission.author;
    approval.submitted_by = turn.actor().login;
    approval.submitted_at = turn.now();
    require_deciders(turn.engine(), approval);
    require_enough(turn.engine(), approval);
    draft.put(format::approval_path(approval.id), approval);
    draft.subject("approval", approval.id);
    return approval;
}

Approval decide(Turn& turn, Draft& draft, const std::string& id, const std::string& digest_now, bool approved,
                const std::string& reason) {
    Approval approval = turn.engine().approval(id);
    require_running(approval);
    if (approval.digest != digest_now)
        throw Refused("digest", approval.subject,
                      approval.subject + " is no longer what was submitted; recall it and submit it again");
    const std::string fault = model::why_not(approval, turn.actor());
    if (!fault.empty()) throw Refused(approval.route.code, approval.subject, fault);
    if (!approved && reason.empty())
        throw Error(Code::invalid_argument, "a rejection needs a reason; give one");
    const auto step = model::waiting_step(approval);
    Decision decision{*step, turn.actor().login, turn.now(), approved, reason, digest_now};
    decision.signature = turn.sign_decision(approval, decision);
    approval = model::decided(approval, decision);
    draft.put(format::approval_path(approval.id), approval);
    draft.subject("approval", approval.id);
    return approval;
}

void end_approval(Turn& turn, Draft& draft, const std::string& id, ApprovalState state,
                  const std::string& note) {
    Approval approval = turn.engine().approval(id);
    if (approval.state != ApprovalState::pending && approval.state != ApprovalState::approved) return;
    approval.state = state;
    approval.note = note;
    draft.put(format::approval_path(approval.id), approval);
    draft.subject("approval", approval.id);
}

} // namespace almirah
