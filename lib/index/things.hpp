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

/// The path of what a row names by its id. Throws corrupt when that is no id: the row is damaged.
std::string path_of_row(const Connection& connection, std::string (*path_of)(const std::string&),
                        const std::string& id);

/// Works out anew who may decide what waits; after approvals, people, delegations or the
/// office's clock changed.
void renew_waiting(Connection& connection);

} // namespace almirah::index
