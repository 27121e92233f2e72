// Content is destroyed: docs/durability.md, "Destroying content".
#include "vault/purge.hpp"

#include "almirah/error.hpp"
#include "os/files.hpp"
#include "vault/links.hpp"
#include "vault/loose.hpp"
#include "vault/pack_copy.hpp"
#include "vault/purge_journal.hpp"
#include "vault/referrers.hpp"
#include "vault/shared.hpp"

#include <algorithm>

namespace almirah::vault {

namespace {

using Ids = std::set<ObjectId>;

/// Those of the objects that are trees of parts, and their parts.
Ids in_parts(Repository::State& state, const Ids& objects) {
    Ids found;
    for (const auto& id : objects) {
        const auto head = state.objects.head(id);
        if (!head || head->first != ObjectKind::tree) continue;
        found.insert(id);
        for (const auto& part : state.tree(id))
            found.insert(part.id);
    }
    return found;
}

/// The commits of the closure that stand in the register's chain.
Ids entries_among(Repository::State& state, const Ids& closure) {
    Ids sought, found;
    for (const auto& id : closure) {
        const auto head = state.objects.head(id);
        if (head && head->first == ObjectKind::commit) sought.insert(id);
    }
    std::erase_if(sought, [&](const ObjectId& id) {
        return state.commit(id).message.find("\nVault: ") == std::string::npos;
    });
    for (auto id = state.head_id; id && !sought.empty();) {
        if (sought.erase(*id) > 0) found.insert(*id);
        const CommitText commit = state.commit(*id);
        id = commit.parents.empty() ? std::nullopt : std::optional(commit.parents[0]);
    }
    return found;
}

/// A tag or branch that somebody made keeps what it names alive, and would be broken.
void check_foreign_refs(const Repository::State& state, const Ids& dead) {
    for (const auto& [name, id] : state.refs.all())
        if (name != register_ref && name != vault_ref && dead.contains(id))
            throw Error(
                Code::conflict,
                name + " still leads to content that is to be destroyed; remove it with git update-ref -d " +
                    name + " and repeat");
}

/// What is removed must not live on where a link leads.
void check_links(const Repository::State& state) {
    for (const auto& name : links_of(state.directory))
        throw Error(Code::conflict, name +
                                        " is a symbolic link, and what is to be destroyed may lie behind it; "
                                        "put the file itself in its place and repeat");
}

bool has_foreign_refs(const Repository::State& state) {
    const auto refs = state.refs.all();
    return std::any_of(refs.begin(), refs.end(),
                       [](const auto& ref) { return ref.first != register_ref && ref.first != vault_ref; });
}

/// Those that a living commit leads to. Reads every tree of the store, so it is asked only where there is
/// doubt. `check` is called with what else would go: commits and trees that lead to the dead.
template <class Check>
Ids living_among(Repository::State& state, const Ids& objects, Check check) {
    if (objects.empty()) return {};
    const Referrers referrers(state.objects, objects);
    Ids dead = referrers.closure(objects);
    Ids roots = entries_among(state, dead);
    if (const Head* head = state.head()) roots.insert(head->vault_tree);
    if (const auto vault = state.refs.read(vault_ref)) roots.insert(*vault);
    Ids living;
    for (const auto& id : referrers.reachable(roots, dead)) {
        dead.erase(id);
        if (objects.contains(id)) living.insert(id);
    }
    check(dead);
    return living;
}

/// The objects and their parts, and those of an unfinished purge, but for what somebody else owns.
Ids doomed(Repository::State& state, const Ids& objects, const Ids& doubted, const Ids& unfinished) {
    // A folder of somebody else's may be the same tree as one of parts, and trees have no note.
    Ids gone = in_parts(state, objects), doubtful = gone;
    gone.insert(objects.begin(), objects.end());
    doubtful.merge(has_foreign_refs(state) ? Ids(gone) : perhaps_shared(state, gone));
    doubtful.insert(doubted.begin(), doubted.end());
    doubtful.insert(unfinished.begin(), unfinished.end());
    gone.insert(unfinished.begin(), unfinished.end());
    const Ids living =
        living_among(state, doubtful, [&](const Ids& dead) { check_foreign_refs(state, dead); });
    std::erase_if(gone,
                  [&](const ObjectId& id) { return living.contains(id) || !state.objects.contains(id); });
    return gone;
}

/// Writes packs anew without the doomed, one after another, so that the disk needs room for one only.
class PackPurge {
public:
    PackPurge(Repository::State& state, const Progress& progress, PurgeReport& report)
        : state_(state), progress_(progress), report_(report) {}

    void run(const Ids& doomed) {
        const Objects::Packs packs = state_.objects.packs();
        std::uint64_t done = 0, total = 0;
        for (const auto& pack : packs)
            total += pack->size_bytes();
        for (const auto& pack : packs) {
            if (holds_any(*pack, doomed)) rewrite(*pack, doomed);
            done += pack->size_bytes();
            if (progress_ && !progress_(done, total))
                throw Error(Code::cancelled, "stopped before everything was destroyed; repeat to finish");
        }
    }

private:
    static bool holds_any(const Pack& pack, const Ids& doomed) {
        return std::any_of(doomed.begin(), doomed.end(),
                           [&](const ObjectId& id) { return pack.index().find(id).has_value(); });
    }
    void rewrite(const Pack& pack, const Ids& doomed) {
        NewPacks rest(state_.objects.pack_folder(), state_.limits.pack);
        copy_objects(pack,
                     [&](std::size_t, const ObjectId& id) { return doomed.contains(id) ? nullptr : &rest; });
        const std::uint64_t kept_bytes = rest.size_bytes();
        const std::string stem = pack.stem();
        report_.bytes_freed += std::max(pack.size_bytes(), kept_bytes) - kept_bytes;
        ++report_.packs_rewritten;
        report_.packs_shared += is_shared(stem + ".pack") ? 1 : 0;
        if (!rest.empty()) rest.install(state_.objects);
        hand_on_mark(stem, rest);
        state_.objects.forget(stem);
        remove_pack(stem);
    }

    /// What was laid down stays so.
    static void hand_on_mark(const std::string& stem, const NewPacks& rest) {
        const std::string mark = stem + std::string(keep_suffix);
        if (!os::exists(mark)) return;
        const std::string words = os::read_small_file(mark);
        for (const auto& made : rest.stems())
            os::write_file(made + std::string(keep_suffix), words);
    }

    Repository::State& state_;
    const Progress& progress_;
    PurgeReport& report_;
};

void remove_loose(const std::string& objects, const Ids& doomed) {
    std::set<std::string> folders;
    for (const auto& id : doomed) {
        const std::string path = loose_path(objects, id);
        if (os::remove_file(path)) folders.insert(path.substr(0, path.rfind('/')));
    }
    for (const auto& folder : folders)
        os::sync_folder(folder);
}

} // namespace

PurgeReport purge_objects(Repository::State& state, const Ids& objects, const Ids& doubted,
                          const Progress& progress) {
    if (!state.objects.unusable().empty())
        throw Error(Code::corrupt,
                    state.objects.unusable().begin()->second + "; what it holds cannot be destroyed before");
    check_links(state);
    const PurgeJournal journal(state.directory);
    PurgeReport report;
    const Ids unfinished = journal.read();
    const Ids gone = doomed(state, objects, doubted, unfinished);
    report.objects_removed = std::size_t(std::count_if(gone.begin(), gone.end(), [&](const ObjectId& id) {
        return objects.contains(id) || !unfinished.contains(id);
    }));
    // From here on a crash leaves some of them; the next writer finishes.
    journal.write(gone);
    remove_derived(state.objects.folder());
    remove_loose(state.objects.folder(), gone);
    PackPurge(state, progress, report).run(gone);
    os::sync_folder(state.objects.pack_folder());
    journal.clear();
    return report;
}

PurgeReport Repository::purge(const std::set<ObjectId>& objects, const Progress& progress,
                              const std::set<ObjectId>& doubted) {
    recover();
    return purge_objects(*state_, objects, doubted, progress);
}

std::set<ObjectId> living_of(Repository::State& state, const std::set<ObjectId>& objects) {
    return living_among(state, objects, [](const Ids&) {});
}

std::set<ObjectId> Repository::living(const std::set<ObjectId>& objects) {
    return living_of(*state_, objects);
}

void Repository::require_unnamed(const std::set<ObjectId>& objects) {
    if (!objects.empty()) check_links(*state_);
    if (objects.empty() || !has_foreign_refs(*state_)) return;
    check_foreign_refs(*state_, Referrers(state_->objects, objects).closure(objects));
}

} // namespace almirah::vault
