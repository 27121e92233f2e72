// Audits: planned, held, closed when their findings are.
#include "store/audits.hpp"

#include "store/record_change.hpp"

namespace almirah {

namespace {

void put(Turn& turn, const char* operation, const Audit& audit, const std::string& said,
         const std::string& reason = {}) {
    Draft draft = turn.begin(operation);
    draft.put(format::audit_path(audit.id), audit);
    draft.subject("audit", audit.id);
    if (!audit.certificate.empty()) draft.subject("certificate", audit.certificate);
    draft.say(said, reason);
    turn.commit(std::move(draft));
}

/// What a caller may say of a new audit; the rest is noted later.
Audit planned(const Audit& input) {
    Audit audit;
    audit.kind = input.kind;
    audit.title = input.title;
    audit.scope = input.scope;
    audit.auditors = input.auditors;
    audit.certificate = input.certificate;
    audit.planned_on = input.planned_on;
    return audit;
}

void require_planned(const Audit& audit) {
    if (audit.held_on)
        throw Error(Code::conflict, "the audit " + audit.id + " was held on " + to_string(*audit.held_on) +
                                        "; plan another one");
}

} // namespace

Audit require_audit(Engine& engine, const std::string& id) {
    const auto parts = base::parse_serial_id(id);
    if (!parts || parts->kind != 'U')
        throw Error(Code::not_found, "no audit " + id + "; list the audits there are");
    return engine.require<Audit>(format::audit_path(id), "audit " + id, "list the audits there are");
}

void require_whole_record(Engine& engine, const std::string& id) {
    if (engine.record(id).state == RecordState::destroyed)
        throw Error(Code::conflict, id + " is destroyed and bears nothing out; name another record");
}

void require_to_come(const Turn& turn, Date due_on, const std::string& what) {
    if (!due_on.ok()) throw Error(Code::invalid_argument, what + " has no day by when; give one");
    if (due_on < turn.today())
        throw Error(Code::invalid_argument, what + " cannot be due on " + to_string(due_on) +
                                                ", which is past; give today or a later day");
}

void require_past(const Turn& turn, Date held_on, const std::string& what) {
    if (turn.today() < held_on)
        throw Error(Code::invalid_argument, to_string(held_on) + " is still to come; note " + what +
                                                " on the day on which it is held, or later");
}

std::string Audits::plan(const Audit& input) {
    Turn turn(*engine_, "audit.manage", input.certificate);
    Audit audit = planned(input);
    if (audit.title.text.empty()) throw Error(Code::invalid_argument, "the audit has no title; give one");
    if (audit.auditors.empty())
        throw Error(Code::invalid_argument, "the audit has no auditor; give who is to hold it");
    if (!audit.planned_on.ok())
        throw Error(Code::invalid_argument, "the audit has no day; give when it is to be held");
    if (!audit.certificate.empty()) (void)require_certificate(*engine_, audit.certificate);
    audit.id = turn.next_serial_id('U');
    audit.planned_by = turn.actor().login;
    put(turn, "audit.plan", audit,
        "Plan the audit " + audit.id + " for " + to_string(audit.planned_on) + ": " + audit.title.text);
    return audit.id;
}

void Audits::postpone(const std::string& id, Date planned_on, const std::string& reason) {
    require_reason(reason, "another day for an audit");
    Turn turn(*engine_, "audit.manage", id);
    Audit audit = require_audit(*engine_, id);
    require_planned(audit);
    if (audit.planned_on == planned_on)
        throw Error(Code::conflict, "the audit " + id + " is planned for " + to_string(planned_on) +
                                        " already; give another day");
    audit.planned_on = planned_on;
    put(turn, "audit.postpone", audit, "Plan the audit " + id + " for " + to_string(planned_on) + " instead",
        reason);
}

void Audits::hold(const std::string& id, Date held_on, const std::string& summary,
                  const std::string& report) {
    if (summary.empty())
        throw Error(Code::invalid_argument, "the audit needs a summary; say in short what was seen");
    Turn turn(*engine_, "audit.find", id);
    Audit audit = require_audit(*engine_, id);
    require_planned(audit);
    require_past(turn, held_on, "the audit");
    if (!report.empty()) require_whole_record(*engine_, report);
    audit.held_on = held_on;
    audit.held_by = turn.actor().login;
    audit.summary = summary;
    audit.report = report;
    put(turn, "audit.hold", audit, "The audit " + id + " was held on " + to_string(held_on), summary);
}

void Audits::close(const std::string& id) {
    Turn turn(*engine_, "audit.manage", id);
    Audit audit = require_audit(*engine_, id);
    if (audit.closed_at)
        throw Error(Code::conflict, "the audit " + id + " is closed already; there is nothing more to do");
    if (!audit.held_on)
        throw Error(Code::conflict, "the audit " + id + " was not held yet; note first that it was");
    std::string open;
    for (const auto& finding : findings_of(*engine_, {.audit = id, .open = true}))
        open += (open.empty() ? "" : ", ") + finding.id;
    if (!open.empty())
        throw Error(Code::conflict, "the audit " + id + " has open findings; close them first: " + open);
    audit.closed_at = turn.now();
    audit.closed_by = turn.actor().login;
    put(turn, "audit.close", audit, "Close the audit " + id);
}

std::vector<Audit> Audits::audits(const AuditQuery& query) const {
    if (!query.certificate.empty()) (void)require_certificate(*engine_, query.certificate);
    auto audits = engine_->all<Audit>("audits");
    std::erase_if(audits, [&](const Audit& audit) {
        return (query.kind && audit.kind != *query.kind) || (query.state && audit.state() != *query.state) ||
               (!query.certificate.empty() && audit.certificate != query.certificate);
    });
    return audits;
}

Audit Audits::audit(const std::string& id) const {
    return require_audit(*engine_, id);
}

} // namespace almirah
