// One run of the command line: its global options, its streams and its store.
#pragma once

#include "cli/exit_code.hpp"
#include "cli/host.hpp"

#include "almirah/store.hpp"

#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

namespace almirah::cli {

class Session {
public:
    Session(Streams& streams, const Host& host);

    std::string directory;      ///< --store
    std::string actor;          ///< --as
    std::string signing;        ///< --sign-with
    bool json = false;          ///< --json
    bool quiet = false;         ///< --quiet
    unsigned wait_seconds = 10; ///< --wait
    Exit exit = exit_ok;        ///< What a command sets when its answer is not "ok".

    /// The store, opened once. Throws invalid_argument, saying how to name one.
    Store& reading();
    /// The same for commands that change something: they need a person who acts.
    Store& writing();
    /// What a store is opened with. `login` acts.
    StoreOptions options(const std::string& login) const;

    std::istream& in() const { return streams_.in; }
    std::ostream& out() const { return streams_.out; }
    std::ostream& err() const { return streams_.err; }
    const Host& host() const { return host_; }

    bool out_in_color() const { return host_.out_is_terminal && !host_.no_color; }
    /// Columns that a table on stdout may take; 0 (no limit) where stdout is no terminal.
    int columns() const { return host_.out_is_terminal ? host_.columns : 0; }

    /// A line for the person, on stderr; nothing with --quiet.
    void note(const std::string& line) const;
    /// One line each, on stderr, also with --quiet.
    void list(const std::vector<Problem>& problems) const;
    /// The civil date in the office of the store.
    Date today();

private:
    Streams& streams_;
    const Host& host_;
    std::optional<Store> store_;
};

} // namespace almirah::cli
