#include "vault/tree_edit.hpp"

#include "almirah/error.hpp"
#include "os/files.hpp"

#include <strings.h>

#include <algorithm>

namespace almirah::vault {

namespace {

[[noreturn]] void file_and_folder(const std::string& path) {
    throw Error(Code::invalid_argument,
                os::quoted(path) + " would be both a file and a folder; choose another name");
}

void check_component(const std::string& component, const std::string& path) {
    const bool bad = component.empty() || component == "." || component == ".." ||
                     component.find('\0') != std::string::npos ||
                     ::strcasecmp(component.c_str(), ".git") == 0;
    if (bad) throw Error(Code::invalid_argument, os::quoted(path) + " is no path that git can hold");
}

std::string below(const std::string& path, const std::string& name) {
    return path.empty() ? name : path + "/" + name;
}

} // namespace

TreeEdit::Walked TreeEdit::walk(const std::string& path) {
    Node* node = &root_;
    std::string name;
    for (std::size_t start = 0; start <= path.size();) {
        const std::size_t end = std::min(path.find('/', start), path.size());
        name = path.substr(start, end - start);
        check_component(name, path);
        if (node->leaf) file_and_folder(path);
        node = &node->children[name];
        start = end + 1;
    }
    return {node, name};
}

void TreeEdit::put(const std::string& path, const ObjectId& id, bool folder) {
    const auto [node, name] = walk(path);
    const bool holds_files = std::any_of(node->children.begin(), node->children.end(), [](const auto& child) {
        return child.second.leaf || !child.second.children.empty();
    });
    if (holds_files) file_and_folder(path);
    node->leaf = TreeEntry{name, id, folder};
}

void TreeEdit::remove(const std::string& path) {
    *walk(path).node = Node{true, std::nullopt, {}};
}

ObjectId TreeEdit::apply(const std::optional<ObjectId>& base, const TreeStore& store) const {
    std::optional<TreeEntry> before;
    if (base && base->hex() != empty_tree_hex) before = TreeEntry{"", *base, true};
    const auto after = apply_below(root_, "", before, store);
    return after ? after->id : store.write({});
}

std::optional<TreeEntry> TreeEdit::apply(const Node& node, const std::string& path,
                                         const std::optional<TreeEntry>& before, const TreeStore& store) {
    const std::optional<TreeEntry> kept = node.cleared ? std::nullopt : before;
    if (!node.leaf) return apply_below(node, path, kept, store);
    if (kept && kept->folder && !node.leaf->folder) file_and_folder(path);
    return node.leaf;
}

std::optional<TreeEntry> TreeEdit::apply_below(const Node& node, const std::string& path,
                                               const std::optional<TreeEntry>& before,
                                               const TreeStore& store) {
    if (node.children.empty()) return before;
    std::map<std::string, TreeEntry> entries;
    if (before && before->folder)
        for (auto& entry : store.read(before->id))
            entries.emplace(entry.name, entry);
    const auto old = entries;
    for (const auto& [name, child] : node.children) {
        const auto known = entries.find(name);
        const auto after = apply(child, below(path, name),
                                 known == entries.end() ? std::nullopt : std::optional(known->second), store);
        if (after)
            entries.insert_or_assign(name, *after).first->second.name = name;
        else
            entries.erase(name);
    }
    if (before && !before->folder && !entries.empty()) file_and_folder(path);
    if (before && entries == old) return before;
    if (entries.empty()) return std::nullopt;
    std::vector<TreeEntry> list;
    for (auto& [name, entry] : entries)
        list.push_back(entry);
    return TreeEntry{"", store.write(list), true};
}

} // namespace almirah::vault
