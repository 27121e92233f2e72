// Writes an audit pack into a folder beside its target; the digest of each file is taken as it passes.
#pragma once

#include "os/staged_folder.hpp"
#include "store/digested_file.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace almirah {

class AuditFolder {
public:
    /// Throws already_exists when the target is there and is not an empty folder.
    explicit AuditFolder(const std::string& target);

    /// A file of the pack.
    void file(const std::string& path, const std::string& text);
    /// A file that is written while others are; `close` ends it.
    DigestedFile open(const std::string& path) const;
    void close(const std::string& path, DigestedFile file);

    /// Writes manifest-sha256.txt of all files until now, as `sha256sum` does; returns it.
    std::string write_manifest();
    /// A file that no manifest names.
    void unlisted(const std::string& path, const std::string& text);
    /// Gives the pack its name, durably.
    void publish();

    std::uint64_t files() const { return files_; }
    std::uint64_t bytes() const { return bytes_; }

private:
    std::string place(const std::string& path) const;

    os::StagedFolder folder_;
    std::vector<std::pair<std::string, std::string>> digests_; ///< By path.
    std::uint64_t files_ = 0, bytes_ = 0;
};

} // namespace almirah
