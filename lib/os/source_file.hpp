// Files that are to be read in, looked at before.
#pragma once

#include <cstdint>
#include <string>

namespace almirah::os {

/// The path from the root, with links in it as they are.
std::string absolute(const std::string& path);

/// Whether the path, with every link on the way followed, lies below the folder. False where either does not
/// exist.
bool lies_in(const std::string& folder, const std::string& path);

/// Whether a link leads from the file, named as one of the folder, out of it. False where there is no file to
/// be read.
bool leads_out(const std::string& folder, const std::string& path);

/// Why the path cannot be filed (missing, a folder, not readable, not a regular file), with what to do; ""
/// when it can: its size is then added to `size_bytes`.
std::string fault_of_file(const std::string& path, std::uint64_t& size_bytes);

} // namespace almirah::os
