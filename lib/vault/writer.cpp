#include "almirah/error.hpp"
#include "os/files.hpp"
#include "vault/intake.hpp"
#include "vault/shared.hpp"
#include "vault/state.hpp"

namespace almirah::vault {

void throw_collision(const ObjectId& id) {
    throw Error(Code::conflict,
                "two different contents have the SHA-1 " + id.hex() + "; the second is not stored");
}

Writer::Writer(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
Writer::Writer(Writer&&) noexcept = default;
Writer::~Writer() = default;

std::vector<StoredContent> Writer::add(const std::vector<Source>& sources, const Incoming::Inspect& inspect,
                                       const Progress& progress) {
    Incoming::State incoming(sources, state_->repository, inspect);
    return state_->add(incoming, sources.size(), progress);
}

std::vector<StoredContent> Writer::add(Incoming& incoming, std::size_t count, const Progress& progress) {
    return state_->add(*incoming.state_, count, progress);
}

void Writer::put_register(const std::string& path, std::optional<std::string> bytes) {
    state_->files[path] = std::move(bytes);
}

void Writer::put_vault(const std::string& path, std::optional<StoredContent> content) {
    const std::string in_parts = path + std::string(parts_suffix);
    if ((path + "/").find(std::string(parts_suffix) + "/") != std::string::npos)
        throw Error(Code::invalid_argument,
                    os::quoted(path) + ": a name that ends in .parts means a file in parts; escape it");
    state_->vault.remove(path);
    state_->vault.remove(in_parts);
    if (!content) return;
    state_->vault.put(content->in_parts ? in_parts : path, content->id, content->in_parts);
    state_->referenced.push_back(content->id);
}

Writer::State::State(Repository::State& repository)
    : repository(repository), packs(repository.objects.pack_folder(), repository.limits.pack) {
    repository.refresh();
    if (const Head* head = repository.head()) before = *head;
    vault_ref_before = repository.refs.read(vault_ref);
    ++repository.writers;
}

std::optional<std::string> Writer::State::existing(const ObjectId& id, ObjectKind kind) {
    if (packs.contains(id)) return packs.read(id).bytes;
    if (!repository.objects.find(id)) return std::nullopt;
    try {
        return repository.objects.read(id, kind);
    } catch (const Error& error) {
        // A damaged copy is no copy: a sound one is written beside it.
        if (error.code() != Code::corrupt && error.code() != Code::not_found) throw;
        return std::nullopt;
    }
}

ObjectId Writer::State::put(ObjectKind kind, std::string_view bytes) {
    const ObjectId id = object_id(kind, bytes);
    const auto known = existing(id, kind);
    if (known && *known != bytes) throw_collision(id);
    if (!known) packs.append(id, kind, bytes);
    return id;
}

TreeStore Writer::State::trees() {
    return {[this](const ObjectId& id) { return repository.kept_tree(id); },
            [this](const std::vector<TreeEntry>& entries) {
                const std::string bytes = encode_tree(entries);
                const ObjectId id = put(ObjectKind::tree, bytes);
                repository.keep_tree(id, parse_tree(bytes, id)); // the next entry changes it again
                return id;
            }};
}

ObjectId Writer::State::write_register() {
    TreeEdit edit;
    std::vector<Intake> intakes;
    std::vector<const std::string*> paths;
    for (const auto& [path, bytes] : files) {
        edit.remove(path);
        if (!bytes) continue;
        Intake intake;
        intake.bytes = *bytes;
        intake.size_bytes = bytes->size();
        intakes.push_back(std::move(intake));
        paths.push_back(&path);
    }
    Limits whole;
    whole.whole_up_to = UINT64_MAX;
    IntakeRun run(std::move(intakes), {whole, repository.threads, false});
    while (const Prepared* prepared = run.next()) {
        const auto known = existing(prepared->id, ObjectKind::blob);
        if (known && *known != run.sources()[prepared->source].bytes) throw_collision(prepared->id);
        if (!known) packs.append(prepared->id, prepared->entry, prepared->crc32);
        edit.put(*paths[prepared->source], prepared->id);
    }
    return edit.apply(before ? std::optional(before->commit.tree) : std::nullopt, trees());
}

ObjectId Writer::State::write_vault() {
    for (const auto& id : referenced)
        if (!has(id))
            throw Error(Code::invalid_argument,
                        "content " + id.hex() + " is neither in the store nor in the transaction");
    note_shared(*this);
    return vault.apply(before ? std::optional(before->vault_tree) : std::nullopt, trees());
}

} // namespace almirah::vault
