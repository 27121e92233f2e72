// What a Repository and a Writer are made of. For this room only.
#pragma once

#include "base/digest.hpp"
#include "vault/commit.hpp"
#include "vault/intake.hpp"
#include "vault/new_packs.hpp"
#include "vault/objects.hpp"
#include "vault/refs.hpp"
#include "vault/repository.hpp"
#include "vault/tree_edit.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>

namespace almirah::vault {

/// The register's last commit, taken apart.
struct Head {
    ObjectId id;
    CommitText commit;
    ObjectId vault_tree;
};

struct Repository::State {
    State(std::string directory, unsigned threads, const Limits& limits)
        : directory(std::move(directory)), threads(threads), limits(limits), refs(this->directory),
          objects(this->directory + "/objects") {}

    /// Looks at the register's ref and at packs again.
    void refresh();
    /// Nothing in a store without entries. Throws corrupt when the commit cannot be read.
    const Head* head();
    CommitText commit(const ObjectId& id) { return parse_commit(objects.read(id, ObjectKind::commit), id); }
    std::vector<TreeEntry> tree(const ObjectId& id);
    /// The same, kept for who reads many paths, and for the next entry; good until the next call.
    const std::vector<TreeEntry>& kept_tree(const ObjectId& id);
    const std::vector<TreeEntry>& keep_tree(const ObjectId& id, std::vector<TreeEntry> entries);
    /// What stands at a path below a tree.
    std::optional<TreeEntry> entry_at(const ObjectId& tree, const std::string& path);

    std::string directory;
    unsigned threads;
    Limits limits;
    Refs refs;
    Objects objects;
    std::optional<ObjectId> head_id;
    std::optional<Head> parsed_head; ///< Of `head_id`, once asked for.
    int writers = 0;                 ///< Alive; their unfinished packs are not stale.

private:
    std::unordered_map<ObjectId, std::vector<TreeEntry>, ObjectIdHash> kept_trees_;
};

struct Incoming::State {
    State(const std::vector<Source>& sources, const Repository::State& repository, const Inspect& inspect);

    IntakeRun run;
    std::size_t taken = 0; ///< Sources.
};

struct Writer::State {
    explicit State(Repository::State& repository);
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { --repository.writers; }

    /// The blobs of the next `count` sources, appended where new.
    std::vector<StoredContent> add(Incoming::State& incoming, std::size_t count, const Progress& progress);
    /// Appends an object unless it is there. Throws conflict when another one has its name.
    ObjectId put(ObjectKind kind, std::string_view bytes);
    /// The bytes of an object of that name, in this transaction or in the store, if there is a sound copy.
    std::optional<std::string> existing(const ObjectId& id, ObjectKind kind);
    bool has(const ObjectId& id) const { return packs.contains(id) || repository.objects.contains(id); }

    ObjectId write_register();
    ObjectId write_vault();
    TreeStore trees();

    Repository::State& repository;
    std::optional<Head> before; ///< The register's last entry when the transaction began.
    std::optional<ObjectId> vault_ref_before;
    NewPacks packs;
    std::unordered_map<ObjectId, base::Sha256Bytes, ObjectIdHash> sums; ///< Of content in `packs`.
    std::map<std::string, std::optional<std::string>> files;
    TreeEdit vault;
    std::vector<ObjectId> referenced; ///< By `vault`.
    std::set<ObjectId> shared;        ///< Content that the store had already; see shared.hpp.
};

/// Throws conflict: SHA-1 names two contents.
[[noreturn]] void throw_collision(const ObjectId& id);

} // namespace almirah::vault
