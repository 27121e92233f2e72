// Approvals: one mechanism for documents, disposals and schedules.
#pragma once

#include "almirah/date.hpp"
#include "almirah/office.hpp"

#include <string>
#include <vector>

namespace almirah {

enum class ApprovalState { pending, approved, rejected, withdrawn, voided };

/// One person's decision. It binds to `digest` and to nothing else (R17).
struct Decision {
    std::size_t step = 0; ///< 0-based index into the route's steps.
    std::string by;
    Instant at{};
    bool approved = false;
    std::string reason; ///< Required with a rejection (R19).
    std::string digest; ///< SHA-256 of what was shown, as the person confirmed it.
    /// SSHSIG in armour, in the namespace "almirah-approval", over the words of the decision
    /// (Approvals::signed_decisions); empty: unsigned.
    std::string signature{};

    bool operator==(const Decision&) const = default;
};

struct Approval {
    std::string id;      ///< "A-2026-0001"
    std::string subject; ///< "document QP-07/3", "disposal D-2026-0001", "schedule GEN/2"
    std::string digest;  ///< SHA-256 of exactly what was submitted.
    Route route;         ///< As it stood at submission.
    std::string author;
    std::string submitted_by;
    Instant submitted_at{};
    ApprovalState state = ApprovalState::pending;
    std::vector<Decision> decisions;
    std::string note; ///< Why it was withdrawn or voided.

    bool operator==(const Approval&) const = default;
};

struct PendingApproval {
    Approval approval;
    std::size_t step = 0;             ///< The step that waits.
    std::vector<std::string> waiting; ///< Logins who may decide it.
};

} // namespace almirah
