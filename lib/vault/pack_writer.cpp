#include "vault/pack_writer.hpp"

#include "base/digest.hpp"
#include "os/files.hpp"
#include "vault/pack_entry.hpp"

#include <algorithm>
#include <cerrno>
#include <future>
#include <new>

namespace almirah::vault {

namespace {

/// A pack below this is written by one call, hashed in memory.
constexpr std::size_t buffer_bytes = 8 << 20;
constexpr unsigned file_mode = 0444;

} // namespace

PackWriter::~PackWriter() {
    if (installed_) return;
    if (file_) os::discard_file(file_->path());
    if (!idx_path_.empty()) os::discard_file(idx_path_);
}

std::size_t PackWriter::append(const ObjectId& id, std::string_view entry, std::uint32_t crc32) {
    if (buffer_.size() + entry.size() > buffer_bytes) flush();
    entries_.push_back({id, crc32, size_bytes()});
    if (entry.size() > buffer_bytes)
        write_out(entry);
    else
        buffer_ += entry;
    return entries_.size() - 1;
}

void PackWriter::ensure_file() {
    if (!file_)
        file_.emplace(os::File::create_unique(folder_, std::string(temporary_prefix) + "pack_", file_mode));
}

void PackWriter::write_out(std::string_view bytes) {
    ensure_file();
    file_->write_at(flushed_bytes_, bytes);
    file_->write_out(flushed_bytes_, bytes.size());
    flushed_bytes_ += bytes.size();
}

void PackWriter::flush() {
    write_out(buffer_);
    buffer_.clear();
}

std::string PackWriter::entry(std::size_t n) const {
    const std::uint64_t offset = entries_[n].offset;
    const std::uint64_t end = n + 1 < entries_.size() ? entries_[n + 1].offset : size_bytes();
    if (offset >= flushed_bytes_) return buffer_.substr(offset - flushed_bytes_, end - offset);
    std::string bytes(end - offset, '\0');
    bytes.resize(file_->read_at(offset, bytes.data(), bytes.size()));
    return bytes;
}

void PackWriter::cut(std::size_t count) {
    const std::uint64_t end = count < entries_.size() ? entries_[count].offset : size_bytes();
    entries_.resize(std::min(count, entries_.size()));
    buffer_.resize(end < flushed_bytes_ ? 0 : end - flushed_bytes_);
    flushed_bytes_ = std::min(end, flushed_bytes_);
    // Also drops what a write that failed left behind the end.
    if (file_) file_->truncate(flushed_bytes_);
}

void PackWriter::seal() {
    const ObjectId sum = checksum();
    const std::string_view trailer(reinterpret_cast<const char*>(sum.bytes.data()), sum.bytes.size());
    buffer_ += trailer;
    ensure_file();
    file_->write_at(flushed_bytes_, buffer_);
    flushed_bytes_ += buffer_.size();
    buffer_.clear();
    stem_ = folder_ + "/pack-" + sum.hex();
    write_index(sum);
    file_->sync();
}

/// Also puts the header in its place.
ObjectId PackWriter::checksum() {
    const std::string header = encode_pack_header(std::uint32_t(entries_.size()));
    if (flushed_bytes_ == 0) {
        buffer_.replace(0, header.size(), header);
        return {base::sha1(buffer_)};
    }
    flush();
    file_->write_at(0, header);
    // The disk writes while we read again to hash: the count in front is known only now.
    auto syncing = std::async(std::launch::async, [this] { file_->sync(); });
    const ObjectId sum = checksum_of_file();
    syncing.get();
    return sum;
}

ObjectId PackWriter::checksum_of_file() const {
    base::Digest digest(base::Digest::Kind::sha1);
    std::string window(1 << 20, '\0');
    for (std::uint64_t at = 0; at < flushed_bytes_;) {
        const std::size_t count = file_->read_at(at, window.data(), window.size());
        digest.update(window.data(), count);
        at += count;
        if (count == 0) os::throw_errno(EIO, "reading", file_->path());
    }
    ObjectId sum;
    digest.finish(sum.bytes.data());
    return sum;
}

void PackWriter::write_index(const ObjectId& sum) {
    auto idx = os::File::create_unique(folder_, std::string(temporary_prefix) + "idx_", file_mode);
    idx_path_ = idx.path();
    idx.write_at(0, encode_index(entries_, sum));
}

std::string PackWriter::install() {
    existed_ = os::exists(stem_ + ".pack");
    os::rename_file(file_->path(), stem_ + ".pack");
    installed_ = true;
    os::rename_file(idx_path_, stem_ + ".idx");
    return stem_;
}

void PackWriter::uninstall() noexcept {
    if (!installed_) return;
    os::discard_file(idx_path_);
    if (existed_) return;
    try {
        os::discard_file(stem_ + ".pack");
        os::discard_file(stem_ + ".idx");
    } catch (const std::bad_alloc&) {
        // It stays: a pack that nothing reaches.
    }
}

} // namespace almirah::vault
