// Base64 of RFC 4648, section 4: with padding, without line breaks.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace almirah::base {

std::string base64(std::string_view bytes);
/// Nothing for text that `base64` would not write.
std::optional<std::string> parse_base64(std::string_view text);

} // namespace almirah::base
