// A folder with all that is in it, as a value.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace almirah::crash {

class Snapshot {
public:
    /// Of a folder; empty when it is not there.
    static Snapshot of(const std::filesystem::path& folder);
    /// Makes the folder what it was; only what differs is written.
    void restore(const std::filesystem::path& folder) const;
    /// Equal for equal folders. Names that hold a process's number count without it.
    std::uint64_t digest() const;

    struct Entry {
        bool folder = false;
        bool special = false; ///< A pipe or a link; such are removed, never made.
        std::filesystem::perms mode{};
        std::string bytes;
        bool operator==(const Entry&) const = default;
    };
    const std::map<std::string, Entry>& entries() const { return entries_; }

private:
    std::map<std::string, Entry> entries_; ///< By path below the folder, "" the folder itself.
};

/// The whole file.
std::string bytes_of(const std::filesystem::path& file);
void write_bytes(const std::filesystem::path& file, const std::string& bytes);

} // namespace almirah::crash
