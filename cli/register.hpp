// Desks and places from CSV: what their two `import` verbs share.
#pragma once

#include "cli/csv.hpp"
#include "cli/session.hpp"

#include <optional>
#include <string>

namespace almirah::cli {

/// "title" and the editions in columns title_XX.
Text title_of(const CsvLine& line);

/// A whole number, or nothing where the cell is empty. What is neither is added to `file.problems`.
std::optional<int> number_in(CsvFile& file, const std::string& path, const CsvLine& line,
                             const std::string& column);

/// Adds a problem for each line whose `column` is empty, or the same as an earlier line's.
void check_codes(CsvFile& file, const std::string& path, const std::string& column);

/// Lists all problems and throws invalid_argument, when there are any.
void refuse_problems(const Session& session, const CsvFile& file);

} // namespace almirah::cli
