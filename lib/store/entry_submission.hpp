// Whether what an entry submits is bound to what is there, asked of whom the policy then asked, and kept from
// who wrote it.
#pragma once

#include "store/entry_judge.hpp"

#include <set>
#include <string>
#include <utility>

namespace almirah {

/// "document QP-07/3" -> "document", "QP-07/3".
std::pair<std::string, std::string> parts_of_subject(const std::string& subject);
/// "QP-07/3", "GEN/2", as subjects name them.
std::string subject_name(const Document& document, const Revision& revision);
std::string subject_name(const format::ScheduleFile& file);

/// The author among all who wrote a part.
std::set<std::string> all_of(const std::string& author, std::set<std::string> others);

/// What is wrong with a new approval, as the rest of a sentence that begins with the entry; empty when
/// nothing.
std::string fault_of_submission(RegisterAt& before, const EntryEffects& effects, const Approval& approval);

} // namespace almirah
