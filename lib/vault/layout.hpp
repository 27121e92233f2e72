// The directories and small files of a repository: made, and looked at before anything in them is trusted.
#pragma once

#include <string>

namespace almirah::vault {

/// Makes an empty repository in a directory that is absent, or holds nothing but `almirah/` and what an
/// interrupted creation left. Throws already_exists.
void make_layout(const std::string& directory);

/// Refuses what is no store of ours, or could lead us elsewhere (docs/durability.md, "Opening"). Throws
/// not_found, corrupt, permission, unsupported_format.
void check_layout(const std::string& directory);

} // namespace almirah::vault
