// Things that are dear to make and cheap to use once more.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

namespace almirah::base {

/// Lends each asker one that nobody else has, made when none is free; as many are kept as were ever out at
/// once. Any thread. Used where `thread_local` would do, but for one thing: where there is no memory to note
/// that a thread has one to destroy, glibc ends the process.
template <class Lent>
class Pool {
public:
    struct Return {
        Pool* pool;
        void operator()(Lent* lent) const noexcept { pool->take_back(lent); }
    };
    /// Valid while the pool is.
    using Loan = std::unique_ptr<Lent, Return>;

    Loan lend() {
        std::unique_ptr<Lent> lent;
        {
            const std::lock_guard lock(mutex_);
            if (!free_.empty()) {
                lent = std::move(free_.back());
                free_.pop_back();
            }
        }
        if (!lent) lent = std::make_unique<Lent>();
        return {lent.release(), Return{this}};
    }

private:
    void take_back(Lent* lent) noexcept {
        std::unique_ptr<Lent> taken(lent);
        try {
            const std::lock_guard lock(mutex_);
            free_.push_back(std::move(taken));
        } catch (...) { // No memory to keep it with.
        }
    }

    std::mutex mutex_;
    std::vector<std::unique_ptr<Lent>> free_;
};

} // namespace almirah::base
