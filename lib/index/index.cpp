// Opening the index, and what it answers with one row.
#include "index/index.hpp"

#include "almirah/error.hpp"
#include "base/digest.hpp"
#include "format/json.hpp"
#include "index/history.hpp"
#include "index/numbers.hpp"
#include "index/rules.hpp"
#include "index/sql.hpp"
#include "index/state.hpp"
#include "os/files.hpp"

namespace almirah::index {

namespace {

constexpr std::int64_t application_id = 0x414C4D52; // "ALMR", for file(1)
constexpr std::int64_t schema_version = 1;

/// Raised when the model gives other dates, or finds other words, for the same register: an index that has
/// the old ones is made anew.
constexpr const char* reckoning = "2";

const std::string& made_by() {
    static const std::string digest =
        base::sha256_hex(std::string(sql::schema::tables) + sql::views::all + reckoning);
    return digest;
}

bool is_empty(Connection& connection) {
    return connection.pragma("PRAGMA application_id") == 0 && connection.pragma("PRAGMA user_version") == 0 &&
           connection.pragma(sql::things::objects) == 0;
}

void check_version(Connection& connection) {
    bool known = connection.pragma("PRAGMA application_id") == application_id &&
                 connection.pragma("PRAGMA user_version") == schema_version;
    if (known) {
        Statement row = connection.prepare(sql::things::made_by);
        known = row.step() && row.view(0) == made_by();
    }
    if (!known)
        throw Error(Code::corrupt, connection.file() + ": is not an index of this version; delete the file, "
                                                       "it is rebuilt from the register");
}

} // namespace

void make(Connection& connection) {
    Transaction transaction(connection);
    if (!is_empty(connection)) return; // Another process was faster.
    connection.execute(sql::schema::tables);
    connection.execute(sql::views::all);
    connection.prepare(sql::things::set_made_by).run(made_by());
    connection.execute("PRAGMA application_id = 1095519570; PRAGMA user_version = 1");
    transaction.commit();
}

Index::Index(std::unique_ptr<State> state) : state_(std::move(state)) {}
Index::Index(Index&&) noexcept = default;
Index::~Index() = default;

Index Index::open(const std::string& file) {
    const std::size_t slash = file.rfind('/');
    if (os::on_network(slash == file.npos ? "." : file.substr(0, slash + 1)))
        throw Refused("network-file-system", file,
                      file + ": lies on a network file system, where locks and shared memory are not "
                             "honest; keep the store on a local disk");
    auto state = std::make_unique<State>(file);
    if (is_empty(state->connection)) make(state->connection);
    check_version(state->connection);
    return Index(std::move(state));
}

Index Index::bare() {
    auto state = std::make_unique<State>(Connection::Unnamed{});
    make(state->connection);
    state->connection.execute(sql::compare::bare);
    return Index(std::move(state));
}

void Index::remove(const std::string& file) {
    // The log goes first: one left beside a new file would be played into it.
    for (const char* suffix : {"-wal", "-shm", ""})
        os::remove_file(file + suffix);
}

std::string Index::applied() const {
    Statement row = state_->connection.prepare(sql::things::head);
    return row.step() ? row.text(0) : std::string();
}

std::vector<Change> Index::things(const std::string& kind) const {
    std::vector<Change> found;
    Statement row = state_->connection.prepare(sql::things::things);
    row.bind(kind);
    while (row.step())
        found.push_back({row.text(0), row.text(1)});
    return found;
}

std::optional<std::string> Index::thing(const std::string& path) const {
    Statement row = state_->connection.prepare(sql::things::thing);
    if (!row.bind(path).step()) return std::nullopt;
    return row.text(0);
}

std::optional<std::pair<std::string, int>> Index::copy_of_code(const std::string& code) const {
    Statement row = state_->connection.prepare(sql::distribution::copy_of_code);
    if (!row.bind(code).step()) return std::nullopt;
    return std::pair{row.text(0), int(row.integer(1))};
}

std::uint64_t Index::count_entries() const {
    return std::uint64_t(state_->connection.pragma(sql::things::count_entries));
}

unsigned Index::last_record_number(const std::string& series, int year) const {
    return last_number(state_->connection, record_prefix(series, year));
}

unsigned Index::last_serial(char kind, int year) const {
    return last_number(state_->connection, serial_prefix(kind, year));
}

std::vector<std::string> Index::branch(const std::string& series) const {
    std::vector<std::string> codes;
    Statement row = state_->connection.prepare(sql::rules::branch);
    row.bind(series);
    while (row.step())
        codes.push_back(row.text(0));
    return codes;
}

std::vector<std::string> Index::unfinished_disposals() const {
    std::vector<std::string> ids;
    Statement row = state_->connection.prepare(sql::things::unfinished_disposals);
    while (row.step())
        ids.push_back(row.text(0));
    return ids;
}

std::optional<model::CitedRule> Index::rule_of(const std::string& series) const {
    RuleBook book(state_->connection);
    const model::CitedRule* rule = book.of(series);
    return rule ? std::optional(*rule) : std::nullopt;
}

std::vector<Entry> Index::history(const std::string& subject, std::size_t limit) const {
    return entries_of(state_->connection, subject, limit);
}

void Index::each_subject(const EachSubject& each) const {
    Statement row = state_->connection.prepare(sql::things::subjects);
    while (row.step())
        each(row.text(0), row.text(1), row.text(2));
}

} // namespace almirah::index
