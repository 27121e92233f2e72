// Every bit of every file of a small store, and every file as a whole.
#pragma once

#include <string>

namespace almirah::crash {

struct Damage {
    std::string how;    ///< "bits" or "files".
    std::string file;   ///< Only damage of files whose path has this in it; empty: all.
    std::string point;  ///< As a failure prints it; empty: all points.
    double seconds = 0; ///< A sample within this time; 0: every point.
    std::string folder; ///< Where the store is made; best on memory.
};

/// Each damage is found or harmless: what the store answers is what it answered before, or it is refused with
/// an error; verify finds it; nothing crashes or hangs. Prints failures and a row for docs/reliability.md.
/// Returns the number of failures, or -1 when nothing was found at all.
int damage(const Damage& wanted);

} // namespace almirah::crash
