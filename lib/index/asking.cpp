#include "index/asking.hpp"

#include "almirah/error.hpp"
#include "index/connection.hpp"
#include "index/sqlite.hpp"

#include <cctype>
#include <chrono>
#include <memory>
#include <set>
#include <sqlite3.h>
#include <string_view>

namespace almirah::index {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds longest{60};
/// A step may take a tenth of a second, on texts of 64 MiB.
constexpr int steps_between_looks = 50;
constexpr std::size_t most_rows = 100000;
/// Of an answer, and of a text on the way to it.
constexpr std::size_t most_bytes = 64 << 20;

struct Closer {
    void operator()(sqlite3* handle) const { sqlite3_close(handle); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Handle = std::unique_ptr<sqlite3, Closer>;
using Prepared = std::unique_ptr<sqlite3_stmt, Closer>;

using Names = std::set<std::string>;

/// What a question may do wherever it is asked: select, and call functions of SQLite's own.
int allowed(void*, int action, const char*, const char* second, const char*, const char*) {
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
    case SQLITE_READ:
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        return std::string_view(second ? second : "") == "load_extension" ? SQLITE_DENY : SQLITE_OK;
    default:
        return SQLITE_DENY;
    }
}

/// Where there is nothing but the views, a table without a column read (`count(*)`) is one of them, something
/// that the question itself names, or one of SQLite's own.
int allowed_alone(void* modules, int action, const char* first, const char* second, const char* database,
                  const char* by) {
    if (action != SQLITE_READ) return allowed(nullptr, action, first, second, database, by);
    std::string table(first ? first : "");
    for (char& c : table)
        c = char(std::tolower(static_cast<unsigned char>(c)));
    if (table.starts_with("v_")) return SQLITE_OK;
    const bool own = table.starts_with("sqlite_") || table.starts_with("pragma_") ||
                     static_cast<const Names*>(modules)->contains(table);
    return own || (second && *second) ? SQLITE_DENY : SQLITE_OK;
}

int is_over(void* end) {
    return Clock::now() > *static_cast<const Clock::time_point*>(end);
}

[[noreturn]] void fail_too_large(const std::string& how) {
    throw Error(Code::invalid_argument, "the question has an answer of more than " + how +
                                            "; narrow it, or count instead of listing");
}

/// What is wrong with the question is told as SQLite says it; anything else is the file's.
[[noreturn]] void fail(sqlite3* handle, const std::string& file, int result) {
    switch (result & 0xff) {
    case SQLITE_INTERRUPT:
        throw Error(Code::invalid_argument, "the question runs for more than a minute; narrow it");
    case SQLITE_TOOBIG:
        fail_too_large("64 MiB");
    case SQLITE_NOMEM:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
    case SQLITE_IOERR:
    case SQLITE_FULL:
    case SQLITE_CANTOPEN:
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        throw_sqlite(handle, file, result);
    default:
        throw Error(Code::invalid_argument, sqlite3_errmsg(handle));
    }
}

Handle opened(const std::string& file) {
    sqlite3* raw = nullptr;
    int result = sqlite3_open_v2(file.c_str(), &raw,
                                 SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    Handle handle(raw);
    if (!result) result = distrust(raw);
    if (result) throw_sqlite(raw, file, result);
    sqlite3_busy_timeout(raw, Connection::wait_ms);
    sqlite3_limit(raw, SQLITE_LIMIT_LENGTH, int(most_bytes));
    return handle;
}

Prepared prepared(sqlite3* handle, const std::string& file, const std::string& question) {
    sqlite3_stmt* raw = nullptr;
    const char* rest = nullptr;
    const int result = sqlite3_prepare_v2(handle, question.c_str(), int(question.size()) + 1, &raw, &rest);
    Prepared statement(raw);
    if (result) fail(handle, file, result);
    if (!raw || !sqlite3_stmt_readonly(raw)) throw Error(Code::invalid_argument, "a question is one SELECT");
    if (std::string_view(rest).find_first_not_of(" \t\r\n;") != std::string_view::npos)
        throw Error(Code::invalid_argument, "a question is one SELECT, and something follows it");
    return statement;
}

std::vector<std::string> columns_of(sqlite3_stmt* statement) {
    std::vector<std::string> columns;
    for (int i = 0; i < sqlite3_column_count(statement); ++i)
        columns.emplace_back(sqlite3_column_name(statement, i));
    return columns;
}

/// The texts in the first column.
Names names_in(sqlite3* handle, const std::string& file, const char* question) {
    const Prepared statement = prepared(handle, file, question);
    Names names;
    int result = SQLITE_OK;
    while ((result = sqlite3_step(statement.get())) == SQLITE_ROW)
        if (const auto* name = reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), 0)))
            names.insert(name);
    if (result != SQLITE_DONE) fail(handle, file, result);
    return names;
}

std::string quoted(const std::string& name) {
    std::string made;
    for (const char c : name)
        made += c == '"' ? std::string("\"\"") : std::string(1, c);
    return '"' + made + '"';
}

/// Throws when the question reads anything but views, whatever it calls it: it is prepared where there is
/// nothing else. SQLite itself tells a table that a view reads from one that a WITH of that name reads by
/// nothing.
void require_views_only(sqlite3* handle, const std::string& file, const std::string& question) {
    sqlite3* raw = nullptr;
    int result = sqlite3_open_v2(
        ":memory:", &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    const Handle alone(raw);
    if (!result) result = distrust(raw);
    if (result) throw_sqlite(raw, file, result);
    for (const auto& view : names_in(handle, file, "SELECT name FROM sqlite_schema WHERE type = 'view'")) {
        std::string columns;
        const Prepared all = prepared(handle, file, "SELECT * FROM " + quoted(view));
        for (const auto& column : columns_of(all.get()))
            columns += (columns.empty() ? "" : ", ") + quoted(column);
        const std::string table = "CREATE TABLE " + quoted(view) + " (" + columns + ")";
        if ((result = sqlite3_exec(raw, table.c_str(), nullptr, nullptr, nullptr)))
            throw_sqlite(raw, file, result);
    }
    Names modules = names_in(raw, file, "SELECT lower(name) FROM pragma_module_list");
    sqlite3_set_authorizer(raw, allowed_alone, &modules);
    (void)prepared(raw, file, question);
}

/// A question that reads nothing but views.
Prepared asked(sqlite3* handle, const std::string& file, const std::string& question) {
    require_views_only(handle, file, question);
    sqlite3_set_authorizer(handle, allowed, nullptr);
    return prepared(handle, file, question);
}

} // namespace

Answer ask(const std::string& file, const std::string& question,
           const std::map<std::string, std::string>& values) {
    const Handle handle = opened(file);
    const Prepared statement = asked(handle.get(), file, question);
    for (int i = 1; i <= sqlite3_bind_parameter_count(statement.get()); ++i) {
        const char* const name = sqlite3_bind_parameter_name(statement.get(), i);
        const auto value = values.find(name ? name + 1 : "");
        if (value == values.end()) continue;
        if (const int result = sqlite3_bind_text(statement.get(), i, value->second.data(),
                                                 int(value->second.size()), SQLITE_STATIC))
            fail(handle.get(), file, result);
    }
    Clock::time_point end = Clock::now() + longest;
    sqlite3_progress_handler(handle.get(), steps_between_looks, is_over, &end);
    Answer answer{columns_of(statement.get()), {}};
    int result = SQLITE_OK;
    std::size_t bytes = 0;
    while ((result = sqlite3_step(statement.get())) == SQLITE_ROW) {
        if (answer.rows.size() == most_rows) fail_too_large("100,000 rows");
        auto& row = answer.rows.emplace_back();
        for (int i = 0; i < int(answer.columns.size()); ++i) {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement.get(), i));
            bytes += std::size_t(sqlite3_column_bytes(statement.get(), i));
            if (bytes > most_bytes) fail_too_large("64 MiB");
            row.emplace_back(text ? text : "", std::size_t(sqlite3_column_bytes(statement.get(), i)));
        }
    }
    if (result != SQLITE_DONE) fail(handle.get(), file, result);
    return answer;
}

QuestionShape shape_of(const std::string& file, const std::string& question) {
    const Handle handle = opened(file);
    const Prepared statement = asked(handle.get(), file, question);
    QuestionShape shape{columns_of(statement.get()), {}};
    for (int i = 1; i <= sqlite3_bind_parameter_count(statement.get()); ++i) {
        const char* const name = sqlite3_bind_parameter_name(statement.get(), i);
        shape.blanks.emplace_back(name ? name : "?");
    }
    return shape;
}

} // namespace almirah::index
