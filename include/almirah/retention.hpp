// Series, retention rules, schedules, and what the evaluator says of a record.
#pragma once

#include "almirah/date.hpp"
#include "almirah/problem.hpp"
#include "almirah/text.hpp"

#include <optional>
#include <string>
#include <vector>

namespace almirah {

/// One branch of the file plan. Sub-series inherit the nearest ancestor's rule.
struct Series {
    std::string code; ///< Capitals, digits, dots, hyphens: "LR", "LR-MUT". Part of every record id.
    Text title;
    std::string under;    ///< Parent series; empty at the top.
    std::string schedule; ///< Which schedule `rule` is looked up in; empty with no rule of its own.
    std::string rule;     ///< Rule code; empty: inherited.
    bool closed = false;  ///< A used series is closed, never deleted (R41).

    /// Fields of its records that are sealed besides the policy's; series under it have them, too.
    std::vector<std::string> sealed_fields{};

    bool operator==(const Series&) const = default;
};

/// What a step of a rule does at its end (R36).
enum class Action { keep, review, transfer, destroy };

/// From what a period is counted (R42, R74).
enum class TriggerKind {
    created, ///< The record's own date (`opened` where no other is given).
    filed,   ///< The day it came into the store.
    opened,
    closed,
    cut_off,         ///< The day the file was cut off, as an event "cut-off".
    last_action,     ///< The latest dated thing known of the record.
    superseded,      ///< Event "superseded".
    obsolete,        ///< Event "obsolete".
    event,           ///< A named event.
    date_property,   ///< A named date property of the record.
    next_inspection, ///< Event "inspection", counted from the one after closing.
};

struct Trigger {
    TriggerKind kind = TriggerKind::closed;
    std::string name{}; ///< For `event` and `date_property` only.
    Period offset{};    ///< Added to the trigger's own date before triggers are combined (R37).
    int group = 0;      ///< Triggers of one group (not 0) are first combined among themselves, the other way.

    bool operator==(const Trigger&) const = default;
};

/// How several triggers make one starting date.
enum class Combine {
    later_of,   ///< All must have a date; the latest counts.
    earlier_of, ///< One is enough; the earliest counts.
};

/// End of which unit of time the clock starts at (R43).
enum class Cutoff { none, month, quarter, calendar_year, financial_year };

/// One step: `after` counts from the rule's cut-off start for the first step, else from the end of the step
/// before.
struct Step {
    Period after;
    Action action = Action::destroy;

    bool operator==(const Step&) const = default;
};

enum class RuleState {
    computable,  ///< Gives a date.
    permanent,   ///< Never due.
    descriptive, ///< Prose only; never makes anything eligible. `Rule::why` says what is missing.
    retired,     ///< Withdrawn from the schedule; never makes anything eligible.
};

/// An end that a rule's dates do not pass, counted from a trigger of its own: "at least 3 years after
/// creation".
struct Bound {
    Trigger from;
    Period after;

    bool operator==(const Bound&) const = default;
};

/// A retention rule (R34, R42, R43). Chains run retain -> review | transfer -> destroy; nothing follows
/// destroy.
struct Rule {
    std::string code;
    Text title;
    RuleState state = RuleState::computable;
    std::string why;          ///< For `descriptive`: why no date can be computed.
    std::string record_class; ///< As the office says it: "A", "C-3".
    std::vector<Trigger> triggers;
    Combine combine = Combine::later_of;
    Cutoff cutoff = Cutoff::none;
    std::optional<int> year_start_month; ///< The rule's own financial year begins so; none: the office's.
    std::vector<Step> steps;
    /// When a transfer is its last step: the content leaves the store with the receipt of who took it over.
    bool remove_after_transfer = false;
    /// Whether it destroys records that are still open, as ephemeral papers and copies may never be closed
    /// (R68). A schedule that is loaded without the word gets `false`; none: of one loaded before this was
    /// asked, which does.
    std::optional<bool> destroys_open{};
    std::optional<Bound> minimum;       ///< No step is due before it; without its date, none at all.
    std::optional<Bound> maximum;       ///< No step is due after it, even where the triggers still wait.
    std::optional<int> window_month;    ///< Action only in this month of a year, 1 to 12 (R55, R75).
    std::optional<Period> vital_review; ///< Vital records: looked at again each time this is over (R49).
    int approvers = 1;                  ///< How many different people must approve a disposal under it.
    bool enforced = false;              ///< A later version may lengthen it, never shorten or drop it.
    std::string disposition;            ///< The words of the schedule.
    std::string authority;              ///< Law or order cited.

    bool operator==(const Rule&) const = default;
};

/// A set of rules, with versions. Each decision cites the rule and the version (R30).
struct Schedule {
    std::string id; ///< "GEN"; decisions cite "GEN:C-3 v2".
    int version = 0;
    Text title;
    std::string source;                 ///< File name it was loaded from.
    std::string sha256;                 ///< Of that file.
    std::optional<Period> review_every; ///< It is to be reviewed so long after it took force (R73).
    std::vector<Rule> rules;

    bool operator==(const Schedule&) const = default;
};

/// One reason of an evaluation. Codes are permanent; texts are for people.
struct Reason {
    std::string code; ///< "not-yet-due", "held", "awaiting-event", …: docs/errors.md lists all.
    std::string text; ///< One sentence, naming rule, date or hold.
    bool blocks = false;

    bool operator==(const Reason&) const = default;
};

/// What holds for one record on one date, and every reason why.
struct Evaluation {
    std::string id;
    Date on{};
    bool eligible = false;
    Action action = Action::keep; ///< The next step's.
    std::optional<Date> due_on;   ///< The first date on which the action is allowed, holds aside.
    std::string rule;
    std::string schedule;
    int schedule_version = 0;
    bool held = false;
    std::vector<Reason> reasons; ///< All of them, the blocking ones first.

    bool operator==(const Evaluation&) const = default;
};

/// What one row of a schedule file became.
struct RowRead {
    std::size_t line = 0;
    std::string rule;
    std::string series; ///< Empty: it makes none.
    RuleState state = RuleState::computable;
    std::string why; ///< Of a descriptive one.
    /// Where the profile numbers duplicates: the line of an earlier row that says the same, to which this one
    /// adds nothing; and the line of the first row of the same code that says another thing, for which this
    /// one's code has a number at its end. 0: there is none.
    std::size_t same_as = 0, unlike = 0;
};

/// What a schedule file became.
struct ScheduleReading {
    Schedule schedule;
    std::vector<Series> series;    ///< Series that the rows name.
    std::vector<Problem> problems; ///< With any of these nothing can be loaded.
    std::size_t rows = 0;
    std::size_t computable = 0;
    std::size_t permanent = 0;
    std::size_t descriptive = 0;
    std::size_t retired = 0;
    std::vector<std::pair<std::string, std::size_t>>
        why_descriptive;            ///< Reason -> rows, most frequent first.
    std::vector<RowRead> rows_read; ///< By line; those that name a rule.
};

/// What a change of rules does to the records of one series.
struct SeriesImpact {
    std::string series;
    std::string rule_before; ///< "GEN:C-3"; empty: none.
    std::string rule_after;
    std::size_t records = 0;
    std::size_t earlier = 0; ///< Get an earlier date, or one where their rule gave none.
    std::size_t later = 0;   ///< Get a later date, or none where they had one.
    std::size_t due_now = 0; ///< Are due by the day of the report, and were not before.

    bool operator==(const SeriesImpact&) const = default;
};

/// What a version of a schedule changes against what is in force (R45).
struct ScheduleImpact {
    Date on{};
    std::vector<std::string> added;     ///< Codes of rules.
    std::vector<std::string> changed;   ///< The same code, other words or other dates.
    std::vector<std::string> withdrawn; ///< Not in the new version.
    std::vector<std::string> rebound;   ///< One sentence for each series that follows another rule, has
                                        ///< another title or another parent.
    std::vector<SeriesImpact> series;   ///< Those with records, whose rule is another or says other things.
    std::size_t earlier = 0;
    std::size_t later = 0;
    std::size_t due_now = 0;

    bool operator==(const ScheduleImpact&) const = default;
};

/// How a schedule is loaded.
struct ScheduleLoading {
    bool draft = false;                 ///< Keep it as a draft; submit it later.
    std::optional<Date> effective_on{}; ///< It takes force on this day; at once where absent.
};

/// What became of a loaded schedule.
struct ScheduleLoaded {
    std::string id;
    int version = 0;
    bool in_force = false;
    std::string state;    ///< As `ScheduleVersion::state`.
    std::string approval; ///< Id of the approval it waits for; empty when it waits for none.
    std::size_t series_added = 0;
    ScheduleImpact impact;
};

struct ScheduleVersion {
    std::string id;
    int version = 0;
    std::string state; ///< "draft", "awaiting approval", "rejected", "approved", "in force", "superseded"
    std::optional<Date> effective_on{};
    std::optional<Date> review_on{}; ///< Of one in force that has a review interval (R73).
    Instant at{};
    std::string by;
    std::string source;
    std::string sha256;
    std::size_t rules = 0;
    std::string approval;
};

struct DueQuery {
    std::optional<Date> on{};       ///< Today when absent.
    std::string series{};           ///< With its sub-series; empty: all.
    std::optional<Action> action{}; ///< Only this action.
    std::string rule{};             ///< Only under this rule, "C-3" or "GEN:C-3".
    std::string place{};            ///< Only in this place and those in it.
    std::optional<int> year{};      ///< Only what fell due in this year.
    bool include_blocked =
        false;             ///< Also what has reached its date but is held, windowed or needs an appraisal.
    std::size_t limit = 0; ///< 0: all.
    std::size_t offset = 0;
};

struct DueLine {
    Evaluation evaluation;
    std::string series;
    std::string title;
    std::string file_no;
    std::string place;
};

struct ForecastQuery {
    std::optional<Date> from{}; ///< Today when absent. What is due by then is in the first year.
    int years = 30;
    std::string series{};   ///< With its sub-series; empty: all.
    bool all_steps = false; ///< Also the steps that follow, each as if the one before were done on its date.
};

/// How many records fall due in a year. Held ones are counted; those without a date are not.
struct ForecastLine {
    int year = 0;
    std::string series;
    Action action = Action::destroy;
    std::size_t records = 0;
};

/// Something that somebody has to see to by a date (R37, R49, R52, R73).
struct Alert {
    std::string code; ///< "overdue", "hold-review", "document-review": docs/errors.md lists all.
    std::string
        subject;      ///< Id of the record, hold, schedule, document or approval; the series for "overdue".
    Date on{};        ///< Since when, or by when.
    std::string text; ///< One sentence.
};

struct AlertQuery {
    std::optional<Date> on{}; ///< Today when absent.
    int ahead_days = 30;      ///< Deadlines that fall within so many days.
    int overdue_days = 365;   ///< What has been due for longer than this is overdue.
};

struct DueCount {
    std::string series;
    Action action = Action::destroy;
    std::size_t records = 0;
};

} // namespace almirah
