// Columns of an input table by their headings.
#pragma once

#include "almirah/problem.hpp"
#include "exchange/csv.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace almirah::exchange {

/// Without white space at both ends, and with one space for each run of it inside.
std::string one_line(std::string_view text);

/// The parts between separators, trimmed; empty ones left out.
std::vector<std::string> split(std::string_view text, char separator);

/// ASCII letters in lower case.
std::string lower(std::string_view text);

/// "; the nearest is 'retain'" where a candidate is so near that the name may be a slip of it; else "".
std::string nearest(const std::string& name, const std::vector<std::string>& candidates);

/// Which headings a table takes. A heading is compared in lower case with '_' for spaces; what follows the
/// colon of `date:NAME` is kept as written.
struct ColumnSet {
    std::vector<std::string> names;    ///< "title", "file_no"
    std::vector<std::string> prefixes; ///< "title_", "date:"
};

/// Whether the cell is one of the headings.
bool is_known_head(const std::string& cell, const ColumnSet& set);

/// Adds a problem for each of `required` that is not among the headings; none where no heading was known.
void require_heads(const std::vector<std::string>& heads, const Csv& csv, const std::string& file,
                   const std::vector<std::string>& required, std::vector<Problem>& problems);

/// The headings by column, as compared. Of a table of something else that is one problem. Unknown and
/// repeated ones become problems, naming the nearest known.
std::vector<std::string> known_heads(const Csv& csv, const std::string& file, const ColumnSet& set,
                                     std::vector<Problem>& problems);

} // namespace almirah::exchange
