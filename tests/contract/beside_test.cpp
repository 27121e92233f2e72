// Verify beside writers: what moves while it looks is no damage, and damage is found all the same.
// With one writer beside, 116 of 179 verifies said object-missing or pack-damaged.
#include "contract/room.hpp"

#include <atomic>
#include <fstream>
#include <thread>

using namespace almirah;
using namespace almirah::test;

namespace {

/// Does something again and again until it is told to stop; an error of it is kept.
class Again {
public:
    template <class Act>
    explicit Again(Act act)
        : thread_([this, act] {
              try {
                  while (!stop_) {
                      act();
                      ++times_;
                  }
              } catch (const std::exception& error) {
                  fault_ = error.what();
              }
          }) {}
    Again(const Again&) = delete;
    Again& operator=(const Again&) = delete;
    ~Again() { (void)end(); }

    int times() const { return times_; }
    std::string end() {
        stop_ = true;
        if (thread_.joinable()) thread_.join();
        return fault_;
    }

private:
    std::atomic<bool> stop_{false};
    std::atomic<int> times_{0};
    std::string fault_;
    std::thread thread_;
};

/// Looks until so much was done beside, and at least so often; says what was found.
std::string looked_at(const Room& room, const Again& beside, int times, bool fast = false) {
    Store reader = room.open("meena");
    std::string told;
    for (int looks = 0; (looks < 10 || beside.times() < times) && looks < 1000 && told.empty(); ++looks)
        told = findings(reader.trust().verify(fast));
    return told;
}

std::string noise(std::size_t size_bytes, unsigned seed) {
    std::string made(size_bytes, 0);
    for (auto& byte : made)
        byte = char((seed = seed * 1664525u + 1013904223u) >> 24);
    return made;
}

} // namespace

TEST_CASE("a writer beside verify, whose packs are merged, is no damage") {
    Room room;
    const bool fast = GENERATE(false, true);
    for (int i = 0; i < 20; ++i)
        room.as("dinesh").records().file(filing("LR", "First", {bytes("a.txt", noise(3000, unsigned(i)))}));
    unsigned seed = 100;
    Again writer([&] {
        room.as("dinesh").records().file(
            filing("LR", "Filed " + std::to_string(++seed), {bytes("a.txt", noise(300, seed))}));
    });
    CHECK(looked_at(room, writer, 60, fast) == "");
    CHECK(writer.end() == "");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("a destruction beside verify, with its purge, is no damage") {
    Room room;
    unsigned seed = 0;
    // Two files each, one of them what another has that stays.
    Again writer([&] {
        for (int i = 0; i < 3; ++i) {
            const std::string shared = noise(200, ++seed);
            room.as("dinesh").records().file(filing("LR", "Stays", {bytes("a.txt", shared)}));
            room.closed("C-1", "2020-01-01", "Goes",
                        {bytes("a.txt", shared), bytes("b.txt", noise(200, ++seed))});
        }
        room.destroy("C-1");
    });
    CHECK(looked_at(room, writer, 6) == "");
    CHECK(writer.end() == "");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("stock git that packs anew beside verify is no damage") {
    Room room;
    const auto how = GENERATE(as<std::string>{}, "gc -q --prune=now", "repack -adfq");
    CAPTURE(how);
    unsigned seed = 0;
    const std::string under_lock = "GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 flock " +
                                   quoted(room.directory() + "/almirah/lock") + " git -C " +
                                   quoted(room.directory()) + " ";
    Again both([&] {
        for (int i = 0; i < 4; ++i) {
            ++seed;
            room.as("dinesh").records().file(filing("LR", "Filed", {bytes("a.txt", noise(300, seed))}));
        }
        if (const auto done = run(under_lock + how); done.status != 0) throw std::runtime_error(done.out);
    });
    CHECK(looked_at(room, both, 5) == "");
    CHECK(both.end() == "");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("real damage is found beside a writer, every time") {
    Room room;
    const auto hurt = room.closed("LR", "2025-01-01", "Hurt", {bytes("a.txt", noise(200000, 7))});
    const auto blob = room.store().records().get(hurt).versions[0].files[0].blob;
    // The trees that are lost below are not asked for by what is filed from now on.
    room.as("dinesh").records().file(filing("C-3", "After", {bytes("a.txt", "after")}));
    const auto how = GENERATE(as<std::string>{}, "a byte", "the pack");
    CAPTURE(how);
    const std::string damage = how == "a byte"
                                   ? "printf xxxx | dd of=$pack bs=1 seek=100000 conv=notrunc status=none"
                                   : "rm -f $pack";
    const auto done = run("cd " + quoted(room.directory()) +
                          "/objects/pack && pack=$(ls -S *.pack | head -1) && chmod u+w $pack && " + damage);
    INFO(done.out);
    REQUIRE(done.status == 0);
    unsigned seed = 0;
    Again writer([&] {
        Store store = room.open("dinesh");
        for (int i = 0; i < 10; ++i)
            store.records().file(filing("C-3", "Filed", {bytes("a.txt", noise(300, ++seed))}));
    });
    Store reader = room.open("meena");
    for (int looks = 0; looks < 10; ++looks) {
        const std::string told = findings(reader.trust().verify());
        INFO(told);
        CHECK(told.find(how == "a byte" ? "content-missing " + blob : "object-missing") != std::string::npos);
    }
    CHECK(writer.end() == "");
    CHECK(writer.times() > 0);
}
