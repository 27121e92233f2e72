// An entry is committed: docs/durability.md, "Writing an entry".
#include "almirah/error.hpp"
#include "vault/state.hpp"

namespace almirah::vault {

namespace {

/// The commits of an entry, written into its pack.
struct NewCommits {
    ObjectId entry;
    std::optional<ObjectId> vault; ///< Nothing when the content stays as it is.
    CommitText text;
    ObjectId vault_tree;
};

NewCommits write_commits(Writer::State& writer, const CommitDraft& draft) {
    NewCommits made;
    made.vault_tree = writer.write_vault();
    made.text = {writer.write_register(), {},       draft.author_name,
                 draft.author_email,      draft.at, with_vault_trailer(draft.message, made.vault_tree)};
    if (writer.before) made.text.parents = {writer.before->id};
    const ObjectId before = writer.before ? writer.before->vault_tree : *ObjectId::parse(empty_tree_hex);
    if (made.vault_tree != before)
        made.vault = writer.put(ObjectKind::commit, encode_commit(vault_commit(made.vault_tree, made.text)));
    if (draft.sign) made.text.signature = draft.sign(encode_commit(made.text));
    made.entry = writer.put(ObjectKind::commit, encode_commit(made.text));
    return made;
}

void move_refs(Writer::State& writer, const NewCommits& made) {
    Refs& refs = writer.repository.refs;
    const auto base = writer.before ? std::optional(writer.before->id) : std::nullopt;
    if (made.vault) refs.move(vault_ref, writer.vault_ref_before, *made.vault, Refs::Sync::no);
    refs.move(register_ref, base, made.entry, Refs::Sync::yes);
}

/// As before the entry, unless it is there, or may be: then its packs must stay. What does not go back now,
/// recovery does.
void take_back(Writer::State& writer, const NewCommits& made) noexcept {
    const auto base = writer.before ? std::optional(writer.before->id) : std::nullopt;
    try {
        if (!writer.repository.refs.stands(register_ref, base)) return writer.repository.refresh();
        if (made.vault && writer.repository.refs.read(vault_ref) == made.vault) {
            if (writer.vault_ref_before)
                writer.repository.refs.set(vault_ref, *writer.vault_ref_before, Refs::Sync::no);
            else
                writer.repository.refs.remove(vault_ref);
        }
        writer.packs.uninstall(writer.repository.objects);
    } catch (const std::exception&) {
        return;
    }
}

} // namespace

ObjectId Repository::commit(Writer&& moved, const CommitDraft& draft) {
    const auto writer = std::move(moved.state_);
    const auto base = writer->before ? std::optional(writer->before->id) : std::nullopt;
    if (state_->refs.read(register_ref) != base)
        throw Error(Code::conflict,
                    "the register has a new entry since this one was begun; read again and repeat");
    NewCommits made = write_commits(*writer, draft);
    writer->packs.install(state_->objects);
    try {
        move_refs(*writer, made);
    } catch (...) {
        take_back(*writer, made);
        throw;
    }
    state_->head_id = made.entry;
    state_->parsed_head = Head{made.entry, std::move(made.text), made.vault_tree};
    return made.entry;
}

} // namespace almirah::vault
