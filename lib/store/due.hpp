// What is due, for the questions of administrators and for disposal lists alike.
#pragma once

#include "store/engine.hpp"

#include <functional>
#include <vector>

namespace almirah {

/// Evaluates the candidates of a query, by series and id; `each` returns false to stop. Limit and offset are
/// not applied.
void each_due(Engine& engine, const DueQuery& query, const std::function<bool(DueLine&&)>& each);

/// The lines of a query, limit and offset applied.
std::vector<DueLine> due_lines(Engine& engine, const DueQuery& query);

} // namespace almirah
