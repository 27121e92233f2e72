// How rules are written in cells: "later-of(closed,event:audit)", "transfer after 5y; destroy after 20y",
// "january".
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

Read<Counting> read_counting(const std::string& cell);
Read<Cutoff> read_cutoff(const std::string& cell);
Read<Action> read_action(const std::string& cell);
Read<Period> read_period(const std::string& cell);
/// The steps after the first.
Read<std::vector<Step>> read_later_steps(const std::string& cell);
Read<int> read_month(const std::string& cell);
Read<RuleState> read_state(const std::string& cell);

} // namespace almirah::exchange
