// The store's doors to controlled documents and approvals. See almirah/store.hpp for threads, durability and
// errors.
#pragma once

#include "almirah/approval.hpp"
#include "almirah/document.hpp"
#include "almirah/export.hpp"
#include "almirah/progress.hpp"
#include "almirah/record.hpp"
#include "almirah/signing.hpp"

#include <optional>
#include <string>
#include <vector>

namespace almirah {

class Engine;

/// Controlled documents. Revision 0 means the open one (draft, in review or approved but not yet in force).
class ALMIRAH_API Documents {
public:
    // Where a language may be given: empty is the only edition that the operation fits, or the document's
    // own.

    /// Revision 1 as a draft; returns its number, made by its type's pattern where `document.number` is
    /// empty. Needs document.write. Throws already_exists, invalid_argument (a type that the office does not
    /// have, a field that the type requires).
    std::string create(const Document& document, const std::vector<Source>& content,
                       const std::string& change);
    /// The next revision as a draft; an open one of the language gets the new content instead, which voids a
    /// running approval. Returns its number. `request`: the change request that it answers. Needs
    /// document.write.
    int revise(const std::string& number, const std::vector<Source>& content, const std::string& change,
               const std::string& language = {}, int request = 0);
    /// Changes what is said of a document beside its content: titles, owner, review interval, properties,
    /// source, what it supersedes. Voids running approvals, and those of revisions that wait for their day;
    /// the acting person wrote part of what is decided next. Needs document.write. Throws invalid_argument,
    /// conflict (titles and what it supersedes, where no revision is open).
    void describe(const Document& document, const std::string& reason);
    /// A new document whose first draft is the issue in force of another (or its last). Returns its number.
    std::string copy(const std::string& number, const Document& to, const std::string& change);
    /// A new draft with the content of the last issue of a document that is no longer in force (R20). Returns
    /// its number.
    int reopen(const std::string& number, const std::string& reason, const std::string& language = {});
    /// Submits the draft to its type's route, or the policy's for "document". Returns the approval's id.
    /// Needs document.write.
    std::string submit(const std::string& number, std::optional<Date> effective_on = {},
                       const std::string& language = {});
    /// Decide as the acting person; needs approval.decide. The last approval makes the revision effective on
    /// its date (today, where none was asked for at submission). Throws refused (the author, not on the
    /// route), conflict (the approval is not running).
    void approve(const std::string& number, const std::string& language = {});
    void reject(const std::string& number, const std::string& reason, const std::string& language = {});
    /// Takes a running submission back to draft.
    void recall(const std::string& number, const std::string& reason, const std::string& language = {});
    /// Sets the date from which an approved revision is in force; documents that it supersedes go out of
    /// force that day. Needs document.issue. Throws conflict, refused (it is no longer what was approved, or
    /// its route would ask others by now).
    void issue(const std::string& number, Date effective_on, const std::string& language = {});
    /// Makes the effective revision obsolete (R20). Needs document.issue.
    void withdraw(const std::string& number, const std::string& reason, const std::string& language = {});

    /// Asks for a change; any active person may. Returns the request's number within the document.
    int request_change(const std::string& number, const std::string& text);
    /// Declines a request. Needs document.write. Throws conflict (it is answered).
    void decline(const std::string& number, int request, const std::string& reason);
    /// Who asked, who made it and what is another than in the issue before (R08).
    ChangeNote note(const std::string& number, int revision) const;

    /// A review of what is in force (R16): `revise` opens a change request, `obsolete` withdraws every
    /// edition (needs document.issue). Needs document.write. Throws conflict (nothing is in force).
    void review(const std::string& number, ReviewVerdict verdict, const std::string& reason);
    /// What is to be reviewed until a day, overdue ones first.
    std::vector<ReviewLine> reviews(Date until) const;

    /// Files every issue that is out of force and not yet filed as a record in its type's series, with the
    /// events "superseded" or "obsolete" on their dates, so that retention goes by them (R09, R14). Returns
    /// the records. Needs document.issue.
    std::vector<std::string> file_superseded(bool dry_run = false);

    /// Adds a type or replaces it. Needs office.manage. Throws invalid_argument.
    void set_type(const DocumentType& type, const std::string& reason);
    std::vector<DocumentType> types() const;

    Document get(const std::string& number) const;
    /// The master list as of a date (R04), by number.
    std::vector<MasterLine> list(const MasterQuery& query = {}) const;
    /// The same as "csv" (RFC 4180) or as a page of "html" to be printed.
    std::string print(const MasterQuery& query, const std::string& medium) const;
    /// Bytes of a file of a revision (0: the effective one on `on`). `name` empty: the only file.
    void read(const std::string& number, int revision, const std::string& name, const Sink& sink,
              std::optional<Date> on = {}) const;

private:
    friend class Store;
    explicit Documents(Engine& engine) : engine_(&engine) {}
    Engine* engine_;
};

/// What waits for whom, deciding it, and what came of it. Documents, disposals, schedules, dates and releases
/// of holds are submitted by their own functions and can be decided here all alike.
class ALMIRAH_API Approvals {
public:
    /// The steps that wait, for one person or (empty) for anybody.
    std::vector<PendingApproval> pending(const std::string& person = {}) const;
    std::vector<Approval> list() const;
    Approval get(const std::string& id) const;
    /// Decides as the acting person; returns the approval as it is then. Needs approval.decide, his own or,
    /// for the days of a delegation, that of who delegated. Throws refused (not on the route, excluded,
    /// decided already, another digest than was seen), conflict (it does not run), invalid_argument (no
    /// reason).
    Approval decide(const std::string& id, const Ballot& ballot);
    /// Adds a remark to a running approval: its author, its submitter, who has approval.decide, and who
    /// decides for somebody today.
    void comment(const std::string& id, const std::string& text);
    /// Takes a running submission back. Needs what submitting it needed.
    void withdraw(const std::string& id, const std::string& reason);
    /// Oldest first.
    std::vector<ApprovalEvent> history(const ApprovalQuery& query = {}) const;
    std::vector<ApprovalTime> times(const ApprovalTimesQuery& query = {}) const;
    /// Attempts that this copy of the store refused for want of a right; oldest first, as many as are kept.
    std::vector<RefusedAttempt> refused() const;

    /// `by`, `to`, `from`, `until`, `routes` and `reason` are the input; returns the id. Needs
    /// approval.decide for oneself, person.manage for another, whose right nobody makes over to himself.
    /// Throws invalid_argument, not_found.
    std::string delegate(const Delegation& delegation);
    /// Takes it back from now on. Needs what `delegate` needs. Throws not_found, conflict (ended already).
    void end_delegation(const std::string& id, const std::string& reason);
    std::vector<Delegation> delegations() const;
    /// The decisions on an approval, in order, with what each signature is over. Throws not_found.
    std::vector<SignedDecision> signed_decisions(const std::string& id) const;

private:
    friend class Store;
    explicit Approvals(Engine& engine) : engine_(&engine) {}
    Engine* engine_;
};

} // namespace almirah
