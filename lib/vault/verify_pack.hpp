// The objects of packs, looked at by several threads.
#pragma once

#include "vault/objects.hpp"
#include "vault/referrers.hpp"
#include "vault/repository.hpp"

#include <functional>
#include <vector>

namespace almirah::vault {

/// A stretch of a pack that is read at once.
struct Stretch {
    const Pack* pack = nullptr;
    std::vector<Pack::Extent> extents;
    std::uint64_t size_bytes = 0;
};
std::vector<Stretch> stretches_of(const Objects::Packs& packs);

/// An object that was looked at. Without `sound`, nothing but the id holds.
struct Looked {
    ObjectId id;
    bool sound = false;
    bool delta = false;
    ObjectKind kind = ObjectKind::blob;
    std::vector<Reference> references;
    std::optional<std::uint64_t> compared_bytes; ///< Of content whose SHA-256 was compared.
};

/// What a stretch turned out to be.
struct StretchReport {
    std::vector<Looked> objects;
    std::vector<Finding> findings;
    std::vector<Finding> damage; ///< Of the pack itself, which may be on its way out.
};

/// What is asked of every object.
struct Question {
    const Repository::Expected& expected;
    const Repository::Inspect& inspect;
    bool fast; ///< Leaves blobs unread.
};

/// Checks CRC-32, SHA-1, well-formedness, and SHA-256 where expected. Any thread.
StretchReport look_at(const Stretch& stretch, const Question& question);
/// The same for an object that was read by other means, and is sound.
void look_at_bytes(const ObjectId& id, const Object& object, const Question& question, StretchReport& report);

/// Header and trailer of a pack against its idx, and that entries follow one another from the first byte.
std::vector<Finding> look_at_frame(const Pack& pack);

} // namespace almirah::vault
