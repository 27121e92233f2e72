// Reading content back, proved by the SHA-256 that the register holds.
#pragma once

#include "store/engine.hpp"

namespace almirah {

/// Hands the bytes to `sink` and checks size and SHA-256 at the end. Throws corrupt naming `owner` and the
/// file.
void read_checked(Engine& engine, const std::string& owner, const ContentFile& file, const Sink& sink);

} // namespace almirah
