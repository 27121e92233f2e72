// Destroying objects, and finishing what a crash interrupted.
#pragma once

#include "vault/state.hpp"

#include <set>

namespace almirah::vault {

/// Removes the objects and their parts, and those of an unfinished purge, but for what a living commit
/// reaches. `doubted`: those that somebody else may own although no note says so. Trees of dead vault commits
/// that name them stay. Returns what was removed.
PurgeReport purge_objects(Repository::State& state, const std::set<ObjectId>& objects,
                          const std::set<ObjectId>& doubted, const Progress& progress);

/// Those of the objects that an entry or the vault of the last entry leads to. Reads every tree. Throws
/// corrupt, not_found.
std::set<ObjectId> living_of(Repository::State& state, const std::set<ObjectId>& objects);

} // namespace almirah::vault
