-- The stable interface: docs/index.md documents each column. They use SQLite's own functions only, so that
-- sqlite3, Datasette and LibreOffice can open them.

-- name: all

CREATE VIEW v_records AS
SELECT r.id, r.series, r.title, r.file_no, r.state, r.created, r.opened, r.closed, r.filed, r.place,
       r.due_on, r.action, r.status, s.rule, s.schedule, s.version AS schedule_version,
       EXISTS (SELECT 1 FROM hold_records n JOIN holds h ON h.id = n.hold
               WHERE n.record = r.id AND h.released_at IS NULL) AS held
FROM records r LEFT JOIN series_rules s ON s.series = r.series;

CREATE VIEW v_due AS
SELECT r.id, r.series, r.title, r.action, r.due_on, s.rule, s.schedule, s.version AS schedule_version,
       0 AS held, u.window_month
FROM records r
JOIN series_rules s ON s.series = r.series
JOIN rules u ON u.schedule = s.schedule AND u.rule = s.rule
WHERE r.due_on <= date('now')
  AND (u.window_month IS NULL OR u.window_month = CAST(strftime('%m', 'now') AS INTEGER))
  AND (r.appraise_from IS NULL OR r.appraise_from > date('now'))
  AND NOT EXISTS (SELECT 1 FROM hold_records n JOIN holds h ON h.id = n.hold
                  WHERE n.record = r.id AND h.released_at IS NULL);

CREATE VIEW v_holds AS
SELECT h.id, h.reason, h.reference, h.ordered_by, h.placed_by, h.placed_at,
       h.released_at IS NULL AS active, h.released_at, h.released_by, h.release_reason,
       (SELECT count(*) FROM hold_records n WHERE n.hold = h.id) AS records
FROM holds h;

CREATE VIEW v_pending_approvals AS
SELECT a.id, a.subject, w.person, p.name, a.step, a.steps, a.author, a.submitted_by, a.submitted_at, a.digest
FROM approvals a
LEFT JOIN approval_waiting w ON w.approval = a.id
LEFT JOIN people p ON p.login = w.person
WHERE a.state = 'pending';

CREATE VIEW v_master_list AS
SELECT d.number, d.title, d.type, l.language, d.owner,
       e.number AS revision, e.effective_on, o.number AS open_revision, o.state AS open_state
FROM documents d
JOIN (SELECT DISTINCT document, language FROM revisions) l ON l.document = d.number
LEFT JOIN revisions e ON e.document = d.number AND e.language = l.language
    AND e.state IN ('approved', 'obsolete') AND e.effective_on <= date('now')
    AND (e.obsolete_on IS NULL OR e.obsolete_on > date('now'))
    AND NOT EXISTS (SELECT 1 FROM revisions later
                    WHERE later.document = d.number AND later.language = l.language
                      AND later.number > e.number AND later.state IN ('approved', 'obsolete')
                      AND later.effective_on <= date('now'))
LEFT JOIN revisions o ON o.document = d.number AND o.language = l.language
    AND (o.state IN ('draft', 'in review')
         OR o.state = 'approved' AND (o.effective_on IS NULL OR o.effective_on > date('now')))
    AND NOT EXISTS (SELECT 1 FROM revisions newer
                    WHERE newer.document = d.number AND newer.language = l.language
                      AND newer.number > o.number);

CREATE VIEW v_disposals AS
SELECT d.id, d.action, d.state, d.as_of, d.proposed_by, d.proposed_at, d.approval,
       (SELECT count(*) FROM disposal_items i WHERE i.disposal = d.id) AS items,
       (SELECT count(*) FROM disposal_items i WHERE i.disposal = d.id AND i.outcome = 'done') AS done,
       (SELECT count(*) FROM disposal_items i WHERE i.disposal = d.id AND i.outcome = 'skipped') AS skipped,
       d.carried_out_by, d.carried_out_at, d.method, d.witness, d.place, d.authority, d.recipient
FROM disposals d;

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
