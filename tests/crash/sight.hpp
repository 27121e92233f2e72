// What a process sees of a store that was damaged.
#pragma once

#include "almirah/almirah.hpp"

#include <string>

namespace almirah::crash {

struct Seen {
    std::string answers;  ///< Of everything, or why not.
    std::string findings; ///< Of verify, notes left out; or why it did not run.
    bool refused = false; ///< No answers were given.
    std::string end;      ///< "it hangs", "it dies of signal 11", or "".
};

/// Makes the small store that is damaged; something of everything is in it.
void prepare_whole(const std::string& store);

/// Asks about everything.
std::string answers(Store& store);
std::string findings(const Verification& verification);

/// In a process of its own.
Seen see(const std::string& directory);

/// What is wrong with it whatever was damaged, or "". `sound`: the answers before.
std::string fault_of(const Seen& seen, const std::string& sound);

} // namespace almirah::crash
