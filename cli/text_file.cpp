#include "cli/text_file.hpp"

#include "almirah/error.hpp"
#include "almirah/limits.hpp"
#include "almirah/store.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace almirah::cli {
namespace {

[[noreturn]] void refuse_read(const std::string& path, int error) {
    if (error == ENOENT || error == ENOTDIR)
        throw Error(Code::not_found, path + ": no such file; check the name");
    if (error == EACCES || error == EPERM)
        throw Error(Code::permission, path + ": may not be read; ask for the right to read it");
    if (error == EISDIR) throw Error(Code::invalid_argument, path + ": is a folder; name a file");
    throw Error(Code::io, path + ": cannot be read: " + std::generic_category().message(error));
}

void check_length(const std::string& path, std::uint64_t size_bytes) {
    if (size_bytes > longest_text_mib << 20U)
        throw Error(Code::invalid_argument, path + ": is larger than " + std::to_string(longest_text_mib) +
                                                " MiB; look whether it is the right file, or split it");
}

/// Never waits: a pipe or a device is refused.
std::FILE* open_file(const std::string& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0) refuse_read(path, errno);
    struct stat status {};
    const bool regular = ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
    std::FILE* file = regular ? ::fdopen(descriptor, "rb") : nullptr;
    if (file) return file;
    const int error = regular ? errno : S_ISDIR(status.st_mode) ? EISDIR : 0;
    ::close(descriptor);
    if (error != 0) refuse_read(path, error);
    throw Error(Code::invalid_argument, path + ": is a pipe, a socket or a device; name a file");
}

} // namespace

std::string read_text(const std::string& path) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(open_file(path), std::fclose);
    struct stat status {};
    if (::fstat(::fileno(file.get()), &status) == 0)
        check_length(path, static_cast<std::uint64_t>(status.st_size));
    std::string text;
    std::array<char, 65536> piece{};
    while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), file.get())) {
        text.append(piece.data(), got);
        check_length(path, text.size()); // it may grow meanwhile
    }
    if (std::ferror(file.get())) refuse_read(path, errno);
    return text;
}

void require_beside_store(const std::string& path) {
    if (lies_within_store(path))
        throw Error(Code::invalid_argument,
                    path + ": lies within a store, which such a file would damage; choose a place beside it");
}

void write_new_text(const std::string& path, const std::string& text) {
    require_beside_store(path);
    std::FILE* file = std::fopen(path.c_str(), "wbx");
    if (!file && errno == EEXIST)
        throw Error(Code::already_exists, path + ": is there already; choose another name");
    if (!file)
        throw Error(Code::io, path + ": cannot be written: " + std::generic_category().message(errno) +
                                  "; choose another place");
    const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    if (std::fclose(file) == 0 && written) return;
    std::remove(path.c_str());
    throw Error(Code::io, path + ": could not be written in full; is the disk full?");
}

} // namespace almirah::cli
