// The store's door to certificates, audits and findings. See almirah/store.hpp for threads, durability and
// errors.
#pragma once

#include "almirah/audit.hpp"
#include "almirah/export.hpp"

#include <string>
#include <vector>

namespace almirah {

class Engine;

class ALMIRAH_API Audits {
public:
    /// Enters a certificate, with terms or without. Needs audit.manage. Throws already_exists, not_found (a
    /// record), invalid_argument (its code, no standard, scope or office, a term's dates), conflict (terms
    /// overlap).
    void add_certificate(const Certificate& certificate);
    /// Replaces standard, scope and offices; its terms stay. Needs audit.manage. Throws not_found,
    /// invalid_argument, conflict (nothing would change).
    void change_certificate(const Certificate& certificate, const std::string& reason);
    /// Adds a term; returns its number. Needs audit.manage. Throws not_found (the certificate, the record),
    /// invalid_argument (no number or body, its dates, a visit outside it), conflict (it overlaps another
    /// term).
    int add_term(const std::string& code, const CertificateTerm& term);
    /// Sets what was noted wrongly of a term right, by its number; visits that were held, and its end, stay.
    /// Needs audit.manage. Throws as `add_term`, and invalid_argument (no reason), conflict (nothing would
    /// change; a visit that was held would fall away).
    void correct_term(const std::string& code, const CertificateTerm& term, const std::string& reason);
    /// Plans a further visit in the term that has the day. Needs audit.manage. Throws not_found (no such
    /// term), conflict (one is due on that day).
    void plan_surveillance(const std::string& code, Date due_on);
    /// Notes that the visit due on a day was held, and by which audit. Needs audit.manage. Throws not_found
    /// (no visit is due then, the audit), conflict (it was held), invalid_argument (a day to come; the audit
    /// is for another certificate).
    void note_surveillance(const std::string& code, Date due_on, Date held_on, const std::string& audit = {});
    /// Ends the term that is valid on a day before its last day: from that day on it is not valid. Needs
    /// audit.manage. Throws not_found (none is), invalid_argument (no reason).
    void end_term(const std::string& code, Date on, const std::string& reason);
    /// By code.
    std::vector<Certificate> certificates() const;
    /// Throws not_found.
    Certificate certificate(const std::string& code) const;
    /// A certificate with all its terms on one page, as "text" or "html", in one language ("en", "hi") or
    /// (empty) both. What has expired or is overdue is told as of a day (absent: today). Throws not_found,
    /// invalid_argument (the medium).
    std::string certificate_page(const std::string& code, const std::string& medium,
                                 const std::string& language = {}, std::optional<Date> on = {}) const;

    /// Plans an audit; returns its id. Needs audit.manage. Throws not_found (the certificate),
    /// invalid_argument (no title, no auditor).
    std::string plan(const Audit& audit);
    /// Sets another day for an audit that was not held. Needs audit.manage. Throws not_found, conflict (it
    /// was held), invalid_argument (no reason).
    void postpone(const std::string& id, Date planned_on, const std::string& reason);
    /// Notes that it was held. Needs audit.find. Throws not_found (it, the record of its report), conflict
    /// (it was held), invalid_argument (no summary, a day to come).
    void hold(const std::string& id, Date held_on, const std::string& summary,
              const std::string& report = {});
    /// Closes it. Needs audit.manage. Throws not_found, conflict (it is closed, or not held yet, or a finding
    /// is open).
    void close(const std::string& id);
    /// By id.
    std::vector<Audit> audits(const AuditQuery& query = {}) const;
    /// Throws not_found.
    Audit audit(const std::string& id) const;

    /// Raises a finding of an audit; returns its id. Needs audit.find. Throws not_found (the audit, a
    /// document, the desk), conflict (the audit is closed), invalid_argument (no text; a nonconformity
    /// without clause; a day that is past).
    std::string raise(const AuditFinding& finding);
    /// Adds a corrective action, and says (unless empty) why the finding came about; returns its number.
    /// Needs audit.manage. Throws not_found (the finding, who is responsible), conflict (it is closed),
    /// invalid_argument (not what; a day that is past; who is responsible left).
    int add_action(const std::string& finding, const CorrectiveAction& action, const std::string& cause = {});
    /// Notes that an action is done, with evidence: ids of records, and approved revisions. By who is
    /// responsible for it, or one who has audit.manage. Throws not_found (evidence that is not there),
    /// conflict (it is done, or the finding closed; the evidence was destroyed, or is a draft),
    /// invalid_argument (no evidence), refused ("audit.manage").
    void finish_action(const std::string& finding, int number, const std::vector<std::string>& evidence,
                       const std::string& note = {});
    /// Closes a finding when its actions are done. Needs audit.find. Throws not_found, conflict (it is
    /// closed; an action is open; a nonconformity has none), invalid_argument (no note), refused
    /// ("own-action": who is responsible for an action, or did it, does not judge it).
    void close_finding(const std::string& id, const std::string& note);
    /// By id. Throws not_found (the audit or document that is asked for).
    std::vector<AuditFinding> findings(const FindingQuery& query = {}) const;
    /// Throws not_found.
    AuditFinding finding(const std::string& id) const;

private:
    friend class Store;
    explicit Audits(Engine& engine) : engine_(&engine) {}
    Engine* engine_;
};

} // namespace almirah
