// Permissions and the roles of a fresh store (data, copied into the store at creation).
#pragma once

#include "almirah/office.hpp"

#include <string>
#include <utility>
#include <vector>

namespace almirah::model {

/// Every permission with one sentence on what it allows, sorted by name.
const std::vector<std::pair<std::string, std::string>>& all_permissions();

/// administrator, clerk, record-keeper, records-officer, approver, auditor.
std::vector<Role> founding_roles();

/// Routes of a fresh store: "document" (one approver, not the author), "disposal" (one approver or
/// records-officer, not the proposer).
std::vector<Route> founding_routes();

/// Which permission an operation needs (operation.hpp); "" for what any active person may do, and for what is
/// no operation.
std::string permission_of(const std::string& operation);
/// Decisions on approvals, as a thing that a policy may ask to be signed.
inline constexpr const char* decision_operation = "approval.decide";

/// Whether one of the person's roles grants the permission. People who are not active have none.
bool grants(const Person& person, const std::vector<Role>& roles, const std::string& permission);

} // namespace almirah::model
