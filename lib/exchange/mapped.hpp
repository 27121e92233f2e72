// Schedules of other origin, through a profile.
#pragma once

#include "exchange/assembly.hpp"
#include "exchange/csv.hpp"
#include "exchange/profile.hpp"

namespace almirah::exchange {

/// Adds the rows to the assembly, and what is wrong with them.
void read_mapped(const Csv& csv, const Profile& profile, Assembly& assembly);

/// Windows-1252 as UTF-8; the five bytes that it leaves undefined become U+FFFD.
std::string from_windows_1252(std::string_view bytes);

} // namespace almirah::exchange
