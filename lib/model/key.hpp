// People's keys, and what must be signed: pure.
#pragma once

#include "almirah/office.hpp"
#include "almirah/signing.hpp"

#include <set>
#include <string>
#include <vector>

namespace almirah::model {

/// Whether the policy asks that an operation be signed. A name, all of a kind ("disposal.*"), or all ("*").
/// Registering a key and revoking one's own never need a signature: who has no key could do neither. That
/// another's is revoked is asked of `revocation_must_be_signed`.
bool must_be_signed(const std::set<std::string>& operations, const std::string& operation);

/// The same of a revocation: only one's own is free.
bool revocation_must_be_signed(const std::set<std::string>& operations, const std::string& by,
                               const std::string& owner);

/// Why a name in `Policy::signed_operations` means nothing; empty when it does.
std::string fault_of_signed_operation(const std::string& name);

/// The key of a person with that text ("ssh-ed25519 AAAA…"), or none.
const SigningKey* key_of(const std::vector<SigningKey>& keys, const std::string& login,
                         const std::string& key);

/// OpenSSH's file of allowed signers: a line for each key that was approved, for entries and decisions.
std::string allowed_signers(std::vector<SigningKey> keys);

} // namespace almirah::model
