// What the door to trust answers, for others in this room.
#pragma once

#include "store/engine.hpp"

#include <map>
#include <string>

namespace almirah {

/// Trust::verify.
Verification verify_store(Engine& engine, bool fast, const Progress& progress);

/// What is wrong with decisions: the codes of their findings, by approval and place among its decisions. What
/// is signed and not named here counts.
using DecisionFaults = std::map<std::pair<std::string, std::size_t>, std::string>;

/// Trust::verify_signatures.
SignatureReport verify_signatures(Engine& engine, const Progress& progress, DecisionFaults* faults = nullptr);

/// Trust::checkpoint.
Checkpoint checkpoint_of(Engine& engine);

} // namespace almirah
