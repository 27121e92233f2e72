// What the door to trust answers, for others in this room.
#pragma once

#include "store/replay.hpp"

#include <functional>
#include <map>
#include <string>

namespace almirah {

/// Trust::verify.
Verification verify_store(Engine& engine, bool fast, const Progress& progress);

/// The part of verify that reads the index, for the campaign that turns each of its bits: the register and
/// its content are read once, now, and not each time an engine is asked.
std::function<Verification(Engine& asked)> index_check(Engine& engine);

/// Trust::verify_signatures.
SignatureReport verify_signatures(Engine& engine, const Progress& progress, DecisionFaults* faults = nullptr);

/// Trust::checkpoint.
Checkpoint checkpoint_of(Engine& engine, bool verified = false);

} // namespace almirah
