// What every fuzz target needs. A target takes any bytes; it must not crash, hang or break a promise that it
// states with `hold`. Errors of the library are expected.
#pragma once

#include "almirah/error.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace almirah::test {

/// Ends the process when a promise does not hold.
inline void hold(bool promise, const char* what) {
    if (promise) return;
    std::fprintf(stderr, "broken promise: %s\n", what);
    std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// Runs `act`; whether it ended without an error of the library.
template <class Act>
bool succeeds(Act act) {
    try {
        act();
        return true;
    } catch (const Error&) {
        return false;
    }
}

} // namespace almirah::test
