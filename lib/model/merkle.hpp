// Merkle trees over a log (RFC 6962, section 2.1), by SHA-256. Pure.
#pragma once

#include "base/digest.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace almirah::model {

using Hash = base::Sha256Bytes;
using Path = std::vector<Hash>;

/// Of an entry of the log.
Hash leaf_hash(std::string_view entry);

/// Of the first `size` leaves; `size` is at most how many there are. The root of no leaves is the digest of
/// nothing.
Hash merkle_root(const std::vector<Hash>& leaves, std::size_t size);
/// The audit path of the leaf `index`, from 0, among the first `size`.
Path inclusion_path(const std::vector<Hash>& leaves, std::size_t index, std::size_t size);
/// That the first `older` leaves are the beginning of the first `newer`. 0 < older <= newer.
Path consistency_path(const std::vector<Hash>& leaves, std::size_t older, std::size_t newer);

/// The root to which a leaf and its path lead; nothing when the path has another length than such a tree's.
std::optional<Hash> root_by(const Hash& leaf, std::uint64_t index, std::uint64_t size, const Path& path);
/// Whether the path shows that the tree with the root `before` is the beginning of that with `after`.
bool is_consistent(std::uint64_t older, const Hash& before, std::uint64_t newer, const Hash& after,
                   const Path& path);

} // namespace almirah::model
