// Files and folders. The only room that asks the operating system for them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace almirah::os {

/// Throws the almirah::Error that an errno stands for: not_found, permission, no_space, io, naming what was
/// done to which path.
[[noreturn]] void throw_errno(int error, const std::string& doing, const std::string& path);

/// The whole file. Throws not_found, permission, io, invalid_argument (a folder).
std::string read_file(const std::string& path);

/// Writes to a new file beside it, syncs, renames over `path`, syncs the folder. A crash leaves the old or
/// the new bytes.
void write_file(const std::string& path, std::string_view bytes);

bool exists(const std::string& path);
bool is_folder(const std::string& path);
void make_folders(const std::string& path);
/// Removes a file; nothing happens when it is not there.
void remove_file(const std::string& path);
void sync_folder(const std::string& path);
/// Names in a folder, sorted by byte.
std::vector<std::string> list(const std::string& folder);
/// True on file systems that do not keep locks and mmap honest between machines (NFS, CIFS, 9p, FUSE of
/// unknown kind).
bool on_network(const std::string& path);

/// Something that a walk came upon.
struct Found {
    enum class Kind { file, link_to_folder, dangling_link, special, unreadable_folder };
    std::string path;     ///< As the system gives it; bytes.
    std::string relative; ///< Below the folder walked, '/' between.
    Kind kind = Kind::file;
    std::uint64_t size_bytes = 0;
};

/// Every file below a folder, in byte order of `relative`. Links to files are files; links to folders are not
/// followed but told (so loops cannot happen). Throws not_found, permission for the folder itself.
void walk(const std::string& folder, const std::function<void(const Found&)>& each);

} // namespace almirah::os
