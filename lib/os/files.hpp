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

/// A path as a message may show it: in quotes, on one line, in UTF-8; other bytes as \xNN.
std::string quoted(std::string_view path);

/// The whole file. Throws not_found, permission, io, invalid_argument (a folder; larger than 2 GiB).
std::string read_file(const std::string& path);
/// The same of a text that people wrote: invalid_argument when it is longer than they write
/// (almirah/limits.hpp).
std::string read_text(const std::string& path);
/// The same of a file of a store that is small; corrupt when it has more than 64 MiB.
std::string read_small_file(const std::string& path);

/// Writes to a new file beside it, syncs, renames over `path`, syncs the folder. A crash leaves the old or
/// the new bytes.
void write_file(const std::string& path, std::string_view bytes);

bool exists(const std::string& path);
bool is_folder(const std::string& path);
void make_folders(const std::string& path);
/// A new folder that the owner may change, the group may look into, and nobody else may enter.
void make_private_folder(const std::string& path);
/// Removes a file; nothing happens when it is not there. False when it was not.
bool remove_file(const std::string& path);
/// Removes a file where an error can no longer be told: what is left is swept later.
void discard_file(const std::string& path) noexcept;
/// Renames over what is there; neither file nor folder is synced.
void rename_file(const std::string& from, const std::string& to);
void sync_folder(const std::string& path);
/// When names in a folder changed last, in nanoseconds; two changes within a tick of the system's clock may
/// look like one.
std::int64_t folder_changed_ns(const std::string& path);
/// Names in a folder, sorted by byte.
std::vector<std::string> list(const std::string& folder);
/// Whom a file or folder belongs to and who may write to it; a link is not followed.
struct Ownership {
    bool link = false;
    bool ours = false; ///< Of this user, of root, or of a group of this user; everything is root's own.
    bool open_to_all = false; ///< Everybody may write to it.
};
/// Throws not_found, permission.
Ownership ownership(const std::string& path);
/// Whether anybody but the owner may read the file that the path leads to. Throws not_found, permission.
bool others_may_read(const std::string& path);
/// True on file systems that do not keep locks and mmap honest between machines (NFS, CIFS, 9p, FUSE of
/// unknown kind).
bool on_network(const std::string& path);

/// Something that a walk came upon.
struct Found {
    enum class Kind { file, link_to_folder, dangling_link, special, unreadable_file, unreadable_folder };
    std::string path;     ///< As the system gives it; bytes.
    std::string relative; ///< Below the folder walked, '/' between.
    Kind kind = Kind::file;
    std::uint64_t size_bytes = 0;
};

/// Every file below a folder, in byte order of `relative`. Links to files are files; links to folders are not
/// followed but told (so loops cannot happen). Throws not_found, permission for the folder itself.
void walk(const std::string& folder, const std::function<void(const Found&)>& each);

} // namespace almirah::os
