// The sentences of the evaluator and the words of rules, in English and Hindi.
#pragma once

#include "model/evaluate.hpp"

#include <initializer_list>
#include <string>
#include <utility>

namespace almirah::model {

/// In the order of the table in phrases.cpp.
enum class Phrase {
    rule,
    several_series,
    inherited,
    authority,
    enforced,
    destroyed,
    transferred,
    finished,
    unscheduled,
    permanent,
    retired,
    descriptive,
    contradictory,
    awaiting_close,
    awaiting_event,
    date_missing,
    if_closed,
    if_event,
    trigger,
    clock_started,
    clock_started_cutoff,
    minimum,
    maximum,
    step_done,
    step_done_by,
    due,
    due_in_window,
    not_yet_due,
    outside_window,
    appraised,
    age_unknown,
    appraisal_needed,
    clearance_needed,
    held,
    overridden,
    override_waits,
    override_void,
    override_enforced,
    open,
    open_record,
    vital_review,
    vital_overdue,
    // Parts of sentences.
    after_trigger,
    on_trigger,
    later_step,
    later_step_at_once,
    keep_permanently,
    then_keep,
    cutoff_end,
    at_least,
    at_most,
    window_only,
    open_too,
    no_period,
    no_period_because,
    withdrawn,
    later_of,
    earlier_of,
    offset_from,
    event_named,
    date_named,
    date_of,
    year_from,
    count_
};

/// The phrase with its gaps filled: "{date}" by the value named "date", "{Noun}" by "noun" with a capital.
std::string say(Language language, Phrase phrase,
                std::initializer_list<std::pair<const char*, std::string>> gaps = {});

} // namespace almirah::model
