// What the verbs of `almirah schedule` have in common.
#pragma once

#include "cli/session.hpp"

#include <set>
#include <string>

namespace almirah::cli {

/// The only schedule, where none is named.
std::string schedule_of(Session& session, const std::string& id);

/// The newest version in one of the states, where none is named.
int version_of(Session& session, const std::string& id, int version, const std::set<std::string>& states);

/// What a version changes: rules, series, and the dates of records.
void tell_impact(const Session& session, const ScheduleImpact& impact);

} // namespace almirah::cli
