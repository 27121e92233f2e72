#include "cli/output/json_value.hpp"

namespace almirah::cli {
namespace {

Json copy_step_value(const CopyStep& step) {
    return {{"state", name_of(step.state)}, {"at", to_string(step.at)}, {"by", step.by}, {"note", step.note}};
}

Json copy_value(const Copy& copy) {
    return {{"document", copy.document},
            {"copy", copy.number},
            {"revision", copy.revision},
            {"to", to_string(copy.to)},
            {"state", name_of(copy.state())},
            {"code", copy.code},
            {"steps", values(copy.steps, copy_step_value)}};
}

} // namespace

std::string json_line(const DistributionList& list) {
    return line_of({{"id", list.document},
                    {"read_within", to_string(list.read_within)},
                    {"points", values(list.points, [](const PointOfUse& point) {
                         return Json{{"point", to_string(point)}, {"since", value(point.since)}};
                     })}});
}

std::string json_line(const Copy& copy) {
    return line_of(copy_value(copy));
}

std::string json_line(const CopyLine& line) {
    Json json = copy_value(line.copy);
    json["title"] = line.title;
    json["revision_state"] = name_of(line.revision_state);
    json["outdated"] = line.outdated;
    return line_of(json);
}

std::string json_line(const CodeCheck& check) {
    Json json = copy_value(check.copy);
    json["title"] = check.title;
    json["revision_state"] = name_of(check.revision_state);
    json["effective_on"] = value(check.effective_on);
    json["in_force"] = value(check.in_force);
    json["valid"] = check.valid;
    json["text"] = check.text;
    return line_of(json);
}

std::string json_line(const TrainingLine& line) {
    Json json{{"person", line.person},        {"name", line.name},
              {"document", line.document},    {"revision", line.revision},
              {"title", line.title},          {"revision_state", name_of(line.revision_state)},
              {"due_on", value(line.due_on)}, {"overdue", line.overdue}};
    json["read"] = line.given.has_value();
    if (!line.given) return line_of(json);
    json["at"] = to_string(line.given->at);
    json["noted_by"] = line.given->noted_by;
    json["taught_on"] = value(line.given->on);
    json["sha256"] = line.given->digest;
    json["note"] = line.given->note;
    return line_of(json);
}

} // namespace almirah::cli
