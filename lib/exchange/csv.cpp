// Reading CSV: one pass, a cell at a time.
#include "exchange/csv.hpp"

#include "almirah/shown.hpp"
#include "base/fold.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <set>

namespace almirah::exchange {

namespace {

std::string trimmed(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

bool is_blank(const CsvRow& row) {
    return std::all_of(row.cells.begin(), row.cells.end(),
                       [](const std::string& cell) { return cell.empty(); });
}

/// Cuts bytes into rows of cells. Rows end with LF, CRLF or CR.
class Reader {
public:
    Reader(const std::string& file, std::string_view bytes, char delimiter, std::vector<Problem>& problems)
        : file_(file), bytes_(bytes), delimiter_(delimiter), ends_({delimiter, '\r', '\n'}),
          problems_(problems) {}

    bool at_end() const { return at_ >= bytes_.size(); }

    CsvRow next_row() {
        CsvRow row;
        row.line = line_;
        do {
            row.cells.push_back(at_quote() ? quoted_cell() : plain_cell());
        } while (take_delimiter());
        take_line_end();
        return row;
    }

private:
    bool at_quote() const { return at_ < bytes_.size() && bytes_[at_] == '"'; }

    bool take_delimiter() {
        if (at_end() || bytes_[at_] != delimiter_) return false;
        ++at_;
        return true;
    }

    void take_line_end() {
        if (at_end()) return;
        if (bytes_[at_] == '\r' && at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '\n') ++at_;
        ++at_;
        ++line_;
    }

    /// A quote inside such a cell is an ordinary character, as spreadsheets have it.
    std::string plain_cell() {
        const std::size_t begin = at_;
        at_ = std::min(bytes_.find_first_of(ends_, at_), bytes_.size());
        return std::string(bytes_.substr(begin, at_ - begin));
    }

    std::string quoted_cell() {
        const std::size_t opened_at_line = line_;
        std::string cell;
        for (++at_; at_ < bytes_.size(); ++at_) {
            if (bytes_[at_] == '"') {
                if (at_ + 1 >= bytes_.size() || bytes_[at_ + 1] != '"') return closed_cell(std::move(cell));
                ++at_;
            }
            line_ += bytes_[at_] == '\n' ||
                     (bytes_[at_] == '\r' && (at_ + 1 == bytes_.size() || bytes_[at_ + 1] != '\n'));
            cell += bytes_[at_];
        }
        problems_.push_back(
            {file_, opened_at_line, "", cell.substr(0, 200),
             "a quote is opened here and never closed; expected '\"' at the end of the cell"});
        return cell;
    }

    /// Behind the closing quote only spaces may come before the delimiter or the end of the row.
    std::string closed_cell(std::string cell) {
        ++at_;
        const std::string rest = plain_cell();
        if (!trimmed(rest).empty())
            problems_.push_back({file_, line_, "", cell.substr(0, 200) + "\"" + rest,
                                 std::string("text follows a closing quote; expected '") + delimiter_ +
                                     "' there, and quotes inside a cell doubled"});
        return cell;
    }

    const std::string& file_;
    std::string_view bytes_;
    char delimiter_;
    std::string ends_; ///< Of a plain cell.
    std::vector<Problem>& problems_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

/// What makes the bytes no CSV at all; empty when they may be.
std::string fault_of(std::string_view bytes) {
    if (bytes.substr(0, 2) == "\xFF\xFE" || bytes.substr(0, 2) == "\xFE\xFF")
        return "the file is UTF-16; save it as CSV UTF-8";
    if (bytes.substr(0, 2) == "PK") return "the file is a spreadsheet; save it as CSV UTF-8";
    if (bytes.find('\0') != std::string_view::npos) return "the file has NUL bytes and is not text";
    if (bytes.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return "the file is empty; expected a row of headings";
    return {};
}

void read_heads(Csv& csv, const std::string& file, const CsvRow& row) {
    csv.heads_line = row.line;
    for (const std::string& cell : row.cells)
        csv.heads.push_back(trimmed(cell));
    while (!csv.heads.empty() && csv.heads.back().empty())
        csv.heads.pop_back();
    std::set<std::string> seen;
    for (std::size_t i = 0; i < csv.heads.size(); ++i) {
        const std::string& head = csv.heads[i];
        if (!base::is_utf8(head)) {
            csv.problems.push_back({file, row.line, "", base::repaired(head), "the heading is not UTF-8"});
            csv.heads[i] = base::repaired(head);
        } else if (head.empty()) {
            csv.problems.push_back(
                {file, row.line, "", "", "column " + std::to_string(i + 1) + " has no heading"});
        } else if (!seen.insert(head).second) {
            csv.problems.push_back({file, row.line, head, "", "the heading stands twice"});
        }
    }
    if (csv.heads.size() == 1 && csv.heads[0].find_first_of(";\t") != std::string::npos)
        csv.problems.push_back(
            {file, row.line, "", csv.heads[0], "the headings are one cell; expected ',' between columns"});
}

/// Whether the row is as wide as the heads; empty cells too many are dropped.
bool fits(Csv& csv, const std::string& file, CsvRow& row) {
    while (row.cells.size() > csv.heads.size() && row.cells.back().empty())
        row.cells.pop_back();
    if (row.cells.size() == csv.heads.size()) return true;
    csv.problems.push_back({file, row.line, "", "",
                            "the row has " + std::to_string(row.cells.size()) + " cells; expected " +
                                std::to_string(csv.heads.size()) + " as in the headings"});
    return false;
}

bool is_text(Csv& csv, const std::string& file, const CsvRow& row) {
    bool good = true;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (base::is_utf8(row.cells[i])) continue;
        good = false;
        csv.problems.push_back({file, row.line, csv.heads[i], base::repaired(row.cells[i]),
                                "not UTF-8; save the file as CSV UTF-8, or name its encoding in a profile"});
    }
    return good;
}

} // namespace

Csv parse_csv(const std::string& file, std::string_view bytes, const CsvLayout& layout) {
    Csv csv;
    bytes = base::without_marks(bytes);
    if (const std::string fault = fault_of(bytes); !fault.empty()) {
        csv.problems.push_back({file, 0, "", "", fault});
        return csv;
    }
    Reader reader(file, bytes, layout.delimiter, csv.problems);
    std::size_t passed_over = 0;
    while (!reader.at_end()) {
        const std::size_t problems_before = csv.problems.size();
        CsvRow row = reader.next_row();
        if (is_blank(row) || passed_over++ < layout.rows_above) continue;
        if (csv.heads.empty()) {
            read_heads(csv, file, row);
        } else if (csv.problems.size() == problems_before && fits(csv, file, row) &&
                   is_text(csv, file, row)) {
            csv.rows.push_back(std::move(row));
        }
    }
    if (csv.heads.empty() && csv.problems.empty())
        csv.problems.push_back({file, 0, "", "", "the file has no headings; expected them in the first row"});
    for (Problem& problem : csv.problems)
        problem.value = base::repaired(problem.value);
    return csv;
}

std::vector<std::vector<std::string>> first_csv_rows(std::string_view bytes, char delimiter,
                                                     std::size_t count) {
    const std::string unnamed;
    std::vector<Problem> broken;
    std::vector<std::vector<std::string>> rows;
    for (Reader reader(unnamed, bytes, delimiter, broken); !reader.at_end() && rows.size() < count;) {
        CsvRow row = reader.next_row();
        if (is_blank(row)) continue;
        for (std::string& cell : row.cells)
            cell = trimmed(cell);
        rows.push_back(std::move(row.cells));
    }
    return rows;
}

std::string csv_cell(std::string_view text) {
    const bool spaced = !text.empty() && (text.front() == ' ' || text.back() == ' ');
    if (!spaced && text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
    std::string cell = "\"";
    for (char c : text) {
        if (c == '"') cell += '"';
        cell += c;
    }
    return cell + "\"";
}

std::string csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i)
        line += (i == 0 ? "" : ",") + csv_cell(cells[i]);
    return line + "\n";
}

std::string shown_csv_cell(std::string_view text) {
    return csv_cell(shown_lines(text));
}

std::string shown_csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i)
        line += (i == 0 ? "" : ",") + shown_csv_cell(cells[i]);
    return line + "\n";
}

} // namespace almirah::exchange
