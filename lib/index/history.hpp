// The rows of entries: who did what, when and why.
#pragma once

#include "almirah/trust.hpp"
#include "index/connection.hpp"

#include <string>
#include <vector>

namespace almirah::index {

/// "record LR/2024/000001..LR/2024/001000" taken apart; a single subject has last = first.
struct Subjects {
    std::string kind, first, last;
};
Subjects parse_subject(const std::string& text);

void put_entry(Connection& connection, const Entry& entry);
std::vector<Entry> entries_of(Connection& connection, const std::string& subject, std::size_t limit);

} // namespace almirah::index
