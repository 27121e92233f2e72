#include "vault/layout.hpp"

#include "almirah/error.hpp"
#include "os/files.hpp"
#include "vault/links.hpp"
#include "vault/refs.hpp"

#include <algorithm>
#include <set>

namespace almirah::vault {

namespace {

constexpr const char* head_text = "ref: refs/heads/register\n";

/// For stock git beside us; see docs/format.md. We read nothing of it but what `check_config` names.
constexpr const char* config_text = R"([core]
	repositoryformatversion = 0
	bare = true
	filemode = true
	fsync = all
	commitGraph = false
	multiPackIndex = false
	logAllRefUpdates = false
[gc]
	auto = 0
	writeCommitGraph = false
[maintenance]
	auto = false
[repack]
	writeBitmaps = false
[receive]
	hideRefs = refs/heads
	denyDeletes = true
	denyNonFastForwards = true
	fsckObjects = true
	unpackLimit = 1
	autogc = false
)";

[[noreturn]] void refuse(Code code, const std::string& path, const std::string& why) {
    throw Error(code, os::quoted(path) + " " + why);
}

/// By what no other program makes; of a store that lost a part, some of it is there.
bool was_store(const std::string& directory) {
    if (os::exists(directory + "/" + register_ref) || os::exists(directory + "/almirah/index.sqlite3"))
        return true;
    const std::string head = directory + "/HEAD";
    return os::exists(head) && !os::is_folder(head) && os::read_small_file(head) == head_text;
}

void check_present(const std::string& directory) {
    for (const std::string name : {"HEAD", "config", "objects", "objects/pack", "refs", "refs/heads"}) {
        const std::string path = directory + "/" + name;
        const bool alike = name == "HEAD" || name == "config";
        const std::string remedy =
            alike ? "; restore it from a copy, or take that of another store: they are alike"
                  : "; restore it from a copy of the store";
        if (!os::exists(path)) {
            if (was_store(directory)) refuse(Code::corrupt, path, "is missing" + remedy);
            refuse(Code::not_found, directory,
                   "is no store; make one with init, or name the right directory");
        }
        if (alike && os::is_folder(path)) refuse(Code::corrupt, path, "is a folder" + remedy);
        if (os::ownership(path).link)
            refuse(Code::corrupt, path, "is a symbolic link; a store keeps its files itself");
    }
}

/// What is destroyed would stay where a link leads; and what is made when it is missing must not lead
/// elsewhere either.
void check_links(const std::string& directory) {
    for (const auto& name : links_of(directory))
        refuse(Code::corrupt, directory + "/" + name,
               name.starts_with("almirah") ? "is a symbolic link; remove it, it is made anew"
                                           : "is a symbolic link; put the file itself in its place, and "
                                             "destroy what it leads to");
    for (const auto& [name, what] : diversions_of(directory))
        refuse(Code::corrupt, directory + "/" + name, what);
}

void check_owner(const std::string& directory) {
    const auto owner = os::ownership(directory + "/.");
    if (!owner.ours)
        refuse(Code::permission, directory,
               "belongs to another user; share it with a group of yours, or have it given to you (chown)");
    if (owner.open_to_all)
        refuse(Code::permission, directory, "may be changed by everybody; take that away with chmod o-w");
}

std::string lower(std::string_view line) {
    std::string text;
    for (const char c : line)
        if (c != ' ' && c != '\t' && c != '\r') text += char(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

/// Stock git would follow an include, and an extension changes what the other files mean.
void check_config(const std::string& path) {
    const std::string bytes = os::read_small_file(path);
    std::string_view lines = bytes;
    while (!lines.empty()) {
        const auto raw = lines.substr(0, lines.find('\n'));
        const std::string line = lower(raw);
        if (line.starts_with("[include"))
            refuse(Code::corrupt, path, "includes other files; take the include out");
        if (line.starts_with("[extensions"))
            refuse(Code::unsupported_format, path,
                   "has git extensions that this version does not know; update the software");
        if (line.starts_with("repositoryformatversion=") && !line.ends_with("=0"))
            refuse(Code::unsupported_format, path,
                   "is of a newer git format; update the software, or, where nobody meant it, restore the "
                   "file from a copy");
        lines.remove_prefix(std::min(lines.size(), raw.size() + 1));
    }
}

/// True when nothing is in the directory that a creation could overwrite.
bool may_create_in(const std::string& directory) {
    static const std::set<std::string> left_by_creation{"almirah", "objects", "refs", "config"};
    if (!os::exists(directory)) return true;
    const auto names = os::list(directory);
    return std::all_of(names.begin(), names.end(), [](const std::string& name) {
        return left_by_creation.contains(name) || name.starts_with("tmp_almirah_");
    });
}

} // namespace

void make_layout(const std::string& directory) {
    if (!may_create_in(directory))
        throw Error(Code::already_exists, os::quoted(directory) + " is not empty; choose a new directory");
    if (!os::exists(directory)) os::make_private_folder(directory);
    for (const char* folder : {"/objects/info", "/objects/pack", "/refs/heads", "/refs/tags"})
        os::make_folders(directory + folder);
    os::write_file(directory + "/config", config_text);
    for (const char* folder : {"/objects", "/refs"})
        os::sync_folder(directory + folder);
    // Last: with it, it is a repository.
    os::write_file(directory + "/HEAD", head_text);
    os::sync_folder(directory + "/..");
}

void check_layout(const std::string& directory) {
    if (!os::is_folder(directory))
        refuse(Code::not_found, directory,
               os::exists(directory) ? "is a file; name the store's directory"
                                     : "is not there; name the store's directory");
    check_present(directory);
    check_owner(directory);
    check_links(directory);
    check_config(directory + "/config");
    const Refs refs(directory);
    const bool has_register = refs.read(register_ref).has_value();
    if (!has_register && refs.read(vault_ref))
        refuse(Code::corrupt, directory + "/" + register_ref,
               "is missing; restore it from a copy of the store");
    if (os::read_small_file(directory + "/HEAD") == head_text) return;
    if (!has_register)
        refuse(Code::not_found, directory, "is a git repository but not a store; make one with init");
    refuse(Code::corrupt, directory + "/HEAD",
           "does not name refs/heads/register; run git -C " + os::quoted(directory) +
               " symbolic-ref HEAD refs/heads/register");
}

} // namespace almirah::vault
