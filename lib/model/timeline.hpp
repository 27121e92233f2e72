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
    std::optional<TriggerDate> minimum; ///< Of a rule that has one; `on` is the end of its period.
    std::optional<TriggerDate> maximum;
    bool contradictory = false;       ///< The maximum ends before the minimum: reported, not resolved.
    std::optional<Date> from;         ///< What the triggers give together.
    std::optional<Date> start;        ///< After the cut-off.
    std::size_t step = 0;             ///< Index of the next step; steps.size() when none is left.
    const StepDone* before = nullptr; ///< The step carried out before it.
    std::optional<Date> end;          ///< Start + periods, before the window.
    std::optional<Date> due_on;       ///< Moved into the window.
};

/// Precondition: the rule is computable and has triggers.
Timeline timeline_of(const Record& record, const Rule& rule, const Policy& policy);

/// The date a trigger gives, its offset added, or what it waits for.
TriggerDate trigger_date(const Trigger& trigger, const Record& record);

/// "closing", "event 'decision'", "2 years after date 'valid-until'", …
std::string in_words(const Trigger& trigger, Language language = Language::english);
/// "closing", "the later of closing and event 'audit'".
std::string triggers_in_words(const Rule& rule, Language language = Language::english);
/// "calendar year", "year that begins in October"; precondition: the rule has a cut-off.
std::string cutoff_in_words(const Rule& rule, Language language);
/// "January"; "" for no month.
const char* month_in_words(int month, Language language);
/// "destroy", and "destruction" as a noun.
const char* verb_of(Action action);
const char* noun_of(Action action, Language language);

} // namespace almirah::model
