#include "crash/check.hpp"

#include "support/command.hpp"

#include <filesystem>
#include <sstream>

namespace almirah::crash {

namespace {

const char* name_of(State state) {
    switch (state) {
    case State::before:
        return "before";
    case State::half:
        return "half";
    case State::done:
        return "done";
    case State::same:
        break;
    }
    return "same";
}

std::string content(Store& store, const std::string& id) {
    std::string got;
    store.records().read(id, "", [&](const char* data, std::size_t size) { got.append(data, size); });
    return got;
}

void need_clean(Store& store, const char* when) {
    for (const auto& finding : store.trust().verify().findings)
        need(finding.severity != Severity::error, std::string(when) + ": verify finds " + finding.code + " " +
                                                      finding.object + ": " + finding.message);
}

/// Everything that was there before is there, and reads as before.
void need_base(Store& store) {
    for (int i = 0; i < base_records; ++i) {
        const std::string id = "LR/2026/00000" + std::to_string(i + 1);
        const Record record = store.records().get(id);
        if (record.state == RecordState::destroyed || !record.versions[0].files[0].gone.empty()) continue;
        if (record.versions.size() == 1) need(content(store, id) == base_text(i), id + " reads otherwise");
        need(!store.trust().history(id).empty(), id + " has lost its history");
        need(!store.records().search("base").empty(), id + " is not found");
    }
}

bool settled(State state) {
    return state == State::done || state == State::same;
}

std::string check_init(const Operation& operation, const std::string& directory) {
    if (std::filesystem::exists(directory)) return "";
    operation.act(directory);
    need(open(directory).trust().verify().clean(), "verify after making it again");
    return "before 0";
}

/// The next operation works without any repair. A store that was only founded has no series yet.
void need_afterwards(Store& store, bool founded_only) {
    if (founded_only) return store.office().add_place({"R1", "", "", {}});
    const auto id = store.records().file(filing("Afterwards", 300));
    need(content(store, id) == "Afterwards" + std::string(300, 'x'),
         "a record filed afterwards reads otherwise");
    need_clean(store, "after the next operation");
}

} // namespace

std::string check(const std::string& name, const std::string& directory) {
    const Operation& operation = operations().at(name);
    const bool init = name == "init";
    if (init)
        if (const std::string none = check_init(operation, directory); !none.empty()) return none;
    Store store = open(directory);
    const State found = operation.state(store);
    // Until a disposal is carried on, its content may be there.
    if (found != State::half) need_clean(store, "after the disturbance");
    if (!init) need_base(store);
    const auto entries = store.trust().history().size();
    if (!settled(found)) operation.act(directory);
    need(settled(operation.state(store)), "the operation was repeated, and is not done");
    need_clean(store, "after repeating");
    need_afterwards(store, init);
    return name_of(found) + (" " + std::to_string(entries));
}

std::string count_entries(const std::string& directory) {
    if (!std::filesystem::exists(directory)) return "0";
    return std::to_string(open(directory).trust().history().size());
}

std::string broken_promise(int status, const std::string& found, std::size_t entries_before) {
    std::istringstream words(found);
    std::string state;
    std::size_t entries = 0;
    words >> state >> entries;
    const bool untouched = state == "before" || state == "same";
    if (untouched && entries != entries_before)
        return "nothing was done, and there are " + std::to_string(entries) + " entries instead of " +
               std::to_string(entries_before);
    if (status == 0 && state != "done" && state != "same") return "it said done, and the state is " + state;
    if (status == 1 && state == "done") return "it said not done, and it is done";
    return "";
}

std::string judges(const std::string& directory) {
    const auto fsck = test::git(directory, "fsck --strict --full");
    if (fsck.status != 0) return "git fsck: " + fsck.out.substr(0, fsck.out.find('\n'));
    const auto integrity = test::run("sqlite3 " + test::quoted(directory + "/almirah/index.sqlite3") +
                                     " 'PRAGMA integrity_check'");
    return integrity.out == "ok\n" ? "" : "sqlite3: " + integrity.out;
}

} // namespace almirah::crash
