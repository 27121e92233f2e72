// The idx of a pack (git's version 2): which objects lie where.
#pragma once

#include "os/file.hpp"
#include "vault/object.hpp"

#include <optional>
#include <string>
#include <vector>

namespace almirah::vault {

struct IndexEntry {
    ObjectId id;
    std::uint32_t crc32 = 0; ///< Of the entry as it stands in the pack.
    std::uint64_t offset = 0;
};

/// The bytes of an idx. `checksum` is the pack's trailer.
std::string encode_index(std::vector<IndexEntry> entries, const ObjectId& checksum);

/// An idx. Objects are numbered from 0 in the order of their ids.
class PackIndex {
public:
    /// Checks size and fan-out, so that reading stays within its bounds. Throws corrupt.
    PackIndex(os::Mapping mapping, std::uint64_t pack_bytes);
    PackIndex(std::string bytes, std::uint64_t pack_bytes);

    /// Checks all the rest, reading it whole: SHA-1, order of ids, offsets within the pack. Until then what
    /// it says is a hint: an object that was found is proved by its own hash, and one that was not may be
    /// there. Throws corrupt and says what is wrong.
    void check() const;

    std::size_t count() const { return count_; }
    std::optional<std::size_t> find(const ObjectId& id) const;
    ObjectId id(std::size_t n) const;
    std::uint32_t crc32(std::size_t n) const;
    std::uint64_t offset(std::size_t n) const;
    /// The pack's trailer, as the idx has it.
    ObjectId pack_checksum() const;
    std::string_view bytes() const { return mapping_ ? mapping_->bytes() : std::string_view(own_); }

private:
    const char* names() const { return bytes().data() + names_at; }
    std::uint32_t fan_out(std::size_t first_byte) const;
    void check_size();
    void check_names() const;

    static constexpr std::size_t names_at = 8 + 256 * 4;
    std::optional<os::Mapping> mapping_;
    std::string own_;
    std::uint64_t pack_bytes_;
    std::size_t count_ = 0;
    std::size_t large_offsets_ = 0;
};

} // namespace almirah::vault
