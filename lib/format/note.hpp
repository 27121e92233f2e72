// Signatures under notes (C2SP signed-note).
#pragma once

#include "base/ed25519.hpp"

#include <string>

namespace almirah::format {

/// 8 hexadecimal digits that say which key of which name.
std::string note_key_id(const std::string& name, const base::Ed25519Key& key);

} // namespace almirah::format
