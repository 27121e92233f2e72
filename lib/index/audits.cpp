#include "index/audits.hpp"

#include "format/json.hpp"
#include "index/sql.hpp"

namespace almirah::index {

namespace {

/// "a, b, c"
std::string in_one(const std::vector<std::string>& texts, const char* between) {
    std::string all;
    for (const auto& text : texts)
        all += (all.empty() ? "" : between) + text;
    return all;
}

} // namespace

void put(Connection& connection, const Certificate& certificate) {
    drop(connection, certificate);
    connection.prepare(sql::audits::put_certificate)
        .run(certificate.code, certificate.standard, certificate.scope.text,
             in_one(certificate.offices, ", "));
    Statement put_term = connection.prepare(sql::audits::put_term);
    Statement put_visit = connection.prepare(sql::audits::put_visit);
    for (const auto& term : certificate.terms) {
        put_term.run(certificate.code, term.number, term.certificate_no, term.body, term.from, term.until,
                     term.ended_on, term.record, term.note);
        for (const auto& visit : term.surveillance)
            put_visit.run(certificate.code, term.number, visit.due_on, visit.held_on, visit.audit);
    }
}

void put(Connection& connection, const Audit& audit) {
    connection.prepare(sql::audits::put_audit)
        .run(audit.id, format::name_of(audit.kind), audit.title.text, audit.scope,
             in_one(audit.auditors, ", "), audit.certificate, audit.planned_on, audit.planned_by,
             format::name_of(audit.state()), audit.held_on, audit.summary, audit.report, audit.closed_at,
             audit.closed_by);
}

void put(Connection& connection, const AuditFinding& finding) {
    drop(connection, finding);
    connection.prepare(sql::audits::put_finding)
        .run(finding.id, finding.audit, format::name_of(finding.grade), finding.clause, finding.text,
             finding.desk, finding.cause, finding.due_on, finding.raised_by, finding.raised_at,
             finding.closed_at, finding.closed_by, finding.closing_note);
    Statement put_document = connection.prepare(sql::audits::put_finding_document);
    for (const auto& document : finding.documents)
        put_document.run(finding.id, document);
    Statement put_action = connection.prepare(sql::audits::put_action);
    for (const auto& action : finding.actions)
        put_action.run(finding.id, action.number, action.what, action.responsible, action.due_on,
                       action.ordered_by, action.done_at, action.done_by, in_one(action.evidence, " "),
                       action.note);
}

void drop(Connection& connection, const Certificate& certificate) {
    for (const auto* statement :
         {sql::audits::drop_visits, sql::audits::drop_terms, sql::audits::drop_certificate})
        connection.prepare(statement).run(certificate.code);
}

void drop(Connection& connection, const Audit& audit) {
    connection.prepare(sql::audits::drop_audit).run(audit.id);
}

void drop(Connection& connection, const AuditFinding& finding) {
    for (const auto* statement :
         {sql::audits::drop_actions, sql::audits::drop_finding_documents, sql::audits::drop_finding})
        connection.prepare(statement).run(finding.id);
}

} // namespace almirah::index
