#include "os/clock.hpp"

namespace almirah::os {

Instant now() {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

} // namespace almirah::os
