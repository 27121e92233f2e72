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

/// Content that is in the pack being written, or was in the store already.
struct StoredContent {
    ObjectId id; ///< The blob; the tree of parts when `in_parts`.
    bool in_parts = false;
    std::uint64_t size_bytes = 0;
    std::string sha256; ///< 64 hexadecimal digits.
};

} // namespace almirah::vault
