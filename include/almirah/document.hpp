// Controlled documents: numbered, reviewed, approved, in force on a date.
#pragma once

#include "almirah/date.hpp"
#include "almirah/export.hpp"
#include "almirah/record.hpp"
#include "almirah/text.hpp"

#include <optional>
#include <string>
#include <vector>

namespace almirah {

/// States of a revision. `effective`, `superseded` follow from dates; see `state_on` in almirah/document.hpp.
enum class RevisionState { draft, in_review, approved, effective, superseded, obsolete };

/// A numbered issue of a document.
struct Revision {
    int number = 1;
    std::string language; ///< Tag; the document's own when empty.
    std::string author;
    Instant at{};
    std::string change; ///< Why it was made and what changed (R08).
    std::vector<ContentFile> files;
    std::string digest;                         ///< SHA-256 of the manifest that is submitted for approval.
    std::string approval;                       ///< Id of the latest approval; empty before submission.
    RevisionState state = RevisionState::draft; ///< As stored: draft, in_review, approved or obsolete.
    std::optional<Date> effective_on;           ///< In force from this date on, once approved (R15).
    std::optional<Date> obsolete_on;

    bool operator==(const Revision&) const = default;
};

struct Document {
    std::string number; ///< "QP-07"; never reused.
    Text title;
    std::string type; ///< "procedure", "form", "charter", …
    std::string language;
    std::string owner; ///< Login, or desk code.
    std::optional<Period> review_every;
    std::vector<Revision> revisions; ///< By number.

    bool operator==(const Document&) const = default;
};

/// The state of revision `number` of `document` on a date: an approved one is effective from its date on, and
/// superseded from the date on which a later one of the same language is effective (R14). Pure.
ALMIRAH_API RevisionState state_on(const Document& document, int number, Date on);

/// The revision in force on a date in a language (empty: the document's own), or none. Pure.
ALMIRAH_API std::optional<int> effective_revision(const Document& document, const std::string& language,
                                                  Date on);

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
};

} // namespace almirah
