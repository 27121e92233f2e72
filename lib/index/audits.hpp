// The rows of certificates, audits and findings.
#pragma once

#include "almirah/audit.hpp"
#include "index/connection.hpp"

namespace almirah::index {

void put(Connection& connection, const Certificate& certificate);
void put(Connection& connection, const Audit& audit);
void put(Connection& connection, const AuditFinding& finding);

void drop(Connection& connection, const Certificate& certificate);
void drop(Connection& connection, const Audit& audit);
void drop(Connection& connection, const AuditFinding& finding);

} // namespace almirah::index
