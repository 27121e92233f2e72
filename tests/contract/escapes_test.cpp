// What a standing hold has named stays held until the hold is released, whatever changes.
#include "contract/room.hpp"

#include <filesystem>

using namespace almirah;
using namespace almirah::test;

namespace {

/// A hold that names a record, and what would take the record out of its query.
struct Escape {
    const char* how;
    HoldQuery query;
    std::function<void(Room&, const std::string& record)> act;
};

std::string another_series(Room& room) {
    room.as("kiran").retention().add_series({"OTHER", "Other", "", "", "", false});
    return "OTHER";
}

void load_with_series_under(Room& room, const std::string& above, std::optional<Date> effective_on) {
    room.as("kiran").retention().load(reading({rule("C-1", "1y"), rule("C-3", "3y")},
                                              {Series{"LR-MUT", "Mutations", above, "", "C-1", false}}),
                                      {.effective_on = effective_on});
}

const std::vector<Escape> escapes{
    {"the series is put elsewhere",
     {.series = "LR"},
     [](Room& room, const std::string&) {
         room.as("kiran").retention().move_series("LR-MUT", another_series(room), "reform");
     }},
    {"the series above it is put elsewhere",
     {.series = "LR"},
     [](Room& room, const std::string&) {
         another_series(room);
         room.as("kiran").retention().add_series({"MID", "Middle", "LR", "", "", false});
         room.store().retention().move_series("LR-MUT", "MID", "reform");
         room.store().retention().move_series("MID", "OTHER", "reform");
     }},
    {"a schedule puts the series elsewhere",
     {.series = "LR"},
     [](Room& room, const std::string&) { load_with_series_under(room, another_series(room), {}); }},
    {"a schedule puts the series elsewhere by its day",
     {.series = "LR"},
     [](Room& room, const std::string&) {
         load_with_series_under(room, another_series(room), day("2026-10-01"));
         room.set_today("2026-10-02");
     }},
    {"it is closed on an early day",
     {.from = day("2020-01-01")},
     [](Room& room, const std::string& record) {
         room.as("dinesh").records().close(record, day("2019-01-01"), "found in the register");
     }},
};

std::vector<std::string> held_by(Room& room, const std::string& record) {
    std::vector<std::string> ids;
    for (const auto& hold : room.store().holds().on(record))
        ids.push_back(hold.id);
    return ids;
}

} // namespace

TEST_CASE("a record that a hold has named stays held, whatever changes") {
    for (const auto& escape : escapes) {
        INFO(escape.how);
        Room room;
        auto file = filing("LR-MUT", "Case of Mangal");
        file.record.opened = day("2018-01-01");
        const auto id = room.as("dinesh").records().file(file);
        const auto hold = room.as("ravi").holds().place({.reason = "inquiry", .standing = escape.query});
        REQUIRE(held_by(room, id) == std::vector<std::string>{hold});
        escape.act(room, id);
        CHECK(held_by(room, id) == std::vector<std::string>{hold});
        CHECK(room.store().retention().explain(id).held);
        // The next entry about series writes down what took force by its day.
        room.as("kiran").retention().add_series({"LATER", "Later", "", "", "", false});
        CHECK(held_by(room, id) == std::vector<std::string>{hold});
        CHECK(room.store().holds().get(hold).caught == std::set<std::string>{id});
        CHECK(room.store().holds().held(hold).size() == 1);
        CHECK(findings(room.verify()) == "");
        const auto told = answers(room.store());
        room.store().trust().reindex();
        CHECK(answers(room.store()) == told);
        room.as("ravi").holds().release(hold, "closed");
        CHECK(held_by(room, id).empty());
        CHECK(room.store().holds().held(hold).size() == 1); // what it held
        CHECK(findings(room.verify()) == "");
    }
}

TEST_CASE("a hold ends with what a schedule put into it by its day, before any entry says so") {
    Room room;
    const auto other = another_series(room);
    const auto id = room.as("dinesh").records().file(filing("LR-MUT", "Case"));
    load_with_series_under(room, other, day("2026-10-01"));
    const auto hold = room.as("ravi").holds().place({.reason = "inquiry", .standing = {.series = other}});
    CHECK(held_by(room, id).empty());
    room.set_today("2026-10-02");
    CHECK(held_by(room, id) == std::vector<std::string>{hold});
    room.as("ravi").holds().release(hold, "closed");
    CHECK(room.store().holds().get(hold).caught == std::set<std::string>{id});
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("what leaves no hold is put on no list") {
    Room room;
    const auto id = room.as("dinesh").records().file(filing("LR-MUT", "Case of Mangal"));
    const auto by_words =
                   room.as("ravi").holds().place({.reason = "inquiry", .standing = {.words = "mangal"}}),
               by_list = room.as("ravi").holds().place({.reason = "order", .records = {id}});
    room.as("kiran").retention().move_series("LR-MUT", another_series(room), "reform");
    CHECK(room.store().holds().get(by_words).caught.empty());
    CHECK(room.store().holds().get(by_list).caught.empty());
}

TEST_CASE("a release that awaits approval is not undone by what the hold keeps") {
    Room room;
    const auto id = room.as("dinesh").records().file(filing("LR-MUT", "Case"));
    const auto hold = room.as("ravi").holds().place({.reason = "inquiry", .standing = {.series = "LR"}});
    Policy policy = room.as("kiran").office().office().policy;
    policy.routes["hold-release"] = room.store().office().routes().front().code;
    room.store().office().set_policy(policy, "law");
    room.as("ravi").holds().release(hold, "closed");
    room.as("kiran").retention().move_series("LR-MUT", another_series(room), "reform");
    CHECK(room.store().holds().get(hold).awaits_release());
    CHECK(room.store().holds().get(hold).caught == std::set<std::string>{id});
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("a hold by words names what search finds by them in the description") {
    Room room;
    const auto file = [&](const char* title, const char* hindi, const char* party) {
        auto filed = filing("C-1", title);
        filed.record.closed = day("2020-01-01");
        if (*hindi) filed.record.title.in["hi"] = hindi;
        if (*party) filed.record.parties = {party};
        return room.as("dinesh").records().file(filed);
    };
    const std::vector<std::string> there{file("Pond of Khairadih", "", ""), file("खैराडीह का तालाब", "", ""),
                                         file("Khairadihs pond", "", ""),
                                         file("Tank", "", "Ram of KHAIRADIH"), file("Pond", "खैराडीह", "")};
    (void)file("Tank elsewhere", "", "");
    for (const char* words : {"Khairadih", "khairad", "खैराडीह"}) {
        INFO(words);
        auto found = ids_of(room.store().records().search(words));
        std::sort(found.begin(), found.end());
        const auto hold = room.as("ravi").holds().place({.reason = "inquiry", .standing = {.words = words}});
        std::vector<std::string> held;
        for (const auto& line : room.store().holds().held(hold))
            held.push_back(line.id);
        CHECK(held == found);
        for (const auto& id : found)
            CHECK(room.store().retention().explain(id).held);
        room.store().holds().release(hold, "done");
    }
    CHECK(ids_of(room.store().records().search("Khairadih")).size() == there.size());
}

TEST_CASE("history tells of a record which holds named it") {
    Room room;
    const auto before = room.closed("LR", "2020-01-01");
    const auto hold = room.as("ravi").holds().place({.reason = "inquiry", .standing = {.series = "LR"}});
    const auto later = room.closed("LR", "2020-01-01");
    room.as("ravi").holds().release(hold, "closed");
    for (const auto& id : {before, later}) {
        INFO(id);
        std::ptrdiff_t told = 0;
        for (const auto& entry : room.store().trust().history(id))
            told += std::count(entry.subjects.begin(), entry.subjects.end(), "hold " + hold);
        CHECK(told == 2);
    }
}

TEST_CASE("a list is carried out from its own day on, and not spent before") {
    Room room;
    const auto id = room.closed("C-1", "2025-06-01");
    const auto list = room.as("ravi").disposals().propose({.on = day("2026-06-02"), .series = "C-1"});
    room.as("asha").disposals().approve(list.id);
    for (const bool dry_run : {true, false}) {
        const auto failure = failure_of([&] {
            room.as("ravi").disposals().carry_out(list.id, {.method = "m", .witness = "w"}, dry_run);
        });
        CHECK(failure.code == "refused");
        CHECK(failure.says("2026-06-02"));
    }
    CHECK(room.store().disposals().get(list.id).state == DisposalState::approved);
    room.set_today("2026-06-02");
    CHECK(room.as("ravi").disposals().carry_out(list.id, {.method = "m", .witness = "w"}).items[0].outcome ==
          Outcome::done);
    CHECK(room.store().records().get(id).state == RecordState::destroyed);
}

TEST_CASE("a review is done while a hold stands; nothing is taken away") {
    Room room;
    const auto id = room.closed("REV", "2020-01-01");
    const auto hold = room.as("ravi").holds().place({.reason = "inquiry", .records = {id}});
    const auto now = room.store().retention().explain(id);
    CHECK(now.held);
    CHECK(now.eligible);
    CHECK(has_reason(now, "held"));
    const auto list = room.as("ravi").disposals().propose({.action = Action::review, .series = "REV"});
    room.as("asha").disposals().approve(list.id);
    CHECK(room.as("ravi").disposals().carry_out(list.id, {}).items[0].outcome == Outcome::done);
    CHECK_FALSE(room.store().retention().explain(id, day("2099-01-01")).eligible); // destruction
    CHECK(findings(room.verify()) == "");
}
