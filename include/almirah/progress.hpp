// Long work: how it reports, and how content is handed over.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace almirah {

/// Called during long work with how much is done of how much (items, or bytes where said). Return false to
/// stop: what was committed until then stays, and the call throws `cancelled`. Called on the caller's thread.
using Progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

/// Receives content in order, a piece at a time; throw to stop.
using Sink = std::function<void(const char* data, std::size_t size_bytes)>;

} // namespace almirah
