#include "exchange/layout.hpp"

#include "almirah/error.hpp"
#include "almirah/shown.hpp"
#include "base/fold.hpp"
#include "exchange/html.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace almirah::exchange {

namespace {

constexpr std::string_view drawn = "drawn";
constexpr std::string_view unclosed = "{{"; ///< What no gap can hold.

/// Text, or a gap: what stands between "{{" and "}}".
struct Piece {
    bool gap;
    std::string_view text;
    std::size_t line;
};

std::vector<Piece> pieces_of(std::string_view layout) {
    std::vector<Piece> pieces;
    std::size_t line = 1;
    const auto take = [&](bool gap, std::string_view text) {
        if (gap || !text.empty()) pieces.push_back({gap, text, line});
        line += std::size_t(std::count(text.begin(), text.end(), '\n'));
    };
    while (!layout.empty()) {
        const std::size_t open = layout.find("{{");
        take(false, layout.substr(0, open));
        if (open == std::string_view::npos) break;
        const std::size_t close = layout.find("}}", open);
        if (close == std::string_view::npos) {
            take(true, unclosed);
            break;
        }
        take(true, layout.substr(open + 2, close - open - 2));
        layout.remove_prefix(close + 2);
    }
    return pieces;
}

std::string without_last_line_end(std::string text) {
    if (text.ends_with('\n')) text.pop_back();
    return text;
}

std::string padded(std::string text, std::size_t width) {
    const std::size_t taken = base::columns(text);
    if (taken < width) text.append(width - taken, ' ');
    return text;
}

const FilledForm::Table* table_of(const FilledForm& form, std::string_view name) {
    const auto found = std::find_if(form.tables.begin(), form.tables.end(),
                                    [&](const FilledForm::Table& table) { return table.name == name; });
    return found == form.tables.end() ? nullptr : &*found;
}

std::optional<std::size_t> width_of(std::string_view how) {
    std::size_t width = 0;
    const char* const end = how.data() + how.size();
    const auto read = std::from_chars(how.data(), end, width);
    return read.ec == std::errc() && read.ptr == end && width <= 200 ? std::optional(width) : std::nullopt;
}

std::string drawn_as_text(const FilledForm::Table& table) {
    std::vector<std::vector<std::string>> lines{table.columns};
    for (const auto& row : table.rows) {
        lines.emplace_back(row.begin(), row.begin() + std::ptrdiff_t(table.columns.size()));
        for (auto& cell : lines.back())
            cell = shown_line(cell);
    }
    std::vector<std::size_t> widths(table.columns.size());
    for (const auto& line : lines)
        for (std::size_t i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], base::columns(line[i]));
    std::size_t rule = 0;
    for (const std::size_t width : widths)
        rule += width + (rule > 0 ? 2 : 0);
    std::string out;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string text;
        for (std::size_t column = 0; column < widths.size(); ++column)
            text += (column ? "  " : "") + padded(lines[i][column], widths[column]);
        text.erase(text.find_last_not_of(' ') + 1);
        out += text + "\n";
        if (i == 0) out += std::string(rule, '-') + "\n";
    }
    return out;
}

std::string drawn_as_html(const FilledForm::Table& table) {
    std::string out = "<table>\n" + html_head(table.columns) + "<tbody>\n";
    for (const auto& row : table.rows)
        out += html_row({row.begin(), row.begin() + std::ptrdiff_t(table.columns.size())});
    return out + "</tbody>\n</table>\n";
}

/// One pass over a layout; writes it, or collects what is wrong with it.
class Writer {
public:
    Writer(std::string_view layout, const FilledForm& form, Medium medium)
        : pieces_(pieces_of(layout)), form_(form), medium_(medium) {}

    std::string write() {
        std::string out;
        walk(0, pieces_.size(), {}, out);
        return out;
    }
    const std::vector<std::string>& faults() const { return faults_; }

private:
    /// What a gap stands in: the row that a section is at, or none.
    struct Row {
        bool in_section = false;
        const FilledForm::Table* table = nullptr;        ///< Null where there is no row.
        const std::vector<std::string>* cells = nullptr; ///< Null: the table has no row to show.
        std::size_t serial = 0;
    };

    void fault(const Piece& piece, const std::string& what) {
        faults_.push_back("line " + std::to_string(piece.line) + ": " + what);
    }

    /// Where the section that begins at `at` ends; `last` when it does not.
    std::size_t end_of(std::size_t at, std::size_t last, std::string_view name) const {
        for (std::size_t i = at + 1; i < last; ++i)
            if (pieces_[i].gap && pieces_[i].text == "/" + std::string(name)) return i;
        return last;
    }

    void walk(std::size_t first, std::size_t last, const Row& row, std::string& out) {
        for (std::size_t i = first; i < last; ++i) {
            const Piece& piece = pieces_[i];
            if (!piece.gap)
                out += shown_lines(piece.text); // a layout is somebody's text, too
            else if (piece.text.starts_with('#') || piece.text.starts_with('^'))
                i = section(i, last, row, out);
            else
                gap(piece, row, out);
        }
    }

    std::size_t section(std::size_t at, std::size_t last, const Row& row, std::string& out) {
        const Piece& piece = pieces_[at];
        if (row.in_section) {
            fault(piece, "{{" + std::string(piece.text) + "}} stands inside another section");
            return last - 1;
        }
        const std::string_view name = piece.text.substr(1);
        const std::size_t end = end_of(at, last, name);
        const FilledForm::Table* const table = table_of(form_, name);
        if (!table) fault(piece, "the form has no table '" + std::string(name) + "'");
        if (end == last) fault(piece, "{{" + std::string(piece.text) + "}} is not closed");
        if (!table || end == last) return std::min(end, last - 1);
        const bool of_rows = piece.text.front() == '#';
        if (!of_rows && (table->rows.empty() || checks())) walk(at + 1, end, {true}, out);
        if (!of_rows) return end;
        if (table->rows.empty() && checks()) walk(at + 1, end, {true, table}, out);
        for (std::size_t i = 0; i < table->rows.size(); ++i)
            walk(at + 1, end, {true, table, &table->rows[i], i + 1}, out);
        return end;
    }

    void gap(const Piece& piece, const Row& row, std::string& out) {
        if (piece.text == unclosed) return fault(piece, "a gap has no }}");
        const std::size_t colon = piece.text.find(':');
        const std::string_view name = piece.text.substr(0, colon);
        const std::string_view how =
            colon == std::string_view::npos ? std::string_view() : piece.text.substr(colon + 1);
        if (how == drawn) {
            if (const auto* table = table_of(form_, name))
                out += medium_ == Medium::html ? drawn_as_html(*table) : drawn_as_text(*table);
            else
                fault(piece, "the form has no table '" + std::string(name) + "'");
            return;
        }
        const auto width = how.empty() ? 0 : width_of(how);
        if (!width)
            return fault(piece, "'" + std::string(how) + "' is neither a width up to 200 nor 'drawn'");
        const auto value = value_of(name, row);
        if (!value) return fault(piece, "the form has no field '" + std::string(name) + "'");
        out += medium_ == Medium::html ? html_text(*value) : padded(shown_lines(*value), *width);
    }

    std::optional<std::string> value_of(std::string_view name, const Row& row) const {
        if (row.table && name == "serial") return std::to_string(row.serial);
        if (row.table) {
            const auto& names = row.table->fields;
            const auto found = std::find(names.begin(), names.end(), name);
            if (found != names.end())
                return row.cells ? (*row.cells)[std::size_t(found - names.begin())] : std::string();
        }
        const auto found = form_.fields.find(std::string(name));
        if (found == form_.fields.end()) return std::nullopt;
        return found->second;
    }

    /// A form without values is looked through wholly, its empty tables too.
    bool checks() const { return form_.form.empty(); }

    std::vector<Piece> pieces_;
    const FilledForm& form_;
    Medium medium_;
    std::vector<std::string> faults_;
};

} // namespace

std::string laid_out(std::string_view layout, const FilledForm& form, Medium medium) {
    Writer writer(layout, form, medium);
    std::string out = writer.write();
    if (!writer.faults().empty()) throw Error(Code::invalid_argument, writer.faults().front());
    return out;
}

std::string with_parts(std::string_view layout, const std::function<std::string(const std::string&)>& read) {
    std::string out;
    for (const Piece& piece : pieces_of(layout)) {
        if (!piece.gap)
            out += piece.text;
        else if (piece.text.starts_with('>'))
            out += without_last_line_end(read(std::string(piece.text.substr(1))));
        else if (piece.text == unclosed)
            out += unclosed;
        else
            out += "{{" + std::string(piece.text) + "}}";
    }
    return out;
}

std::vector<std::string> faults_of_layout(std::string_view layout, const FilledForm& form) {
    FilledForm blank = form;
    blank.form.clear();
    Writer writer(layout, blank, Medium::text);
    (void)writer.write();
    return writer.faults();
}

} // namespace almirah::exchange
