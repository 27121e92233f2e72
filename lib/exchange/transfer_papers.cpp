#include "exchange/transfer_papers.hpp"

#include "almirah/error.hpp"
#include "base/name.hpp"
#include "exchange/csv.hpp"
#include "format/json.hpp"
#include "format/json_text.hpp"

#include <charconv>

namespace almirah::exchange {

namespace {

std::string day(const std::optional<Date>& date) {
    return date ? to_string(*date) : std::string();
}

std::string with_semicolons(const std::vector<std::string>& texts) {
    std::string all;
    for (const auto& text : texts)
        all += (all.empty() ? "" : "; ") + text;
    return all;
}

std::string editions(const Text& text) {
    std::string all;
    for (const auto& [language, edition] : text.in)
        all += (all.empty() ? "" : "; ") + language + ": " + edition;
    return all;
}

/// "2020-01-01/2021-03-31", open where a date is not known.
std::string interval(const Record& record) {
    if (!record.opened && !record.closed) return "";
    return (record.opened ? to_string(*record.opened) : "..") + "/" +
           (record.closed ? to_string(*record.closed) : "..");
}

template <class Number>
bool take_number(const std::string& text, Number& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc{} && end == text.data() + text.size() && !text.empty();
}

const std::vector<std::string> bag_columns{"path", "record", "version", "name", "size_bytes", "sha256"};

} // namespace

std::string dublin_core_heads() {
    return csv_line({"filename", "dcterms:identifier", "dcterms:title", "dcterms:alternative",
                     "dcterms:isPartOf", "dcterms:creator", "dcterms:contributor", "dcterms:subject",
                     "dcterms:created", "dcterms:temporal", "dcterms:dateSubmitted", "dcterms:language",
                     "dcterms:medium", "dcterms:extent", "dcterms:accessRights",
                     "dcterms:bibliographicCitation"});
}

std::string dublin_core_row(const Transferred& t) {
    const Record& record = t.record;
    return csv_line({t.folder, record.id, record.title.text, editions(record.title),
                     record.series + (t.series.text.empty() ? "" : " " + t.series.text), t.office,
                     with_semicolons(record.parties), with_semicolons(record.subjects), day(record.created),
                     interval(record), to_string(record.filed), record.language, record.medium,
                     std::to_string(t.files) + " files, " + std::to_string(t.bytes) + " bytes",
                     t.restrictions, record.file_no});
}

std::string transfer_list_heads() {
    return csv_line({"control_number", "record", "file_no", "title", "office", "series", "series_title",
                     "opened", "closed", "medium", "files", "bytes", "rule", "disposition", "due_on",
                     "restrictions", "location"});
}

std::string transfer_list_row(const Transferred& t) {
    const Record& record = t.record;
    const std::string rule =
        t.rule.empty() ? "" : t.schedule + ":" + t.rule + " v" + std::to_string(t.schedule_version);
    return csv_line({t.control_number, record.id, record.file_no, record.title.text, t.office, record.series,
                     t.series.text, day(record.opened), day(record.closed), record.medium,
                     std::to_string(t.files), std::to_string(t.bytes), rule, t.disposition, day(t.due_on),
                     t.restrictions, record.place});
}

std::string bag_row_heads() {
    return csv_line(bag_columns);
}

std::string bag_row(const BagRow& row) {
    return csv_line({row.path, row.record, std::to_string(row.version), row.name,
                     std::to_string(row.size_bytes), row.sha256});
}

std::vector<BagRow> read_bag_rows(const std::string& file, std::string_view bytes,
                                  std::vector<Problem>& problems) {
    Csv csv = parse_csv(file, bytes);
    problems.insert(problems.end(), csv.problems.begin(), csv.problems.end());
    std::vector<BagRow> rows;
    if (csv.heads != bag_columns) {
        problems.push_back({file, 1, "", "", "the headings are not " + csv_line(bag_columns)});
        problems.back().message.pop_back();
        return rows;
    }
    for (const auto& from : csv.rows) {
        if (from.cells.size() != bag_columns.size()) continue; // a problem already
        BagRow row{from.cells[0], from.cells[1], 0, from.cells[3], 0, from.cells[5]};
        if (take_number(from.cells[2], row.version) && row.version >= 0 &&
            take_number(from.cells[4], row.size_bytes))
            rows.push_back(std::move(row));
        else
            problems.push_back({file, from.line, "version", from.cells[2], "expected whole numbers"});
    }
    return rows;
}

std::string record_line(const Record& record) {
    return format::compact(format::encode(record));
}

std::vector<Record> read_record_lines(const std::string& file, std::string_view bytes,
                                      std::vector<Problem>& problems) {
    std::vector<Record> records;
    std::size_t number = 0;
    while (!bytes.empty()) {
        const std::string_view line = bytes.substr(0, bytes.find('\n'));
        bytes.remove_prefix(std::min(bytes.size(), line.size() + 1));
        ++number;
        if (line.empty()) continue;
        try {
            auto record = format::decode<Record>(line, file);
            if (base::parse_record_id(record.id))
                records.push_back(std::move(record));
            else
                problems.push_back({file, number, "id", record.id, "expected SERIES/YEAR/NUMBER"});
        } catch (const Error&) {
            problems.push_back(
                {file, number, "", "", "is no record of a store that this version understands"});
        }
        if (problems.size() > 1000) break;
    }
    return records;
}

} // namespace almirah::exchange
