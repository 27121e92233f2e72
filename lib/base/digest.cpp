#include "base/digest.hpp"

#include "almirah/error.hpp"

#include <openssl/evp.h>

#include <utility>

namespace almirah::base {

namespace {

void check(bool ok) {
    if (!ok) throw Error(Code::internal, "OpenSSL lacks a digest that is needed; check its configuration");
}

const EVP_MD* fetch(const char* name) {
    const EVP_MD* found = EVP_MD_fetch(nullptr, name, nullptr);
    check(found);
    return found;
}

/// Fetched once: looking an algorithm up costs more than hashing a small file.
const EVP_MD* algorithm(Digest::Kind kind) {
    static const EVP_MD* const sha1 = fetch("SHA1");
    static const EVP_MD* const sha256 = fetch("SHA256");
    if (kind == Digest::Kind::sha1) return sha1;
    if (kind == Digest::Kind::sha256) return sha256;
    static const EVP_MD* const sha512 = fetch("SHA512");
    if (kind == Digest::Kind::sha512) return sha512;
    static const EVP_MD* const md5 = fetch("MD5");
    return md5;
}

template <class Bytes>
Bytes once(Digest::Kind kind, std::string_view bytes) {
    Digest digest(kind);
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
    check(context_);
}

Digest::Digest(Digest&& other) noexcept
    : context_(std::exchange(other.context_, nullptr)), kind_(other.kind_), begun_(other.begun_) {}

Digest::~Digest() {
    EVP_MD_CTX_free(context_of(context_));
}

/// Beginning may find no memory; what was not begun must not be updated.
void Digest::begin() {
    if (!begun_) check(EVP_DigestInit_ex(context_of(context_), algorithm(kind_), nullptr));
    begun_ = true;
}

void Digest::update(const void* data, std::size_t size_bytes) {
    begin();
    check(EVP_DigestUpdate(context_of(context_), data, size_bytes));
}

void Digest::finish(std::uint8_t* out) {
    begin();
    begun_ = false;
    check(EVP_DigestFinal_ex(context_of(context_), out, nullptr));
}

std::string Digest::finish_hex() {
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> bytes;
    finish(bytes.data());
    return hex(bytes.data(), static_cast<std::size_t>(EVP_MD_get_size(algorithm(kind_))));
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
