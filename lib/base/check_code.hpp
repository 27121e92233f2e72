// Short codes for paper that notice when they are mistyped.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace almirah::base {

/// "7K3M-9QXT-2B4H": 55 bits of the SHA-256 of a text in base 32, without letters that pass for digits, and a
/// character that checks them. Who does not know the text cannot tell the code.
std::string check_code(std::string_view text);

/// The code as `check_code` writes it, from what a person typed: case, blanks and hyphens do not count, O is
/// read as 0, I and L as 1. Nothing when it is no such code: any one wrong character and any two swapped ones
/// are noticed.
std::optional<std::string> read_check_code(std::string_view typed);

} // namespace almirah::base
