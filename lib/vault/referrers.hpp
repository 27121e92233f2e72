// Which commits, trees and tags name which objects, over the whole store, reachable or not.
#pragma once

#include "vault/objects.hpp"

#include <functional>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace almirah::vault {

/// A name that an object holds, and what kind of object it promises.
struct Reference {
    ObjectId id;
    ObjectKind kind = ObjectKind::blob;
};

/// What an object names; nothing for a blob. Throws corrupt.
std::vector<Reference> references_of(ObjectKind kind, std::string_view bytes, const ObjectId& id);

class Referrers {
public:
    /// Reads every commit, tree and tag. References to blobs are kept for `blobs` only. Throws corrupt.
    Referrers(Objects& objects, const std::set<ObjectId>& blobs);

    /// The objects, and everything from which one of them can be reached.
    std::set<ObjectId> closure(const std::set<ObjectId>& objects) const;
    /// Those of a closure that can be reached from `roots`, roots included.
    std::set<ObjectId> reachable(const std::set<ObjectId>& roots, const std::set<ObjectId>& closure) const;

private:
    using Edge = std::pair<ObjectId, ObjectId>; ///< What is named, and by which object.
    void add(ObjectKind kind, std::string_view bytes, const ObjectId& id, const std::set<ObjectId>& blobs);
    void each_referrer(const ObjectId& id, const std::function<void(const ObjectId&)>& each) const;
    std::vector<Edge> edges_;
};

} // namespace almirah::vault
