// What is due, when, and every reason why. Pure: no clock, no I/O.
//
// How a date is computed:
// 1. Each trigger gives a date or is awaited. `closed` and `next_inspection` need a closed record; where an
// event
//    happened several times, the latest counts (a period is never counted from too early a day).
// 2. later-of waits for all and takes the latest; earlier-of takes the earliest there is.
// 3. The clock starts on that date, or on the last day of the cut-off's unit that holds it: closed 2010-05-10
// with
//    a calendar-year cutoff starts on 2010-12-31.
// 4. Offsets are added to each trigger's date before they are combined; groups of triggers combine among
// themselves first.
// 5. The step's period is added: 2010-05-10 + 3y = 2013-05-10; 2010-12-31 + 12y = 2022-12-31. That day is the
//    first on which the action is allowed. The end of a month that a cut-off gave stays one: 2019-02-28 + 1m
//    = 2019-03-31. A later step counts from the end of the step before, or from the day it was carried out
//    where that is later.
// 6. A minimum or maximum of the rule bounds every step's date. A maximum that ends before the minimum gives
// no date.
// 7. An annual window moves it to the first day of the window: 2022-12-31 with January is 2023-01-01. On a
// later
//    date outside the month nothing is eligible until the window opens again.
//
// A missing fact never makes anything eligible.
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

/// In which sentences are made.
enum class Language { english, hindi };

/// The next step of a record under a rule, holds and blocks aside.
struct NextStep {
    Action action = Action::keep;
    std::optional<Date>
        due_on;         ///< First day on which the step is allowed (already moved into the annual window).
    std::string status; ///< "due-date-known", "permanent", "descriptive", "retired", "awaiting-event",
                        ///< "awaiting-close", "contradictory", "finished" (no step left), "unscheduled".
    const DateOverride* set_by = nullptr; ///< One of the record's, where it sets the date instead of a rule.
    std::optional<Date> by_rule{};        ///< What the rule gives, where there is such a one.
};

/// The rules of a record: that of its series, then those of `also_in`, in order. Null: a series without one.
using CitedRules = std::vector<const CitedRule*>;

/// The newest approved override of a step of the record; null when there is none.
const DateOverride* newest_override(const Record& record, Action action);
bool any_enforced(const CitedRules& rules);
/// Whether an approved override counts against the date that the rule gives now: a later one always, an
/// earlier one while the rule gives what was set aside and none of the rules is enforced.
bool override_counts(const DateOverride& date, Date by_rule, bool enforced);

/// Why a record may not go to another series by itself: it is closed and cut off, so that its period runs
/// under the rule it has (R43); or it would lose an enforced rule. Empty when it may. Null: no rule.
std::string why_not_reclassified(const Record& record, const CitedRule* was, const CitedRule* now,
                                 const Policy& policy, Date on);

/// Which of a record's rules decides its next step, and that step.
struct Governing {
    std::size_t rule = 0; ///< Index into the rules.
    NextStep next;
};

/// `rule` null: unscheduled. Uses of the record: state, created, opened, closed, filed, dates, events,
/// steps_done. A step counts as done when steps_done has its action, in the order of the rule.
NextStep next_step(const Record& record, const Rule* rule, const Policy& policy);

/// Of several rules all must be due and the longest decides; a review takes nothing away and is made in its
/// own rule's time. Precondition: at least one rule.
Governing governing_step(const Record& record, const CitedRules& rules, const Policy& policy);

/// Whether a change of rules brings a record's next step forward. A first rule brings nothing forward.
bool comes_earlier(const NextStep& was, const NextStep& now);

/// The evaluator of design section 4. `holds`: those that name the record and are active. Every reason is
/// given, blocking ones first; docs/errors.md lists their codes. Uses of the record: id, series, also_in,
/// appraisal, and those of next_step.
Evaluation evaluate(const Record& record, const CitedRules& rules, const std::vector<Hold>& holds,
                    const Policy& policy, Date on, Language language = Language::english);
/// The same for a record in one series. `rule` null: the series (and its ancestors) has none.
inline Evaluation evaluate(const Record& record, const CitedRule* rule, const std::vector<Hold>& holds,
                           const Policy& policy, Date on) {
    return evaluate(record, CitedRules{rule}, holds, policy, on);
}

/// The earliest day on which the record is known to have been there: creation, opening or closing.
std::optional<Date> known_since(const Record& record);

/// From this day on, destruction needs an appraisal reference (R56); none where it needs none. A record that
/// has neither a date of creation nor of opening may be old, so it is the first day of the calendar.
std::optional<Date> appraise_from(const Record& record, const Policy& policy);

/// Whether the record needs the clearance and no event gives it. `record_class`: that of its rule.
bool lacks(const Record& record, const Clearance& clearance, const std::string& record_class);

/// Whether the record is open and one of its rules destroys closed records only.
bool kept_open(const Record& record, const CitedRules& rules);

/// From this day on the record is not destroyed for want of a clearance or an appraisal, or since it is open;
/// none where it lacks nothing. `governs`: the index of the rule that does.
std::optional<Date> blocked_from(const Record& record, Action action, const CitedRules& rules,
                                 std::size_t governs, const Policy& policy);

/// By when a vital record is to be looked at again (R49): counted from the latest event "vital-review", else
/// from filing. None where its rule asks for none, and when it is no longer in the store.
std::optional<Date> vital_review_on(const Record& record, const Rule& rule);

/// Why a rule is illegal (nothing after destroy, no step without an end, …); empty when it is legal.
std::vector<std::string> faults_of(const Rule& rule);

/// Why the rule keeps records longer than the office lets their class be kept (R71); empty when it does not,
/// or when its end cannot be known from closing alone.
std::string beyond_limit(const Rule& rule, const Policy& policy);

/// Why a record may not be kept until a day: the office's limit for the class of its rule (R71). Empty when
/// it may.
std::string why_not_kept_until(const Record& record, const Rule* rule, Date until, const Policy& policy);

/// The rule in words: "destroy 3 years after closing, counted from the end of the calendar year, in January
/// only".
std::string describe(const Rule& rule, Language language = Language::english);

/// "3 years and 6 months"; "no time" for the empty period.
std::string in_words(Period period, Language language = Language::english);

/// The end of the unit of time that holds `date`.
Date cut_off(Date date, Cutoff unit, int financial_year_start_month);

/// The earliest day, not before `date`, that lies in the month.
Date into_window(Date date, int month);

} // namespace almirah::model
