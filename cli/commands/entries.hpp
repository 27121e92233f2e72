// Entries of the register, as `history` and `record history` show them.
#pragma once

#include "cli/session.hpp"

#include <string>

namespace almirah::cli {

/// Oldest first; `subject` empty: everything. `limit` 0: all.
void show_history(Session& session, const std::string& subject, std::size_t limit);

} // namespace almirah::cli
