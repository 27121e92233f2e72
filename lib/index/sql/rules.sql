-- Series, schedules, and which rule applies to which series.

-- name: put_series
INSERT OR REPLACE INTO series(code, title, under, schedule, rule, closed) VALUES (?1, ?2, ?3, ?4, ?5, ?6)

-- name: bind_series
INSERT INTO series(code, title, under, schedule, rule, closed) VALUES (?1, ?2, ?3, ?4, ?5, 0)
ON CONFLICT(code) DO UPDATE
SET title = excluded.title, under = excluded.under, schedule = excluded.schedule, rule = excluded.rule

-- name: drop_series
DELETE FROM series WHERE code = ?1

-- name: all_series
SELECT code, under, schedule, rule FROM series ORDER BY code

-- name: branch
WITH RECURSIVE branch(code) AS (
    SELECT ?1 UNION SELECT s.code FROM series s JOIN branch b ON s.under = b.code)
SELECT code FROM branch ORDER BY code

-- name: held_branch
-- By the series as they are, and as entries have said so far: a schedule that took force by its day may have put
-- them elsewhere, and what a hold names stays held.
WITH RECURSIVE above(code, under) AS (
    SELECT code, under FROM series
    UNION SELECT json_extract(json, '$.code'), json_extract(json, '$.under') FROM things WHERE kind = 'series'),
    branch(code) AS (SELECT ?1 UNION SELECT a.code FROM above a JOIN branch b ON a.under = b.code)
SELECT code FROM branch ORDER BY code

-- name: put_schedule
INSERT OR REPLACE INTO schedules(id, version, state, effective_on) VALUES (?1, ?2, ?3, ?4)

-- name: drop_schedule
DELETE FROM schedules WHERE id = ?1 AND version = ?2

-- name: version_in_force
SELECT max(version) FROM schedules WHERE id = ?1 AND state = 'in force'

-- name: note_next_rules
UPDATE meta SET next_rules_on =
    (SELECT min(coalesce(effective_on, '0001-01-01')) FROM schedules WHERE state = 'approved')

-- name: next_rules_on
SELECT next_rules_on FROM meta

-- name: schedules_by
SELECT id, version FROM schedules WHERE state = 'approved' AND coalesce(effective_on, '') <= ?1
ORDER BY id, version

-- name: take_force
UPDATE schedules SET state = 'in force' WHERE state = 'approved' AND coalesce(effective_on, '') <= ?1

-- name: drop_rules
DELETE FROM rules WHERE schedule = ?1

-- name: put_rule
INSERT OR REPLACE INTO rules(schedule, rule, version, title, record_class, state, why, triggers, cutoff,
                             steps, window_month, disposition, authority, json)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)

-- name: rules_of
SELECT rule, json FROM rules WHERE schedule = ?1

-- name: rule_version
SELECT version FROM rules WHERE schedule = ?1 AND rule = ?2

-- name: series_rules
SELECT series, from_series, schedule, version, rule FROM series_rules ORDER BY series

-- name: clear_series_rules
DELETE FROM series_rules

-- name: put_series_rule
INSERT INTO series_rules(series, from_series, schedule, version, rule) VALUES (?1, ?2, ?3, ?4, ?5)

-- name: rule_of
SELECT s.from_series, s.schedule, s.version, r.json
FROM series_rules s JOIN rules r ON r.schedule = s.schedule AND r.rule = s.rule
WHERE s.series = ?1
