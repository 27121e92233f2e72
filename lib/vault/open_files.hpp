// A store may have more packs than a process may have open files.
#pragma once

#include "os/file.hpp"

#include <array>
#include <memory>
#include <mutex>
#include <string>

namespace almirah::vault {

/// Those opened last stay open; a file that is being used stays open in any case. Any thread.
class OpenFiles {
public:
    static constexpr std::size_t most = 64;

    /// Throws what opening throws.
    std::shared_ptr<const os::File> open(const std::string& path) {
        auto file = std::make_shared<const os::File>(os::File::open(path));
        const std::lock_guard lock(guard_);
        latest_[next_++ % most] = file;
        return file;
    }

private:
    std::mutex guard_;
    std::array<std::shared_ptr<const os::File>, most> latest_;
    std::size_t next_ = 0;
};

} // namespace almirah::vault
