#include "vault/refs.hpp"

#include "almirah/error.hpp"
#include "os/file.hpp"
#include "os/files.hpp"
#include "os/tree.hpp"
#include "vault/delta.hpp"

#include <chrono>
#include <git2.h>
#include <thread>

namespace almirah::vault {

namespace {

constexpr std::string_view lock_suffix = ".lock";
constexpr std::string_view symbolic_prefix = "ref: ";
constexpr int most_hops = 5; // as git follows

/// As git has it: no two dots, no blanks, …
bool is_well_named(const std::string& name) {
    start_libgit2();
    int valid = 0;
    return git_reference_name_is_valid(&valid, name.c_str()) == 0 && valid != 0;
}

std::string without_end(std::string line) {
    while (!line.empty() && (line.back() == '\n' || line.back() == ' '))
        line.pop_back();
    return line;
}

std::string folder_of(const std::string& path) {
    return path.substr(0, path.rfind('/'));
}

std::optional<std::string> read_if_there(const std::string& path) {
    try {
        return os::read_small_file(path);
    } catch (const Error& error) {
        // A folder in the place of a file is a folder of refs: no ref of this name.
        if (error.code() == Code::not_found || os::is_folder(path)) return std::nullopt;
        throw;
    }
}

std::optional<ObjectId> parse_ref(std::string_view bytes) {
    if (!bytes.empty() && bytes.back() == '\n') bytes.remove_suffix(1);
    return ObjectId::parse(bytes);
}

/// NAME.lock, taken exclusively as git does; gone with its object unless it became the ref.
class RefLock {
public:
    explicit RefLock(const std::string& ref) : file_(take(ref)), ref_(ref) {}
    RefLock(const RefLock&) = delete;
    RefLock& operator=(const RefLock&) = delete;
    ~RefLock() {
        if (!renamed_) os::discard_file(file_.path());
    }
    void become_ref(const ObjectId& id, bool sync) {
        file_.write_at(0, id.hex() + "\n");
        if (sync) file_.sync();
        os::rename_file(file_.path(), ref_);
        renamed_ = true;
    }

private:
    /// A git command beside us holds a ref for milliseconds.
    static os::File take(const std::string& ref) {
        for (int attempt = 0;; ++attempt) {
            try {
                return os::File::create(ref + std::string(lock_suffix));
            } catch (const Error& error) {
                if (error.code() != Code::already_exists) throw;
                if (attempt == 100)
                    throw Error(Code::busy,
                                os::quoted(ref) +
                                    " is locked by a git command; wait until it is done and repeat");
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
    }

    os::File file_;
    std::string ref_;
    bool renamed_ = false;
};

} // namespace

std::map<std::string, ObjectId> Refs::packed() const {
    std::map<std::string, ObjectId> refs;
    const auto bytes = read_if_there(directory_ + "/packed-refs");
    std::string_view lines = bytes ? std::string_view(*bytes) : std::string_view();
    if (lines.starts_with("# pack-refs with:")) // git takes no other line that begins so
        lines.remove_prefix(std::min(lines.size(), lines.find('\n') + 1));
    while (!lines.empty()) {
        const auto line = lines.substr(0, lines.find('\n'));
        const auto id =
            line.size() > 41 && line[40] == ' ' ? ObjectId::parse(line.substr(0, 40)) : std::nullopt;
        if (id)
            refs[std::string(line.substr(41))] = *id;
        else if (!line.starts_with('^'))
            throw Error(Code::corrupt,
                        os::quoted(directory_ + "/packed-refs") + " is damaged; restore it from a copy");
        lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    }
    return refs;
}

std::optional<ObjectId> Refs::read(const std::string& name) const {
    if (const auto bytes = read_if_there(path(name))) {
        if (const auto id = parse_ref(*bytes)) return id;
        throw Error(Code::corrupt, os::quoted(path(name)) + " names no commit; restore it from a copy");
    }
    // Looked at after the loose one: `git pack-refs` writes here first and removes there second.
    const auto refs = packed();
    const auto found = refs.find(name);
    return found == refs.end() ? std::nullopt : std::optional(found->second);
}

void Refs::each_loose(
    const std::function<void(const std::string& name, const std::optional<std::string>& bytes)>& each) const {
    os::walk(directory_ + "/refs", [&](const os::Found& found) {
        if (found.relative.ends_with(lock_suffix)) return;
        // One that may not be read is an error: it is there, and may name anything.
        const bool file =
            found.kind == os::Found::Kind::file || found.kind == os::Found::Kind::unreadable_file;
        each("refs/" + found.relative, file ? read_if_there(found.path) : std::nullopt);
    });
}

std::map<std::string, ObjectId> Refs::all() const {
    auto refs = packed();
    each_loose([&](const std::string& name, const std::optional<std::string>& bytes) {
        if (const auto id = bytes ? parse_ref(*bytes) : std::nullopt) refs[name] = *id;
    });
    return refs;
}

std::map<std::string, Refs::State> Refs::states() const {
    std::map<std::string, State> states;
    std::map<std::string, std::string> leads_to;
    for (const auto& [name, id] : packed())
        states[name] = {id, ""};
    each_loose([&](const std::string& name, const std::optional<std::string>& bytes) {
        if (!bytes || os::is_link(path(name)))
            states[name] = {std::nullopt, "is a link, a pipe or a device, and no file"};
        else if (const auto id = parse_ref(*bytes))
            states[name] = {id, ""};
        else if (bytes->starts_with(symbolic_prefix))
            leads_to[name] = without_end(bytes->substr(symbolic_prefix.size()));
        else
            states[name] = {std::nullopt, "names no object"};
    });
    for (const auto& [name, first] : leads_to) {
        std::string at = first;
        for (int hop = 1; hop < most_hops && leads_to.contains(at); ++hop)
            at = leads_to.at(at);
        const auto end = leads_to.contains(at) ? states.end() : states.find(at);
        states[name] = end != states.end()
                           ? end->second
                           : State{std::nullopt, "leads to " + first + ", which is not there"};
    }
    for (auto& [name, state] : states)
        if (!is_well_named(name)) state = {std::nullopt, "has a name that is none of a ref"};
    return states;
}

void Refs::write(const std::string& name, const ObjectId& id, Sync sync, const std::function<void()>& check) {
    const std::string folder = folder_of(path(name));
    RefLock lock(path(name));
    check();
    lock.become_ref(id, sync == Sync::yes);
    if (sync == Sync::yes) os::sync_folder(folder);
}

bool Refs::stands(const std::string& name, const std::optional<ObjectId>& value) const noexcept {
    try {
        return read(name) == value;
    } catch (const std::exception&) {
        return false;
    }
}

void Refs::move(const std::string& name, const std::optional<ObjectId>& before, const ObjectId& after,
                Sync sync) {
    bool checked = false;
    try {
        write(name, after, sync, [&] {
            if (read(name) != before)
                throw Error(Code::conflict, name + " moved in between; read again and repeat");
            checked = true;
        });
    } catch (const std::exception& error) {
        // The rename may have happened although a later step says no.
        if (!checked || stands(name, before)) throw;
        throw Error(Code::in_doubt, std::string("the entry is written, but the disk does not confirm it (") +
                                        error.what() + "); open the store again and look");
    }
}

void Refs::set(const std::string& name, const ObjectId& after, Sync sync) {
    write(name, after, sync, [] {});
}

void Refs::remove(const std::string& name) {
    const RefLock lock(path(name));
    os::remove_file(path(name));
}

std::size_t Refs::sweep_locks() const {
    std::size_t swept = 0;
    each_lock([&](const std::string& name) { swept += os::remove_file(path(name)) ? 1 : 0; });
    return swept;
}

void Refs::each_lock(const std::function<void(const std::string&)>& each) const {
    os::walk(directory_ + "/refs", [&](const os::Found& found) {
        if (found.relative.ends_with(lock_suffix)) each("refs/" + found.relative);
    });
}

} // namespace almirah::vault
