// Audit packs: a folder of evidence on documented information over a period, which an auditor checks offline
// with sha256sum and ssh-keygen (R94). Which evidence answers which sub-clause is data: a checklist.
#pragma once

#include "almirah/date.hpp"
#include "almirah/export.hpp"
#include "almirah/text.hpp"
#include "almirah/trust.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace almirah {

/// One point of a standard, and the sections of the pack that answer it.
struct ChecklistPoint {
    std::string clause; ///< "7.5.3.2 c"
    Text title;         ///< In the office's own words.
    std::vector<std::string> sections;

    bool operator==(const ChecklistPoint&) const = default;
};

/// What an auditor goes through, in his order (docs/forms.md, "Checklists").
struct Checklist {
    std::string code; ///< In capitals: "ISO-9001-7.5".
    Text title;
    std::vector<ChecklistPoint> points;
    /// Words of the pages in several languages, by name: "section.reviews", "column.due_on", "value.issued".
    /// What it has not is said as the checklist that comes with the library says it.
    std::map<std::string, Text> words;

    bool operator==(const Checklist&) const = default;
};

/// A checklist from its JSON. Throws not_found, io, invalid_argument, naming file and field.
ALMIRAH_API Checklist read_checklist(const std::string& path);

/// What is to be put into a pack.
struct AuditPackPlan {
    std::string target{};    ///< The folder; it must not be there, or be empty.
    Date from{}, until{};    ///< Civil days in the office, both included.
    std::string checklist{}; ///< Its code; empty: the one that comes with the library.
    std::string language{};  ///< Of the pages: "en", "hi", …; empty: all that there are, "One / एक".
    /// With titles and names of files of records that have a property "restrictions". Needs
    /// audit.restricted. What sealed fields say is never in a pack.
    bool restricted = false;
    bool fast = false;    ///< The verification leaves the content's bytes unread, and the pack says so.
    bool dry_run = false; ///< Count what would be in it; verify, sign and write nothing.
};

/// One kind of evidence in a pack: NAME.csv, and NAME.html.
struct AuditSection {
    std::string name;
    std::uint64_t rows = 0;
};

/// What a point of the checklist came to.
struct AuditPoint {
    std::string clause;
    std::uint64_t rows = 0; ///< Of all its sections; 0: evidence: none.
};

struct AuditPackReport {
    std::string path;
    std::string checklist; ///< Its code.
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
    std::string manifest_sha256; ///< SHA-256 of manifest-sha256.txt: it stands for the whole pack.
    std::string signed_by;       ///< Fingerprint of the key, "SHA256:…"; empty: the pack is not signed.
    Checkpoint checkpoint;       ///< The register that the pack tells of.
    bool sound = false; ///< The verification, signatures included, found no error; false in a dry run.
    std::uint64_t withheld = 0; ///< Records of which title and names of files are not in it.
    std::vector<AuditSection> sections;
    std::vector<AuditPoint> points;

    /// Clauses of points without a row.
    ALMIRAH_API std::vector<std::string> without_evidence() const;
};

} // namespace almirah
