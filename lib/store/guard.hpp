// The one guard before everything that destroys or hands over content. Holds that are not checked on every
// such path are the commonest defect of records systems, so there is one way through, and it is here.
#pragma once

#include "store/engine.hpp"

#include <string>

namespace almirah {

/// Evaluates the record as it is now and says why the action may not be carried out today; "" when it may.
std::string why_not_disposable(Engine& engine, const Record& record, Action action, Date today);

} // namespace almirah
