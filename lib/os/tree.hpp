// Everything below a folder, with no link followed: for folders that come from elsewhere.
#pragma once

#include "os/file.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace almirah::os {

struct Below {
    enum class Kind { file, link, special, unreadable };
    std::string relative; ///< Below the folder, '/' between; bytes as the system has them.
    Kind kind = Kind::file;
    std::uint64_t size_bytes = 0;
    std::uint64_t on_disk_bytes = 0; ///< What the file really takes; less where it has holes.
};

/// In byte order of each folder's names; folders themselves are not told. Throws not_found, permission,
/// invalid_argument (no folder) for the folder itself. Deeper than 200 folders is told as unreadable.
void walk_below(const std::string& folder, const std::function<void(const Below&)>& each);

/// Opens a file by its path below a folder; throws invalid_argument where a link or a folder stands on the
/// way or at its end, and what File::open throws.
File open_below(const std::string& folder, const std::string& relative);

/// Names in a folder that are symbolic links, in byte order. Throws not_found, permission, invalid_argument
/// (no folder).
std::vector<std::string> links_in(const std::string& folder);
/// Whether the last part of the path is a symbolic link. False where nothing is.
bool is_link(const std::string& path);
/// How many names (hard links) a file has; 0 where it cannot be told.
std::uint64_t count_names(const std::string& path);

/// Writes out everything of the file system on which the path lies, and waits for it.
void sync_file_system(const std::string& path);

} // namespace almirah::os
