#include "store/route.hpp"

#include "base/digest.hpp"
#include "model/permission.hpp"
#include "store/impact.hpp"
#include "store/refusals.hpp"

#include <algorithm>
#include <set>

namespace almirah {

namespace {

void require_running(const Approval& approval) {
    if (approval.state == ApprovalState::pending) return;
    throw Error(Code::conflict, "the approval " + approval.id + " of " + approval.subject + " is " +
                                    format::name_of(approval.state) + "; submit again for a new one");
}

/// Who may decide some step of it now, delegates aside.
std::vector<std::string> own_deciders(Engine& engine, const Approval& approval) {
    return model::may_decide(approval, {engine.all<Person>("people")},
                             date_of(approval.submitted_at)); // nothing is escalated on the first day
}

void require_deciders(Engine& engine, const Approval& approval) {
    if (own_deciders(engine, approval).empty())
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
    std::set<std::string> in_all;
    int asked = 0;
    for (const auto& step : approval.route.steps) {
        Approval alone = approval;
        alone.route.steps = {step};
        const auto able = own_deciders(engine, alone);
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

namespace {

using Above = std::map<std::string, std::string>;

/// As the plan is today: a schedule that took force by its date may have put a series elsewhere.
Above series_above(Engine& engine) {
    Above above;
    for (const auto& one : plan_in_force(engine, engine.today()).series)
        above[one.code] = one.under;
    return above;
}

/// The series, and all above them.
std::set<std::string> with_those_above(const Above& above, const std::set<std::string>& series) {
    std::set<std::string> all;
    for (std::string code : series)
        while (!code.empty() && all.insert(code).second) {
            const auto at = above.find(code);
            code = at == above.end() ? "" : at->second;
        }
    return all;
}

std::set<std::string> with_those_above(Engine& engine, const std::set<std::string>& series) {
    return series.empty() ? series : with_those_above(series_above(engine), series);
}

std::string asked_too(const Approval& approval, const RouteStep& step) {
    return "the route " + approval.route.code + " asks for " + model::asked_in_words(step) +
           " of what is of its type or series by now, and that was not asked";
}

/// Takes the steps that are asked for of this, and notes the others. Throws refused when none is.
void take_steps(Engine& engine, const Route& route, const Submission& submission, Approval& approval) {
    const model::Submitted submitted{submission.kind, submission.type,
                                     with_those_above(engine, submission.series)};
    approval.route = model::route_for(route, submitted);
    approval.left_out = model::left_out_of(route, submitted);
    if (!approval.route.steps.empty()) return;
    throw Refused(route.code, submission.subject,
                  "no step of the route " + route.code + " is asked for of " + submission.subject +
                      "; set the route with a step that is");
}

std::optional<Route> named_for(Engine& engine, const Submission& submission) {
    if (submission.route.empty()) return route_for(engine, submission.kind);
    return engine.require<Route>(format::route_path(submission.route), "route " + submission.route,
                                 "the type of " + submission.subject + " names it; set the route");
}

/// The acting person's turn at the approval. Throws refused: he has none, or the right to decide is not his.
model::Seat require_seat(Turn& turn, const Approval& approval, const Ballot& ballot) {
    Engine& engine = turn.engine();
    const auto deciders = deciders_of(engine);
    const auto waiting = model::waiting_steps(approval);
    if (ballot.step && std::find(waiting.begin(), waiting.end(), *ballot.step) == waiting.end())
        throw Error(Code::conflict, "step " + std::to_string(*ballot.step + 1) + " of " + approval.id +
                                        " does not wait; see approvals show");
    const auto seat = model::seat_of(approval, turn.actor().login, deciders, turn.today(), ballot.step);
    if (!seat)
        refuse(engine, approval.route.code, approval.subject,
               model::why_not(approval, turn.actor(), deciders, turn.today(), ballot.step));
    const std::string& whose = seat->for_person.empty() ? seat->person : seat->for_person;
    const auto person = engine.find<Person>(format::person_path(whose));
    if (!person || !model::grants(*person, engine.all<Role>("roles"), deciding))
        refuse(engine, deciding, approval.subject, whose + " lacks the permission " + deciding);
    return *seat;
}

void require_reason_for(Vote vote, const std::string& reason) {
    if (!reason.empty() || (vote != Vote::reject && vote != Vote::return_for_change)) return;
    throw Error(Code::invalid_argument,
                std::string(vote == Vote::reject ? "a rejection" : "a return") + " needs a reason; give one");
}

} // namespace

std::string digest_with(const std::string& subject_digest, const Route& route) {
    return base::sha256_hex(subject_digest + "\n" + format::encode(route));
}

bool still_submitted(const Approval& approval, const std::string& digest_now) {
    if (approval.subject_digest.empty()) return approval.digest == digest_now;
    return approval.digest == digest_with(digest_now, approval.route);
}

Approval submit(Turn& turn, Draft& draft, const Submission& submission) {
    const auto route = named_for(turn.engine(), submission);
    if (!route)
        throw Refused("route." + submission.kind, submission.subject,
                      "the policy names no route for " + submission.kind + "; set the policy route." +
                          submission.kind);
    Approval approval;
    approval.id = turn.next_serial_id('A');
    approval.subject = submission.subject;
    approval.subject_digest = submission.digest;
    take_steps(turn.engine(), *route, submission, approval);
    // Whatever the route says: nobody issues what they wrote, or destroys on their own word (R18).
    approval.route.author_excluded |= submission.kind != "schedule";
    require_approvers(approval.route, submission.approvers, submission.subject);
    approval.digest = digest_with(submission.digest, approval.route);
    approval.author = submission.author;
    approval.coauthors = submission.coauthors;
    approval.coauthors.erase(submission.author);
    approval.submitted_by = turn.actor().login;
    approval.submitted_at = turn.now();
    require_deciders(turn.engine(), approval);
    require_enough(turn.engine(), approval);
    draft.put(format::approval_path(approval.id), approval);
    draft.subject("approval", approval.id);
    return approval;
}

std::set<std::string> series_of(const Record& record) {
    std::set<std::string> series(record.also_in.begin(), record.also_in.end());
    series.insert(record.series);
    return series;
}

bool asks_by_series(Engine& engine, const std::string& kind) {
    const auto route = route_for(engine, kind);
    return route && std::any_of(route->steps.begin(), route->steps.end(),
                                [](const RouteStep& step) { return !step.only.series.empty(); });
}

LeftOut::LeftOut(Engine& engine, Approval approval) : approval_(std::move(approval)) {
    if (!approval_.left_out.empty()) above_ = series_above(engine);
}

std::string LeftOut::why_not(const Record& record) const {
    if (approval_.left_out.empty()) return {};
    const auto step = model::asked_since(approval_, {"", "", with_those_above(above_, series_of(record))});
    return step ? asked_too(approval_, *step) : "";
}

std::string why_asked_of_others(Engine& engine, const Approval& approval, const SubjectNow& now) {
    if (approval.left_out.empty()) return {};
    const auto series = now.series ? now.series() : std::set<std::string>{};
    const auto step = model::asked_since(approval, {"", now.type, with_those_above(engine, series)});
    return step ? asked_too(approval, *step) : "";
}

Approval decide(Turn& turn, Draft& draft, const std::string& id, const SubjectNow& now,
                const Ballot& ballot) {
    Approval approval = turn.engine().approval(id);
    require_running(approval);
    if (!still_submitted(approval, now.digest))
        refuse(turn.engine(), "digest", approval.subject,
               approval.subject + " is no longer what was submitted; recall it and submit it again");
    if (const auto why = why_asked_of_others(turn.engine(), approval, now); !why.empty())
        refuse(turn.engine(), approval.route.code, approval.subject,
               approval.subject + ": its approval " + approval.id + " is void: " + why +
                   "; withdraw it and submit it again");
    if (!ballot.digest.empty() && ballot.digest != approval.digest)
        refuse(turn.engine(), "digest", approval.subject,
               approval.subject + " is not what was seen with the digest " + ballot.digest +
                   "; look at it again");
    const model::Seat seat = require_seat(turn, approval, ballot);
    require_reason_for(ballot.vote, ballot.reason);
    Decision decision{seat.step,     turn.actor().login, turn.now(),      ballot.vote,
                      ballot.reason, approval.digest,    seat.for_person, seat.delegation};
    decision.signature = turn.sign_decision(approval, decision);
    approval = model::decided(approval, decision);
    draft.put(format::approval_path(approval.id), approval);
    draft.subject("approval", approval.id);
    return approval;
}

std::string end_approval(Turn& turn, Draft& draft, const std::string& id, ApprovalState state,
                         const std::string& note) {
    Approval approval = turn.engine().approval(id);
    if (approval.state != ApprovalState::pending && approval.state != ApprovalState::approved) return {};
    approval.state = state;
    approval.note = note;
    approval.ended_by = turn.actor().login;
    approval.ended_at = turn.now();
    draft.put(format::approval_path(approval.id), approval);
    draft.subject("approval", approval.id);
    return "; its approval " + approval.id + " is " + format::name_of(state);
}

model::Deciders deciders_of(Engine& engine) {
    return {engine.all<Person>("people"), engine.all<Delegation>("delegations"),
            engine.office().policy.utc_offset_minutes};
}

std::string operation_of(const std::string& kind, Vote vote) {
    return kind + "." + format::name_of(vote);
}

std::string verb_of(Vote vote) {
    switch (vote) {
    case Vote::approve:
        return "Approve";
    case Vote::reject:
        return "Reject";
    case Vote::return_for_change:
        return "Return";
    case Vote::abstain:
        return "Abstain from";
    }
    return "";
}

std::string on_behalf(const Approval& approval) {
    const std::string whom = approval.decisions.empty() ? "" : approval.decisions.back().for_person;
    return whom.empty() ? "" : " for " + whom;
}

} // namespace almirah
