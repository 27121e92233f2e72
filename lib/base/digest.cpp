#include "base/digest.hpp"

#include "almirah/error.hpp"

#include <openssl/evp.h>

#include <utility>

namespace almirah::base {

namespace {

/// Fetched once: looking an algorithm up costs more than hashing a small file.
const EVP_MD* algorithm(Digest::Kind kind) {
    static const EVP_MD* const sha1 = EVP_MD_fetch(nullptr, "SHA1", nullptr);
    static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    return kind == Digest::Kind::sha1 ? sha1 : sha256;
}

void check(bool ok) {
    if (!ok) throw Error(Code::internal, "OpenSSL offers no SHA-1 or SHA-256; check its configuration");
}

template <class Bytes>
Bytes once(Digest::Kind kind, std::string_view bytes) {
    thread_local Digest sha1(Digest::Kind::sha1);
    thread_local Digest sha256(Digest::Kind::sha256);
    Digest& digest = kind == Digest::Kind::sha1 ? sha1 : sha256;
    Bytes out;
    digest.update(bytes);
    digest.finish(out.data());
    return out;
}

EVP_MD_CTX* context_of(void* context) {
    return static_cast<EVP_MD_CTX*>(context);
}

} // namespace

Digest::Digest(Kind kind) : context_(EVP_MD_CTX_new()), kind_(kind) {
    const bool ok =
        context_ && algorithm(kind) && EVP_DigestInit_ex(context_of(context_), algorithm(kind), nullptr);
    if (!ok) EVP_MD_CTX_free(context_of(context_));
    check(ok);
}

Digest::Digest(Digest&& other) noexcept
    : context_(std::exchange(other.context_, nullptr)), kind_(other.kind_) {}

Digest::~Digest() {
    EVP_MD_CTX_free(context_of(context_));
}

void Digest::update(const void* data, std::size_t size_bytes) {
    check(EVP_DigestUpdate(context_of(context_), data, size_bytes));
}

void Digest::finish(std::uint8_t* out) {
    check(EVP_DigestFinal_ex(context_of(context_), out, nullptr));
    check(EVP_DigestInit_ex(context_of(context_), algorithm(kind_), nullptr));
}

Sha256Bytes sha256(std::string_view bytes) {
    return once<Sha256Bytes>(Digest::Kind::sha256, bytes);
}

Sha1Bytes sha1(std::string_view bytes) {
    return once<Sha1Bytes>(Digest::Kind::sha1, bytes);
}

std::string hex(const std::uint8_t* bytes, std::size_t count) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(2 * count);
    for (std::size_t i = 0; i < count; ++i) {
        text += digits[bytes[i] >> 4];
        text += digits[bytes[i] & 15];
    }
    return text;
}

std::string sha256_hex(std::string_view bytes) {
    const auto sum = sha256(bytes);
    return hex(sum.data(), sum.size());
}

} // namespace almirah::base
