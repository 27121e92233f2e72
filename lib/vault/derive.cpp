#include "vault/derive.hpp"

#include "almirah/error.hpp"
#include "base/digest.hpp"
#include "os/files.hpp"
#include "vault/deflate.hpp"
#include "vault/pack_entry.hpp"
#include "vault/pack_index.hpp"

#include <zlib.h>

#include <cstring>

namespace almirah::vault {

namespace {

[[noreturn]] void damaged_pack(const os::File& pack, const char* what) {
    throw Error(Code::corrupt, os::quoted(pack.path()) + " " + what);
}

/// The pack without its trailer, which must match.
std::string_view checked_body(const os::File& pack, std::string_view bytes) {
    if (bytes.size() < pack_header_bytes + pack_trailer_bytes)
        damaged_pack(pack, "is too short; restore it from a copy");
    const auto body = bytes.substr(0, bytes.size() - pack_trailer_bytes);
    if (std::memcmp(base::sha1(body).data(), bytes.data() + body.size(), pack_trailer_bytes) != 0)
        damaged_pack(pack, "is damaged (its SHA-1 does not match); restore it from a copy");
    return body;
}

} // namespace

std::string derive_index(const os::File& pack) {
    const os::Mapping mapping(pack);
    const auto body = checked_body(pack, mapping.bytes());
    const auto count = parse_pack_header(body);
    if (!count) damaged_pack(pack, "is no pack of version 2; remove it or restore it from a copy");
    std::vector<IndexEntry> entries;
    Inflater inflater;
    std::string bytes;
    std::size_t at = pack_header_bytes;
    while (at < body.size()) {
        const auto head = parse_entry_head(body.substr(at, longest_entry_head));
        if (head && !head->kind) damaged_pack(pack, "has deltas and no sound idx; run git index-pack on it");
        const auto stream =
            head ? inflater.inflate(body.substr(at + head->head_bytes), head->size_bytes, bytes)
                 : std::nullopt;
        if (!stream) damaged_pack(pack, "is damaged; restore it from a copy");
        const auto entry = body.substr(at, head->head_bytes + *stream);
        const auto crc = ::crc32_z(0, reinterpret_cast<const Bytef*>(entry.data()), entry.size());
        entries.push_back({object_id(*head->kind, bytes), std::uint32_t(crc), at});
        at += entry.size();
    }
    if (entries.size() != *count)
        damaged_pack(pack, "does not hold as many objects as it says; restore it from a copy");
    ObjectId checksum;
    std::memcpy(checksum.bytes.data(), mapping.bytes().data() + body.size(), pack_trailer_bytes);
    return encode_index(std::move(entries), checksum);
}

} // namespace almirah::vault
