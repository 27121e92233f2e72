#include "index/standing.hpp"

#include "base/fold.hpp"
#include "format/json.hpp"
#include "format/paths.hpp"
#include "index/records.hpp"
#include "index/sql.hpp"
#include "index/things.hpp"
#include "model/hold.hpp"

namespace almirah::index {

namespace {

std::set<std::string> branch_of(Connection& connection, const std::string& series) {
    std::set<std::string> codes;
    if (series.empty()) return codes;
    Statement row = connection.prepare(sql::rules::branch);
    row.bind(series);
    while (row.step())
        codes.insert(row.text(0));
    return codes;
}

/// The words as `search` has them, folded already.
std::set<std::string> words_of(const Statement& row) {
    const auto list = base::words(row.text(13) + " " + row.text(14));
    return {list.begin(), list.end()};
}

} // namespace

void each_match(Connection& connection, const HoldQuery& query,
                const std::function<void(const Record& facts)>& each) {
    if (query.empty()) return;
    const auto branch = branch_of(connection, query.series);
    HoldQuery wordless = query; // Asked first: most records fail it, and need not be cut into words.
    wordless.words.clear();
    Statement row = connection.prepare(sql::things::matchable);
    while (row.step()) {
        const Record facts = facts_of(connection, row);
        if (!wordless.empty() && !model::matches(wordless, facts, branch, {})) continue;
        if (model::matches(query, facts, branch, words_of(row))) each(facts);
    }
}

const std::vector<StandingHolds::Standing>& StandingHolds::holds() {
    if (holds_) return *holds_;
    holds_.emplace();
    Statement id = connection_.prepare(sql::things::holds_not_released);
    Statement thing = connection_.prepare(sql::things::thing);
    while (id.step()) {
        const std::string path = path_of_row(connection_, format::hold_path, id.text(0));
        if (!thing.bind(path).step()) continue;
        Hold hold = format::decode<Hold>(thing.view(0), path);
        if (!hold.standing.empty()) holds_->push_back({hold, branch_of(connection_, hold.standing.series)});
    }
    return *holds_;
}

void StandingHolds::put(const Record& record) {
    if (holds().empty()) return;
    connection_.prepare(sql::things::drop_standing_of).run(record.id);
    if (record.state == RecordState::destroyed) return;
    const auto words = model::words_of(record);
    Statement put = connection_.prepare(sql::things::put_hold_record);
    for (const auto& [hold, branch] : holds())
        if (model::matches(hold.standing, record, branch, words)) put.run(hold.id, record.id, true);
}

void StandingHolds::renew(const Hold& hold) {
    connection_.prepare(sql::things::drop_standing).run(hold.id);
    std::vector<std::string> found;
    each_match(connection_, hold.standing, [&](const Record& record) { found.push_back(record.id); });
    Statement put = connection_.prepare(sql::things::put_hold_record);
    for (const auto& id : found)
        put.run(hold.id, id, true);
}

void StandingHolds::apply() {
    if (changed_.empty() && !all_changed_) return;
    holds_.reset(); // as they are now
    for (const auto& [hold, branch] : holds())
        if (all_changed_ || changed_.contains(hold.id)) renew(hold);
    changed_.clear();
    all_changed_ = false;
}

} // namespace almirah::index
