// SHA-1 (names git's objects) and SHA-256 (proves content), by OpenSSL; SHA-512 and MD5 for bags (RFC 8493).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace almirah::base {

using Sha1Bytes = std::array<std::uint8_t, 20>;
using Sha256Bytes = std::array<std::uint8_t, 32>;

/// A running digest. One thread at a time; reusable after `finish`.
class Digest {
public:
    enum class Kind { sha1, sha256, sha512, md5 };
    explicit Digest(Kind kind);
    Digest(Digest&& other) noexcept;
    Digest& operator=(Digest&&) = delete;
    ~Digest();

    void update(const void* data, std::size_t size_bytes);
    void update(std::string_view bytes) { update(bytes.data(), bytes.size()); }
    /// Writes 20 bytes (SHA-1), 32, 64 or 16 (MD5), and starts anew.
    void finish(std::uint8_t* out);
    /// The same in lower-case hexadecimal.
    std::string finish_hex();

private:
    void begin();

    void* context_;
    Kind kind_;
    bool begun_ = false;
};

Sha256Bytes sha256(std::string_view bytes);
Sha1Bytes sha1(std::string_view bytes);

/// Lower-case hexadecimal.
std::string hex(const std::uint8_t* bytes, std::size_t count);
/// SHA-256 of the bytes, as 64 hexadecimal digits.
std::string sha256_hex(std::string_view bytes);

} // namespace almirah::base
