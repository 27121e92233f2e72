// Content out of the store, into files or onto stdout.
#pragma once

#include "cli/session.hpp"

#include <functional>
#include <string>
#include <vector>

namespace almirah::cli {

/// Reads one file of a record or document by its name.
using Read = std::function<void(const std::string& name, const Sink& sink)>;

struct Extraction {
    std::string folder; ///< Empty: stdout, byte for byte.
    bool force = false; ///< Overwrite.
};

/// Writes each file of `names` below the folder, under a temporary name until its SHA-256 has been checked.
/// Throws already_exists before anything is written when a file is there, invalid_argument for a name that
/// leads out of the folder, by itself or through a link. To stdout only a single file may go.
void extract(const Session& session, const std::vector<std::string>& names, const Extraction& extraction,
             const Read& read);

} // namespace almirah::cli
