// The head of an object in a pack: kind and size (git's pack format, version 2).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "vault/object.hpp"

namespace almirah::vault {

/// Pack header: "PACK", version, number of objects.
inline constexpr std::size_t pack_header_bytes = 12;
inline constexpr std::size_t pack_trailer_bytes = 20;
/// No head is longer, with the base of a delta.
inline constexpr std::size_t longest_entry_head = 32;

struct EntryHead {
    /// Nothing for a delta, whose kind is its base's.
    std::optional<ObjectKind> kind;
    std::uint64_t size_bytes = 0; ///< Inflated; of the delta, where it is one.
    std::size_t head_bytes = 0;   ///< Where the zlib stream begins; for a delta its base's name comes first.
};

void append_entry_head(std::string& out, ObjectKind kind, std::uint64_t size_bytes);
/// Nothing when the bytes are no head.
std::optional<EntryHead> parse_entry_head(std::string_view bytes);

std::string encode_pack_header(std::uint32_t objects);
/// The number of objects; nothing when the bytes are no header of a version 2 pack.
std::optional<std::uint32_t> parse_pack_header(std::string_view bytes);

/// Numbers of packs and idx: big-endian.
std::uint32_t big_endian_32(const char* bytes);
void append_big_endian_32(std::string& out, std::uint32_t value);

} // namespace almirah::vault
