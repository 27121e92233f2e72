// What the command line gets from the machine: streams, terminals, environment, clock.
#pragma once

#include "almirah/date.hpp"

#include <functional>
#include <iosfwd>
#include <string>

namespace almirah::cli {

struct Streams {
    std::istream& in;
    std::ostream& out; ///< Data, and nothing else.
    std::ostream& err; ///< Everything said to the person: errors, notes, progress.
};

struct Host {
    std::function<Instant()> clock; ///< The system's UTC clock when empty.
    std::string store;              ///< ALMIRAH_STORE
    std::string actor;              ///< ALMIRAH_AS
    std::string signing;            ///< ALMIRAH_SIGN_WITH
    bool no_color = false;          ///< NO_COLOR is set and not empty.
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    int columns = 80; ///< Width of the terminal.
};

/// The process's own environment and terminals.
Host host_of_process();

} // namespace almirah::cli
