#include "cli/output/json_value.hpp"

namespace almirah::cli {

Json reason_value(const Reason& reason) {
    return {{"code", reason.code}, {"text", reason.text}, {"blocks", reason.blocks}};
}

namespace {

Json trigger_value(const Trigger& trigger) {
    Json json{{"kind", name_of(trigger.kind)}};
    if (!trigger.name.empty()) json["name"] = trigger.name;
    if (!trigger.offset.empty()) json["offset"] = to_string(trigger.offset);
    if (trigger.group != 0) json["group"] = trigger.group;
    return json;
}

Json bound_value(const std::optional<Bound>& bound) {
    if (!bound) return nullptr;
    return {{"from", trigger_value(bound->from)}, {"after", to_string(bound->after)}};
}

Json step_value(const Step& step) {
    return {{"after", to_string(step.after)}, {"action", name_of(step.action)}};
}

void put(Json& json, const Evaluation& evaluation) {
    json["on"] = to_string(evaluation.on);
    json["eligible"] = evaluation.eligible;
    json["action"] = name_of(evaluation.action);
    json["due_on"] = value(evaluation.due_on);
    json["rule"] = evaluation.rule;
    json["schedule"] = evaluation.schedule;
    json["schedule_version"] = evaluation.schedule_version;
    json["held"] = evaluation.held;
    json["reasons"] = values(evaluation.reasons, reason_value);
}

} // namespace

std::string json_line(const Series& series) {
    Json json{{"id", series.code}};
    put(json, "title", series.title);
    json["under"] = series.under;
    json["schedule"] = series.schedule;
    json["rule"] = series.rule;
    json["state"] = series.closed ? "closed" : "open";
    if (!series.sealed_fields.empty()) json["sealed_fields"] = series.sealed_fields;
    return line_of(json);
}

std::string json_line(const Rule& rule, const Schedule& schedule) {
    Json json{{"id", rule.code}};
    put(json, "title", rule.title);
    json["state"] = name_of(rule.state);
    json["class"] = rule.record_class;
    json["triggers"] = values(rule.triggers, trigger_value);
    json["combine"] = name_of(rule.combine);
    json["cutoff"] = name_of(rule.cutoff);
    json["year_start_month"] = value(rule.year_start_month);
    json["steps"] = values(rule.steps, step_value);
    if (rule.remove_after_transfer) json["after_transfer"] = "remove";
    if (rule.destroys_open) json["open_records"] = *rule.destroys_open ? "destroy" : "keep";
    json["window_month"] = value(rule.window_month);
    json["minimum"] = bound_value(rule.minimum);
    json["maximum"] = bound_value(rule.maximum);
    json["vital_review"] = rule.vital_review ? Json(to_string(*rule.vital_review)) : Json(nullptr);
    json["approvers"] = rule.approvers;
    json["enforced"] = rule.enforced;
    json["disposition"] = rule.disposition;
    json["authority"] = rule.authority;
    json["why"] = rule.why;
    json["schedule"] = schedule.id;
    json["schedule_version"] = schedule.version;
    return line_of(json);
}

std::string json_line(const ScheduleVersion& version) {
    return line_of({{"id", version.id},
                    {"schedule_version", version.version},
                    {"state", version.state},
                    {"effective_on", value(version.effective_on)},
                    {"review_on", value(version.review_on)},
                    {"at", to_string(version.at)},
                    {"by", version.by},
                    {"rules", version.rules},
                    {"source", version.source},
                    {"sha256", version.sha256},
                    {"approval", version.approval}});
}

namespace {

Json impact_value(const ScheduleImpact& impact) {
    Json json{{"on", to_string(impact.on)},    {"added", impact.added},     {"changed", impact.changed},
              {"withdrawn", impact.withdrawn}, {"rebound", impact.rebound}, {"earlier", impact.earlier},
              {"later", impact.later},         {"due_now", impact.due_now}};
    json["series"] = values(impact.series, [](const SeriesImpact& line) {
        return Json{{"series", line.series},         {"rule_before", line.rule_before},
                    {"rule_after", line.rule_after}, {"records", line.records},
                    {"earlier", line.earlier},       {"later", line.later},
                    {"due_now", line.due_now}};
    });
    return json;
}

} // namespace

std::string json_line(const ScheduleImpact& impact) {
    return line_of(impact_value(impact));
}

std::string json_line(const ScheduleLoaded& loaded) {
    return line_of({{"id", loaded.id},
                    {"schedule_version", loaded.version},
                    {"state", loaded.state},
                    {"approval", loaded.approval},
                    {"impact", impact_value(loaded.impact)}});
}

std::string json_line(const RowRead& row) {
    return line_of({{"line", row.line},
                    {"rule", row.rule},
                    {"series", row.series},
                    {"state", name_of(row.state)},
                    {"why", row.why},
                    {"same_as", row.same_as},
                    {"unlike", row.unlike}});
}

std::string json_line(const ScheduleReading& reading, const ScheduleLoaded* loaded) {
    Json json{{"id", reading.schedule.id}};
    if (loaded) {
        json["schedule_version"] = loaded->version;
        json["state"] = loaded->state;
        json["approval"] = loaded->approval;
        json["series_added"] = loaded->series_added;
        json["impact"] = impact_value(loaded->impact);
    }
    json["rows"] = reading.rows;
    json["computable"] = reading.computable;
    json["permanent"] = reading.permanent;
    json["descriptive"] = reading.descriptive;
    json["retired"] = reading.retired;
    std::size_t same = 0, numbered = 0;
    for (const auto& row : reading.rows_read) {
        same += row.same_as > 0;
        numbered += row.unlike > 0;
    }
    json["duplicates"] = {{"same", same}, {"numbered", numbered}};
    json["why_descriptive"] = Json::array();
    for (const auto& [why, rows] : reading.why_descriptive)
        json["why_descriptive"].push_back({{"why", why}, {"rows", rows}});
    json["problems"] = values(reading.problems, problem_value);
    return line_of(json);
}

std::string json_line(const Evaluation& evaluation) {
    Json json{{"id", evaluation.id}};
    put(json, evaluation);
    return line_of(json);
}

std::string json_line(const DueLine& line) {
    Json json{{"id", line.evaluation.id}, {"series", line.series}, {"title", line.title}};
    put(json, line.evaluation);
    json["file_no"] = line.file_no;
    json["place"] = line.place;
    return line_of(json);
}

std::string json_line(const ForecastLine& line) {
    return line_of({{"year", line.year},
                    {"series", line.series},
                    {"action", name_of(line.action)},
                    {"records", line.records}});
}

std::string json_line(const Alert& alert) {
    return line_of(
        {{"alert", alert.code}, {"id", alert.subject}, {"on", to_string(alert.on)}, {"text", alert.text}});
}

std::string json_line(const DueCount& count) {
    return line_of({{"series", count.series}, {"action", name_of(count.action)}, {"records", count.records}});
}

} // namespace almirah::cli
