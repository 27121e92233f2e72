// CSV as offices write it: RFC 4180 with LF or CRLF, an optional BOM, quoted cells over several lines.
#pragma once

#include "almirah/problem.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace almirah::exchange {

struct CsvRow {
    std::size_t line = 0; ///< 1-based line of the row's first cell.
    std::vector<std::string> cells;
};

struct Csv {
    std::vector<std::string> heads; ///< Trimmed.
    std::vector<CsvRow> rows;       ///< Blank rows left out.
    std::vector<Problem> problems;  ///< Broken quotes, rows of the wrong width, bytes that are not UTF-8.
    std::size_t heads_line = 1;     ///< 1-based line of the headings.
};

struct CsvLayout {
    char delimiter = ',';
    std::size_t rows_above = 0; ///< Rows before the headings, which are passed over; blank ones not counted.
};

/// `file` is named in problems. Cells are as they stand. Never throws on bad input.
Csv parse_csv(const std::string& file, std::string_view bytes, const CsvLayout& layout = {});

/// The cells of the first rows, trimmed; blank rows left out, and what is broken passed over.
std::vector<std::vector<std::string>> first_csv_rows(std::string_view bytes, char delimiter,
                                                     std::size_t count);

/// One cell, quoted where it must be.
std::string csv_cell(std::string_view text);
/// One row, with its line end.
std::string csv_line(const std::vector<std::string>& cells);

/// The same for people: what would steer the program that shows it is shown (almirah/shown.hpp).
std::string shown_csv_cell(std::string_view text);
std::string shown_csv_line(const std::vector<std::string>& cells);

} // namespace almirah::exchange
