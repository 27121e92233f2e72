// Holds: what must not be disposed of, and on whose order.
#pragma once

#include "almirah/date.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace almirah {

/// Which records a standing hold names: those there are, and those that are filed later. All that is given
/// must be so of a record; what nothing is given of names none.
struct HoldQuery {
    std::string series{}; ///< The record is in it or in a series under it.
    /// Each is found by search in id, title in any language, file number, parties, subjects or properties: in
    /// either script, and as the beginning of a longer word.
    std::string words{};
    std::optional<Date> from{};  ///< It was not closed before.
    std::optional<Date> until{}; ///< It was not begun (created, else opened, else closed) after.

    bool operator==(const HoldQuery&) const = default;
    bool empty() const { return *this == HoldQuery{}; }
};

/// A hold suspends every disposal of its records until it is released. It is never deleted (R39).
struct Hold {
    std::string id{}; ///< "H-2026-0001"
    std::string reason{};
    std::string reference{};  ///< The order's number; may be empty.
    std::string ordered_by{}; ///< Who ordered it; may be empty.
    std::vector<std::string> records{};
    HoldQuery standing{}; ///< Records are held by it from the moment they are filed.
    /// Records that `standing` named and that a later change took out of it: they stay held. Of a released
    /// hold all that it named when it was released. By id.
    std::set<std::string> caught{};
    std::optional<Date> review_on{}; ///< By when somebody asks whether it is still needed.
    std::string placed_by{};
    Instant placed_at{};
    std::optional<Instant> released_at{};
    std::string released_by{};
    std::string release_reason{};
    std::string release_approval{};     ///< The latest approval of its release; empty: none was submitted.
    std::string release_requested_by{}; ///< Who awaits it; empty: nobody.
    /// Who asked for its release before, and did not get it: they decide on no later request.
    std::set<std::string> release_asked_by{};

    bool operator==(const Hold&) const = default;
    bool active() const noexcept { return !released_at; }
    bool awaits_release() const noexcept { return active() && !release_requested_by.empty(); }
};

/// What a hold stops, by series.
struct HoldImpactLine {
    std::string series;
    std::size_t records = 0;
    std::size_t stopped = 0;       ///< Would be disposed of by now, but for this hold and others.
    std::size_t later = 0;         ///< Have a date that has not come.
    std::size_t never = 0;         ///< Have none: permanent, waiting, unscheduled.
    std::size_t also_by_other = 0; ///< Stay held by another hold when this one is released.

    bool operator==(const HoldImpactLine&) const = default;
};

struct HoldImpact {
    Date on{};
    std::vector<HoldImpactLine> series; ///< By code.
    std::vector<std::string> disposals; ///< Lists not carried out of which it stops an item.
};

} // namespace almirah
