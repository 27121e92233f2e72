// Small registers from CSV: places, desks. Records and schedules are read by the library.
#pragma once

#include "almirah/problem.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace almirah::cli {

struct CsvLine {
    std::size_t number = 0;                   ///< 1-based line of the row's start.
    std::map<std::string, std::string> cells; ///< By heading.

    /// The cell, or nothing where the file has no such column.
    std::string operator[](const std::string& heading) const;
};

struct CsvFile {
    std::vector<CsvLine> lines;
    std::vector<Problem> problems;
};

/// Reads RFC 4180 with LF or CRLF and an optional BOM. `required` headings must be there; others must be in
/// `optional` or start with "title_". Throws what read_text does.
CsvFile read_csv(const std::string& path, const std::vector<std::string>& required,
                 const std::vector<std::string>& optional);

} // namespace almirah::cli
