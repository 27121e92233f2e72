#include "vault/tree.hpp"

#include "almirah/error.hpp"

#include <algorithm>
#include <cstdio>

namespace almirah::vault {

namespace {

[[noreturn]] void damaged_tree(const ObjectId& id) {
    throw Error(Code::corrupt, "tree " + id.hex() + " is not well-formed; run verify");
}

/// Links and submodules are not of our making, but stock git's trees may have them: they count as files.
bool is_folder(std::string_view mode, const ObjectId& id) {
    if (mode == "40000") return true;
    if (mode == "100644" || mode == "100755" || mode == "120000") return false;
    damaged_tree(id);
}

} // namespace

std::vector<TreeEntry> parse_tree(std::string_view bytes, const ObjectId& id) {
    std::vector<TreeEntry> entries;
    while (!bytes.empty()) {
        const std::size_t space = bytes.find(' ');
        const std::size_t zero = bytes.find('\0');
        if (zero == std::string_view::npos || space >= zero || bytes.size() - zero - 1 < 20) damaged_tree(id);
        TreeEntry entry;
        entry.folder = is_folder(bytes.substr(0, space), id);
        entry.name = bytes.substr(space + 1, zero - space - 1);
        std::copy_n(bytes.begin() + std::ptrdiff_t(zero) + 1, 20, entry.id.bytes.begin());
        if (entry.name.empty() || entry.name.find('/') != std::string::npos) damaged_tree(id);
        if (!entries.empty() && entries.back().key() >= entry.key()) damaged_tree(id);
        entries.push_back(std::move(entry));
        bytes.remove_prefix(zero + 21);
    }
    return entries;
}

std::string encode_tree(std::vector<TreeEntry> entries) {
    std::sort(entries.begin(), entries.end(),
              [](const TreeEntry& a, const TreeEntry& b) { return a.key() < b.key(); });
    std::string bytes;
    for (const auto& entry : entries) {
        bytes += entry.folder ? "40000 " : "100644 ";
        bytes += entry.name;
        bytes += '\0';
        bytes.append(reinterpret_cast<const char*>(entry.id.bytes.data()), entry.id.bytes.size());
    }
    return bytes;
}

std::string part_name(std::size_t number) {
    char name[24];
    std::snprintf(name, sizeof name, "%06zu", number);
    return name;
}

} // namespace almirah::vault
