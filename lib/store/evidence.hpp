// What an audit pack tells of a period, section by section, read from the register under the writers' lock.
#pragma once

#include "almirah/audit_pack.hpp"
#include "exchange/audit_tables.hpp"
#include "store/trust.hpp"
#include "store/turn.hpp"

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace almirah {

/// What was found out about the store, with how far it was looked at.
struct Judged {
    std::optional<vault::ObjectId> head;
    Verification store;
    SignatureReport signatures;
    DecisionFaults faults;

    bool sound() const { return store.clean() && signatures.clean(); }
};

/// What every section is gathered from and written to.
struct Evidence {
    using Row = std::vector<std::string>;

    Engine& engine;
    const AuditPackPlan& plan;
    const Judged& judged;
    const Checkpoint& checkpoint;
    std::function<void(Row)> add;                                                  ///< A row of the section.
    std::function<void(const std::string& path, const std::string& text)> enclose; ///< A file beside it.
    std::set<std::string> withheld{}; ///< Records of which something was left out.
    int offset_minutes = 0;           ///< The office's clock ahead of UTC.

    Date day_of(Instant at) const { return date_of(at + std::chrono::minutes(offset_minutes)); }
    bool within(Date on) const { return plan.from <= on && on <= plan.until; }
    bool within(Instant at) const { return within(day_of(at)); }
    bool within(const std::optional<Date>& on) const { return on && within(*on); }
    bool within(const std::optional<Instant>& at) const { return at && within(*at); }
    /// At the end of the period or before.
    bool by_end(Instant at) const { return day_of(at) <= plan.until; }
    /// Something that is so from one instant until another (none: still) was so on a day of the period.
    bool overlaps(Instant from, const std::optional<Instant>& until) const {
        return by_end(from) && (!until || plan.from <= day_of(*until));
    }
};

/// Cells.
inline std::string cell(bool yes) {
    return yes ? "yes" : "no";
}
inline std::string cell(const std::optional<Date>& date) {
    return date ? to_string(*date) : std::string();
}
inline std::string cell(const std::optional<Instant>& at) {
    return at ? to_string(*at) : std::string();
}
inline std::string cell(const std::optional<Period>& period) {
    return period ? to_string(*period) : std::string();
}
template <class Texts>
std::string cell_of_all(const Texts& texts) {
    std::string all;
    for (const auto& text : texts)
        all += (all.empty() ? "" : "; ") + text;
    return all;
}
/// A title in the pack's language, or in all.
std::string cell(const Evidence& evidence, const Text& text);

/// Adds all rows of a section; by its name. One for each of exchange::audit_tables().
using Gather = void (*)(Evidence&);
Gather gatherer(std::string_view section);

void gather_master_list(Evidence&);
void gather_document_types(Evidence&);
void gather_issues(Evidence&);
void gather_change_requests(Evidence&);
void gather_reviews(Evidence&);
void gather_external_documents(Evidence&);

void gather_distribution(Evidence&);
void gather_outdated_copies(Evidence&);
void gather_acknowledgements(Evidence&);
void gather_outstanding_reading(Evidence&);

void gather_approvals(Evidence&);
void gather_refused(Evidence&);
void gather_people(Evidence&);
void gather_roles(Evidence&);
void gather_delegations(Evidence&);
void gather_keys(Evidence&);

void gather_series(Evidence&);
void gather_retention(Evidence&);
void gather_disposals(Evidence&);
void gather_holds(Evidence&);

void gather_certificates(Evidence&);
void gather_audits(Evidence&);
void gather_findings(Evidence&);

void gather_verification(Evidence&);
void gather_checkpoint(Evidence&);

} // namespace almirah
