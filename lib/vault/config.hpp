// The configuration of the repository, which is stock git's: looked at, not followed.
#pragma once

#include <string>
#include <string_view>

namespace almirah::vault {

/// Why stock git would not read it, or not as that of a repository without a working tree; "" when it would.
std::string fault_of_config(std::string_view bytes);

} // namespace almirah::vault
