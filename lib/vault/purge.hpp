// Destroying objects, and finishing what a crash interrupted.
#pragma once

#include "vault/state.hpp"

#include <set>

namespace almirah::vault {

/// Removes the objects, and those of an unfinished purge, with all that leads to them, but for what a living
/// commit reaches. Returns what was removed.
PurgeReport purge_objects(Repository::State& state, const std::set<ObjectId>& objects,
                          const Progress& progress);

} // namespace almirah::vault
