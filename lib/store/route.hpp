// Submitting a subject to a route, and deciding it (R03, R17-R19). One mechanism for documents, disposals,
// schedules, dates of records and releases of holds.
#pragma once

#include "model/approve.hpp"
#include "store/turn.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>

namespace almirah {

/// What is submitted.
struct Submission {
    std::string kind;    ///< Policy's name of the route: "document", "disposal", "schedule".
    std::string subject; ///< "document QP-07/3"
    std::string digest;  ///< SHA-256 of exactly what is submitted.
    std::string author;
    int approvers = 1;                 ///< At least so many different people decide, whatever the route says.
    std::string type{};                ///< Of a document.
    std::set<std::string> series{};    ///< What is submitted is in; those above count, too.
    std::string route{};               ///< Code; empty: the policy's for the kind.
    std::set<std::string> coauthors{}; ///< Who besides `author` wrote any part of it.
};

/// What was submitted, as it is by now.
struct SubjectNow {
    std::string digest;
    std::string type{};
    /// Asked only where it matters: of a long list it is a lot to read. Empty: it is in none.
    std::function<std::set<std::string>()> series{};
};

/// Everything a record is in.
std::set<std::string> series_of(const Record& record);

/// Whether any step of the route that a kind takes is asked for by series.
bool asks_by_series(Engine& engine, const std::string& kind);

/// What an approval left out at submission, asked again of records as they are by now.
class LeftOut {
public:
    LeftOut(Engine& engine, Approval approval);

    /// Whom the route would ask of the record besides who was asked: "the route two asks for role collector
    /// of what is in its series, and it was not asked"; "" when nobody.
    std::string why_not(const Record& record) const;

private:
    Approval approval_;
    std::map<std::string, std::string> above_; ///< Series -> the one it lies under.
};

/// The route that the policy names for a kind; nothing when it names none.
std::optional<Route> route_for(Engine& engine, const std::string& kind);

/// Puts a pending approval into the draft. Throws refused when the policy names no route, invalid_argument
/// when too few people could ever decide.
Approval submit(Turn& turn, Draft& draft, const Submission& submission);

/// Puts the decision of the acting person into the draft. The decision is refused when the subject is no
/// longer what was submitted (R17), or when it is by now of a type or series of which the route asks other
/// people. Throws refused, conflict (the approval is not running).
Approval decide(Turn& turn, Draft& draft, const std::string& id, const SubjectNow& now, const Ballot& ballot);

/// Whom the route would ask of the subject as it is now besides who was asked, as a clause; "" when nobody.
std::string why_asked_of_others(Engine& engine, const Approval& approval, const SubjectNow& now);

/// Ends a running approval without a decision: withdrawn by its submitter, or void since its subject changed.
/// What an entry says of it: "; its approval A-2026-0001 is void", or "" where none ran.
std::string end_approval(Turn& turn, Draft& draft, const std::string& id, ApprovalState state,
                         const std::string& note);

/// What decisions bind to: the subject, and the route by which it was shown to be decided.
std::string digest_with(const std::string& subject_digest, const Route& route);

/// Whether the subject is still what was submitted. Approvals of before routes were part of it bind to the
/// subject alone.
bool still_submitted(const Approval& approval, const std::string& digest_now);

/// What the office consists of when it decides.
model::Deciders deciders_of(Engine& engine);

/// "document.approve", "disposal.return"
std::string operation_of(const std::string& kind, Vote vote);
/// "Approve", "Reject", "Return", "Abstain from", as an entry begins.
std::string verb_of(Vote vote);
/// " for ravi", where the latest decision was made for another; else "".
std::string on_behalf(const Approval& approval);

/// The revision of a document that is in review: of a language, of a number, or the only one.
struct WhichRevision {
    std::string document;
    std::string language{};
    int number = 0;
};

/// Each decides, or takes back, one kind of subject, as one entry.
Approval decide_document(Engine& engine, const WhichRevision& which, const Ballot& ballot);
Approval decide_disposal(Engine& engine, const std::string& id, const Ballot& ballot,
                         const std::vector<std::string>& except = {});
Approval decide_schedule(Engine& engine, const std::string& id, int version, const Ballot& ballot);
Approval decide_override(Engine& engine, const std::string& record, const Ballot& ballot);
Approval decide_release(Engine& engine, const std::string& hold, const Ballot& ballot);
void withdraw_document(Engine& engine, const WhichRevision& which, const std::string& reason);
void withdraw_disposal(Engine& engine, const std::string& id, const std::string& reason);
void withdraw_schedule(Engine& engine, const std::string& id, int version, const std::string& reason);
void withdraw_override(Engine& engine, const std::string& record, const std::string& reason);
void withdraw_release(Engine& engine, const std::string& hold, const std::string& reason);

} // namespace almirah
