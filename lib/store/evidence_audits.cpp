// Evidence on certificates, audits and what came of them, as it was at the end of the period.
#include "exchange/words.hpp"
#include "store/evidence.hpp"

#include <algorithm>

namespace almirah {

namespace {

/// What was noted later is left out.
template <class Done>
void forget_later(const Evidence& evidence, std::optional<Instant>& at, Done forget) {
    if (!at || evidence.by_end(*at)) return;
    at.reset();
    forget();
}

Audit at_end(const Evidence& evidence, Audit audit) {
    forget_later(evidence, audit.closed_at, [] {});
    if (audit.held_on && evidence.plan.until < *audit.held_on) {
        audit.held_on.reset();
        audit.summary.clear();
        audit.report.clear();
    }
    return audit;
}

AuditFinding at_end(const Evidence& evidence, AuditFinding finding) {
    forget_later(evidence, finding.closed_at, [&] {
        finding.closed_by.clear();
        finding.closing_note.clear();
    });
    for (auto& action : finding.actions)
        forget_later(evidence, action.done_at, [&] {
            action.done_by.clear();
            action.evidence.clear();
        });
    return finding;
}

bool was_valid(const Evidence& evidence, const CertificateTerm& term) {
    return term.from <= evidence.plan.until && evidence.plan.from <= term.until &&
           (!term.ended_on || evidence.plan.from < *term.ended_on);
}

void add_term(Evidence& evidence, const Certificate& certificate, const CertificateTerm& term) {
    std::vector<std::string> due, held;
    for (const auto& visit : term.surveillance) {
        due.push_back(to_string(visit.due_on));
        if (visit.held_on && *visit.held_on <= evidence.plan.until)
            held.push_back(to_string(*visit.held_on) + (visit.audit.empty() ? "" : " " + visit.audit));
    }
    evidence.add({certificate.code, certificate.standard, cell(evidence, certificate.scope),
                  cell_of_all(certificate.offices), std::to_string(term.number), term.certificate_no,
                  term.body, to_string(term.from), to_string(term.until), cell_of_all(due), cell_of_all(held),
                  term.record, cell(term.ended_on)});
}

void add_finding(Evidence& evidence, const AuditFinding& finding, const CorrectiveAction* action) {
    Evidence::Row row{finding.id,
                      finding.audit,
                      format::name_of(finding.grade),
                      finding.clause,
                      finding.text,
                      cell_of_all(finding.documents),
                      finding.desk,
                      finding.cause,
                      finding.raised_by,
                      to_string(finding.raised_at),
                      to_string(finding.due_on),
                      cell(finding.overdue_on(evidence.plan.until))};
    const Evidence::Row done =
        action ? Evidence::Row{std::to_string(action->number), action->what,          action->responsible,
                               to_string(action->due_on),      cell(action->done_at), action->done_by,
                               cell_of_all(action->evidence)}
               : Evidence::Row(7);
    row.insert(row.end(), done.begin(), done.end());
    row.insert(row.end(), {cell(finding.closed_at), finding.closed_by, finding.closing_note});
    evidence.add(std::move(row));
}

} // namespace

void gather_certificates(Evidence& evidence) {
    for (const auto& certificate : evidence.engine.all<Certificate>("certificates"))
        for (const auto& term : certificate.terms)
            if (was_valid(evidence, term)) add_term(evidence, certificate, term);
}

void gather_audits(Evidence& evidence) {
    evidence.engine.each<Audit>("audits", [&](const Audit& now) {
        const Audit audit = at_end(evidence, now);
        const bool past = audit.closed_at && evidence.day_of(*audit.closed_at) < evidence.plan.from;
        if (past || (!audit.held_on && evidence.plan.until < audit.planned_on)) return;
        evidence.add({audit.id, format::name_of(audit.kind), cell(evidence, audit.title), audit.scope,
                      cell_of_all(audit.auditors), audit.certificate, to_string(audit.planned_on),
                      cell(audit.held_on), audit.summary, audit.report, format::name_of(audit.state())});
    });
}

void gather_findings(Evidence& evidence) {
    evidence.engine.each<AuditFinding>("findings", [&](const AuditFinding& now) {
        if (!evidence.overlaps(now.raised_at, now.closed_at)) return;
        const AuditFinding finding = at_end(evidence, now);
        for (const auto& action : finding.actions)
            add_finding(evidence, finding, &action);
        if (finding.actions.empty()) add_finding(evidence, finding, nullptr);
    });
}

} // namespace almirah
