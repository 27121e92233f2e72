-- Certificates with their terms and visits, audits, findings with what is done about them.

-- name: put_certificate
INSERT OR REPLACE INTO certificates(code, standard, scope, offices) VALUES (?1, ?2, ?3, ?4)

-- name: drop_certificate
DELETE FROM certificates WHERE code = ?1

-- name: put_term
INSERT OR REPLACE INTO certificate_terms(certificate, number, certificate_no, body, from_on, until_on, ended_on,
                                         record, note)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)

-- name: drop_terms
DELETE FROM certificate_terms WHERE certificate = ?1

-- name: put_visit
INSERT OR REPLACE INTO surveillance(certificate, term, due_on, held_on, audit) VALUES (?1, ?2, ?3, ?4, ?5)

-- name: drop_visits
DELETE FROM surveillance WHERE certificate = ?1

-- name: put_audit
INSERT OR REPLACE INTO audits(id, kind, title, scope, auditors, certificate, planned_on, planned_by, state, held_on,
                              summary, report, closed_at, closed_by)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)

-- name: drop_audit
DELETE FROM audits WHERE id = ?1

-- name: put_finding
INSERT OR REPLACE INTO findings(id, audit, grade, clause, text, desk, cause, due_on, raised_by, raised_at, closed_at,
                                closed_by, closing_note)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)

-- name: drop_finding
DELETE FROM findings WHERE id = ?1

-- name: put_finding_document
INSERT OR REPLACE INTO finding_documents(finding, document) VALUES (?1, ?2)

-- name: drop_finding_documents
DELETE FROM finding_documents WHERE finding = ?1

-- name: put_action
INSERT OR REPLACE INTO corrective_actions(finding, number, what, responsible, due_on, ordered_by, done_at, done_by,
                                          evidence, note)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)

-- name: drop_actions
DELETE FROM corrective_actions WHERE finding = ?1
