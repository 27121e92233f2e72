-- Records, their facts and content, documents, and the questions about them.

-- name: find
SELECT slot FROM records WHERE id = ?1

-- name: insert
INSERT INTO records(id, series, title, file_no, state, created, opened, closed, filed, place, appraisal,
                    key, facts, status, action, due_on, window_month, ruled_by, blocked_from)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)

-- name: change
UPDATE records
SET series = ?2, title = ?3, file_no = ?4, state = ?5, created = ?6, opened = ?7, closed = ?8, filed = ?9,
    place = ?10, appraisal = ?11, key = ?12, facts = ?13, status = ?14, action = ?15, due_on = ?16,
    window_month = ?17, ruled_by = ?18, blocked_from = ?19
WHERE id = ?1

-- name: drop
DELETE FROM records WHERE slot = ?1

-- name: set_due
UPDATE records
SET status = ?2, action = ?3, due_on = ?4, window_month = ?5, ruled_by = ?6, blocked_from = ?7
WHERE slot = ?1

-- name: put_fact
INSERT INTO facts(record, number, kind, name, day, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6)

-- name: drop_facts
DELETE FROM facts WHERE record = ?1

-- name: facts
SELECT kind, name, day, detail FROM facts WHERE record = ?1 ORDER BY number

-- name: put_override
INSERT INTO overrides(record, number, action, due_on, by_rule, rule, schedule, schedule_version, reason, authority,
                      by, at, approval, state)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)

-- name: drop_overrides
DELETE FROM overrides WHERE record = ?1

-- name: overrides
SELECT number, action, due_on, by_rule, reason, authority, approval, state FROM overrides
WHERE record = ?1 ORDER BY number

-- name: put_also_in
INSERT INTO also_in(record, position, series) VALUES (?1, ?2, ?3)

-- name: drop_also_in
DELETE FROM also_in WHERE record = ?1

-- name: also_in
SELECT series FROM also_in WHERE record = ?1 ORDER BY position

-- name: put_content
INSERT INTO content(kind, owner, version, name, size, sha256, blob) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)

-- name: drop_content
DELETE FROM content WHERE kind = ?1 AND owner = ?2

-- name: content_of
SELECT version, name, size, sha256, blob FROM content WHERE kind = ?1 AND owner = ?2 ORDER BY version, name

-- name: content
SELECT owner, name, size, sha256, blob FROM content ORDER BY kind, owner, version, name

-- name: owners
SELECT owner, blob FROM content

-- name: record_due_years
SELECT c.blob, c.size, CAST(substr(r.due_on, 1, 4) AS INTEGER)
FROM records r CROSS JOIN content c ON c.kind = 'record' AND c.owner = r.id
ORDER BY r.slot DESC

-- name: document_due_years
SELECT blob, size, NULL FROM content WHERE kind = 'document'

-- name: document_numbers
SELECT number FROM documents
WHERE number > ?1 AND (?2 = '' OR type = ?2) AND (?3 = '' OR owner = ?3) ORDER BY number LIMIT ?4

-- Those with a revision that is so on a day, or may be: an approved one waits for its day.
-- name: document_numbers_by_state
SELECT number FROM documents
WHERE number > ?1 AND (?2 = '' OR type = ?2) AND (?3 = '' OR owner = ?3)
  AND number IN (SELECT document FROM revisions WHERE state = ?5 AND ?5 <> 'approved'
                 UNION ALL
                 SELECT document FROM revisions
                 WHERE ?5 = 'approved' AND state IN ('approved', 'obsolete') AND effective_on > ?6
                 UNION ALL
                 SELECT document FROM revisions
                 WHERE ?5 = 'approved' AND state IN ('approved', 'obsolete') AND effective_on IS NULL)
ORDER BY number LIMIT ?4

-- Those of which a language may lack an issue in force on ?6, or (?7) be behind another. ?5: types that ask for languages,
-- blanks between.
-- name: document_numbers_lacking
SELECT number FROM documents d
WHERE number > ?1 AND (?2 = '' OR type = ?2) AND (?3 = '' OR owner = ?3)
  AND (languages > 1 OR instr(' ' || ?5 || ' ', ' ' || type || ' ') > 0
       OR NOT ?7 AND NOT EXISTS (SELECT 1 FROM revisions r
                                 WHERE r.document = d.number AND r.in_force_from <= ?6
                                   AND (r.in_force_until IS NULL OR r.in_force_until > ?6)))
ORDER BY number LIMIT ?4

-- Those whose issue in force on ?6 was confirmed, or came into force, so long ago that a review may be due by ?5. ?7: the
-- shortest interval of any type, in days. Most are left out by the shortest of all intervals, within the index.
-- name: document_numbers_to_review
WITH latest(day) AS (
    SELECT min(?6, date(?5, '-' || min(days) || ' days'))
    FROM (SELECT ?7 AS days UNION ALL SELECT min(review_days) FROM documents WHERE review_days IS NOT NULL)),
standing AS (
    SELECT document, language, max(in_force_from, coalesce(confirmed_on, '')) AS since FROM revisions
    WHERE in_force_until IS NULL AND in_force_from <= (SELECT day FROM latest)
    UNION ALL
    SELECT document, language, max(in_force_from, coalesce(confirmed_on, '')) FROM revisions
    WHERE in_force_until > ?6 AND in_force_from <= (SELECT day FROM latest))
SELECT d.number FROM standing s CROSS JOIN documents d ON d.number = s.document AND d.language = s.language
WHERE +d.number > ?1 AND (?2 = '' OR d.type = ?2) AND (?3 = '' OR d.owner = ?3)
  AND julianday(s.since) + coalesce(d.review_days, ?7) <= julianday(?5)
ORDER BY d.number LIMIT ?4

-- name: find_document
SELECT slot, searched FROM documents WHERE number = ?1

-- name: insert_document
INSERT INTO documents(number, title, type, language, owner, languages, review_days, searched)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)

-- name: change_document
UPDATE documents SET title = ?2, type = ?3, language = ?4, owner = ?5, languages = ?6, review_days = ?7, searched = ?8
WHERE number = ?1

-- name: drop_document
DELETE FROM documents WHERE slot = ?1

-- name: revisions
SELECT number FROM revisions WHERE document = ?1

-- name: drop_revisions
DELETE FROM revisions WHERE document = ?1

-- name: put_revision
INSERT INTO revisions(document, number, language, author, at, change, state, approval, effective_on,
                      obsolete_on, in_force_from, in_force_until, confirmed_on)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)

-- name: by_key
SELECT min(id) FROM records WHERE key = ?1 AND key <> ''

-- name: keys_twice
SELECT min(id), group_concat(id, ', ') FROM records WHERE key <> '' GROUP BY key HAVING count(*) > 1

-- name: count
SELECT count(*) FROM records

-- name: list
SELECT id, series, title, file_no, state, opened, closed, place,
       EXISTS (SELECT 1 FROM hold_records n JOIN holds h ON h.id = n.hold
               WHERE n.record = records.id AND h.released_at IS NULL)
FROM records
WHERE ?1 IS NULL OR state = ?1
ORDER BY series, id LIMIT ?2 OFFSET ?3

-- name: list_branch
WITH RECURSIVE branch(code) AS (
    SELECT ?4 UNION SELECT s.code FROM series s JOIN branch b ON s.under = b.code)
SELECT id, series, title, file_no, state, opened, closed, place,
       EXISTS (SELECT 1 FROM hold_records n JOIN holds h ON h.id = n.hold
               WHERE n.record = records.id AND h.released_at IS NULL)
FROM records
WHERE series IN branch AND (?1 IS NULL OR state = ?1)
ORDER BY series, id LIMIT ?2 OFFSET ?3

-- name: list_place
WITH RECURSIVE branch(code) AS (
    SELECT ?4 UNION SELECT s.code FROM series s JOIN branch b ON s.under = b.code)
SELECT id, series, title, file_no, state, opened, closed, place,
       EXISTS (SELECT 1 FROM hold_records n JOIN holds h ON h.id = n.hold
               WHERE n.record = records.id AND h.released_at IS NULL)
FROM records
WHERE place <> '' AND place >= ?5 AND place < ?5 || '0' -- '0' comes after '/'
  AND (place = ?5 OR substr(place, length(?5) + 1, 1) = '/')
  AND (?4 = '' OR series IN branch) AND (?1 IS NULL OR state = ?1)
ORDER BY series, id LIMIT ?2 OFFSET ?3

-- name: to_recompute
SELECT slot, id, series, title, file_no, place, state, created, opened, closed, filed, appraisal, facts
FROM records WHERE series = ?1 AND id > ?2 ORDER BY id LIMIT 1000

-- name: also_to_recompute
SELECT slot, id, series, title, file_no, place, state, created, opened, closed, filed, appraisal, facts
FROM records WHERE slot IN (SELECT record FROM also_in WHERE series = ?1) AND id > ?2 ORDER BY id LIMIT 1000

-- name: series_in_use
SELECT code FROM series s
WHERE EXISTS (SELECT 1 FROM records WHERE series = s.code) OR EXISTS (SELECT 1 FROM also_in WHERE series = s.code)
ORDER BY code

-- name: due_by_year
WITH RECURSIVE branch(code) AS (
    SELECT ?1 UNION SELECT s.code FROM series s JOIN branch b ON s.under = b.code)
SELECT CAST(substr(max(due_on, ?2), 1, 4) AS INTEGER) AS year, series, action, count(*) FROM records
WHERE due_on <= ?3 AND (?1 = '' OR series IN branch)
GROUP BY year, series, action ORDER BY year, series, action

-- name: due_between
SELECT series, action, count(*) FROM records WHERE due_on > ?1 AND due_on <= ?2
GROUP BY series, action ORDER BY series, action

-- name: due_series
WITH RECURSIVE branch(code) AS (
    SELECT ?1 UNION SELECT s.code FROM series s JOIN branch b ON s.under = b.code),
    found(code) AS (
    SELECT min(series) FROM records WHERE due_on IS NOT NULL
    UNION ALL
    SELECT (SELECT min(series) FROM records WHERE due_on IS NOT NULL AND series > code)
    FROM found WHERE code IS NOT NULL)
SELECT code FROM found WHERE code IS NOT NULL AND (?1 = '' OR code IN branch) ORDER BY code

-- name: due
SELECT slot, id, series, title, file_no, place, state, created, opened, closed, filed, appraisal, facts
FROM records INDEXED BY records_by_due
WHERE series = ?1 AND due_on <= ?2 AND (?3 IS NULL OR action = ?3)
ORDER BY id

-- name: due_in_order
SELECT slot, id, series, title, file_no, place, state, created, opened, closed, filed, appraisal, facts
FROM records INDEXED BY records_due_by_id
WHERE series = ?1 AND due_on <= ?2 AND (?3 IS NULL OR action = ?3)
ORDER BY id

-- name: some_due
SELECT count(*) FROM (
    SELECT 1 FROM records INDEXED BY records_by_due WHERE series = ?1 AND due_on <= ?2 LIMIT ?3)

-- name: count_due
SELECT sum(action = 'review'), sum(action = 'transfer'), sum(action = 'destroy')
FROM records INDEXED BY records_by_due
WHERE series = ?1 AND due_on <= ?2
  AND (?3 OR ((blocked_from IS NULL OR blocked_from > ?2) AND (window_month IS NULL OR window_month = ?4)))

-- name: held_by
SELECT r.id, r.series, r.title, r.file_no, r.state, r.opened, r.closed, r.place, h.released_at IS NULL
FROM hold_records n JOIN records r ON r.id = n.record JOIN holds h ON h.id = n.hold WHERE n.hold = ?1 ORDER BY r.id

-- name: count_held_by
SELECT hold, count(*) FROM hold_records GROUP BY hold

-- name: held_due
SELECT r.series, r.action, count(DISTINCT r.slot)
FROM holds h CROSS JOIN hold_records n ON n.hold = h.id CROSS JOIN records r ON r.id = n.record
WHERE h.released_at IS NULL AND r.action <> 'review' -- a review may be done all the same
  AND r.due_on <= ?1 AND (r.blocked_from IS NULL OR r.blocked_from > ?1)
  AND (r.window_month IS NULL OR r.window_month = ?2)
GROUP BY r.series, r.action

-- name: statistics
WITH RECURSIVE branch(code) AS (
    SELECT ?3 UNION SELECT s.code FROM series s JOIN branch b ON s.under = b.code),
    held(record) AS (
    SELECT DISTINCT n.record FROM holds h JOIN hold_records n ON n.hold = h.id WHERE h.released_at IS NULL)
SELECT CASE ?1 WHEN 'series' THEN r.series WHEN 'place' THEN r.place
       ELSE substr(CASE ?2 WHEN 'opened' THEN r.opened WHEN 'closed' THEN r.closed ELSE r.filed END, 1, 4) END AS of,
       count(*), sum(r.state = 'open'), sum(r.state = 'closed'), sum(r.state = 'transferred'),
       sum(r.state = 'destroyed'), sum(n.record IS NOT NULL),
       sum((n.record IS NULL OR r.action = 'review') AND r.due_on IS NOT NULL AND r.due_on <= ?4
           AND (r.blocked_from IS NULL OR r.blocked_from > ?4)
           AND (r.window_month IS NULL OR r.window_month = ?5)),
       sum(CASE WHEN r.state = 'destroyed' THEN 0
           ELSE (SELECT coalesce(sum(c.size), 0) FROM content c WHERE c.kind = 'record' AND c.owner = r.id) END)
FROM records r LEFT JOIN held n ON n.record = r.id
WHERE ?3 = '' OR r.series IN branch
GROUP BY of ORDER BY of
