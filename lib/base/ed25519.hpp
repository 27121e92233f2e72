// Ed25519 (RFC 8032), by OpenSSL.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace almirah::base {

using Ed25519Key = std::array<std::uint8_t, 32>; ///< The public half.
inline constexpr std::size_t ed25519_signature_bytes = 64;

/// Whether the signature over the bytes is by the key's owner.
bool verifies(const Ed25519Key& key, std::string_view bytes, std::string_view signature);

/// A private key; wiped when it goes. One thread at a time.
class Ed25519Secret {
public:
    /// `seed` has 32 bytes.
    explicit Ed25519Secret(std::string_view seed);
    Ed25519Secret(const Ed25519Secret&) = delete;
    Ed25519Secret& operator=(const Ed25519Secret&) = delete;
    ~Ed25519Secret();

    Ed25519Key public_key() const;
    /// 64 bytes.
    std::string sign(std::string_view bytes) const;

private:
    void* key_;
};

/// Overwrites a text in memory.
void wipe(std::string& secret) noexcept;

} // namespace almirah::base
