// Every noun of the command line, one file each.
#pragma once

namespace CLI {
class App;
}

namespace almirah::cli {

class Session;

void add_record(CLI::App& root, Session& session);
void add_stats(CLI::App& root, Session& session);
void add_search(CLI::App& root, Session& session);

void add_due(CLI::App& root, Session& session);
void add_series(CLI::App& root, Session& session);
void add_schedule(CLI::App& root, Session& session);
void add_hold(CLI::App& root, Session& session);
void add_disposal(CLI::App& root, Session& session);
void add_bag(CLI::App& root, Session& session);
void add_override(CLI::App& root, Session& session);

void add_document(CLI::App& root, Session& session);
void add_distribution(CLI::App& root, Session& session);
void add_copy(CLI::App& root, Session& session);
void add_certificate(CLI::App& root, Session& session);
void add_audit(CLI::App& root, Session& session);
void add_finding(CLI::App& root, Session& session);
void add_approvals(CLI::App& root, Session& session);
void add_approval_decisions(CLI::App& approvals, Session& session); ///< Verbs of `approvals`.
void add_approval_history(CLI::App& approvals, Session& session);
void add_delegation(CLI::App& root, Session& session);

void add_verify(CLI::App& root, Session& session);
void add_history(CLI::App& root, Session& session);
void add_checkpoint(CLI::App& root, Session& session);
void add_clock(CLI::App& root, Session& session);
void add_reindex(CLI::App& root, Session& session);
void add_proof(CLI::App& root, Session& session);
void add_audit_pack(CLI::App& root, Session& session); ///< And `checklist`.
void add_stamp(CLI::App& root, Session& session);

void add_init(CLI::App& root, Session& session);
void add_office(CLI::App& root, Session& session);
void add_person(CLI::App& root, Session& session);
void add_key(CLI::App& root, Session& session);
void add_role(CLI::App& root, Session& session);
void add_route(CLI::App& root, Session& session);
void add_desk(CLI::App& root, Session& session);
void add_form(CLI::App& root, Session& session);
void add_place(CLI::App& root, Session& session);
void add_about(CLI::App& root, Session& session);
void add_manual(CLI::App& root, Session& session);

// Verbs of `record` and `document` that fill files of their own.
void add_forecast(CLI::App& root, Session& session);
void add_schedule_load(CLI::App& schedule, Session& session);
void add_record_file(CLI::App& record, Session& session);
void add_record_import(CLI::App& record, Session& session);
void add_record_content(CLI::App& record, Session& session);
void add_record_papers(CLI::App& record, Session& session);
void add_record_correct(CLI::App& record, Session& session);
void add_record_reclassify(CLI::App& record, Session& session);
void add_disposal_review(CLI::App& disposal, Session& session);
void add_hold_release(CLI::App& hold, Session& session);
void add_record_changes(CLI::App& record, Session& session);
void add_document_changes(CLI::App& document, Session& session);
void add_document_reviews(CLI::App& document, Session& session);
void add_document_types(CLI::App& document, Session& session);
void add_document_check(CLI::App& document, Session& session);

} // namespace almirah::cli
