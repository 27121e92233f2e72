#include "model/schedule.hpp"

namespace almirah::model {

std::optional<int> version_in_force(const std::vector<VersionState>& versions, Date on) {
    std::optional<int> newest;
    for (const auto& version : versions) {
        const bool may = version.state == "in force" || version.state == "approved";
        const bool begun = !version.effective_on || *version.effective_on <= on;
        if (may && begun && (!newest || version.version > *newest)) newest = version.version;
    }
    return newest;
}

} // namespace almirah::model
