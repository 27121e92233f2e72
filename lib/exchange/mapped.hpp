// Schedules of other origin, through a profile.
#pragma once

#include "exchange/assembly.hpp"
#include "exchange/csv.hpp"
#include "exchange/profile.hpp"
#include "exchange/table.hpp"

namespace almirah::exchange {

/// How many of the cells are headings that the profile names.
KnownIn known_of(const Profile& profile);

/// Adds the rows to the assembly, and what is wrong with them.
void read_mapped(const Csv& csv, const Profile& profile, Assembly& assembly);

} // namespace almirah::exchange
