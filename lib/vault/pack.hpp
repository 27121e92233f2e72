// A pack and its idx, for reading.
#pragma once

#include "vault/delta.hpp"
#include "vault/object.hpp"
#include "vault/open_files.hpp"
#include "vault/pack_entry.hpp"
#include "vault/pack_index.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace almirah::vault {

/// Objects are numbered as in the idx. Reading functions may be called by any thread. They throw corrupt for
/// damage, and not_found when the pack was merged away by another process before it was first read.
class Pack {
public:
    /// `stem`: the path without ".pack"; `files`: keeps it open. Throws corrupt when the idx cannot be one of
    /// this pack, not_found when either is absent.
    static std::shared_ptr<Pack> open(const std::string& stem, std::shared_ptr<OpenFiles> files);
    /// With an idx made in memory from the pack itself. Throws corrupt (the pack is damaged, or has deltas),
    /// not_found.
    static std::shared_ptr<Pack> derive(const std::string& stem, std::shared_ptr<OpenFiles> files);
    Pack(std::string stem, std::uint64_t size_bytes, PackIndex index, bool index_on_disk,
         std::shared_ptr<OpenFiles> files);

    const std::string& stem() const { return stem_; }
    /// "pack-….pack"
    std::string file_name() const;
    std::uint64_t size_bytes() const { return size_bytes_; }
    const PackIndex& index() const { return index_; }
    bool index_on_disk() const { return index_on_disk_; }
    /// Reads the idx whole, once. Throws corrupt when it is damaged. Before that nothing that the idx says is
    /// to be relied on but by reading objects.
    void check_index() const;

    /// Checked against its SHA-1.
    Object read(std::size_t n) const;
    /// Kind and size; bytes unread and unchecked.
    std::pair<ObjectKind, std::uint64_t> head(std::size_t n) const;

    /// Where an entry lies in the file.
    struct Extent {
        std::size_t n = 0;
        std::uint64_t offset = 0;
        std::uint64_t size_bytes = 0;
    };
    /// Of all entries, in the order of the file.
    std::vector<Extent> extents() const;
    /// The bytes as they are. Throws corrupt when the file ends before.
    std::string bytes_at(std::uint64_t offset, std::uint64_t size_bytes) const;

private:
    std::shared_ptr<const os::File> file() const;
    const DeltaReader& deltas() const;
    [[noreturn]] void damaged(std::size_t n) const;
    Object read_plain(std::size_t n, const EntryHead& head, std::string first) const;

    std::string stem_;
    std::uint64_t size_bytes_;
    PackIndex index_;
    bool index_on_disk_;
    mutable std::mutex opening_;
    mutable bool index_checked_ = false;
    std::shared_ptr<OpenFiles> files_;
    mutable std::weak_ptr<const os::File> file_;
    mutable std::optional<DeltaReader> deltas_;
};

} // namespace almirah::vault
