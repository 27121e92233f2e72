// Bytes in other encodings, through the system's iconv.
#pragma once

#include <string>
#include <string_view>

namespace almirah::base {

/// The bytes as UTF-8. `charset` is a name that iconv knows ("windows-1252", "UTF-16LE"). Throws
/// invalid_argument when it knows no such name, or the bytes are none of that encoding.
std::string to_utf8(std::string_view bytes, const std::string& charset);

} // namespace almirah::base
