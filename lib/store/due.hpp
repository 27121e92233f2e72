// What is due, for the questions of administrators and for disposal lists alike.
#pragma once

#include "store/engine.hpp"

#include <vector>

namespace almirah {

/// The lines of a query, by series and id, limit and offset applied.
std::vector<DueLine> due_lines(Engine& engine, const DueQuery& query);

/// How many there are of each series and action, by series; limit and offset are not applied.
std::vector<DueCount> due_counts(Engine& engine, const DueQuery& query);

} // namespace almirah
