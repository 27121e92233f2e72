#include "cli/output/json_value.hpp"

namespace almirah::cli {
namespace {

Json visit_value(const Surveillance& visit) {
    return {{"due_on", to_string(visit.due_on)}, {"held_on", value(visit.held_on)}, {"audit", visit.audit}};
}

Json term_value(const CertificateTerm& term) {
    return {{"number", term.number},
            {"certificate_no", term.certificate_no},
            {"body", term.body},
            {"from", to_string(term.from)},
            {"until", to_string(term.until)},
            {"ended_on", value(term.ended_on)},
            {"end_reason", term.end_reason},
            {"record", term.record},
            {"surveillance", values(term.surveillance, visit_value)},
            {"note", term.note}};
}

Json action_value(const CorrectiveAction& action, Date on) {
    return {{"number", action.number},
            {"what", action.what},
            {"responsible", action.responsible},
            {"due_on", to_string(action.due_on)},
            {"overdue", action.open() && action.due_on < on},
            {"ordered_by", action.ordered_by},
            {"done_at", value(action.done_at)},
            {"done_by", action.done_by},
            {"evidence", action.evidence},
            {"note", action.note}};
}

} // namespace

std::string json_line(const CertificateOn& shown) {
    const Certificate& certificate = shown.certificate;
    Json json{{"id", certificate.code}, {"standard", certificate.standard}};
    put(json, "scope", certificate.scope);
    json["offices"] = certificate.offices;
    const CertificateTerm* term = certificate.term_on(shown.on);
    json["on"] = to_string(shown.on);
    json["term"] = term ? Json(term->number) : Json();
    json["terms"] = values(certificate.terms, term_value);
    return line_of(json);
}

std::string json_line(const Audit& audit) {
    Json json{{"id", audit.id}, {"kind", name_of(audit.kind)}, {"state", name_of(audit.state())}};
    put(json, "title", audit.title);
    json["scope"] = audit.scope;
    json["auditors"] = audit.auditors;
    json["certificate"] = audit.certificate;
    json["planned_on"] = to_string(audit.planned_on);
    json["planned_by"] = audit.planned_by;
    json["held_on"] = value(audit.held_on);
    json["held_by"] = audit.held_by;
    json["summary"] = audit.summary;
    json["report"] = audit.report;
    json["closed_at"] = value(audit.closed_at);
    json["closed_by"] = audit.closed_by;
    return line_of(json);
}

std::string json_line(const FindingOn& shown) {
    const AuditFinding& finding = shown.finding;
    return line_of(
        {{"id", finding.id},
         {"audit", finding.audit},
         {"grade", name_of(finding.grade)},
         {"clause", finding.clause},
         {"text", finding.text},
         {"documents", finding.documents},
         {"desk", finding.desk},
         {"cause", finding.cause},
         {"due_on", to_string(finding.due_on)},
         {"open", finding.open()},
         {"overdue", finding.overdue_on(shown.on)},
         {"raised_by", finding.raised_by},
         {"raised_at", to_string(finding.raised_at)},
         {"actions", values(finding.actions,
                            [&](const CorrectiveAction& action) { return action_value(action, shown.on); })},
         {"closed_at", value(finding.closed_at)},
         {"closed_by", finding.closed_by},
         {"closing_note", finding.closing_note}});
}

} // namespace almirah::cli
