// The rows of stored files.
#pragma once

#include "almirah/record.hpp"
#include "index/connection.hpp"

#include <string>
#include <vector>

namespace almirah::index {

/// A file of a record's version, or of a document's revision.
struct StoredFile {
    int version = 0;
    ContentFile file;

    bool operator==(const StoredFile&) const = default;
};

/// Makes the rows of an owner these; `kind` is "record" or "document". Returns whether they were others
/// before. Throws corrupt when a digest is not hexadecimal.
bool replace_content(Connection& connection, const char* kind, const std::string& owner,
                     std::vector<StoredFile> files);
void insert_content(Connection& connection, const char* kind, const std::string& owner,
                    const std::vector<StoredFile>& files);

/// A digest as the register writes it.
std::string hex_of(std::string_view bytes);

/// From four columns, name, size, sha256 and blob, the first of which is `column`.
ContentFile content_file(const Statement& row, int column);

} // namespace almirah::index
