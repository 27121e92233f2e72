// Weeding: due papers leave their file, and the file stays (R76). Superfluous ones leave it once it is closed
// (R69).
#pragma once

#include "store/law.hpp"
#include "store/turn.hpp"

#include <string>

namespace almirah {

/// The papers of a record that may be weeded on a day, and their content. No papers: nothing is due, or a
/// hold forbids it.
DisposalItem due_papers(const Law& law, const Record& record, const Policy& policy, Date on);

/// The guard for an item of a list of papers: why it may not be carried out today, or "". Asks
/// why_not_disposable's questions of each paper: is it held, is it due, is it what was approved.
std::string why_not_weedable(const Law& law, const Record& record, const Policy& policy, Date today,
                             const DisposalItem& item);

/// Marks the papers of the item as weeded and takes their content out of the vault.
void weed(Draft& draft, const std::string& disposal, const DisposalItem& item, const Policy& policy,
          Record& record);

} // namespace almirah
