#include "index/content.hpp"

#include "almirah/error.hpp"
#include "base/digest.hpp"
#include "index/sql.hpp"

#include <algorithm>
#include <tuple>

namespace almirah::index {

namespace {

int digit_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

/// Digests are kept as bytes: half the size, a million times over.
std::string bytes_of(const std::string& hex, const std::string& owner) {
    std::string bytes;
    bytes.reserve(hex.size() / 2);
    for (std::size_t at = 0; at + 1 < hex.size(); at += 2) {
        const int high = digit_of(hex[at]), low = digit_of(hex[at + 1]);
        if (high >= 0 && low >= 0) bytes += char(high << 4 | low);
    }
    if (bytes.size() * 2 != hex.size())
        throw Error(Code::corrupt, owner + ": '" + hex + "' is not a digest; run verify");
    return bytes;
}

std::vector<StoredFile> stored(Connection& connection, const char* kind, const std::string& owner) {
    std::vector<StoredFile> files;
    Statement row = connection.prepare(sql::records::content_of);
    row.bind(kind, owner);
    while (row.step())
        files.push_back({int(row.integer(0)), content_file(row, 1)});
    return files;
}

} // namespace

std::string hex_of(std::string_view bytes) {
    return base::hex(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

bool replace_content(Connection& connection, const char* kind, const std::string& owner,
                     std::vector<StoredFile> files) {
    std::sort(files.begin(), files.end(), [](const StoredFile& a, const StoredFile& b) {
        return std::tie(a.version, a.file.name) < std::tie(b.version, b.file.name);
    });
    if (stored(connection, kind, owner) == files) return false;
    connection.prepare(sql::records::drop_content).run(kind, owner);
    insert_content(connection, kind, owner, files);
    return true;
}

void insert_content(Connection& connection, const char* kind, const std::string& owner,
                    const std::vector<StoredFile>& files) {
    Statement put = connection.prepare(sql::records::put_content);
    for (const auto& [version, file] : files)
        put.run(kind, owner, version, file.name, file.size_bytes, Blob{bytes_of(file.sha256, owner)},
                Blob{bytes_of(file.blob, owner)});
}

ContentFile content_file(const Statement& row, int column) {
    ContentFile file;
    file.name = row.text(column);
    file.size_bytes = std::uint64_t(row.integer(column + 1));
    file.sha256 = hex_of(row.view(column + 2));
    file.blob = hex_of(row.view(column + 3));
    return file;
}

} // namespace almirah::index
