// What is kept of the sealed fields of a record, in the vault.
#pragma once

#include "format/json.hpp"
#include "model/sealing.hpp"

namespace almirah::format {

struct SealedFile {
    std::string salt; ///< 64 random hexadecimal digits.
    model::Sealed fields;
    std::string padding; ///< Hides how long the fields are.
};

} // namespace almirah::format
