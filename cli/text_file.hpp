// Small files that commands read or write whole: CSV, checkpoints, forms.
#pragma once

#include <string>

namespace almirah::cli {

/// The file's bytes. Throws not_found, permission, invalid_argument (a folder, far too large), io.
std::string read_text(const std::string& path);

/// Throws invalid_argument where a file would lie among a store's own.
void require_beside_store(const std::string& path);

/// What is evidence is never overwritten: throws already_exists; invalid_argument as above; io when it cannot
/// be written in full.
void write_new_text(const std::string& path, const std::string& text);

} // namespace almirah::cli
