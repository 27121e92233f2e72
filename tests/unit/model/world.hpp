// Small worlds for tests of the model.
#pragma once

#include "model/evaluate.hpp"

#include <algorithm>
#include <string>

namespace almirah::test {

inline Date day_of(const char* text) {
    return parse_date(text).value();
}

inline std::optional<Date> maybe(const char* text) {
    return text && *text ? std::optional{day_of(text)} : std::nullopt;
}

inline Record closed_record(const char* closed) {
    Record record;
    record.id = "LR/2010/000001";
    record.series = "LR";
    record.state = RecordState::closed;
    record.opened = day_of("2005-01-01");
    record.closed = day_of(closed);
    record.filed = day_of("2026-01-01");
    return record;
}

inline model::CitedRule rule_of(std::vector<Trigger> triggers, std::vector<Step> steps,
                                Cutoff cutoff = Cutoff::none, std::optional<int> window = {}) {
    model::CitedRule cited;
    cited.schedule = "GEN";
    cited.version = 2;
    cited.from_series = "LR";
    cited.rule.code = "C-3";
    cited.rule.triggers = std::move(triggers);
    cited.rule.steps = std::move(steps);
    cited.rule.cutoff = cutoff;
    cited.rule.window_month = window;
    return cited;
}

inline model::CitedRule closing_rule(const char* period, Cutoff cutoff = Cutoff::none,
                                     std::optional<int> window = {}) {
    return rule_of({{TriggerKind::closed, ""}}, {{*parse_period(period), Action::destroy}}, cutoff, window);
}

inline const Reason* reason_of(const Evaluation& evaluation, const std::string& code) {
    const auto found = std::find_if(evaluation.reasons.begin(), evaluation.reasons.end(),
                                    [&](const Reason& reason) { return reason.code == code; });
    return found == evaluation.reasons.end() ? nullptr : &*found;
}

inline bool blocks(const Evaluation& evaluation, const std::string& code) {
    const Reason* const reason = reason_of(evaluation, code);
    return reason && reason->blocks;
}

inline std::string text_of(const Evaluation& evaluation, const std::string& code) {
    const Reason* const reason = reason_of(evaluation, code);
    return reason ? reason->text : "";
}

} // namespace almirah::test
