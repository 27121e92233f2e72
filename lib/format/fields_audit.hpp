// The fields of certificates, audits and findings; see fields.hpp.
#pragma once

#include "format/archive.hpp"
#include "format/json.hpp"
#include "format/name_tables.hpp"

namespace almirah::format {

template <class A>
void fields(A& a, typename A::template Ref<Surveillance> v) {
    a.always("due_on", v.due_on);
    a("held_on", v.held_on);
    a("audit", v.audit);
}

template <class A>
void fields(A& a, typename A::template Ref<CertificateTerm> v) {
    a.always("number", v.number);
    a.always("certificate_no", v.certificate_no);
    a.always("body", v.body);
    a.always("from", v.from);
    a.always("until", v.until);
    a("surveillance", v.surveillance);
    a("record", v.record);
    a("ended_on", v.ended_on);
    a("end_reason", v.end_reason);
    a("note", v.note);
}

template <class A>
void fields(A& a, typename A::template Ref<Certificate> v) {
    a.always("code", v.code);
    a.always("standard", v.standard);
    a.always("scope", v.scope);
    a.always("offices", v.offices);
    a("terms", v.terms);
}

template <class A>
void fields(A& a, typename A::template Ref<Audit> v) {
    a.always("id", v.id);
    a.always("kind", v.kind);
    a.always("title", v.title);
    a("scope", v.scope);
    a.always("auditors", v.auditors);
    a("certificate", v.certificate);
    a.always("planned_on", v.planned_on);
    a.always("planned_by", v.planned_by);
    a("held_on", v.held_on);
    a("held_by", v.held_by);
    a("summary", v.summary);
    a("report", v.report);
    a("closed_at", v.closed_at);
    a("closed_by", v.closed_by);
}

template <class A>
void fields(A& a, typename A::template Ref<CorrectiveAction> v) {
    a.always("number", v.number);
    a.always("what", v.what);
    a.always("responsible", v.responsible);
    a.always("due_on", v.due_on);
    a.always("ordered_by", v.ordered_by);
    a("done_at", v.done_at);
    a("done_by", v.done_by);
    a("evidence", v.evidence);
    a("note", v.note);
}

template <class A>
void fields(A& a, typename A::template Ref<AuditFinding> v) {
    a.always("id", v.id);
    a.always("audit", v.audit);
    a.always("grade", v.grade);
    a("clause", v.clause);
    a.always("text", v.text);
    a("documents", v.documents);
    a("desk", v.desk);
    a("cause", v.cause);
    a.always("due_on", v.due_on);
    a.always("raised_by", v.raised_by);
    a.always("raised_at", v.raised_at);
    a("actions", v.actions);
    a("closed_at", v.closed_at);
    a("closed_by", v.closed_by);
    a("closing_note", v.closing_note);
}

} // namespace almirah::format
