// One operation at a time, for the tests that kill it or make its calls into the system fail.
//
//     crash_driver list                  the operations
//     crash_driver prepare OPERATION DIR the store in which it will be done
//     crash_driver act OPERATION DIR     does it; exit 0 done, 1 refused with an error on stderr, 2 in doubt,
//     3 no
//                                        memory
//     crash_driver count DIR             how many entries there are
//     crash_driver list-records DIR      every record, and whether the store is sound
//     crash_driver work|watch DIR SEED   works in it, or reads, until DIR.stop is there (crowd.py)
//     crash_driver check OPERATION DIR STATUS BEFORE
//                                        looks at the store in a fresh process, given how `act` ended (-1:
//                                        killed) and how many entries there were before; then does the
//                                        operation again if need be, and another one. Exit 1 and a reason on
//                                        stderr when anything is wrong
//     crash_driver sweep kill|error|memory [--operation NAME]… [--point POINT] [--seconds N]
//                                        disturbs it at every point, in this process's children: much faster
//                                        than from outside
//     crash_driver damage bits|files [--file PATH] [--but PATH] [--point POINT] [--seconds N]
//                                        turns every bit of every file of a small store, and damages every
//                                        file
//     crash_driver damage index [--from N] [--to N] [--store DIR] [--seconds N]
//                                        turns every bit of the index of one, in a few milliseconds each
#include "crash/check.hpp"
#include "crash/child.hpp"
#include "crash/damage.hpp"
#include "crash/index_damage.hpp"
#include "crash/sweep.hpp"
#include "crash/worker.hpp"

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <unistd.h>
#include <vector>

using namespace almirah::crash;

namespace {

std::string scratch() {
    std::string pattern =
        (std::filesystem::exists("/dev/shm") ? "/dev/shm" : std::filesystem::temp_directory_path().string()) +
        "/almirah-crash-XXXXXX";
    need(::mkdtemp(pattern.data()) != nullptr, "no temporary folder can be made");
    // SQLite's random numbers are the same in every driver (faults.cpp), and so are the names of its
    // temporary files: two drivers at once must not make them in one folder.
    need(::setenv("SQLITE_TMPDIR", pattern.c_str(), 1) == 0, "the environment cannot be changed");
    return pattern;
}

int run_damage_index(const std::vector<std::string>& words) {
    IndexDamage wanted;
    for (std::size_t i = 2; i + 1 < words.size(); i += 2) {
        const auto& option = words[i];
        const auto& value = words[i + 1];
        if (option == "--from") wanted.from = std::stoul(value);
        if (option == "--to") wanted.to = std::stoul(value);
        if (option == "--store") wanted.store = value;
        if (option == "--seconds") wanted.seconds = std::stod(value);
    }
    wanted.folder = scratch();
    const int failures = damage_index(wanted);
    std::filesystem::remove_all(wanted.folder);
    return failures == 0 ? 0 : 1;
}

int run_damage(const std::vector<std::string>& words) {
    Damage wanted;
    need(words.size() >= 2, "damage bits, files or index?");
    if (words[1] == "index") return run_damage_index(words);
    wanted.how = words[1];
    for (std::size_t i = 2; i + 1 < words.size(); i += 2) {
        const auto& option = words[i];
        const auto& value = words[i + 1];
        if (option == "--file") wanted.file = value;
        if (option == "--but") wanted.but = value;
        if (option == "--point") wanted.point = value;
        if (option == "--seconds") wanted.seconds = std::stod(value);
    }
    wanted.folder = scratch();
    const int failures = damage(wanted);
    std::filesystem::remove_all(wanted.folder);
    return failures == 0 ? 0 : 1;
}

int run_sweep(const std::vector<std::string>& words) {
    Sweep wanted;
    need(words.size() >= 2, "sweep kill, error or memory?");
    wanted.how = words[1];
    for (std::size_t i = 2; i + 1 < words.size(); i += 2) {
        const auto& option = words[i];
        const auto& value = words[i + 1];
        if (option == "--operation") wanted.operations.push_back(value);
        if (option == "--point") wanted.point = value;
        if (option == "--seconds") wanted.seconds = std::stod(value);
    }
    wanted.folder = scratch();
    const int failures = sweep(wanted);
    std::filesystem::remove_all(wanted.folder);
    return failures == 0 ? 0 : 1;
}

/// "ID<tab>TITLE" of every record, its content read; the store is sound, by verify and by stock git.
void list_records(const std::string& directory) {
    auto by_the_clock = almirah::crash::options("kiran");
    by_the_clock.clock = {}; // the crowd's entries have the time of now
    auto store = almirah::Store::open(directory, by_the_clock);
    for (const auto& line : store.records().list({})) {
        std::string got;
        store.records().read(line.id, "",
                             [&](const char* data, std::size_t size) { got.append(data, size); });
        need(got.starts_with(line.title), line.id + " reads otherwise");
        std::cout << line.id << "\t" << line.title << "\n";
    }
    for (const auto& finding : store.trust().verify().findings)
        need(finding.severity != almirah::Severity::error,
             finding.code + " " + finding.object + ": " + finding.message);
    const std::string judged = judges(directory);
    need(judged.empty(), judged);
}

void run_check(const std::vector<std::string>& words) {
    need(words.size() == 5, "check OPERATION DIR STATUS BEFORE");
    const std::string found = check(words[1], words[2]);
    const std::string broken = broken_promise(std::stoi(words[3]), found, std::stoul(words[4]));
    need(broken.empty(), broken);
    const std::string judged = judges(words[2]);
    need(judged.empty(), judged);
    std::cout << found << "\n";
}

/// Verbs that need no operation. False for another verb.
bool run_on_store(const std::vector<std::string>& words) {
    const auto seed = [&] { return unsigned(std::stoul(words.at(2))); };
    if (words[0] == "count")
        std::cout << count_entries(words[1]) << "\n";
    else if (words[0] == "work")
        work(words[1], seed());
    else if (words[0] == "watch")
        look_on(words[1], seed());
    else if (words[0] == "list-records")
        list_records(words[1]);
    else
        return false;
    return true;
}

int run(const std::vector<std::string>& words) {
    need(!words.empty(), "list, prepare, act, check or sweep?");
    if (words[0] == "sweep") return run_sweep(words);
    if (words[0] == "damage") return run_damage(words);
    if (words[0] == "list") {
        for (const auto& [name, operation] : operations())
            std::cout << name << "\n";
        return 0;
    }
    if (words.size() >= 2 && run_on_store(words)) return 0;
    need(words.size() >= 3 && operations().contains(words[1]), "prepare, act or check OPERATION DIR");
    const auto& operation = operations().at(words[1]);
    if (words[0] == "prepare") operation.prepare(words[2]);
    if (words[0] == "act") operation.act(words[2]);
    if (words[0] == "check") run_check(words);
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    int result = 0;
    const int status =
        status_of([&] { result = run(std::vector<std::string>(argv + 1, argv + argc)); }, STDERR_FILENO);
    if (status != 0) std::cerr << "\n";
    return status != 0 ? status : result;
}
