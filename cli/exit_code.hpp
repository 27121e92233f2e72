// Exit codes: what a script may rely on. docs/guide.md lists them.
#pragma once

#include "almirah/error.hpp"

namespace almirah::cli {

enum Exit {
    exit_ok = 0,
    exit_failed = 1,    ///< A check failed, or nothing was found.
    exit_usage = 2,     ///< The command or its input is wrong.
    exit_damaged = 3,   ///< Stored bytes are damaged.
    exit_busy = 4,      ///< Another writer holds the store.
    exit_refused = 5,   ///< A rule, a hold, a role or a state forbids it.
    exit_machine = 6,   ///< The machine: I/O, full disk, permissions, memory.
    exit_in_doubt = 7,  ///< Not known whether the last step is on disk.
    exit_partly = 8,    ///< Done, but for what was passed over and named.
    exit_stopped = 130, ///< Stopped by the person at the keyboard (128 + SIGINT).
};

/// The one table from the library's codes to exit codes.
Exit exit_of(Code code) noexcept;

} // namespace almirah::cli
