// A part of the program in a process of its own, so that whatever happens to it can be told.
#pragma once

#include <functional>
#include <string>

namespace almirah::crash {

constexpr int ended_for_memory = 5; ///< Status of a child that C++ ended, since there was no memory to go on.

struct Ended {
    int status = 0;  ///< Exit status, or -1.
    int signal = 0;  ///< That ended it; SIGALRM: it hung.
    std::string out; ///< What it wrote to the descriptor.
};

/// Forks and runs `body`, which writes what it has to say to the descriptor and returns its exit status.
Ended in_child(const std::function<int(int out)>& body, unsigned limit_seconds = 120);

void say(int out, const std::string& text);

/// Runs `act`: 0; or what it threw is said, and the status is that of the driver (driver.cpp).
int status_of(const std::function<void()>& act, int out);

} // namespace almirah::crash
