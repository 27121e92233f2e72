// What leads out of a store, or lets its bytes live on elsewhere: looked for at opening, by verify, and
// before anything is destroyed.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace almirah::vault {

/// Symbolic links in the place of what a store keeps itself: branches and packed-refs, whatever lies below
/// objects, whatever is in almirah. Relative to the store.
std::vector<std::string> links_of(const std::string& directory);

/// Files of git's that give other objects or another history than what is there, and why they must not be.
std::vector<std::pair<std::string, std::string>> diversions_of(const std::string& directory);

/// Packs whose file has a further name on the disk (a hard link, as a local `git clone` makes them): what is
/// destroyed stays under it.
std::vector<std::string> shared_packs_of(const std::string& directory);
bool is_shared(const std::string& pack_file);

} // namespace almirah::vault
