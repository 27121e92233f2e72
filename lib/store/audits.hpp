// What certificates, audits and findings need to know of one another.
#pragma once

#include "model/audit.hpp"
#include "store/turn.hpp"

#include <string>
#include <vector>

namespace almirah {

/// These throw not_found, and say what there is to list.
Certificate require_certificate(Engine& engine, const std::string& code);
Audit require_audit(Engine& engine, const std::string& id);

/// A record that bears something out: it is there and was not destroyed. Throws not_found, conflict.
void require_whole_record(Engine& engine, const std::string& id);

/// What is not past yet. Throws invalid_argument; `what` is "the finding".
void require_to_come(const Turn& turn, Date due_on, const std::string& what);
/// What happened. Throws invalid_argument; `what` is "the audit".
void require_past(const Turn& turn, Date held_on, const std::string& what);

std::vector<AuditFinding> findings_of(Engine& engine, const FindingQuery& query);

} // namespace almirah
