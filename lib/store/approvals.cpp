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

Approval Approvals::get(const std::string& id) const {
    return engine_->approval(id);
}

} // namespace almirah
