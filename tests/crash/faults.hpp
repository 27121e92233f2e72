// Makes the N-th call into the system, or the N-th allocation, of this process go wrong. The functions of the
// C library are defined anew in faults.cpp, so that what the library calls, and what SQLite, Boost and
// libgit2 call, passes through here.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almirah::crash {

/// What is to go wrong, and where.
struct Plan {
    enum class What { nothing, kill, error, no_memory };
    What what = What::nothing;
    std::uint64_t nth =
        0;         ///< From 1, counted from `arm`; calls for kill and error, allocations for no_memory.
    int error = 0; ///< errno, of What::error.
    /// The calls after it fail as well. Of EINTR every second one: no system interrupts for ever.
    bool from_then_on = false;
};

/// From now on, in this process. Waiting takes no time any more.
void arm(const Plan& plan);
void disarm();

/// One call into the system that was seen.
struct Call {
    std::string name;
    bool changes = false;    ///< Something on disk, so that being killed before it or after it differs.
    std::vector<int> errors; ///< That the system may answer.
};

/// Counts instead of failing. One thread.
void begin_trace();
std::vector<Call> calls_seen();
/// Numbers of allocations, the first of each path through the program that leads to one.
std::vector<std::uint64_t> allocations_seen();

std::string name_of_error(int error);
/// Nothing for a name that is none of those injected.
std::optional<int> error_of_name(const std::string& name);

} // namespace almirah::crash
