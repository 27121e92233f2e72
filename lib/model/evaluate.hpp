// What is due, when, and every reason why. Pure: no clock, no I/O.
#pragma once

#include "almirah/hold.hpp"
#include "almirah/office.hpp"
#include "almirah/record.hpp"
#include "almirah/retention.hpp"

#include <optional>
#include <string>
#include <vector>

namespace almirah::model {

/// A rule with the schedule version that it is cited from, and the series it was inherited from.
struct CitedRule {
    Rule rule;
    std::string schedule;
    int version = 0;
    std::string from_series;
};

/// The next step of a record under a rule, holds and blocks aside.
struct NextStep {
    Action action = Action::keep;
    std::optional<Date>
        due_on;         ///< First day on which the step is allowed (already moved into the annual window).
    std::string status; ///< "due-date-known", "permanent", "descriptive", "retired", "awaiting-event",
                        ///< "awaiting-close", "finished" (no step left), "unscheduled".
};

/// `rule` null: unscheduled. Uses of the record: state, created, opened, closed, filed, dates, events,
/// steps_done.
NextStep next_step(const Record& record, const Rule* rule, const Policy& policy);

/// The evaluator of design section 4. `rule` null: the series (and its ancestors) has none. `holds`: those
/// that name the record and are active. Every reason is given, blocking ones first.
Evaluation evaluate(const Record& record, const CitedRule* rule, const std::vector<Hold>& holds,
                    const Policy& policy, Date on);

/// Why a rule is illegal (nothing after destroy, no step without an end, …); empty when it is legal.
std::vector<std::string> faults_of(const Rule& rule);

/// The end of the unit of time that holds `date`.
Date cut_off(Date date, Cutoff unit, int financial_year_start_month);

/// The earliest day, not before `date`, that lies in the month.
Date into_window(Date date, int month);

} // namespace almirah::model
