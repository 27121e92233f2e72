// One operation at a time, for the tests that kill it or make its system calls fail (campaign.py).
//
//     crash_driver list                  the operations
//     crash_driver prepare OPERATION DIR the store in which it will be done
//     crash_driver act OPERATION DIR     does it; exit 0 done, 1 refused with an error on stderr, 2 in doubt
//     crash_driver check OPERATION DIR   looks at the store in a fresh process: prints "old" or "new" and the
//     number of
//                                        entries; then does the operation again if it is old, and another
//                                        one. Exit 1 and a reason on stderr when anything is wrong
#include "almirah/almirah.hpp"

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <stdexcept>

using namespace almirah;

namespace {

/// An hour that does not move, so that two runs write the same bytes.
Instant frozen() {
    return *parse_instant("2026-05-04T06:00:00Z");
}

StoreOptions options(const std::string& actor) {
    StoreOptions made;
    made.actor = actor;
    made.clock = frozen;
    made.threads = 1; // system calls in one order
    return made;
}

Store open(const std::string& directory, const std::string& actor = "kiran") {
    return Store::open(directory, options(actor));
}

Founding founding() {
    Founding made;
    made.office.code = "BSR";
    made.office.name = "Collectorate Basar";
    made.administrator.login = "kiran";
    return made;
}

Rule year(const std::string& code) {
    Rule made;
    made.code = code;
    made.triggers = {{TriggerKind::closed, ""}};
    made.steps = {{{1, 0, 0}, Action::destroy}};
    return made;
}

ScheduleReading schedule(std::vector<Rule> rules) {
    ScheduleReading made;
    made.schedule.id = "GEN";
    made.schedule.source = "gen.csv";
    made.schedule.rules = std::move(rules);
    return made;
}

Filing filing(const std::string& title, std::size_t size_bytes) {
    Filing made;
    made.record.series = "LR";
    made.record.title = title;
    made.record.opened = made.record.closed = *parse_date("2020-01-01");
    made.content.push_back({.name = "a.txt", .bytes = title + std::string(size_bytes, 'x')});
    return made;
}

void need(bool holds, const std::string& what) {
    if (!holds) throw std::runtime_error(what);
}

void make_base(const std::string& directory) {
    Store store = Store::create(directory, founding(), options("kiran"));
    store.office().add_person({"asha", "Asha", "", {"approver", "records-officer"}, true});
    store.office().add_places({{"R1", "", "", {}}});
    ScheduleReading reading = schedule({year("C-1")});
    Series series;
    series.code = "LR";
    series.rule = "C-1";
    reading.series = {series};
    store.retention().load(reading);
    for (int i = 0; i < 3; ++i)
        store.records().file(filing("Base " + std::to_string(i), 200));
}

void propose(const std::string& directory) {
    make_base(directory);
    open(directory).disposals().propose({});
}

void approve(const std::string& directory) {
    propose(directory);
    open(directory, "asha").disposals().approve("D-2026-0001");
}

void write_document(const std::string& directory) {
    make_base(directory);
    Document document;
    document.number = "QP-1";
    document.title = "Procedure";
    open(directory).documents().create(document, {{.name = "p.md", .bytes = "text"}}, "first");
}

void carry_out(const std::string& directory) {
    open(directory).disposals().carry_out("D-2026-0001", {.method = "shredded", .witness = "asha"});
}

/// Enough packs for the next entry to merge them.
void fill_packs(const std::string& directory) {
    make_base(directory);
    Store store = open(directory);
    while (true) {
        std::size_t packs = 0;
        for (const auto& entry : std::filesystem::directory_iterator(directory + "/objects/pack"))
            packs += entry.path().extension() == ".pack";
        if (packs >= 24) return;
        store.records().file(filing("Pack " + std::to_string(packs), 50));
    }
}

std::string remove_index(const std::string& directory) {
    for (const char* ending : {"", "-wal", "-shm"})
        std::filesystem::remove(directory + "/almirah/index.sqlite3" + ending);
    return directory;
}

struct Operation {
    std::function<void(const std::string&)> prepare;
    std::function<void(const std::string&)> act;
    /// Whether it was done, as a fresh process sees it.
    std::function<bool(Store&)> done;
};

std::string act_many(const std::string& directory) {
    std::vector<Filing> many;
    for (int i = 0; i < 30; ++i)
        many.push_back(filing("Many " + std::to_string(i), 3000));
    return open(directory).records().file(many).front();
}

const std::map<std::string, Operation>& operations() {
    static const std::map<std::string, Operation> all{
        {"init",
         {[](const std::string&) {},
          [](const std::string& d) { Store::create(d, founding(), options("kiran")); },
          [](Store&) { return true; }}},
        {"file",
         {make_base, [](const std::string& d) { open(d).records().file(filing("New", 500)); },
          [](Store& s) { return s.records().count() == 4; }}},
        {"file-many",
         {make_base, [](const std::string& d) { act_many(d); },
          [](Store& s) {
              need(s.records().count() == 3 || s.records().count() == 33, "half of many records is filed");
              return s.records().count() == 33;
          }}},
        {"merge",
         {fill_packs, [](const std::string& d) { open(d).records().file(filing("New", 500)); },
          [](Store& s) { return !s.records().search("New").empty(); }}},
        {"close",
         {[](const std::string& d) {
              make_base(d);
              open(d).records().reopen("LR/2026/000001", "x");
          },
          [](const std::string& d) { open(d).records().close("LR/2026/000001"); },
          [](Store& s) { return s.records().get("LR/2026/000001").state == RecordState::closed; }}},
        {"move",
         {make_base, [](const std::string& d) { open(d).records().move({"LR/2026/000001"}, "R1"); },
          [](Store& s) { return s.records().get("LR/2026/000001").place == "R1"; }}},
        {"version",
         {make_base,
          [](const std::string& d) {
              open(d).records().add_version("LR/2026/000001", {{.name = "a.txt", .bytes = "two"}}, "x");
          },
          [](Store& s) { return s.records().get("LR/2026/000001").versions.size() == 2; }}},
        {"hold",
         {make_base,
          [](const std::string& d) {
              open(d).holds().place({.reason = "court", .records = {"LR/2026/000001"}});
          },
          [](Store& s) { return s.holds().list().size() == 1; }}},
        {"schedule",
         {make_base,
          [](const std::string& d) {
              open(d).retention().load(schedule({year("C-1"), year("C-2")}));
          },
          [](Store& s) { return s.retention().schedules().size() == 2; }}},
        {"submit",
         {write_document, [](const std::string& d) { open(d).documents().submit("QP-1"); },
          [](Store& s) { return s.approvals().list().size() == 1; }}},
        {"propose",
         {make_base, [](const std::string& d) { open(d).disposals().propose({}); },
          [](Store& s) { return s.disposals().list().size() == 1; }}},
        {"approve",
         {propose, [](const std::string& d) { open(d, "asha").disposals().approve("D-2026-0001"); },
          [](Store& s) { return s.disposals().get("D-2026-0001").state == DisposalState::approved; }}},
        {"carry-out",
         {approve, carry_out,
          [](Store& s) { return s.disposals().get("D-2026-0001").state == DisposalState::carried_out; }}},
        {"reindex",
         {make_base, [](const std::string& d) { open(d).trust().reindex(); }, [](Store&) { return true; }}},
        {"rebuild",
         {[](const std::string& d) {
              make_base(d);
              remove_index(d);
          },
          [](const std::string& d) { need(open(d).records().count() == 3, "records are missing"); },
          [](Store&) { return true; }}},
    };
    return all;
}

std::string content(Store& store, const std::string& id) {
    std::string got;
    store.records().read(id, "", [&](const char* data, std::size_t size) { got.append(data, size); });
    return got;
}

/// A disposal of which the first entry is written is to be carried on; until then its content may be there.
bool half_done(Store& store) {
    const auto disposals = store.disposals().list();
    return !disposals.empty() && disposals[0].state == DisposalState::carrying_out;
}

void need_clean(Store& store, const char* when) {
    for (const auto& finding : store.trust().verify().findings)
        need(finding.severity != Severity::error, std::string(when) + ": verify finds " + finding.code + " " +
                                                      finding.object + ": " + finding.message);
}

/// Everything that was there before is there, and reads as before.
void need_base(Store& store) {
    for (int i = 0; i < 3; ++i) {
        const std::string id = "LR/2026/00000" + std::to_string(i + 1);
        const Record record = store.records().get(id);
        if (record.state == RecordState::destroyed) continue;
        if (record.versions.size() == 1)
            need(content(store, id) == "Base " + std::to_string(i) + std::string(200, 'x'),
                 id + " reads otherwise");
        need(!store.trust().history(id).empty(), id + " has lost its history");
        need(!store.records().search("base").empty(), id + " is not found");
    }
}

void check(const Operation& operation, const std::string& name, const std::string& directory) {
    if (name == "init" && !std::filesystem::exists(directory)) {
        std::cout << "old 0\n";
        operation.act(directory);
        need(open(directory).trust().verify().clean(), "verify after making it again");
        return;
    }
    Store store = open(directory);
    const bool half = half_done(store);
    if (!half) need_clean(store, "after the crash");
    if (name != "init") need_base(store);
    const bool done = operation.done(store);
    std::cout << (done ? "new " : half ? "half " : "old ") << store.trust().history().size() << "\n";
    if (!done) operation.act(directory);
    need(operation.done(store), "the operation was repeated, and is not done");
    need_clean(store, "after repeating");
    if (name == "init") return;
    const auto id = store.records().file(filing("Afterwards", 300));
    need(content(store, id) == "Afterwards" + std::string(300, 'x'),
         "a record filed afterwards reads otherwise");
    need_clean(store, "after the next operation");
}

int main_of(int argc, char** argv) {
    if (argc == 2 && std::strcmp(argv[1], "list") == 0) {
        for (const auto& [name, operation] : operations())
            std::cout << name << "\n";
        return 0;
    }
    need(argc == 4 && operations().contains(argv[2]),
         "usage: crash_driver prepare|act|check OPERATION DIR | list");
    const std::string verb = argv[1], name = argv[2], directory = argv[3];
    const Operation& operation = operations().at(name);
    if (verb == "prepare") operation.prepare(directory);
    if (verb == "act") operation.act(directory);
    if (verb == "check") check(operation, name, directory);
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    try {
        return main_of(argc, argv);
    } catch (const Error& error) {
        std::cerr << name_of(error.code()) << ": " << error.what() << "\n";
        return error.code() == Code::in_doubt ? 2 : 1;
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
        return 1;
    }
}
