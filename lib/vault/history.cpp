// What changed between entries, and the entries themselves.
#include "almirah/error.hpp"
#include "vault/shared.hpp"
#include "vault/state.hpp"

namespace almirah::vault {

namespace {

/// Deeper than any path of ours: a tree made to exhaust the stack.
constexpr std::size_t longest_path = 4096;

void check_depth(const std::string& folder) {
    if (folder.size() > longest_path)
        throw Error(Code::corrupt, "folders are nested too deep; the tree was not made by this software");
}

/// Compares two trees path by path.
class Diff {
public:
    /// A file that differs; false stops.
    using Each = std::function<bool(const TreeChange&)>;

    /// `keep`: trees are kept for the next comparison, which is that of the entry after.
    Diff(Repository::State& state, const Each& each, bool keep = false)
        : state_(state), each_(each), keep_(keep) {}

    /// False when the callback stopped.
    bool trees(const std::optional<ObjectId>& before, const std::optional<ObjectId>& after,
               const std::string& folder) {
        if (before == after) return true;
        check_depth(folder);
        const auto old = before ? tree(*before) : std::vector<TreeEntry>();
        const auto now = after ? tree(*after) : std::vector<TreeEntry>();
        auto a = old.begin();
        auto b = now.begin();
        while (a != old.end() || b != now.end()) {
            const bool gone = b == now.end() || (a != old.end() && a->key() < b->key());
            const bool come = a == old.end() || (b != now.end() && b->key() < a->key());
            const TreeEntry* was = come ? nullptr : &*a++;
            const TreeEntry* is = gone ? nullptr : &*b++;
            if (!entry(was, is, folder)) return false;
        }
        return true;
    }

private:
    /// Entries of one key: both files or both folders.
    bool entry(const TreeEntry* was, const TreeEntry* is, const std::string& folder) {
        const TreeEntry& any = is ? *is : *was;
        if (any.folder)
            return trees(was ? std::optional(was->id) : std::nullopt,
                         is ? std::optional(is->id) : std::nullopt, folder + any.name + "/");
        if (was && is && was->id == is->id) return true;
        return each_({folder + any.name, was ? std::optional(was->id) : std::nullopt,
                      is ? std::optional(is->id) : std::nullopt});
    }

    std::vector<TreeEntry> tree(const ObjectId& id) {
        if (!keep_) return state_.tree(id);
        return state_.kept_tree(id); // a copy: below it others are asked for
    }

    Repository::State& state_;
    const Each& each_;
    bool keep_;
};

/// Walks folders and calls `each` for every content.
void list_below(Repository::State& state, const ObjectId& tree, const std::string& folder,
                const std::function<void(const std::string&, const StoredContent&)>& each) {
    check_depth(folder);
    for (const auto& entry : state.tree(tree)) {
        if (folder.empty() && entry.name == shared_folder) continue;
        const bool in_parts = entry.folder && entry.name.ends_with(parts_suffix);
        if (entry.folder && !in_parts) {
            list_below(state, entry.id, folder + entry.name + "/", each);
            continue;
        }
        each(folder + entry.name.substr(0, entry.name.size() - (in_parts ? parts_suffix.size() : 0)),
             {entry.id, in_parts, 0, {}});
    }
}

} // namespace

void Repository::diff(const std::optional<ObjectId>& from,
                      const std::function<bool(const PathChange&)>& each) const {
    const Head* head = state_->head();
    const auto before = from ? std::optional(state_->commit(*from).tree) : std::nullopt;
    const Diff::Each now = [&](const TreeChange& change) { return each({change.path, change.after}); };
    Diff(*state_, now).trees(before, head ? std::optional(head->commit.tree) : std::nullopt, "");
}

void Repository::diff_trees(const std::optional<ObjectId>& before, const std::optional<ObjectId>& after,
                            const std::function<void(const TreeChange&)>& each) const {
    const Diff::Each go_on = [&](const TreeChange& change) {
        each(change);
        return true;
    };
    Diff(*state_, go_on, true).trees(before, after, "");
}

std::optional<ObjectId> Repository::tree() const {
    const Head* head = state_->head();
    return head ? std::optional(head->commit.tree) : std::nullopt;
}

void Repository::list(const std::string& folder, const std::function<void(const PathChange&)>& each) const {
    const Head* head = state_->head();
    const auto entry = head ? state_->entry_at(head->commit.tree, folder) : std::nullopt;
    if (!entry || !entry->folder) return;
    const Diff::Each go_on = [&](const TreeChange& file) {
        each({file.path, file.after});
        return true;
    };
    Diff(*state_, go_on).trees(std::nullopt, entry->id, folder + "/");
}

namespace {

/// Commits after `after` up to a head, newest first; nothing when `after` is not among its ancestors.
std::optional<std::vector<ObjectId>> chain(Repository::State& state, const std::optional<ObjectId>& after) {
    std::vector<ObjectId> ids;
    std::optional<ObjectId> id = state.head_id;
    while (id && id != after) {
        const CommitText commit = state.commit(*id);
        if (commit.parents.size() > 1)
            throw Error(Code::corrupt,
                        "entry " + id->hex() + " has two parents; it was not made by this software");
        ids.push_back(*id);
        id = commit.parents.empty() ? std::nullopt : std::optional(commit.parents[0]);
    }
    if (id != after) return std::nullopt;
    return ids;
}

Commit commit_of(const ObjectId& id, CommitText&& text) {
    return {id, std::move(text.author_name), std::move(text.author_email), text.at, std::move(text.message)};
}

} // namespace

bool Repository::log(const std::optional<ObjectId>& after,
                     const std::function<void(const Commit&)>& each) const {
    const auto ids = chain(*state_, after);
    if (!ids) return false;
    for (auto newest = ids->rbegin(); newest != ids->rend(); ++newest)
        each(commit_of(*newest, state_->commit(*newest)));
    return true;
}

namespace {

Attested attested_of(Repository::State& state, const ObjectId& id) {
    Attested attested;
    attested.bytes = state.objects.read(id, ObjectKind::commit);
    CommitText text = parse_commit(attested.bytes, id);
    Committer committer = committer_of(attested.bytes, id);
    attested.committer_name = std::move(committer.name);
    attested.committer_email = std::move(committer.email);
    attested.committed_at = committer.at;
    attested.tree = text.tree;
    attested.payload = payload_of(attested.bytes);
    attested.signature = std::move(text.signature);
    attested.commit = commit_of(id, std::move(text));
    return attested;
}

} // namespace

bool Repository::log_attested(const std::optional<ObjectId>& after,
                              const std::function<void(const Attested&)>& each) const {
    const auto ids = chain(*state_, after);
    if (!ids) return false;
    for (auto newest = ids->rbegin(); newest != ids->rend(); ++newest)
        each(attested_of(*state_, *newest));
    return true;
}

std::optional<Attested> Repository::last_change_of(const std::string& path) const {
    const auto file_in = [&](const ObjectId& tree) {
        const auto entry = state_->entry_at(tree, path);
        return entry ? std::optional(entry->id) : std::nullopt;
    };
    auto id = state_->head_id;
    if (!id) return std::nullopt;
    CommitText commit = state_->commit(*id);
    const auto now = file_in(commit.tree);
    if (!now) return std::nullopt;
    while (!commit.parents.empty()) {
        CommitText before = state_->commit(commit.parents[0]);
        if (file_in(before.tree) != now) break;
        id = commit.parents[0];
        commit = std::move(before);
    }
    return attested_of(*state_, *id);
}

std::string Repository::read_commit(const ObjectId& commit) const {
    return state_->objects.read(commit, ObjectKind::commit);
}

std::optional<Instant> Repository::last_entry_at() const {
    const Head* head = state_->head();
    return head ? std::optional(head->commit.at) : std::nullopt;
}

std::optional<ObjectId> Repository::find_in(const ObjectId& tree, const std::string& path) const {
    const auto entry = state_->entry_at(tree, path);
    return entry ? std::optional(entry->id) : std::nullopt;
}

void Repository::list_in(const ObjectId& tree, const std::string& folder,
                         const std::function<void(const PathChange&)>& each) const {
    const auto entry = state_->entry_at(tree, folder);
    if (!entry || !entry->folder) return;
    const Diff::Each go_on = [&](const TreeChange& file) {
        each({file.path, file.after});
        return true;
    };
    Diff(*state_, go_on).trees(std::nullopt, entry->id, folder + "/");
}

void Repository::list_vault(
    const std::function<void(const std::string& path, const StoredContent& content)>& each) const {
    if (const Head* head = state_->head()) list_below(*state_, head->vault_tree, "", each);
}

} // namespace almirah::vault
