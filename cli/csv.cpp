#include "cli/csv.hpp"

#include "cli/text_file.hpp"
#include "cli/usage.hpp"

#include <algorithm>

namespace almirah::cli {
namespace {

struct Row {
    std::size_t line = 1;
    std::vector<std::string> cells;
};

/// Splits bytes into rows. A quote that is never closed is told in `broken_line`.
class Splitter {
public:
    explicit Splitter(const std::string& bytes) : bytes_(bytes) {}

    std::vector<Row> rows() {
        while (at_ < bytes_.size()) {
            Row row = next_row();
            if (row.cells.size() > 1 || !row.cells.front().empty()) rows_.push_back(std::move(row));
        }
        return std::move(rows_);
    }
    std::size_t broken_line() const { return broken_line_; }

private:
    Row next_row() {
        Row row{line_, {}};
        for (bool more = true; more;) {
            row.cells.push_back(next_cell());
            more = at_ < bytes_.size() && bytes_[at_] == ',';
            if (more) ++at_;
        }
        if (at_ < bytes_.size() && bytes_[at_] == '\r') ++at_;
        if (at_ < bytes_.size() && bytes_[at_] == '\n') ++at_;
        ++line_;
        return row;
    }

    std::string next_cell() {
        if (at_ < bytes_.size() && bytes_[at_] == '"') return quoted_cell();
        const std::size_t end = std::min(bytes_.find_first_of(",\r\n", at_), bytes_.size());
        std::string cell = bytes_.substr(at_, end - at_);
        at_ = end;
        return cell;
    }

    std::string quoted_cell() {
        const std::size_t start_line = line_;
        std::string cell;
        for (++at_; at_ < bytes_.size(); ++at_) {
            if (bytes_[at_] == '\n') ++line_;
            if (bytes_[at_] != '"')
                cell += bytes_[at_];
            else if (at_ + 1 < bytes_.size() && bytes_[at_ + 1] == '"')
                cell += bytes_[at_++];
            else
                return close(cell, start_line);
        }
        broken_line_ = start_line;
        return cell;
    }

    std::string close(const std::string& cell, std::size_t start_line) {
        ++at_;
        const bool ends = at_ == bytes_.size() || std::string(",\r\n").find(bytes_[at_]) != std::string::npos;
        if (ends) return cell;
        broken_line_ = start_line;
        at_ = std::min(bytes_.find_first_of(",\r\n", at_), bytes_.size());
        return cell;
    }

    const std::string& bytes_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::size_t broken_line_ = 0;
    std::vector<Row> rows_;
};

std::string bytes_of(const std::string& path) {
    std::string bytes = read_text(path);
    if (bytes.compare(0, 3, "\xEF\xBB\xBF") == 0) bytes.erase(0, 3);
    return bytes;
}

bool listed(const std::vector<std::string>& list, const std::string& name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

void check_headings(const std::string& path, const Row& heads, const std::vector<std::string>& required,
                    const std::vector<std::string>& optional, std::vector<Problem>& problems) {
    std::vector<std::string> known = required;
    known.insert(known.end(), optional.begin(), optional.end());
    for (const std::string& head : heads.cells) {
        if (listed(known, head) || head.compare(0, 6, "title_") == 0) continue;
        const std::string near = nearest(head, known);
        problems.push_back({path, heads.line, head, "",
                            "no such column" + (near.empty() ? "" : "; did you mean " + near + "?")});
    }
    for (const std::string& name : required)
        if (!listed(heads.cells, name))
            problems.push_back({path, heads.line, name, "", "this column is missing"});
}

} // namespace

std::string CsvLine::operator[](const std::string& heading) const {
    const auto found = cells.find(heading);
    return found == cells.end() ? std::string() : found->second;
}

CsvFile read_csv(const std::string& path, const std::vector<std::string>& required,
                 const std::vector<std::string>& optional) {
    const std::string bytes = bytes_of(path);
    Splitter splitter(bytes);
    const std::vector<Row> rows = splitter.rows();
    CsvFile file;
    if (rows.empty())
        file.problems.push_back({path, 0, "", "", "the file is empty; expected a line of headings"});
    if (splitter.broken_line() > 0)
        file.problems.push_back(
            {path, splitter.broken_line(), "", "", "a quote here is not closed properly"});
    if (!file.problems.empty()) return file;
    const Row& heads = rows.front();
    check_headings(path, heads, required, optional, file.problems);
    for (auto row = rows.begin() + 1; row != rows.end(); ++row) {
        if (row->cells.size() != heads.cells.size()) {
            file.problems.push_back({path, row->line, "", "",
                                     std::to_string(row->cells.size()) + " cells; the headings are " +
                                         std::to_string(heads.cells.size())});
            continue;
        }
        CsvLine line{row->line, {}};
        for (std::size_t i = 0; i < heads.cells.size(); ++i)
            line.cells[heads.cells[i]] = row->cells[i];
        file.lines.push_back(std::move(line));
    }
    return file;
}

} // namespace almirah::cli
