// Finding damage, and leaving no trace of what was destroyed.
#include "almirah/error.hpp"
#include "index/bodies.hpp"
#include "index/compare.hpp"
#include "index/leaves.hpp"
#include "index/sql.hpp"
#include "index/state.hpp"

#include <algorithm>

namespace almirah::index {

namespace {

/// Readers may stay for hours (Datasette); a person waits for the disposal.
constexpr int scrub_wait_ms = 2000;

/// SQLite heads some rows with a line of its own.
std::string on_one_line(std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    return text;
}

/// What the check says, or what SQLite says when the damage stops the check itself.
template <class Check>
void guarded(std::vector<Finding>& findings, const char* code, const std::string& file, Check check) {
    try {
        check();
    } catch (const Error& error) {
        if (error.code() != Code::corrupt) throw;
        findings.push_back({code, Severity::error, file, error.what()});
    }
}

} // namespace

std::vector<Finding> Index::check() const {
    Connection& connection = state_->connection;
    const std::string& file = connection.file();
    std::vector<Finding> findings;
    guarded(findings, "index-damaged", file, [&] {
        Statement row = connection.prepare("PRAGMA integrity_check");
        while (row.step())
            if (row.view(0) != "ok")
                findings.push_back(
                    {"index-damaged", Severity::error, file, on_one_line(row.text(0)) + "; run reindex"});
    });
    guarded(findings, "index-damaged", file, [&] {
        Statement row = connection.prepare("PRAGMA foreign_key_check");
        while (row.step())
            findings.push_back({"index-damaged", Severity::error, file,
                                "a row of " + row.text(0) + " has lost what it belongs to; run reindex"});
    });
    // integrity_check does not look into FTS5's own structures.
    // Each of the two finds what the other takes for granted; one finding is enough.
    guarded(findings, "index-search-damaged", file, [&] {
        connection.prepare(sql::search::check).run();
        check_leaves(connection);
    });
    guarded(findings, "index-search-damaged", file, [&] { check_words(connection); });
    guarded(findings, "index-damaged", file, [&] {
        for (auto& finding : compare_schema(connection))
            findings.push_back(std::move(finding));
    });
    return findings;
}

std::vector<Finding> Index::shared_keys() const {
    std::vector<Finding> findings;
    Statement row = state_->connection.prepare(sql::records::keys_twice);
    while (row.step())
        findings.push_back({"key-twice", Severity::warning, row.text(0),
                            "has one key with another record (" + row.text(1) +
                                "); an import takes it for what has that key"});
    return findings;
}

std::shared_ptr<void> Index::snapshot() const {
    auto reading = std::make_shared<Transaction>(state_->connection, Transaction::Kind::reading);
    (void)applied(); // It begins with the first row that is read.
    return reading;
}

std::vector<Finding> Index::differences(const Index& bare, const WordWeights& weights,
                                        const WeightOf& weight_of) const {
    auto findings = compare_rows(state_->connection, bare.state_->connection);
    if (!weight_of) return findings;
    try {
        for (auto& finding : compare_words(state_->connection, bare.state_->connection, weights, weight_of))
            findings.push_back(std::move(finding));
    } catch (const Error& error) {
        if (error.code() != Code::corrupt) throw; // check() tells of words that cannot be read.
    }
    return findings;
}

void Index::scrub() {
    Connection& connection = state_->connection;
    // FTS5 has remnants as well, but of nothing that a destroyed record does not keep: its title and the
    // like.
    Transaction transaction(connection);
    forget_dead_bodies(connection);
    transaction.commit();
    connection.wait(scrub_wait_ms);
    const bool read = connection.pragma("PRAGMA wal_checkpoint(TRUNCATE)") != 0;
    connection.wait(Connection::wait_ms);
    if (read)
        throw Error(Code::busy, connection.file() +
                                    ": another program is reading it; what was destroyed is overwritten "
                                    "once it has finished, run reindex then");
}

} // namespace almirah::index
