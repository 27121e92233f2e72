// Holds outlive everything, and what they stop can be told.
#include "contract/room.hpp"

#include <filesystem>

using namespace almirah;
using namespace almirah::test;

namespace {

/// What a store says of the two holds, one by list and one by query, and what it refuses for them.
void check_holds(Store& store, const std::string& listed, const std::string& found) {
    CHECK(store.holds().list(true).size() == 2);
    for (const auto& id : {listed, found}) {
        INFO(id);
        CHECK(store.holds().on(id).size() == 1);
        CHECK(has_reason(store.retention().explain(id), "held"));
        store.act_as("ravi");
        CHECK(code_of([&] { store.records().correct(id, {.file_no = "x"}, "x"); }) == "refused");
        CHECK(code_of([&] { store.records().reopen(id, "x"); }) == "refused");
    }
    CHECK(store.retention().due({}).empty());
    CHECK(findings(store.trust().verify()) == "");
}

} // namespace

TEST_CASE("holds survive a rebuild, a clone, a restored copy and a lost index") {
    Room room;
    const auto listed = room.closed("C-1", "2020-01-01"), found = room.closed("LR", "2020-01-01");
    room.as("ravi").holds().place({.reason = "court", .records = {listed}});
    room.as("ravi").holds().place({.reason = "inquiry", .standing = {.series = "LR"}});
    check_holds(room.store(), listed, found);
    room.store().trust().reindex();
    check_holds(room.store(), listed, found);
    const std::string clone = room.folder() / "clone.almirah", copy = room.folder() / "copy.almirah";
    REQUIRE(run("git clone -q --bare " + quoted(room.directory()) + " " + quoted(clone)).status == 0);
    Store cloned = Store::open(clone, room.options("ravi"));
    check_holds(cloned, listed, found);
    room.while_closed([&] {
        std::filesystem::copy(room.directory(), copy, std::filesystem::copy_options::recursive);
        for (const char* ending : {"", "-wal", "-shm"})
            std::filesystem::remove(room.directory() + "/almirah/index.sqlite3" + ending);
    });
    check_holds(room.store(), listed, found);
    Store restored = Store::open(copy, room.options("ravi"));
    check_holds(restored, listed, found);
    // And what is filed into a restored copy is held from that moment.
    restored.act_as("dinesh");
    const auto fresh = restored.records().file(filing("LR", "Case"));
    CHECK(restored.holds().on(fresh).size() == 1);
}

TEST_CASE("what is held is not reopened, nor its appraisal changed; its dates go on") {
    Room room;
    const auto open = room.as("dinesh").records().file(filing("EV", "Case"));
    const auto id = room.closed("C-1", "2020-01-01");
    const auto hold = room.as("ravi").holds().place({.reason = "court", .records = {id, open}});
    CHECK(failure_of([&] { room.as("ravi").records().reopen(id, "appeal"); }).says(hold));
    CHECK(failure_of([&] { room.as("ravi").records().set_appraisal(id, "NAI 7", ""); }).says(hold));
    // What happens to it is noted all the same, and its date is computed.
    room.as("dinesh").records().add_event(open, {"decision", day("2026-02-01"), ""});
    room.as("dinesh").records().close(open);
    CHECK(room.store().retention().explain(open).due_on == day("2028-02-01"));
    CHECK(room.store().retention().explain(id).due_on == day("2021-01-01"));
    room.as("ravi").holds().release(hold, "over");
    room.as("ravi").records().reopen(id, "appeal");
}

TEST_CASE("many holds are released, with progress; stopped, the same call goes on") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01");
    std::vector<std::string> holds;
    for (int i = 0; i < 5; ++i)
        holds.push_back(room.as("ravi").holds().place({.reason = "court", .records = {id}}));
    int asked = 0;
    const auto stop = [&](std::uint64_t done, std::uint64_t total) {
        CHECK(total == 5);
        CHECK(done == std::uint64_t(asked));
        return ++asked < 3;
    };
    CHECK(code_of([&] { room.as("ravi").holds().release_all(holds, "settled", stop); }) == "cancelled");
    CHECK(room.store().holds().list(true).size() == 3);
    CHECK(room.store().retention().explain(id).held);
    CHECK(room.as("ravi").holds().release_all(holds, "settled") == 3);
    CHECK(room.store().holds().list(true).empty());
    CHECK(room.store().holds().list().size() == 5);
    CHECK(room.as("ravi").holds().release_all(holds, "settled") == 0);
    CHECK(code_of([&] {
              room.as("ravi").holds().release_all({"H-2026-0001", "H-2026-0099"}, "x");
          }) == "not-found");
}

TEST_CASE("what a hold stops is told by series, and on which lists") {
    Room room;
    const auto due = room.closed("C-1", "2020-01-01"), later = room.closed("C-1", "2026-04-01"),
               never = room.closed("A", "2020-01-01"), other = room.closed("C-1", "2020-01-01");
    const auto list = room.as("ravi").disposals().propose({}).id;
    Hold hold{.reason = "court", .records = {due, later, never}};
    const auto would = room.store().holds().impact(hold);
    hold.id = room.as("ravi").holds().place(hold);
    room.as("ravi").holds().place({.reason = "audit", .records = {later, other}});
    const auto impact = room.store().holds().impact(hold);
    REQUIRE(impact.series.size() == 2);
    CHECK(impact.series[0] == HoldImpactLine{"A", 1, 0, 0, 1, 0});
    CHECK(impact.series[1] == HoldImpactLine{"C-1", 2, 1, 1, 0, 1});
    CHECK(impact.disposals == std::vector<std::string>{list});
    CHECK(would.series[1].also_by_other == 0);
    CHECK(would.series[1].stopped == 1);
    CHECK(room.store().holds().impact(hold, day("2027-04-01")).series[1].stopped == 2);
}
