// Holds by series, words and dates: from the moment of filing.
#include "contract/room.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

bool held(Room& room, const std::string& id) {
    return room.store().retention().explain(id).held;
}

} // namespace

TEST_CASE("a standing hold names what is there and what is filed later") {
    Room room;
    const auto before = room.closed("LR-MUT", "2020-01-01", "Case of Mangal"),
               other = room.closed("C-1", "2020-01-01", "Case of Mangal");
    const auto hold = room.as("ravi").holds().place({.reason = "inquiry",
                                                     .standing = {.series = "LR", .words = "MANGAL"},
                                                     .review_on = day("2027-01-01")});
    CHECK(held(room, before));
    CHECK_FALSE(held(room, other));
    const auto later = room.closed("LR", "2019-01-01", "मंगल, Mangal and others"),
               not_named = room.closed("LR", "2019-01-01", "Somebody else");
    CHECK(held(room, later));
    CHECK_FALSE(held(room, not_named));
    CHECK(room.store().holds().on(later).front().id == hold);
    CHECK(ids_of(room.store().retention().due({.on = day("2050-01-01"), .series = "LR"})) ==
          std::vector<std::string>{not_named});
    // What it says decides, not the index: a disposal is judged by the register.
    const std::string told = answers(room.store());
    room.store().trust().reindex();
    CHECK(answers(room.store()) == told);
    CHECK(findings(room.verify()) == "");
    room.as("ravi").holds().release(hold, "closed");
    CHECK_FALSE(held(room, later));
}

TEST_CASE("a standing hold by dates names records of that time") {
    Room room;
    const auto old = room.closed("LR", "2010-01-01"), late = room.closed("LR", "2020-01-01");
    room.as("ravi").holds().place(
        {.reason = "audit", .standing = {.series = "LR", .from = day("2015-01-01")}});
    CHECK_FALSE(held(room, old));
    CHECK(held(room, late));
}

TEST_CASE("what a hold would name can be seen first, and nothing is held by an empty one") {
    Room room;
    const auto id = room.closed("LR", "2010-01-01", "Pond of Khairadih");
    auto holds = room.as("ravi").holds();
    const auto lines = holds.preview({.standing = {.words = "khairadih pond"}});
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].id == id);
    CHECK(holds.preview({.standing = {.words = "khairadih tank"}}).empty());
    CHECK(failure_of([&] { holds.place({.reason = "x"}); }).says("names no record"));
    CHECK(failure_of([&] { holds.place({.reason = "x", .standing = {.series = "NONE"}}); }).code ==
          "not-found");
}

TEST_CASE("a disposal that was approved skips what a standing hold names since") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01", "Case of Mangal");
    const auto list = room.as("ravi").disposals().propose({.series = "C-1"});
    room.as("asha").disposals().approve(list.id);
    const auto hold = room.as("ravi").holds().place({.reason = "inquiry", .standing = {.words = "mangal"}});
    const auto done = room.store().disposals().carry_out(list.id, {.method = "m", .witness = "w"});
    REQUIRE(done.items.size() == 1);
    CHECK(done.items[0].outcome == Outcome::skipped);
    CHECK(done.items[0].why.find(hold) != std::string::npos);
    CHECK(room.store().records().get(id).state == RecordState::closed);
}

TEST_CASE("a hold is extended, and stopped goes on where it was") {
    Room room;
    std::vector<std::string> ids;
    for (int i = 0; i < 5; ++i)
        ids.push_back(room.closed("LR", "2010-01-01", "Case " + std::to_string(i)));
    auto holds = room.as("ravi").holds();
    const auto hold = holds.place({.reason = "audit", .records = {ids[0]}});
    CHECK(failure_of([&] {
              holds.extend(hold, ids, [](std::uint64_t, std::uint64_t) { return false; });
          }).code == "cancelled");
    CHECK(holds.extend(hold, ids) == 4);
    CHECK(holds.extend(hold, ids) == 0);
    CHECK(holds.get(hold).records == ids);
    CHECK(held(room, ids[4]));
    holds.release(hold, "over");
    CHECK(failure_of([&] { holds.extend(hold, {"LR/2026/000009"}); }).code != "");
}

TEST_CASE("a hold's review is an alert") {
    Room room;
    const auto id = room.closed("LR", "2025-01-01");
    const auto hold =
        room.as("ravi").holds().place({.reason = "audit", .records = {id}, .review_on = day("2026-08-01")});
    const auto alerts = room.store().retention().alerts({.on = day("2026-07-20")});
    REQUIRE(alerts.size() == 1);
    CHECK(alerts[0].subject == hold);
}
