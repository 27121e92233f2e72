// What a person signs who decides: the words of the decision, bound to exactly what was shown (R17, R27).
#pragma once

#include "almirah/approval.hpp"

#include <string>

namespace almirah::format {

/// `store` is the store's identity, so that no decision serves in another one.
std::string decision_text(const std::string& store, const Approval& approval, const Decision& decision);

} // namespace almirah::format
