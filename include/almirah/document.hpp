// Controlled documents: numbered, reviewed, approved, in force on a date.
#pragma once

#include "almirah/date.hpp"
#include "almirah/export.hpp"
#include "almirah/record.hpp"
#include "almirah/text.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace almirah {

/// States of a revision. `effective`, `superseded` follow from dates; see `state_on` in almirah/document.hpp.
enum class RevisionState { draft, in_review, approved, effective, superseded, obsolete };

/// A kind of controlled document, as the office keeps it (R01, R02). Where an office has any, every new
/// document is of one of them; where it has none, a type is a mere word.
struct DocumentType {
    std::string code; ///< "procedure"
    Text title{};
    /// Of its numbers: "QP-{serial:2}", "{owner}-WI-{serial:3}", "F-{year}-{serial}"; {serial} counts from 1,
    /// its width filled with zeros. Empty: numbers are given by hand.
    std::string numbering{};
    std::string route{};                  ///< Of its approvals; empty: the policy's for "document".
    std::optional<Period> review_every{}; ///< For those documents that say nothing themselves (R16).
    std::vector<std::string> required{};  ///< "owner", "title:hi", "property:clause": refused without.
    std::vector<std::string> languages{}; ///< Editions that each has; the master list names missing ones.
    std::string series{};                 ///< In which issues out of force are filed (R09); empty: none are.
    bool external = false;                ///< Of origin outside the office (R10): a source is required.

    bool operator==(const DocumentType&) const = default;
};

/// Where a document of external origin is from, and who looks for newer editions (R10).
struct ExternalSource {
    std::string publisher; ///< "Bureau of Indian Standards"
    std::string edition{}; ///< "IS 15700:2018"
    std::optional<Date> published{};
    std::string watched_by{}; ///< Login or desk code.

    bool operator==(const ExternalSource&) const = default;
};

enum class RequestState { open, accepted, declined };

/// Somebody asks for a change (R08). Its answer is a revision, or a reason why there is none.
struct ChangeRequest {
    int number = 1; ///< Within the document.
    std::string by;
    Instant at{};
    std::string text; ///< What should change, and why.
    RequestState state = RequestState::open;
    std::string answered_by{};
    std::optional<Instant> answered_at{};
    std::string answer{}; ///< Why it was declined.
    int revision = 0;     ///< By which it was answered; 0: none yet.

    bool operator==(const ChangeRequest&) const = default;
};

enum class ReviewVerdict { confirm, revise, obsolete };

/// A periodic review (R16): whether what is in force still serves.
struct DocumentReview {
    Date on{};
    std::string by;
    ReviewVerdict verdict = ReviewVerdict::confirm;
    std::string reason;
    int revision = 0; ///< That was looked at.

    bool operator==(const DocumentReview&) const = default;
};

/// A numbered issue of a document.
struct Revision {
    int number = 1;
    int minor = 0;        ///< How often its draft was replaced: 3.2 is the third draft of issue 3.
    std::string language; ///< Tag; the document's own when empty.
    int edition_of = 0;   ///< The issue in the document's own language that it says in this one; 0: none.
    int request = 0;      ///< The change request that it answers; 0: none.
    std::string author;
    Instant at{};
    std::string change; ///< Why it was made and what changed (R08).
    std::vector<ContentFile> files;
    std::string record;   ///< Filed as this record since it is out of force; its content went there.
    std::string digest;   ///< SHA-256 of the manifest that is submitted for approval.
    std::string approval; ///< Id of the latest approval; empty before submission.
    RevisionState state = RevisionState::draft; ///< As stored: draft, in_review, approved or obsolete.
    std::optional<Date> effective_on;           ///< In force from this date on, once approved (R15).
    std::optional<Date> obsolete_on;
    /// Who besides `author` wrote any part of it: earlier content of its draft, what was said of the document
    /// meanwhile, and the issue whose content it has. Nobody leaves the set again (R18).
    std::set<std::string> coauthors{};
    /// The day that was submitted, where `effective_on` was set to another when it was approved or issued.
    std::optional<Date> submitted_for{};

    bool operator==(const Revision&) const = default;
};

struct Document {
    std::string number; ///< "QP-07"; never reused.
    Text title;
    std::string type; ///< "procedure", "form", "charter", …
    std::string language;
    std::string owner;                             ///< Login, or desk code.
    std::optional<Period> review_every;            ///< Absent: as its type says.
    std::map<std::string, std::string> properties; ///< "clause" → "7.5.3": what the office keeps besides.
    std::optional<ExternalSource> external;
    std::vector<std::string>
        supersedes;          ///< Numbers of documents that go out of force when it comes into force.
    std::string copied_from; ///< "QP-07/3", where it began as a copy.
    std::vector<ChangeRequest> requests;
    std::vector<DocumentReview> reviews;
    std::vector<Revision> revisions; ///< By number.
    /// Who described it since an issue was last approved: coauthors of every revision begun since.
    std::set<std::string> described_by{};

    bool operator==(const Document&) const = default;
};

/// The state of revision `number` of `document` on a date: an approved one is effective from its date on, and
/// superseded from the date on which a later one of the same language is effective (R14). Pure.
ALMIRAH_API RevisionState state_on(const Document& document, int number, Date on);

/// The revision in force on a date in a language (empty: the document's own), or none. Pure.
ALMIRAH_API std::optional<int> effective_revision(const Document& document, const std::string& language,
                                                  Date on);

/// Numbers of issues as people say them: "3" once approved, "3.2" while a draft was replaced twice. Pure.
ALMIRAH_API std::string issue_name(const Revision& revision);

/// When the document is to be reviewed next: `every` after its own-language issue came into force, or after
/// the last review that confirmed that issue (R16). None without an interval or without an issue in force.
/// Pure.
ALMIRAH_API std::optional<Date> review_due(const Document& document, std::optional<Period> every, Date on);

/// One document in one language.
struct MasterLine {
    std::string number;
    std::string title;
    std::string type;
    std::string language;
    std::string owner;
    int revision = 0; ///< The effective one; 0: none is in force.
    std::optional<Date> effective_on;
    int open_revision = 0; ///< A draft, one in review or approved for a later date; 0: none.
    std::string open_state;
    /// Of another language than the document's own: the issue in force there is newer than the one that this
    /// edition says, or its type asks for this language and there is none.
    bool behind = false;
    std::optional<Date> review_on; ///< Next review, of the document's own language.
};

struct MasterQuery {
    std::optional<Date> on{}; ///< Today when absent.
    std::string type{};
    std::string owner{}; ///< Login or desk.
    std::string desk{};  ///< Kept by this desk or its holder, or used at it (R89).
    std::string language{};
    std::map<std::string, std::string> properties{}; ///< "office" → "Basera": documents that say all of it.
    /// "in force", "none in force", "draft", "in review", "approved", "behind", "review due"; empty: all.
    std::string state{};
    std::size_t limit = 0; ///< Documents; 0: all.
    std::string after{};   ///< Documents whose numbers sort after this one: the next page.
};

struct ReviewLine {
    std::string number;
    std::string title;
    std::string owner;
    int revision = 0; ///< In force.
    Date due_on{};
    std::optional<Date> last_on; ///< Of the last review.
    bool overdue = false;
};

/// What a change was: who asked, who made it, what is another (R08).
struct ChangeNote {
    std::string document;
    std::string title;
    Revision revision;
    int before = 0; ///< The issue that it follows in its language; 0: it is the first.
    std::optional<ChangeRequest> request;
    struct File {
        std::string name;
        std::string change;                            ///< "added", "removed", "changed", "same"
        std::uint64_t size_before = 0, size_after = 0; ///< In bytes.
        std::string sha256_before, sha256_after;
        std::string difference; ///< Of text in UTF-8, as a unified diff; empty for other content.
    };
    std::vector<File> files;
};

} // namespace almirah
