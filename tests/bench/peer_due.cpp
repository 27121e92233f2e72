#include "bench/peer_due.hpp"

#include <sqlite3.h>
#include <stdexcept>

namespace almirah::bench {

namespace {

// Due, its window open, no appraisal wanting, and not held. What is held is few: its list is made once.
constexpr const char* page_sql = R"(
WITH held AS MATERIALIZED (
    SELECT n.record FROM hold_records n JOIN holds h ON h.id = n.hold WHERE h.released_at IS NULL)
SELECT r.id || ' ' || r.due_on || char(10)
FROM records r
JOIN series_rules s ON s.series = r.series
JOIN rules u ON u.schedule = s.schedule AND u.rule = s.rule
WHERE r.due_on <= ?1
  AND (u.window_month IS NULL OR u.window_month = CAST(substr(?1, 6, 2) AS INTEGER))
  AND (r.blocked_from IS NULL OR r.blocked_from > ?1)
  AND r.id NOT IN held
ORDER BY r.series, r.id LIMIT ?2)";

// Counted from an index alone, series by series, one sum for each action; what is held is taken off.
constexpr const char* counts_sql = R"(
WITH open AS MATERIALIZED (
    SELECT s.series FROM series_rules s JOIN rules u ON u.schedule = s.schedule AND u.rule = s.rule
    WHERE u.window_month IS NULL OR u.window_month = CAST(substr(?1, 6, 2) AS INTEGER)),
dated AS MATERIALIZED (
    SELECT series, sum(action = 'review') AS review, sum(action = 'transfer') AS transfer,
           sum(action = 'destroy') AS destroy
    FROM records INDEXED BY records_by_due
    WHERE series IN open AND due_on <= ?1 AND (blocked_from IS NULL OR blocked_from > ?1)
    GROUP BY series),
listed AS (
    SELECT series, 1 AS number, 'review' AS action, review AS records FROM dated UNION ALL
    SELECT series, 2, 'transfer', transfer FROM dated UNION ALL
    SELECT series, 3, 'destroy', destroy FROM dated),
held AS MATERIALIZED (
    SELECT r.series, r.action, count(DISTINCT r.id) AS records
    FROM holds h CROSS JOIN hold_records n ON n.hold = h.id CROSS JOIN records r ON r.id = n.record
    WHERE h.released_at IS NULL AND r.due_on <= ?1 AND (r.blocked_from IS NULL OR r.blocked_from > ?1)
    GROUP BY r.series, r.action)
SELECT l.series || ' ' || l.number || ' ' || (l.records - coalesce(n.records, 0)) || char(10)
FROM listed l LEFT JOIN held n ON n.series = l.series AND n.action = l.action
WHERE l.records > coalesce(n.records, 0)
ORDER BY l.series, l.number)";

sqlite3* open(const std::string& file) {
    sqlite3* database = nullptr;
    if (sqlite3_open_v2(file.c_str(), &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) !=
        SQLITE_OK)
        throw std::runtime_error(file + " cannot be opened");
    sqlite3_exec(database, "PRAGMA cache_size = -65536", nullptr, nullptr, nullptr); // as the library has it
    return database;
}

} // namespace

PeerDue::PeerDue(const std::string& file) : database_(open(file), sqlite3_close) {}

std::string PeerDue::rows(const char* sql, Date on, std::size_t limit) const {
    sqlite3_stmt* prepared = nullptr;
    if (sqlite3_prepare_v2(database_.get(), sql, -1, &prepared, nullptr) != SQLITE_OK)
        throw std::runtime_error(sqlite3_errmsg(database_.get()));
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(prepared, sqlite3_finalize);
    const std::string day = to_string(on);
    sqlite3_bind_text(prepared, 1, day.c_str(), -1, SQLITE_TRANSIENT);
    if (limit > 0) sqlite3_bind_int64(prepared, 2, sqlite3_int64(limit));
    std::string text;
    int result = SQLITE_ROW;
    while ((result = sqlite3_step(prepared)) == SQLITE_ROW)
        text += reinterpret_cast<const char*>(sqlite3_column_text(prepared, 0));
    if (result != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(database_.get()));
    return text;
}

std::string PeerDue::page(Date on, std::size_t lines) const {
    return rows(page_sql, on, lines);
}

std::string PeerDue::counts(Date on) const {
    return rows(counts_sql, on, 0);
}

} // namespace almirah::bench
