#include "cli/output/json_value.hpp"

namespace almirah::cli {
namespace {

Json revision_value(const Document& document, const Revision& revision, Date on) {
    Json json{{"number", revision.number},
              {"issue", issue_name(revision)},
              {"state", name_of(state_on(document, revision.number, on))},
              {"language", revision.language.empty() ? document.language : revision.language},
              {"at", to_string(revision.at)},
              {"by", revision.author},
              {"change", revision.change},
              {"effective_on", value(revision.effective_on)},
              {"obsolete_on", value(revision.obsolete_on)},
              {"approval", revision.approval},
              {"sha256", revision.digest},
              {"edition_of", revision.edition_of},
              {"request", revision.request},
              {"record", revision.record},
              {"files", values(revision.files, file_value)}};
    if (!revision.coauthors.empty()) json["coauthors"] = revision.coauthors;
    if (revision.submitted_for) json["submitted_for"] = to_string(*revision.submitted_for);
    return json;
}

Json decision_value(const Decision& decision) {
    Json json{{"step", decision.step + 1},       {"by", decision.by},
              {"for", decision.for_person},      {"at", to_string(decision.at)},
              {"approved", decision.approved()}, {"vote", name_of(decision.vote)},
              {"reason", decision.reason},       {"sha256", decision.digest}};
    if (!decision.signature.empty()) json["signature"] = decision.signature;
    return json;
}

Json comment_value(const Comment& comment) {
    return {{"by", comment.by}, {"at", to_string(comment.at)}, {"text", comment.text}};
}

Json approval_value(const Approval& approval) {
    Json json{{"id", approval.id},
              {"subject", approval.subject},
              {"state", name_of(approval.state)},
              {"at", to_string(approval.submitted_at)},
              {"by", approval.submitted_by},
              {"author", approval.author},
              {"sha256", approval.digest},
              {"route", approval.route.code},
              {"steps", values(approval.route.steps, route_step_value)},
              {"decisions", values(approval.decisions, decision_value)},
              {"comments", values(approval.comments, comment_value)},
              {"note", approval.note}};
    if (!approval.coauthors.empty()) json["coauthors"] = approval.coauthors;
    if (!approval.left_out.empty()) json["left_out"] = values(approval.left_out, route_step_value);
    return json;
}

Json request_value(const ChangeRequest& request) {
    return {{"number", request.number},
            {"by", request.by},
            {"at", to_string(request.at)},
            {"text", request.text},
            {"state", name_of(request.state)},
            {"answered_by", request.answered_by},
            {"answered_at", request.answered_at ? Json(to_string(*request.answered_at)) : Json()},
            {"answer", request.answer},
            {"revision", request.revision}};
}

Json document_review_value(const DocumentReview& review) {
    return {{"on", to_string(review.on)},
            {"by", review.by},
            {"verdict", name_of(review.verdict)},
            {"reason", review.reason},
            {"revision", review.revision}};
}

Json source_value(const ExternalSource& source) {
    return {{"publisher", source.publisher},
            {"edition", source.edition},
            {"published", value(source.published)},
            {"watched_by", source.watched_by}};
}

Json note_file_value(const ChangeNote::File& file) {
    return {{"name", file.name},
            {"change", file.change},
            {"size_before", file.size_before},
            {"size_after", file.size_after},
            {"sha256_before", file.sha256_before},
            {"sha256_after", file.sha256_after},
            {"difference", file.difference}};
}

} // namespace

std::string json_line(const DocumentType& type) {
    Json json{{"id", type.code}};
    put(json, "title", type.title);
    json["numbering"] = type.numbering;
    json["route"] = type.route;
    json["review_every"] = type.review_every ? Json(to_string(*type.review_every)) : Json();
    json["required"] = type.required;
    json["languages"] = type.languages;
    json["series"] = type.series;
    json["external"] = type.external;
    return line_of(json);
}

std::string json_line(const ReviewLine& line) {
    return line_of({{"id", line.number},
                    {"title", line.title},
                    {"owner", line.owner},
                    {"revision", line.revision},
                    {"due_on", to_string(line.due_on)},
                    {"last_on", value(line.last_on)},
                    {"overdue", line.overdue}});
}

std::string json_line(const ChangeNote& note) {
    return line_of({{"id", note.document},
                    {"title", note.title},
                    {"revision", note.revision.number},
                    {"before", note.before},
                    {"by", note.revision.author},
                    {"at", to_string(note.revision.at)},
                    {"change", note.revision.change},
                    {"request", note.request ? request_value(*note.request) : Json()},
                    {"files", values(note.files, note_file_value)}});
}

std::string json_line(const Document& document, Date on, const std::vector<AuditFinding>& findings) {
    Json json{{"id", document.number}};
    put(json, "title", document.title);
    json["type"] = document.type;
    json["language"] = document.language;
    json["owner"] = document.owner;
    json["review_every"] = document.review_every ? Json(to_string(*document.review_every)) : Json();
    json["properties"] = document.properties;
    json["source"] = document.external ? source_value(*document.external) : Json();
    json["supersedes"] = document.supersedes;
    json["copied_from"] = document.copied_from;
    if (!document.described_by.empty()) json["described_by"] = document.described_by;
    json["requests"] = values(document.requests, request_value);
    json["reviews"] = values(document.reviews, document_review_value);
    json["open_findings"] = values(findings, [](const AuditFinding& finding) { return finding.id; });
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
                    {"open_state", line.open_state},
                    {"behind", line.behind},
                    {"review_on", value(line.review_on)}});
}

std::string json_line(const Approval& approval, const std::vector<std::string>& waiting) {
    Json json = approval_value(approval);
    json["waiting"] = waiting;
    return line_of(json);
}

std::string json_line(const PendingApproval& pending) {
    Json json = approval_value(pending.approval);
    json["step"] = pending.step + 1;
    json["waiting"] = pending.waiting;
    json["since"] = to_string(pending.since);
    json["due_on"] = value(pending.due_on);
    json["overdue"] = pending.overdue;
    return line_of(json);
}

std::string json_line(const ApprovalEvent& event) {
    return line_of({{"approval", event.approval},
                    {"subject", event.subject},
                    {"at", to_string(event.at)},
                    {"what", event.what},
                    {"by", event.by},
                    {"for", event.for_person},
                    {"step", event.step ? Json(*event.step + 1) : Json()},
                    {"text", event.text}});
}

std::string json_line(const ApprovalTime& time) {
    Json json;
    if (time.desk.empty()) {
        json["route"] = time.route;
        json["step"] = time.step + 1;
        json["name"] = time.step_name;
    } else {
        json["desk"] = time.desk;
    }
    json["decisions"] = time.decisions;
    json["mean_hours"] = time.mean_hours;
    json["longest_hours"] = time.longest_hours;
    return line_of(json);
}

std::string json_line(const RefusedAttempt& attempt) {
    return line_of({{"at", to_string(attempt.at)},
                    {"by", attempt.by},
                    {"rule", attempt.rule},
                    {"object", attempt.object},
                    {"message", attempt.message}});
}

std::string json_line(const Delegation& delegation) {
    return line_of({{"id", delegation.id},
                    {"by", delegation.by},
                    {"to", delegation.to},
                    {"from", to_string(delegation.from)},
                    {"until", to_string(delegation.until)},
                    {"routes", delegation.routes},
                    {"reason", delegation.reason},
                    {"made_by", delegation.made_by},
                    {"ended_at", value(delegation.ended_at)},
                    {"ended_by", delegation.ended_by},
                    {"end_reason", delegation.end_reason}});
}

} // namespace almirah::cli
