// What makes a checklist one that can be kept.
#pragma once

#include "almirah/audit_pack.hpp"

namespace almirah {

/// Throws invalid_argument, saying what is wrong.
void check_checklist(const Checklist& checklist);

} // namespace almirah
