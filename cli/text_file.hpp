// Small files that commands read or write whole: CSV, checkpoints, forms.
#pragma once

#include <string>

namespace almirah::cli {

/// The file's bytes. Throws not_found, permission, invalid_argument (a folder, far too large), io.
std::string read_text(const std::string& path);

/// What is evidence is never overwritten: throws already_exists; io when it cannot be written in full.
void write_new_text(const std::string& path, const std::string& text);

} // namespace almirah::cli
