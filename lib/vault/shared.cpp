#include "vault/shared.hpp"

#include "almirah/error.hpp"

namespace almirah::vault {

namespace {

/// Is there when every sharing since the first content was noted.
std::string all_noted() {
    return std::string(shared_folder) + "/all";
}

std::string note_of(const ObjectId& id) {
    const std::string hex = id.hex();
    return std::string(shared_folder) + "/" + hex.substr(0, 2) + "/" + hex.substr(2);
}

/// Files of the register are objects as content is, and one may come to have the bytes of content. What
/// cannot be read may be anything.
bool may_be_of_register(Repository::State& state, const ObjectId& id) {
    try {
        const auto head = state.objects.head(id);
        return head && head->first == ObjectKind::blob && state.objects.read(id).bytes.starts_with("{\n \"");
    } catch (const Error& error) {
        if (error.code() != Code::corrupt && error.code() != Code::not_found) throw;
        return true;
    }
}

/// What this transaction gives an owner although the store, or another path of the transaction, has it
/// already, be it a damaged copy.
void gather_shared(Writer::State& writer) {
    std::set<ObjectId> seen;
    for (const auto& id : writer.referenced)
        if (writer.repository.objects.find(id) || !seen.insert(id).second) writer.shared.insert(id);
}

} // namespace

void note_shared(Writer::State& writer) {
    gather_shared(writer);
    const bool first = !writer.before || writer.before->vault_tree.hex() == empty_tree_hex;
    if (writer.vault.empty() || (!first && writer.shared.empty())) return;
    const ObjectId nothing = writer.put(ObjectKind::blob, "");
    writer.shared.insert(nothing); // an empty file of a record would be this very object
    if (first) writer.vault.put(all_noted(), nothing);
    for (const auto& id : writer.shared)
        writer.vault.put(note_of(id), nothing);
}

std::set<ObjectId> perhaps_shared(Repository::State& state, const std::set<ObjectId>& objects) {
    const Head* head = state.head();
    if (!head || !state.entry_at(head->vault_tree, all_noted())) return objects;
    std::set<ObjectId> shared;
    for (const auto& id : objects)
        if (state.entry_at(head->vault_tree, note_of(id)) || may_be_of_register(state, id)) shared.insert(id);
    return shared;
}

} // namespace almirah::vault
