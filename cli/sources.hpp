// Files and folders named on the command line, as content to be filed.
#pragma once

#include "cli/session.hpp"

#include <string>
#include <vector>

namespace almirah::cli {

/// A file goes in under its own name, a folder's files under their names relative to it, sorted. What is
/// neither file nor folder is passed over with a note. Throws not_found, permission, io, and invalid_argument
/// when two files would have one name.
std::vector<Source> sources_from(const std::vector<std::string>& paths, const Session& session);

} // namespace almirah::cli
