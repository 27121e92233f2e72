// Small files that commands read whole: CSV, checkpoints.
#pragma once

#include <string>

namespace almirah::cli {

/// The file's bytes. Throws not_found, permission, invalid_argument (a folder, far too large), io.
std::string read_text(const std::string& path);

} // namespace almirah::cli
