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
    Statement row = connection.prepare(sql::rules::held_branch);
    row.bind(series);
    while (row.step())
        codes.insert(row.text(0));
    return codes;
}

/// The words as `search` has them, folded already.
model::DescribedWords words_of(const Statement& row) {
    const auto set_of = [](const std::vector<std::string>& list) {
        return std::set<std::string>(list.begin(), list.end());
    };
    return {set_of(base::words(row.text(13) + " " + row.text(14))), set_of(base::words(row.text(15)))};
}

} // namespace

void each_match(Connection& connection, const HoldQuery& query,
                const std::function<void(const Record& facts)>& each) {
    if (query.empty()) return;
    Hold asking;
    asking.standing = query;
    const model::StandingHold hold(std::move(asking), branch_of(connection, query.series));
    Statement row = connection.prepare(sql::things::matchable);
    while (row.step()) {
        const Record facts = facts_of(connection, row);
        if (!hold.may_name(facts)) continue; // most, and they need not be cut into words
        if (hold.names(facts, hold.asks_for_words() ? words_of(row) : model::DescribedWords{})) each(facts);
    }
}

const std::vector<model::StandingHold>& StandingHolds::holds() {
    if (holds_) return *holds_;
    holds_.emplace();
    Statement id = connection_.prepare(sql::things::holds_not_released);
    Statement thing = connection_.prepare(sql::things::thing);
    while (id.step()) {
        const std::string path = path_of_row(connection_, format::hold_path, id.text(0));
        if (!thing.bind(path).step()) continue;
        Hold hold = format::decode<Hold>(thing.view(0), path);
        if (hold.standing.empty()) continue;
        auto branch = branch_of(connection_, hold.standing.series);
        holds_->emplace_back(std::move(hold), std::move(branch));
    }
    return *holds_;
}

void StandingHolds::put(const Record& record) {
    if (holds().empty()) return;
    connection_.prepare(sql::things::drop_standing_of).run(record.id);
    if (record.state == RecordState::destroyed) return;
    Statement put = connection_.prepare(sql::things::put_hold_record);
    for (const auto& standing : holds())
        if (standing.names(record)) put.run(standing.hold().id, record.id, true);
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
    for (const auto& standing : holds())
        if (all_changed_ || changed_.contains(standing.hold().id)) renew(standing.hold());
    changed_.clear();
    all_changed_ = false;
}

} // namespace almirah::index
