#include "model/merkle.hpp"

namespace almirah::model {

namespace {

Hash node(const Hash& left, const Hash& right) {
    std::string bytes(1, '\1');
    bytes.append(left.begin(), left.end());
    bytes.append(right.begin(), right.end());
    return base::sha256(bytes);
}

/// The largest power of two below a number over 1.
std::size_t split(std::size_t size) {
    std::size_t power = 1;
    while (power < size - power)
        power *= 2;
    return power;
}

/// MTH of the leaves from `first` on.
Hash root_of(const std::vector<Hash>& leaves, std::size_t first, std::size_t size) {
    if (size == 0) return base::sha256("");
    if (size == 1) return leaves[first];
    const std::size_t left = split(size);
    return node(root_of(leaves, first, left), root_of(leaves, first + left, size - left));
}

/// PATH(index, D[first, first + size))
void add_path(const std::vector<Hash>& leaves, std::size_t index, std::size_t first, std::size_t size,
              Path& path) {
    if (size <= 1) return;
    const std::size_t left = split(size);
    if (index < left) {
        add_path(leaves, index, first, left, path);
        path.push_back(root_of(leaves, first + left, size - left));
    } else {
        add_path(leaves, index - left, first + left, size - left, path);
        path.push_back(root_of(leaves, first, left));
    }
}

/// SUBPROOF(older, D[first, first + size), whole)
void add_proof(const std::vector<Hash>& leaves, std::size_t older, std::size_t first, std::size_t size,
               bool whole, Path& path) {
    if (older == size) {
        if (!whole) path.push_back(root_of(leaves, first, size));
        return;
    }
    const std::size_t left = split(size);
    if (older <= left) {
        add_proof(leaves, older, first, left, whole, path);
        path.push_back(root_of(leaves, first + left, size - left));
    } else {
        add_proof(leaves, older - left, first + left, size - left, false, path);
        path.push_back(root_of(leaves, first, left));
    }
}

} // namespace

Hash leaf_hash(std::string_view entry) {
    std::string bytes(1, '\0');
    bytes.append(entry);
    return base::sha256(bytes);
}

Hash merkle_root(const std::vector<Hash>& leaves, std::size_t size) {
    return root_of(leaves, 0, size);
}

Path inclusion_path(const std::vector<Hash>& leaves, std::size_t index, std::size_t size) {
    Path path;
    add_path(leaves, index, 0, size, path);
    return path;
}

Path consistency_path(const std::vector<Hash>& leaves, std::size_t older, std::size_t newer) {
    Path path;
    add_proof(leaves, older, 0, newer, true, path);
    return path;
}

// RFC 9162, section 2.1.3.2
std::optional<Hash> root_by(const Hash& leaf, std::uint64_t index, std::uint64_t size, const Path& path) {
    if (index >= size) return std::nullopt;
    std::uint64_t here = index, last = size - 1;
    Hash root = leaf;
    for (const Hash& beside : path) {
        if (last == 0) return std::nullopt;
        if (here % 2 == 1 || here == last) {
            root = node(beside, root);
            while (here % 2 == 0 && here != 0) {
                here /= 2;
                last /= 2;
            }
        } else {
            root = node(root, beside);
        }
        here /= 2;
        last /= 2;
    }
    return last == 0 ? std::optional(root) : std::nullopt;
}

// RFC 9162, section 2.1.4.2
bool is_consistent(std::uint64_t older, const Hash& before, std::uint64_t newer, const Hash& after,
                   const Path& path) {
    if (older == 0 || older > newer) return false;
    if (older == newer) return path.empty() && before == after;
    Path hashes = path;
    if ((older & (older - 1)) == 0) hashes.insert(hashes.begin(), before);
    if (hashes.empty()) return false;
    std::uint64_t here = older - 1, last = newer - 1;
    while (here % 2 == 1) {
        here /= 2;
        last /= 2;
    }
    Hash old_root = hashes.front(), new_root = hashes.front();
    for (std::size_t i = 1; i < hashes.size(); ++i) {
        if (last == 0) return false;
        if (here % 2 == 1 || here == last) {
            old_root = node(hashes[i], old_root);
            new_root = node(hashes[i], new_root);
            while (here % 2 == 0 && here != 0) {
                here /= 2;
                last /= 2;
            }
        } else {
            new_root = node(new_root, hashes[i]);
        }
        here /= 2;
        last /= 2;
    }
    return last == 0 && old_root == before && new_root == after;
}

} // namespace almirah::model
