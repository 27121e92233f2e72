#include "index/history.hpp"

#include "index/sql.hpp"

namespace almirah::index {

namespace {

std::vector<std::string> subjects_of(Connection& connection, std::uint64_t entry) {
    std::vector<std::string> subjects;
    Statement row = connection.prepare(sql::things::entry_subjects);
    row.bind(entry);
    while (row.step()) {
        std::string text = row.text(0);
        if (!text.empty()) text += " ";
        text += row.text(1);
        if (row.view(1) != row.view(2)) text += ".." + row.text(2);
        subjects.push_back(std::move(text));
    }
    return subjects;
}

Entry entry_of(Connection& connection, const Statement& row) {
    Entry entry;
    entry.number = std::uint64_t(row.integer(0));
    entry.commit = row.text(1);
    entry.at = row.instant(2);
    entry.by = row.text(3);
    entry.operation = row.text(4);
    entry.summary = row.text(5);
    entry.reason = row.text(6);
    entry.subjects = subjects_of(connection, entry.number);
    return entry;
}

} // namespace

Subjects parse_subject(const std::string& text) {
    const std::size_t space = text.find(' ');
    Subjects subjects;
    if (space != text.npos) subjects.kind = text.substr(0, space);
    const std::string ids = space == text.npos ? text : text.substr(space + 1);
    const std::size_t dots = ids.find("..");
    subjects.first = ids.substr(0, dots);
    subjects.last = dots == ids.npos ? ids : ids.substr(dots + 2);
    return subjects;
}

void put_entry(Connection& connection, const Entry& entry) {
    connection.prepare(sql::things::put_entry)
        .run(entry.number, entry.commit, entry.at, entry.by, entry.operation, entry.summary, entry.reason);
    Statement put = connection.prepare(sql::things::put_entry_subject);
    int position = 0;
    for (const auto& subject : entry.subjects) {
        const Subjects ids = parse_subject(subject);
        put.run(entry.number, ++position, ids.kind, ids.first, ids.last);
    }
}

std::vector<Entry> entries_of(Connection& connection, const std::string& subject, std::size_t limit) {
    const std::int64_t rows = limit == 0 ? -1 : std::int64_t(limit);
    Statement row = connection.prepare(subject.empty() ? sql::things::history : sql::things::history_of);
    if (subject.empty())
        row.bind(rows);
    else
        row.bind(subject, rows);
    std::vector<Entry> entries;
    while (row.step())
        entries.push_back(entry_of(connection, row));
    return entries;
}

} // namespace almirah::index
