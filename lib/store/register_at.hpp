// The register as an entry found it: its people, roles, routes, keys and policy, for judging the entry.
#pragma once

#include "store/engine.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace almirah {

/// As git shows who has none.
std::string email_of(const Person& person);

/// Reads a tree of the register. What is asked for often is kept as long as it stays the same from tree to
/// tree. Everything throws corrupt where the tree holds what cannot be read.
class RegisterAt {
public:
    explicit RegisterAt(Engine& engine) : engine_(engine) {}

    /// Goes on to a tree; nothing is read of it yet.
    void take(const vault::ObjectId& tree) { tree_ = tree; }
    const std::optional<vault::ObjectId>& tree() const { return tree_; }

    const Policy& policy();
    const std::vector<Person>& people() { return all(people_); }
    const std::vector<Role>& roles() { return all(roles_); }
    const std::vector<SigningKey>& keys() { return all(keys_); }
    const std::vector<Delegation>& delegations() { return all(delegations_); }
    const std::vector<Hold>& holds() { return all(holds_); }
    const std::vector<format::ScheduleFile>& schedules() { return all(schedules_); }
    const std::vector<Series>& series() { return all(series_); }
    /// Null when there is none of the name.
    const Person* person(const std::string& login);
    /// Whether the person has the permission, and is active.
    bool grants(const std::string& login, const std::string& permission);
    /// Of the office's clock.
    Date civil_date(Instant at) { return date_of(at + std::chrono::minutes(policy().utc_offset_minutes)); }

    /// The bytes of a file; nothing when there is none.
    std::optional<std::string> read(const std::string& path) const;
    template <class Value>
    std::optional<Value> find(const std::string& path) const {
        const auto bytes = read(path);
        return bytes ? std::optional(format::decode<Value>(*bytes, path)) : std::nullopt;
    }

private:
    /// All things of a folder, as they stand in the tree that they were read of.
    template <class Value>
    struct Part {
        const char* folder;
        std::optional<vault::ObjectId> id{}; ///< Of the folder's tree, when it was read.
        std::vector<Value> things{};
    };
    template <class Value>
    const std::vector<Value>& all(Part<Value>& part);

    Engine& engine_;
    std::optional<vault::ObjectId> tree_;
    std::optional<vault::ObjectId> office_; ///< The file that `policy_` was read of.
    Policy policy_;
    Part<Person> people_{"people"};
    Part<Role> roles_{"roles"};
    Part<SigningKey> keys_{"keys"};
    Part<Delegation> delegations_{"delegations"};
    Part<Hold> holds_{"holds"};
    Part<format::ScheduleFile> schedules_{"schedules"};
    Part<Series> series_{"series"};
};

} // namespace almirah
