// Permanent names of the error codes.
#include "almirah/error.hpp"

namespace almirah {

const char* name_of(Code code) noexcept {
    switch (code) {
    case Code::not_found:
        return "not-found";
    case Code::already_exists:
        return "already-exists";
    case Code::invalid_argument:
        return "invalid-argument";
    case Code::refused:
        return "refused";
    case Code::conflict:
        return "conflict";
    case Code::busy:
        return "busy";
    case Code::corrupt:
        return "corrupt";
    case Code::io:
        return "io";
    case Code::no_space:
        return "no-space";
    case Code::permission:
        return "permission";
    case Code::unsupported_format:
        return "unsupported-format";
    case Code::in_doubt:
        return "in-doubt";
    case Code::cancelled:
        return "cancelled";
    case Code::internal:
        return "internal";
    }
    return "unknown";
}

} // namespace almirah
