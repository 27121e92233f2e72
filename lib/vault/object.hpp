// git's objects as the other rooms see them.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace almirah::vault {

struct ObjectId {
    std::array<std::uint8_t, 20> bytes{};

    auto operator<=>(const ObjectId&) const = default;
    std::string hex() const;
    /// 40 hexadecimal digits; nothing for other text.
    static std::optional<ObjectId> parse(std::string_view hex);
};

struct ObjectIdHash {
    std::size_t operator()(const ObjectId& id) const noexcept {
        std::size_t value;
        std::memcpy(&value, id.bytes.data(), sizeof value);
        return value;
    }
};

/// By git's numbers, which packs use too.
enum class ObjectKind : std::uint8_t { commit = 1, tree = 2, blob = 3, tag = 4 };

/// "commit", "tree", "blob", "tag".
const char* name_of(ObjectKind kind) noexcept;
std::optional<ObjectKind> parse_object_kind(std::string_view name);

struct Object {
    ObjectKind kind = ObjectKind::blob;
    std::string bytes;
};

/// The name of an object: SHA-1 of its kind, size and bytes.
ObjectId object_id(ObjectKind kind, std::string_view bytes);

/// The tree of nothing.
inline constexpr const char* empty_tree_hex = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/// Content that is in the pack being written, or was in the store already.
struct StoredContent {
    ObjectId id; ///< The blob; the tree of parts when `in_parts`.
    bool in_parts = false;
    std::uint64_t size_bytes = 0;
    std::string sha256; ///< 64 hexadecimal digits.
};

} // namespace almirah::vault
