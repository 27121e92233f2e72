#include "model/key.hpp"

#include "almirah/error.hpp"
#include "base/ssh.hpp"
#include "model/operation.hpp"
#include "model/permission.hpp"

#include <algorithm>

namespace almirah {

std::string why_not_valid(const SigningKey& key, Instant at) {
    if (!key.approved_at) return "it is not approved";
    const Instant from = key.valid_from ? std::max(*key.valid_from, *key.approved_at) : *key.approved_at;
    if (at < from) return "it is valid from " + to_string(from) + " on";
    if (key.revoked_from && at >= *key.revoked_from)
        return "it is revoked from " + to_string(*key.revoked_from) + " on";
    if (key.valid_until && at >= *key.valid_until) return "it was valid until " + to_string(*key.valid_until);
    return {};
}

std::string fingerprint(const std::string& public_key) {
    const auto key = base::parse_public_key(public_key);
    if (!key)
        throw Error(Code::invalid_argument,
                    "this is no Ed25519 public key; expected a line 'ssh-ed25519 AAAA…', as in a .pub file");
    return base::fingerprint(*key);
}

} // namespace almirah

namespace almirah::model {

namespace {

/// "20260504060000Z"
std::string compact(Instant instant) {
    std::string text = to_string(instant);
    std::erase_if(text, [](char c) { return c == '-' || c == ':' || c == 'T'; });
    return text;
}

/// The last second in which a key counts, if there is one; OpenSSH takes the bound in.
std::optional<Instant> last_second(const SigningKey& key) {
    std::optional<Instant> end = key.valid_until;
    if (key.revoked_from) end = end ? std::min(*end, *key.revoked_from) : key.revoked_from;
    return end ? std::optional(*end - std::chrono::seconds(1)) : std::nullopt;
}

constexpr const char* revoking = "key.revoke";

bool names(const std::set<std::string>& operations, const std::string& operation) {
    return operations.contains("*") || operations.contains(operation) ||
           operations.contains(operation.substr(0, operation.find('.')) + ".*");
}

} // namespace

bool must_be_signed(const std::set<std::string>& operations, const std::string& operation) {
    if (operation == "key.register" || operation == revoking || operation == "office.create") return false;
    return names(operations, operation);
}

bool revocation_must_be_signed(const std::set<std::string>& operations, const std::string& by,
                               const std::string& owner) {
    return by != owner && names(operations, revoking);
}

std::string fault_of_signed_operation(const std::string& name) {
    if (name == "*" || name == decision_operation || name == revoking) return {};
    for (const auto& [operation, row] : operation_rows_by_name())
        if (must_be_signed({name}, operation)) return {};
    return "'" + name +
           "' is no operation that can be signed; expected a name such as disposal.approve, all of a kind "
           "such as disposal.*, approval.decide, or *";
}

const SigningKey* key_of(const std::vector<SigningKey>& keys, const std::string& login,
                         const std::string& key) {
    const auto found = std::find_if(keys.begin(), keys.end(), [&](const SigningKey& candidate) {
        return candidate.login == login && candidate.key == key;
    });
    return found == keys.end() ? nullptr : &*found;
}

std::string allowed_signers(std::vector<SigningKey> keys) {
    std::sort(keys.begin(), keys.end(), [](const SigningKey& a, const SigningKey& b) {
        return std::pair(a.login, a.number) < std::pair(b.login, b.number);
    });
    std::string text;
    for (const auto& key : keys) {
        if (!key.approved_at) continue;
        const Instant from = key.valid_from ? std::max(*key.valid_from, *key.approved_at) : *key.approved_at;
        const auto last = last_second(key);
        if (last && *last < from) continue; // It never counted.
        text += key.login + " namespaces=\"" + base::git_namespace + "," + base::approval_namespace + "," +
                base::audit_pack_namespace + "\",valid-after=\"" + compact(from) + "\"";
        if (last) text += ",valid-before=\"" + compact(*last) + "\"";
        text += " " + key.key + " " + key.login + "/" + std::to_string(key.number) + "\n";
    }
    return text;
}

} // namespace almirah::model
