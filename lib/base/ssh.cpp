#include "base/ssh.hpp"

#include "almirah/error.hpp"
#include "base/base64.hpp"
#include "base/digest.hpp"
#include "base/ssh_wire.hpp"

#include <algorithm>
#include <cstring>

namespace almirah::base {

namespace {

constexpr std::string_view kind = "ssh-ed25519";

std::string_view view_of(const Ed25519Key& key) {
    return {reinterpret_cast<const char*>(key.data()), key.size()};
}

std::string blob_of(const Ed25519Key& key) {
    std::string blob;
    put_string(blob, kind);
    put_string(blob, view_of(key));
    return blob;
}

std::optional<Ed25519Key> key_of_blob(std::string_view blob) {
    Wire wire(blob);
    if (!wire.is(kind)) return std::nullopt;
    const auto bytes = wire.string();
    Ed25519Key key;
    if (!bytes || bytes->size() != key.size() || !wire.at_end()) return std::nullopt;
    std::memcpy(key.data(), bytes->data(), key.size());
    return key;
}

/// The 64 bytes within a signature with its kind.
std::optional<std::string> signature_of_blob(std::string_view blob) {
    Wire wire(blob);
    if (!wire.is(kind)) return std::nullopt;
    const auto bytes = wire.string();
    if (!bytes || bytes->size() != ed25519_signature_bytes || !wire.at_end()) return std::nullopt;
    return std::string(*bytes);
}

/// The bytes between two lines, in base64 over several lines. Nothing may stand before or after.
std::optional<std::string> within(std::string_view text, std::string_view first, std::string_view last) {
    while (text.ends_with('\n') || text.ends_with('\r'))
        text.remove_suffix(1);
    if (!text.starts_with(first) || !text.ends_with(last) || text.size() < first.size() + last.size())
        return std::nullopt;
    std::string digits(text.substr(first.size(), text.size() - first.size() - last.size()));
    std::erase_if(digits, [](char c) { return c == '\n' || c == '\r'; });
    auto bytes = parse_base64(digits);
    wipe(digits); // of a private key
    return bytes;
}

} // namespace

// ---- Public keys

std::optional<Ed25519Key> parse_public_key(std::string_view line) {
    while (!line.empty() && std::strchr(" \t\r\n", line.back()))
        line.remove_suffix(1);
    if (!line.starts_with(kind) || line.substr(kind.size(), 1) != " " ||
        line.find_first_of("\r\n") != line.npos)
        return std::nullopt;
    line.remove_prefix(kind.size() + 1);
    const auto blob = parse_base64(line.substr(0, line.find(' ')));
    return blob ? key_of_blob(*blob) : std::nullopt;
}

std::string public_key_line(const Ed25519Key& key) {
    return std::string(kind) + " " + base64(blob_of(key));
}

std::string fingerprint(const Ed25519Key& key) {
    const auto sum = sha256(blob_of(key));
    std::string text = base64({reinterpret_cast<const char*>(sum.data()), sum.size()});
    text.resize(text.find('='));
    return "SHA256:" + text;
}

// ---- Private key files

namespace {

constexpr std::string_view key_magic{"openssh-key-v1\0", 15};

[[noreturn]] void bad_key(const std::string& path, const std::string& what) {
    throw Error(Code::invalid_argument, path + " " + what);
}

/// The seed, from the part that a passphrase would encrypt: two equal numbers, the kind, the public half,
/// both halves, a comment, padding 1, 2, 3, …
std::optional<std::string_view> seed_in(std::string_view secrets, const Ed25519Key& key) {
    Wire wire(secrets);
    const auto one = wire.number(), other = wire.number();
    if (!one || one != other || !wire.is(kind) || !wire.is(view_of(key))) return std::nullopt;
    const auto both = wire.string();
    if (!both || both->size() != 64 || both->substr(32) != view_of(key) || !wire.string())
        return std::nullopt;
    for (char expected = 1; !wire.at_end(); ++expected)
        if (const auto byte = wire.bytes(1); !byte || byte->front() != expected) return std::nullopt;
    return both->substr(0, 32);
}

std::unique_ptr<Ed25519Secret> secret_in(std::string_view bytes, const std::string& path) {
    constexpr const char* other =
        "holds no Ed25519 key that can be read; make one with ssh-keygen -t ed25519";
    Wire wire(bytes);
    if (wire.bytes(key_magic.size()) != key_magic) bad_key(path, other);
    const auto cipher = wire.string(), derivation = wire.string(), salt = wire.string();
    if (!cipher || !derivation || !salt) bad_key(path, other);
    if (*cipher != "none")
        bad_key(path,
                "has a passphrase; give the key to the agent with ssh-add, and sign with its .pub file");
    const auto count = wire.number();
    const auto blob = wire.string(), secrets = wire.string();
    const auto key = count == 1u && blob && secrets && wire.at_end() ? key_of_blob(*blob) : std::nullopt;
    const auto seed = key ? seed_in(*secrets, *key) : std::nullopt;
    if (!seed) bad_key(path, other);
    auto secret = std::make_unique<Ed25519Secret>(*seed);
    if (secret->public_key() != *key) bad_key(path, "has two halves that do not belong together");
    return secret;
}

} // namespace

std::unique_ptr<Ed25519Secret> parse_private_key(std::string_view text, const std::string& path) {
    auto bytes = within(text, "-----BEGIN OPENSSH PRIVATE KEY-----\n", "-----END OPENSSH PRIVATE KEY-----");
    if (!bytes) bad_key(path, "is no private key in OpenSSH's form; make one with ssh-keygen -t ed25519");
    struct Wiped {
        std::string& bytes;
        ~Wiped() { wipe(bytes); }
    } const wiped{*bytes};
    return secret_in(*bytes, path);
}

// ---- Signatures

namespace {

constexpr std::string_view magic = "SSHSIG";
constexpr std::size_t line_length = 70;

std::string digest_of(std::string_view hash, std::string_view message) {
    const bool sha512 = hash == "sha512";
    Digest digest(sha512 ? Digest::Kind::sha512 : Digest::Kind::sha256);
    digest.update(message);
    std::string bytes(sha512 ? 64 : 32, '\0');
    digest.finish(reinterpret_cast<std::uint8_t*>(bytes.data()));
    return bytes;
}

} // namespace

std::string signed_bytes(std::string_view name_space, std::string_view hash, std::string_view message) {
    std::string bytes(magic);
    put_string(bytes, name_space);
    put_string(bytes, "");
    put_string(bytes, hash);
    put_string(bytes, digest_of(hash, message));
    return bytes;
}

std::string armour(const SshSignature& signature) {
    std::string blob(magic), inner;
    put_number(blob, 1);
    put_string(blob, blob_of(signature.key));
    put_string(blob, signature.name_space);
    put_string(blob, "");
    put_string(blob, signature.hash);
    put_string(inner, kind);
    put_string(inner, signature.signature);
    put_string(blob, inner);
    const std::string digits = base64(blob);
    std::string text = "-----BEGIN SSH SIGNATURE-----\n";
    for (std::size_t at = 0; at < digits.size(); at += line_length)
        text += digits.substr(at, line_length) + "\n";
    return text + "-----END SSH SIGNATURE-----\n";
}

std::optional<SshSignature> parse_armour(std::string_view text) {
    const auto blob = within(text, "-----BEGIN SSH SIGNATURE-----\n", "-----END SSH SIGNATURE-----");
    if (!blob) return std::nullopt;
    Wire wire(*blob);
    if (wire.bytes(magic.size()) != magic || wire.number() != 1u) return std::nullopt;
    const auto key_blob = wire.string(), name_space = wire.string();
    if (!wire.is("")) return std::nullopt; // reserved
    const auto hash = wire.string(), inner = wire.string();
    if (!inner || !wire.at_end() || (*hash != "sha256" && *hash != "sha512")) return std::nullopt;
    const auto key = key_of_blob(*key_blob);
    auto signature = signature_of_blob(*inner);
    if (!key || !signature) return std::nullopt;
    return SshSignature{*key, std::string(*name_space), std::string(*hash), std::move(*signature)};
}

bool verifies(const SshSignature& signature, std::string_view message) {
    return verifies(signature.key, signed_bytes(signature.name_space, signature.hash, message),
                    signature.signature);
}

// ---- Agents

namespace {

constexpr char request_identities = 11, identities_answer = 12, sign_request = 13, sign_response = 14;

std::string framed(const std::string& body) {
    std::string message;
    put_string(message, body);
    return message;
}

} // namespace

std::string ask_identities() {
    return framed({request_identities});
}

std::string ask_signature(const Ed25519Key& key, std::string_view bytes) {
    std::string body{sign_request};
    put_string(body, blob_of(key));
    put_string(body, bytes);
    put_number(body, 0);
    return framed(body);
}

std::optional<std::vector<AgentKey>> parse_identities(std::string_view answer) {
    if (!answer.starts_with(identities_answer)) return std::nullopt;
    Wire wire(answer.substr(1));
    const auto count = wire.number();
    if (!count) return std::nullopt;
    std::vector<AgentKey> keys;
    for (std::uint32_t i = 0; i < *count; ++i) {
        const auto blob = wire.string(), comment = wire.string();
        if (!comment) return std::nullopt;
        if (const auto key = key_of_blob(*blob)) keys.push_back({*key, std::string(*comment)});
    }
    return keys;
}

std::optional<std::string> parse_signature_answer(std::string_view answer) {
    if (!answer.starts_with(sign_response)) return std::nullopt;
    Wire wire(answer.substr(1));
    const auto blob = wire.string();
    return blob && wire.at_end() ? signature_of_blob(*blob) : std::nullopt;
}

} // namespace almirah::base
