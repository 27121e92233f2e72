#include "os/lock.hpp"

#include "almirah/error.hpp"
#include "os/clock.hpp"
#include "support/catch.hpp"
#include "support/folder.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <memory>
#include <thread>

using namespace almirah;
using namespace std::chrono_literals;

TEST_CASE("a lock is held by one, and waited for") {
    test::Folder folder;
    const std::string file = folder / "lock";
    auto held = std::make_unique<os::Lock>(file, 0ms);
    const auto start = std::chrono::steady_clock::now();
    try {
        os::Lock other(file, 30ms);
        FAIL("two hold it");
    } catch (const Error& error) {
        CHECK(error.code() == Code::busy);
    }
    CHECK(std::chrono::steady_clock::now() - start >= 30ms);
    std::thread later([&] {
        std::this_thread::sleep_for(20ms);
        held.reset();
    });
    CHECK_NOTHROW(os::Lock(file, 5000ms));
    later.join();
}

TEST_CASE("a lock dies with its process") {
    test::Folder folder;
    const std::string file = folder / "lock";
    const pid_t child = ::fork();
    if (child == 0) {
        const os::Lock held(file, 0ms);
        ::kill(::getpid(), SIGKILL);
    }
    ::waitpid(child, nullptr, 0);
    CHECK_NOTHROW(os::Lock(file, 0ms));
}

TEST_CASE("a lock moves") {
    test::Folder folder;
    os::Lock first(folder / "lock", 0ms);
    const os::Lock second(std::move(first));
    CHECK_THROWS_AS(os::Lock(folder / "lock", 0ms), Error);
    CHECK_THROWS_AS(os::Lock(folder / "no/folder", 0ms), Error);
}

TEST_CASE("the clock is of this century") {
    CHECK(os::now() > Instant{std::chrono::seconds(1700000000)});
}
