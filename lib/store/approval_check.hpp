// Whether what takes force in the register has the approvals for it.
#pragma once

#include "store/expectation.hpp"

namespace almirah {

/// Approvals that are approved without the decisions that their route asks for, and revisions in force
/// without such an approval.
void find_unfounded(const Expectation& expected, Verification& result);

} // namespace almirah
