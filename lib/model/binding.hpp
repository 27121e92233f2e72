// Which rule each series follows, and what may not be taken from it.
#pragma once

#include "model/evaluate.hpp"

#include <map>
#include <string>
#include <vector>

namespace almirah::model {

/// By series. One that has no rule in force, own or inherited, is not in it.
using Bindings = std::map<std::string, CitedRule>;

/// A series follows its own rule, or that of the nearest series above. Where that rule is not in a schedule
/// in force it has none: an ancestor's must not take its place (R46).
Bindings bind(const std::vector<Series>& series, const std::vector<Schedule>& in_force);

/// Why `now` keeps for a shorter time than `was`, or might; empty when it surely does not.
std::string why_shorter(const Rule& was, const Rule& now);

/// Why the change may not be: a series under an enforced rule loses it, or gets one that keeps it for a
/// shorter time. Empty when it may.
std::string why_not_rebound(const Bindings& before, const Bindings& after);

} // namespace almirah::model
