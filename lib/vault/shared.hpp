// Which content may have more than one owner: notes in the vault's tree, made when content is filed that the
// store had already (docs/format.md, "Shared content"). So destroying the others needs no look at every tree.
#pragma once

#include "vault/state.hpp"

#include <set>
#include <string>

namespace almirah::vault {

/// The folder of the notes, beside `records` and `documents`.
inline constexpr std::string_view shared_folder = "shared";

/// Notes the objects, and from the first content on that notes are made. Before the vault's tree is written.
void note_shared(Writer::State& writer);

/// Of the objects those that may have another owner than the one that the caller knows of; all of them in a
/// store that was begun before there were notes.
std::set<ObjectId> perhaps_shared(Repository::State& state, const std::set<ObjectId>& objects);

} // namespace almirah::vault
