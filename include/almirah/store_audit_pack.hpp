// The store's door to audit packs. See almirah/store.hpp for threads, durability and errors.
#pragma once

#include "almirah/audit_pack.hpp"
#include "almirah/export.hpp"
#include "almirah/progress.hpp"

#include <string>
#include <vector>

namespace almirah {

class Engine;

class ALMIRAH_API AuditPacks {
public:
    /// Writes a pack beside its target and renames it when it is whole: sections as CSV and as pages, the
    /// certificates of destruction, what was signed and its signatures, a checkpoint, an index by the points
    /// of the checklist, and the SHA-256 of every file in manifest-sha256.txt, which is signed in the
    /// namespace "almirah-audit-pack" where the store has a signer. Everything is of one entry of the
    /// register; writers wait while it is gathered, not while it is verified. Reads only: there is no entry
    /// of it. The same store, dates, time and key give the same bytes. Needs audit.pack. Throws
    /// already_exists (the folder), not_found (the checklist), invalid_argument (the period), refused,
    /// cancelled. Progress counts what is verified, then rows, of a total that is not known (0).
    AuditPackReport write(const AuditPackPlan& plan, const Progress& progress = {});

    /// The office's own and those that come with the library, by code. One of the office's has precedence.
    std::vector<Checklist> checklists() const;
    /// Throws not_found.
    Checklist checklist(const std::string& code) const;
    /// Adds a checklist or replaces it. Needs office.manage. Throws invalid_argument (no points, a section
    /// that no pack has).
    void set_checklist(const Checklist& checklist, const std::string& reason);

private:
    friend class Store;
    explicit AuditPacks(Engine& engine) : engine_(&engine) {}
    Engine* engine_;
};

} // namespace almirah
