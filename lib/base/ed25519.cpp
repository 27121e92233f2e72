#include "base/ed25519.hpp"

#include "almirah/error.hpp"
#include "base/edwards.hpp"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <map>
#include <mutex>

namespace almirah::base {

namespace {

struct FreeContext {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
struct FreeKey {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Context = std::unique_ptr<EVP_MD_CTX, FreeContext>;

const unsigned char* octets(std::string_view bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

[[noreturn]] void unable() {
    throw Error(Code::internal, "OpenSSL cannot do Ed25519 here; look at its configuration");
}

/// R and S of a signature. Of a sound key R lies in the group, where the one point of small order is zero,
/// the encoding of 1: a signature that was made with no secret at all.
bool is_sound_signature(std::string_view signature) {
    static const std::string zero = "\x01" + std::string(31, '\0');
    return signature.substr(0, 32) != zero && is_below_group_order(signature.substr(32));
}

} // namespace

bool is_sound(const Ed25519Key& key) {
    constexpr std::size_t most = 4096; // an office has fewer; a hostile history may name any number
    static std::mutex guard;
    static std::map<Ed25519Key, bool> known;
    {
        const std::lock_guard lock(guard);
        if (const auto found = known.find(key); found != known.end()) return found->second;
    }
    const bool sound = is_of_group_order(key);
    const std::lock_guard lock(guard);
    if (known.size() == most) known.clear();
    return known[key] = sound;
}

bool verifies(const Ed25519Key& key, std::string_view bytes, std::string_view signature) {
    if (signature.size() != ed25519_signature_bytes || !is_sound_signature(signature) || !is_sound(key))
        return false;
    const std::unique_ptr<EVP_PKEY, FreeKey> made(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()));
    const Context context(EVP_MD_CTX_new());
    if (!made || !context) unable();
    return EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, made.get()) == 1 &&
           EVP_DigestVerify(context.get(), octets(signature), signature.size(), octets(bytes),
                            bytes.size()) == 1;
}

Ed25519Secret::Ed25519Secret(std::string_view seed)
    : key_(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, octets(seed), seed.size())) {
    if (!key_) unable();
}

Ed25519Secret::~Ed25519Secret() {
    EVP_PKEY_free(static_cast<EVP_PKEY*>(key_));
}

Ed25519Key Ed25519Secret::public_key() const {
    Ed25519Key key;
    std::size_t size = key.size();
    if (EVP_PKEY_get_raw_public_key(static_cast<EVP_PKEY*>(key_), key.data(), &size) != 1) unable();
    return key;
}

std::string Ed25519Secret::sign(std::string_view bytes) const {
    const Context context(EVP_MD_CTX_new());
    std::string signature(ed25519_signature_bytes, '\0');
    std::size_t size = signature.size();
    if (!context ||
        EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, static_cast<EVP_PKEY*>(key_)) != 1 ||
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                       octets(bytes), bytes.size()) != 1)
        unable();
    return signature;
}

void wipe(std::string& secret) noexcept {
    OPENSSL_cleanse(secret.data(), secret.size());
    secret.clear();
}

} // namespace almirah::base
