// Which records a standing hold names.
#pragma once

#include "almirah/hold.hpp"
#include "almirah/record.hpp"
#include "almirah/retention.hpp"

#include <set>
#include <string>
#include <vector>

namespace almirah::model {

/// The folded words by which a standing hold knows a record: of its id, title in all languages, file number,
/// parties, subjects and properties.
std::set<std::string> words_of(const Record& record);

/// A series of the plan and all under it; none for no series.
std::set<std::string> branch_of(const std::vector<Series>& all, const std::string& top);

/// Whether the query names the record. `branch`: the query's series and all under it. `words`: as words_of
/// gives them. Uses of the record: series, also_in, created, opened, closed. An empty query names none.
bool matches(const HoldQuery& query, const Record& record, const std::set<std::string>& branch,
             const std::set<std::string>& words);

} // namespace almirah::model
