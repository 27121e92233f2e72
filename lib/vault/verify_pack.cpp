#include "vault/verify_pack.hpp"

#include "almirah/error.hpp"
#include "base/digest.hpp"
#include "vault/deflate.hpp"

#include <zlib.h>

#include <cstring>

namespace almirah::vault {

namespace {

constexpr std::uint64_t stretch_bytes = 4 << 20;

Finding damaged_object(const ObjectId& id, const Pack& pack) {
    return {"object-damaged", Severity::error, id.hex(),
            "damaged in " + pack.file_name() + "; restore the pack from a copy"};
}

/// The object of an entry; nothing when a byte of it is wrong. Deltas are read through libgit2.
std::optional<Object> decode(const Pack& pack, const Pack::Extent& extent, std::string_view entry) {
    const auto crc = std::uint32_t(::crc32_z(0, reinterpret_cast<const Bytef*>(entry.data()), entry.size()));
    const auto head = parse_entry_head(entry);
    if (!head || crc != pack.index().crc32(extent.n)) return std::nullopt;
    if (!head->kind) return pack.read(extent.n);
    Object object{*head->kind, {}};
    const auto stream = Inflater().inflate(entry.substr(head->head_bytes), head->size_bytes, object.bytes);
    if (!stream || head->head_bytes + *stream != entry.size()) return std::nullopt;
    if (object_id(object.kind, object.bytes) != pack.index().id(extent.n)) return std::nullopt;
    return object;
}

void check_content(Looked& looked, std::string_view bytes, const Question& question, StretchReport& report) {
    const auto content = question.expected.find(looked.id);
    if (content == question.expected.end()) return;
    looked.compared_bytes = bytes.size();
    if (bytes.size() != content->second.second || base::sha256_hex(bytes) != content->second.first)
        report.findings.push_back({"content-digest", Severity::error, looked.id.hex(),
                                   "not what the register says was filed (size or SHA-256 differ)"});
    else if (question.inspect)
        question.inspect(looked.id, bytes);
}

void look_at_entry(const Pack& pack, const Pack::Extent& extent, std::string_view entry,
                   const Question& question, StretchReport& report) {
    const ObjectId id = pack.index().id(extent.n);
    std::optional<Object> object;
    try {
        object = decode(pack, extent, entry);
    } catch (const Error& error) {
        if (error.code() != Code::corrupt) throw;
    }
    if (object) {
        look_at_bytes(id, *object, question, report);
        const auto head = parse_entry_head(entry);
        report.objects.back().delta = head && !head->kind;
    } else {
        report.objects.push_back({id, false, false, ObjectKind::blob, {}, {}});
        report.damage.push_back(damaged_object(id, pack));
    }
}

/// Only the head, when it is a blob's and bytes are not wanted.
bool skip_blob(const Pack& pack, const Pack::Extent& extent, StretchReport& report) {
    try {
        if (pack.head(extent.n).first != ObjectKind::blob) return false;
        report.objects.push_back({pack.index().id(extent.n), true, false, ObjectKind::blob, {}, {}});
        return true;
    } catch (const Error& error) {
        if (error.code() != Code::corrupt) throw;
        return false;
    }
}

} // namespace

std::vector<Stretch> stretches_of(const Objects::Packs& packs) {
    std::vector<Stretch> stretches;
    for (const auto& pack : packs) {
        bool fresh = true;
        for (const auto& extent : pack->extents()) {
            if (fresh || stretches.back().size_bytes + extent.size_bytes > stretch_bytes)
                stretches.push_back({pack.get(), {}, 0});
            fresh = false;
            stretches.back().extents.push_back(extent);
            stretches.back().size_bytes += extent.size_bytes;
        }
    }
    return stretches;
}

void look_at_bytes(const ObjectId& id, const Object& object, const Question& question,
                   StretchReport& report) {
    Looked looked{id, true, false, object.kind, {}, {}};
    try {
        looked.references = references_of(object.kind, object.bytes, id);
    } catch (const Error& error) {
        report.findings.push_back({"object-malformed", Severity::error, id.hex(), error.what()});
    }
    if (object.kind == ObjectKind::blob) check_content(looked, object.bytes, question, report);
    report.objects.push_back(std::move(looked));
}

StretchReport look_at(const Stretch& stretch, const Question& question) {
    StretchReport report;
    const Pack& pack = *stretch.pack;
    const std::uint64_t start = stretch.extents.front().offset;
    std::string bytes;
    try {
        const bool fast = question.fast;
        if (!fast) bytes = pack.bytes_at(start, stretch.size_bytes);
        for (const auto& extent : stretch.extents) {
            if (fast && skip_blob(pack, extent, report)) continue;
            const std::string single = fast ? pack.bytes_at(extent.offset, extent.size_bytes) : std::string();
            const auto entry = fast
                                   ? std::string_view(single)
                                   : std::string_view(bytes).substr(extent.offset - start, extent.size_bytes);
            look_at_entry(pack, extent, entry, question, report);
        }
    } catch (const Error& error) {
        // The pack is shorter than it was, or the disk does not give it.
        report.damage.push_back({"pack-damaged", Severity::error, pack.file_name(), error.what()});
    }
    return report;
}

std::vector<Finding> look_at_frame(const Pack& pack) {
    std::vector<Finding> findings;
    const auto damaged = [&](const char* what) {
        findings.push_back({"pack-damaged", Severity::error, pack.file_name(),
                            std::string(what) + "; restore it from a copy"});
    };
    try {
        const auto header = pack.bytes_at(0, pack_header_bytes);
        const auto trailer = pack.bytes_at(pack.size_bytes() - pack_trailer_bytes, pack_trailer_bytes);
        const ObjectId sum = pack.index().pack_checksum();
        if (parse_pack_header(header) != pack.index().count()) damaged("its header does not match its idx");
        if (std::memcmp(trailer.data(), sum.bytes.data(), trailer.size()) != 0)
            damaged("its trailer does not match its idx");
        const auto extents = pack.extents();
        const std::uint64_t first =
            extents.empty() ? pack.size_bytes() - pack_trailer_bytes : extents.front().offset;
        if (first != pack_header_bytes) damaged("its first object is not at its beginning");
    } catch (const Error& error) {
        damaged(error.what());
    }
    return findings;
}

} // namespace almirah::vault
