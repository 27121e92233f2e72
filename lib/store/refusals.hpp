// Attempts that were refused for want of a right: said, and kept beside the index of this copy of the store.
// They are no entries: what was not done is no part of the register, and whoever is refused must not write
// it.
#pragma once

#include "store/engine.hpp"

#include <string>
#include <vector>

namespace almirah {

/// Notes the attempt of the acting person and throws Refused. That it cannot be noted changes nothing. Called
/// under the writers' lock.
[[noreturn]] void refuse(const Engine& engine, const std::string& rule, const std::string& object,
                         const std::string& message);

/// What is kept, oldest first. Throws corrupt, io.
std::vector<RefusedAttempt> refused_attempts(const Engine& engine);

} // namespace almirah
