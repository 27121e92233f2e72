// History once more, entry by entry: whether each was one that its operation may write, by who was allowed
// to, and signed where the policy of that moment asked for it (docs/threat-model.md, "What verify finds").
#pragma once

#include "store/engine.hpp"

#include <map>
#include <optional>
#include <string>

namespace almirah {

/// What is wrong with decisions: the codes of their findings, by approval and place among its decisions. What
/// is signed and not named here counts.
using DecisionFaults = std::map<std::pair<std::string, std::size_t>, std::string>;

/// How much of history is looked at, and how closely.
struct Replaying {
    /// The entry after which it begins; nothing: from founding.
    std::optional<vault::ObjectId> after{};
    std::uint64_t entries_before = 0; ///< Up to that one.
    bool signatures = false; ///< Verify each signature; else only whether one is there that has to be.
    Progress progress{};     ///< Counts entries.
};

/// What was looked at is counted, and what was found is added to `report.findings`. Throws not_found when
/// `after` is no entry of this history, cancelled.
void replay(Engine& engine, const Replaying& how, SignatureReport& report, DecisionFaults* faults = nullptr);

} // namespace almirah
