#include "model/binding.hpp"
#include "model/sealing.hpp"
#include "store/due.hpp"
#include "store/impact.hpp"
#include "store/turn.hpp"

#include <algorithm>

namespace almirah {

namespace {

void check_parent(Engine& engine, const Series& series) {
    if (series.under.empty()) return;
    for (std::string above = series.under; !above.empty();) {
        if (above == series.code)
            throw Error(Code::invalid_argument, "the series " + series.code + " would lie under itself");
        above = engine.series(above).under;
    }
}

/// As it is on the day: an approved schedule may have bound it otherwise since it was written.
Series in_force(Engine& engine, Date on, const std::string& code) {
    for (const Series& series : plan_in_force(engine, on).series)
        if (series.code == code) return series;
    return engine.series(code);
}

/// "GEN:C-3" names schedule and rule; "C-3" is looked up in every schedule in force.
void resolve_rule(Engine& engine, Series& series) {
    if (series.rule.empty()) {
        series.schedule.clear();
        return;
    }
    if (const auto colon = series.rule.find(':'); colon != std::string::npos) {
        series.schedule = series.rule.substr(0, colon);
        series.rule = series.rule.substr(colon + 1);
    }
    std::vector<std::string> found;
    for (const auto& file : schedules_on(engine, engine.today())) {
        if (file.state != "in force" || (!series.schedule.empty() && file.schedule.id != series.schedule))
            continue;
        for (const auto& rule : file.schedule.rules)
            if (rule.code == series.rule) found.push_back(file.schedule.id);
    }
    if (found.empty())
        throw Error(Code::not_found,
                    "no rule " + series.rule + " in a schedule in force; load the schedule first");
    if (found.size() > 1)
        throw Error(Code::invalid_argument, "the rule " + series.rule +
                                                " stands in several schedules; say which, as " +
                                                found.front() + ":" + series.rule);
    series.schedule = found.front();
}

} // namespace

std::vector<Series> Retention::series() const {
    return plan_in_force(*engine_, engine_->today()).series;
}
Series Retention::series(const std::string& code) const {
    return in_force(*engine_, engine_->today(), code);
}

void Retention::add_series(const Series& input) {
    Turn turn(*engine_, "series.manage", input.code);
    Series series = input;
    if (!base::is_code(series.code))
        throw Error(Code::invalid_argument,
                    "'" + series.code +
                        "' is not the code of a series; expected capitals, digits, dots and hyphens");
    if (engine_->find<Series>(format::series_path(series.code)))
        throw Error(Code::already_exists,
                    "the series " + series.code + " is there already; choose another code");
    for (const auto& field : series.sealed_fields)
        if (const auto fault = model::fault_of_sealed_field(field); !fault.empty())
            throw Error(Code::invalid_argument, fault);
    check_parent(*engine_, series);
    resolve_rule(*engine_, series);
    Draft draft = turn.begin("series.add");
    settle(turn, draft);
    draft.put(format::series_path(series.code), series);
    draft.subject("series", series.code);
    draft.say("Add the series " + series.code +
              (series.title.text.empty() ? "" : " (" + series.title.text + ")") +
              (series.rule.empty() ? "" : " under the rule " + series.schedule + ":" + series.rule));
    turn.commit(std::move(draft));
}

void Retention::close_series(const std::string& code, const std::string& reason) {
    if (reason.empty()) throw Error(Code::invalid_argument, "closing a series needs a reason; give one");
    Turn turn(*engine_, "series.manage", code);
    Series series = in_force(*engine_, turn.today(), code);
    if (series.closed) throw Error(Code::conflict, "the series " + code + " is closed already");
    series.closed = true;
    Draft draft = turn.begin("series.close");
    settle(turn, draft);
    draft.put(format::series_path(code), series);
    draft.subject("series", code);
    draft.say("Close the series " + code + " to further filing", reason);
    turn.commit(std::move(draft));
}

namespace {

Plan with_parent(Plan plan, const std::string& code, const std::string& under) {
    for (auto& series : plan.series)
        if (series.code == code) series.under = under;
    return plan;
}

/// A branch may move while nothing in it is closed and cut off, or would lose an enforced rule.
void refuse_unlawful_move(Engine& engine, const Plan& before, const Plan& after, Date today) {
    const auto was = model::bind(before.series, before.schedules),
               is = model::bind(after.series, after.schedules);
    const auto rule_of = [](const model::Bindings& bindings, const std::string& code) {
        const auto found = bindings.find(code);
        return found == bindings.end() ? nullptr : &found->second;
    };
    const Policy policy = engine.office().policy;
    for (const Series& series : after.series) {
        const auto *old = rule_of(was, series.code), *now = rule_of(is, series.code);
        if (old && now && old->schedule == now->schedule && old->rule == now->rule) continue;
        const auto [first, why] = engine.ask([&](const index::Index& index) {
            std::pair<std::string, std::string> fault;
            index.each_in(series.code, [&](const Record& record) {
                if (!fault.first.empty() || record.state == RecordState::destroyed) return;
                fault.second = model::why_not_reclassified(record, old, now, policy, today);
                if (!fault.second.empty()) fault.first = record.id;
            });
            return fault;
        });
        if (!first.empty())
            throw Refused(series.code, first,
                          "the series " + series.code + " would follow another rule, and " + first +
                              " must not: " + why);
    }
}

/// A series as it would be under another one, and what that does to dates.
struct Move {
    Series series;
    ScheduleImpact impact;
};

/// Throws where the series may not be there, whoever approves.
Move lawful_move(Engine& engine, const std::string& code, const std::string& under, Date today) {
    Move move{in_force(engine, today, code), {}};
    if (move.series.under == under)
        throw Error(Code::conflict, "the series " + code + " lies there already; nothing is moved");
    move.series.under = under;
    check_parent(engine, move.series);
    const Plan before = plan_in_force(engine, today), after = with_parent(before, code, under);
    refuse_shortening(before, after);
    refuse_unlawful_move(engine, before, after, today);
    move.impact = impact_between(engine, before, after, {}, today);
    return move;
}

} // namespace

ScheduleImpact Retention::impact_of_move(const std::string& code, const std::string& under) const {
    return lawful_move(*engine_, code, under, engine_->today()).impact;
}

ScheduleImpact Retention::move_series(const std::string& code, const std::string& under,
                                      const std::string& reason) {
    if (reason.empty()) throw Error(Code::invalid_argument, "moving a series needs a reason; give one");
    Turn turn(*engine_, "series.manage", code);
    Move move = lawful_move(*engine_, code, under, turn.today());
    const Series series = std::move(move.series);
    ScheduleImpact impact = std::move(move.impact); // before: what fails after the commit would say not done
    refuse_earlier(impact, "moving the series " + code,
                   "load a version of the schedule that puts the series there, and have it approved");
    Draft draft = turn.begin("series.move");
    settle(turn, draft);
    draft.put(format::series_path(code), series);
    draft.subject("series", code);
    draft.say("Put the series " + code + (under.empty() ? " at the top" : " under " + under) + "; " +
                  records_in_words(impact.earlier) + " due earlier, " + std::to_string(impact.later) +
                  " later",
              reason);
    turn.commit(std::move(draft));
    return impact;
}

std::vector<DueLine> Retention::due(const DueQuery& query) const {
    return due_lines(*engine_, query);
}

std::vector<DueCount> Retention::due_counts(const DueQuery& query) const {
    return almirah::due_counts(*engine_, query);
}

Evaluation Retention::explain(const std::string& record, std::optional<Date> on,
                              const std::string& language) const {
    return engine_->evaluate(engine_->record(record), on.value_or(engine_->today()),
                             language == "hi" ? model::Language::hindi : model::Language::english);
}

} // namespace almirah
