// Who did what, when and why.
#include "contract/room.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

std::vector<std::string> operations(const std::vector<Entry>& entries) {
    std::vector<std::string> result;
    for (const auto& entry : entries)
        result.push_back(entry.operation);
    return result;
}

} // namespace

TEST_CASE("the life of a record is told in words, oldest first") {
    Room room;
    const auto id = room.as("dinesh").records().file(filing("C-1", "Boundary dispute", {bytes("a", "b")}));
    room.as("dinesh").records().add_event(id, {"decision", day("2020-01-01"), "by the Tehsildar"});
    room.as("dinesh").records().close(id, day("2020-01-02"), "decided");
    const auto hold = room.as("ravi").holds().place({.reason = "appeal", .records = {id}});
    room.as("ravi").holds().release(hold, "dismissed");
    room.later(std::chrono::hours(24));
    room.destroy("C-1");
    const auto history = room.store().trust().history(id);
    CHECK(operations(history) == std::vector<std::string>{"record.file", "record.event", "record.close",
                                                          "hold.place", "hold.release", "disposal.propose",
                                                          "disposal.carry-out"});
    CHECK(history[0].summary.find("Boundary dispute") != std::string::npos);
    CHECK(history[0].by == "dinesh");
    CHECK(history[2].reason == "decided");
    CHECK(history[3].by == "ravi");
    CHECK(history[3].reason == "appeal");
    CHECK(history[5].at == room.now());
    for (std::size_t i = 1; i < history.size(); ++i)
        CHECK(history[i - 1].number < history[i].number);
}

TEST_CASE("history is asked by any id, and is git's log") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01");
    const auto done = room.destroy("C-1");
    CHECK(operations(room.store().trust().history(done.id)) ==
          std::vector<std::string>{"disposal.propose", "disposal.approve", "disposal.carry-out",
                                   "disposal.finish"});
    CHECK(room.store().trust().history(done.approval).size() == 2);
    CHECK(room.store().trust().history("dinesh").size() == 1);
    CHECK(room.store().trust().history("LR").size() >= 1);
    CHECK(room.store().trust().history("nothing of the kind").empty());
    const auto all = room.store().trust().history();
    const auto log = git(room.directory(), "log --reverse --format=%H register");
    std::string commits;
    for (const auto& entry : all)
        commits += entry.commit + "\n";
    CHECK(log.out == commits);
    for (std::size_t i = 0; i < all.size(); ++i)
        CHECK(all[i].number == i + 1);
    CHECK(room.store().trust().history("", 2).size() == 2);
    CHECK(room.store().trust().history(id).front().number == all[all.size() - 5].number);
}

TEST_CASE("a record filed among many knows its entry") {
    Room room;
    std::vector<Filing> many(30, filing("LR", "T"));
    const auto ids = room.as("dinesh").records().file(many);
    for (const auto& id : {ids.front(), ids[12], ids.back()})
        CHECK(operations(room.store().trust().history(id)) == std::vector<std::string>{"record.file"});
    CHECK(room.store().trust().history("LR/2026/000031").empty());
}

TEST_CASE("git log reads as an audit trail: the person acts, at the time of the act") {
    Room room;
    room.set_today("2026-07-01");
    room.closed("LR", "2020-01-01", "नामांतरण वाद");
    const auto log = git(room.directory(), "log -1 --format='%an|%cn|%ae|%ad|%s' --date=iso-strict register");
    CHECK(log.out == "Dinesh Sahu|Dinesh Sahu|dinesh@almirah|2026-07-01T06:00:00+00:00|File LR/2026/000001: "
                     "नामांतरण वाद\n");
    const auto trailers =
        git(room.directory(), "log -1 --format='%(trailers:key=Operation,valueonly)' register");
    CHECK(trailers.out.starts_with("record.file\n"));
    CHECK(
        git(room.directory(), "log -1 --format=%B register | tail -2 | head -1").out.starts_with("Vault: "));
}
