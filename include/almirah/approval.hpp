// Approvals: one mechanism for documents, disposals, schedules, overrides and releases of holds.
// Who may do what in which state, and what comes of it: docs/states.md.
#pragma once

#include "almirah/date.hpp"
#include "almirah/office.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace almirah {

/// `returned`: sent back for change. Only a pending one can be decided; the others are final.
enum class ApprovalState { pending, approved, rejected, withdrawn, voided, returned };

/// What one person says. An abstention counts for nothing, and uses up the person's turn at the step.
enum class Vote { approve, reject, return_for_change, abstain };

/// One person's decision. It binds to `digest` and to nothing else (R17).
struct Decision {
    std::size_t step = 0; ///< 0-based index into the route's steps.
    std::string by;
    Instant at{};
    Vote vote = Vote::approve;
    std::string reason;       ///< Required with a rejection and a return (R19).
    std::string digest;       ///< SHA-256 of what was shown, as the person confirmed it.
    std::string for_person{}; ///< Login of who is away and for whom `by` decided; empty: for himself.
    std::string delegation{}; ///< Id of the delegation; empty where there is none.
    /// SSHSIG in armour, in the namespace "almirah-approval", over the words of the decision
    /// (Approvals::signed_decisions); empty: unsigned.
    std::string signature{};

    bool operator==(const Decision&) const = default;
    bool approved() const noexcept { return vote == Vote::approve; }
};

/// A remark on a running approval; it decides nothing.
struct Comment {
    std::string by;
    Instant at{};
    std::string text;

    bool operator==(const Comment&) const = default;
};

struct Approval {
    std::string id;      ///< "A-2026-0001"
    std::string subject; ///< "document QP-07/3", "disposal D-2026-0001", "schedule GEN/2"
    /// SHA-256 of the manifest of exactly what was submitted: content, metadata and route (docs/format.md).
    std::string digest;
    Route route; ///< As it stood at submission, but for steps that this subject does not ask for.
    std::string author;
    std::string submitted_by;
    Instant submitted_at{};
    ApprovalState state = ApprovalState::pending;
    std::vector<Decision> decisions;
    std::string note; ///< Why it was withdrawn or voided.
    /// SHA-256 of the subject alone, from which `digest` is made with the route; empty in approvals that were
    /// submitted before the route was part of it: there the two are the same.
    std::string subject_digest{};
    std::vector<Comment> comments{};
    std::string ended_by{}; ///< Who withdrew it, or whose change made it void.
    std::optional<Instant> ended_at{};
    /// Who besides `author` wrote any part of what is decided; kept out as the author is.
    std::set<std::string> coauthors{};
    /// Steps of the route, as it stood at submission, that this subject did not ask for and that another
    /// type or series would. A subject that asks for one of them by now is decided and carried out no more.
    std::vector<RouteStep> left_out{};

    bool operator==(const Approval&) const = default;
};

/// A step that waits.
struct PendingApproval {
    Approval approval;
    std::size_t step = 0;
    std::vector<std::string> waiting; ///< Logins who may decide it today, delegates among them.
    Date since{};                     ///< When it opened.
    std::optional<Date> due_on{};     ///< The last day of its deadline.
    bool overdue = false;             ///< The deadline is past; `waiting` has those to whom it is escalated.
};

/// What the acting person says to a running approval.
struct Ballot {
    Vote vote = Vote::approve;
    std::string reason{};
    std::string digest{};              ///< `Approval::digest` as it was seen; empty: as it stands now.
    std::optional<std::size_t> step{}; ///< 0-based; else the first that names the person, or that he may.
};

/// Which events are asked for. Empty members ask for all.
struct ApprovalQuery {
    std::string approval{};
    std::string subject{}; ///< "document QP-07/3", or the beginning of it: "document QP-07".
    std::string person{};  ///< Who acted, or for whom.
    std::optional<Date> from{}, until{};
};

/// Something that happened to an approval.
struct ApprovalEvent {
    std::string approval;
    std::string subject;
    Instant at{};
    std::string what; ///< "submit", "approve", "reject", "return", "abstain", "comment", "withdrawn", "void"
    std::string by;
    std::string for_person;
    std::optional<std::size_t> step; ///< Of a decision.
    std::string text;                ///< Reason, comment or note.
};

/// How long decisions took, from the opening of their step on.
struct ApprovalTime {
    std::string route; ///< Empty where `desk` is asked for.
    std::size_t step = 0;
    std::string step_name;
    std::string desk; ///< Of whom it was asked; the login where the person holds no desk.
    std::size_t decisions = 0;
    double mean_hours = 0;
    double longest_hours = 0;
};

struct ApprovalTimesQuery {
    bool by_desk = false;                ///< Else by route and step.
    std::optional<Date> from{}, until{}; ///< Of the decisions.
};

/// An attempt that was refused. Kept beside the index of this copy of the store, in no entry, and only so
/// many of them (docs/threat-model.md).
struct RefusedAttempt {
    Instant at{};
    std::string by;      ///< As the caller named himself; may be nobody of the office.
    std::string rule;    ///< What forbade it: a permission, a route, "digest".
    std::string object;  ///< What was to be changed; may be empty.
    std::string message; ///< What the person was told.

    bool operator==(const RefusedAttempt&) const = default;
};

} // namespace almirah
