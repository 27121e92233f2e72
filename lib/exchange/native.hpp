// Schedules in Almirah's own columns (docs/schedules.md).
#pragma once

#include "exchange/assembly.hpp"
#include "exchange/columns.hpp"

namespace almirah::exchange {

/// The columns that it takes.
const ColumnSet& native_columns();

/// Adds the rows to the assembly, and what is wrong with them.
void read_native(const Csv& csv, Assembly& assembly);

} // namespace almirah::exchange
