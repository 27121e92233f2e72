// Texts of others, shown to people.
#pragma once

#include "almirah/export.hpp"

#include <string>
#include <string_view>

namespace almirah {

/// Returns the text as a terminal or a page may show it, on one line: a character that would steer what shows
/// it stands as its number, "\\u202e"; line breaks and tabs as blanks; a byte that is not UTF-8 as U+FFFD. A
/// title may carry any of them, and must neither move a reader's cursor nor turn a line round. Steering are
/// the controls (C0, DEL, C1), the marks and overrides of direction (U+061C, U+200E, U+200F, U+202A to
/// U+202E, U+2066 to U+206F) and the separators U+2028 and U+2029. What is stored, and what JSON and bags
/// carry, stays as given.
ALMIRAH_API std::string shown_line(std::string_view text);

/// Returns the same with line ends (LF, CR LF) and tabs kept.
ALMIRAH_API std::string shown_lines(std::string_view text);

} // namespace almirah
