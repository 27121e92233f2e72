// One pack being written.
#pragma once

#include "os/file.hpp"
#include "vault/pack_index.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almirah::vault {

/// Writes under a temporary name; nothing is visible before `install`. What is not installed is removed with
/// the object.
class PackWriter {
public:
    /// `folder`: of packs.
    explicit PackWriter(std::string folder) : folder_(std::move(folder)) {}
    PackWriter(const PackWriter&) = delete;
    PackWriter& operator=(const PackWriter&) = delete;
    ~PackWriter();

    /// An entry: head and zlib stream. Returns its number.
    std::size_t append(const ObjectId& id, std::string_view entry, std::uint32_t crc32);
    std::size_t count() const { return entries_.size(); }
    std::uint64_t size_bytes() const { return flushed_bytes_ + buffer_.size(); }
    /// The bytes of an entry written before.
    std::string entry(std::size_t n) const;
    const ObjectId& id(std::size_t n) const { return entries_[n].id; }
    /// Takes back all but the first `count` entries.
    void cut(std::size_t count);

    /// Completes and syncs the pack, and writes its idx, which is not synced: it can be derived.
    void seal();
    /// Gives both their names; the caller syncs the folder. Returns the stem. Only after `seal`.
    std::string install();
    /// Removes what was installed.
    void uninstall() noexcept;

private:
    void flush();
    void write_out(std::string_view bytes);
    void ensure_file();
    ObjectId checksum();
    ObjectId checksum_of_file() const;
    void write_index(const ObjectId& checksum);

    std::string folder_;
    std::optional<os::File> file_;
    std::string idx_path_; ///< Temporary.
    std::string stem_;     ///< Once sealed.
    bool installed_ = false;
    bool existed_ = false; ///< A pack of the same bytes was there before; it is not ours to remove.
    std::string buffer_ = std::string(12, '\0'); ///< Room for the header, whose count is known last.
    std::uint64_t flushed_bytes_ = 0;
    std::vector<IndexEntry> entries_;
};

/// What the names of unfinished files begin with. Stock git ignores them; recovery removes them.
inline constexpr std::string_view temporary_prefix = "tmp_almirah_";

} // namespace almirah::vault
