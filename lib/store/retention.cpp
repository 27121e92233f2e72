#include "store/due.hpp"
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
    for (const auto& file : engine.all<format::ScheduleFile>("schedules")) {
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
    return engine_->all<Series>("series");
}
Series Retention::series(const std::string& code) const {
    return engine_->series(code);
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
    check_parent(*engine_, series);
    resolve_rule(*engine_, series);
    Draft draft = turn.begin("series.add");
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
    Series series = engine_->series(code);
    if (series.closed) throw Error(Code::conflict, "the series " + code + " is closed already");
    series.closed = true;
    Draft draft = turn.begin("series.close");
    draft.put(format::series_path(code), series);
    draft.subject("series", code);
    draft.say("Close the series " + code + " to further filing", reason);
    turn.commit(std::move(draft));
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
