// A folder that appears whole or not at all.
#pragma once

#include <string>

namespace almirah::os {

/// Whether a path, there or not, lies among the files of a bare git repository: git takes any file there for
/// what its name says.
bool is_within_repository(const std::string& path);

/// Makes "TARGET.new-…" beside the target. `publish` gives it the target's name, durably; without it the
/// folder goes with its object. A crash, or want of memory, leaves at most the staged folder, never half a
/// target.
class StagedFolder {
public:
    explicit StagedFolder(const std::string& target);
    /// Throws already_exists when the target is there and is not an empty folder, invalid_argument when it
    /// lies within a repository.
    static void require_free(const std::string& target);
    StagedFolder(const StagedFolder&) = delete;
    StagedFolder& operator=(const StagedFolder&) = delete;
    ~StagedFolder();

    const std::string& path() const { return path_; }
    /// Throws already_exists when the target is there by now and is not an empty folder; in_doubt when it is
    /// there and the disk does not confirm it.
    void publish();

private:
    std::string target_;
    std::string path_;
};

} // namespace almirah::os
