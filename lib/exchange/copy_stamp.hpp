// The cover sheet of a controlled copy: what anybody who holds the paper can check.
#pragma once

#include "almirah/distribution.hpp"
#include "exchange/layout.hpp"

#include <optional>
#include <string>
#include <vector>

namespace almirah::exchange {

struct CopyStamp {
    Text office;
    Document document;
    Revision revision;
    Copy copy;
    struct Approved {
        std::string by; ///< Name as printed.
        Date on;
    };
    Date issued_on{}; ///< In the office, as all dates here.
    std::vector<Approved> approvals;
    std::optional<Date> outdated_since; ///< The revision is no longer in force.
};

/// In one language ("en", "hi"), or (empty) in both.
std::string copy_stamp(const CopyStamp& stamp, Medium medium, const std::string& language);

} // namespace almirah::exchange
