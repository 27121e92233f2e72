// git's commits: their text, and the trailer that ties a vault to an entry.
#pragma once

#include "vault/object.hpp"
#include "vault/repository.hpp"

#include <optional>
#include <string>
#include <vector>

namespace almirah::vault {

/// A commit taken apart.
struct CommitText {
    ObjectId tree;
    std::vector<ObjectId> parents;
    std::string author_name;
    std::string author_email;
    Instant at{};
    std::string message;
};

/// `id` is for the message. Throws corrupt.
CommitText parse_commit(std::string_view bytes, const ObjectId& id);

/// The bytes of a commit; its committer is its author. Throws invalid_argument: no name or e-mail address, a
/// NUL in the message, an instant before 1970.
std::string encode_commit(const CommitText& commit);

/// The commit of the branch `vault` for a tree, made by whoever made the entry.
CommitText vault_commit(const ObjectId& tree, const CommitText& entry);

/// The message with `Vault: TREE` as its last trailer.
std::string with_vault_trailer(std::string message, const ObjectId& vault_tree);
/// The tree that a register commit's last line names. Throws corrupt when it names none.
ObjectId vault_tree_of(const CommitText& commit, const ObjectId& id);

} // namespace almirah::vault
