#include "os/lock.hpp"

#include "almirah/error.hpp"
#include "os/files.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <thread>
#include <utility>

namespace almirah::os {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds longest_pause{16};

/// Who has waited longer asks more often, and so comes first: newcomers do not overtake for ever.
std::chrono::milliseconds pause_after(Clock::duration waited, Pace pace) {
    using namespace std::chrono_literals;
    if (pace == Pace::patient) return 2 * longest_pause;
    return waited < 10ms ? 1ms : waited < 300ms ? longest_pause : waited < 1000ms ? 4ms : 1ms;
}

/// Asks again and again. False when the time is over.
bool acquire(int descriptor, const std::string& file, std::chrono::milliseconds wait, Pace pace) {
    const auto begun = Clock::now();
    while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR) continue;
        if (errno != EWOULDBLOCK) throw_errno(errno, "locking", file);
        const auto waited = Clock::now() - begun;
        if (waited >= wait) return false;
        std::this_thread::sleep_for(pause_after(waited, pace));
    }
    return true;
}

} // namespace

Lock::Lock(const std::string& file, std::chrono::milliseconds wait, Pace pace)
    : descriptor_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0660)) {
    if (descriptor_ < 0) throw_errno(errno, "opening", file);
    bool held = false;
    try {
        held = acquire(descriptor_, file, wait, pace);
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

void give_way() {
    std::this_thread::sleep_for(2 * longest_pause);
}

} // namespace almirah::os
