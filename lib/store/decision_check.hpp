// Whether what was decided still counts on the day on which something irreversible rests on it.
#pragma once

#include "store/engine.hpp"

#include <string>

namespace almirah {

/// Why a decision on the approval does not count: the policy asks for a signature and there is none, or it is
/// by a key that was not valid then, or of which it is known now that it was not (a revocation from an
/// earlier day on takes the decision with it). Names the person; empty when all count.
std::string why_not_counted(Engine& engine, const Approval& approval);

/// Why the release of a hold does not count: the approval by which it was released does not, or the entry
/// that released it bears no signature that the policy asks for. Empty when it does. Walks back to that entry
/// where the policy asks.
std::string why_release_not_counted(Engine& engine, const Hold& hold);

} // namespace almirah
