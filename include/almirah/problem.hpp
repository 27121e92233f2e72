// What is wrong in a file of input.
#pragma once

#include "almirah/export.hpp"

#include <cstddef>
#include <string>

namespace almirah {

/// One thing that is wrong in a file of input: where, what, and what is expected.
struct Problem {
    std::string file;
    std::size_t line = 0; ///< 1-based; 0 when the whole file is meant.
    std::string column;   ///< Heading of the column; may be empty.
    std::string value;
    std::string message; ///< What is wrong and what is expected.

    bool operator==(const Problem&) const = default;
};

/// "manifest.csv:12: column closed: '2023-02-29': no such date; expected YYYY-MM-DD".
ALMIRAH_API std::string to_string(const Problem& problem);

} // namespace almirah
