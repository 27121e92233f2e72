// The evaluator: eligible or not, and every reason (design section 4). One guard for every destructive path.
#include "model/evaluate.hpp"

#include "model/timeline.hpp"

#include <algorithm>

namespace almirah::model {

namespace {

/// One evaluation in the making.
struct Case {
    const Record& record;
    const CitedRule* cited;
    const Policy& policy;
    Date on;
    NextStep next;
    std::vector<Reason> blocking;
    std::vector<Reason> telling;

    void block(const char* code, std::string text) { blocking.push_back({code, std::move(text), true}); }
    void tell(const char* code, std::string text) { telling.push_back({code, std::move(text), false}); }
};

std::string capitalised(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
    return text;
}

std::string citation(const CitedRule& cited) {
    return "Rule " + cited.schedule + ":" + cited.rule.code + " v" + std::to_string(cited.version);
}

void tell_rule(Case& c) {
    c.tell("rule", citation(*c.cited) + ": " + describe(c.cited->rule));
    if (c.cited->from_series != c.record.series && !c.cited->from_series.empty())
        c.tell("inherited", "The rule is that of series " + c.cited->from_series);
    if (!c.cited->rule.authority.empty()) c.tell("authority", "Authority: " + c.cited->rule.authority);
}

void block_state(Case& c) {
    if (c.record.state == RecordState::destroyed) {
        c.block("destroyed", "The record was destroyed; only its entry is kept");
        return;
    }
    if (c.record.state == RecordState::transferred && c.next.status == "finished")
        c.block("transferred", "The record was transferred");
    if (c.next.status == "finished") c.block("finished", "Every step of its rule was carried out");
    if (c.next.status == "unscheduled")
        c.block("unscheduled", "Series " + c.record.series + " has no retention rule and inherits none");
    if (!c.cited) return;
    if (c.next.status == "permanent") c.block("permanent", citation(*c.cited) + " keeps it permanently");
    if (c.next.status == "retired")
        c.block("retired", citation(*c.cited) + " was withdrawn from the schedule");
    if (c.next.status == "descriptive") {
        const std::string& why = c.cited->rule.why;
        c.block("descriptive", citation(*c.cited) + " states no period that can be computed" +
                                   (why.empty() ? "" : ": " + why));
    }
}

/// Whether the trigger waits for something that happens, not for a date that is known from the start.
bool waits_for_event(const Trigger& trigger) {
    switch (trigger.kind) {
    case TriggerKind::created:
    case TriggerKind::filed:
    case TriggerKind::opened:
    case TriggerKind::last_action:
    case TriggerKind::date_property:
        return false;
    default:
        return true;
    }
}

std::string date_in_words(const Trigger& trigger) {
    return trigger.kind == TriggerKind::date_property ? in_words(trigger)
                                                      : "the date of " + in_words(trigger);
}

void block_awaited(Case& c, const TriggerDate& found) {
    const std::string counted = in_words(*found.trigger);
    if (found.awaits_close) {
        c.block("awaiting-close", "The record is not closed; its period counts from " + counted);
        return;
    }
    const bool is_event = waits_for_event(*found.trigger);
    c.block(is_event ? "awaiting-event" : "date-missing",
            capitalised(is_event ? counted : date_in_words(*found.trigger)) +
                " is not recorded; its period counts from it");
}

void tell_clock(Case& c, const Timeline& line) {
    for (const TriggerDate& found : line.triggers) {
        if (found.on) c.tell("trigger", capitalised(in_words(*found.trigger)) + ": " + to_string(*found.on));
    }
    if (!line.start) return;
    const Rule& rule = c.cited->rule;
    std::string text = "The clock started on " + to_string(*line.start);
    if (rule.cutoff != Cutoff::none) {
        text += std::string(" (end of the ") + in_words(rule.cutoff) + " of " + triggers_in_words(rule) +
                ", " + to_string(*line.from) + ")";
    } else {
        text += " (" + triggers_in_words(rule) + ")";
    }
    c.tell("clock-started", text);
}

void judge_step(Case& c, const Timeline& line) {
    if (c.next.status != "due-date-known") return;
    const std::string noun = capitalised(noun_of(c.next.action));
    const auto window = c.cited->rule.window_month;
    c.tell("due", noun + " is allowed from " + to_string(*line.due_on) +
                      (window ? std::string(", in ") + month_in_words(*window) + " of each year" : ""));
    if (c.on < *line.due_on) {
        c.block("not-yet-due", noun + " is not due before " + to_string(*line.due_on));
    } else if (window && static_cast<unsigned>(c.on.month()) != static_cast<unsigned>(*window)) {
        c.block("outside-window", noun + " takes place in " + month_in_words(*window) +
                                      " only; the window opens on " + to_string(into_window(c.on, *window)));
    }
}

void judge_timeline(Case& c) {
    const Rule& rule = c.cited->rule;
    if (rule.state != RuleState::computable || rule.triggers.empty()) return;
    const Timeline line = timeline_of(c.record, rule, c.policy);
    if (!line.start && (c.next.status == "awaiting-event" || c.next.status == "awaiting-close")) {
        for (const TriggerDate& found : line.triggers) {
            if (!found.on) block_awaited(c, found);
        }
    }
    tell_clock(c, line);
    if (line.before)
        c.tell("step-done", capitalised(line.before->action) + " was carried out on " +
                                to_string(line.before->on) +
                                (line.before->disposal.empty() ? "" : " by " + line.before->disposal));
    judge_step(c, line);
}

/// Old records are destroyed only with an appraisal, where the office says so (R56). One whose age is not
/// known may be old.
void judge_age(Case& c) {
    if (c.next.action != Action::destroy || !c.policy.appraisal_after_years) return;
    if (!c.record.appraisal.empty()) {
        c.tell("appraised", "Appraisal " + c.record.appraisal + " allows destruction");
        return;
    }
    const std::string limit = std::to_string(*c.policy.appraisal_after_years);
    auto born = c.record.created ? c.record.created : c.record.opened;
    if (born && c.record.opened) born = std::min(*born, *c.record.opened);
    if (!born) {
        c.block("age-unknown", "No date of creation or opening is recorded; a record that may be over " +
                                   limit + " years old needs an appraisal reference");
    } else if (c.on > add(*born, {*c.policy.appraisal_after_years, 0, 0})) {
        c.block("appraisal-needed", "It dates from " + to_string(*born) + " and is over " + limit +
                                        " years old: destruction needs an appraisal reference");
    }
}

void judge_holds(Case& c, const std::vector<Hold>& holds) {
    const std::chrono::minutes offset(c.policy.utc_offset_minutes);
    for (const Hold& hold : holds) {
        if (!hold.active()) continue;
        std::string text = "Hold " + hold.id + " stands since " + to_string(date_of(hold.placed_at + offset));
        if (!hold.reason.empty()) text += ": " + hold.reason;
        if (!hold.reference.empty()) text += " (" + hold.reference + ")";
        c.block("held", text);
    }
}

void tell_state(Case& c) {
    if (c.next.status != "due-date-known") return;
    if (c.record.state == RecordState::open)
        c.tell("open", "The record is open; its period does not wait for closing");
    if (c.record.state == RecordState::transferred) c.tell("transferred", "The record was transferred");
}

} // namespace

Evaluation evaluate(const Record& record, const CitedRule* rule, const std::vector<Hold>& holds,
                    const Policy& policy, Date on) {
    Case c{record, rule, policy, on, next_step(record, rule ? &rule->rule : nullptr, policy), {}, {}};
    judge_holds(c, holds);
    const bool held = !c.blocking.empty();
    block_state(c);
    if (rule) tell_rule(c);
    if (rule && record.state != RecordState::destroyed) judge_timeline(c);
    judge_age(c);
    tell_state(c);

    Evaluation result;
    result.id = record.id;
    result.on = on;
    result.held = held;
    result.action = c.next.action;
    result.due_on = c.next.due_on;
    result.eligible = c.next.status == "due-date-known" && c.blocking.empty();
    if (rule) {
        result.rule = rule->rule.code;
        result.schedule = rule->schedule;
        result.schedule_version = rule->version;
    }
    result.reasons = std::move(c.blocking);
    result.reasons.insert(result.reasons.end(), c.telling.begin(), c.telling.end());
    return result;
}

} // namespace almirah::model
