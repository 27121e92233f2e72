// Destroying objects, and finishing what a crash interrupted.
#pragma once

#include "vault/state.hpp"

#include <set>

namespace almirah::vault {

/// Removes the objects and their parts, and those of an unfinished purge, but for what a living commit
/// reaches. Trees of dead vault commits that name them stay. Returns what was removed.
PurgeReport purge_objects(Repository::State& state, const std::set<ObjectId>& objects,
                          const Progress& progress);

} // namespace almirah::vault
