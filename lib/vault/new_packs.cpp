#include "vault/new_packs.hpp"

#include "almirah/error.hpp"
#include "os/files.hpp"
#include "vault/pack_entry.hpp"

#include <zlib.h>

#include <algorithm>

namespace almirah::vault {

NewPacks::NewPacks(std::string folder, std::uint64_t pack_limit_bytes)
    : folder_(std::move(folder)), pack_limit_bytes_(pack_limit_bytes) {}

void NewPacks::append(const ObjectId& id, std::string_view entry, std::uint32_t crc32) {
    const bool full = packs_.empty() || (packs_.back()->count() > 0 &&
                                         packs_.back()->size_bytes() + entry.size() > pack_limit_bytes_);
    if (full) packs_.push_back(std::make_unique<PackWriter>(folder_));
    where_[id] = {packs_.size() - 1, packs_.back()->append(id, entry, crc32)};
}

void NewPacks::append(const ObjectId& id, ObjectKind kind, std::string_view bytes) {
    scratch_.clear();
    append_entry_head(scratch_, kind, bytes.size());
    deflater_.append(scratch_, bytes);
    append(id, scratch_,
           std::uint32_t(::crc32_z(0, reinterpret_cast<const Bytef*>(scratch_.data()), scratch_.size())));
}

Object NewPacks::read(const ObjectId& id) {
    const Where where = where_.at(id);
    const std::string entry = packs_[where.pack]->entry(where.n);
    const auto head = parse_entry_head(entry);
    Object object;
    Inflater inflater;
    const bool sound =
        head && head->kind &&
        inflater.inflate(std::string_view(entry).substr(head->head_bytes), head->size_bytes, object.bytes);
    if (!sound)
        throw Error(Code::io,
                    "what was just written to " + os::quoted(folder_) + " reads otherwise; check the disk");
    object.kind = *head->kind;
    return object;
}

std::uint64_t NewPacks::size_bytes() const {
    std::uint64_t size = 0;
    for (const auto& pack : packs_)
        size += pack->size_bytes();
    return size;
}

NewPacks::Mark NewPacks::mark() const {
    return {packs_.size(), packs_.empty() ? 0 : packs_.back()->count()};
}

void NewPacks::cut(const Mark& mark) {
    packs_.resize(mark.packs);
    if (!packs_.empty()) packs_.back()->cut(mark.objects_in_last);
    std::erase_if(where_, [&](const auto& known) {
        const Where& where = known.second;
        return where.pack >= mark.packs || where.n >= packs_[where.pack]->count();
    });
}

void NewPacks::install(Objects& objects) {
    try {
        for (const auto& pack : packs_)
            pack->seal();
        for (const auto& pack : packs_)
            stems_.push_back(pack->install());
        os::sync_folder(folder_);
        for (const auto& stem : stems_)
            objects.add(stem);
    } catch (...) {
        uninstall(objects);
        throw;
    }
}

bool NewPacks::made(const std::string& stem) const {
    return std::find(stems_.begin(), stems_.end(), stem) != stems_.end();
}

void NewPacks::uninstall(Objects& objects) noexcept {
    for (const auto& pack : packs_)
        pack->uninstall();
    for (const auto& stem : stems_)
        objects.forget(stem);
    stems_.clear();
}

} // namespace almirah::vault
