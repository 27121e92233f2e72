// The git repository of a store: two branches, packs of our own making (design section 2,
// docs/durability.md).
#pragma once

#include "almirah/progress.hpp"
#include "almirah/record.hpp"
#include "almirah/trust.hpp"
#include "vault/object.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace almirah::vault {

/// One commit of the register, as read.
struct Commit {
    ObjectId id;
    std::string author_name;
    std::string author_email;
    Instant at{};
    std::string message; ///< With its trailers.
};

/// A path of the register that differs between two commits.
struct PathChange {
    std::string path;
    std::optional<ObjectId> blob; ///< As of the later commit; none: removed.
};

/// A file that differs between two trees.
struct TreeChange {
    std::string path;
    std::optional<ObjectId> before, after; ///< Nothing: it is not there.
};

/// Who and when and why, for the commit of an entry.
struct CommitDraft {
    std::string author_name;
    std::string author_email;
    Instant at{};
    std::string
        message; ///< Summary, blank line, body, blank line, trailers. The room adds the trailer `Vault:`.
    /// Gives the signature, in armour, over the bytes of the commit. Empty: it stays unsigned.
    std::function<std::string(std::string_view payload)> sign{};
};

/// One commit of the register with all that its signature is about.
struct Attested {
    Commit commit;
    std::string committer_name;
    std::string committer_email;
    Instant committed_at{};
    ObjectId tree;
    std::string bytes;     ///< The whole commit.
    std::string payload;   ///< The same without the signature.
    std::string signature; ///< In armour, as it stands there; empty: unsigned.
};

/// Content on its way in: read, hashed (SHA-1, SHA-256) and compressed by threads, ahead of the writers that
/// take it. One thread.
class Incoming {
public:
    /// Called on a worker's thread with the whole bytes of each source that is not over 64 MiB.
    using Inspect = std::function<void(std::size_t source, std::string_view bytes)>;

    Incoming(Incoming&&) noexcept;
    ~Incoming();

    struct State; ///< For this room only.

private:
    friend class Repository;
    friend class Writer;
    explicit Incoming(std::unique_ptr<State> state) noexcept;
    std::unique_ptr<State> state_;
};

/// The objects of one transaction, written into one pack. Nothing is visible before `Repository::commit`; a
/// Writer that is dropped leaves nothing. One thread (it starts workers of its own).
class Writer {
public:
    Writer(Writer&&) noexcept;
    ~Writer();

    /// Appends the next `count` sources; results in their order. Content over 64 MiB goes in parts under a
    /// tree. Throws what reading throws; then nothing of these is appended, and `incoming` is of no more use.
    /// Progress counts bytes.
    std::vector<StoredContent> add(Incoming& incoming, std::size_t count, const Progress& progress = {});
    /// The same for sources that this writer alone takes.
    std::vector<StoredContent> add(const std::vector<Source>& sources, const Incoming::Inspect& inspect = {},
                                   const Progress& progress = {});

    /// A file of the register: its bytes, or nothing to remove it.
    void put_register(const std::string& path, std::optional<std::string> bytes);
    /// A path of the vault: content added by this writer (or known to the store), or nothing to remove it and
    /// all below. Throws invalid_argument for a path that git cannot hold, or with a component that ends in
    /// ".parts".
    void put_vault(const std::string& path, std::optional<StoredContent> content);

    struct State; ///< For this room only.

private:
    friend class Repository;
    explicit Writer(std::unique_ptr<State> state) noexcept;
    std::unique_ptr<State> state_;
};

/// Sizes in bytes that decide how content is laid down; tests make them smaller.
struct Limits {
    std::uint64_t whole_up_to = 64 << 20; ///< Larger content goes in parts.
    std::uint64_t part = 16 << 20;
    std::uint64_t pack = 1 << 30;   ///< A pack is closed before it grows past this.
    std::uint64_t laid = 512 << 20; ///< Packs that have so much together are laid down.
};

/// Takes content that is kept, with its size in bytes and the year in which it falls due (nothing: none yet).
/// False: enough of this kind.
using TakeContent =
    std::function<bool(const ObjectId& content, std::uint64_t size_bytes, std::optional<int> year)>;
/// Gives all content there is, of each kind what came last first.
using ContentYears = std::function<void(const TakeContent& take)>;

struct PurgeReport {
    std::size_t objects_removed = 0;
    int packs_rewritten = 0;
    int packs_shared = 0; ///< Of these, files that had another name on the disk, which keeps the bytes.
    std::uint64_t bytes_freed = 0;
};

/// How verify tells what moved meanwhile from what is damaged, while others write.
struct LookAgain {
    /// Reads the register again, where it has moved on: what verify was given as expected and destroyed then
    /// says what the register says now. False: it is where it was.
    std::function<bool()> register_now{};
    /// Keeps writers away as long as the answer is kept; null where that cannot be had.
    std::function<std::shared_ptr<void>()> still{};
};

/// A bare repository in a store's directory. The caller holds the store's lock (os/lock.hpp) around
/// everything that writes; reading needs none. One thread.
class Repository {
public:
    /// Makes the directories, HEAD, config and the first commits' absence. Throws already_exists.
    static Repository create(const std::string& directory, unsigned threads = 2);
    /// Checks owner, alternates, config includes, symlinked objects/, every .idx. Throws not_found, corrupt,
    /// permission, unsupported_format.
    static Repository open(const std::string& directory, unsigned threads = 2, const Limits& limits = {});
    Repository(Repository&&) noexcept;
    ~Repository();

    /// Under the lock: sweeps stale ref locks and unfinished packs, makes the vault ref agree with the
    /// register's trailer.
    void recover();
    /// Looks again at refs and packs that other processes changed. Cheap when nothing did.
    void refresh();

    /// The register's last commit; nothing in a store without entries.
    std::optional<ObjectId> head() const;

    Writer begin();
    /// Looks at the sources and begins to read them; needs no lock. Bytes in `sources` outlive it. A source
    /// that vanished or is unreadable throws not_found, permission or io naming its path, here or when it is
    /// taken.
    Incoming take_in(const std::vector<Source>& sources, const Incoming::Inspect& inspect = {}) const;
    /// Appends the entry: one pack, synced; vault ref; register ref. Returns the register commit. Throws
    /// conflict when the register moved since `begin`, in_doubt when the disk does not say.
    ObjectId commit(Writer&& writer, const CommitDraft& draft);
    /// Merges small packs geometrically when there are enough of them; when there is enough in them, lays it
    /// down by the years that `contents` gives. Safe at any moment.
    void merge_packs(const ContentYears& contents);

    /// Bytes of a register file at HEAD; nothing when there is none. Throws corrupt when it is there but
    /// unreadable.
    std::optional<std::string> read(const std::string& path) const;
    /// The blob of a register file at HEAD; nothing when there is none. Throws corrupt.
    std::optional<ObjectId> find(const std::string& path) const;
    /// Bytes of a blob of the register.
    std::string read_blob(const ObjectId& blob) const;
    /// Content (a blob, or a tree of parts), a piece at a time. Throws not_found, corrupt.
    void read_content(const ObjectId& content, const Sink& sink) const;
    /// Whether content is a tree of parts. Throws not_found, corrupt.
    bool is_in_parts(const ObjectId& content) const;
    bool contains(const ObjectId& object) const;

    /// Paths that differ between a commit (nothing: the empty tree) and HEAD, in path order. False from the
    /// callback stops.
    void diff(const std::optional<ObjectId>& from, const std::function<bool(const PathChange&)>& each) const;
    /// Files below a folder of the register at HEAD, in path order.
    void list(const std::string& folder, const std::function<void(const PathChange&)>& each) const;
    /// Commits after `after` (nothing: from the first) up to HEAD, oldest first. False when `after` is not an
    /// ancestor.
    bool log(const std::optional<ObjectId>& after, const std::function<void(const Commit&)>& each) const;
    /// The same with signatures.
    bool log_attested(const std::optional<ObjectId>& after,
                      const std::function<void(const Attested&)>& each) const;
    /// The entry that last changed a file of the register; nothing when there is no such file. Walks back
    /// from the last entry.
    std::optional<Attested> last_change_of(const std::string& path) const;
    /// The whole bytes of a commit. Throws not_found, corrupt.
    std::string read_commit(const ObjectId& commit) const;
    /// When the register's last entry was made; nothing in a store without entries.
    std::optional<Instant> last_entry_at() const;
    /// The register's tree at HEAD; nothing in a store without entries.
    std::optional<ObjectId> tree() const;
    /// Files that differ between two trees, in path order.
    void diff_trees(const std::optional<ObjectId>& before, const std::optional<ObjectId>& after,
                    const std::function<void(const TreeChange&)>& each) const;
    /// What stands at a path below a tree: a file's blob or a folder's tree; nothing when there is none.
    std::optional<ObjectId> find_in(const ObjectId& tree, const std::string& path) const;
    /// Files below a folder of a tree, in path order.
    void list_in(const ObjectId& tree, const std::string& folder,
                 const std::function<void(const PathChange&)>& each) const;
    /// Paths and contents of the vault at HEAD, in path order. Content in parts stands under the name of the
    /// file. Size and SHA-256 are left out: the register knows them.
    void
    list_vault(const std::function<void(const std::string& path, const StoredContent& content)>& each) const;

    /// Removes objects from every pack and from loose objects, with any commit-graph, multi-pack-index and
    /// bitmap. The objects must not be reachable from either branch: those that are, are left and not
    /// counted. `doubted`: those that somebody else may own although the vault has no note of it. Crash-safe;
    /// repeatable.
    PurgeReport purge(const std::set<ObjectId>& objects, const Progress& progress = {},
                      const std::set<ObjectId>& doubted = {});
    /// Throws conflict, naming it, when a ref that is not the store's leads to one of the objects, or a
    /// symbolic link stands where their bytes may lie: a purge of them would stop there. Reads every tree, if
    /// there is such a ref at all.
    void require_unnamed(const std::set<ObjectId>& objects);
    /// Those of the objects that an entry or the vault of the last entry leads to. Reads every tree.
    std::set<ObjectId> living(const std::set<ObjectId>& objects);

    /// What verify needs to know about content: blob id -> SHA-256 and size, by the register.
    using Expected = std::unordered_map<ObjectId, std::pair<std::string, std::uint64_t>, ObjectIdHash>;
    using Destroyed = std::unordered_set<ObjectId, ObjectIdHash>;
    /// Packs, idx, every object's SHA-1, connectivity of both branches, and SHA-256 of what `expected` names
    /// (its content in parts is keyed by the tree of parts). Trees may name what is `destroyed`. `fast`
    /// leaves the bytes of blobs unread. Counts go into `result`. `inspect` is called on any thread with
    /// content that is whole and as expected.
    using Inspect = std::function<void(const ObjectId& blob, std::string_view bytes)>;
    void verify(const Expected& expected, const Destroyed& destroyed, bool fast, Verification& result,
                const Progress& progress, const Inspect& inspect = {}, const LookAgain& again = {}) const;

    struct State; ///< For this room only.

private:
    explicit Repository(std::unique_ptr<State> state) noexcept;
    std::unique_ptr<State> state_;
};

} // namespace almirah::vault
