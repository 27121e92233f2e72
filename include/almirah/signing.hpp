// Signing: people's keys, what signs with them, and what a check of all signatures says.
//
// Entries of the register and decisions are signed in OpenSSH's SSHSIG form by Ed25519 keys, so that stock
// `git verify-commit` and `ssh-keygen -Y verify` judge them by the file of allowed signers
// (`Keys::allowed_signers`). An entry is signed in the namespace "git", a decision in "almirah-approval", an
// audit pack in "almirah-audit-pack": one signature cannot serve as another (R26, R27). Cryptography is
// OpenSSL's.
#pragma once

#include "almirah/date.hpp"
#include "almirah/export.hpp"
#include "almirah/trust.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almirah {

/// What signs for the person who acts: a key file, an agent, or the host program's own (a smart card). A
/// value; may be copied. Called by the thread that uses the store.
struct Signer {
    /// "ssh-ed25519 AAAA…", as in a .pub file.
    std::string public_key;
    /// Gives the 64 bytes of the Ed25519 signature (RFC 8032) over the bytes. What it throws ends the
    /// operation, and nothing has changed. Empty: nothing is signed.
    std::function<std::string(std::string_view bytes)> sign;

    explicit operator bool() const { return bool(sign); }
};

/// Signs with the private key of a file in OpenSSH's form, as `ssh-keygen -t ed25519 -N ''` makes it. The key
/// is read once and wiped when the last copy goes. Throws not_found, permission (others may read the file),
/// invalid_argument (another form or kind of key; a passphrase, for which there is the agent).
ALMIRAH_API Signer key_file_signer(const std::string& path);

/// Signs by ssh-agent. `public_key` says with which of its keys ("ssh-ed25519 AAAA…"); empty: its only
/// Ed25519 key. `socket` empty: SSH_AUTH_SOCK. Throws not_found (no agent, no such key), invalid_argument
/// (several keys and none named), io.
ALMIRAH_API Signer agent_signer(const std::string& public_key = {}, const std::string& socket = {});

/// By what a person types: "agent"; the path of a .pub file, whose key the agent has; or that of a private
/// key's file. Throws as the two above.
ALMIRAH_API Signer signer_of(const std::string& text);

/// A person's public key in the register. Never removed (R41).
struct SigningKey {
    std::string login;
    int number = 0;  ///< 1 for the person's first key.
    std::string key; ///< "ssh-ed25519 AAAA…", without a comment.
    std::string note;
    Instant registered_at{};
    std::string approved_by{}; ///< Login; empty while it waits.
    std::optional<Instant> approved_at{};
    std::optional<Instant> valid_from{};   ///< From its approval on where none is said.
    std::optional<Instant> valid_until{};  ///< What is signed at that instant or later does not count.
    std::optional<Instant> revoked_from{}; ///< The same; may lie before the revocation itself.
    std::string revoked_by{};
    std::optional<Instant> revoked_at{};
    std::string revoked_reason{};

    bool operator==(const SigningKey&) const = default;
};

/// Why a signature by the key at an instant does not count ("it is not approved", "it was revoked from …
/// on"); empty when it does.
ALMIRAH_API std::string why_not_valid(const SigningKey& key, Instant at);
/// "SHA256:…", as ssh-keygen -l shows a key. Throws invalid_argument for what is no Ed25519 key.
ALMIRAH_API std::string fingerprint(const std::string& public_key);

/// What a person asks for with a new key.
struct KeyRequest {
    std::string key; ///< "ssh-ed25519 AAAA… comment"
    std::string note{};
    std::optional<Instant> valid_from{};
    std::optional<Instant> valid_until{};
};

/// What a check of signatures looked at and found. Unsigned entries are named as notes, run by run; codes are
/// in docs/errors.md.
struct SignatureReport {
    std::uint64_t entries = 0;
    std::uint64_t signed_entries = 0; ///< With a signature that counts.
    std::uint64_t decisions = 0;
    std::uint64_t signed_decisions = 0; ///< The same.
    std::vector<Finding> findings;

    /// No finding of severity error.
    ALMIRAH_API bool clean() const;
};

/// A decision as it was signed, and its signature: `ssh-keygen -Y verify -n almirah-approval` takes both.
struct SignedDecision {
    std::string by;
    std::string text;      ///< The bytes that are signed.
    std::string signature; ///< SSHSIG in armour; empty: unsigned.
};

} // namespace almirah
