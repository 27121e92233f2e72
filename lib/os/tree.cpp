#include "os/tree.hpp"

#include "almirah/error.hpp"
#include "os/files.hpp"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace almirah::os {

namespace {

constexpr int deepest = 200;
constexpr int folder_flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

/// A descriptor that is closed with its object.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    int get() const { return number_; }
    bool good() const { return number_ >= 0; }

private:
    int number_;
};

bool names_of(int folder, std::vector<std::string>& names) {
    const int again = ::dup(folder);
    std::unique_ptr<DIR, int (*)(DIR*)> listing(again < 0 ? nullptr : ::fdopendir(again), ::closedir);
    if (!listing) {
        if (again >= 0) ::close(again);
        return false;
    }
    errno = 0;
    while (const dirent* entry = ::readdir(listing.get())) {
        const std::string name = entry->d_name;
        if (name != "." && name != "..") names.push_back(name);
    }
    std::sort(names.begin(), names.end());
    return errno == 0;
}

void walk(int folder, const std::string& below, int depth, const std::function<void(const Below&)>& each) {
    std::vector<std::string> names;
    if (depth > deepest || !names_of(folder, names)) return each({below, Below::Kind::unreadable, 0, 0});
    for (const auto& name : names) {
        const std::string relative = below.empty() ? name : below + "/" + name;
        struct ::stat status;
        if (::fstatat(folder, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
            each({relative, Below::Kind::unreadable, 0, 0});
        } else if (S_ISDIR(status.st_mode)) {
            const Descriptor inner(::openat(folder, name.c_str(), folder_flags));
            if (inner.good())
                walk(inner.get(), relative, depth + 1, each);
            else
                each({relative, Below::Kind::unreadable, 0, 0});
        } else {
            const auto kind = S_ISREG(status.st_mode)   ? Below::Kind::file
                              : S_ISLNK(status.st_mode) ? Below::Kind::link
                                                        : Below::Kind::special;
            each({relative, kind, std::uint64_t(status.st_size), std::uint64_t(status.st_blocks) * 512});
        }
    }
}

Descriptor open_folder(const std::string& folder) {
    Descriptor descriptor(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor.good() && errno == ENOTDIR)
        throw Error(Code::invalid_argument, quoted(folder) + " is a file; expected a folder");
    if (!descriptor.good()) throw_errno(errno, "reading the folder", folder);
    return descriptor;
}

} // namespace

void walk_below(const std::string& folder, const std::function<void(const Below&)>& each) {
    const Descriptor top = open_folder(folder);
    walk(top.get(), "", 0, each);
}

std::vector<std::string> links_in(const std::string& folder) {
    const Descriptor top = open_folder(folder);
    std::vector<std::string> links;
    const int again = ::dup(top.get());
    const std::unique_ptr<DIR, int (*)(DIR*)> listing(again < 0 ? nullptr : ::fdopendir(again), ::closedir);
    if (!listing) {
        if (again >= 0) ::close(again);
        throw_errno(errno, "reading the folder", folder);
    }
    while (const dirent* entry = ::readdir(listing.get())) {
        // Some file systems do not say here what it is.
        const bool unknown = entry->d_type == DT_UNKNOWN;
        if (entry->d_type == DT_LNK || (unknown && is_link(folder + "/" + entry->d_name)))
            links.emplace_back(entry->d_name);
    }
    std::sort(links.begin(), links.end());
    return links;
}

bool is_link(const std::string& path) {
    struct ::stat status;
    return ::lstat(path.c_str(), &status) == 0 && S_ISLNK(status.st_mode);
}

std::uint64_t count_names(const std::string& path) {
    struct ::stat status;
    return ::lstat(path.c_str(), &status) == 0 ? std::uint64_t(status.st_nlink) : 0;
}

File open_below(const std::string& folder, const std::string& relative) {
    Descriptor at = open_folder(folder);
    std::size_t start = 0;
    const auto refuse = [&](const std::string& whole) {
        if (errno == ELOOP || errno == ENOTDIR)
            throw Error(Code::invalid_argument, quoted(whole) + ": a link is in the way; it is not followed");
        throw_errno(errno, "reading", whole);
    };
    const std::string whole = folder + "/" + relative;
    for (std::size_t slash; (slash = relative.find('/', start)) != std::string::npos; start = slash + 1) {
        Descriptor inner(::openat(at.get(), relative.substr(start, slash - start).c_str(), folder_flags));
        if (!inner.good()) refuse(whole);
        at = std::move(inner);
    }
    const int file = ::openat(at.get(), relative.substr(start).c_str(),
                              O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file < 0) refuse(whole);
    return File::take(file, whole);
}

void sync_file_system(const std::string& path) {
    const Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!descriptor.good()) throw_errno(errno, "syncing", path);
    if (::syncfs(descriptor.get()) != 0) throw_errno(errno, "syncing", path);
}

} // namespace almirah::os
