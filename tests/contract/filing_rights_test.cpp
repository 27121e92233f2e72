// Each field of a record × each way of filing: filing is no way around the permission that sets a field
// later.
#include "contract/room.hpp"

#include <fstream>
#include <functional>

using namespace almirah;
using namespace almirah::test;

namespace {

struct Field {
    const char* name;
    const char* needs; ///< A permission; "": none but record.file; "never": no filing sets it.
    std::function<void(Record&)> set;
    const char* column = ""; ///< Of a manifest; "": it has none.
    const char* cell = "";
};

const Date then = day("2026-01-02");

/// As in the register. The store sets id, state, filed and versions, whatever a filing says.
const std::vector<Field>& fields() {
    static const std::vector<Field> all{
        {"id", "", [](Record& r) { r.id = "LR/2026/000099"; }},
        {"series", "", [](Record& r) { r.series = "C-1"; }, "series", "C-1"},
        {"also_in", "record.classify", [](Record& r) { r.also_in = {"EV"}; }, "also_in", "EV"},
        {"title", "", [](Record& r) { r.title = "Other"; }, "title_hi", "x"},
        {"file_no", "", [](Record& r) { r.file_no = "7"; }, "file_no", "7"},
        {"state", "", [](Record& r) { r.state = RecordState::destroyed; }},
        {"created", "", [](Record& r) { r.created = then; }, "created", "2026-01-02"},
        {"opened", "", [](Record& r) { r.opened = then; }, "opened", "2026-01-02"},
        {"closed", "record.close", [](Record& r) { r.closed = then; }, "closed", "2026-01-02"},
        {"filed", "", [](Record& r) { r.filed = then; }},
        {"parties", "", [](Record& r) { r.parties = {"Ram"}; }, "parties", "Ram"},
        {"subjects", "", [](Record& r) { r.subjects = {"land"}; }, "subjects", "land"},
        {"language", "", [](Record& r) { r.language = "hi"; }, "language", "hi"},
        {"medium", "", [](Record& r) { r.medium = "paper"; }, "medium", "paper"},
        {"place", "", [](Record& r) { r.place = "R1"; }, "place", "R1"},
        {"dates", "",
         [](Record& r) {
             r.dates = {{"until", then}};
         },
         "date:until", "2026-01-02"},
        {"properties", "",
         [](Record& r) {
             r.properties = {{"p", "x"}};
         },
         "property:p", "x"},
        {"events", "record.event",
         [](Record& r) {
             r.events = {{"recorded", then, ""}};
         },
         "event:recorded", "2026-01-02"},
        {"appraisal", "record.appraise", [](Record& r) { r.appraisal = "AP-7"; }, "appraisal", "AP-7"},
        {"versions", "",
         [](Record& r) {
             r.versions = {{1, {}, "asha", "", {}}};
         }},
        {"steps_done", "never",
         [](Record& r) {
             r.steps_done = {{"review", then, ""}};
         }},
        {"sealed_fields", "never", [](Record& r) { r.sealed_fields = {"parties"}; }},
        {"sealed", "never",
         [](Record& r) {
             r.sealed = {{"1.json", 1, "x", "x"}};
         }},
        {"papers", "never",
         [](Record& r) {
             r.papers = {{1, "Order", "A"}};
         }},
        {"key", "", [](Record& r) { r.key = "k"; }, "key", "k"},
        {"overrides", "never",
         [](Record& r) {
             r.overrides = {{1, "destroy", then, then, "C-1", "GEN", 1, "x", "", "asha", {}, "A-2026-0001"}};
         }},
    };
    return all;
}

/// meena may file and nothing else, but for what she is given.
struct Window {
    Room room;
    Window() {
        room.as("kiran").office().add_place({"R1", "", "", {}});
        give({});
        auto book = room.as("kiran").office();
        book.change_person({"meena", "Meena", "", {"filer"}, true}, "x");
    }
    void give(std::set<std::string> more) {
        more.insert("record.file");
        room.as("kiran").office().set_role({"filer", "Filer", more}, "x");
    }
    Failure file(const Field& field) {
        Filing made = filing("LR", "Title");
        field.set(made.record);
        return failure_of([&] { room.as("meena").records().file(made); });
    }
    ImportReport import(const Field& field, bool dry_run = false) {
        const auto manifest = room.put("m.csv", std::string("series,title,") + field.column + "\nLR,Title," +
                                                    field.cell + "\n");
        return room.as("meena").records().import({.manifest = manifest, .dry_run = dry_run});
    }
};

} // namespace

TEST_CASE("a field with a permission of its own is filed by who has it, and refused from who has not") {
    for (const Field& field : fields()) {
        INFO(field.name);
        Window desk;
        const std::string needs = field.needs;
        const auto without = desk.file(field);
        if (needs == "never") {
            CHECK(without.code == "invalid-argument");
            CHECK(without.says(std::string(field.name) + ": is set by"));
            continue;
        }
        if (needs.empty()) {
            CHECK(without.what == "");
            continue;
        }
        REQUIRE(without.code == "refused");
        CHECK(without.rule == needs);
        CHECK(without.says(std::string(field.name) + " '"));
        CHECK(without.says("needs the permission " + needs + ", which meena lacks"));
        CHECK(desk.room.store().approvals().refused().back().rule == needs);
        desk.give({needs});
        CHECK(desk.file(field).what == "");
    }
}

TEST_CASE("a manifest sets no field that its filer may not set: the row is refused, and names the right") {
    for (const Field& field : fields()) {
        if (!*field.column || std::string(field.column) == "series") continue;
        INFO(field.name);
        Window desk;
        const std::string needs = field.needs;
        if (needs.empty()) {
            CHECK(desk.import(field).filed == 1);
            continue;
        }
        for (const bool dry : {true, false}) {
            const auto report = desk.import(field, dry);
            CHECK(report.filed == 0);
            REQUIRE(report.problems.size() == 1);
            CHECK(report.problems[0].line == 2);
            CHECK(report.problems[0].column == field.name);
            CHECK(report.problems[0].message.find(needs) != std::string::npos);
        }
        desk.give({needs});
        CHECK(desk.import(field).filed == 1);
    }
}

TEST_CASE("a bag sets no field that its filer may not set: nothing of it is filed") {
    Room from;
    Filing made = filing("LR", "Title", {bytes("a.txt", "a")});
    made.record.closed = then;
    made.record.events = {{"recorded", then, ""}};
    made.record.appraisal = "AP-7";
    made.record.also_in = {"EV"};
    from.as("ravi").records().file(made);
    const std::string bag = from.folder() / "bag";
    from.as("ravi").bags().write({.target = bag, .series = "LR"});
    Window desk;
    const auto import = [&] { return desk.room.as("meena").bags().import({.folder = bag}); };
    std::set<std::string> given;
    for (const char* needs : {"record.close", "record.event", "record.appraise"}) {
        const auto report = import();
        CHECK(report.filed == 0);
        REQUIRE(report.problems.size() == 1);
        CHECK(report.problems[0].message.find(needs) != std::string::npos);
        given.insert(needs);
        desk.give(given);
    }
    const auto report = import();
    REQUIRE(report.filed == 1);
    const Record there = desk.room.store().records().get(report.ids.at(0));
    CHECK(there.appraisal == "AP-7");
    CHECK(there.also_in.empty()); // which the office that takes it over says itself
}

TEST_CASE("an event is not filed or noted as withdrawn already, by whoever it is said to be") {
    Room room;
    Filing made = filing("LR", "Title");
    made.record.events = {{"recorded", then, "", room.now(), "asha", "x"}};
    CHECK(code_of([&] { room.as("ravi").records().file(made); }) == "invalid-argument");
    const auto id = room.as("dinesh").records().file(filing("LR", "Title"));
    const Event event = made.record.events[0];
    CHECK(code_of([&] { room.as("dinesh").records().add_event(id, event); }) == "invalid-argument");
    CHECK(code_of([&] { room.as("dinesh").records().add_event_to({id}, event); }) == "invalid-argument");
}

TEST_CASE("a clerk files what a clerk files: a closed case with its events and place") {
    Room room;
    room.as("kiran").office().add_place({"R1", "", "", {}});
    Filing made = filing("LR", "Title", {bytes("a", "b")});
    made.record.opened = made.record.closed = then;
    made.record.events = {{"decision", then, ""}};
    made.record.place = "R1";
    for (const char* login : {"dinesh", "kamla"})
        CHECK_FALSE(room.as(login).records().file(made).empty());
}
