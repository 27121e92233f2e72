#include "store/guard.hpp"

namespace almirah {

std::string why_not_disposable(Engine& engine, const Record& record, Action action, Date today) {
    const Evaluation evaluation = engine.evaluate(record, today);
    if (evaluation.eligible && evaluation.action == action) return "";
    std::string why;
    for (const auto& reason : evaluation.reasons)
        if (reason.blocks) why += (why.empty() ? "" : "; ") + reason.text;
    if (!why.empty()) return why;
    return std::string("the next action is ") + format::name_of(evaluation.action) + ", not " +
           format::name_of(action);
}

} // namespace almirah
