// A file that is written as a stream, with its digests as it passes.
#pragma once

#include "base/digest.hpp"
#include "os/file.hpp"

#include <cstdint>
#include <string>

namespace almirah {

/// A file being written, with its digests.
class DigestedFile {
public:
    explicit DigestedFile(const std::string& path);

    void add(const char* data, std::size_t size_bytes);
    void add(const std::string& text) { add(text.data(), text.size()); }
    /// Writes what is left; the digests are known from then on.
    void finish();

    std::uint64_t size_bytes() const { return size_bytes_; }
    const std::string& sha256() const { return sha256_hex_; }
    const std::string& sha512() const { return sha512_hex_; }

private:
    void flush();

    os::File file_;
    std::string buffer_;
    std::uint64_t size_bytes_ = 0, written_ = 0;
    base::Digest sha256_, sha512_;
    std::string sha256_hex_, sha512_hex_;
};

} // namespace almirah
