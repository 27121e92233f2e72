#include "store/engine.hpp"

#include "store/turn.hpp"
#include "support/failure.hpp"
#include "support/folder.hpp"

#include <fstream>

using namespace almirah;
using test::code_of;

namespace {

struct Fresh {
    test::Folder folder;
    std::string directory = folder / "office";
    StoreOptions options;

    Fresh() {
        options.actor = "kiran";
        options.lock_wait = std::chrono::milliseconds(50);
        options.clock = [] { return *parse_instant("2026-05-04T06:00:00Z"); };
        Founding founding;
        founding.office.code = "BSR";
        founding.office.name = "Collectorate";
        founding.administrator.login = "kiran";
        Engine::create(directory, founding, options);
    }
    Engine open() const { return Engine(directory, options); }
};

} // namespace

// The index is derived: damage of it that a question comes across is mended, and the question asked once more
// (P8).
TEST_CASE("a question that meets damage is asked again of an index made anew") {
    const Fresh fresh;
    Engine engine = fresh.open();
    int asked = 0;
    const auto answer = engine.ask([&](const index::Index& index) {
        if (++asked == 1) throw Error(Code::corrupt, "a page is damaged");
        return index.count_entries();
    });
    CHECK(asked == 2);
    CHECK(answer == 1);
}

TEST_CASE("damage that comes back is told, and other errors are not asked again") {
    const Fresh fresh;
    Engine engine = fresh.open();
    int asked = 0;
    const auto damaged = [&](const index::Index&) -> int {
        ++asked;
        throw Error(Code::corrupt, "a page is damaged");
    };
    CHECK(code_of([&] { engine.ask(damaged); }) == "corrupt");
    CHECK(asked == 2);
    const auto full = [&](const index::Index&) -> int {
        ++asked;
        throw Error(Code::no_space, "the disk is full");
    };
    CHECK(code_of([&] { engine.ask(full); }) == "no-space");
    CHECK(asked == 3);
}

TEST_CASE("all that a question reads is of one moment") {
    const Fresh fresh;
    Engine engine = fresh.open(), other = fresh.open();
    const auto count = [](const index::Index& index) { return index.count_entries(); };
    engine.ask([&](const index::Index& index) {
        CHECK(count(index) == 1);
        Turn turn(other, "office.manage", "");
        Draft draft = turn.begin("desk.add");
        draft.put(format::desk_path("D1"), Desk{"D1", "Reader", "", {}});
        draft.say("Add the desk D1");
        turn.commit(std::move(draft));
        CHECK(other.ask(count) == 2);
        CHECK(count(index) == 1);
        CHECK_FALSE(index.thing(format::desk_path("D1")));
        return true;
    });
    CHECK(engine.ask(count) == 2);
}

TEST_CASE("a turn holds the lock until it ends, also when it is refused") {
    const Fresh fresh;
    Engine engine = fresh.open(), other = fresh.open();
    {
        Turn turn(engine, "office.manage", "");
        CHECK(code_of([&] { Turn(other, "office.manage", ""); }) == "busy");
        CHECK(turn.actor().login == "kiran");
        CHECK(turn.next_serial_id('H') == "H-2026-0001");
        CHECK(turn.next_serial_id('H') == "H-2026-0002");
        CHECK(turn.next_serial_id('D') == "D-2026-0001");
        CHECK(turn.next_record_id("LR") == "LR/2026/000001");
        CHECK(turn.next_record_id("ACC") == "ACC/2026/000001");
        CHECK(turn.next_record_id("LR") == "LR/2026/000002");
    }
    CHECK(code_of([&] { Turn(engine, "record.burn", "x"); }) == "refused");
    Turn turn(other, "office.manage", "");
    CHECK(code_of([&] { Turn(engine, "office.manage", ""); }) == "busy");
}

TEST_CASE("a draft that is dropped leaves nothing; a question inside a turn takes no second lock") {
    const Fresh fresh;
    Engine engine = fresh.open();
    {
        Turn turn(engine, "office.manage", "");
        Draft draft = turn.begin("desk.add");
        draft.put(format::desk_path("D1"), Desk{"D1", "Reader", "", {}});
        draft.say("Add the desk D1");
        CHECK(engine.all<Desk>("desks").empty());
    }
    CHECK(engine.all<Desk>("desks").empty());
    Turn turn(engine, "office.manage", "");
    Draft draft = turn.begin("desk.add");
    draft.put(format::desk_path("D1"), Desk{"D1", "Reader", "", {}});
    draft.say("Add the desk D1");
    turn.commit(std::move(draft));
    CHECK(engine.all<Desk>("desks").size() == 1);
    CHECK(engine.find<Desk>(format::desk_path("D1"))->title.text == "Reader");
    CHECK_FALSE(engine.find<Desk>(format::desk_path("D2")));
}

TEST_CASE("an entry written ahead of the index is there for whoever asks, and the next one counts it") {
    const Fresh fresh;
    Engine engine = fresh.open();
    {
        Turn turn(engine, "office.manage", "");
        for (const char* code : {"D1", "D2", "D3"}) {
            Draft draft = turn.begin("desk.add");
            draft.put(format::desk_path(code), Desk{code, "Reader", "", {}});
            draft.say(std::string("Add the desk ") + code);
            turn.commit_ahead(std::move(draft));
        }
        CHECK(engine.ask([](const index::Index& index) { return index.count_entries(); }) == 4);
    }
    CHECK(engine.all<Desk>("desks").size() == 3);
    engine.rebuild_index({});
    CHECK(engine.ask([](const index::Index& index) { return index.count_entries(); }) == 4);
}
