#include "exchange/audit_tables.hpp"

#include <algorithm>

namespace almirah::exchange {

const std::vector<AuditTable>& audit_tables() {
    static const std::vector<AuditTable> tables{
        {"master-list",
         {"number", "title", "type", "language", "owner", "revision", "effective_on", "open_revision",
          "open_state", "behind", "review_on"}},
        {"document-types",
         {"type", "title", "numbering", "route", "review_every", "required", "languages", "external",
          "series"}},
        {"issues",
         {"document", "title", "revision", "language", "author", "written_at", "change", "request", "files",
          "digest", "approval", "state", "effective_on", "out_of_force_on", "record"}},
        {"approvals",
         {"approval", "subject", "digest", "route", "author", "submitted_by", "submitted_at", "state", "step",
          "step_name", "by", "for_person", "vote", "decided_at", "reason", "signature", "signed_text"}},
        {"refused", {"rule", "attempts", "first_at", "last_at"}},
        {"change-requests",
         {"document", "request", "by", "at", "text", "state", "answered_by", "answered_at", "answer",
          "revision"}},
        {"distribution", {"document", "title", "kind", "code", "language", "since", "read_within"}},
        {"copies-outdated",
         {"document", "title", "copy", "revision", "out_of_force_on", "kind", "code", "language", "state",
          "issued_at"}},
        {"acknowledgements",
         {"document", "revision", "person", "name", "at", "taught_on", "noted_by", "digest", "note"}},
        {"reading-outstanding", {"person", "name", "document", "title", "revision", "due_on", "overdue"}},
        {"reviews",
         {"document", "title", "kind", "due_on", "held_on", "by", "verdict", "reason", "revision"}},
        {"external-documents",
         {"number", "title", "publisher", "edition", "published", "watched_by", "revision", "effective_on"}},
        {"people", {"login", "name", "roles", "active"}},
        {"roles", {"role", "title", "permissions"}},
        {"delegations",
         {"delegation", "by", "to", "from", "until", "routes", "reason", "ended_at", "ended_by",
          "end_reason"}},
        {"keys",
         {"login", "number", "fingerprint", "approved_by", "approved_at", "valid_from", "valid_until",
          "revoked_from", "revoked_reason"}},
        {"series", {"series", "title", "under", "schedule", "rule", "closed", "records", "size_bytes"}},
        {"retention",
         {"schedule", "version", "effective_on", "rule", "title", "class", "state", "trigger", "steps",
          "cutoff", "disposition", "authority"}},
        {"disposals", {"disposal", "action", "carried_out_at", "carried_out_by", "method",
                       "witness",  "place",  "recipient",      "authority",      "approval",
                       "record",   "title",  "series",         "rule",           "due_on",
                       "outcome",  "why",    "files",          "bytes",          "certificate"}},
        {"holds",
         {"hold", "reason", "reference", "ordered_by", "placed_by", "placed_at", "records", "standing",
          "released_at", "released_by", "release_reason", "held"}},
        {"certificates",
         {"certificate", "standard", "scope", "offices", "term", "certificate_no", "body", "from", "until",
          "surveillance_due", "surveillance_held", "record", "ended_on"}},
        {"audits",
         {"audit", "kind", "title", "scope", "auditors", "certificate", "planned_on", "held_on", "summary",
          "report", "state"}},
        {"findings", {"finding",  "audit",     "grade",       "clause",        "text",    "documents",
                      "desk",     "cause",     "raised_by",   "raised_at",     "due_on",  "overdue",
                      "action",   "what",      "responsible", "action_due_on", "done_at", "done_by",
                      "evidence", "closed_at", "closed_by",   "closing_note"}},
        {"verification", {"check", "result", "severity", "code", "object", "message"}},
        {"checkpoint", {"office", "store", "head", "entries", "records", "root", "at", "signed_by"}},
    };
    return tables;
}

const AuditTable* audit_table(std::string_view name) {
    const auto& tables = audit_tables();
    const auto found = std::find_if(tables.begin(), tables.end(),
                                    [&](const AuditTable& table) { return name == table.name; });
    return found == tables.end() ? nullptr : &*found;
}

std::string audit_table_names() {
    std::string names;
    for (const auto& table : audit_tables())
        names += (names.empty() ? "" : ", ") + std::string(table.name);
    return names;
}

} // namespace almirah::exchange
