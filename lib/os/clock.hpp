// The one place that reads a clock.
#pragma once

#include "almirah/date.hpp"

namespace almirah::os {

Instant now();

} // namespace almirah::os
