// What waits for whom, deciding it whatever it is, and what came of it.
#include "format/decision.hpp"
#include "model/permission.hpp"
#include "store/record_change.hpp"
#include "store/refusals.hpp"
#include "store/route.hpp"

#include <algorithm>

namespace almirah {

namespace {

/// "override LR/2026/000001/2" taken apart: the kind, what it is about, and the number after the last slash.
struct Subject {
    std::string kind, object;
    int number = 0;
};

Subject subject_of(const Approval& approval) {
    Subject subject;
    const std::size_t blank = approval.subject.find(' ');
    subject.kind = approval.subject.substr(0, blank);
    subject.object = blank == std::string::npos ? "" : approval.subject.substr(blank + 1);
    const std::size_t slash = subject.object.rfind('/');
    if (slash == std::string::npos) return subject;
    subject.number = std::atoi(subject.object.c_str() + slash + 1); // written by us, as a number
    subject.object.resize(slash);
    return subject;
}

/// How a kind of subject is decided and taken back.
struct RouteKind {
    Approval (*decide)(Engine&, const Subject&, const Ballot&);
    void (*withdraw)(Engine&, const Subject&, const std::string& reason);
};

const std::map<std::string, RouteKind> kinds{
    {"document",
     {[](Engine& e, const Subject& s, const Ballot& b) {
          return decide_document(e, {s.object, "", s.number}, b);
      },
      [](Engine& e, const Subject& s, const std::string& why) {
          withdraw_document(e, {s.object, "", s.number}, why);
      }}},
    {"disposal",
     {[](Engine& e, const Subject& s, const Ballot& b) { return decide_disposal(e, s.object, b); },
      [](Engine& e, const Subject& s, const std::string& why) { withdraw_disposal(e, s.object, why); }}},
    {"schedule",
     {[](Engine& e, const Subject& s, const Ballot& b) { return decide_schedule(e, s.object, s.number, b); },
      [](Engine& e, const Subject& s, const std::string& why) {
          withdraw_schedule(e, s.object, s.number, why);
      }}},
    {"override",
     {[](Engine& e, const Subject& s, const Ballot& b) { return decide_override(e, s.object, b); },
      [](Engine& e, const Subject& s, const std::string& why) { withdraw_override(e, s.object, why); }}},
    {"hold-release",
     {[](Engine& e, const Subject& s, const Ballot& b) { return decide_release(e, s.object, b); },
      [](Engine& e, const Subject& s, const std::string& why) { withdraw_release(e, s.object, why); }}},
};

/// The approval, which must run, and its kind.
Approval require_pending(Engine& engine, const std::string& id) {
    Approval approval = engine.approval(id);
    if (approval.state == ApprovalState::pending) return approval;
    throw Error(Code::conflict, "the approval " + id + " of " + approval.subject + " is " +
                                    format::name_of(approval.state) + "; submit again for a new one");
}

const RouteKind& kind_of(const Approval& approval) {
    const auto kind = kinds.find(subject_of(approval).kind);
    if (kind != kinds.end()) return kind->second;
    throw Error(Code::corrupt, approval.id + " is about '" + approval.subject +
                                   "', which this version cannot decide; run verify");
}

void require_party(Turn& turn, const Approval& approval) {
    const std::string& login = turn.actor().login;
    if (login == approval.author || login == approval.submitted_by || approval.coauthors.contains(login))
        return;
    if (model::grants(turn.actor(), turn.engine().all<Role>("roles"), deciding)) return;
    if (model::seat_of(approval, login, deciders_of(turn.engine()), turn.today())) return; // a delegate
    refuse(turn.engine(), deciding, approval.subject,
           login + " neither made it nor submitted it, and lacks the permission " + deciding);
}

} // namespace

std::vector<PendingApproval> Approvals::pending(const std::string& person) const {
    const auto deciders = deciders_of(*engine_);
    const Date today = engine_->today();
    std::vector<PendingApproval> result;
    for (const auto& approval : list()) {
        for (const std::size_t step : model::waiting_steps(approval)) {
            auto waiting = model::may_decide(approval, deciders, today, step);
            if (!person.empty() && std::find(waiting.begin(), waiting.end(), person) == waiting.end())
                continue;
            const auto due = model::due_on(approval, step, deciders.utc_offset_minutes);
            result.push_back({approval, step, std::move(waiting),
                              engine_->civil_date(model::opened_at(approval, step)), due,
                              due && *due < today});
        }
    }
    return result;
}

std::vector<Approval> Approvals::list() const {
    return engine_->all<Approval>("approvals");
}

std::vector<SignedDecision> Approvals::signed_decisions(const std::string& id) const {
    const Approval approval = get(id);
    std::vector<SignedDecision> decisions;
    for (const auto& decision : approval.decisions)
        decisions.push_back({decision.by, format::decision_text(engine_->identity(), approval, decision),
                             decision.signature});
    return decisions;
}

Approval Approvals::get(const std::string& id) const {
    return engine_->approval(id);
}

Approval Approvals::decide(const std::string& id, const Ballot& ballot) {
    const Approval approval = require_pending(*engine_, id);
    return kind_of(approval).decide(*engine_, subject_of(approval), ballot);
}

void Approvals::withdraw(const std::string& id, const std::string& reason) {
    const Approval approval = require_pending(*engine_, id);
    kind_of(approval).withdraw(*engine_, subject_of(approval), reason);
}

void Approvals::comment(const std::string& id, const std::string& text) {
    if (text.empty()) throw Error(Code::invalid_argument, "a comment says something; give its text");
    Turn turn(*engine_, any_person, id);
    Approval approval = require_pending(*engine_, id);
    require_party(turn, approval);
    approval.comments.push_back({turn.actor().login, turn.now(), text});
    Draft draft = turn.begin("approval.comment");
    draft.put(format::approval_path(id), approval);
    draft.subject("approval", id);
    draft.say("Comment on " + id + ", " + approval.subject, text);
    turn.commit(std::move(draft));
}

} // namespace almirah
