// The configuration of the repository, which is stock git's: looked at, not followed.
#pragma once

#include <string>

namespace almirah::vault {

/// Why git would not read it, or not as that of a repository without a working tree; "" when it would.
/// libgit2 reads it, which is more lenient than git in a few things. Includes are not followed where
/// check_layout has passed: it refuses them.
std::string fault_of_config(const std::string& path);

} // namespace almirah::vault
