// Changes to a tree, by path; only folders that changed are written.
#pragma once

#include "vault/tree.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace almirah::vault {

/// Reads the entries of a folder, and writes one.
struct TreeStore {
    std::function<std::vector<TreeEntry>(const ObjectId&)> read;
    std::function<ObjectId(const std::vector<TreeEntry>&)> write;
};

class TreeEdit {
public:
    /// What stands at a path from now on: a file, or a whole folder. Throws invalid_argument: a component
    /// that is empty,
    /// ".", ".." or ".git"; a path below a file that this edit puts, or above one.
    void put(const std::string& path, const ObjectId& id, bool folder = false);
    /// Nothing stands at the path any more, nor below.
    void remove(const std::string& path);
    bool empty() const { return root_.children.empty(); }

    /// The tree after the edit, from the tree before it (nothing: empty). Throws invalid_argument when a file
    /// of one is a folder of the other.
    ObjectId apply(const std::optional<ObjectId>& base, const TreeStore& store) const;

private:
    struct Node {
        bool cleared = false; ///< What was there before is gone.
        std::optional<TreeEntry> leaf;
        std::map<std::string, Node> children;
    };
    struct Walked {
        Node* node;
        std::string name;
    };
    Walked walk(const std::string& path);
    static std::optional<TreeEntry> apply(const Node& node, const std::string& path,
                                          const std::optional<TreeEntry>& before, const TreeStore& store);
    static std::optional<TreeEntry> apply_below(const Node& node, const std::string& path,
                                                const std::optional<TreeEntry>& before,
                                                const TreeStore& store);
    Node root_;
};

} // namespace almirah::vault
