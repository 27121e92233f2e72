// HTML of what is printed: every text escaped, and what would steer a page shown (almirah/shown.hpp).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace almirah::exchange {

std::string html_text(std::string_view text);
/// The heads of a table's columns, and one row of it; each ends its line.
std::string html_head(const std::vector<std::string>& titles);
std::string html_row(const std::vector<std::string>& cells);

} // namespace almirah::exchange
