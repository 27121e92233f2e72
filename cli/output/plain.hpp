// Text as a terminal may show it: how wide it is, and nothing in it that steers the terminal.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace almirah::cli {

/// `text` on one line, with what would steer the reader's terminal shown: almirah/shown.hpp.
std::string plain(std::string_view text);

/// Columns that `text` takes on a terminal, by the C library's wcwidth: combining signs above and below take
/// none, spacing vowel signs one. Terminals follow the same table.
std::size_t columns_of(std::string_view text);

/// `text` cut to at most `columns`, with an ellipsis where something was cut off.
std::string shortened(std::string_view text, std::size_t columns);

} // namespace almirah::cli
