-- The small things of the register, their typed rows, and the entries.
-- Rows with children are dropped before they are put again, so that the children go with them.

-- name: head
SELECT head FROM meta

-- name: set_head
UPDATE meta SET head = ?1

-- name: made_by
SELECT made_by FROM meta

-- name: set_made_by
INSERT INTO meta(one, head, made_by) VALUES (1, '', ?1)

-- name: objects
SELECT count(*) FROM sqlite_schema

-- name: subjects
SELECT DISTINCT kind, first, last FROM entry_subjects

-- name: thing
SELECT json FROM things WHERE path = ?1

-- name: things
SELECT path, json FROM things WHERE kind = ?1 ORDER BY path

-- name: put_thing
INSERT INTO things(path, kind, json) VALUES (?1, ?2, ?3)
ON CONFLICT(path) DO UPDATE SET json = excluded.json

-- name: drop_thing
DELETE FROM things WHERE path = ?1

-- name: number
SELECT last FROM numbers WHERE prefix = ?1

-- name: raise_number
INSERT INTO numbers(prefix, last) VALUES (?1, ?2)
ON CONFLICT(prefix) DO UPDATE SET last = max(last, excluded.last)

-- name: put_person
INSERT OR REPLACE INTO people(login, name, email, active) VALUES (?1, ?2, ?3, ?4)

-- name: drop_person
DELETE FROM people WHERE login = ?1

-- name: put_place
INSERT OR REPLACE INTO places(code, title, level, capacity) VALUES (?1, ?2, ?3, ?4)

-- name: drop_place
DELETE FROM places WHERE code = ?1

-- name: put_hold
INSERT INTO holds(id, reason, reference, ordered_by, placed_by, placed_at, released_at, released_by,
                  release_reason)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)

-- name: put_hold_record
INSERT OR IGNORE INTO hold_records(hold, record, standing) VALUES (?1, ?2, ?3)

-- name: drop_standing
DELETE FROM hold_records WHERE hold = ?1 AND standing = 1

-- name: drop_standing_of
DELETE FROM hold_records WHERE record = ?1 AND standing = 1

-- name: holds_not_released
SELECT id FROM holds WHERE released_at IS NULL ORDER BY id

-- name: matchable
SELECT r.slot, r.id, r.series, r.title, r.file_no, r.place, r.state, r.created, r.opened, r.closed, r.filed,
       r.appraisal, r.facts, s.title, s.words, s.latin
FROM records r JOIN search s ON s.rowid = r.slot
WHERE r.state <> 'destroyed' ORDER BY r.series, r.id

-- name: drop_hold
DELETE FROM holds WHERE id = ?1

-- name: active_holds
SELECT h.id, h.reason, h.reference, h.ordered_by, h.placed_by, h.placed_at
FROM hold_records n JOIN holds h ON h.id = n.hold
WHERE n.record = ?1 AND h.released_at IS NULL ORDER BY h.id

-- name: put_disposal
INSERT INTO disposals(id, action, state, as_of, proposed_by, proposed_at, approval, carried_out_by,
                      carried_out_at, expires_on, method, witness, place, authority, recipient)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)

-- name: put_disposal_item
INSERT OR REPLACE INTO disposal_items(disposal, record, title, series, rule, schedule, schedule_version,
                                      due_on, outcome, why, verdict, excluded_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)

-- name: drop_disposal
DELETE FROM disposals WHERE id = ?1

-- name: unfinished_disposals
SELECT id FROM disposals WHERE state IN ('proposed', 'approved', 'carrying out') ORDER BY id

-- name: put_approval
INSERT INTO approvals(id, subject, digest, route, author, submitted_by, submitted_at, state, step, steps,
                      note)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)

-- name: put_decision
INSERT INTO decisions(approval, number, step, by, at, approved, vote, reason, digest, for_person)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)

-- name: drop_approval
DELETE FROM approvals WHERE id = ?1

-- name: pending_approvals
SELECT id FROM approvals WHERE state = 'pending' ORDER BY id

-- name: clear_waiting
DELETE FROM approval_waiting

-- name: put_waiting
INSERT INTO approval_waiting(approval, number, step, person, for_person, from_on, until_on)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)

-- name: put_delegation
INSERT OR REPLACE INTO delegations(id, by, delegate, from_on, until_on, routes, reason, ended_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)

-- name: drop_delegation
DELETE FROM delegations WHERE id = ?1

-- name: put_entry
INSERT OR REPLACE INTO entries(number, commit_id, at, by, operation, summary, reason)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)

-- name: put_entry_subject
INSERT INTO entry_subjects(entry, position, kind, first, last) VALUES (?1, ?2, ?3, ?4, ?5)

-- name: count_entries
SELECT count(*) FROM entries

-- name: entry_subjects
SELECT kind, first, last FROM entry_subjects WHERE entry = ?1 ORDER BY position

-- name: history
SELECT number, commit_id, at, by, operation, summary, reason FROM entries
ORDER BY number LIMIT ?1

-- name: history_of
SELECT number, commit_id, at, by, operation, summary, reason FROM entries
WHERE number IN (
    SELECT entry FROM entry_subjects WHERE first = ?1
    UNION ALL
    SELECT entry FROM entry_subjects WHERE last = ?1 AND first <> last
    UNION ALL
    SELECT entry FROM entry_subjects
    WHERE first <> last AND first < ?1 AND last > ?1
      AND length(first) = length(?1) AND length(last) = length(?1))
ORDER BY number LIMIT ?2
