// The sections of an audit pack and the columns of each. Their titles in words are those of a checklist
// (exchange/checklist.hpp): "section.NAME", "column.NAME".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace almirah::exchange {

struct AuditTable {
    const char* name; ///< Also of its files: NAME.csv, NAME.html.
    std::vector<std::string> columns;
};

/// In the order in which a pack shows them.
const std::vector<AuditTable>& audit_tables();
/// Null when no pack has one of the name.
const AuditTable* audit_table(std::string_view name);
/// "master-list, issues, …"
std::string audit_table_names();

} // namespace almirah::exchange
