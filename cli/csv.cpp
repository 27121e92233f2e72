#include "cli/csv.hpp"

#include "almirah/error.hpp"
#include "cli/text_file.hpp"

namespace almirah::cli {

std::string CsvLine::operator[](const std::string& heading) const {
    const auto found = cells.find(heading);
    return found == cells.end() ? std::string() : found->second;
}

CsvFile read_csv(const std::string& path, const std::vector<std::string>& required,
                 const std::vector<std::string>& optional, const TableForm& form) {
    almirah::Table table = almirah::parse_table(path, read_text(path), form, required, optional);
    CsvFile file{{}, std::move(table.problems)};
    for (TableRow& row : table.rows)
        file.lines.push_back({row.line, std::move(row.cells)});
    return file;
}

void add_encoding(CLI::App& verb, TableForm& form) {
    verb.add_option("--encoding", form.encoding,
                    "How the file is written, by a name of iconv such as windows-1252 (default: UTF-8, or "
                    "UTF-16 by its mark)")
        ->type_name("NAME");
}

void add_dates(CLI::App& verb, TableForm& form) {
    verb.add_option_function<std::string>(
            "--dates",
            [&form](const std::string& text) {
                const auto order = parse_date_order(text);
                if (!order)
                    throw Error(Code::invalid_argument,
                                "--dates: '" + text + "': no such order; expected dmy, mdy or ymd");
                form.dates = *order;
            },
            "Order of day, month and year in the file's dates: dmy, mdy or ymd")
        ->type_name("ORDER");
}

} // namespace almirah::cli
