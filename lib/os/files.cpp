#include "os/files.hpp"

#include "almirah/error.hpp"
#include "almirah/limits.hpp"
#include "os/file.hpp"

#include <boost/filesystem.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace almirah::os {

namespace fs = boost::filesystem;

namespace {

/// Throws `code` when the file is larger than `most_mib`; `advice` says what of it.
std::string read_up_to(const std::string& path, std::uint64_t most_mib, Code code,
                       const std::string& advice) {
    const std::uint64_t most = most_mib << 20;
    const File file = File::open(path);
    std::string bytes;
    // The size is a hint: files of /proc say 0.
    std::uint64_t expected = file.stamp().size_bytes + 1;
    for (;;) {
        if (bytes.size() > most || expected > most + 1)
            throw Error(code, quoted(path) + " is larger than " + std::to_string(most_mib) + " MiB" + advice);
        const std::size_t start = bytes.size();
        bytes.resize(start + expected);
        const std::size_t count = file.read_at(start, bytes.data() + start, expected);
        bytes.resize(start + count);
        if (count < expected) return bytes;
        expected =
            std::min<std::uint64_t>(std::max<std::size_t>(bytes.size(), 4096), most + 1 - bytes.size());
    }
}

constexpr const char* wrong_file = ", which it cannot need; look whether it is the right file";

} // namespace

std::string read_file(const std::string& path) {
    return read_up_to(path, 2048, Code::invalid_argument, wrong_file);
}

std::string read_text(const std::string& path) {
    return read_up_to(path, longest_text_mib, Code::invalid_argument,
                      "; look whether it is the right file, or split it");
}

std::string read_small_file(const std::string& path) {
    return read_up_to(path, 64, Code::corrupt, wrong_file);
}

void write_file(const std::string& path, std::string_view bytes) {
    const auto folder = fs::path(path).parent_path().string();
    File file = File::create_unique(folder.empty() ? "." : folder, "tmp_almirah_");
    try {
        file.write_at(0, bytes);
        file.sync();
        rename_file(file.path(), path);
    } catch (...) {
        discard_file(file.path());
        throw;
    }
    sync_folder(folder.empty() ? "." : folder);
}

bool exists(const std::string& path) {
    struct ::stat status;
    if (::lstat(path.c_str(), &status) == 0) return true;
    if (errno == ENOENT || errno == ENOTDIR) return false;
    throw_errno(errno, "looking for", path);
}

bool is_folder(const std::string& path) {
    struct ::stat status;
    return ::stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

void make_folders(const std::string& path) {
    if (is_folder(path)) return;
    // Not Boost's: it compares paths where nothing may be thrown, and ends the process without memory.
    if (const auto parent = fs::path(path).parent_path(); !parent.empty()) make_folders(parent.string());
    if (::mkdir(path.c_str(), 0777) == 0) return;
    const int error = errno;
    if (!is_folder(path)) throw_errno(error, "making the folder", path);
}

void make_private_folder(const std::string& path) {
    make_folders(path);
    if (::chmod(path.c_str(), 0750) != 0) throw_errno(errno, "setting the mode of", path);
}

void discard_file(const std::string& path) noexcept {
    (void)::unlink(path.c_str());
}

bool remove_file(const std::string& path) {
    if (::unlink(path.c_str()) == 0) return true;
    if (errno != ENOENT && errno != ENOTDIR) throw_errno(errno, "removing", path);
    return false;
}

void rename_file(const std::string& from, const std::string& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) throw_errno(errno, "renaming", from);
}

void sync_folder(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) throw_errno(errno, "syncing", path);
    const int result = ::fsync(descriptor);
    const int error = errno;
    ::close(descriptor);
    if (result != 0) throw_errno(error, "syncing", path);
}

std::int64_t folder_changed_ns(const std::string& path) {
    struct ::stat status;
    if (::stat(path.c_str(), &status) != 0) throw_errno(errno, "reading the folder", path);
    return status.st_mtim.tv_sec * std::int64_t{1000000000} + status.st_mtim.tv_nsec;
}

std::vector<std::string> list(const std::string& folder) {
    boost::system::error_code error;
    std::vector<std::string> names;
    fs::directory_iterator entry(folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error))
        names.push_back(entry->path().filename().string());
    if (error) throw_errno(error.value(), "reading the folder", folder);
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace almirah::os
