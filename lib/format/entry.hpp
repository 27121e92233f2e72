// The message of an entry: what and why in words, then trailers that a program can read (docs/format.md).
#pragma once

#include "almirah/trust.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace almirah::format {

/// What an entry says for those who check it, besides what it tells people.
struct Marks {
    int rows = 0; ///< Version of the rows of operations by which it was written; 0: of before.
    std::uint64_t refused =
        0; ///< Attempts that this copy of the store had refused so far, as counted in its log.
    std::string refused_head{}; ///< The hash of the last of them; empty where there is none.

    bool operator==(const Marks&) const = default;
};

/// The commit message of an entry, without the trailer `Vault:`. Line breaks in texts become spaces, so that
/// no text can pass for a trailer.
std::string encode_message(const Entry& entry, const Marks& marks = {});

/// What is not said, or says nothing sensible, is as in entries of before.
Marks marks_of(std::string_view message);

/// Reads operation, person, summary, reason and subjects from a commit message; the other fields are left
/// alone. Messages of other origin give an entry with the operation "foreign".
Entry decode_message(std::string_view message);

/// The value of a trailer in the last paragraph, or "".
std::string trailer(std::string_view message, std::string_view name);

} // namespace almirah::format
