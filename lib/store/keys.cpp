#include "base/ssh.hpp"
#include "model/key.hpp"
#include "model/permission.hpp"
#include "store/refusals.hpp"
#include "store/signing.hpp"
#include "store/turn.hpp"

#include <algorithm>

namespace almirah {

namespace {

std::string name_of_key(const std::string& login, int number) {
    return login + "/" + std::to_string(number);
}

SigningKey require_key(Engine& engine, const std::string& login, int number) {
    const std::string name = name_of_key(login, number);
    if (!base::is_login(login)) throw Error(Code::not_found, "no key " + name + "; list the keys there are");
    return engine.require<SigningKey>(format::key_path(login, number), "key " + name,
                                      "list the keys there are");
}

/// Nobody lets his own key in, while somebody else could.
void refuse_own(Engine& engine, const Person& actor, const SigningKey& key) {
    if (actor.login != key.login) return;
    const auto roles = engine.all<Role>("roles");
    for (const auto& person : engine.all<Person>("people"))
        if (person.login != actor.login && model::grants(person, roles, "person.manage"))
            throw Refused("person.manage", name_of_key(key.login, key.number),
                          "nobody approves a key of his own; have " + person.login + " approve it");
}

void refuse_ended(const SigningKey& key) {
    if (key.revoked_at)
        throw Error(Code::conflict, "the key " + name_of_key(key.login, key.number) +
                                        " is revoked already; register another one");
}

/// Who lost a key cannot sign that it is lost; who takes another's away can.
void require_signed(Engine& engine, const std::string& by, const SigningKey& key) {
    if (engine.options().signer) return; // which Turn::begin holds to be valid
    if (!model::revocation_must_be_signed(engine.office().policy.signed_operations, by, key.login)) return;
    const std::string name = name_of_key(key.login, key.number);
    refuse(engine, "signed-operations", name,
           "the policy asks that key.revoke of another's key be signed, and nothing signs; give a key with "
           "--sign-with, ALMIRAH_SIGN_WITH or StoreOptions::signer");
}

/// Signatures that the policy asks for must stay possible.
void keep_a_key(Engine& engine, const SigningKey& key) {
    if (!model::must_be_signed(engine.office().policy.signed_operations, "key.approve") ||
        has_key_holder(engine, &key))
        return;
    throw Refused("signed-operations", name_of_key(key.login, key.number),
                  "without this key nobody could approve another, since the policy asks that it be signed; "
                  "register and approve a further key first");
}

void put(Turn& turn, Draft draft, const SigningKey& key, const std::string& summary,
         const std::string& reason) {
    const std::string name = name_of_key(key.login, key.number);
    draft.put(format::key_path(key.login, key.number), key);
    draft.subject("key", name);
    draft.subject("person", key.login);
    draft.say(summary + " " + name + " (" + fingerprint(key.key) + ")", reason);
    turn.commit(std::move(draft));
}

SigningKey key_of_request(const KeyRequest& request) {
    const auto key = base::parse_public_key(request.key);
    if (!key)
        throw Error(
            Code::invalid_argument,
            "this is no Ed25519 public key; make a pair with ssh-keygen -t ed25519 and give its .pub");
    if (!base::is_sound(*key))
        throw Error(
            Code::invalid_argument,
            "this is a key with which anybody could sign, or nobody (no point of the curve, or one of "
            "small order); make a pair with ssh-keygen -t ed25519 and give its .pub");
    if (request.valid_from && request.valid_until && *request.valid_until <= *request.valid_from)
        throw Error(Code::invalid_argument, "the key would end before it begins; give other dates");
    SigningKey made;
    made.key = base::public_key_line(*key);
    made.note = request.note;
    made.valid_from = request.valid_from;
    made.valid_until = request.valid_until;
    return made;
}

} // namespace

std::vector<SigningKey> Keys::list() const {
    auto keys = engine_->all<SigningKey>("keys");
    std::sort(keys.begin(), keys.end(), [](const SigningKey& a, const SigningKey& b) {
        return std::pair(a.login, a.number) < std::pair(b.login, b.number);
    });
    return keys;
}

SigningKey Keys::get(const std::string& login, int number) const {
    return require_key(*engine_, login, number);
}

int Keys::register_key(const KeyRequest& request) {
    SigningKey key = key_of_request(request);
    Turn turn(*engine_, any_person, fingerprint(key.key));
    for (const auto& other : engine_->all<SigningKey>("keys")) {
        if (other.key == key.key)
            throw Error(Code::already_exists, "this is the key " + name_of_key(other.login, other.number) +
                                                  " already; make another pair");
        if (other.login == turn.actor().login) key.number = std::max(key.number, other.number);
    }
    key.login = turn.actor().login;
    ++key.number;
    key.registered_at = turn.now();
    put(turn, turn.begin("key.register"), key, "Register the key", key.note);
    return key.number;
}

void Keys::approve(const std::string& login, int number) {
    Turn turn(*engine_, "person.manage", name_of_key(login, number));
    SigningKey key = require_key(*engine_, login, number);
    refuse_ended(key);
    if (key.approved_at)
        throw Error(Code::conflict, "the key " + name_of_key(login, number) + " is approved already");
    refuse_own(*engine_, turn.actor(), key);
    key.approved_by = turn.actor().login;
    key.approved_at = turn.now();
    put(turn, turn.begin("key.approve"), key, "Approve the key", "");
}

void Keys::revoke(const std::string& login, int number, std::optional<Instant> from,
                  const std::string& reason) {
    const bool own = login == engine_->options().actor;
    Turn turn(*engine_, own ? any_person : "person.manage", name_of_key(login, number));
    SigningKey key = require_key(*engine_, login, number);
    require_signed(*engine_, turn.actor().login, key);
    refuse_ended(key);
    if (from && *from > turn.now())
        throw Error(Code::invalid_argument, "a key is revoked from now or an earlier moment on; give that");
    keep_a_key(*engine_, key);
    // What was signed in this very second was signed before.
    key.revoked_from = from.value_or(turn.now() + std::chrono::seconds(1));
    key.revoked_by = turn.actor().login;
    key.revoked_at = turn.now();
    key.revoked_reason = reason;
    Draft draft = turn.begin("key.revoke");
    if (!why_not_valid(key, turn.now()).empty()) turn.leave_unsigned_by(key);
    put(turn, std::move(draft), key, "Revoke the key", reason);
}

std::string Keys::allowed_signers() const {
    return model::allowed_signers(list());
}

} // namespace almirah
