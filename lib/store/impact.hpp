// What a change of rules does to records (R45).
#pragma once

#include "model/binding.hpp"
#include "store/turn.hpp"

#include <string>
#include <vector>

namespace almirah {

/// Every schedule file of the register, with the state that it has on a day: one that was approved is in
/// force from its date on, and the one before it superseded.
std::vector<format::ScheduleFile> schedules_on(Engine& engine, Date on);

/// The file plan with the schedules in force.
struct Plan {
    std::vector<Series> series;
    std::vector<Schedule> schedules;
};

Plan plan_in_force(Engine& engine, Date on);
/// The same, once a version and its series have taken force.
Plan plan_with(Plan plan, const format::ScheduleFile& file);

/// Whether the series is judged otherwise by the one than by the other.
bool judged_otherwise(const model::Bindings& before, const model::Bindings& after, const std::string& series);

/// Writes down what took force by its date since somebody last wrote of schedules or series. Whoever does so
/// again begins with it, so that what they write is on top.
void settle(Turn& turn, Draft& draft);

/// Compares the two for every record they judge differently. Reads the index.
ScheduleImpact impact_between(Engine& engine, const Plan& before, const Plan& after,
                              const format::ScheduleFile& file, Date on);

/// What another policy does to dates, by its financial year and by what day it is. Reads the index.
ScheduleImpact impact_of_policy(Engine& engine, const Policy& before, const Policy& after);

/// Nothing becomes due earlier without somebody else having approved of it (R45). Throws refused, naming
/// `what` would do it, and the way that has an approval.
void refuse_earlier(const ScheduleImpact& impact, const std::string& what, const std::string& way);

/// Throws refused when a series under an enforced rule would lose it or get a shorter one.
void refuse_shortening(const Plan& before, const Plan& after);

} // namespace almirah
