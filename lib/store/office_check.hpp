// Whether a policy can be kept, and a person be given work.
#pragma once

#include "store/engine.hpp"

namespace almirah {

/// Throws invalid_argument: what is wrong with the policy.
void check_policy(Engine& engine, const Policy& policy);

/// Throws refused where the policy would make a record due earlier than the one before.
void refuse_earlier_by(Engine& engine, const Policy& before, const Policy& after);

/// Throws not_found; invalid_argument for one who is no longer active.
Person require_active(Engine& engine, const std::string& login);

} // namespace almirah
