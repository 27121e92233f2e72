// The rows of the register's small things: people, places, holds, disposals, approvals.
#pragma once

#include "almirah/approval.hpp"
#include "almirah/disposal.hpp"
#include "almirah/hold.hpp"
#include "almirah/office.hpp"
#include "index/connection.hpp"

#include <string>

namespace almirah::index {

void put(Connection& connection, const Person& person);
void put(Connection& connection, const Place& place);
void put(Connection& connection, const Hold& hold);
void put(Connection& connection, const Disposal& disposal);
void put(Connection& connection, const Approval& approval);
void put(Connection& connection, const Delegation& delegation);

/// Works out anew who may decide what waits; after approvals, people, delegations or the
/// office's clock changed.
void renew_waiting(Connection& connection);

} // namespace almirah::index
