// What a fresh process must find after an operation was disturbed.
#pragma once

#include "crash/operations.hpp"

namespace almirah::crash {

/// Looks at the store: everything from before is there and reads as before, verify finds nothing, and the
/// operation has been done wholly or not at all (or by whole steps). Then does it again if need be, and
/// another one. Returns what it found at first: "before 7", "half 8", "done 8" or "same 7", with the number
/// of entries. Throws what is wrong.
std::string check(const std::string& name, const std::string& directory);

/// How many entries the store has; "0" where there is none.
std::string count_entries(const std::string& directory);

/// What the operation promised by how it ended (its exit status, see driver.cpp), and did not keep; or "".
/// `entries_before`: what `check` counts in the prepared store.
std::string broken_promise(int status, const std::string& found, std::size_t entries_before);

/// Stock git and sqlite3 on the store; what they find wrong, or "".
std::string judges(const std::string& directory);

} // namespace almirah::crash
