-- The stable interface: docs/index.md documents each column. They use SQLite's own functions only, so that
-- sqlite3, Datasette and LibreOffice can open them.

-- name: all

CREATE VIEW v_records AS
SELECT r.id, r.series, r.title, r.file_no, r.state, r.created, r.opened, r.closed, r.filed, r.place,
       r.due_on, r.action, r.status, s.rule, s.schedule, s.version AS schedule_version,
       EXISTS (SELECT 1 FROM hold_records n JOIN holds h ON h.id = n.hold
               WHERE n.record = r.id AND h.released_at IS NULL) AS held,
       (SELECT u.record_class FROM rules u WHERE u.schedule = s.schedule AND u.rule = s.rule) AS class
FROM records r LEFT JOIN series_rules s ON s.series = r.ruled_by;

CREATE VIEW v_facts AS
SELECT r.id AS record, f.kind, f.name, f.day, f.detail
FROM facts f JOIN records r ON r.slot = f.record;

CREATE VIEW v_due AS
SELECT r.id, r.series, r.title, r.action, r.due_on, g.rule, g.schedule, g.version AS schedule_version,
       0 AS held, r.window_month
FROM records r
JOIN series_rules s ON s.series = r.series -- from series to series, by records_by_due
JOIN series_rules g ON g.series = r.ruled_by
WHERE r.due_on <= date('now')
  AND (r.window_month IS NULL OR r.window_month = CAST(strftime('%m', 'now') AS INTEGER))
  AND (r.blocked_from IS NULL OR r.blocked_from > date('now'))
  AND (r.action = 'review' -- may be done while it is held
       OR NOT EXISTS (SELECT 1 FROM hold_records n JOIN holds h ON h.id = n.hold
                      WHERE n.record = r.id AND h.released_at IS NULL));

CREATE VIEW v_holds AS
SELECT h.id, h.reason, h.reference, h.ordered_by, h.placed_by, h.placed_at,
       h.released_at IS NULL AS active, h.released_at, h.released_by, h.release_reason,
       (SELECT count(*) FROM hold_records n WHERE n.hold = h.id) AS records
FROM holds h;

CREATE VIEW v_overrides AS
SELECT r.id, r.series, o.number, o.action, o.due_on, o.by_rule, o.rule, o.schedule, o.schedule_version, o.reason,
       o.authority, o.by, o.at, o.approval, o.state
FROM overrides o JOIN records r ON r.slot = o.record;

CREATE VIEW v_pending_approvals AS
SELECT a.id, a.subject, w.person, p.name, coalesce(w.step, a.step) AS step, a.steps, a.author, a.submitted_by,
       a.submitted_at, a.digest, w.for_person
FROM approvals a
LEFT JOIN approval_waiting w ON w.approval = a.id
    AND (w.from_on IS NULL OR w.from_on <= date('now')) AND (w.until_on IS NULL OR w.until_on >= date('now'))
LEFT JOIN people p ON p.login = w.person
WHERE a.state = 'pending';

CREATE VIEW v_decisions AS
SELECT d.approval, a.subject, a.route, d.step, d.by, d.for_person, d.at, d.vote, d.reason, d.digest
FROM decisions d JOIN approvals a ON a.id = d.approval;

CREATE VIEW v_delegations AS
SELECT id, by, delegate, from_on, until_on, routes, reason, ended_at,
       ended_at IS NULL AND from_on <= date('now') AND until_on >= date('now') AS active
FROM delegations;

-- As state_on (almirah/document.hpp) has it for today; the tests hold one against the other.
CREATE VIEW v_master_list AS
WITH in_force AS (
    SELECT * FROM revisions
    WHERE in_force_from <= date('now') AND (in_force_until IS NULL OR in_force_until > date('now'))),
newest AS (
    SELECT document, language, max(number) AS number FROM revisions GROUP BY document, language),
open AS (
    SELECT r.* FROM revisions r JOIN newest n USING (document, language, number)
    WHERE r.state IN ('draft', 'in review')
       OR r.state = 'approved' AND (r.effective_on IS NULL OR r.effective_on > date('now')))
SELECT d.number, d.title, d.type, n.language, d.owner, f.number AS revision, f.effective_on,
       o.number AS open_revision, o.state AS open_state
FROM documents d
JOIN newest n ON n.document = d.number
LEFT JOIN in_force f ON f.document = d.number AND f.language = n.language
LEFT JOIN open o ON o.document = d.number AND o.language = n.language;

CREATE VIEW v_distribution AS
SELECT p.document, d.title, p.kind, p.code, p.language, p.since
FROM distribution_points p LEFT JOIN documents d ON d.number = p.document;

CREATE VIEW v_copies AS
SELECT c.document, c.number, d.title, c.revision, c.kind, c.point, c.language, c.state, c.state_at, c.state_by,
       c.note, c.issued_at, c.issued_by, c.code,
       EXISTS (SELECT 1 FROM v_master_list m WHERE m.number = c.document AND m.revision = c.revision) AS in_force
FROM copies c LEFT JOIN documents d ON d.number = c.document;

CREATE VIEW v_acknowledgements AS
SELECT a.document, a.revision, d.title, a.person, p.name, a.at, a.taught_on, a.noted_by, a.note, a.digest,
       EXISTS (SELECT 1 FROM v_master_list m WHERE m.number = a.document AND m.revision = a.revision) AS in_force
FROM acknowledgements a
LEFT JOIN documents d ON d.number = a.document
LEFT JOIN people p ON p.login = a.person;

CREATE VIEW v_certificates AS
SELECT c.code, c.standard, c.scope, c.offices, t.number AS term, t.certificate_no, t.body, t.from_on, t.until_on,
       t.ended_on, t.record, t.note,
       t.from_on <= date('now') AND t.until_on >= date('now')
       AND (t.ended_on IS NULL OR t.ended_on > date('now')) AS valid
FROM certificates c LEFT JOIN certificate_terms t ON t.certificate = c.code;

CREATE VIEW v_surveillance AS
SELECT s.certificate, s.term, s.due_on, s.held_on, s.audit,
       s.held_on IS NULL AND s.due_on < date('now') AND t.until_on >= date('now')
       AND (t.ended_on IS NULL OR t.ended_on > date('now')) AS overdue
FROM surveillance s JOIN certificate_terms t ON t.certificate = s.certificate AND t.number = s.term;

CREATE VIEW v_findings AS
SELECT f.id, f.audit, f.grade, f.clause, f.text,
       (SELECT group_concat(d.document, ' ') FROM finding_documents d WHERE d.finding = f.id) AS documents,
       f.desk, f.cause, f.due_on, f.closed_at IS NULL AS open,
       f.closed_at IS NULL AND (f.due_on < date('now') OR EXISTS (
           SELECT 1 FROM corrective_actions a
           WHERE a.finding = f.id AND a.done_at IS NULL AND a.due_on < date('now'))) AS overdue,
       (SELECT count(*) FROM corrective_actions a WHERE a.finding = f.id) AS actions,
       (SELECT count(*) FROM corrective_actions a WHERE a.finding = f.id AND a.done_at IS NULL) AS open_actions,
       f.raised_by, f.raised_at, f.closed_at, f.closed_by, f.closing_note
FROM findings f;

CREATE VIEW v_audits AS
SELECT a.id, a.kind, a.title, a.scope, a.auditors, a.certificate, a.state, a.planned_on, a.planned_by, a.held_on,
       a.summary, a.report, a.closed_at, a.closed_by,
       (SELECT count(*) FROM findings f WHERE f.audit = a.id) AS findings,
       (SELECT count(*) FROM findings f WHERE f.audit = a.id AND f.closed_at IS NULL) AS open_findings
FROM audits a;

CREATE VIEW v_corrective_actions AS
SELECT a.finding, a.number, f.audit, a.what, a.responsible, p.name, a.due_on, a.ordered_by, a.done_at, a.done_by,
       a.evidence, a.note, a.done_at IS NULL AND a.due_on < date('now') AS overdue
FROM corrective_actions a
JOIN findings f ON f.id = a.finding
LEFT JOIN people p ON p.login = a.responsible;

CREATE VIEW v_disposals AS
SELECT d.id, d.action, d.state, d.as_of, d.proposed_by, d.proposed_at, d.approval,
       (SELECT count(*) FROM disposal_items i WHERE i.disposal = d.id) AS items,
       (SELECT count(*) FROM disposal_items i WHERE i.disposal = d.id AND i.outcome = 'done') AS done,
       (SELECT count(*) FROM disposal_items i WHERE i.disposal = d.id AND i.outcome = 'skipped') AS skipped,
       d.carried_out_by, d.carried_out_at, d.method, d.witness, d.place, d.authority, d.recipient, d.expires_on
FROM disposals d;

CREATE VIEW v_disposal_items AS
SELECT i.disposal, i.record, i.title, i.series, i.rule, i.schedule, i.schedule_version, i.due_on, i.outcome, i.why,
       i.verdict, i.excluded_by, r.file_no,
       (SELECT u.record_class FROM rules u WHERE u.schedule = i.schedule AND u.rule = i.rule) AS class,
       r.created, r.opened, r.closed, r.place
FROM disposal_items i LEFT JOIN records r ON r.id = i.record;

CREATE VIEW v_destroyed AS
SELECT r.id, r.series, r.title, r.file_no, i.rule, i.schedule, i.schedule_version, i.due_on,
       d.id AS disposal, d.approval, d.carried_out_at AS at, d.carried_out_by AS by, d.method, d.witness,
       d.authority
FROM records r
LEFT JOIN (disposal_items i JOIN disposals d ON d.id = i.disposal AND d.action = 'destroy')
    ON i.record = r.id AND i.outcome = 'done'
WHERE r.state = 'destroyed';

CREATE VIEW v_entries AS
SELECT e.number, e.at, e.by, e.operation, e.summary, e.reason,
       (SELECT group_concat(s.kind || ' ' || s.first || iif(s.first = s.last, '', '..' || s.last), '; ')
        FROM entry_subjects s WHERE s.entry = e.number) AS subjects,
       e.commit_id
FROM entries e;

CREATE VIEW v_content AS
SELECT kind, owner, version, name, size, lower(hex(sha256)) AS sha256, lower(hex(blob)) AS blob
FROM content;

CREATE VIEW v_series AS
SELECT s.code, s.title, s.under, s.closed, r.rule, r.schedule, r.version AS schedule_version,
       r.from_series AS rule_from,
       (SELECT count(*) FROM records f WHERE f.series = s.code) AS records
FROM series s LEFT JOIN series_rules r ON r.series = s.code;

CREATE VIEW v_rules AS
SELECT schedule, version AS schedule_version, rule, title, record_class AS class, state, why, triggers,
       cutoff, steps, window_month, disposition, authority
FROM rules;

CREATE VIEW v_places AS
SELECT p.code, p.title, p.level, p.capacity,
       (SELECT count(*) FROM records r
        WHERE r.place = p.code AND r.place <> '' AND r.state IN ('open', 'closed')) AS files
FROM places p;
