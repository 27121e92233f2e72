// Texts that are printed, mailed and typed in again: lines, whatever a mailer did to their ends.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almirah::format {

/// Without blanks and carriage returns at their ends; empty lines at the end of the text are left out.
std::vector<std::string_view> lines_of(std::string_view text);

/// With blanks where lines end.
std::string one_line(std::string text);

/// A whole number that is nothing else.
std::optional<std::uint64_t> parse_number(std::string_view text);

/// 32 bytes in base64 -> 64 hexadecimal digits, and back; "" and nothing for other text.
std::optional<std::string> parse_hash(std::string_view base64);
std::string hash_text(std::string_view hex);

} // namespace almirah::format
