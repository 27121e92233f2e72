#include "exchange/manifest.hpp"

#include "base/digest.hpp"
#include "base/name.hpp"
#include "exchange/table.hpp"
#include "format/paths.hpp"

#include <algorithm>
#include <unordered_map>

namespace almirah::exchange {

namespace {

const ColumnSet columns{{"series", "also_in", "title", "file_no", "created", "opened", "closed", "parties",
                         "subjects", "language", "medium", "place", "path", "key", "appraisal"},
                        {"title_", "date:", "event:", "property:"}};

/// The end of `head` behind a prefix, or nothing.
std::optional<std::string> behind(const std::string& head, std::string_view prefix) {
    if (head.compare(0, prefix.size(), prefix) != 0) return std::nullopt;
    return head.substr(prefix.size());
}

/// Takes one row apart, cell by cell. Every fault of a row is named, not the first alone.
class RowReader {
public:
    RowReader(const std::string& file, const CsvRow& row, DateOrder order, std::vector<Problem>& problems)
        : file_(file), row_(row), order_(order), problems_(problems) {
        result_.line = row.line;
    }

    void take(const std::string& head, const std::string& cell) {
        Record& record = result_.filing.record;
        const std::string text = one_line(cell);
        if (text.empty()) return;
        if (head == "series") {
            record.series = checked(head, text, base::is_code(text),
                                    "no series code; expected capitals, digits, dots "
                                    "and hyphens");
        } else if (head == "place") {
            record.place = checked(head, text, base::is_place_code(text),
                                   "no place; expected codes joined by '/', "
                                   "such as R1/A02/S3");
        } else if (head == "language") {
            record.language =
                checked(head, text, is_language(text), "no language; expected a tag such as hi or en");
        } else if (!take_list(head, cell) && !take_text(head, text) && !take_date(head, text)) {
            if (const auto name = behind(head, "property:")) record.properties[*name] = text;
        }
    }

    /// What one cell alone does not show. The row when it is good.
    std::optional<ManifestRow> finish() {
        const Record& record = result_.filing.record;
        if (record.title.text.empty()) complain("title", "", "the title is missing");
        if (record.opened && record.closed && *record.opened > *record.closed)
            complain("closed", to_string(*record.closed),
                     "it lies before the date of opening, " + to_string(*record.opened));
        if (!good_) return std::nullopt;
        return std::move(result_);
    }

    void complain(const std::string& column, const std::string& value, const std::string& message) {
        problems_.push_back({file_, row_.line, column, value, message});
        good_ = false;
    }

private:
    static bool is_language(const std::string& tag) {
        return tag.size() <= 35 && std::all_of(tag.begin(), tag.end(), [](char c) {
                   return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                          c == '-';
               });
    }

    std::string checked(const std::string& column, const std::string& text, bool good,
                        const std::string& message) {
        const std::string unseen = unseen_in(text);
        if (!unseen.empty())
            complain(column, text, "has " + unseen + ", which nobody sees; type the code anew");
        else if (!good)
            complain(column, text, message);
        return text;
    }

    std::optional<Date> date(const std::string& column, const std::string& text) {
        const ReadDate read = read_date(text, order_);
        if (!read.date) complain(column, text, read.fault);
        return read.date;
    }

    bool take_list(const std::string& head, const std::string& cell) {
        Record& record = result_.filing.record;
        if (head == "parties") return record.parties = split(cell, ';'), true;
        if (head == "subjects") return record.subjects = split(cell, ';'), true;
        if (head == "also_in") return record.also_in = split(cell, ';'), true;
        if (head != "path") return false;
        for (const std::string& path : split(cell, ';'))
            take_path(path);
        return true;
    }

    /// A manifest may come from elsewhere: it names files of its own folder and no others.
    void take_path(const std::string& path) {
        auto& content = result_.filing.content;
        const std::string fault = format::fault_of_name(path);
        if (path.front() == '/') {
            complain("path", path, "the path leads out of the folder of files; expected one relative to it");
        } else if (!fault.empty()) {
            complain("path", path, fault + "; expected a path inside the folder of files");
        } else if (std::any_of(content.begin(), content.end(),
                               [&](const Source& s) { return s.path == path; })) {
            complain("path", path, "the file stands twice in the row");
        } else {
            content.push_back({path, path, std::nullopt});
        }
    }

    bool take_text(const std::string& head, const std::string& text) {
        Record& record = result_.filing.record;
        const auto language = behind(head, "title_");
        if (language) record.title.in[*language] = text;
        if (head == "title") record.title.text = text;
        if (head == "file_no") record.file_no = checked(head, text, true, "");
        if (head == "medium") record.medium = text;
        if (head == "key") record.key = checked(head, text, true, "");
        if (head == "appraisal") record.appraisal = text;
        return language || head == "title" || head == "file_no" || head == "medium" || head == "key" ||
               head == "appraisal";
    }

    bool take_date(const std::string& head, const std::string& text) {
        Record& record = result_.filing.record;
        if (head == "created") return record.created = date(head, text), true;
        if (head == "opened") return record.opened = date(head, text), true;
        if (head == "closed") return record.closed = date(head, text), true;
        if (const auto name = behind(head, "date:")) {
            if (const auto on = date(head, text)) record.dates[*name] = *on;
            return true;
        }
        if (const auto name = behind(head, "event:")) {
            if (const auto on = date(head, text)) record.events.push_back({*name, *on, ""});
            return true;
        }
        return false;
    }

    const std::string& file_;
    const CsvRow& row_;
    DateOrder order_;
    std::vector<Problem>& problems_;
    ManifestRow result_;
    bool good_ = true;
};

/// The same for the same facts, in whatever order the columns stand.
std::string digest_of(const std::vector<std::string>& heads, const CsvRow& row) {
    std::vector<std::string> facts;
    for (std::size_t i = 0; i < heads.size(); ++i) {
        const std::string text = one_line(row.cells[i]);
        if (!text.empty()) facts.push_back(heads[i] + '\x1f' + text);
    }
    std::sort(facts.begin(), facts.end());
    std::string all;
    for (const std::string& fact : facts)
        all += fact + '\x1e';
    return "row:" + base::sha256_hex(all);
}

void read_row(Manifest& manifest, const std::string& file, const std::vector<std::string>& heads,
              const CsvRow& row, DateOrder order, std::unordered_map<std::string, std::size_t>& line_of_key) {
    RowReader reader(file, row, order, manifest.problems);
    for (std::size_t i = 0; i < heads.size(); ++i)
        reader.take(heads[i], row.cells[i]);
    auto result = reader.finish();
    if (!result) return;
    std::string& key = result->filing.record.key;
    const bool given = !key.empty();
    if (!given) key = digest_of(heads, row);
    const auto [first, fresh] = line_of_key.try_emplace(key, row.line);
    if (fresh) {
        manifest.rows.push_back(std::move(*result));
    } else if (given) {
        reader.complain("key", key,
                        "line " + std::to_string(first->second) + " has this key; keys are unique");
    } else {
        reader.complain("", "",
                        "the row repeats line " + std::to_string(first->second) +
                            "; expected each record once, or keys of their own");
    }
}

} // namespace

Manifest read_manifest(const std::string& file, std::string_view bytes, const TableForm& form) {
    Csv csv = read_table(file, bytes, form.encoding, known_of(columns));
    Manifest manifest;
    manifest.problems = std::move(csv.problems);
    const std::size_t before = manifest.problems.size();
    const auto heads = known_heads(csv, file, columns, manifest.problems);
    if (!csv.heads.empty()) require_heads(heads, csv, file, {"title"}, manifest.problems);
    manifest.readable = !csv.heads.empty() && manifest.problems.size() == before;
    if (!manifest.readable) return manifest; // rows would be read by guess
    std::unordered_map<std::string, std::size_t> line_of_key;
    for (const CsvRow& row : csv.rows)
        read_row(manifest, file, heads, row, form.dates, line_of_key);
    std::stable_sort(manifest.problems.begin(), manifest.problems.end(),
                     [](const Problem& a, const Problem& b) { return a.line < b.line; });
    return manifest;
}

} // namespace almirah::exchange
