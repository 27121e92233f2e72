#include "vault/pack_entry.hpp"

namespace almirah::vault {

void append_entry_head(std::string& out, ObjectKind kind, std::uint64_t size_bytes) {
    std::uint8_t byte = std::uint8_t(unsigned(kind) << 4 | (size_bytes & 15));
    for (size_bytes >>= 4; size_bytes != 0; size_bytes >>= 7) {
        out += char(byte | 0x80);
        byte = size_bytes & 0x7F;
    }
    out += char(byte);
}

std::optional<EntryHead> parse_entry_head(std::string_view bytes) {
    constexpr unsigned offset_delta = 6, reference_delta = 7;
    if (bytes.empty()) return std::nullopt;
    EntryHead head;
    std::uint8_t byte = std::uint8_t(bytes[0]);
    const unsigned type = byte >> 4 & 7;
    if (type >= 1 && type <= 4)
        head.kind = ObjectKind(type);
    else if (type != offset_delta && type != reference_delta)
        return std::nullopt;
    head.size_bytes = byte & 15;
    unsigned shift = 4;
    for (head.head_bytes = 1; byte & 0x80; ++head.head_bytes, shift += 7) {
        if (head.head_bytes == bytes.size() || shift > 56) return std::nullopt;
        byte = std::uint8_t(bytes[head.head_bytes]);
        head.size_bytes |= std::uint64_t(byte & 0x7F) << shift;
    }
    return head;
}

std::string encode_pack_header(std::uint32_t objects) {
    std::string header = "PACK";
    append_big_endian_32(header, 2);
    append_big_endian_32(header, objects);
    return header;
}

std::optional<std::uint32_t> parse_pack_header(std::string_view bytes) {
    if (bytes.size() < pack_header_bytes || !bytes.starts_with("PACK") ||
        big_endian_32(bytes.data() + 4) != 2)
        return std::nullopt;
    return big_endian_32(bytes.data() + 8);
}

std::uint32_t big_endian_32(const char* bytes) {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i)
        value = value << 8 | std::uint8_t(bytes[i]);
    return value;
}

void append_big_endian_32(std::string& out, std::uint32_t value) {
    out += {char(value >> 24), char(value >> 16), char(value >> 8), char(value)};
}

} // namespace almirah::vault
