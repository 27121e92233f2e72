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

/// Whether a key can prove anything: the encoding, in the one form there is, of a point of the curve that is
/// not of small order. Others sign for whoever likes, or for nobody.
bool is_sound(const Ed25519Key& key);

/// Whether the signature over the bytes is by the key's owner. False for a key that is not sound, a point R
/// that is not, and S not below the order of the group: more than RFC 8032 asks, so that nobody can make a
/// second signature of one.
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
