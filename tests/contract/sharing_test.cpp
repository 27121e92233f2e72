// Two doors to one store, in one process and in several.
#include "contract/room.hpp"

#include <csignal>
#include <poll.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace almirah;
using namespace almirah::test;

namespace {

/// Runs `act` in a process of its own; its exit status.
template <class Act>
pid_t in_process(Act act) {
    const pid_t child = fork();
    if (child != 0) return child;
    int status = 1;
    try {
        status = act();
    } catch (const std::exception& error) {
        fprintf(stderr, "%s\n", error.what());
    }
    _exit(status);
}

int status_of(pid_t child) {
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

} // namespace

TEST_CASE("two doors in one process see each other's work at once") {
    Room room;
    Store other = room.open("dinesh");
    const auto id = room.closed("C-1", "2020-01-01", "By the first", {bytes("a", "b")});
    CHECK(other.records().get(id).title.text == "By the first");
    CHECK(other.records().count() == 1);
    CHECK(ids_of(other.records().search("first")) == std::vector<std::string>{id});
    CHECK(ids_of(other.retention().due({})) == std::vector<std::string>{id});
    const auto second = other.records().file(filing("C-1", "By the second"));
    CHECK(second == "C-1/2026/000002");
    CHECK(room.store().records().count() == 2);
    CHECK(room.store().trust().history(second).size() == 1);
    other.act_as("ravi");
    const auto hold = other.holds().place({.reason = "court", .records = {id}});
    CHECK(room.store().retention().explain(id).held);
    room.as("ravi").holds().release(hold, "over");
    CHECK_FALSE(other.retention().explain(id).held);
    CHECK(answers(other) == answers(room.store()));
}

TEST_CASE("a door sees what was destroyed through another") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01", "T", {bytes("a", "gone")});
    const auto kept = room.closed("LR", "2025-01-01", "T", {bytes("a", "kept")});
    Store other = room.open("");
    std::string got;
    other.records().read(id, "", [&](const char* data, std::size_t size) { got.append(data, size); });
    CHECK(got == "gone");
    room.destroy("C-1");
    CHECK(code_of([&] { other.records().read(id, "", [](const char*, std::size_t) {}); }) == "refused");
    got.clear();
    other.records().read(kept, "", [&](const char* data, std::size_t size) { got.append(data, size); });
    CHECK(got == "kept"); // from a pack that was written anew meanwhile
}

TEST_CASE("two processes writing in turns lose nothing and see each other") {
    Room room;
    constexpr int each = 15;
    room.while_closed([&] {
        std::vector<pid_t> children;
        for (int writer = 0; writer < 2; ++writer)
            children.push_back(in_process([&, writer] {
                Store store = room.open("dinesh");
                for (int i = 0; i < each; ++i) {
                    const std::string name = std::to_string(writer) + "-" + std::to_string(i);
                    const auto id = store.records().file(filing("LR", name, {bytes("a", name)}));
                    if (store.records().get(id).title.text != name) return 2;
                }
                return 0;
            }));
        for (const auto child : children)
            CHECK(status_of(child) == 0);
    });
    std::set<std::string> titles;
    for (const auto& line : room.store().records().list({})) {
        titles.insert(line.title);
        CHECK(room.read(line.id) == line.title);
    }
    CHECK(titles.size() == 2 * each);
    CHECK(room.store().records().list({}).back().id == "LR/2026/000030");
    CHECK(findings(room.verify()) == "");
    CHECK(git(room.directory(), "fsck --strict --full").status == 0);
}

TEST_CASE("eight writers at once, each a thread with its own door") {
    Room room;
    std::vector<std::thread> writers;
    std::vector<std::string> faults(8);
    for (int writer = 0; writer < 8; ++writer)
        writers.emplace_back([&, writer] {
            try {
                StoreOptions options = room.options("dinesh");
                options.lock_wait = std::chrono::minutes(2);
                Store store = Store::open(room.directory(), options);
                for (int i = 0; i < 6; ++i)
                    store.records().file(filing("LR", "T", {bytes("a", std::to_string(writer * 100 + i))}));
            } catch (const std::exception& error) {
                faults[std::size_t(writer)] = error.what();
            }
        });
    for (auto& writer : writers)
        writer.join();
    for (const auto& fault : faults)
        CHECK(fault == "");
    CHECK(room.store().records().count() == 48);
    CHECK(room.store().records().list({}).back().id == "LR/2026/000048");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("one key filed by two processes at once is filed once") {
    Room room;
    Filing made = filing("LR", "T", {bytes("a", "b")});
    made.record.key = "row:1";
    room.while_closed([&] {
        std::vector<pid_t> children;
        for (int writer = 0; writer < 4; ++writer)
            children.push_back(in_process([&] {
                Store store = room.open("dinesh");
                return store.records().file(made) == "LR/2026/000001" ? 0 : 2;
            }));
        for (const auto child : children)
            CHECK(status_of(child) == 0);
    });
    CHECK(room.store().records().count() == 1);
}

TEST_CASE("readers go on while a writer writes and destroys") {
    Room room;
    const auto kept = room.closed("LR", "2025-01-01", "Kept", {bytes("a", "kept")});
    int stop[2];
    REQUIRE(pipe(stop) == 0);
    const pid_t reader = in_process([&] {
        close(stop[1]);
        Store store = room.open("");
        pollfd ended{stop[0], POLLIN, 0};
        do {
            std::string got;
            store.records().read(kept, "",
                                 [&](const char* data, std::size_t size) { got.append(data, size); });
            if (got != "kept" || store.records().search("kept").empty()) return 2;
            (void)store.retention().due({});
        } while (poll(&ended, 1, 0) == 0);
        return 0;
    });
    close(stop[0]);
    for (int i = 0; i < 12; ++i) {
        room.closed("C-1", "2020-01-01", "T", {bytes("a", std::to_string(i))});
        if (i % 3 == 2) room.destroy("C-1");
    }
    close(stop[1]);
    CHECK(status_of(reader) == 0);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("a writer that waits too long is told who to wait for: busy") {
    Room room;
    int locked[2], done[2];
    REQUIRE(pipe(locked) == 0);
    REQUIRE(pipe(done) == 0);
    const pid_t holder = in_process([&] {
        close(done[1]);
        Store store = room.open("dinesh");
        char byte = 0;
        // Progress is called inside the turn: the lock is held until the parent says so.
        store.records().file({filing("LR", "T", {bytes("a", std::string(1000, 'x'))})}, [&](auto, auto) {
            if (byte) return true;
            byte = 1;
            if (write(locked[1], &byte, 1) != 1) return false;
            return read(done[0], &byte, 1) == 0;
        });
        return 0;
    });
    close(locked[1]);
    close(done[0]);
    char byte;
    REQUIRE(read(locked[0], &byte, 1) == 1);
    StoreOptions options = room.options("dinesh");
    options.lock_wait = std::chrono::milliseconds(100);
    {
        Store store = Store::open(room.directory(), options);
        CHECK(store.records().count() == 0); // reading needs no lock
        CHECK(code_of([&] { store.records().file(filing("LR", "T")); }) == "busy");
    }
    close(done[1]);
    CHECK(status_of(holder) == 0);
    CHECK(room.as("dinesh").records().file(filing("LR", "T")) == "LR/2026/000002");
}

TEST_CASE("the lock of a killed writer is free at once") {
    Room room;
    int locked[2];
    REQUIRE(pipe(locked) == 0);
    const pid_t holder = in_process([&] {
        Store store = room.open("dinesh");
        store.records().file({filing("LR", "T", {bytes("a", std::string(1000, 'x'))})}, [&](auto, auto) {
            const char byte = 1;
            (void)!write(locked[1], &byte, 1);
            pause();
            return true;
        });
        return 0;
    });
    char byte;
    REQUIRE(read(locked[0], &byte, 1) == 1);
    kill(holder, SIGKILL);
    CHECK(status_of(holder) == 128 + SIGKILL);
    CHECK(room.as("dinesh").records().file(filing("LR", "T")) == "LR/2026/000001");
    CHECK(findings(room.verify()) == "");
    CHECK(run("ls -A " + quoted(room.directory() + "/objects/pack") + " | grep -c tmp_almirah_").out ==
          "0\n");
}
