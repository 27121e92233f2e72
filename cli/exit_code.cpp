#include "cli/exit_code.hpp"

namespace almirah::cli {

Exit exit_of(Code code) noexcept {
    switch (code) {
    case Code::not_found:
        return exit_failed;
    case Code::already_exists:
        return exit_usage;
    case Code::invalid_argument:
        return exit_usage;
    case Code::refused:
        return exit_refused;
    case Code::conflict:
        return exit_refused;
    case Code::busy:
        return exit_busy;
    case Code::corrupt:
        return exit_damaged;
    case Code::io:
        return exit_machine;
    case Code::no_space:
        return exit_machine;
    case Code::permission:
        return exit_machine;
    case Code::unsupported_format:
        return exit_usage;
    case Code::in_doubt:
        return exit_in_doubt;
    case Code::cancelled:
        return exit_stopped;
    case Code::internal:
        return exit_machine;
    }
    return exit_machine;
}

} // namespace almirah::cli
