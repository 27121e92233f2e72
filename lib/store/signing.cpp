#include "store/signing.hpp"

#include "model/key.hpp"
#include "model/permission.hpp"
#include "store/engine.hpp"

#include <algorithm>

namespace almirah {

namespace {

base::Ed25519Key key_in(const Signer& signer) {
    const auto key = base::parse_public_key(signer.public_key);
    if (!key)
        throw Error(Code::invalid_argument,
                    "the signer's public key is no Ed25519 key; give the line of a .pub file");
    return *key;
}

/// Why the key is of no use to a person now; empty when it is.
std::string fault_of_key(Engine& engine, const std::string& login, const base::Ed25519Key& key, Instant now) {
    const auto keys = engine.keys_of(login);
    const auto* found = model::key_of(keys, login, base::public_key_line(key));
    if (!found)
        return "it is not registered for " + login +
               "; register it with almirah key register, or sign with another";
    const std::string why = why_not_valid(*found, now);
    if (why.empty()) return "";
    return why + (found->approved_at ? "; sign with another" : "; have it approved, or sign with another");
}

} // namespace

void require_unsigned(Engine& engine, const std::string& operation) {
    if (!model::must_be_signed(engine.office().policy.signed_operations, operation)) return;
    throw Refused("signed-operations", operation,
                  "the policy asks that " + operation +
                      " be signed, and nothing signs; give a key with --sign-with, ALMIRAH_SIGN_WITH or "
                      "StoreOptions::signer");
}

std::optional<EntrySigner> EntrySigner::of(Engine& engine, const Person& actor, const std::string& operation,
                                           Instant now) {
    const Signer& signer = engine.options().signer;
    if (!signer) {
        require_unsigned(engine, operation);
        return std::nullopt;
    }
    const auto key = key_in(signer);
    const std::string fault = fault_of_key(engine, actor.login, key, now);
    if (fault.empty()) return EntrySigner(signer, key);
    if (operation == "key.register") return std::nullopt;
    throw Refused("key", base::fingerprint(key),
                  "the key " + base::fingerprint(key) + " cannot sign for " + actor.login + ": " + fault);
}

std::string EntrySigner::sign_plainly(std::string_view bytes) const {
    std::string signature = signer_.sign(bytes);
    // What stands in the register stands there for ever: a card that signs wrongly is found now.
    if (base::verifies(key_, bytes, signature)) return signature;
    throw Error(Code::io, "the signer gave no signature by the key " + base::fingerprint(key_) +
                              "; look at the agent or the card");
}

std::string EntrySigner::sign(const char* name_space, std::string_view message) const {
    constexpr const char* hash = "sha512";
    return base::armour(
        {key_, name_space, hash, sign_plainly(base::signed_bytes(name_space, hash, message))});
}

bool has_key_holder(Engine& engine, const SigningKey* but) {
    const auto roles = engine.all<Role>("roles");
    const auto people = engine.all<Person>("people");
    const Instant now = engine.now();
    return std::any_of(people.begin(), people.end(), [&](const Person& person) {
        if (!model::grants(person, roles, "person.manage")) return false;
        const auto keys = engine.keys_of(person.login);
        return std::any_of(keys.begin(), keys.end(), [&](const SigningKey& key) {
            return why_not_valid(key, now).empty() && !(but && key == *but);
        });
    });
}

void check_signed_operations(Engine& engine, const Policy& policy) {
    for (const auto& name : policy.signed_operations)
        if (const auto fault = model::fault_of_signed_operation(name); !fault.empty())
            throw Error(Code::invalid_argument, fault);
    if (policy.signed_operations.empty() || has_key_holder(engine)) return;
    throw Error(Code::invalid_argument,
                "nobody who may approve keys has a key that is valid, so that nobody could sign; register "
                "and approve a key of an administrator first");
}

} // namespace almirah
