#include "crash/snapshot.hpp"

#include <fstream>
#include <functional>
#include <sstream>

namespace almirah::crash {

namespace fs = std::filesystem;

namespace {

Snapshot::Entry entry_of(const fs::path& path) {
    const auto status = fs::symlink_status(path);
    const bool folder = fs::is_directory(status);
    const bool file = fs::is_regular_file(status);
    return {folder, !folder && !file, status.permissions(), file ? bytes_of(path) : ""};
}

/// "tmp_almirah_4711_0" is "tmp_almirah_".
std::string without_numbers(const std::string& path) {
    const auto at = path.find("tmp_almirah_");
    return at == std::string::npos ? path : path.substr(0, at + 12);
}

} // namespace

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

void write_bytes(const fs::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

Snapshot Snapshot::of(const fs::path& folder) {
    Snapshot made;
    if (!fs::exists(fs::symlink_status(folder))) return made;
    made.entries_[""] = entry_of(folder);
    for (const auto& found : fs::recursive_directory_iterator(folder))
        made.entries_[found.path().lexically_relative(folder).string()] = entry_of(found.path());
    return made;
}

void Snapshot::restore(const fs::path& folder) const {
    const Snapshot now = of(folder);
    for (const auto& [path, entry] : now.entries_) {
        const auto wanted = entries_.find(path);
        if (wanted == entries_.end() || wanted->second.folder != entry.folder || entry.special)
            fs::remove_all(folder / path);
    }
    for (const auto& [path, entry] : entries_) {
        const fs::path at = path.empty() ? folder : folder / path;
        const auto there = now.entries_.find(path);
        if (there != now.entries_.end() && there->second == entry && fs::exists(at)) continue;
        if (entry.folder)
            fs::create_directory(at);
        else
            write_bytes(at, entry.bytes);
        fs::permissions(at, entry.mode);
    }
}

std::uint64_t Snapshot::digest() const {
    std::hash<std::string> hash;
    std::uint64_t sum = 0;
    for (const auto& [path, entry] : entries_)
        // SQLite's shared memory is made anew by whoever opens first.
        if (!path.ends_with("-shm"))
            sum = sum * 1099511628211U + hash(without_numbers(path) + "\n" + entry.bytes) +
                  static_cast<std::uint64_t>(entry.mode);
    return sum;
}

} // namespace almirah::crash
