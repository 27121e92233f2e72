// Submitting a subject to a route, and deciding it (R03, R17-R19). One mechanism for documents, disposals,
// schedules.
#pragma once

#include "store/turn.hpp"

#include <string>

namespace almirah {

/// What is submitted.
struct Submission {
    std::string kind;    ///< Policy's name of the route: "document", "disposal", "schedule".
    std::string subject; ///< "document QP-07/3"
    std::string digest;  ///< SHA-256 of exactly what is submitted.
    std::string author;
    int approvers = 1; ///< At least so many different people decide, whatever the route says.
};

/// The route that the policy names for a kind; nothing when it names none.
std::optional<Route> route_for(Engine& engine, const std::string& kind);

/// Puts a pending approval into the draft. Throws refused when the policy names no route, invalid_argument
/// when too few people could ever decide.
Approval submit(Turn& turn, Draft& draft, const Submission& submission);

/// Puts the decision of the acting person into the draft. `digest_now`: of the subject as it stands; when it
/// differs from what was submitted, the decision is refused (R17). Throws refused, conflict (the approval is
/// not running).
Approval decide(Turn& turn, Draft& draft, const std::string& id, const std::string& digest_now, bool approved,
                const std::string& reason);

/// Ends a running approval without a decision: withdrawn by its submitter, or void since its subject changed.
void end_approval(Turn& turn, Draft& draft, const std::string& id, ApprovalState state,
                  const std::string& note);

} // namespace almirah
