// Importing folders and manifests.
#include "contract/room.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <future>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace almirah;
using namespace almirah::test;

namespace {

ImportPlan folder_plan(const Room& room) {
    return {.folder = room.folder() / "in", .series = "LR"};
}

void put_files(const Room& room, int count) {
    for (int i = 0; i < count; ++i)
        room.put("in/" + std::to_string(i % 3) + "/file " + std::to_string(i) + ".txt",
                 "text " + std::to_string(i));
}

std::string manifest(const Room& room, const std::string& text) {
    return room.put("m/manifest.csv", text);
}

} // namespace

TEST_CASE("a folder becomes one record a file") {
    Room room;
    put_files(room, 7);
    const auto report = room.as("dinesh").records().import(folder_plan(room));
    CHECK(report.rows == 7);
    CHECK(report.filed == 7);
    CHECK(report.ids.size() == 7);
    CHECK(report.problems.empty());
    for (const auto& id : report.ids) {
        const Record record = room.store().records().get(id);
        CHECK(room.read(id).starts_with("text "));
        CHECK(record.title.text.starts_with("file "));
        CHECK_FALSE(record.properties.at("source").empty());
    }
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("running an import again files only what is new") {
    Room room;
    put_files(room, 5);
    room.as("dinesh").records().import(folder_plan(room));
    const auto entries = room.store().trust().history().size();
    const auto again = room.as("dinesh").records().import(folder_plan(room));
    CHECK(again.filed == 0);
    CHECK(again.already_there == 5);
    CHECK(room.store().trust().history().size() == entries);
    room.put("in/new.txt", "new");
    const auto more = room.as("dinesh").records().import(folder_plan(room));
    CHECK(more.filed == 1);
    CHECK(more.already_there == 5);
    CHECK(more.notes.empty());
    room.put("in/new.txt", "scanned once more");
    const auto changed = room.as("dinesh").records().import(folder_plan(room));
    CHECK(changed.already_there == 6);
    REQUIRE(changed.notes.size() == 1);
    CHECK(changed.notes[0].file.ends_with("in/new.txt"));
    CHECK(changed.notes[0].message.find(more.ids.at(0)) != std::string::npos);
    CHECK(room.store().records().count() == 6);
}

TEST_CASE("a folder is the same folder however its name is written") {
    Room room;
    put_files(room, 2);
    ImportPlan plan = folder_plan(room);
    for (const char* ending : {"", "/", "//", "/.", "/./", "/0/.."}) {
        plan.folder = room.folder() / ("in" + std::string(ending));
        room.as("dinesh").records().import(plan);
    }
    CHECK(room.store().records().count() == 2);
}

TEST_CASE("a series or place that is not there is told once, not for each file") {
    Room room;
    put_files(room, 2);
    ImportPlan plan = folder_plan(room);
    plan.series = "NONE";
    CHECK(failure_of([&] { room.as("dinesh").records().import(plan); }).says("no such series"));
    plan = folder_plan(room);
    plan.place = "R9";
    CHECK(failure_of([&] { room.as("dinesh").records().import(plan); }).says("no such place"));
}

TEST_CASE("a dry run reads and checks everything and files nothing") {
    Room room;
    put_files(room, 3);
    ImportPlan plan = folder_plan(room);
    plan.dry_run = true;
    const auto report = room.as("dinesh").records().import(plan);
    CHECK(report.rows == 3);
    CHECK(report.to_file == 3);
    CHECK(report.filed == 0);
    CHECK(room.store().records().count() == 0);
}

TEST_CASE("odd things in a folder are passed over or named, never followed in circles") {
    Room room;
    put_files(room, 2);
    namespace fs = std::filesystem;
    const fs::path in = room.folder() / "in";
    fs::create_directory_symlink("..", in / "loop");
    fs::create_symlink("/does/not/exist", in / "dangling");
    fs::create_symlink("0/file 0.txt", in / "alias.txt");
    REQUIRE(mkfifo((in / "pipe").c_str(), 0600) == 0);
    room.put("in/empty.txt", "");
    std::ofstream(in.string() + "/latin1-\xe9.txt") << "x";
    const auto refused = room.as("dinesh").records().import(folder_plan(room));
    CHECK(refused.filed == 0);
    CHECK(refused.problems.size() == 2); // the dangling link, the name that is not UTF-8
    CHECK(refused.notes.size() == 2);    // the loop, the pipe
    for (const auto& problem : refused.problems)
        CHECK_FALSE(to_string(problem).empty());
    ImportPlan plan = folder_plan(room);
    plan.skip_bad = true;
    const auto report = room.as("dinesh").records().import(plan);
    CHECK(report.filed == 4); // two files, the alias, the empty one
    CHECK(report.problems.size() == 2);
    CHECK(findings(room.verify()) == "");
}

// `imp/p -> /etc/passwd` was filed.
TEST_CASE("a link that leads out of an import's folder is a problem, as in a manifest") {
    Room room;
    put_files(room, 2);
    namespace fs = std::filesystem;
    const fs::path in = room.folder() / "in";
    room.put("secret.txt", "secret");
    room.put("inner/x.txt", "x");
    fs::create_symlink("/etc/passwd", in / "p");
    fs::create_symlink("../../secret.txt", in / "0" / "q.txt");
    fs::create_symlink("r2", in / "r1"); // a chain
    fs::create_symlink("../secret.txt", in / "r2");
    fs::create_symlink("0/file 0.txt", in / "alias.txt"); // stays inside
    fs::create_symlink("alias.txt", in / "alias of the alias.txt");
    fs::create_directory_symlink("../inner", in / "folder");
    const auto refused = room.as("dinesh").records().import(folder_plan(room));
    CHECK(refused.filed == 0);
    CHECK(refused.problems.size() == 4);
    for (const auto& problem : refused.problems)
        CHECK(to_string(problem).find("leads out") != std::string::npos);
    ImportPlan plan = folder_plan(room);
    plan.skip_bad = true;
    const auto report = room.as("dinesh").records().import(plan);
    CHECK(report.filed == 4);
    // A folder that is reached by a link is the folder.
    fs::create_directory_symlink("in", room.folder() / "by-link");
    plan.folder = room.folder() / "by-link";
    plan.dry_run = true;
    CHECK(room.as("dinesh").records().import(plan).problems.size() == 4);
}

TEST_CASE("an import of nothing, or of what is not there, says so") {
    Room room;
    CHECK(code_of([&] { room.as("dinesh").records().import({.series = "LR"}); }) == "invalid-argument");
    CHECK(code_of([&] {
              room.as("dinesh").records().import({.folder = room.folder() / "no", .series = "LR"});
          }) == "not-found");
    CHECK(code_of([&] { room.as("dinesh").records().import({.manifest = room.folder() / "no.csv"}); }) ==
          "not-found");
    put_files(room, 1);
    ImportPlan plan = folder_plan(room);
    plan.batch = 0;
    CHECK(code_of([&] { room.as("dinesh").records().import(plan); }) == "invalid-argument");
    const auto unknown = [&] {
        room.as("dinesh").records().import({.folder = room.folder() / "in", .series = "NONE"});
    };
    CHECK(code_of(unknown) == "not-found");
}

TEST_CASE("a manifest files each row with what it says") {
    Room room;
    room.as("kiran").office().add_place({"R1", "", "", {}});
    room.put("m/files/a.txt", "alpha");
    room.put("m/files/b.txt", "beta");
    const auto csv = manifest(
        room,
        "\xef\xbb\xbfseries,title,title_hi,file_no,opened,closed,parties,place,path,key,event:decision\r\n"
        "LR,Case one,वाद,1/20,2020-01-01,2020-02-02,Ram;राम,R1,files/a.txt;files/b.txt,k1,2020-02-01\r\n"
        "EV,\"Case \"\"two\"\", long\",,2/20,,,,,,k2,\r\n");
    const auto report = room.as("dinesh").records().import({.manifest = csv});
    REQUIRE(report.problems.empty());
    REQUIRE(report.filed == 2);
    const Record one = room.store().records().get("LR/2026/000001");
    CHECK(one.title.in.at("hi") == "वाद");
    CHECK(one.parties == std::vector<std::string>{"Ram", "राम"});
    CHECK(one.place == "R1");
    CHECK(one.events.at(0).name == "decision");
    CHECK(one.state == RecordState::closed);
    CHECK(room.read("LR/2026/000001", one.versions[0].files[1].name) == "beta");
    CHECK(room.store().records().get("EV/2026/000001").title.text == "Case \"two\", long");
}

TEST_CASE("a manifest with bad rows files nothing, and lists every one of them") {
    Room room;
    room.put("m/a.txt", "alpha");
    const auto csv = manifest(room, "series,title,closed,path,place\n"
                                    "LR,good,2020-01-01,a.txt,\n"
                                    "NONE,no series,2020-01-01,a.txt,\n"
                                    "LR,no such day,2023-02-29,a.txt,\n"
                                    "LR,no file,2020-01-01,none.txt,\n"
                                    "LR,no place,2020-01-01,a.txt,R9\n"
                                    "LR,,2020-01-01,a.txt,\n");
    const auto report = room.as("dinesh").records().import({.manifest = csv});
    CHECK(report.filed == 0);
    CHECK(report.rows == 6);
    std::set<std::size_t> lines;
    for (const auto& problem : report.problems) {
        CHECK(problem.file.ends_with("manifest.csv"));
        CHECK_FALSE(problem.message.empty());
        lines.insert(problem.line);
    }
    CHECK(lines == std::set<std::size_t>{3, 4, 5, 6, 7});
    CHECK(room.store().records().count() == 0);
    const auto skipped = room.as("dinesh").records().import({.manifest = csv, .skip_bad = true});
    CHECK(skipped.filed == 1);
    CHECK(skipped.problems.size() == 5);
}

TEST_CASE("two rows of one key are named; a manifest without keys still files nothing twice") {
    Room room;
    const auto twice = manifest(room, "series,title,key\nLR,a,k\nLR,b,k\n");
    const auto report = room.as("dinesh").records().import({.manifest = twice});
    CHECK(report.filed == 0);
    REQUIRE(report.problems.size() == 1);
    CHECK(report.problems[0].line == 3);
    const auto keyless = manifest(room, "series,title\nLR,a\nLR,b\n");
    CHECK(room.as("dinesh").records().import({.manifest = keyless}).filed == 2);
    CHECK(room.as("dinesh").records().import({.manifest = keyless}).already_there == 2);
    CHECK(room.store().records().count() == 2);
}

TEST_CASE(
    "an import goes in batches, each one entry; stopped between them it keeps what it filed and goes on") {
    Room room;
    put_files(room, 25);
    ImportPlan plan = folder_plan(room);
    plan.batch = 10;
    const auto entries = room.store().trust().history().size();
    const auto stop = [](std::uint64_t done, std::uint64_t total) {
        CHECK(total == 25);
        return done < 10;
    };
    const auto failure = failure_of([&] { room.as("dinesh").records().import(plan, stop); });
    CHECK(failure.code == "cancelled");
    CHECK(failure.says("10"));
    CHECK(room.store().records().count() == 10);
    CHECK(room.store().trust().history().size() == entries + 1);
    const auto report = room.as("dinesh").records().import(plan);
    CHECK(report.already_there == 10);
    CHECK(report.filed == 15);
    CHECK(room.store().records().count() == 25);
    CHECK(room.store().trust().history().size() == entries + 3);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("an unreadable file is named") {
    if (geteuid() == 0) {
        WARN("skipped: root may read every file");
        return;
    }
    Room room;
    std::filesystem::permissions(room.put("in/secret.txt", "x"), std::filesystem::perms::none);
    const auto failure = failure_of([&] { room.as("dinesh").records().import(folder_plan(room)); });
    CHECK((failure.code == "permission" || failure.code == "nothing was thrown"));
    CHECK(room.store().records().count() == 0);
}

TEST_CASE("an import that let others in finds what they filed meanwhile") {
    Room room;
    const auto csv = manifest(room, "series,title,key\nLR,a,k1\nLR,b,k2\nLR,c,k3\n");
    Store other = room.open();
    Filing third;
    third.record.series = "LR";
    third.record.title = "c";
    third.record.key = "k3";
    std::future<std::string> filed;
    const Progress progress = [&](std::size_t done, std::size_t) {
        if (done != 1) return true;
        filed = std::async(std::launch::async, [&] { return other.records().file(third); });
        std::this_thread::sleep_for(std::chrono::milliseconds(2100)); // the longest turn
        return true;
    };
    const auto report = room.as("dinesh").records().import({.manifest = csv, .batch = 1}, progress);
    CHECK(report.filed == 2);
    CHECK(report.already_there == 1);
    CHECK(room.store().records().count() == 3);
    CHECK(room.store().records().get(filed.get()).key == "k3");
}

TEST_CASE("problems of a manifest come in the order of its lines, and a bad row counts once") {
    Room room;
    ImportPlan plan;
    plan.manifest = manifest(room, "key,series,title,opened,place,path\n"
                                   "k1,LR,One,2024-02-30,,none.txt\n"
                                   "k2,NONE,Two,,R9,\n"
                                   "k3,LR,Three,2024-02-31,,\n"
                                   "k4,LR,Four,,,\n");
    const auto report = room.as("dinesh").records().import(plan);
    CHECK(report.rows == 4);
    CHECK(report.to_file == 1);
    std::size_t line = 0;
    for (const Problem& problem : report.problems) {
        CHECK(problem.line >= line);
        line = problem.line;
    }
    CHECK(line == 4);
}
