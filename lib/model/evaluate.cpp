// The evaluator: eligible or not, and every reason (design section 4). One guard for every destructive path.
#include "model/evaluate.hpp"

#include "model/phrases.hpp"
#include "model/timeline.hpp"

#include <algorithm>

namespace almirah::model {

namespace {

/// One rule of the record.
struct Cited {
    const CitedRule* rule; ///< Null: the series has none.
    std::string series;    ///< By which the record has it.
    NextStep next;
    bool governs;
};

/// One evaluation in the making.
struct Case {
    const Record& record;
    const Policy& policy;
    Date on;
    Language language;
    NextStep next; ///< Of all rules together.
    std::vector<Reason> blocking{};
    std::vector<Reason> telling{};

    using Gaps = std::initializer_list<std::pair<const char*, std::string>>;

    void block(const char* code, Phrase phrase, Gaps gaps = {}) {
        blocking.push_back({code, say(language, phrase, gaps), true});
    }
    void tell(const char* code, Phrase phrase, Gaps gaps = {}) {
        Reason reason{code, say(language, phrase, gaps), false};
        // What several rules rest on alike is said once.
        if (std::find(telling.begin(), telling.end(), reason) == telling.end())
            telling.push_back(std::move(reason));
    }
};

std::string citation(const CitedRule& cited) {
    return cited.schedule + ":" + cited.rule.code + " v" + std::to_string(cited.version);
}

void tell_rule(Case& c, const Cited& cited) {
    const Rule& rule = cited.rule->rule;
    c.tell("rule", Phrase::rule, {{"rule", citation(*cited.rule)}, {"words", describe(rule, c.language)}});
    if (cited.rule->from_series != cited.series && !cited.rule->from_series.empty())
        c.tell("inherited", Phrase::inherited, {{"series", cited.rule->from_series}});
    if (!rule.authority.empty()) c.tell("authority", Phrase::authority, {{"authority", rule.authority}});
    if (rule.enforced) c.tell("enforced", Phrase::enforced);
}

void block_status(Case& c, const Cited& cited) {
    const std::string& status = cited.next.status;
    if (status == "unscheduled") c.block("unscheduled", Phrase::unscheduled, {{"series", cited.series}});
    if (!cited.rule) return;
    const std::string rule = citation(*cited.rule), &why = cited.rule->rule.why;
    if (status == "permanent") c.block("permanent", Phrase::permanent, {{"rule", rule}});
    if (status == "retired") c.block("retired", Phrase::retired, {{"rule", rule}});
    if (status == "descriptive")
        c.block("descriptive", Phrase::descriptive, {{"rule", rule}, {"why", why.empty() ? "" : ": " + why}});
}

void block_state(Case& c) {
    if (c.record.state == RecordState::destroyed) return c.block("destroyed", Phrase::destroyed);
    if (c.next.status != "finished") return;
    if (c.record.state == RecordState::transferred) c.block("transferred", Phrase::transferred);
    c.block("finished", Phrase::finished);
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

void block_awaited(Case& c, const TriggerDate& found) {
    Trigger plain = *found.trigger;
    plain.offset = {};
    const std::string counted = in_words(plain, c.language);
    if (found.awaits_close) return c.block("awaiting-close", Phrase::awaiting_close, {{"trigger", counted}});
    if (waits_for_event(plain))
        return c.block("awaiting-event", Phrase::awaiting_event, {{"trigger", counted}});
    const bool named = plain.kind == TriggerKind::date_property;
    c.block("date-missing", Phrase::date_missing,
            {{"trigger", named ? counted : say(c.language, Phrase::date_of, {{"trigger", counted}})}});
}

/// The record as it would be if what its rule waits for happened on the day.
Record if_it_happened(Record record, const Rule& rule, const Timeline& line, Date on) {
    const auto happen = [&](const TriggerDate& found) {
        if (found.on) return;
        if (found.awaits_close) {
            record.state = RecordState::closed;
            record.closed = on;
        }
        const Trigger& trigger = *found.trigger;
        if (trigger.kind == TriggerKind::date_property) record.dates[trigger.name] = on;
        const std::string name = trigger.kind == TriggerKind::cut_off      ? "cut-off"
                                 : trigger.kind == TriggerKind::superseded ? "superseded"
                                 : trigger.kind == TriggerKind::obsolete   ? "obsolete"
                                                                           : trigger.name;
        if (!name.empty()) record.events.push_back({.name = name, .on = on, .note = ""});
    };
    for (const TriggerDate& found : line.triggers)
        happen(found);
    if (rule.minimum) happen(*line.minimum);
    return record;
}

/// What would make it due, and when.
void tell_remedy(Case& c, const Rule& rule, const Timeline& line) {
    const NextStep then = next_step(if_it_happened(c.record, rule, line, c.on), &rule, c.policy);
    if (!then.due_on) return;
    const bool only_closing = std::none_of(line.triggers.begin(), line.triggers.end(), [](const auto& found) {
        return !found.on && !found.awaits_close;
    });
    c.tell("would-be-due", only_closing ? Phrase::if_closed : Phrase::if_event,
           {{"on", to_string(c.on)}, {"date", to_string(*then.due_on)}});
}

void tell_clock(Case& c, const Rule& rule, const Timeline& line) {
    for (const TriggerDate& found : line.triggers)
        if (found.on)
            c.tell("trigger", Phrase::trigger,
                   {{"trigger", in_words(*found.trigger, c.language)}, {"date", to_string(*found.on)}});
    if (!line.start) return;
    const std::string trigger = triggers_in_words(rule, c.language), date = to_string(*line.start);
    if (rule.cutoff == Cutoff::none)
        return c.tell("clock-started", Phrase::clock_started, {{"date", date}, {"trigger", trigger}});
    c.tell("clock-started", Phrase::clock_started_cutoff,
           {{"date", date},
            {"unit", cutoff_in_words(rule, c.language)},
            {"trigger", trigger},
            {"from", to_string(*line.from)}});
}

void tell_bound(Case& c, const char* code, Phrase phrase, const std::optional<Bound>& bound,
                const std::optional<TriggerDate>& found) {
    if (!bound || !found->on) return;
    c.tell(code, phrase,
           {{"date", to_string(*found->on)},
            {"period", in_words(bound->after, c.language)},
            {"trigger", in_words(bound->from, c.language)}});
}

void judge_bounds(Case& c, const Cited& cited, const Timeline& line) {
    tell_bound(c, "minimum", Phrase::minimum, cited.rule->rule.minimum, line.minimum);
    tell_bound(c, "maximum", Phrase::maximum, cited.rule->rule.maximum, line.maximum);
    if (cited.next.status == "contradictory")
        c.block("contradictory", Phrase::contradictory,
                {{"rule", citation(*cited.rule)},
                 {"minimum", to_string(*line.minimum->on)},
                 {"maximum", to_string(*line.maximum->on)}});
}

void tell_step_done(Case& c, const StepDone& done) {
    for (const Action action : {Action::review, Action::transfer, Action::destroy})
        if (done.action == verb_of(action))
            c.tell("step-done", done.disposal.empty() ? Phrase::step_done : Phrase::step_done_by,
                   {{"noun", noun_of(action, c.language)},
                    {"date", to_string(done.on)},
                    {"disposal", done.disposal}});
}

void judge_timeline(Case& c, const Cited& cited) {
    const Rule& rule = cited.rule->rule;
    if (rule.state != RuleState::computable || rule.triggers.empty()) return;
    const Timeline line = timeline_of(c.record, rule, c.policy);
    if (cited.next.status == "awaiting-event" || cited.next.status == "awaiting-close") {
        if (!line.start)
            for (const TriggerDate& found : line.triggers)
                if (!found.on) block_awaited(c, found);
        if (line.minimum && !line.minimum->on) block_awaited(c, *line.minimum);
        tell_remedy(c, rule, line);
    }
    tell_clock(c, rule, line);
    judge_bounds(c, cited, line);
    if (line.before) tell_step_done(c, *line.before);
}

void judge_rule(Case& c, const Cited& cited) {
    // A review is its own rule's affair; what the others wait for does not stop it.
    const bool aside = c.next.action == Action::review && !cited.governs;
    if (!aside) block_status(c, cited);
    if (!cited.rule) return;
    tell_rule(c, cited);
    if (aside || c.record.state == RecordState::destroyed) return;
    judge_timeline(c, cited);
}

void judge_date(Case& c, const Rule& rule) {
    if (c.next.status != "due-date-known") return;
    const std::string noun = noun_of(c.next.action, c.language), date = to_string(*c.next.due_on);
    const auto window = rule.window_month;
    const std::string month = window ? month_in_words(*window, c.language) : "";
    c.tell("due", window ? Phrase::due_in_window : Phrase::due,
           {{"noun", noun}, {"date", date}, {"month", month}});
    if (c.on < *c.next.due_on) {
        c.block("not-yet-due", Phrase::not_yet_due, {{"noun", noun}, {"date", date}});
    } else if (window && static_cast<unsigned>(c.on.month()) != static_cast<unsigned>(*window)) {
        c.block("outside-window", Phrase::outside_window,
                {{"noun", noun}, {"month", month}, {"date", to_string(into_window(c.on, *window))}});
    }
}

/// Old records are destroyed only with an appraisal, where the office says so (R56). One whose age is not
/// known may be old.
void judge_age(Case& c) {
    if (c.next.action != Action::destroy || !c.policy.appraisal_after_years) return;
    if (!c.record.appraisal.empty())
        return c.tell("appraised", Phrase::appraised, {{"appraisal", c.record.appraisal}});
    const auto from = appraise_from(c.record, c.policy);
    if (c.on < *from) return;
    const std::string years = std::to_string(*c.policy.appraisal_after_years);
    const auto since = known_since(c.record);
    if (since && c.on > add(*since, {.years = *c.policy.appraisal_after_years}))
        c.block("appraisal-needed", Phrase::appraisal_needed,
                {{"date", to_string(*since)}, {"years", years}});
    else
        c.block("age-unknown", Phrase::age_unknown, {{"years", years}});
}

/// What the office asks for before destruction besides the date (R55, R64).
void judge_clearances(Case& c, const Rule* rule) {
    if (c.next.action != Action::destroy) return;
    for (const Clearance& clearance : c.policy.clearances) {
        const std::string& why = clearance.why.edition(c.language == Language::hindi ? "hi" : "en");
        if (lacks(c.record, clearance, rule ? rule->record_class : ""))
            c.block("clearance-needed", Phrase::clearance_needed,
                    {{"event", clearance.event}, {"why", why.empty() ? "" : " (" + why + ")"}});
    }
}

/// Whether it is held. A review takes nothing away: it may be done all the same.
bool judge_holds(Case& c, const std::vector<Hold>& holds) {
    const std::chrono::minutes offset(c.policy.utc_offset_minutes);
    bool held = false;
    for (const Hold& hold : holds) {
        if (!hold.active()) continue;
        held = true;
        std::string why = hold.reason.empty() ? "" : ": " + hold.reason;
        if (!hold.reference.empty()) why += " (" + hold.reference + ")";
        const Case::Gaps words{
            {"hold", hold.id}, {"date", to_string(date_of(hold.placed_at + offset))}, {"why", why}};
        if (c.next.action == Action::review)
            c.tell("held", Phrase::held, words);
        else
            c.block("held", Phrase::held, words);
    }
    return held;
}

void judge_open(Case& c, const CitedRules& rules) {
    if (c.next.status != "due-date-known" || c.record.state != RecordState::open) return;
    c.tell("open", Phrase::open);
    if (c.next.action == Action::destroy && kept_open(c.record, rules))
        c.block("open-record", Phrase::open_record);
}

void tell_state(Case& c) {
    if (c.next.status != "due-date-known") return;
    if (c.record.state == RecordState::transferred) c.tell("transferred", Phrase::transferred);
}

/// A date that the office set for this record, in every explanation: one that counts, one that no longer
/// does, one that waits.
void tell_overrides(Case& c, const CitedRules& rules) {
    for (const DateOverride& date : c.record.overrides) {
        if (date.action != verb_of(c.next.action)) continue;
        const std::string by =
            date.authority.empty() ? date.reason : date.reason + " (" + date.authority + ")";
        const auto tell = [&](const char* code, Phrase phrase) {
            c.tell(code, phrase,
                   {{"number", std::to_string(date.number)},
                    {"date", to_string(date.due_on)},
                    {"rule_date", to_string(date.by_rule)},
                    {"why", by},
                    {"approval", date.approval}});
        };
        if (&date == c.next.set_by)
            tell("overridden", Phrase::overridden);
        else if (date.state == OverrideState::proposed)
            tell("override-waits", Phrase::override_waits);
        else if (&date == newest_override(c.record, c.next.action))
            tell("override-void", any_enforced(rules) ? Phrase::override_enforced : Phrase::override_void);
    }
}

void tell_vital(Case& c, const std::vector<Cited>& rules) {
    for (const Cited& cited : rules) {
        const auto by = cited.rule ? vital_review_on(c.record, cited.rule->rule) : std::nullopt;
        if (by)
            c.tell("vital-review", c.on < *by ? Phrase::vital_review : Phrase::vital_overdue,
                   {{"date", to_string(*by)}});
    }
}

void tell_series(Case& c, const std::vector<Cited>& rules) {
    if (rules.size() < 2) return;
    std::string series, decides;
    for (const Cited& cited : rules) {
        series += (series.empty() ? "" : ", ") + cited.series;
        if (cited.governs) decides = cited.series;
    }
    c.tell("several-series", Phrase::several_series, {{"series", series}, {"decides", decides}});
}

std::vector<Cited> cited_rules(const Record& record, const CitedRules& rules, const Policy& policy,
                               std::size_t governs) {
    std::vector<Cited> all;
    for (std::size_t i = 0; i < rules.size(); ++i)
        all.push_back({rules[i], i == 0 ? record.series : record.also_in.at(i - 1),
                       next_step(record, rules[i] ? &rules[i]->rule : nullptr, policy), i == governs});
    return all;
}

Evaluation result_of(Case&& c, const CitedRule* rule, bool held) {
    Evaluation result;
    result.id = c.record.id;
    result.on = c.on;
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

} // namespace

Evaluation evaluate(const Record& record, const CitedRules& rules, const std::vector<Hold>& holds,
                    const Policy& policy, Date on, Language language) {
    const Governing governing = governing_step(record, rules, policy);
    const CitedRule* const rule = rules[governing.rule];
    const auto cited = cited_rules(record, rules, policy, governing.rule);
    Case c{record, policy, on, language, governing.next};
    const bool held = judge_holds(c, holds);
    block_state(c);
    tell_series(c, cited);
    for (const Cited& each : cited)
        judge_rule(c, each);
    if (rule) judge_date(c, rule->rule);
    judge_clearances(c, rule ? &rule->rule : nullptr);
    judge_age(c);
    judge_open(c, rules);
    tell_overrides(c, rules);
    tell_state(c);
    tell_vital(c, cited);
    return result_of(std::move(c), rule, held);
}

} // namespace almirah::model
