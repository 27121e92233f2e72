#include "index/connection.hpp"

#include "index/sqlite.hpp"

#include <new>
#include <sqlite3.h>
#include <utility>

namespace almirah::index {

// ---- Connection

Connection::Connection(const std::string& file) : file_(file) {
    open(file.c_str(), "PRAGMA secure_delete = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                       "PRAGMA journal_size_limit = 67108864");
}

Connection::Connection(Unnamed) : file_("the index made to compare with") {
    open("", "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF");
}

void Connection::open(const char* file, const char* journal) {
    const int flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    try {
        if (const int result = sqlite3_open_v2(file, &handle_, flags, nullptr)) fail(result);
        harden();
        execute(journal);
    } catch (...) {
        sqlite3_close(handle_);
        throw;
    }
}

Connection::~Connection() {
    for (auto& [sql, statements] : idle_)
        for (sqlite3_stmt* statement : statements)
            sqlite3_finalize(statement);
    sqlite3_close(handle_);
}

void Connection::harden() {
    if (const int result = distrust(handle_)) fail(result);
    wait(wait_ms);
    // No mmap: a file that shrinks under a mapping kills the process instead of giving an error.
    execute("PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;"
            "PRAGMA cache_size = -65536; PRAGMA mmap_size = 0");
}

void Connection::wait(int milliseconds) {
    sqlite3_busy_timeout(handle_, milliseconds);
}

void Connection::fail(int result) const {
    throw_sqlite(handle_, file_, result);
}

void Connection::fail_damaged() const {
    fail(SQLITE_CORRUPT);
}

Statement Connection::prepare(const char* sql) {
    auto& idle = idle_[sql];
    if (!idle.empty()) {
        sqlite3_stmt* statement = idle.back();
        idle.pop_back();
        return {*this, sql, statement};
    }
    sqlite3_stmt* statement = nullptr;
    if (const int result =
            sqlite3_prepare_v3(handle_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr))
        fail(result);
    return {*this, sql, statement};
}

void Connection::give_back(const char* sql, sqlite3_stmt* statement) noexcept {
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    try {
        idle_[sql].push_back(statement);
    } catch (const std::bad_alloc&) {
        sqlite3_finalize(statement);
    }
}

void Connection::execute(const char* sql) {
    if (const int result = sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr)) fail(result);
}

std::int64_t Connection::pragma(const char* sql) {
    Statement statement = prepare(sql);
    return statement.step() ? statement.integer(0) : 0;
}

std::int64_t Connection::last_row() const {
    return sqlite3_last_insert_rowid(handle_);
}

// ---- Statement

Statement::Statement(Connection& connection, const char* sql, sqlite3_stmt* statement)
    : connection_(&connection), sql_(sql), statement_(statement) {}

Statement::Statement(Statement&& other) noexcept
    : connection_(other.connection_), sql_(other.sql_), statement_(std::exchange(other.statement_, nullptr)) {
}

Statement::~Statement() {
    if (statement_) connection_->give_back(sql_, statement_);
}

void Statement::rewind() {
    sqlite3_reset(statement_);
}

bool Statement::step() {
    const int result = sqlite3_step(statement_);
    if (result == SQLITE_ROW) return true;
    if (result == SQLITE_DONE) return false;
    connection_->fail(result);
}

void Statement::put(int at, std::nullptr_t) {
    if (const int result = sqlite3_bind_null(statement_, at)) connection_->fail(result);
}

void Statement::put(int at, std::string_view text) {
    const char* bytes = text.data() ? text.data() : "";
    if (const int result =
            sqlite3_bind_text64(statement_, at, bytes, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8))
        connection_->fail(result);
}

void Statement::put(int at, std::int64_t number) {
    if (const int result = sqlite3_bind_int64(statement_, at, number)) connection_->fail(result);
}

void Statement::put(int at, Blob blob) {
    const char* bytes = blob.bytes.data() ? blob.bytes.data() : "";
    if (const int result = sqlite3_bind_blob64(statement_, at, bytes, blob.bytes.size(), SQLITE_TRANSIENT))
        connection_->fail(result);
}

int Statement::columns() const {
    return sqlite3_column_count(statement_);
}

bool Statement::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

double Statement::real(int column) const {
    return sqlite3_column_double(statement_, column);
}

std::string_view Statement::view(int column) const {
    const void* bytes = sqlite3_column_blob(statement_, column);
    const int size = sqlite3_column_bytes(statement_, column);
    return bytes ? std::string_view(static_cast<const char*>(bytes), std::size_t(size)) : std::string_view();
}

Date Statement::date(int column) const {
    const auto date = parse_date(view(column));
    if (!date) connection_->fail_damaged();
    return *date;
}

std::optional<Date> Statement::optional_date(int column) const {
    if (is_null(column)) return std::nullopt;
    return date(column);
}

Instant Statement::instant(int column) const {
    const auto instant = parse_instant(view(column));
    if (!instant) connection_->fail_damaged();
    return *instant;
}

// ---- Transaction

Transaction::Transaction(Connection& connection, Kind kind) : connection_(connection) {
    connection_.execute(kind == Kind::writing ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
    // An error of ROLLBACK means that SQLite has rolled back on its own.
    if (open_) sqlite3_exec(connection_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    connection_.execute("COMMIT");
    open_ = false;
}

} // namespace almirah::index
