// The branches: read, and moved by compare-and-swap under git's own locking (docs/durability.md).
#pragma once

#include "vault/object.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almirah::vault {

inline constexpr const char* register_ref = "refs/heads/register";
inline constexpr const char* vault_ref = "refs/heads/vault";

class Refs {
public:
    /// `directory`: of the repository.
    explicit Refs(std::string directory) : directory_(std::move(directory)) {}

    /// Nothing when it is in neither place where git keeps refs. Throws corrupt when it is there and says
    /// nothing sensible.
    std::optional<ObjectId> read(const std::string& name) const;
    /// Whether it certainly has this value: false as well where it cannot be read.
    bool stands(const std::string& name, const std::optional<ObjectId>& value) const noexcept;
    /// All refs; those that cannot be understood are left out.
    std::map<std::string, ObjectId> all() const;
    /// How a ref stands: what it leads to, or why stock git stumbles over it.
    struct State {
        std::optional<ObjectId> id;
        std::string fault;
    };
    /// The same of all there are, those that cannot be understood among them.
    std::map<std::string, State> states() const;

    enum class Sync { no, yes };
    /// Moves a ref from `before` (nothing: it is not there) to `after`. Throws conflict when it is elsewhere,
    /// busy when a git command holds it; in_doubt when it moved and is not known to be durable. Otherwise
    /// nothing has changed.
    void move(const std::string& name, const std::optional<ObjectId>& before, const ObjectId& after,
              Sync sync);
    /// As `move`, whatever stands there now.
    void set(const std::string& name, const ObjectId& after, Sync sync);
    /// Removes a ref that this process made; one in packed-refs stays.
    void remove(const std::string& name);

    /// Removes what killed writers left. Only under the store's lock. Returns how many.
    std::size_t sweep_locks() const;
    /// Lock files there are, relative to the repository.
    void each_lock(const std::function<void(const std::string&)>& each) const;

private:
    std::string path(const std::string& name) const { return directory_ + "/" + name; }
    std::map<std::string, ObjectId> packed() const;
    /// `bytes`: nothing where no file can be read.
    void each_loose(const std::function<void(const std::string& name,
                                             const std::optional<std::string>& bytes)>& each) const;
    void write(const std::string& name, const ObjectId& id, Sync sync, const std::function<void()>& check);

    std::string directory_;
};

} // namespace almirah::vault
