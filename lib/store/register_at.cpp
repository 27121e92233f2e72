#include "store/register_at.hpp"

#include "model/approve.hpp"
#include "model/key.hpp"
#include "model/permission.hpp"
#include "store/turn.hpp"

#include <algorithm>

namespace almirah {

namespace {

const SigningKey* same_key(const std::vector<SigningKey>& keys, const SigningKey& key) {
    const auto found = std::find_if(keys.begin(), keys.end(), [&](const SigningKey& other) {
        return other.login == key.login && other.number == key.number;
    });
    return found == keys.end() ? nullptr : &*found;
}

/// The key as it would be without what an operation may change in it.
SigningKey without(SigningKey key, const std::string& operation) {
    if (operation == "key.approve") {
        key.approved_by.clear();
        key.approved_at.reset();
    }
    if (operation == "key.revoke") {
        key.revoked_from.reset();
        key.revoked_by.clear();
        key.revoked_at.reset();
        key.revoked_reason.clear();
    }
    return key;
}

/// What an entry did to the keys that its operation does not do; empty when nothing.
std::string fault_of_keys(const std::vector<SigningKey>& before, const std::vector<SigningKey>& after,
                          const Entry& entry) {
    const auto name = [](const SigningKey& key) { return key.login + "/" + std::to_string(key.number); };
    const auto subject = [&](const SigningKey& key) {
        const auto& all = entry.subjects;
        return std::find(all.begin(), all.end(), "key " + name(key)) != all.end();
    };
    for (const auto& key : before)
        if (!same_key(after, key)) return "takes the key " + name(key) + " away";
    for (const auto& key : after) {
        const SigningKey* was = same_key(before, key);
        if (was && *was == key) continue;
        const bool fresh = !was && entry.operation == "key.register" && key.login == entry.by &&
                           !key.approved_at && !key.revoked_at;
        // What an operation sets was not set before.
        const bool set =
            was && without(*was, entry.operation) == *was && without(key, entry.operation) == *was;
        if (!subject(key) || !(fresh || set))
            return "changes the key " + name(key) + " otherwise than " + entry.operation + " does";
    }
    return {};
}

bool one_of(const std::string& operation, std::initializer_list<const char*> known) {
    return std::any_of(known.begin(), known.end(), [&](const char* name) { return operation == name; });
}

} // namespace

std::string email_of(const Person& person) {
    return person.email.empty() ? person.login + "@almirah" : person.email;
}

template <class Value, class Each>
void RegisterAt::read(const vault::ObjectId& tree, const char* folder, Each each) const {
    const auto& repository = engine_.repository();
    repository.list_in(tree, folder, [&](const vault::PathChange& file) {
        each(format::decode<Value>(repository.read_blob(*file.blob), file.path));
    });
}

bool RegisterAt::differs(const vault::ObjectId& tree, const char* path, const Part& part) const {
    return engine_.repository().find_in(tree, path) != part;
}

std::vector<SigningKey> RegisterAt::keys_in(const vault::ObjectId& tree) const {
    std::vector<SigningKey> keys;
    read<SigningKey>(tree, "keys", [&](SigningKey&& key) { keys.push_back(std::move(key)); });
    return keys;
}

void RegisterAt::take(const vault::ObjectId& tree) {
    const auto& repository = engine_.repository();
    if (differs(tree, format::office_path, office_)) {
        office_ = repository.find_in(tree, format::office_path);
        if (office_)
            policy_ = format::decode<Office>(repository.read_blob(*office_), format::office_path).policy;
    }
    if (differs(tree, "people", people_in_)) {
        people_in_ = repository.find_in(tree, "people");
        people_.clear();
        read<Person>(tree, "people", [&](Person&& person) { people_[person.login] = person; });
    }
    if (differs(tree, "roles", roles_in_)) {
        roles_in_ = repository.find_in(tree, "roles");
        roles_.clear();
        read<Role>(tree, "roles", [&](Role&& role) { roles_.push_back(std::move(role)); });
    }
    if (differs(tree, "delegations", delegations_in_)) {
        delegations_in_ = repository.find_in(tree, "delegations");
        delegations_.clear();
        read<Delegation>(tree, "delegations",
                         [&](Delegation&& one) { delegations_.push_back(std::move(one)); });
    }
    if (differs(tree, "keys", keys_in_)) {
        keys_in_ = repository.find_in(tree, "keys");
        keys_ = keys_in(tree);
    }
}

const Person* RegisterAt::person(const std::string& login) const {
    const auto found = people_.find(login);
    return found == people_.end() ? nullptr : &found->second;
}

std::string RegisterAt::why_not_allowed(const Entry& entry) const {
    const auto known = model::operation_permissions().find(entry.operation);
    if (known == model::operation_permissions().end())
        return "is of the operation '" + entry.operation + "', which this software does not do";
    const Person* actor = person(entry.by);
    if (!actor) return "is by " + entry.by + ", who was no person of this office then";
    std::string needed = known->second;
    // One's own key, or with the permission.
    if (entry.operation == "key.revoke" &&
        std::find(entry.subjects.begin(), entry.subjects.end(), "person " + entry.by) == entry.subjects.end())
        needed = "person.manage";
    if (needed.empty() ? actor->active : model::grants(*actor, roles_, needed)) return {};
    const Date on = date_of(entry.at + std::chrono::minutes(policy_.utc_offset_minutes));
    if (needed == deciding && actor->active &&
        model::is_delegate(delegations_, entry.by, on, [&](const std::string& login) {
            const Person* away = person(login);
            return away && model::grants(*away, roles_, deciding);
        }))
        return {};
    return "is by " + entry.by + ", who " + (actor->active ? "lacked" : "was retired and so lacked") +
           " the permission " + (needed.empty() ? "to act" : needed) + " then";
}

std::string RegisterAt::why_beyond(const Entry& entry, const vault::ObjectId& tree) const {
    const auto& operation = entry.operation;
    if (differs(tree, format::office_path, office_) && !one_of(operation, {"office.policy", "office.adopt"}))
        return "changes the office's policy, which " + operation + " does not";
    if (differs(tree, "people", people_in_) && !one_of(operation, {"person.add", "person.change"}))
        return "changes people, which " + operation + " does not";
    if (differs(tree, "roles", roles_in_) && !one_of(operation, {"role.set"}))
        return "changes roles, which " + operation + " does not";
    if (differs(tree, "delegations", delegations_in_) &&
        !one_of(operation, {"delegation.add", "delegation.end"}))
        return "changes delegations, which " + operation + " does not";
    if (!differs(tree, "keys", keys_in_)) return {};
    try {
        return fault_of_keys(keys_, keys_in(tree), entry);
    } catch (const Error& error) {
        if (error.code() != Code::corrupt) throw;
        return std::string("changes keys so that they cannot be read: ") + error.what();
    }
}

} // namespace almirah
