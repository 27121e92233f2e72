// The group of Ed25519, as far as a key has to be looked at: OpenSSL verifies by any key, those among them
// that belong to nobody.
#pragma once

#include "base/ed25519.hpp"

namespace almirah::base {

/// Whether the bytes are the one encoding of a point whose order is that of the group, and no divisor of
/// eight nor a multiple of it. Takes milliseconds.
bool is_of_group_order(const Ed25519Key& encoded);

/// Whether a number (32 bytes, the lowest first) is below the order of the group.
bool is_below_group_order(std::string_view number);

} // namespace almirah::base
