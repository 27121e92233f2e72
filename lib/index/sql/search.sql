-- The search index.

-- name: stored
SELECT title, words, body, latin FROM search WHERE rowid = ?1

-- name: insert
INSERT INTO search(rowid, title, words, body, latin) VALUES (?1, ?2, ?3, ?4, ?5)

-- name: change
UPDATE search SET title = ?2, words = ?3, body = ?4, latin = ?5 WHERE rowid = ?1

-- name: drop
DELETE FROM search WHERE rowid = ?1

-- name: find
SELECT coalesce(r.id, d.number) AS id, r.series, coalesce(r.title, d.title), r.state, r.place,
       bm25(search, 10.0, 5.0, 1.0, 5.0) AS score
FROM search
LEFT JOIN records r ON r.slot = search.rowid
LEFT JOIN documents d ON d.slot = search.rowid - ?2
WHERE search MATCH ?1
ORDER BY score, id LIMIT ?3

-- name: check
INSERT INTO search(search) VALUES ('integrity-check')

-- name: optimize
INSERT INTO search(search) VALUES ('optimize')
