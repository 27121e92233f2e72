// How rules are written in cells: "later-of(closed+1y,earlier-of(event:audit,event:appeal))",
// "transfer after 5y; destroy after 20y", "year-from-october", "january".
#pragma once

#include "almirah/retention.hpp"

#include <optional>
#include <string>
#include <vector>

namespace almirah::exchange {

/// A value, or what is wrong and what is expected.
template <class Value>
struct Read {
    std::optional<Value> value;
    std::string fault;
};

struct Counting {
    std::vector<Trigger> triggers;
    Combine combine = Combine::later_of;
};

/// What a period is counted from the end of.
struct Ending {
    Cutoff cutoff = Cutoff::none;
    std::optional<int> year_start_month{};
};

Read<Counting> read_counting(const std::string& cell);
Read<Ending> read_cutoff(const std::string& cell);
/// "created+3y"
Read<Bound> read_bound(const std::string& cell);
/// "yes" or "no"
Read<bool> read_yes(const std::string& cell);
/// Whether the content leaves with a transfer: "remove" or "keep".
Read<bool> read_after_transfer(const std::string& cell);
Read<bool> read_open_records(const std::string& cell);
/// "2": how many people approve.
Read<int> read_approvers(const std::string& cell);
Read<Action> read_action(const std::string& cell);
Read<Period> read_period(const std::string& cell);
/// The steps after the first.
Read<std::vector<Step>> read_later_steps(const std::string& cell);
Read<int> read_month(const std::string& cell);
Read<RuleState> read_state(const std::string& cell);

} // namespace almirah::exchange
