// The leaves of FTS5, held against the rows that it finds them by.
#pragma once

#include "index/connection.hpp"

namespace almirah::index {

/// FTS5's own check walks leaf after leaf and never seeks. Throws corrupt where the row of `search_idx` that
/// a term is sought by does not lead to the leaf that has it.
void check_leaves(Connection& connection);

} // namespace almirah::index
