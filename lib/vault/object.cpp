#include "vault/object.hpp"

#include "base/digest.hpp"

namespace almirah::vault {

namespace {

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

} // namespace

std::string ObjectId::hex() const {
    return base::hex(bytes.data(), bytes.size());
}

std::optional<ObjectId> ObjectId::parse(std::string_view hex) {
    ObjectId id;
    if (hex.size() != 2 * id.bytes.size()) return std::nullopt;
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        const int high = digit(hex[2 * i]), low = digit(hex[2 * i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        id.bytes[i] = std::uint8_t(high << 4 | low);
    }
    return id;
}

const char* name_of(ObjectKind kind) noexcept {
    switch (kind) {
    case ObjectKind::commit:
        return "commit";
    case ObjectKind::tree:
        return "tree";
    case ObjectKind::blob:
        return "blob";
    case ObjectKind::tag:
        return "tag";
    }
    return "?";
}

std::optional<ObjectKind> parse_object_kind(std::string_view name) {
    for (const auto kind : {ObjectKind::commit, ObjectKind::tree, ObjectKind::blob, ObjectKind::tag})
        if (name == name_of(kind)) return kind;
    return std::nullopt;
}

ObjectId object_id(ObjectKind kind, std::string_view bytes) {
    base::Digest digest(base::Digest::Kind::sha1);
    const std::string header = name_of(kind) + (" " + std::to_string(bytes.size()));
    digest.update(header.c_str(), header.size() + 1);
    digest.update(bytes);
    ObjectId id;
    digest.finish(id.bytes.data());
    return id;
}

} // namespace almirah::vault
