// Routes and decisions: who may decide now, and what a decision makes of an approval. Pure.
#pragma once

#include "almirah/approval.hpp"

#include <optional>
#include <string>
#include <vector>

namespace almirah::model {

/// The step that waits, or none when nothing does.
std::optional<std::size_t> waiting_step(const Approval& approval);

/// Why `person` may not decide the waiting step; empty when he may. Sentences without a full stop, naming
/// role or rule.
std::string why_not(const Approval& approval, const Person& person);

/// Who of `people` may decide the waiting step.
std::vector<std::string> may_decide(const Approval& approval, const std::vector<Person>& people);

/// The approval after the decision; its state becomes approved after the last step's quorum, rejected after a
/// rejection. Precondition: why_not() is empty and decision.digest equals approval.digest.
Approval decided(Approval approval, const Decision& decision);

/// Why a route is unusable (no steps, a step with both role and person, quorum 0, …); empty when it is
/// usable.
std::string fault_of(const Route& route);

} // namespace almirah::model
