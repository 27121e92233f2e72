// Whether a policy can be kept.
#pragma once

#include "store/engine.hpp"

namespace almirah {

/// Throws invalid_argument: what is wrong with the policy.
void check_policy(Engine& engine, const Policy& policy);

} // namespace almirah
