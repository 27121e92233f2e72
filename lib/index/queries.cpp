// What the index answers with many rows.
#include "format/json.hpp"
#include "format/paths.hpp"
#include "index/content.hpp"
#include "index/records.hpp"
#include "index/rules.hpp"
#include "index/search.hpp"
#include "index/sql.hpp"
#include "index/state.hpp"
#include "index/things.hpp"

#include <map>

namespace almirah::index {

namespace {

/// 0 stands for all; SQLite says -1.
std::int64_t rows_of(std::size_t limit) {
    return limit == 0 ? -1 : std::int64_t(limit);
}

RecordLine record_line(const Statement& row) {
    RecordLine line;
    line.id = row.text(0);
    line.series = row.text(1);
    line.title = row.text(2);
    line.file_no = row.text(3);
    line.state = state_of(row.view(4));
    line.opened = row.optional_date(5);
    line.closed = row.optional_date(6);
    line.place = row.text(7);
    line.held = row.integer(8) != 0;
    return line;
}

void bind_query(Statement& row, const RecordQuery& query) {
    std::optional<std::string> state;
    if (query.state) state = format::name_of(*query.state);
    const auto limit = rows_of(query.limit);
    const auto offset = std::int64_t(query.offset);
    if (!query.place.empty())
        row.bind(state, limit, offset, query.series, query.place);
    else if (!query.series.empty())
        row.bind(state, limit, offset, query.series);
    else
        row.bind(state, limit, offset);
}

} // namespace

std::optional<std::string> Index::record_by_key(const std::string& key) const {
    Statement row = state_->connection.prepare(sql::records::by_key);
    if (!row.bind(key).step() || row.is_null(0)) return std::nullopt;
    return row.text(0);
}

std::size_t Index::count_records() const {
    return std::size_t(state_->connection.pragma(sql::records::count));
}

std::vector<RecordLine> Index::records(const RecordQuery& query) const {
    const char* sql = !query.place.empty()    ? sql::records::list_place
                      : !query.series.empty() ? sql::records::list_branch
                                              : sql::records::list;
    Statement row = state_->connection.prepare(sql);
    bind_query(row, query);
    std::vector<RecordLine> lines;
    while (row.step())
        lines.push_back(record_line(row));
    return lines;
}

std::vector<RecordLine> Index::held_by(const std::string& hold) const {
    std::vector<RecordLine> lines;
    Statement row = state_->connection.prepare(sql::records::held_by);
    row.bind(hold);
    while (row.step())
        lines.push_back(record_line(row));
    return lines;
}

std::map<std::string, std::size_t> Index::count_held() const {
    std::map<std::string, std::size_t> counts;
    Statement row = state_->connection.prepare(sql::records::count_held_by);
    while (row.step())
        counts[row.text(0)] = std::size_t(row.integer(1));
    return counts;
}

std::vector<Hold> Index::holds_on(const std::string& record) const {
    std::vector<Hold> holds;
    Statement row = state_->connection.prepare(sql::things::active_holds);
    row.bind(record);
    while (row.step()) {
        const std::string path = path_of_row(state_->connection, format::hold_path, row.text(0));
        if (const auto bytes = thing(path)) holds.push_back(format::decode<Hold>(*bytes, path));
    }
    return holds;
}

std::vector<SearchHit> Index::search(const std::string& words, std::size_t limit) const {
    return find(state_->connection, words, limit);
}

void Index::each_content(
    const std::function<void(const std::string& owner, const ContentFile& file)>& each) const {
    Statement row = state_->connection.prepare(sql::records::content);
    while (row.step())
        each(row.text(0), content_file(row, 1));
}

void Index::each_due_year(const EachDueYear& each) const {
    for (const char* kind : {sql::records::record_due_years, sql::records::document_due_years}) {
        Statement row = state_->connection.prepare(kind);
        while (row.step()) {
            const auto year = row.is_null(2) ? std::nullopt : std::optional(int(row.integer(2)));
            if (!each(hex_of(row.view(0)), std::uint64_t(row.integer(1)), year)) break;
        }
    }
}

std::map<std::string, std::set<std::string>> Index::owners_of(const std::set<std::string>& blobs) const {
    std::map<std::string, std::set<std::string>> owners;
    Statement row = state_->connection.prepare(sql::records::owners);
    while (row.step()) {
        const auto blob = hex_of(row.view(1));
        if (blobs.contains(blob)) owners[blob].insert(row.text(0));
    }
    return owners;
}

Answer Index::ask(const std::string& question, const std::map<std::string, std::string>& values) const {
    return index::ask(state_->connection.file(), question, values);
}

QuestionShape Index::shape_of(const std::string& question) const {
    return index::shape_of(state_->connection.file(), question);
}

} // namespace almirah::index
