#include "vault/pack_index.hpp"

#include "almirah/error.hpp"
#include "base/digest.hpp"
#include "vault/pack_entry.hpp"

#include <algorithm>
#include <cstring>

namespace almirah::vault {

namespace {

constexpr std::string_view magic{"\377tOc\0\0\0\2", 8};
constexpr std::size_t id_bytes = 20;
constexpr std::uint32_t large = 0x80000000; ///< An offset with this bit counts in the table of large offsets.

void append_id(std::string& out, const ObjectId& id) {
    out.append(reinterpret_cast<const char*>(id.bytes.data()), id_bytes);
}

[[noreturn]] void damaged(const char* what) {
    throw Error(Code::corrupt, what);
}

} // namespace

std::string encode_index(std::vector<IndexEntry> entries, const ObjectId& checksum) {
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    std::string bytes(magic);
    bytes.reserve(magic.size() + 1024 + entries.size() * 28 + 40);
    std::size_t below = 0;
    for (unsigned first = 0; first < 256; ++first) {
        while (below < entries.size() && entries[below].id.bytes[0] <= first)
            ++below;
        append_big_endian_32(bytes, std::uint32_t(below));
    }
    for (const auto& entry : entries)
        append_id(bytes, entry.id);
    for (const auto& entry : entries)
        append_big_endian_32(bytes, entry.crc32);
    for (const auto& entry : entries) {
        if (entry.offset >= large) throw Error(Code::internal, "a pack of ours grew past 2 GiB");
        append_big_endian_32(bytes, std::uint32_t(entry.offset));
    }
    append_id(bytes, checksum);
    append_id(bytes, {base::sha1(bytes)});
    return bytes;
}

PackIndex::PackIndex(os::Mapping mapping, std::uint64_t pack_bytes)
    : mapping_(std::move(mapping)), pack_bytes_(pack_bytes) {
    check_size();
}

PackIndex::PackIndex(std::string bytes, std::uint64_t pack_bytes)
    : own_(std::move(bytes)), pack_bytes_(pack_bytes) {
    check_size();
}

std::uint32_t PackIndex::fan_out(std::size_t first_byte) const {
    return big_endian_32(bytes().data() + 8 + 4 * first_byte);
}

void PackIndex::check() const {
    const auto body = bytes().substr(0, bytes().size() - id_bytes);
    if (std::memcmp(base::sha1(body).data(), bytes().data() + body.size(), id_bytes) != 0)
        damaged("its SHA-1 does not match");
    check_names();
    for (std::size_t n = 0; n < count_; ++n) {
        const std::uint64_t at = offset(n);
        if (at < pack_header_bytes || at >= pack_bytes_ - pack_trailer_bytes)
            damaged("an offset lies outside the pack");
    }
}

void PackIndex::check_size() {
    if (bytes().size() < names_at + 2 * id_bytes || !bytes().starts_with(magic))
        damaged("it is no idx of version 2");
    for (std::size_t first = 1; first < 256; ++first)
        if (fan_out(first) < fan_out(first - 1)) damaged("its fan-out does not ascend");
    count_ = fan_out(255);
    const std::size_t table = names_at + count_ * 28 + 2 * id_bytes;
    if (bytes().size() < table || (bytes().size() - table) % 8 != 0)
        damaged("its size does not match its count");
    large_offsets_ = (bytes().size() - table) / 8;
    if (large_offsets_ > count_) damaged("its size does not match its count");
    if (pack_bytes_ < pack_header_bytes + pack_trailer_bytes) damaged("the pack is too short");
}

void PackIndex::check_names() const {
    std::size_t n = 0;
    for (unsigned first = 0; first < 256; ++first)
        for (; n < fan_out(first); ++n) {
            const char* name = names() + n * id_bytes;
            if (std::uint8_t(*name) != first || (n > 0 && std::memcmp(name - id_bytes, name, id_bytes) > 0))
                damaged("its ids do not ascend");
        }
}

std::optional<std::size_t> PackIndex::find(const ObjectId& id) const {
    std::size_t low = id.bytes[0] == 0 ? 0 : fan_out(id.bytes[0] - 1U);
    std::size_t high = fan_out(id.bytes[0]);
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        const int order = std::memcmp(names() + middle * id_bytes, id.bytes.data(), id_bytes);
        if (order == 0) return middle;
        (order < 0 ? low : high) = order < 0 ? middle + 1 : middle;
    }
    return std::nullopt;
}

ObjectId PackIndex::id(std::size_t n) const {
    ObjectId id;
    std::memcpy(id.bytes.data(), names() + n * id_bytes, id_bytes);
    return id;
}

std::uint32_t PackIndex::crc32(std::size_t n) const {
    return big_endian_32(names() + count_ * id_bytes + 4 * n);
}

std::uint64_t PackIndex::offset(std::size_t n) const {
    const char* offsets = names() + count_ * (id_bytes + 4);
    const std::uint32_t value = big_endian_32(offsets + 4 * n);
    if (value < large) return value;
    const std::size_t at = value - large;
    if (at >= large_offsets_) damaged("an offset lies outside its table");
    const char* wide = offsets + 4 * count_ + 8 * at;
    return std::uint64_t(big_endian_32(wide)) << 32 | big_endian_32(wide + 4);
}

ObjectId PackIndex::pack_checksum() const {
    ObjectId id;
    std::memcpy(id.bytes.data(), bytes().data() + bytes().size() - 2 * id_bytes, id_bytes);
    return id;
}

} // namespace almirah::vault
