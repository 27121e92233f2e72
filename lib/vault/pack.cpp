#include "vault/pack.hpp"

#include "almirah/error.hpp"
#include "os/files.hpp"
#include "vault/deflate.hpp"
#include "vault/derive.hpp"

#include <algorithm>

namespace almirah::vault {

namespace {

/// One read of this size brings a small object whole.
constexpr std::size_t first_read = 4096;

} // namespace

std::shared_ptr<Pack> Pack::open(const std::string& stem, std::shared_ptr<OpenFiles> files) {
    const std::uint64_t size = os::stamp(stem + ".pack").size_bytes;
    return std::make_shared<Pack>(stem, size, PackIndex(os::Mapping(os::File::open(stem + ".idx")), size),
                                  true, std::move(files));
}

std::shared_ptr<Pack> Pack::derive(const std::string& stem, std::shared_ptr<OpenFiles> files) {
    const os::File file = os::File::open(stem + ".pack");
    return std::make_shared<Pack>(stem, file.stamp().size_bytes,
                                  PackIndex(derive_index(file), file.stamp().size_bytes), false,
                                  std::move(files));
}

Pack::Pack(std::string stem, std::uint64_t size_bytes, PackIndex index, bool index_on_disk,
           std::shared_ptr<OpenFiles> files)
    : stem_(std::move(stem)), size_bytes_(size_bytes), index_(std::move(index)),
      index_on_disk_(index_on_disk), files_(std::move(files)) {}

std::string Pack::file_name() const {
    return stem_.substr(stem_.rfind('/') + 1) + ".pack";
}

std::shared_ptr<const os::File> Pack::file() const {
    const std::lock_guard lock(opening_);
    auto file = file_.lock();
    if (!file) file_ = file = files_->open(stem_ + ".pack");
    return file;
}

void Pack::check_index() const {
    const std::lock_guard lock(opening_);
    if (!index_checked_) index_.check();
    index_checked_ = true;
}

const DeltaReader& Pack::deltas() const {
    check_index(); // libgit2 crashes on a damaged one
    const std::lock_guard lock(opening_);
    if (!deltas_) deltas_.emplace(stem_ + ".idx");
    return *deltas_;
}

void Pack::damaged(std::size_t n) const {
    throw Error(Code::corrupt, "object " + index_.id(n).hex() + " in " + file_name() +
                                   " is damaged; run verify and restore the pack from a copy");
}

std::string Pack::bytes_at(std::uint64_t offset, std::uint64_t size_bytes) const {
    std::string bytes(size_bytes, '\0');
    if (file()->read_at(offset, bytes.data(), bytes.size()) != bytes.size())
        throw Error(Code::corrupt, file_name() + " is shorter than its idx says; restore it from a copy");
    return bytes;
}

Object Pack::read(std::size_t n) const {
    std::string first(first_read, '\0');
    first.resize(file()->read_at(index_.offset(n), first.data(), first.size()));
    const auto head = parse_entry_head(first);
    if (!head) damaged(n);
    Object object = head->kind ? read_plain(n, *head, std::move(first)) : deltas().read(index_.id(n));
    if (object_id(object.kind, object.bytes) != index_.id(n)) damaged(n);
    return object;
}

Object Pack::read_plain(std::size_t n, const EntryHead& head, std::string first) const {
    const std::uint64_t offset = index_.offset(n);
    const std::uint64_t rest = size_bytes_ - offset;
    if (!can_inflate_to(rest, head.size_bytes)) damaged(n);
    const std::uint64_t needed =
        std::min<std::uint64_t>(rest, head.head_bytes + deflated_bound(head.size_bytes));
    if (needed > first.size()) {
        first.resize(needed);
        first.resize(file()->read_at(offset, first.data(), first.size()));
    }
    Object object{*head.kind, {}};
    if (!Inflater().inflate(std::string_view(first).substr(head.head_bytes), head.size_bytes, object.bytes))
        damaged(n);
    return object;
}

std::pair<ObjectKind, std::uint64_t> Pack::head(std::size_t n) const {
    std::string first(longest_entry_head, '\0');
    first.resize(file()->read_at(index_.offset(n), first.data(), first.size()));
    const auto head = parse_entry_head(first);
    if (!head) damaged(n);
    if (!head->kind) return deltas().head(index_.id(n));
    return {*head->kind, head->size_bytes};
}

std::vector<Pack::Extent> Pack::extents() const {
    std::vector<Extent> extents(index_.count());
    for (std::size_t n = 0; n < extents.size(); ++n)
        extents[n] = {n, index_.offset(n), 0};
    std::sort(extents.begin(), extents.end(),
              [](const Extent& a, const Extent& b) { return a.offset < b.offset; });
    for (std::size_t i = 0; i < extents.size(); ++i) {
        const std::uint64_t end =
            i + 1 < extents.size() ? extents[i + 1].offset : size_bytes_ - pack_trailer_bytes;
        extents[i].size_bytes = end - extents[i].offset;
    }
    return extents;
}

} // namespace almirah::vault
