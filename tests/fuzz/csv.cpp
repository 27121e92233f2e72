#include "exchange/csv.hpp"

#include "base/fold.hpp"
#include "fuzz/target.hpp"

using namespace almirah;
using test::hold;

namespace {

std::string line_of(const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i)
        line += (i == 0 ? "" : ",") + exchange::csv_cell(cells[i]);
    return line + "\n";
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto csv = exchange::parse_csv("x.csv", test::text_of(data, size));
    std::size_t line = 0;
    std::string again = line_of(csv.heads);
    for (const auto& row : csv.rows) {
        hold(row.line > line, "rows come by line");
        line = row.line;
        again += line_of(row.cells);
        if (!csv.problems.empty()) continue;
        hold(row.cells.size() == csv.heads.size(), "rows are as wide as the headings");
        for (const auto& cell : row.cells)
            hold(base::is_utf8(cell), "cells are UTF-8");
    }
    if (!csv.problems.empty() || csv.heads.size() < 2) return 0;
    const auto back = exchange::parse_csv("x.csv", again);
    hold(back.heads == csv.heads && back.rows.size() == csv.rows.size(),
         "what was read can be written and read");
    for (std::size_t i = 0; i < back.rows.size(); ++i)
        hold(back.rows[i].cells == csv.rows[i].cells, "cells come back as they were");
    return 0;
}
