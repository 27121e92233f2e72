#include "os/lock.hpp"

#include "almirah/error.hpp"
#include "os/files.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <thread>
#include <utility>

namespace almirah::os {

namespace {

/// Asks again and again, less often as time goes by. False when the time is over.
bool acquire(int descriptor, const std::string& file, std::chrono::milliseconds wait) {
    using Clock = std::chrono::steady_clock;
    const auto end = Clock::now() + wait;
    std::chrono::milliseconds pause(1);
    while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR) continue;
        if (errno != EWOULDBLOCK) throw_errno(errno, "locking", file);
        if (Clock::now() >= end) return false;
        std::this_thread::sleep_for(pause);
        pause = std::min(pause * 2, std::chrono::milliseconds(20));
    }
    return true;
}

} // namespace

Lock::Lock(const std::string& file, std::chrono::milliseconds wait)
    : descriptor_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0660)) {
    if (descriptor_ < 0) throw_errno(errno, "opening", file);
    bool held = false;
    try {
        held = acquire(descriptor_, file, wait);
    } catch (...) {
        ::close(descriptor_);
        throw;
    }
    if (held) return;
    ::close(descriptor_);
    throw Error(Code::busy, quoted(file) + " is held by another writer; wait until it is done and repeat");
}

Lock::Lock(Lock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

Lock::~Lock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

} // namespace almirah::os
