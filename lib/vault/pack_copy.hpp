// Objects carried from packs into new ones.
#pragma once

#include "vault/new_packs.hpp"
#include "vault/pack.hpp"

#include <functional>
#include <string>

namespace almirah::vault {

/// Appends the objects of a pack that `wanted` and that are not there yet: compressed bytes as they are,
/// after their CRC-32 was compared; deltas written out in full. Throws corrupt.
void copy_objects(const Pack& from, const std::function<bool(const ObjectId&)>& wanted, NewPacks& to);

/// Removes a pack's files, the pack first: an idx alone is harmless, a pack alone comes back to life.
void remove_pack(const std::string& stem);
/// Removes what stock git derives from packs and that would name objects or packs that are gone.
void remove_derived(const std::string& objects);

} // namespace almirah::vault
