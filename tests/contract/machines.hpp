// What is approved, as machines: their states, and the commands that people give in each.
#pragma once

#include "contract/room.hpp"

#include <functional>
#include <set>

namespace almirah::test {

using Prepare = std::function<void(Room&)>;

struct State {
    std::string name;
    Prepare prepare; ///< In a room with the machine's first state.
};

struct Command {
    std::string name;
    std::function<void(Store&)> act;
};

struct Machine {
    std::string name;
    std::vector<State> states;
    std::vector<Command> commands;
    std::function<std::string(Store&)> state;
    std::set<std::string> final; ///< States that need all approvals of the route.
};

/// A document, a disposal, a schedule, a date of a record, and the release of a hold.
std::vector<Machine> machines();

/// The room of a machine's first state: a document QP-1 in draft, or a record that is due, or one on hold.
void furnish(Room& room, const Machine& machine);

} // namespace almirah::test
