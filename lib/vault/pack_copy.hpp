// Objects carried from packs into new ones.
#pragma once

#include "vault/new_packs.hpp"
#include "vault/pack.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace almirah::vault {

/// Where an object goes that is number `n` of its pack; null: nowhere.
using Taker = std::function<NewPacks*(std::size_t n, const ObjectId& id)>;
/// Appends the objects of a pack to what takes them, unless they are there already: compressed bytes as they
/// are, after their CRC-32 was compared; deltas written out in full. Throws corrupt.
void copy_objects(const Pack& from, const Taker& taker);

/// What a pack is marked with that is not to be merged (git's own mark); it says why.
inline constexpr std::string_view keep_suffix = ".keep";

/// Removes a pack's files, its mark and then the pack first: an idx alone is harmless, a pack alone comes
/// back to life.
void remove_pack(const std::string& stem);
/// Removes what stock git derives from packs and that would name objects or packs that are gone.
void remove_derived(const std::string& objects);

} // namespace almirah::vault
