-- Points of use, controlled copies, acknowledgements.

-- name: put_point
INSERT OR REPLACE INTO distribution_points(document, kind, code, language, since) VALUES (?1, ?2, ?3, ?4, ?5)

-- What a desk keeps (?1, or its holder ?2), and what is used at it.
-- name: documents_of_desk
SELECT document FROM distribution_points WHERE kind = 'desk' AND code = ?1
UNION SELECT number FROM documents WHERE owner = ?1 OR owner = ?2 AND ?2 <> ''

-- name: drop_points
DELETE FROM distribution_points WHERE document = ?1

-- name: put_copy
INSERT OR REPLACE INTO copies(document, number, revision, kind, point, language, state, state_at, state_by, note,
                              issued_at, issued_by, code)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)

-- name: drop_copy
DELETE FROM copies WHERE document = ?1 AND number = ?2

-- name: copy_of_code
SELECT document, number FROM copies WHERE code = ?1 ORDER BY document, number

-- name: put_acknowledgement
INSERT OR REPLACE INTO acknowledgements(document, revision, person, at, digest, noted_by, taught_on, note)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)

-- name: drop_acknowledgement
DELETE FROM acknowledgements WHERE document = ?1 AND revision = ?2 AND person = ?3
