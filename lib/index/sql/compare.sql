-- Two indexes of one register, one of them just made, say the same row for row (P8). Every table stands here:
-- tests/contract/index_test.cpp sees to it. Rows begin with what they are told of by; slots are left out,
-- since they are given by order of arrival.

-- name: bare
-- What is made to be compared only: no order but that of keys is asked of it, and no word.
DROP INDEX records_by_due;
DROP INDEX records_due_by_id;
DROP INDEX records_by_place;
DROP INDEX records_by_key;
DROP TABLE search;
CREATE TABLE search(title TEXT, words TEXT, latin TEXT) STRICT;
DROP TABLE bodies;
CREATE TABLE bodies(body INTEGER PRIMARY KEY, slot INTEGER NOT NULL UNIQUE, blobs TEXT NOT NULL) STRICT;

-- name: put_blobs
INSERT OR REPLACE INTO bodies(slot, blobs) VALUES (?1, ?2)

-- name: bodies_of_content
SELECT coalesce(r.id, d.number, ''), b.blobs
FROM bodies b LEFT JOIN records r ON r.slot = b.slot LEFT JOIN documents d ON d.slot + (1 << 40) = b.slot

-- name: schema
-- FTS5 and SQLite make tables for themselves, which are those of their release.
SELECT name, type, sql FROM sqlite_schema
WHERE name NOT GLOB 'sqlite_*' AND (type <> 'table' OR name NOT GLOB 'search_*') ORDER BY name, type

-- name: meta
SELECT 'the index', next_rules_on FROM meta

-- name: things
SELECT path, kind, json FROM things ORDER BY path

-- name: numbers
SELECT * FROM numbers ORDER BY prefix

-- name: people
SELECT * FROM people ORDER BY login

-- name: places
SELECT * FROM places ORDER BY code

-- name: series
SELECT * FROM series ORDER BY code

-- name: schedules
SELECT * FROM schedules ORDER BY id, version

-- name: rules
SELECT rule, * FROM rules ORDER BY schedule, rule

-- name: series_rules
SELECT * FROM series_rules ORDER BY series

-- name: records
SELECT id, series, title, file_no, state, created, opened, closed, filed, place, appraisal, key, facts, status,
       action, due_on, window_month, ruled_by, blocked_from
FROM records ORDER BY id

-- name: facts
SELECT r.id, f.number, f.kind, f.name, f.day, f.detail
FROM facts f JOIN records r ON r.slot = f.record ORDER BY r.id, f.number

-- name: overrides
SELECT r.id, o.number, o.action, o.due_on, o.by_rule, o.rule, o.schedule, o.schedule_version, o.reason, o.authority,
       o.by, o.at, o.approval, o.state
FROM overrides o JOIN records r ON r.slot = o.record ORDER BY r.id, o.number

-- name: also_in
SELECT r.id, a.position, a.series FROM also_in a JOIN records r ON r.slot = a.record ORDER BY r.id, a.position

-- name: content
SELECT owner, kind, version, name, size, sha256, blob FROM content ORDER BY kind, owner, version, name

-- name: documents
SELECT number, title, type, language, owner, languages, review_days, searched FROM documents ORDER BY number

-- name: revisions
SELECT * FROM revisions ORDER BY document, number

-- name: holds
SELECT * FROM holds ORDER BY id

-- name: hold_records
SELECT record, hold, standing FROM hold_records ORDER BY hold, record

-- name: disposals
SELECT * FROM disposals ORDER BY id

-- name: disposal_items
SELECT record, * FROM disposal_items ORDER BY disposal, record

-- name: approvals
SELECT * FROM approvals ORDER BY id

-- name: decisions
SELECT * FROM decisions ORDER BY approval, number

-- name: approval_waiting
SELECT * FROM approval_waiting ORDER BY approval, number

-- name: delegations
SELECT * FROM delegations ORDER BY id

-- name: distribution_points
SELECT * FROM distribution_points ORDER BY document, kind, code

-- name: copies
SELECT * FROM copies ORDER BY document, number

-- name: acknowledgements
SELECT * FROM acknowledgements ORDER BY document, revision, person

-- name: certificates
SELECT * FROM certificates ORDER BY code

-- name: certificate_terms
SELECT * FROM certificate_terms ORDER BY certificate, number

-- name: surveillance
SELECT * FROM surveillance ORDER BY certificate, term, due_on

-- name: audits
SELECT * FROM audits ORDER BY id

-- name: findings
SELECT * FROM findings ORDER BY id

-- name: finding_documents
SELECT * FROM finding_documents ORDER BY finding, document

-- name: corrective_actions
SELECT * FROM corrective_actions ORDER BY finding, number

-- name: entries
SELECT commit_id, number, at, by, operation, summary, reason FROM entries ORDER BY number

-- name: entry_subjects
SELECT e.commit_id, s.position, s.kind, s.first, s.last
FROM entry_subjects s JOIN entries e ON e.number = s.entry ORDER BY s.entry, s.position

-- name: search
SELECT r.id, s.title, s.words, s.latin FROM records r JOIN search s ON s.rowid = r.slot ORDER BY r.id

-- name: search_of_documents
SELECT d.number, s.title, s.words, s.latin FROM documents d JOIN search s ON s.rowid = d.slot + (1 << 40)
ORDER BY d.number

-- name: search_rows
SELECT 'search', count(*) FROM search

-- name: bodies
-- Which body an owner has; a body without an owner has no name.
SELECT coalesce(r.id, d.number, ''), b.body
FROM bodies b LEFT JOIN records r ON r.slot = b.slot LEFT JOIN documents d ON d.slot + (1 << 40) = b.slot
