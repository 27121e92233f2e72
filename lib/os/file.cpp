#include "os/file.hpp"

#include "almirah/error.hpp"
#include "os/files.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace almirah::os {

namespace {

/// Offsets beyond this cannot be asked for; a damaged header may claim them.
constexpr std::uint64_t farthest = INT64_MAX;

Stamp stamp_of(const struct ::stat& status, const std::string& path) {
    if (S_ISDIR(status.st_mode)) throw_errno(EISDIR, "reading", path);
    if (!S_ISREG(status.st_mode))
        throw Error(Code::invalid_argument,
                    quoted(path) + " is a pipe, a socket or a device; expected a file");
    return {status.st_dev, status.st_ino, std::uint64_t(status.st_size),
            status.st_mtim.tv_sec * std::int64_t{1000000000} + status.st_mtim.tv_nsec};
}

} // namespace

Stamp stamp(const std::string& path) {
    struct ::stat status;
    if (::stat(path.c_str(), &status) != 0) throw_errno(errno, "reading", path);
    return stamp_of(status, path);
}

File File::open(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0) throw_errno(errno, "reading", path);
    return take(descriptor, path);
}

File File::take(int descriptor, std::string path) {
    File file(descriptor, std::move(path));
    (void)file.stamp();
    return file;
}

File File::create(const std::string& path, unsigned mode) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (descriptor < 0) throw_errno(errno, "creating", path);
    return File(descriptor, path);
}

File File::create_unique(const std::string& folder, const std::string& prefix, unsigned mode) {
    for (unsigned attempt = 0;; ++attempt) {
        const auto path = folder + "/" + prefix + std::to_string(::getpid()) + "_" + std::to_string(attempt);
        const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode);
        if (descriptor >= 0) return File(descriptor, path);
        if (errno != EEXIST) throw_errno(errno, "creating", path);
    }
}

File::File(File&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

File::~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Stamp File::stamp() const {
    struct ::stat status;
    if (::fstat(descriptor_, &status) != 0) throw_errno(errno, "reading", path_);
    return stamp_of(status, path_);
}

std::size_t File::read_at(std::uint64_t offset, void* out, std::size_t size_bytes) const {
    std::size_t done = 0;
    while (done < size_bytes && offset + done <= farthest) {
        const auto count =
            ::pread(descriptor_, static_cast<char*>(out) + done, size_bytes - done, off_t(offset + done));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) throw_errno(errno, "reading", path_);
        if (count == 0) break;
        done += std::size_t(count);
    }
    return done;
}

void File::write_at(std::uint64_t offset, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = ::pwrite(descriptor_, bytes.data(), bytes.size(), off_t(offset));
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) throw_errno(count < 0 ? errno : ENOSPC, "writing", path_);
        bytes.remove_prefix(std::size_t(count));
        offset += std::uint64_t(count);
    }
}

void File::truncate(std::uint64_t size_bytes) {
    if (::ftruncate(descriptor_, off_t(size_bytes)) != 0) throw_errno(errno, "shortening", path_);
}

void File::write_out(std::uint64_t offset, std::uint64_t size_bytes) {
    // A hint; whether it is followed shows in nothing but time.
    (void)::sync_file_range(descriptor_, off_t(offset), off_t(size_bytes), SYNC_FILE_RANGE_WRITE);
}

void File::sync() {
    if (::fsync(descriptor_) != 0) throw_errno(errno, "syncing", path_);
}

Mapping::Mapping(const File& file) {
    const auto size = std::size_t(file.stamp().size_bytes);
    if (size == 0) return;
    void* memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.descriptor_, 0);
    if (memory == MAP_FAILED) throw_errno(errno, "reading", file.path());
    bytes_ = {static_cast<const char*>(memory), size};
}

Mapping::Mapping(Mapping&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}

Mapping::~Mapping() {
    if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

} // namespace almirah::os
