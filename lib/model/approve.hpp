// Routes and decisions: who may decide now, and what a decision makes of an approval. Pure.
#pragma once

#include "almirah/approval.hpp"

#include <optional>
#include <string>
#include <vector>

namespace almirah::model {

/// The roles of a step: `RouteStep::role` is one code, or several separated by commas, any of which will do.
std::vector<std::string> roles_of(const RouteStep& step);

/// The step that waits, or none when nothing does.
std::optional<std::size_t> waiting_step(const Approval& approval);

/// Why `person` may not decide the waiting step; empty when he may. Sentences without a full stop, naming
/// role or rule.
std::string why_not(const Approval& approval, const Person& person);

/// Who of `people` may decide the waiting step.
std::vector<std::string> may_decide(const Approval& approval, const std::vector<Person>& people);

/// The approval after the decision; its state becomes approved after the last step's quorum, rejected after a
/// rejection. `decision.step` is set to the step that waits. Precondition: why_not() is empty. Throws
/// conflict when nothing waits or when decision.digest differs from approval.digest (R17).
Approval decided(Approval approval, const Decision& decision);

/// Why a route is unusable (no steps, a step with both role and person, quorum 0, …); empty when it is
/// usable.
std::string fault_of(const Route& route);

} // namespace almirah::model
