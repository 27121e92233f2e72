// Every bit of the index of a small store.
#pragma once

#include <cstddef>
#include <string>

namespace almirah::crash {

struct IndexDamage {
    /// Of the points, in their order; a part of them for each of several drivers.
    std::size_t from = 0, to = std::size_t(-1);
    double seconds = 0; ///< A sample within this time; 0: every point.
    std::string
        store; ///< Made there, or there already, so that several drivers damage one; empty: a new one.
    std::string folder; ///< Where it is damaged; best on memory.
};

/// Each bit that SQLite keeps something in is turned by itself, and is found or harmless (damage.hpp). What
/// lies in a gap (pages.hpp) is turned together, and must be harmless. Prints failures and a row for
/// docs/reliability.md. Returns the number of failures, or -1 when nothing was found among many.
int damage_index(const IndexDamage& wanted);

} // namespace almirah::crash
