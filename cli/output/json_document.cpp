#include "cli/output/json_value.hpp"

namespace almirah::cli {
namespace {

Json revision_value(const Document& document, const Revision& revision, Date on) {
    return {{"number", revision.number},
            {"state", name_of(state_on(document, revision.number, on))},
            {"language", revision.language.empty() ? document.language : revision.language},
            {"at", to_string(revision.at)},
            {"by", revision.author},
            {"change", revision.change},
            {"effective_on", value(revision.effective_on)},
            {"obsolete_on", value(revision.obsolete_on)},
            {"approval", revision.approval},
            {"sha256", revision.digest},
            {"files", values(revision.files, file_value)}};
}

Json decision_value(const Decision& decision) {
    Json json{{"step", decision.step + 1},     {"by", decision.by},         {"at", to_string(decision.at)},
              {"approved", decision.approved}, {"reason", decision.reason}, {"sha256", decision.digest}};
    if (!decision.signature.empty()) json["signature"] = decision.signature;
    return json;
}

} // namespace

std::string json_line(const Document& document, Date on) {
    Json json{{"id", document.number}};
    put(json, "title", document.title);
    json["type"] = document.type;
    json["language"] = document.language;
    json["owner"] = document.owner;
    json["review_every"] = document.review_every ? Json(to_string(*document.review_every)) : Json();
    json["on"] = to_string(on);
    json["effective"] = value(effective_revision(document, {}, on));
    json["revisions"] = Json::array();
    for (const Revision& revision : document.revisions)
        json["revisions"].push_back(revision_value(document, revision, on));
    return line_of(json);
}

std::string json_line(const MasterLine& line) {
    return line_of({{"id", line.number},
                    {"title", line.title},
                    {"type", line.type},
                    {"language", line.language},
                    {"owner", line.owner},
                    {"revision", line.revision},
                    {"effective_on", value(line.effective_on)},
                    {"open_revision", line.open_revision},
                    {"open_state", line.open_state}});
}

std::string json_line(const Approval& approval, const std::vector<std::string>& waiting) {
    return line_of({{"id", approval.id},
                    {"subject", approval.subject},
                    {"state", name_of(approval.state)},
                    {"at", to_string(approval.submitted_at)},
                    {"by", approval.submitted_by},
                    {"author", approval.author},
                    {"sha256", approval.digest},
                    {"route", approval.route.code},
                    {"steps", values(approval.route.steps, route_step_value)},
                    {"decisions", values(approval.decisions, decision_value)},
                    {"waiting", waiting},
                    {"note", approval.note}});
}

} // namespace almirah::cli
