// Records move between series, branches of the file plan elsewhere, and a wrong event is taken back.
#include "contract/room.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

std::vector<Reclassified> move(Room& room, const std::string& id, const std::string& to) {
    return room.as("ravi").records().reclassify({.records = {id}, .to = to, .reason = "misfiled"});
}

} // namespace

TEST_CASE("a record that moves keeps its id, and all answers go by the series that it is in") {
    Room room;
    const auto id = room.closed("C-1", "2026-02-01", "Boundary case", {bytes("a", "text")});
    const auto moved = move(room, id, "EV");
    REQUIRE(moved.size() == 1);
    CHECK(moved[0].from == "C-1");
    CHECK(moved[0].due_before == day("2027-02-01"));
    CHECK_FALSE(moved[0].due_after);
    const Record record = room.store().records().get(id);
    CHECK(record.id == "C-1/2026/000001");
    CHECK(record.series == "EV");
    CHECK(room.store().records().list({.series = "C-1"}).empty());
    CHECK(room.store().records().list({.series = "EV"}).at(0).id == id);
    CHECK(room.store().records().search("boundary").at(0).series == "EV");
    CHECK(room.store().retention().explain(id).rule == "EV");
    CHECK(ids_of(room.store().retention().due({.on = day("2030-01-01"), .series = "C-1"})).empty());
    room.as("dinesh").records().add_event(id, {"decision", day("2026-03-01"), ""});
    CHECK(ids_of(room.store().retention().due({.on = day("2030-01-01"), .series = "EV"})) ==
          std::vector<std::string>{id});
    CHECK(room.read(id) == "text");
    // The next one filed in the first series gets the next number of that series.
    CHECK(room.closed("C-1", "2026-02-01") == "C-1/2026/000002");
    CHECK(findings(room.verify()) == "");
    const auto before = answers(room.store());
    room.store().trust().reindex();
    CHECK(answers(room.store()) == before);
}

TEST_CASE("steps that were done stay done in another series") {
    Room room;
    room.closed("REV", "2020-01-01");
    const auto list = room.as("ravi").disposals().propose({.action = Action::review, .series = "REV"}).id;
    room.as("asha").disposals().approve(list);
    room.as("ravi").disposals().carry_out(list, {.method = "read", .witness = "asha"});
    const std::string id = "REV/2026/000001";
    const auto done = room.store().records().get(id).steps_done;
    REQUIRE(done.size() == 1);
    move(room, id, "B");
    CHECK(room.store().records().get(id).steps_done == done);
    CHECK(room.store().retention().explain(id).due_on == day("2033-01-01"));
}

TEST_CASE("what is closed and cut off, held, destroyed or transferred does not move") {
    Room room;
    const auto cut = room.closed("LR", "2020-05-01"); // calendar year: cut off on 2020-12-31
    const auto failure = failure_of([&] { move(room, cut, "C-1"); });
    CHECK(failure.code == "refused");
    CHECK(failure.says("2020-12-31"));
    room.as("ravi").records().reopen(cut, "to be put into its series");
    CHECK(move(room, cut, "C-1").at(0).why_not.empty());
    // The unit of time is not over: not cut off yet.
    CHECK(move(room, room.closed("LR", "2026-05-01"), "B").size() == 1);
    const auto by_event = room.closed("C-1", "2026-02-01");
    room.as("dinesh").records().add_event(by_event, {"cut-off", day("2026-03-01"), ""});
    CHECK(code_of([&] { move(room, by_event, "EV"); }) == "refused");
    room.as("dinesh").records().withdraw_event(by_event, "cut-off", day("2026-03-01"), "of another file");
    CHECK(code_of([&] { move(room, by_event, "EV"); }) == "nothing was thrown");
    const auto held = room.closed("C-1", "2026-02-01");
    const auto hold = room.as("ravi").holds().place({.reason = "court", .records = {held}});
    const auto why = failure_of([&] { move(room, held, "EV"); });
    CHECK(why.code == "refused");
    CHECK(why.says(hold));
    const auto gone = room.closed("C-1", "2020-01-01");
    room.destroy("C-1");
    CHECK(code_of([&] { move(room, gone, "EV"); }) == "refused");
    CHECK(code_of([&] { move(room, held, "NONE"); }) == "not-found");
    CHECK(code_of([&] {
              room.as("dinesh").records().reclassify({.records = {held}, .to = "EV", .reason = "x"});
          }) == "refused");
    CHECK(code_of([&] { room.as("ravi").records().reclassify({.records = {held}, .to = "EV"}); }) ==
          "invalid-argument");
}

TEST_CASE("of the records that are named all move or none; a dry run moves nothing") {
    Room room;
    const auto a = room.closed("C-1", "2026-02-01"), b = room.closed("C-1", "2026-02-01");
    room.as("ravi").holds().place({.reason = "court", .records = {b}});
    const Reclassification both{.records = {a, b}, .to = "EV", .reason = "x"};
    CHECK(code_of([&] { room.as("ravi").records().reclassify(both); }) == "refused");
    CHECK(room.store().records().get(a).series == "C-1");
    auto dry = both;
    dry.dry_run = true;
    const auto told = room.as("ravi").records().reclassify(dry);
    REQUIRE(told.size() == 2);
    CHECK(told[0].why_not.empty());
    CHECK_FALSE(told[1].why_not.empty());
    CHECK(room.store().records().get(a).series == "C-1");
}

TEST_CASE("a branch moves but for what must stay, and goes on where it was stopped") {
    Room room;
    std::vector<Filing> many;
    for (int i = 0; i < 2100; ++i)
        many.push_back(filing(i % 2 == 0 ? "LR" : "LR-MUT", "Case " + std::to_string(i)));
    room.as("dinesh").records().file(many);
    const auto stays = room.closed("LR", "2020-05-01");
    const Reclassification branch{.branch = "LR", .to = "C-1", .reason = "merged"};
    int asked = 0;
    const auto stop = [&](std::uint64_t, std::uint64_t) { return ++asked < 2; };
    CHECK(code_of([&] { room.as("ravi").records().reclassify(branch, stop); }) == "cancelled");
    CHECK(room.store().records().list({.series = "C-1"}).size() >= 1900);
    const auto rest = room.as("ravi").records().reclassify(branch);
    CHECK(room.store().records().list({.series = "C-1"}).size() == 2100);
    REQUIRE(room.store().records().list({.series = "LR"}).size() == 1);
    CHECK(room.store().records().list({.series = "LR"})[0].id == stays);
    CHECK(std::count_if(rest.begin(), rest.end(), [](const auto& line) { return !line.why_not.empty(); }) ==
          1);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("an enforced rule is not lost by moving, by unlinking or with a branch") {
    Room room;
    auto rules = room.store().retention().schedule("GEN").rules;
    for (auto& rule : rules)
        if (rule.code == "EV") rule.enforced = true;
    room.as("ravi").retention().load(reading(rules));
    const auto id = room.as("dinesh").records().file(filing("EV", "Case"));
    const auto failure = failure_of([&] { move(room, id, "C-1"); });
    CHECK(failure.code == "refused");
    CHECK(failure.says("enforced"));
    const auto linked = room.as("dinesh").records().file(filing("C-1", "Case"));
    room.as("ravi").records().link(linked, "EV");
    CHECK(code_of([&] { room.as("ravi").records().unlink(linked, "EV", "x"); }) == "refused");
}

TEST_CASE("a branch of the file plan goes elsewhere, and what inherits its rule gets other dates") {
    Room room;
    const auto id = room.as("dinesh").records().file(filing("LR-MUT", "Case"));
    CHECK(room.store().retention().explain(id).rule == "C-3");
    room.as("ravi").retention().move_series("LR-MUT", "C-1", "file plan 2027");
    CHECK(room.store().retention().explain(id).rule == "C-1");
    CHECK(room.store().retention().series("LR-MUT").under == "C-1");
    CHECK(code_of([&] { room.as("ravi").retention().move_series("C-1", "LR-MUT", "x"); }) ==
          "invalid-argument");
    CHECK(code_of([&] { room.as("ravi").retention().move_series("LR-MUT", "C-1", "x"); }) == "conflict");
    CHECK(code_of([&] { room.as("ravi").retention().move_series("LR-MUT", "NONE", "x"); }) == "not-found");
    room.as("ravi").retention().move_series("LR-MUT", "LR", "back");
    room.closed("LR-MUT", "2020-01-01");
    const auto failure = failure_of([&] { room.as("ravi").retention().move_series("LR-MUT", "", "x"); });
    CHECK(failure.code == "refused");
    CHECK(failure.says("cut off"));
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("a wrong event is taken back, stays in the register and counts no longer") {
    Room room;
    const auto id = room.closed("EV", "2019-01-01");
    room.as("dinesh").records().add_event(id, {"decision", day("2020-02-01"), "order 7"});
    CHECK(room.store().retention().explain(id).eligible);
    auto records = room.as("dinesh").records();
    CHECK(code_of([&] { records.withdraw_event(id, "decision", day("2020-02-01"), ""); }) ==
          "invalid-argument");
    CHECK(code_of([&] { records.withdraw_event(id, "decision", day("2020-02-02"), "x"); }) == "not-found");
    records.withdraw_event(id, "decision", day("2020-02-01"), "of another file");
    CHECK(code_of([&] { records.withdraw_event(id, "decision", day("2020-02-01"), "x"); }) == "not-found");
    CHECK(has_reason(room.store().retention().explain(id), "awaiting-event"));
    CHECK(room.store().retention().due({.on = day("2030-01-01")}).empty());
    const Event kept = room.store().records().get(id).events.at(0);
    CHECK(kept.note == "order 7");
    CHECK(kept.withdrawn_by == "dinesh");
    CHECK(kept.withdrawn_at == room.now());
    CHECK(kept.withdrawn_reason == "of another file");
    // The same event, rightly this time.
    records.add_event(id, {"decision", day("2020-02-01"), "order 7"});
    CHECK(room.store().retention().explain(id).eligible);
    const auto before = answers(room.store());
    room.store().trust().reindex();
    CHECK(answers(room.store()) == before);
    CHECK(findings(room.verify()) == "");
    room.as("ravi").holds().place({.reason = "court", .records = {id}});
    CHECK(code_of([&] {
              room.as("dinesh").records().withdraw_event(id, "decision", day("2020-02-01"), "x");
          }) == "refused");
}
