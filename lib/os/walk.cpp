#include "os/files.hpp"

#include <boost/filesystem.hpp>

#include <algorithm>
#include <sys/stat.h>
#include <unistd.h>

namespace almirah::os {

namespace fs = boost::filesystem;

namespace {

/// A name in a folder, and whether it is a folder itself.
struct Name {
    std::string name;
    bool folder = false;

    /// What sorts names so that whole paths come in byte order: a folder's are followed by '/'.
    std::string key() const { return folder ? name + "/" : name; }
};

/// False when the folder cannot be read; its errno is left in `error`.
bool read_names(const std::string& folder, std::vector<Name>& names, boost::system::error_code& error) {
    fs::directory_iterator entry(folder, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        boost::system::error_code ignored;
        const bool is_folder = entry->symlink_status(ignored).type() == fs::directory_file;
        names.push_back({entry->path().filename().string(), is_folder});
    }
    std::sort(names.begin(), names.end(), [](const Name& a, const Name& b) { return a.key() < b.key(); });
    return !error;
}

/// What a name stands for, links followed. What cannot be told is a file: reading it tells why.
Found found_at(std::string path, std::string relative) {
    Found found{std::move(path), std::move(relative), Found::Kind::file, 0};
    struct stat status;
    if (::stat(found.path.c_str(), &status) != 0) {
        boost::system::error_code ignored;
        if (fs::is_symlink(fs::symlink_status(found.path, ignored))) found.kind = Found::Kind::dangling_link;
    } else if (S_ISDIR(status.st_mode)) {
        found.kind = Found::Kind::link_to_folder;
    } else if (!S_ISREG(status.st_mode)) {
        found.kind = Found::Kind::special;
    } else if (::access(found.path.c_str(), R_OK) != 0) {
        found.kind = Found::Kind::unreadable_file;
    } else {
        found.size_bytes = static_cast<std::uint64_t>(status.st_size);
    }
    return found;
}

void walk_below(const std::string& folder, const std::string& below,
                const std::function<void(const Found&)>& each) {
    std::vector<Name> names;
    boost::system::error_code error;
    if (!read_names(folder, names, error)) {
        if (below.empty()) throw_errno(error.value(), "reading the folder", folder);
        each({folder, below.substr(0, below.size() - 1), Found::Kind::unreadable_folder, 0});
        return;
    }
    for (const auto& [name, is_folder] : names) {
        if (is_folder)
            walk_below(folder + "/" + name, below + name + "/", each);
        else
            each(found_at(folder + "/" + name, below + name));
    }
}

} // namespace

void walk(const std::string& folder, const std::function<void(const Found&)>& each) {
    walk_below(folder, "", each);
}

} // namespace almirah::os
