// All objects of a store: its packs, and loose objects that stock git made.
#pragma once

#include "vault/object.hpp"
#include "vault/pack.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace almirah::vault {

/// One thread, except where said.
class Objects {
public:
    /// `folder`: "…/objects".
    explicit Objects(std::string folder);

    const std::string& folder() const { return folder_; }
    std::string pack_folder() const { return folder_ + "/pack"; }

    /// Looks at the folder again if it changed since.
    void refresh();
    /// The same in any case.
    void look_again();
    /// Whether packs may have come or gone since they were looked at. Waits where that cannot be told yet.
    bool may_have_moved();
    /// Takes up a pack that this process has just installed, and forgets those it removed.
    void add(const std::string& stem);
    void forget(const std::string& stem);
    /// Reads every idx whole that was not read so before, and sets aside packs whose idx is damaged. Before
    /// objects are counted, or one is called absent.
    void check_indexes();
    /// Makes the idx of packs that were set aside because theirs is missing or damaged.
    void derive_missing();

    using Packs = std::vector<std::shared_ptr<Pack>>;
    const Packs& packs() const { return packs_; }
    /// Packs that cannot be used, and why: by stem.
    const std::map<std::string, std::string>& unusable() const { return unusable_; }
    /// Packs without a sound idx that nobody has tried to derive yet, and what is wrong with it: by stem.
    const std::map<std::string, std::string>& set_aside() const { return set_aside_; }

    struct Place {
        const Pack* pack;
        std::size_t n;
    };
    /// Any thread. In packs only; nothing is read but the idx.
    std::optional<Place> find(const ObjectId& id) const;
    /// In packs or loose.
    bool contains(const ObjectId& id) const;

    /// Any sound copy. Throws not_found, corrupt (it is there but damaged, or may lie in a pack that is
    /// unusable).
    Object read(const ObjectId& id);
    /// As `read`; corrupt when it is of another kind.
    std::string read(const ObjectId& id, ObjectKind kind);
    /// Kind and size; nothing when it is not there. The bytes are not checked.
    std::optional<std::pair<ObjectKind, std::uint64_t>> head(const ObjectId& id);

private:
    std::optional<Object> try_read(const ObjectId& id, std::string& damage);
    /// Nothing when the pack has no sound copy.
    std::optional<Object> try_read(Pack& pack, const ObjectId& id, std::string& damage);
    void open_pack(const std::string& stem);

    std::string folder_;
    std::shared_ptr<OpenFiles> files_ = std::make_shared<OpenFiles>();
    std::int64_t seen_changed_ns_ = -1;
    std::int64_t certain_ns_ = -1; ///< Of the folder's change after which it was looked at late enough.
    Packs packs_;
    std::shared_ptr<Pack> last_read_; ///< What is read next lies there as a rule.
    std::map<std::string, std::string> set_aside_;
    std::map<std::string, std::string> unusable_;
};

} // namespace almirah::vault
