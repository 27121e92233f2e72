// Small registers from CSV: places, desks, fly-leaves; and the options that say how a table is written.
#pragma once

#include "almirah/table.hpp"

#include <CLI/CLI.hpp>

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

/// Reads the file by almirah::parse_table. Throws what read_text does.
CsvFile read_csv(const std::string& path, const std::vector<std::string>& required,
                 const std::vector<std::string>& optional, const TableForm& form = {});

/// Adds `--encoding`; `form` outlives the command.
void add_encoding(CLI::App& verb, TableForm& form);
/// Adds `--dates`.
void add_dates(CLI::App& verb, TableForm& form);

} // namespace almirah::cli
