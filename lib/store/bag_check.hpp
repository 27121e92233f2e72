// Looking at a bag that comes from elsewhere.
#pragma once

#include "almirah/bag.hpp"
#include "almirah/progress.hpp"

#include <string>
#include <vector>

namespace almirah {

/// A file of content that is there, with what was read of it.
struct BagPayload {
    std::string path; ///< In the bag, as the file system has it.
    std::uint64_t size_bytes = 0;
    std::string sha256;
};

struct CheckedBag {
    BagCheck check;
    std::vector<BagPayload> payload; ///< By path; whole only where the check is clean.
};

CheckedBag look_at_bag(const std::string& folder, const Progress& progress);

} // namespace almirah
