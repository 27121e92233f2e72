// What a crash left is tidied: docs/durability.md, "Recovery".
#include "almirah/error.hpp"
#include "os/files.hpp"
#include "vault/purge.hpp"
#include "vault/purge_journal.hpp"

#include <algorithm>

namespace almirah::vault {

namespace {

/// Unfinished files of dead writers, and what outlived its pack.
void sweep(const std::string& folder) {
    const auto names = os::list(folder);
    const auto gone = [&](const std::string& name) {
        return !std::binary_search(names.begin(), names.end(), name) && !os::exists(folder + "/" + name);
    };
    for (const auto& name : names) {
        const bool orphan = name.starts_with("pack-") && name.ends_with(".idx") &&
                            gone(name.substr(0, name.size() - 4) + ".pack");
        if (orphan || name.starts_with(temporary_prefix)) os::remove_file(folder + "/" + name);
    }
}

void restore_indexes(Objects& objects) {
    objects.check_indexes();
    objects.derive_missing();
    const Objects::Packs packs = objects.packs();
    for (const auto& pack : packs) {
        if (pack->index_on_disk()) continue;
        os::write_file(pack->stem() + ".idx", pack->index().bytes());
        objects.forget(pack->stem());
        objects.add(pack->stem());
    }
}

/// Where it cannot be finished (a full disk, a damaged pack, somebody's tag), it waits; verify tells.
void finish_purge(Repository::State& state) {
    if (!PurgeJournal(state.directory).exists()) return;
    try {
        purge_objects(state, {}, {}, {});
    } catch (const Error& error) {
        if (error.code() != Code::no_space && error.code() != Code::corrupt && error.code() != Code::conflict)
            throw;
    }
}

/// Whether the ref leads to the tree. A ref or commit that a power cut damaged leads nowhere.
bool leads_to(Repository::State& state, const ObjectId& tree) {
    try {
        const auto id = state.refs.read(vault_ref);
        if (!id) return tree.hex() == empty_tree_hex;
        const CommitText commit = state.commit(*id);
        return commit.tree == tree && commit.parents.empty();
    } catch (const Error& error) {
        if (error.code() != Code::corrupt && error.code() != Code::not_found) throw;
        return false;
    }
}

/// The trailer wins.
void settle_vault_ref(Repository::State& state) {
    const Head* head = state.head();
    if (!head || leads_to(state, head->vault_tree)) return;
    const std::string bytes = encode_commit(vault_commit(head->vault_tree, head->commit));
    const ObjectId id = object_id(ObjectKind::commit, bytes);
    if (!state.objects.contains(id)) {
        NewPacks pack(state.objects.pack_folder());
        pack.append(id, ObjectKind::commit, bytes);
        if (head->vault_tree.hex() == empty_tree_hex && !state.objects.contains(head->vault_tree))
            pack.append(head->vault_tree, ObjectKind::tree, "");
        pack.install(state.objects);
    }
    state.refs.set(vault_ref, id, Refs::Sync::no);
}

} // namespace

void Repository::recover() {
    if (state_->writers > 0) return;
    state_->refs.sweep_locks();
    sweep(state_->objects.pack_folder());
    if (os::is_folder(state_->directory + "/almirah")) sweep(state_->directory + "/almirah");
    state_->refresh();
    restore_indexes(state_->objects);
    settle_vault_ref(*state_);
    finish_purge(*state_);
}

} // namespace almirah::vault
