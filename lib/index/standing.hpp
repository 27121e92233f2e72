// Standing holds: the rows of records that their queries find.
#pragma once

#include "almirah/hold.hpp"
#include "index/connection.hpp"
#include "index/index.hpp"
#include "model/hold.hpp"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace almirah::index {

/// Calls `each` for every record that is there and that the query finds, by series and id.
void each_match(Connection& connection, const HoldQuery& query,
                const std::function<void(const Record& facts)>& each);

/// Active holds with a query, read when they are first needed.
class StandingHolds {
public:
    explicit StandingHolds(Connection& connection) : connection_(connection) {}

    /// A record was put: finds the holds that name it.
    void put(const Record& record);
    /// A hold was put: finds its records, at `apply`.
    void changed(const std::string& hold) { changed_.insert(hold); }
    /// Series lie otherwise: every hold is asked again.
    void series_changed() { all_changed_ = true; }
    void apply();

private:
    const std::vector<model::StandingHold>& holds();
    void renew(const Hold& hold);

    Connection& connection_;
    std::optional<std::vector<model::StandingHold>> holds_;
    std::set<std::string> changed_;
    bool all_changed_ = false;
};

} // namespace almirah::index
