#include "crash/worker.hpp"

#include "crash/operations.hpp"

#include <chrono>
#include <filesystem>
#include <iostream>
#include <random>

namespace almirah::crash {

namespace {

using Clock = std::chrono::steady_clock;

class Worker {
public:
    Worker(std::string directory, unsigned seed)
        : directory_(std::move(directory)), random_(seed), name_("W" + std::to_string(seed)),
          store_(Store::open(directory_, {.actor = "kiran", .lock_wait = std::chrono::seconds(60)})) {}

    void run(bool writes) {
        while (!std::filesystem::exists(directory_ + ".stop")) {
            const auto begun = Clock::now();
            step(writes ? random_() % 8 : 5 + random_() % 3);
            const double seconds = std::chrono::duration<double>(Clock::now() - begun).count();
            if (seconds > slowest_) std::cout << "slowest " << (slowest_ = seconds) << std::endl;
        }
    }

private:
    void step(unsigned what) {
        if (what <= 2) return file();
        if (what == 5) return read_any();
        if (what == 6) return void(store_.records().search("W"));
        if (what == 7) return void(store_.retention().due_counts({}));
        if (mine_.empty()) return;
        const std::string& id = mine_[random_() % mine_.size()];
        if (what == 3) store_.records().move({id}, "R1");
        if (what == 4) store_.holds().place({.reason = "crowd", .records = {id}});
    }
    void file() {
        const std::string title = name_ + "-" + std::to_string(++filed_) + "-" + std::to_string(random_());
        mine_.push_back(store_.records().file(filing(title, random_() % 5000)));
        std::cout << "filed " << mine_.back() << " " << title << std::endl;
    }
    /// Content begins with its title.
    void read_any() {
        const auto count = store_.records().count();
        RecordQuery query;
        query.offset = random_() % (count + 1);
        query.limit = 1;
        for (const auto& line : store_.records().list(query)) {
            std::string got;
            store_.records().read(line.id, "",
                                  [&](const char* data, std::size_t size) { got.append(data, size); });
            need(got.starts_with(line.title), line.id + " reads otherwise");
        }
    }

    std::string directory_;
    std::mt19937 random_;
    std::string name_;
    Store store_;
    std::vector<std::string> mine_;
    int filed_ = 0;
    double slowest_ = 0;
};

} // namespace

void work(const std::string& directory, unsigned seed) {
    Worker(directory, seed).run(true);
}

void look_on(const std::string& directory, unsigned seed) {
    Worker(directory, seed).run(false);
}

} // namespace almirah::crash
