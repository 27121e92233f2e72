// The command line as a function, so that a test can run it with its own clock and streams.
#pragma once

#include "cli/host.hpp"

#include <string>
#include <vector>

namespace almirah::cli {

/// Runs one command and returns its exit code (cli/exit_code.hpp). `args` leaves out the program's name.
/// Throws nothing.
int run(const std::vector<std::string>& args, Streams& streams, const Host& host);

} // namespace almirah::cli
