// What is too large to be what it should be.
#pragma once

#include <cstdint>

namespace almirah {

/// A text file that people write (a table, a form, a profile, a key) is read whole, and not at all when it is
/// longer.
inline constexpr std::uint64_t longest_text_mib = 256;

} // namespace almirah
