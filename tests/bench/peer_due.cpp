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
  AND (r.appraise_from IS NULL OR r.appraise_from > ?1)
  AND r.id NOT IN held
ORDER BY r.series, r.id LIMIT ?2)";

constexpr const char* counts_sql = R"(
WITH held AS MATERIALIZED (
    SELECT n.record FROM hold_records n JOIN holds h ON h.id = n.hold WHERE h.released_at IS NULL)
SELECT r.series || ' ' ||
       CASE r.action WHEN 'keep' THEN 0 WHEN 'review' THEN 1 WHEN 'transfer' THEN 2 ELSE 3 END || ' ' ||
       count(*) || char(10)
FROM records r
JOIN series_rules s ON s.series = r.series
JOIN rules u ON u.schedule = s.schedule AND u.rule = s.rule
WHERE r.due_on <= ?1
  AND (u.window_month IS NULL OR u.window_month = CAST(substr(?1, 6, 2) AS INTEGER))
  AND (r.appraise_from IS NULL OR r.appraise_from > ?1)
  AND r.id NOT IN held
GROUP BY r.series, r.action
ORDER BY r.series,
         CASE r.action WHEN 'keep' THEN 0 WHEN 'review' THEN 1 WHEN 'transfer' THEN 2 ELSE 3 END)";

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
