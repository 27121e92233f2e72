// The register as an entry found it: its people, roles, keys and policy, for judging the entry.
#pragma once

#include "store/engine.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace almirah {

/// As git shows who has none.
std::string email_of(const Person& person);

class RegisterAt {
public:
    explicit RegisterAt(Engine& engine) : engine_(engine) {}

    /// Goes on to a tree of the register. Throws corrupt, and stays where it can.
    void take(const vault::ObjectId& tree);

    const Policy& policy() const { return policy_; }
    const std::vector<SigningKey>& keys() const { return keys_; }
    /// Nothing when there is none of the name.
    const Person* person(const std::string& login) const;

    /// Why the person who acted was not allowed to; empty when he was.
    std::string why_not_allowed(const Entry& entry) const;
    /// What the tree, made by the entry, changes beyond its operation; empty when nothing.
    std::string why_beyond(const Entry& entry, const vault::ObjectId& tree) const;

private:
    using Part = std::optional<vault::ObjectId>;
    bool differs(const vault::ObjectId& tree, const char* path, const Part& part) const;
    std::vector<SigningKey> keys_in(const vault::ObjectId& tree) const;
    template <class Value, class Each>
    void read(const vault::ObjectId& tree, const char* folder, Each each) const;

    Engine& engine_;
    Part office_, people_in_, roles_in_, keys_in_, delegations_in_;
    Policy policy_;
    std::map<std::string, Person> people_;
    std::vector<Role> roles_;
    std::vector<SigningKey> keys_;
    std::vector<Delegation> delegations_;
};

} // namespace almirah
