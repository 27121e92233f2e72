-- The search index of titles and other descriptive words.

-- name: stored
SELECT title, words, latin FROM search WHERE rowid = ?1

-- name: insert
INSERT INTO search(rowid, title, words, latin) VALUES (?1, ?2, ?3, ?4)

-- name: change
UPDATE search SET title = ?2, words = ?3, latin = ?4 WHERE rowid = ?1

-- name: drop
DELETE FROM search WHERE rowid = ?1

-- name: scored
SELECT rowid, bm25(search, 10.0, 5.0, 5.0) FROM search WHERE search MATCH ?1 ORDER BY rowid

-- name: newest
SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?2

-- name: count
SELECT (SELECT count(*) FROM records) + (SELECT count(*) FROM documents)

-- name: record
SELECT id, series, title, state, place FROM records WHERE slot = ?1

-- name: slots_by_id
SELECT slot FROM records ORDER BY id

-- name: document
SELECT number, title FROM documents WHERE slot = ?1

-- name: check
INSERT INTO search(search) VALUES ('integrity-check')

-- name: leaves
-- FTS5's pages of terms: segment, number in it, bytes.
SELECT id >> 37, id & 0x7fffffff, block FROM search_data
WHERE id >= 1 << 37 AND id >> 31 & 0x3f = 0 ORDER BY id

-- name: leads
-- The rows by which FTS5 finds a page: segment, number in it, the term from which on it is sought there.
SELECT segid, pgno >> 1, term FROM search_idx ORDER BY segid, term
