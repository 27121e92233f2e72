// Holds: many per record, never deleted.
#include "contract/room.hpp"

using namespace almirah;
using namespace almirah::test;

TEST_CASE("a hold comes back as it was placed") {
    Room room;
    const auto a = room.closed("LR", "2020-01-01"), b = room.closed("LR", "2020-01-01");
    const auto id = room.as("ravi").holds().place({.reason = "writ petition",
                                                   .reference = "WP 12/2026",
                                                   .ordered_by = "High Court",
                                                   .records = {b, a, b}});
    CHECK(id == "H-2026-0001");
    const Hold hold = room.store().holds().get(id);
    CHECK(hold.records == std::vector<std::string>{a, b});
    CHECK(hold.reference == "WP 12/2026");
    CHECK(hold.ordered_by == "High Court");
    CHECK(hold.placed_by == "ravi");
    CHECK(hold.placed_at == room.now());
    CHECK(hold.active());
    CHECK(room.store().holds().on(a).size() == 1);
    CHECK(room.store().records().list({})[0].held);
}

TEST_CASE("what a caller cannot know is not taken from the caller") {
    Room room;
    const auto a = room.closed("LR", "2020-01-01");
    Hold forged{
        .id = "H-1999-0001", .reason = "x", .records = {a}, .placed_by = "asha", .released_by = "asha"};
    forged.released_at = room.now();
    const auto id = room.as("ravi").holds().place(forged);
    CHECK(id == "H-2026-0001");
    CHECK(room.store().holds().get(id).active());
    CHECK(room.store().holds().get(id).placed_by == "ravi");
}

TEST_CASE("many holds on one record: each must be released") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01");
    const auto first = room.as("ravi").holds().place({.reason = "court", .records = {id}});
    const auto second = room.as("ravi").holds().place({.reason = "audit", .records = {id}});
    CHECK(room.store().holds().on(id).size() == 2);
    std::size_t held = 0;
    for (const auto& reason : room.store().retention().explain(id).reasons)
        held += reason.code == "held";
    CHECK(held == 2);
    room.as("ravi").holds().release(first, "dismissed");
    CHECK(room.store().retention().explain(id).held);
    CHECK(room.store().holds().on(id).at(0).id == second);
    room.as("ravi").holds().release(second, "closed");
    CHECK(room.store().retention().explain(id).eligible);
    CHECK(room.store().holds().list().size() == 2);
    CHECK(room.store().holds().list(true).empty());
}

TEST_CASE("a released hold stays, with who, when and why") {
    Room room;
    const auto id =
        room.as("ravi").holds().place({.reason = "court", .records = {room.closed("LR", "2020-01-01")}});
    CHECK(code_of([&] { room.as("ravi").holds().release(id, ""); }) == "invalid-argument");
    room.later(std::chrono::hours(24));
    room.as("ravi").holds().release(id, "dismissed");
    const Hold hold = room.store().holds().get(id);
    CHECK_FALSE(hold.active());
    CHECK(hold.released_at == room.now());
    CHECK(hold.released_by == "ravi");
    CHECK(hold.release_reason == "dismissed");
    CHECK(code_of([&] { room.as("ravi").holds().release(id, "again"); }) == "conflict");
    CHECK(room.as("ravi").holds().place({.reason = "new", .records = hold.records}) == "H-2026-0002");
}

TEST_CASE("bad holds are refused and hold nothing") {
    Room room;
    const auto a = room.closed("LR", "2020-01-01");
    auto holds = room.as("ravi").holds();
    CHECK(code_of([&] { holds.place({.reason = "", .records = {a}}); }) == "invalid-argument");
    CHECK(code_of([&] { holds.place({.reason = "x", .records = {}}); }) == "invalid-argument");
    CHECK(code_of([&] { holds.place({.reason = "x", .records = {a, "LR/2026/000099"}}); }) == "not-found");
    CHECK(code_of([&] { holds.get("H-2026-0001"); }) == "not-found");
    CHECK(code_of([&] { holds.get("D-2026-0001"); }) == "not-found");
    CHECK(code_of([&] { holds.get("../x"); }) == "not-found");
    CHECK(code_of([&] { holds.release("H-2026-0001", "x"); }) == "not-found");
    CHECK(holds.list().empty());
}

TEST_CASE("a hold may be placed on an open record, and on many at once") {
    Room room;
    std::vector<std::string> ids;
    for (int i = 0; i < 150; ++i)
        ids.push_back(room.as("dinesh").records().file(filing("LR", "T" + std::to_string(i))));
    const auto id = room.as("ravi").holds().place({.reason = "inquiry", .records = ids});
    CHECK(room.store().holds().get(id).records.size() == 150);
    for (const auto& line : room.store().records().list({}))
        CHECK(line.held);
}
