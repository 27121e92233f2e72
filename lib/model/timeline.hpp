// The dates behind a record's next step, kept apart so that they can be told as well as used.
#pragma once

#include "model/evaluate.hpp"

#include <optional>
#include <string>
#include <vector>

namespace almirah::model {

/// What a trigger gives for a record.
struct TriggerDate {
    const Trigger* trigger = nullptr;
    std::optional<Date> on;
    bool awaits_close = false; ///< No date because the record is open.
};

struct Timeline {
    std::vector<TriggerDate> triggers;
    std::optional<Date> from;         ///< What the triggers give together.
    std::optional<Date> start;        ///< After the cut-off.
    std::size_t step = 0;             ///< Index of the next step; steps.size() when none is left.
    const StepDone* before = nullptr; ///< The step carried out before it.
    std::optional<Date> end;          ///< Start + periods, before the window.
    std::optional<Date> due_on;       ///< Moved into the window.
};

/// Precondition: the rule is computable and has triggers.
Timeline timeline_of(const Record& record, const Rule& rule, const Policy& policy);

/// The date a trigger gives, or what it waits for.
TriggerDate trigger_date(const Trigger& trigger, const Record& record);

/// "closing", "event 'decision'", "date 'valid-until'", …
std::string in_words(const Trigger& trigger);
/// "closing", "the later of closing and event 'audit'".
std::string triggers_in_words(const Rule& rule);
/// "calendar year"; precondition: not none.
const char* in_words(Cutoff unit);
/// "January"
const char* month_in_words(int month);
/// "destroy", and "destruction" as a noun.
const char* verb_of(Action action);
const char* noun_of(Action action);

} // namespace almirah::model
