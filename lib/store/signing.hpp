// What signs for the acting person, and whether it may.
#pragma once

#include "almirah/office.hpp"
#include "almirah/signing.hpp"
#include "base/ssh.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace almirah {

class Engine;

/// A signer of which the key is a valid key of the acting person.
class EntrySigner {
public:
    /// Nothing where nothing signs, and the policy asks for no signature of that operation. Registering a key
    /// may be done with a signer whose key is not valid yet, and stays unsigned. Throws refused.
    static std::optional<EntrySigner> of(Engine& engine, const Person& actor, const std::string& operation,
                                         Instant now);

    /// SSHSIG in armour. Throws what the signer throws; io when it gave no signature by its key.
    std::string sign(const char* name_space, std::string_view message) const;
    /// 64 bytes over the bytes as they are, for notes. The same.
    std::string sign_plainly(std::string_view bytes) const;
    const base::Ed25519Key& key() const { return key_; }

private:
    EntrySigner(const Signer& signer, const base::Ed25519Key& key) : signer_(signer), key_(key) {}
    Signer signer_;
    base::Ed25519Key key_;
};

/// Throws refused when the policy asks that the operation be signed.
void require_unsigned(Engine& engine, const std::string& operation);

/// The operations that a policy wants signed are operations, and somebody who may approve keys has one.
/// Throws invalid_argument.
void check_signed_operations(Engine& engine, const Policy& policy);

/// Whether anybody with person.manage has a valid key besides this one.
bool has_key_holder(Engine& engine, const SigningKey* but = nullptr);

} // namespace almirah
