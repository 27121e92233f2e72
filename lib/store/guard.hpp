// The one guard before everything that destroys or hands over content. Holds that are not checked on every
// such path are the commonest defect of records systems, so there is one way through, and it is here.
#pragma once

#include "store/law.hpp"

#include <string>

namespace almirah {

/// Judges an item of an approved list by the record as it is now. Says why the action may not be carried out
/// today: it is not due, it is held, or it is no longer what was approved (its content, its rule). "" when it
/// may; the item then cites the version of the schedule that is in force.
std::string why_not_disposable(const Law& law, const Record& record, Action action, Date today,
                               DisposalItem& item);

/// Names every hold on the record: "H-2026-0001 (court), …"; "" when it is free.
std::string why_held(const Law& law, const Record& record);

/// Throws refused, naming every hold, when the record is held: it must not be `done`, "taken out of a
/// series".
void refuse_unless_free(const Law& law, const Record& record, const char* done);

/// The files of all versions of a record that are in the store, and of its sealed fields, as a
/// disposal lists them.
std::vector<ContentFile> files_of(const Record& record);

} // namespace almirah
