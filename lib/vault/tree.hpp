// git's trees: names, modes and objects of one folder.
#pragma once

#include "vault/object.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace almirah::vault {

struct TreeEntry {
    std::string name;
    ObjectId id;
    bool folder = false;
    bool operator==(const TreeEntry&) const = default;

    /// What trees are sorted by: a folder's name counts as if it ended in '/'.
    std::string key() const { return folder ? name + "/" : name; }
};

/// In stored order. `id` is for the message. Throws corrupt on bytes that are no tree of files and folders,
/// in order.
std::vector<TreeEntry> parse_tree(std::string_view bytes, const ObjectId& id);

/// The bytes of a tree; sorts the entries.
std::string encode_tree(std::vector<TreeEntry> entries);

/// What a big file's folder of parts is called: `name` + this (docs/format.md).
inline constexpr std::string_view parts_suffix = ".parts";
/// "000000", "000001", …
std::string part_name(std::size_t number);

} // namespace almirah::vault
