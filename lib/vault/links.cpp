#include "vault/links.hpp"

#include "almirah/error.hpp"
#include "os/files.hpp"
#include "os/tree.hpp"
#include "vault/refs.hpp"

namespace almirah::vault {

namespace {

/// Those of a folder that is there, and no link itself.
std::vector<std::string> links_in(const std::string& directory, const std::string& folder) {
    std::vector<std::string> links;
    if (!os::is_folder(directory + "/" + folder)) return links;
    for (const auto& name : os::links_in(directory + "/" + folder))
        links.push_back(folder + "/" + name);
    return links;
}

} // namespace

std::vector<std::string> links_of(const std::string& directory) {
    std::vector<std::string> links;
    const auto take = [&](const std::vector<std::string>& more) {
        links.insert(links.end(), more.begin(), more.end());
    };
    for (const char* name : {"packed-refs", register_ref, vault_ref, "almirah", "objects"})
        if (os::is_link(directory + "/" + name)) links.emplace_back(name);
    take(links_in(directory, "almirah"));
    take(links_in(directory, "objects"));
    for (const auto& folder : os::list(directory + "/objects"))
        take(links_in(directory, "objects/" + folder));
    return links;
}

std::vector<std::pair<std::string, std::string>> diversions_of(const std::string& directory) {
    static constexpr std::pair<const char*, const char*> all[] = {
        {"commondir", "redirects to another repository; remove it"},
        {"shallow",
         "cuts off the history that stock git shows; restore the store from a whole copy, or remove it"},
        {"info/grafts", "gives entries other predecessors for stock git; remove it"},
        {"objects/info/alternates", "borrows objects from elsewhere; run git repack -ad, then remove it"},
        {"objects/info/http-alternates",
         "borrows objects from elsewhere; run git repack -ad, then remove it"}};
    std::vector<std::pair<std::string, std::string>> found;
    for (const auto& [name, what] : all)
        if (os::exists(directory + "/" + name) || os::is_link(directory + "/" + name))
            found.emplace_back(name, what);
    return found;
}

bool is_shared(const std::string& pack_file) {
    return os::count_names(pack_file) > 1;
}

std::vector<std::string> shared_packs_of(const std::string& directory) {
    std::vector<std::string> shared;
    const std::string folder = directory + "/objects/pack";
    for (const auto& name : os::list(folder))
        if (name.ends_with(".pack") && is_shared(folder + "/" + name)) shared.push_back(name);
    return shared;
}

} // namespace almirah::vault
