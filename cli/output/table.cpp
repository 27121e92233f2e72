#include "cli/output/table.hpp"

#include "cli/output/plain.hpp"

#include <algorithm>
#include <numeric>
#include <ostream>

namespace almirah::cli {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t narrowest = 12; ///< A shortened column keeps this much.

} // namespace

Table::Table(const std::vector<std::string>& heads) {
    for (const std::string& head : heads) {
        const bool marked = !head.empty() && (head.front() == '>' || head.front() == '~');
        kinds_.push_back(marked ? head.front() : ' ');
        heads_.push_back(marked ? head.substr(1) : head);
    }
}

void Table::add(const std::vector<std::string>& cells) {
    if (kinds_.size() < cells.size()) kinds_.resize(cells.size(), ' ');
    std::vector<std::string> row;
    for (const std::string& cell : cells)
        row.push_back(plain(cell));
    rows_.push_back(std::move(row));
}

std::vector<std::size_t> Table::widths(const Look& look) const {
    std::vector<std::size_t> result(kinds_.size(), 0);
    const auto measure = [&result](const std::vector<std::string>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            result[i] = std::max(result[i], columns_of(cells[i]));
    };
    measure(heads_);
    for (const auto& row : rows_)
        measure(row);
    if (look.columns == 0) return result;
    std::size_t total = std::accumulate(result.begin(), result.end(), std::size_t{0}) + gap * result.size();
    for (std::size_t i = 0; i < result.size(); ++i) {
        const auto limit = static_cast<std::size_t>(look.columns) + gap;
        if (kinds_[i] != '~' || total <= limit || result[i] <= narrowest) continue;
        const std::size_t less = std::min(total - limit, result[i] - narrowest);
        result[i] -= less;
        total -= less;
    }
    return result;
}

void Table::print_row(std::ostream& out, const std::vector<std::string>& cells,
                      const std::vector<std::size_t>& widths) const {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::string cell = kinds_[i] == '~' ? shortened(cells[i], widths[i]) : cells[i];
        const std::size_t columns = columns_of(cell);
        const std::string pad(widths[i] > columns ? widths[i] - columns : 0, ' ');
        line += kinds_[i] == '>' ? pad + cell : cell + pad;
        if (i + 1 < cells.size()) line.append(gap, ' ');
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out << line;
}

void Table::print(std::ostream& out, const Look& look) const {
    const std::vector<std::size_t> columns = widths(look);
    if (!heads_.empty()) {
        if (look.color) out << "\x1b[1m";
        print_row(out, heads_, columns);
        out << (look.color ? "\x1b[0m\n" : "\n");
    }
    for (const auto& row : rows_) {
        print_row(out, row, columns);
        out << '\n';
    }
}

} // namespace almirah::cli
