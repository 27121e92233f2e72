// What SQLite keeps nothing in, of a file of pages (sqlite.org/fileformat2.html).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace almirah::crash {

struct Span {
    std::size_t begin, end;
    bool operator==(const Span&) const = default;
};

/// Between the pointers and the cells of each b-tree page, and each leaf of the freelist; ascending. A page
/// that is neither has none.
std::vector<Span> gaps_of(const std::string& file);

/// Throws when they are not found in a file of which they are known.
void try_gaps();

} // namespace almirah::crash
