// A part of the program in a process of its own, so that whatever happens to it can be told.
#pragma once

#include <functional>
#include <string>

namespace almirah::crash {

constexpr int ended_for_memory = 5; ///< Status of a child that C++ ended, since there was no memory to go on.

struct Ended {
    int status = 0;  ///< Exit status, or -1.
    int signal = 0;  ///< That ended it.
    std::string out; ///< What it wrote to the descriptor.

    bool hung() const; ///< It ran for too long, or waited for too long.
};

/// Forks and runs `body`, which writes what it has to say to the descriptor and returns its exit status.
Ended in_child(const std::function<int(int out)>& body);

void say(int out, const std::string& text);

/// Runs `act`: 0; or what it threw is said, and the status is that of the driver (driver.cpp).
int status_of(const std::function<void()>& act, int out);

} // namespace almirah::crash
