// Whether what takes force in the register has the approvals for it.
#pragma once

#include "store/expectation.hpp"

namespace almirah {

/// Whether its route is the one that was submitted; its decisions, taken one after the other, carry it to its
/// end; and nobody took part whom the route keeps out, its author or who decided already.
bool is_founded(const Approval& approval);

/// Approvals that are approved without the decisions that their route asks for; disposals carried out and
/// revisions issued without an approval; and content that is gone, of which no disposal tells.
void find_unlawful(const Expectation& expected, Verification& result);

} // namespace almirah
