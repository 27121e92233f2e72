// The writers' lock of a store: flock, so that it dies with its process.
#pragma once

#include <chrono>
#include <string>

namespace almirah::os {

/// How who waits for the lock asks for it. What takes it again and again (an import) is patient: who asks for
/// one thing comes first, however many imports there are.
enum class Pace { usual, patient };

/// Held from construction to destruction. Throws busy when another process or Store holds it longer than
/// `wait`.
class Lock {
public:
    Lock(const std::string& file, std::chrono::milliseconds wait, Pace pace = Pace::usual);
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
