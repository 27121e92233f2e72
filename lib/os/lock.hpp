// The writers' lock of a store: flock, so that it dies with its process.
#pragma once

#include <chrono>
#include <string>

namespace almirah::os {

/// Held from construction to destruction. Throws busy when another process or Store holds it longer than
/// `wait`.
class Lock {
public:
    Lock(const std::string& file, std::chrono::milliseconds wait);
    Lock(Lock&& other) noexcept;
    Lock& operator=(Lock&&) = delete;
    ~Lock();

private:
    int descriptor_;
};

} // namespace almirah::os
