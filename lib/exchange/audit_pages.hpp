// The pages of an audit pack: one for each section, and the index by the points of a checklist. Each page is
// one file without scripts or anything from elsewhere; every value is escaped.
#pragma once

#include "almirah/audit_pack.hpp"
#include "almirah/office.hpp"
#include "exchange/audit_tables.hpp"
#include "exchange/checklist.hpp"

#include <string>
#include <vector>

namespace almirah::exchange {

/// What the index tells besides what the report does.
struct PackFacts {
    Office office;
    AuditPackPlan plan;
    AuditPackReport report; ///< Without the digest of its manifest.
    Instant at{};
    std::string by;     ///< Login.
    std::string signer; ///< Login under which the signature is checked.
};

/// Rows that a page shows; the CSV has them all.
inline constexpr std::uint64_t rows_on_a_page = 5000;

std::string section_head(const Wording& say, const AuditTable& table);
std::string section_row(const Wording& say, const AuditTable& table, const std::vector<std::string>& cells);
std::string section_foot(const Wording& say, std::uint64_t rows);

std::string pack_index_html(const Wording& say, const Checklist& checklist, const PackFacts& facts);
std::string pack_index_text(const Wording& say, const Checklist& checklist, const PackFacts& facts);

} // namespace almirah::exchange
