// Small registers: places, desks, fly-leaves.
#include "exchange/table.hpp"

#include <algorithm>

namespace almirah {

Table parse_table(const std::string& file, std::string_view bytes, const TableForm& form,
                  const std::vector<std::string>& required, const std::vector<std::string>& optional) {
    exchange::ColumnSet columns{required, {"title_"}};
    columns.names.insert(columns.names.end(), optional.begin(), optional.end());
    exchange::Csv csv = exchange::read_table(file, bytes, form.encoding, exchange::known_of(columns));
    Table table{{}, std::move(csv.problems)};
    if (csv.heads.empty()) return table;
    const std::size_t before = table.problems.size();
    const auto heads = exchange::known_heads(csv, file, columns, table.problems);
    exchange::require_heads(heads, csv, file, required, table.problems);
    std::stable_sort(table.problems.begin(), table.problems.end(),
                     [](const Problem& a, const Problem& b) { return a.line < b.line; });
    if (table.problems.size() > before) return table; // rows would be read by guess
    for (const exchange::CsvRow& row : csv.rows) {
        TableRow& to = table.rows.emplace_back(TableRow{row.line, {}});
        for (std::size_t i = 0; i < heads.size(); ++i)
            to.cells[heads[i]] = row.cells[i];
    }
    return table;
}

} // namespace almirah
