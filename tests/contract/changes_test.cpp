// Changing records after they were filed.
#include "contract/room.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

/// A record that was destroyed.
std::string destroyed(Room& room) {
    const auto id = room.closed("C-1", "2020-01-01", "Gone", {bytes("a.txt", "gone")});
    room.destroy("C-1");
    return id;
}

} // namespace

TEST_CASE("a record is closed on a date, once") {
    Room room;
    Filing made = filing("LR", "T");
    made.record.opened = day("2024-05-01");
    const auto id = room.as("dinesh").records().file(made);
    CHECK(room.store().records().get(id).state == RecordState::open);
    CHECK(code_of([&] { room.as("dinesh").records().close(id, day("2024-04-30")); }) == "invalid-argument");
    room.as("dinesh").records().close(id, day("2025-01-31"), "decided");
    CHECK(room.store().records().get(id).state == RecordState::closed);
    CHECK(room.store().records().get(id).closed == day("2025-01-31"));
    CHECK(code_of([&] { room.as("dinesh").records().close(id); }) == "conflict");
    const auto today = room.as("dinesh").records().file(filing("LR", "T"));
    room.as("dinesh").records().close(today);
    CHECK(room.store().records().get(today).closed == day("2026-05-04"));
}

TEST_CASE("reopening needs a reason and starts the clock anew") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01");
    CHECK(room.store().retention().explain(id).eligible);
    CHECK(code_of([&] { room.as("ravi").records().reopen(id, ""); }) == "invalid-argument");
    room.as("ravi").records().reopen(id, "appeal");
    CHECK(room.store().records().get(id).state == RecordState::open);
    CHECK_FALSE(room.store().records().get(id).closed);
    CHECK(has_reason(room.store().retention().explain(id), "awaiting-close"));
    CHECK(code_of([&] { room.as("ravi").records().reopen(id, "again"); }) == "conflict");
    CHECK(room.store().trust().history(id).back().reason == "appeal");
}

TEST_CASE("an event that has not happened is not noted, and is not filed") {
    Room room;
    const auto id = room.as("dinesh").records().file(filing("EV", "T"));
    const Event to_come{"decision", day("2026-05-05"), ""}, of_today{"decision", day("2026-05-04"), ""};
    const auto failure = failure_of([&] { room.as("dinesh").records().add_event(id, to_come); });
    CHECK(failure.code == "invalid-argument");
    CHECK(failure.says("2026-05-04"));
    auto filed = filing("EV", "U");
    filed.record.events = {to_come};
    CHECK(failure_of([&] { room.as("dinesh").records().file(filed); }).says("has not come"));
    room.as("dinesh").records().add_event(id, of_today);
    filed.record.events = {of_today};
    room.as("dinesh").records().file(filed);
}

TEST_CASE("events are added once and start clocks") {
    Room room;
    const auto id = room.as("dinesh").records().file(filing("EV", "T"));
    CHECK(has_reason(room.store().retention().explain(id), "awaiting-event"));
    CHECK(code_of([&] {
              room.as("dinesh").records().add_event(id, {"", day("2020-01-01"), ""});
          }) == "invalid-argument");
    room.as("dinesh").records().add_event(id, {"decision", day("2020-01-01"), "by the Tehsildar"});
    CHECK(to_string(*room.store().retention().explain(id).due_on) == "2022-01-01");
    CHECK(code_of([&] {
              room.as("dinesh").records().add_event(id, {"decision", day("2020-01-01"), "by the Tehsildar"});
          }) == "already-exists");
    room.as("dinesh").records().add_event(id, {"decision", day("2021-01-01"), "on appeal"});
    CHECK(to_string(*room.store().retention().explain(id).due_on) == "2023-01-01");
}

TEST_CASE("records are moved together, or not at all") {
    Room room;
    room.as("kiran").office().add_places({{"R1", "", "", {}}, {"R2", "", "", {}}});
    const auto a = room.as("dinesh").records().file(filing("LR", "A"));
    const auto b = room.as("dinesh").records().file(filing("LR", "B"));
    room.as("kamla").records().move({a, b}, "R1", "new room");
    CHECK(room.store().records().get(b).place == "R1");
    CHECK(room.store().records().list({.place = "R1"}).size() == 2);
    CHECK(code_of([&] { room.as("kamla").records().move({a}, "R9"); }) == "not-found");
    CHECK(code_of([&] { room.as("kamla").records().move({}, "R2"); }) == "invalid-argument");
    CHECK(code_of([&] { room.as("kamla").records().move({a, "LR/2026/000099"}, "R2"); }) == "not-found");
    CHECK(room.store().records().get(a).place == "R1");
    const auto entries = room.store().trust().history().size();
    room.as("kamla").records().move({a}, "R1");
    CHECK(room.store().trust().history().size() == entries);
    room.as("kamla").records().move({a, a, a}, "");
    CHECK(room.store().records().get(a).place.empty());
    CHECK(room.store().trust().history().back().subjects == std::vector<std::string>{"record " + a});
}

TEST_CASE("places hold the records of the places in them") {
    Room room;
    room.as("kiran").office().add_places(
        {{"R1", "", "", {}}, {"R1/A1", "", "", {}}, {"R1/A11", "", "", {}}, {"R11", "", "", {}}});
    const auto a = room.as("dinesh").records().file(filing("LR", "A"));
    const auto b = room.as("dinesh").records().file(filing("LR", "B"));
    const auto c = room.as("dinesh").records().file(filing("LR", "C"));
    room.as("kamla").records().move({a}, "R1/A1");
    room.as("kamla").records().move({b}, "R1/A11");
    room.as("kamla").records().move({c}, "R11");
    CHECK(room.store().records().list({.place = "R1"}).size() == 2);
    CHECK(room.store().records().list({.place = "R1/A1"}).size() == 1);
}

TEST_CASE("versions of content are kept side by side") {
    Room room;
    const auto id = room.as("dinesh").records().file(filing("LR", "T", {bytes("a.txt", "first")}));
    room.later(std::chrono::hours(1));
    CHECK(room.as("kamla").records().add_version(id, {bytes("a.txt", "second"), bytes("b.txt", "more")},
                                                 "order") == 2);
    CHECK(room.read(id, "a.txt") == "second");
    CHECK(room.read(id, "a.txt", 1) == "first");
    CHECK(room.read(id, "b.txt", 2) == "more");
    const Record record = room.store().records().get(id);
    CHECK(record.versions[1].note == "order");
    CHECK(record.versions[1].by == "kamla");
    CHECK(record.versions[1].at == room.now());
    CHECK(code_of([&] { room.as("dinesh").records().add_version(id, {}, "x"); }) == "invalid-argument");
    CHECK(code_of([&] {
              room.as("dinesh").records().add_version(id, {bytes("a", "1"), bytes("A", "2")}, "x");
          }) == "invalid-argument");
    CHECK(code_of([&] {
              room.as("dinesh").records().add_version(id, {{.name = "a", .path = "/does/not/exist"}}, "x");
          }) == "not-found");
    CHECK(room.store().records().get(id).versions.size() == 2);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("a destroyed record can no longer be changed") {
    Room room;
    const auto id = destroyed(room);
    const std::function<void(Store&)> changes[] = {
        [&](Store& s) { s.records().close(id); },
        [&](Store& s) { s.records().reopen(id, "x"); },
        [&](Store& s) {
            s.records().add_event(id, {"seen", day("2026-01-01"), ""});
        },
        [&](Store& s) { s.records().move({id}, ""); },
        [&](Store& s) { s.records().set_appraisal(id, "AP", "x"); },
        [&](Store& s) { s.records().add_version(id, {bytes("a", "b")}, "x"); },
        [&](Store& s) { s.holds().place({.reason = "x", .records = {id}}); },
    };
    for (const auto& change : changes) {
        const auto failure = failure_of([&] { change(room.as("ravi")); });
        CHECK(failure.code == "refused");
        CHECK(failure.rule == "destroyed");
        CHECK(failure.object == id);
    }
}

// Reasons and notes go into the message of an entry, which is a commit of git: a NUL byte in it breaks fsck,
// and a text that is not UTF-8 cannot be shown as JSON.
TEST_CASE("reasons that cannot be kept are refused") {
    Room room;
    const auto id = room.closed("LR", "2020-01-01");
    const std::string nul("a\0b", 3);
    for (const std::string& bad : {std::string("caf\xe9"), nul}) {
        CHECK(code_of([&] { room.as("ravi").records().reopen(id, bad); }) == "invalid-argument");
        CHECK(code_of([&] { room.as("ravi").holds().place({.reason = bad, .records = {id}}); }) ==
              "invalid-argument");
        CHECK(code_of([&] { room.as("ravi").retention().close_series("LR", bad); }) == "invalid-argument");
        CHECK(code_of([&] { room.as("dinesh").records().file(filing("LR", bad)); }) == "invalid-argument");
        CHECK(code_of([&] {
                  room.as("dinesh").records().add_event(id, {bad, day("2026-01-01"), ""});
              }) == "invalid-argument");
    }
    room.as("ravi").records().reopen(id, "two\nlines\n\nVault: 4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    CHECK(git(room.directory(), "fsck --strict --full").status == 0);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("unknown records are not found by any change") {
    Room room;
    for (const std::string id : {"LR/2026/000001", "x", "", "../../x"}) {
        CHECK(code_of([&] { room.as("ravi").records().close(id); }) == "not-found");
        CHECK(code_of([&] { room.as("ravi").records().move({id}, ""); }) == "not-found");
        CHECK(code_of([&] { room.as("ravi").records().set_appraisal(id, "AP", ""); }) == "not-found");
        CHECK(code_of([&] { room.store().retention().explain(id); }) == "not-found");
        CHECK(code_of([&] { room.store().holds().on(id); }) == "not-found");
    }
}

TEST_CASE("lists are by id, with limit and offset") {
    Room room;
    for (int i = 0; i < 5; ++i)
        room.as("dinesh").records().file(filing(i % 2 ? "LR" : "LR-MUT", "T"));
    room.closed("C-1", "2020-01-01");
    CHECK(room.store().records().count() == 6);
    CHECK(room.store().records().list({.series = "LR"}).size() == 5);
    CHECK(room.store().records().list({.series = "LR-MUT"}).size() == 3);
    CHECK(room.store().records().list({.state = RecordState::closed}).size() == 1);
    const auto page = room.store().records().list({.limit = 2, .offset = 3});
    const auto all = room.store().records().list({});
    REQUIRE(page.size() == 2);
    CHECK(page[0].id == all[3].id);
    CHECK(page[1].id == all[4].id);
    CHECK(code_of([&] { room.store().records().list({.series = "NONE"}); }) == "not-found");
}
