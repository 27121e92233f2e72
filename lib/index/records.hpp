// The rows of a record: what it is, what it holds, and its next step.
#pragma once

#include "almirah/record.hpp"
#include "index/bodies.hpp"
#include "index/index.hpp"
#include "index/rules.hpp"
#include "index/search.hpp"

namespace almirah::index {

/// What the evaluator uses of a record, with title, file number and place, from a row of the statements
/// records::due and records::to_recompute.
Record facts_of(Connection& connection, const Statement& row);

RecordState state_of(std::string_view name);

/// Series that any record is in, be it as its own or as a further one.
std::set<std::string> series_in_use(Connection& connection);

/// Writes records. Next steps are computed by the rules of the book as it stands; whoever changes rules or
/// policy calls `recompute` afterwards.
class RecordRows {
public:
    RecordRows(Connection& connection, const TermsOf& terms, BodyRows& bodies)
        : connection_(connection), terms_(terms), bodies_(bodies) {}

    void put(const Record& record, RuleBook& book);
    void drop(const std::string& id);
    /// The next steps of all records in these series.
    void recompute(const std::set<std::string>& series, RuleBook& book);

private:
    void insert(const Record& record, RuleBook& book);
    void recompute(const char* query, const std::string& series, RuleBook& book);
    void change(std::int64_t slot, const Record& record, RuleBook& book);

    Connection& connection_;
    const TermsOf& terms_;
    BodyRows& bodies_;
};

} // namespace almirah::index
