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
    std::string signature{}; ///< In armour, of the header `gpgsig`; empty: unsigned.
};

/// Who committed, which is the author in all that this software makes.
struct Committer {
    std::string name;
    std::string email;
    Instant at{};
};
/// Throws corrupt.
Committer committer_of(std::string_view bytes, const ObjectId& id);

/// The bytes of a commit without its signature, over which it is.
std::string payload_of(std::string_view bytes);

/// `id` is for the message. Throws corrupt.
CommitText parse_commit(std::string_view bytes, const ObjectId& id);

/// A name or address as git can hold it: on one line, without angle brackets. May come out empty.
std::string tidy(std::string_view name);

/// The bytes of a commit, with its signature if it has one; its committer is its author. Throws
/// invalid_argument: no name or e-mail address, a NUL in the message, an instant before 1970.
std::string encode_commit(const CommitText& commit);

/// The commit of the branch `vault` for a tree, made by whoever made the entry.
CommitText vault_commit(const ObjectId& tree, const CommitText& entry);

/// The message with `Vault: TREE` as its last trailer.
std::string with_vault_trailer(std::string message, const ObjectId& vault_tree);
/// The tree that a register commit's last line names. Throws corrupt when it names none.
ObjectId vault_tree_of(const CommitText& commit, const ObjectId& id);

} // namespace almirah::vault
