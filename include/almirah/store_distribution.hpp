// The store's door to distribution: points of use, controlled copies, acknowledgements. See almirah/store.hpp
// for threads, durability and errors.
#pragma once

#include "almirah/distribution.hpp"
#include "almirah/export.hpp"

#include <string>
#include <vector>

namespace almirah {

class Engine;

class ALMIRAH_API Distribution {
public:
    /// Where a document is used; an empty list where nothing was said. Throws not_found (the document).
    DistributionList list(const std::string& document) const;
    /// All that there are, by document.
    std::vector<DistributionList> lists() const;
    /// Adds and removes points of use, and sets the time for reading, in one entry. Needs
    /// document.distribute. Throws not_found (the document, a desk, place, person, role; a point to be
    /// removed), conflict (nothing would change).
    void change(const DistributionChange& change);

    /// Issues numbered copies, all in one entry; returns them in order of the points. With dry_run nothing is
    /// written. Needs document.distribute. Throws not_found (no revision is in force; no point), conflict
    /// (every point has its copy), refused (the revision is not approved, or is no longer in force; a role
    /// takes no copy).
    std::vector<Copy> issue(const CopyIssue& issue);
    /// Notes that copies are recalled, back, lost or destroyed, in one entry; returns their numbers. Needs
    /// document.distribute. Throws not_found (a number; nothing is outdated), invalid_argument (recalled or
    /// lost without a note), conflict (a copy's state does not allow it).
    std::vector<int> mark(const CopySelection& which, CopyState state, const std::string& note = {});
    /// Throws not_found.
    Copy copy(const std::string& document, int number) const;
    /// By document and number.
    std::vector<CopyLine> copies(const CopyQuery& query = {}) const;
    /// The cover sheet of a copy, as "text" or "html", in one language ("en", "hi") or (empty) both: number,
    /// revision, copy, point of use, approvals, validity, and the code. Throws not_found, invalid_argument
    /// (the medium).
    std::string stamp(const std::string& document, int number, const std::string& medium,
                      const std::string& language = {}) const;
    /// Whether the paper that has this code is still in force. Case, blanks and hyphens do not count, O is
    /// read as 0, I and L as 1. Throws invalid_argument (mistyped: any one wrong character and any two
    /// swapped neighbours are told), not_found (no copy of this store has it), corrupt (the register does not
    /// bear the code out).
    CodeCheck check(const std::string& code) const;

    /// The acting person has read and understood a revision (0: the one in force). Needs no permission but to
    /// be an active person of the office. Throws not_found (none is in force), conflict (acknowledged
    /// already), refused (a draft, or one no longer in force).
    Acknowledgement acknowledge(const std::string& document, int revision = 0, const std::string& note = {});
    /// Notes that people were taught a revision, in one entry; those who have it already are left. Returns
    /// how many were noted. Needs document.distribute. Throws as `acknowledge`, and invalid_argument (no
    /// people, a day to come).
    std::size_t note_training(const Training& training);
    /// The training record: what was read or taught, and what is to be read, by person, document and
    /// revision.
    std::vector<TrainingLine> training(const TrainingQuery& query = {}) const;

private:
    friend class Store;
    explicit Distribution(Engine& engine) : engine_(&engine) {}
    Engine* engine_;
};

} // namespace almirah
