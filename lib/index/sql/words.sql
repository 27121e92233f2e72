-- The words of content.

-- name: body_of
SELECT body FROM bodies WHERE slot = ?1

-- name: slot_of
SELECT slot FROM bodies WHERE body = ?1

-- name: put_body
INSERT INTO bodies(slot) VALUES (?1)

-- name: drop_body
DELETE FROM bodies WHERE body = ?1

-- name: known_bodies
-- In the order of numbers, the highest first: what keeps them is made once.
SELECT body FROM bodies UNION ALL SELECT body FROM dead_bodies ORDER BY body DESC

-- name: misnumbered
-- A body that is of a text and gone, or a number in use that could be given again.
SELECT EXISTS (SELECT 1 FROM dead_bodies JOIN bodies USING (body))
    OR coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'bodies'), 0)
       < max(coalesce((SELECT max(last_body) FROM segments), 0), coalesce((SELECT max(body) FROM dead_bodies), 0))

-- name: put_dead
INSERT INTO dead_bodies(body) VALUES (?1)

-- name: dead
SELECT body FROM dead_bodies ORDER BY body

-- name: clear_dead
DELETE FROM dead_bodies

-- name: put_segment
INSERT INTO segments(size_bytes, first_body, last_body) VALUES (0, 0, 0)

-- name: end_segment
UPDATE segments SET size_bytes = ?2, first_body = ?3, last_body = ?4 WHERE segment = ?1

-- name: drop_segment
DELETE FROM segments WHERE segment = ?1

-- name: segments
SELECT segment, size_bytes FROM segments ORDER BY segment

-- name: ranges
SELECT segment, first_body, last_body FROM segments ORDER BY segment

-- name: segments_with_dead
SELECT segment FROM segments s
WHERE EXISTS (SELECT 1 FROM dead_bodies WHERE body BETWEEN s.first_body AND s.last_body)

-- name: put_block
INSERT INTO blocks(segment, first, part, data) VALUES (?1, ?2, ?3, ?4)

-- name: blocks
SELECT data, first FROM blocks WHERE segment = ?1 ORDER BY first, part

-- name: blocks_from
SELECT data, first FROM blocks
WHERE segment = ?1
  AND first >= coalesce((SELECT max(first) FROM blocks WHERE segment = ?1 AND first < ?2), '')
ORDER BY first, part
