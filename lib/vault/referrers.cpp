#include "vault/referrers.hpp"

#include "almirah/error.hpp"
#include "vault/commit.hpp"
#include "vault/loose.hpp"
#include "vault/tree.hpp"

#include <algorithm>
#include <map>

namespace almirah::vault {

namespace {

/// "object HEX\ntype KIND\n…"
Reference reference_of_tag(std::string_view bytes, const ObjectId& id) {
    const std::size_t type = 7 + 40 + 1;
    const auto target = bytes.starts_with("object ") ? ObjectId::parse(bytes.substr(7, 40)) : std::nullopt;
    const bool typed = bytes.size() > type && bytes.substr(type).starts_with("type ");
    const auto word = typed ? bytes.substr(type + 5, bytes.find('\n', type) - type - 5) : std::string_view();
    const auto kind = parse_object_kind(word);
    if (!target || !kind) throw Error(Code::corrupt, "tag " + id.hex() + " is not well-formed; run verify");
    return {*target, *kind};
}

} // namespace

std::vector<Reference> references_of(ObjectKind kind, std::string_view bytes, const ObjectId& id) {
    std::vector<Reference> references;
    if (kind == ObjectKind::tree) {
        for (const auto& entry : parse_tree(bytes, id))
            references.push_back({entry.id, entry.folder ? ObjectKind::tree : ObjectKind::blob});
    } else if (kind == ObjectKind::commit) {
        const CommitText commit = parse_commit(bytes, id);
        references.push_back({commit.tree, ObjectKind::tree});
        for (const auto& parent : commit.parents)
            references.push_back({parent, ObjectKind::commit});
    } else if (kind == ObjectKind::tag) {
        references.push_back(reference_of_tag(bytes, id));
    }
    return references;
}

Referrers::Referrers(Objects& objects, const std::set<ObjectId>& blobs) {
    for (const auto& pack : objects.packs())
        for (const auto& extent : pack->extents()) {
            if (pack->head(extent.n).first == ObjectKind::blob) continue;
            const Object object = pack->read(extent.n);
            add(object.kind, object.bytes, pack->index().id(extent.n), blobs);
        }
    each_loose(objects.folder(), [&](const ObjectId& id) {
        if (const auto object = read_loose(objects.folder(), id)) add(object->kind, object->bytes, id, blobs);
    });
    std::sort(edges_.begin(), edges_.end());
}

void Referrers::add(ObjectKind kind, std::string_view bytes, const ObjectId& id,
                    const std::set<ObjectId>& blobs) {
    for (const auto& reference : references_of(kind, bytes, id))
        if (reference.kind != ObjectKind::blob || blobs.contains(reference.id))
            edges_.emplace_back(reference.id, id);
}

void Referrers::each_referrer(const ObjectId& id, const std::function<void(const ObjectId&)>& each) const {
    for (auto edge = std::lower_bound(edges_.begin(), edges_.end(), Edge(id, ObjectId{}));
         edge != edges_.end() && edge->first == id; ++edge)
        each(edge->second);
}

std::set<ObjectId> Referrers::closure(const std::set<ObjectId>& objects) const {
    std::set<ObjectId> closure = objects;
    std::vector<ObjectId> open(objects.begin(), objects.end());
    while (!open.empty()) {
        const ObjectId id = open.back();
        open.pop_back();
        each_referrer(id, [&](const ObjectId& referrer) {
            if (closure.insert(referrer).second) open.push_back(referrer);
        });
    }
    return closure;
}

std::set<ObjectId> Referrers::reachable(const std::set<ObjectId>& roots,
                                        const std::set<ObjectId>& closure) const {
    std::multimap<ObjectId, ObjectId> named;
    for (const auto& id : closure)
        each_referrer(id, [&](const ObjectId& referrer) { named.emplace(referrer, id); });
    std::set<ObjectId> reached;
    std::vector<ObjectId> open;
    for (const auto& root : roots)
        if (closure.contains(root) && reached.insert(root).second) open.push_back(root);
    while (!open.empty()) {
        const auto [first, last] = named.equal_range(open.back());
        open.pop_back();
        for (auto child = first; child != last; ++child)
            if (reached.insert(child->second).second) open.push_back(child->second);
    }
    return reached;
}

} // namespace almirah::vault
