// SQLite's connection, statements and transactions, owned. Every error of SQLite becomes an almirah::Error
// here.
#pragma once

#include "almirah/date.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace almirah::index {

/// Bytes to be stored as a BLOB.
struct Blob {
    std::string_view bytes;
};

class Connection;

/// A prepared statement, borrowed from its connection; reset and given back when it goes.
class Statement {
public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    /// Binds all parameters, in order. Values are copied.
    template <class... Values>
    Statement& bind(const Values&... values) {
        rewind();
        int at = 0;
        (put(++at, values), ...);
        return *this;
    }
    /// True while there is a row.
    bool step();
    /// Binds and steps to the end; for statements without rows.
    template <class... Values>
    void run(const Values&... values) {
        bind(values...);
        while (step()) {
        }
    }

    int columns() const;
    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    /// Bytes of a text or blob, until the next step.
    std::string_view view(int column) const;
    std::string text(int column) const { return std::string(view(column)); }
    /// Throws corrupt when the text is not a date or an instant.
    Date date(int column) const;
    std::optional<Date> optional_date(int column) const;
    Instant instant(int column) const;

private:
    friend class Connection;
    Statement(Connection& connection, const char* sql, sqlite3_stmt* statement);
    void rewind();
    void put(int at, std::nullptr_t);
    void put(int at, std::string_view text);
    void put(int at, const std::string& text) { put(at, std::string_view(text)); }
    void put(int at, const char* text) { put(at, std::string_view(text)); }
    void put(int at, std::int64_t number);
    void put(int at, std::uint64_t number) { put(at, static_cast<std::int64_t>(number)); }
    void put(int at, int number) { put(at, std::int64_t{number}); }
    void put(int at, bool value) { put(at, std::int64_t{value}); }
    void put(int at, Blob blob);
    void put(int at, Date date) { put(at, to_string(date)); }
    void put(int at, Instant instant) { put(at, to_string(instant)); }
    template <class Value>
    void put(int at, const std::optional<Value>& value) {
        if (value)
            put(at, *value);
        else
            put(at, nullptr);
    }

    Connection* connection_;
    const char* sql_;
    sqlite3_stmt* statement_;
};

/// A hardened connection (docs/durability.md): WAL, synced when it is folded into the file, nothing in the
/// file is trusted to be code. One thread at a time.
class Connection {
public:
    explicit Connection(const std::string& file);
    /// To an empty database that is gone with the connection; in memory, or in a file without a name where it
    /// is large.
    struct Unnamed {};
    explicit Connection(Unnamed unnamed);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    /// How long a statement waits for other programs before `busy`.
    static constexpr int wait_ms = 10000;
    void wait(int milliseconds);

    /// Prepared at first use and kept. `sql` must live as long as the connection.
    Statement prepare(const char* sql);
    /// Runs one or more statements without parameters and rows.
    void execute(const char* sql);
    std::int64_t pragma(const char* sql);
    std::int64_t last_row() const;
    const std::string& file() const { return file_; }
    sqlite3* handle() const { return handle_; }
    /// Throws the Error that a result code stands for.
    [[noreturn]] void fail(int result) const;
    /// Throws corrupt: rows disagree with each other.
    [[noreturn]] void fail_damaged() const;

private:
    friend class Statement;
    void open(const char* file, const char* journal);
    void harden();
    void give_back(const char* sql, sqlite3_stmt* statement) noexcept;

    std::string file_;
    sqlite3* handle_ = nullptr;
    std::unordered_map<const char*, std::vector<sqlite3_stmt*>> idle_;
};

/// Everything between construction and commit happens wholly or not at all.
class Transaction {
public:
    enum class Kind { writing, reading };
    explicit Transaction(Connection& connection, Kind kind = Kind::writing);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();
    void commit();

private:
    Connection& connection_;
    bool open_ = true;
};

} // namespace almirah::index
