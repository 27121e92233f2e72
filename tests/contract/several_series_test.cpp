// Records in several series, and descriptions set right.
#include "contract/room.hpp"

using namespace almirah;
using namespace almirah::test;

TEST_CASE("a record in several series is due when all its rules say so") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01");
    const auto due = [&](const char* on) { return ids_of(room.store().retention().due({.on = day(on)})); };
    CHECK(due("2021-01-01") == std::vector<std::string>{id});
    room.as("ravi").records().link(id, "B", "a payment is in it");
    CHECK(due("2022-01-01").empty());
    CHECK(room.store().retention().explain(id, day("2022-01-01")).due_on == day("2033-01-01"));
    CHECK(room.store().retention().explain(id).rule == "B");
    CHECK(due("2033-01-01") == std::vector<std::string>{id});
    CHECK(due("2033-02-01").empty()); // in January only, as the rule says that decides
    room.store().records().link(id, "A");
    CHECK(due("2099-01-01").empty());
    CHECK(has_reason(room.store().retention().explain(id, day("2099-01-01")), "permanent"));
    CHECK(failure_of([&] { room.store().records().unlink(id, "A", "not permanent"); }).says("reopen it"));
    room.store().records().reopen(id, "linked by mistake");
    room.store().records().unlink(id, "A", "not permanent");
    room.store().records().unlink(id, "B", "no payment");
    room.store().records().close(id, day("2020-01-01"), "as before");
    CHECK(due("2021-01-01") == std::vector<std::string>{id});
    CHECK(findings(room.verify()) == "");
    const std::string before = answers(room.store());
    room.store().trust().reindex();
    CHECK(answers(room.store()) == before);
}

TEST_CASE("a change of a further series' rule moves the record, too") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01");
    room.as("ravi").records().link(id, "C-3");
    CHECK(room.store().retention().explain(id).due_on == day("2023-12-31"));
    auto longer = rule("C-3", "7y");
    auto schedule = reading({rule("C-1", "1y"), longer});
    schedule.schedule.id = "GEN";
    room.as("kiran").retention().load(schedule);
    CHECK(room.store().retention().explain(id).due_on == day("2027-01-01"));
    CHECK(ids_of(room.store().retention().due({.on = day("2026-12-31")})).empty());
    CHECK(ids_of(room.store().retention().due({.on = day("2027-01-01")})) == std::vector<std::string>{id});
}

TEST_CASE("what a record cannot be linked to or taken out of is named") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01");
    auto records = room.as("ravi").records();
    CHECK(failure_of([&] { records.link(id, "NONE"); }).code == "not-found");
    CHECK(failure_of([&] { records.link(id, "C-1"); }).says("already"));
    records.link(id, "B");
    CHECK(failure_of([&] { records.link(id, "B"); }).says("already"));
    CHECK(failure_of([&] { records.unlink(id, "C-1", "x"); }).code == "not-found");
    const auto hold = room.store().holds().place({.reason = "court", .records = {id}});
    const auto failure = failure_of([&] { records.unlink(id, "B", "x"); });
    CHECK(failure.code == "refused");
    CHECK(failure.says(hold));
    CHECK(records.get(id).also_in == std::vector<std::string>{"B"});
}

TEST_CASE("a description is set right, and history keeps what it said") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01", "Cas of Mangal");
    auto records = room.as("kamla").records();
    records.correct(id,
                    {.title = Text("Case of Mangal"), .closed = day("2020-06-01"), .parties = {{"Mangal"}}},
                    "misspelt");
    CHECK(records.get(id).title.text == "Case of Mangal");
    CHECK(room.store().retention().explain(id).due_on == day("2021-06-01"));
    CHECK(ids_of(records.search("mangal")) == std::vector<std::string>{id});
    CHECK(records.search("cas of").empty() == false); // "case" begins so
    CHECK(room.store().trust().history(id).back().summary ==
          "Correct " + id + ": title, date of closing, parties");
    CHECK(failure_of([&] { records.correct(id, {.title = Text("Case of Mangal")}, "again"); }).code ==
          "conflict");
    CHECK(failure_of([&] { records.correct(id, {.title = Text("")}, "x"); }).code == "invalid-argument");
    CHECK(failure_of([&] { records.correct(id, {.opened = day("2021-01-01")}, "x"); }).says("closed"));
    CHECK(failure_of([&] { records.correct(id, {.file_no = "7"}, ""); }).says("reason"));
    records.correct(id, {.properties = {{"village", "Khairadih"}}}, "known now");
    records.correct(id, {.properties = {{"village", ""}}}, "wrong village");
    CHECK(records.get(id).properties.empty());
}

TEST_CASE("a held record's description and content stay as they are") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01");
    const auto hold = room.as("ravi").holds().place({.reason = "court", .records = {id}});
    for (const auto& act : std::vector<std::function<void(Store&)>>{
             [&](Store& s) { s.records().correct(id, {.file_no = "7"}, "x"); },
             [&](Store& s) { s.records().add_version(id, {bytes("a", "b")}, "x"); }}) {
        const auto failure = failure_of([&] { act(room.store()); });
        CHECK(failure.code == "refused");
        CHECK(failure.says(hold));
    }
    room.store().holds().release(hold, "over");
    room.store().records().correct(id, {.file_no = "7"}, "x");
    CHECK(room.store().records().get(id).file_no == "7");
}
