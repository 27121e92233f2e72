#include "vault/repository.hpp"

#include "almirah/error.hpp"
#include "os/files.hpp"
#include "vault/layout.hpp"
#include "vault/state.hpp"

#include <algorithm>

namespace almirah::vault {

Repository::Repository(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
Repository::Repository(Repository&&) noexcept = default;
Repository::~Repository() = default;

Repository Repository::create(const std::string& directory, unsigned threads) {
    make_layout(directory);
    return open(directory, threads);
}

Repository Repository::open(const std::string& directory, unsigned threads, const Limits& limits) {
    check_layout(directory);
    auto state = std::make_unique<State>(directory, threads, limits);
    state->refresh();
    return Repository(std::move(state));
}

void Repository::State::refresh() {
    head_id = refs.read(register_ref);
    objects.refresh();
    if (parsed_head && parsed_head->id != head_id) parsed_head.reset();
}

const Head* Repository::State::head() {
    if (!head_id) return nullptr;
    if (!parsed_head) {
        CommitText text = commit(*head_id);
        const ObjectId vault_tree = vault_tree_of(text, *head_id);
        parsed_head = Head{*head_id, std::move(text), vault_tree};
    }
    return &*parsed_head;
}

std::vector<TreeEntry> Repository::State::tree(const ObjectId& id) {
    if (id.hex() == empty_tree_hex) return {};
    return parse_tree(objects.read(id, ObjectKind::tree), id);
}

const std::vector<TreeEntry>& Repository::State::kept_tree(const ObjectId& id) {
    const auto known = kept_trees_.find(id);
    return known != kept_trees_.end() ? known->second : keep_tree(id, tree(id));
}

const std::vector<TreeEntry>& Repository::State::keep_tree(const ObjectId& id,
                                                           std::vector<TreeEntry> entries) {
    constexpr std::size_t most = 1024; // some megabytes
    if (kept_trees_.size() == most) kept_trees_.clear();
    return kept_trees_[id] = std::move(entries);
}

std::optional<TreeEntry> Repository::State::entry_at(const ObjectId& root, const std::string& path) {
    TreeEntry entry{"", root, true};
    for (std::size_t start = 0; start <= path.size();) {
        const std::size_t end = std::min(path.find('/', start), path.size());
        if (!entry.folder) return std::nullopt;
        const auto& entries = kept_tree(entry.id);
        const auto found = std::find_if(entries.begin(), entries.end(), [&](const TreeEntry& candidate) {
            return path.compare(start, end - start, candidate.name) == 0;
        });
        if (found == entries.end()) return std::nullopt;
        entry = *found;
        start = end + 1;
    }
    return entry;
}

void Repository::refresh() {
    state_->refresh();
}

std::optional<ObjectId> Repository::head() const {
    return state_->head_id;
}

Writer Repository::begin() {
    return Writer(std::make_unique<Writer::State>(*state_));
}

namespace {

/// What is there but cannot be read because an object is missing is damage, not absence.
template <class Body>
auto missing_is_damage(const Body& body) {
    try {
        return body();
    } catch (const Error& error) {
        if (error.code() != Code::not_found) throw;
        throw Error(Code::corrupt, error.what());
    }
}

} // namespace

std::optional<std::string> Repository::read(const std::string& path) const {
    return missing_is_damage([&]() -> std::optional<std::string> {
        const auto blob = find(path);
        if (!blob) return std::nullopt;
        return state_->objects.read(*blob, ObjectKind::blob);
    });
}

std::optional<ObjectId> Repository::find(const std::string& path) const {
    return missing_is_damage([&]() -> std::optional<ObjectId> {
        const Head* head = state_->head();
        const auto entry = head ? state_->entry_at(head->commit.tree, path) : std::nullopt;
        if (!entry || entry->folder) return std::nullopt;
        return entry->id;
    });
}

std::string Repository::read_blob(const ObjectId& blob) const {
    return state_->objects.read(blob, ObjectKind::blob);
}

bool Repository::contains(const ObjectId& object) const {
    return state_->objects.contains(object);
}

bool Repository::is_in_parts(const ObjectId& content) const {
    const auto head = state_->objects.head(content);
    if (!head) throw Error(Code::not_found, "no object " + content.hex() + "; run verify");
    return head->first == ObjectKind::tree;
}

void Repository::read_content(const ObjectId& content, const Sink& sink) const {
    const Object object = state_->objects.read(content);
    if (object.kind == ObjectKind::blob) return sink(object.bytes.data(), object.bytes.size());
    if (object.kind != ObjectKind::tree)
        throw Error(Code::corrupt, "object " + content.hex() + " is no content; run verify");
    missing_is_damage([&] {
        for (const auto& part : parse_tree(object.bytes, content)) {
            const std::string bytes = state_->objects.read(part.id, ObjectKind::blob);
            sink(bytes.data(), bytes.size());
        }
    });
}

} // namespace almirah::vault
