// Attempts that were refused for want of a right: said, and kept beside the index of this copy of the store.
// They are no entries: what was not done is no part of the register, and whoever is refused must not write
// it. But they are chained by their hashes, and each entry says how many there were and which was the last,
// so that a log that was cut or changed is seen.
#pragma once

#include "format/entry.hpp"
#include "store/engine.hpp"

#include <string>
#include <vector>

namespace almirah {

/// Notes the attempt of the acting person and throws Refused. That it cannot be noted changes nothing. Called
/// under the writers' lock.
[[noreturn]] void refuse(Engine& engine, const std::string& rule, const std::string& object,
                         const std::string& message);

/// What is kept, oldest first. Throws corrupt, io.
std::vector<RefusedAttempt> refused_attempts(const Engine& engine);

/// What the next entry says of the log; what the last one said where the log does not bear that out.
format::Marks marks_now(Engine& engine);

/// Whether the log is what the last entry says of it.
void look_at_refusals(Engine& engine, std::vector<Finding>& findings);

} // namespace almirah
