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

/// How long others are made to wait by work that can be done in pieces.
inline constexpr std::chrono::seconds longest_hold{2};

/// To be called between holding the lock for long and taking it again: all who wait for it ask meanwhile.
/// Without it the next to ask is always the one that has just let go.
void give_way();

} // namespace almirah::os
