// Work done by several threads, its results taken in order, with a bound on what is under way.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace almirah::vault {

struct InOrder {
    std::size_t count = 0;         ///< Pieces of work, numbered from 0.
    unsigned threads = 2;          ///< With one, or one piece, everything is done on the taker's.
    std::uint64_t cost_bound = ~0; ///< Of pieces begun and not yet taken; one alone may exceed it.
};

/// Hands out numbers and collects results; see `Pipeline`.
template <class Result>
class OrderedQueue {
public:
    explicit OrderedQueue(const InOrder& bounds) : bounds_(bounds) {}

    /// The next piece, once there is room for it; nothing when there is no more. Pieces are begun in order,
    /// so that the one waited for always has room.
    template <class Cost>
    std::optional<std::size_t> begin(const Cost& cost) {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return stopped_ || next_ == bounds_.count || fits(cost(next_)); });
        if (stopped_ || next_ == bounds_.count) return std::nullopt;
        under_way_ += cost(next_);
        return next_++;
    }
    void finish(std::size_t n, std::optional<Result> result, std::exception_ptr fault) {
        const std::lock_guard lock(mutex_);
        done_.emplace(n, std::make_pair(std::move(result), fault));
        finished_.notify_one();
    }
    /// Waits for piece `n`; throws what its work threw.
    Result take(std::size_t n) {
        std::unique_lock lock(mutex_);
        finished_.wait(lock, [&] { return done_.contains(n); });
        auto outcome = std::move(done_.extract(n).mapped());
        if (outcome.second) std::rethrow_exception(outcome.second);
        return std::move(*outcome.first);
    }
    void release(std::uint64_t cost) {
        const std::lock_guard lock(mutex_);
        under_way_ -= cost;
        room_.notify_all();
    }
    void stop() {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        room_.notify_all();
    }

private:
    bool fits(std::uint64_t cost) const { return under_way_ == 0 || under_way_ + cost <= bounds_.cost_bound; }

    InOrder bounds_;
    std::mutex mutex_;
    std::condition_variable room_, finished_;
    std::map<std::size_t, std::pair<std::optional<Result>, std::exception_ptr>> done_;
    std::size_t next_ = 0;
    std::uint64_t under_way_ = 0;
    bool stopped_ = false;
};

/// Threads that end before their queue does, whatever happens.
template <class Result>
class Crew {
public:
    explicit Crew(OrderedQueue<Result>& queue) : queue_(queue) {}
    Crew(const Crew&) = delete;
    Crew& operator=(const Crew&) = delete;
    ~Crew() {
        queue_.stop();
        for (auto& thread : threads_)
            thread.join();
    }
    template <class Body>
    void hire(const Body& body) {
        threads_.emplace_back(body);
    }

private:
    OrderedQueue<Result>& queue_;
    std::vector<std::thread> threads_;
};

/// Work under way on several threads, ahead of the one that takes its results. Each thread makes its own
/// worker. What is not taken is given up when the pipeline ends.
template <class Result>
class Pipeline {
public:
    using Worker = std::function<Result(std::size_t n)>;

    Pipeline(const InOrder& bounds, std::function<std::uint64_t(std::size_t n)> cost,
             std::function<Worker()> make_worker)
        : bounds_(bounds), cost_(std::move(cost)), make_worker_(std::move(make_worker)), queue_(bounds_),
          crew_(queue_) {
        if (bounds_.threads <= 1 || bounds_.count <= 1) return;
        for (unsigned i = 0; i < bounds_.threads && i < bounds_.count; ++i)
            crew_.hire([this] { labour(); });
    }

    /// The result of the next piece, for n = 0, 1, … below `count`; throws what its work threw.
    Result take() {
        const std::size_t n = taken_++;
        if (bounds_.threads <= 1 || bounds_.count <= 1) {
            if (!own_) own_ = make_worker_();
            return own_(n);
        }
        if (n > 0) queue_.release(cost_(n - 1));
        return queue_.take(n);
    }

private:
    void labour() {
        Worker work;
        while (const auto n = queue_.begin(cost_)) {
            try {
                if (!work) work = make_worker_();
                queue_.finish(*n, work(*n), nullptr);
            } catch (...) {
                queue_.finish(*n, std::nullopt, std::current_exception());
            }
        }
    }

    InOrder bounds_;
    std::function<std::uint64_t(std::size_t)> cost_;
    std::function<Worker()> make_worker_;
    Worker own_;
    std::size_t taken_ = 0;
    OrderedQueue<Result> queue_;
    Crew<Result> crew_;
};

} // namespace almirah::vault
