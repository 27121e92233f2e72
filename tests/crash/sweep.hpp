// Every point of every operation at which something can go wrong, one after another.
#pragma once

#include <string>
#include <vector>

namespace almirah::crash {

struct Sweep {
    std::string how;                     ///< "kill", "error" or "memory".
    std::vector<std::string> operations; ///< Empty: all.
    std::string point;                   ///< As a failure prints it; empty: all points.
    double seconds = 0; ///< An even sample within this time, once points are known; 0: every.
    std::string folder; ///< Where stores are made; best on memory.
};

/// Prints failures and a row for docs/reliability.md. Returns the number of failures, or -1 when nothing was
/// met.
int sweep(const Sweep& wanted);

} // namespace almirah::crash
