#include "format/decision.hpp"
#include "model/approve.hpp"
#include "store/engine.hpp"

#include <algorithm>

namespace almirah {

std::vector<PendingApproval> Approvals::pending(const std::string& person) const {
    const auto people = engine_->all<Person>("people");
    std::vector<PendingApproval> result;
    for (auto& approval : list()) {
        const auto step = model::waiting_step(approval);
        if (approval.state != ApprovalState::pending || !step) continue;
        auto waiting = model::may_decide(approval, people);
        if (!person.empty() && std::find(waiting.begin(), waiting.end(), person) == waiting.end()) continue;
        result.push_back({std::move(approval), *step, std::move(waiting)});
    }
    return result;
}

std::vector<Approval> Approvals::list() const {
    return engine_->all<Approval>("approvals");
}

std::vector<SignedDecision> Approvals::signed_decisions(const std::string& id) const {
    const Approval approval = get(id);
    std::vector<SignedDecision> decisions;
    for (const auto& decision : approval.decisions)
        decisions.push_back({decision.by, format::decision_text(engine_->identity(), approval, decision),
                             decision.signature});
    return decisions;
}

Approval Approvals::get(const std::string& id) const {
    return engine_->approval(id);
}

} // namespace almirah
