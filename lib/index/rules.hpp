// Which rule applies to which series.
#pragma once

#include "format/json.hpp"
#include "index/connection.hpp"
#include "model/evaluate.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace almirah::index {

/// Rules and policy as the tables have them, each read once. Good for as long as they do not change.
class RuleBook {
public:
    explicit RuleBook(Connection& connection) : connection_(connection) {}

    /// Null: the series has no rule in force and inherits none.
    const model::CitedRule* of(const std::string& series);
    /// Of all series that the record is in.
    model::CitedRules of(const Record& record);
    const Policy& policy();
    /// Reads all anew from here on.
    void forget();

private:
    Connection& connection_;
    std::map<std::string, std::optional<model::CitedRule>, std::less<>> rules_;
    std::optional<Policy> policy_;
};

/// By schedule and code.
using Rules = std::map<std::pair<std::string, std::string>, Rule>;

/// Notes which schedules and series a projection touches, and works out at its end what follows for the
/// series.
class RuleChanges {
public:
    explicit RuleChanges(Connection& connection) : connection_(connection) {}

    void put(const Series& series);
    void drop_series(const std::string& code);
    void put(const format::ScheduleFile& file);
    void drop_schedule(const std::string& id, int version);

    /// Approved versions whose date has come by the day take force.
    void take_force(Date on);
    /// Brings `rules` and `series_rules` up to date; returns the series whose dates another rule computes
    /// now.
    std::set<std::string> apply();

private:
    void put_series_of(const format::ScheduleFile& file);
    void forget_put(const std::string& id, int version);
    std::optional<format::ScheduleFile> in_force(const std::string& schedule);
    /// Of the schedules touched: as the table has them, and as it has them from here on.
    Rules stored_rules() const;
    Rules renew_rules();

    Connection& connection_;
    std::map<std::string, format::ScheduleFile> put_last_; ///< By schedule, to be read no second time.
    std::set<std::string> schedules_;
    bool touched_ = false;
};

} // namespace almirah::index
