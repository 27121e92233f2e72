// Whether all is still in the register that it speaks of: nothing is ever taken out of it.
#pragma once

#include "store/expectation.hpp"

namespace almirah {

/// What entries, people, the policy and records name and the register does not have. `history`: an index made
/// of this register.
void find_missing(const Expectation& expected, const index::Index& history, Verification& result);

} // namespace almirah
