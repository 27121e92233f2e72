// Holds: what must not be disposed of, and on whose order.
#pragma once

#include "almirah/date.hpp"

#include <optional>
#include <string>
#include <vector>

namespace almirah {

/// A hold suspends every disposal of its records until it is released. It is never deleted (R39).
struct Hold {
    std::string id{}; ///< "H-2026-0001"
    std::string reason{};
    std::string reference{};  ///< The order's number; may be empty.
    std::string ordered_by{}; ///< Who ordered it; may be empty.
    std::vector<std::string> records{};
    std::string placed_by{};
    Instant placed_at{};
    std::optional<Instant> released_at{};
    std::string released_by{};
    std::string release_reason{};

    bool operator==(const Hold&) const = default;
    bool active() const noexcept { return !released_at; }
};

} // namespace almirah
