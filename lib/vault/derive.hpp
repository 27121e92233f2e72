// An idx made anew from its pack.
#pragma once

#include "os/file.hpp"

#include <string>

namespace almirah::vault {

/// The bytes of the idx. Reads the whole pack, checks its trailer and hashes every object. Throws corrupt
/// when the pack is damaged, or has deltas: those are not of our making, and `git index-pack` does it.
std::string derive_index(const os::File& pack);

} // namespace almirah::vault
