// OpenSSH's forms: public keys, private key files (PROTOCOL.key), signatures (PROTOCOL.sshsig), and what an
// agent is asked and answers (draft-miller-ssh-agent). Ed25519 only. No I/O.
#pragma once

#include "base/ed25519.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almirah::base {

/// "ssh-ed25519 AAAA… comment"; nothing for other text.
std::optional<Ed25519Key> parse_public_key(std::string_view line);
/// The same without a comment.
std::string public_key_line(const Ed25519Key& key);
/// "SHA256:…"
std::string fingerprint(const Ed25519Key& key);

/// The seed of the key in an unencrypted private key file. Throws invalid_argument, saying what to do.
/// `path` is named in errors. The text is the caller's to wipe.
std::unique_ptr<Ed25519Secret> parse_private_key(std::string_view text, const std::string& path);

// ---- Signatures

inline constexpr const char* git_namespace = "git";
inline constexpr const char* approval_namespace = "almirah-approval";
inline constexpr const char* audit_pack_namespace = "almirah-audit-pack";

struct SshSignature {
    Ed25519Key key{};
    std::string name_space;
    std::string hash;      ///< "sha256" or "sha512"
    std::string signature; ///< 64 bytes.
};

/// What the key signs for a message.
std::string signed_bytes(std::string_view name_space, std::string_view hash, std::string_view message);
/// In armour, as ssh-keygen writes it; ends with a newline.
std::string armour(const SshSignature& signature);
/// Nothing for other text, and for keys of other kinds.
std::optional<SshSignature> parse_armour(std::string_view text);
/// Whether it is by the key it names, over the message, in its namespace.
bool verifies(const SshSignature& signature, std::string_view message);

// ---- Agents. Messages with their length in front.

struct AgentKey {
    Ed25519Key key;
    std::string comment;
};

std::string ask_identities();
std::string ask_signature(const Ed25519Key& key, std::string_view bytes);
/// Bodies of answers, without the length. Nothing when the agent failed, or answers otherwise. Keys of other
/// kinds are left out.
std::optional<std::vector<AgentKey>> parse_identities(std::string_view answer);
std::optional<std::string> parse_signature_answer(std::string_view answer);
/// No answer of an agent is longer.
inline constexpr std::size_t longest_agent_answer = 256 * 1024;

} // namespace almirah::base
