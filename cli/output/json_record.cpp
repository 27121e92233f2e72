#include "cli/output/json_value.hpp"

namespace almirah::cli {

Json file_value(const ContentFile& file) {
    Json json{{"name", file.name}, {"size", file.size_bytes}, {"sha256", file.sha256}, {"blob", file.blob}};
    if (!file.gone.empty()) json["gone"] = file.gone;
    return json;
}

Json problem_value(const Problem& problem) {
    return {{"file", problem.file},
            {"line", problem.line},
            {"column", problem.column},
            {"value", problem.value},
            {"message", problem.message}};
}

namespace {

Json version_value(const ContentVersion& version) {
    return {{"number", version.number},
            {"at", to_string(version.at)},
            {"by", version.by},
            {"note", version.note},
            {"files", values(version.files, file_value)}};
}

Json event_value(const Event& event) {
    Json json{{"name", event.name}, {"on", to_string(event.on)}, {"note", event.note}};
    if (event.stands()) return json;
    json["withdrawn"] = {
        {"at", value(event.withdrawn_at)}, {"by", event.withdrawn_by}, {"reason", event.withdrawn_reason}};
    return json;
}

Json override_value(const DateOverride& date) {
    return {{"number", date.number},
            {"action", date.action},
            {"due_on", to_string(date.due_on)},
            {"by_rule", to_string(date.by_rule)},
            {"rule", date.rule},
            {"schedule", date.schedule},
            {"schedule_version", date.schedule_version},
            {"reason", date.reason},
            {"authority", date.authority},
            {"at", to_string(date.at)},
            {"by", date.by},
            {"approval", date.approval},
            {"state", name_of(date.state)}};
}

Json step_done_value(const StepDone& step) {
    return {{"action", step.action}, {"on", to_string(step.on)}, {"disposal", step.disposal}};
}

Json paper_value(const Paper& paper) {
    return {{"serial", paper.serial},
            {"title", paper.title},
            {"class", paper.paper_class},
            {"on", value(paper.on)},
            {"pages", paper.pages},
            {"files", paper.files},
            {"superfluous", paper.superfluous},
            {"weeded", paper.weeded}};
}

Json dates_value(const std::map<std::string, Date>& dates) {
    Json json = Json::object();
    for (const auto& [name, date] : dates)
        json[name] = to_string(date);
    return json;
}

void put_dates(Json& json, const Record& record) {
    json["created"] = value(record.created);
    json["opened"] = value(record.opened);
    json["closed"] = value(record.closed);
    json["filed"] = to_string(record.filed);
    json["dates"] = dates_value(record.dates);
    json["events"] = values(record.events, event_value);
}

void put_description(Json& json, const Record& record) {
    json["parties"] = record.parties;
    json["subjects"] = record.subjects;
    json["language"] = record.language;
    json["medium"] = record.medium;
    json["place"] = record.place;
    json["properties"] = record.properties;
    json["appraisal"] = record.appraisal;
    json["key"] = record.key;
}

} // namespace

std::string json_line(const Record& record, const std::vector<Hold>& holds) {
    Json json{{"id", record.id}, {"series", record.series}};
    if (!record.also_in.empty()) json["also_in"] = record.also_in;
    put(json, "title", record.title);
    json["file_no"] = record.file_no;
    json["state"] = name_of(record.state);
    json["held"] = !holds.empty();
    json["holds"] = Json::array();
    for (const Hold& hold : holds)
        json["holds"].push_back(hold.id);
    put_dates(json, record);
    put_description(json, record);
    json["versions"] = values(record.versions, version_value);
    if (!record.sealed_fields.empty()) json["sealed_fields"] = record.sealed_fields;
    if (!record.sealed.empty()) json["sealed"] = values(record.sealed, file_value);
    if (!record.papers.empty()) json["papers"] = values(record.papers, paper_value);
    json["steps_done"] = values(record.steps_done, step_done_value);
    if (!record.overrides.empty()) json["overrides"] = values(record.overrides, override_value);
    return line_of(json);
}

std::string json_line(const RecordLine& line) {
    return line_of({{"id", line.id},
                    {"series", line.series},
                    {"title", line.title},
                    {"file_no", line.file_no},
                    {"state", name_of(line.state)},
                    {"opened", value(line.opened)},
                    {"closed", value(line.closed)},
                    {"place", line.place},
                    {"held", line.held}});
}

std::string json_line(const Reclassified& line) {
    return line_of({{"id", line.record},
                    {"from", line.from},
                    {"due_before", value(line.due_before)},
                    {"due_after", value(line.due_after)},
                    {"moved", line.why_not.empty()},
                    {"why_not", line.why_not}});
}

std::string json_line(const ImportReport& report) {
    return line_of({{"rows", report.rows},
                    {"to_file", report.to_file},
                    {"filed", report.filed},
                    {"already_there", report.already_there},
                    {"passed_over", report.passed_over},
                    {"size", report.bytes},
                    {"problems", values(report.problems, problem_value)},
                    {"notes", values(report.notes, problem_value)},
                    {"ids", report.ids}});
}

std::string json_line(const SearchHit& hit) {
    return line_of({{"kind", hit.kind},
                    {"id", hit.id},
                    {"series", hit.series},
                    {"title", hit.title},
                    {"state", hit.state},
                    {"place", hit.place},
                    {"score", hit.score}});
}

std::string json_line(const StatisticsLine& line) {
    return line_of({{"group", line.group},
                    {"records", line.records},
                    {"open", line.open},
                    {"closed", line.closed},
                    {"held", line.held},
                    {"due", line.due},
                    {"transferred", line.transferred},
                    {"destroyed", line.destroyed},
                    {"size_bytes", line.size_bytes}});
}

} // namespace almirah::cli
