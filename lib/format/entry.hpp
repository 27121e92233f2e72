// The message of an entry: what and why in words, then trailers that a program can read (docs/format.md).
#pragma once

#include "almirah/trust.hpp"

#include <string>
#include <string_view>

namespace almirah::format {

/// The commit message of an entry, without the trailer `Vault:`. Line breaks in texts become spaces, so that
/// no text can pass for a trailer.
std::string encode_message(const Entry& entry);

/// Reads operation, person, summary, reason and subjects from a commit message; the other fields are left
/// alone. Messages of other origin give an entry with the operation "foreign".
Entry decode_message(std::string_view message);

/// The value of a trailer in the last paragraph, or "".
std::string trailer(std::string_view message, std::string_view name);

} // namespace almirah::format
