// Filing one record: what is refused, what is kept, what comes back.
#include "contract/room.hpp"

#include <filesystem>
#include <fstream>
#include <sys/stat.h>

using namespace almirah;
using namespace almirah::test;

namespace {

std::string fault_of(Room& room, const Filing& wrong) {
    const auto before = room.store().trust().history().size();
    const auto code = code_of([&] { room.as("dinesh").records().file(wrong); });
    CHECK(room.store().trust().history().size() == before);
    return code;
}

Filing with_names(std::vector<std::string> names) {
    Filing made = filing("LR", "T");
    for (auto& name : names)
        made.content.push_back(bytes(name, "x"));
    return made;
}

std::size_t packed_objects(const Room& room) {
    const auto counted = git(room.directory(), "count-objects -v | sed -n 's/^in-pack: //p'");
    return std::stoul(counted.out);
}

} // namespace

TEST_CASE("a record comes back as it was filed") {
    Room room;
    room.as("kiran").office().add_place({"R1", "", "", {}});
    Filing made =
        filing("LR", "Mutation case", {bytes("note.txt", "as told"), bytes("annex/नक्शा.svg", "<svg/>")});
    made.record.title.in["hi"] = "नामांतरण वाद";
    made.record.file_no = "12/2024";
    made.record.created = day("2024-01-02");
    made.record.opened = day("2024-02-29");
    made.record.closed = day("2025-02-28");
    made.record.parties = {"Ram", "राम"};
    made.record.subjects = {"mutation"};
    made.record.language = "hi";
    made.record.medium = "paper";
    made.record.place = "R1";
    made.record.dates = {{"decision", day("2025-01-01")}};
    made.record.properties = {{"village", "Rampur"}};
    made.record.events = {{"inspection", day("2025-02-01"), "by the Collector"}};
    made.record.appraisal = "AP-7";
    made.record.key = "row:1";
    const auto id = room.as("ravi").records().file(made); // a clerk may not set an appraisal
    CHECK(id == "LR/2026/000001");
    Record expected = made.record;
    const Record kept = room.store().records().get(id);
    expected.id = id;
    expected.filed = day("2026-05-04");
    expected.state = RecordState::closed;
    expected.versions = kept.versions;
    CHECK(kept == expected);
    REQUIRE(kept.versions.size() == 1);
    CHECK(kept.versions[0].by == "ravi");
    CHECK(kept.versions[0].at == room.now());
    REQUIRE(kept.versions[0].files.size() == 2);
    CHECK(kept.versions[0].files[0].name == "note.txt");
    CHECK(room.read(id, "note.txt") == "as told");
    CHECK(room.read(id, "annex/नक्शा.svg") == "<svg/>");
}

TEST_CASE("numbers go up by series and year, and are never used again") {
    Room room;
    CHECK(room.as("dinesh").records().file(filing("LR", "A")) == "LR/2026/000001");
    CHECK(room.as("dinesh").records().file(filing("LR", "B")) == "LR/2026/000002");
    CHECK(room.as("dinesh").records().file(filing("LR-MUT", "C")) == "LR-MUT/2026/000001");
    room.set_today("2027-01-01");
    CHECK(room.as("dinesh").records().file(filing("LR", "D")) == "LR/2027/000001");
    CHECK(room.as("dinesh").records().file({filing("LR", "E"), filing("C-1", "F"), filing("LR", "G")}) ==
          std::vector<std::string>{"LR/2027/000002", "C-1/2027/000001", "LR/2027/000003"});
    room.closed("C-1", "2020-01-01", "destroyed soon", {bytes("a", "b")});
    room.destroy("C-1");
    CHECK(room.as("dinesh").records().file(filing("C-1", "H")) == "C-1/2027/000003");
}

TEST_CASE("content comes back byte for byte, whatever it is") {
    Room room;
    std::string all_bytes;
    for (int i = 0; i < 256 * 300; ++i)
        all_bytes += char(i * 7 % 256);
    std::string noise(300000, 0);
    unsigned seed = 1;
    for (auto& byte : noise)
        byte = char((seed = seed * 1664525u + 1013904223u) >> 24);
    const std::vector<std::string> contents{
        "", "x", all_bytes, noise, std::string(1 << 20, '\0'), "\r\n\xff\xfe"};
    std::vector<Source> sources;
    for (std::size_t i = 0; i < contents.size(); ++i)
        sources.push_back(bytes("file" + std::to_string(i), contents[i]));
    const auto id = room.as("dinesh").records().file(filing("LR", "All", sources));
    for (std::size_t i = 0; i < contents.size(); ++i) {
        CHECK(room.read(id, "file" + std::to_string(i)) == contents[i]);
        const ContentFile file = room.store().records().get(id).versions[0].files[i];
        CHECK(file.size_bytes == contents[i].size());
        const auto sum =
            run("git -C " + quoted(room.directory()) + " cat-file blob " + file.blob + " | sha256sum");
        CHECK(sum.out.substr(0, 64) == file.sha256);
    }
}

TEST_CASE("files are read from their path, and only their name stays") {
    Room room;
    const auto path = room.put("scan of 12.pdf", "%PDF-1.4");
    const auto id = room.as("dinesh").records().file(filing("LR", "T", {{.name = "scan.pdf", .path = path}}));
    CHECK(room.read(id) == "%PDF-1.4");
    CHECK(room.store().records().get(id).versions[0].files[0].name == "scan.pdf");
    CHECK(git(room.directory(), "show vault:records/LR/2026/00/00/01/1/scan.pdf").out == "%PDF-1.4");
}

TEST_CASE("a record may have no content") {
    Room room;
    const auto id = room.as("dinesh").records().file(filing("LR", "On paper only"));
    CHECK(room.store().records().get(id).versions.empty());
    CHECK(code_of([&] { room.read(id); }) == "not-found");
}

TEST_CASE("what does not fit is refused, and nothing is half filed") {
    Room room;
    CHECK(fault_of(room, filing("NONE", "T")) == "not-found");
    CHECK(fault_of(room, filing("", "T")) == "invalid-argument");
    CHECK(fault_of(room, filing("../LR", "T")) == "not-found");
    CHECK(fault_of(room, filing("LR", "")) == "invalid-argument");
    Filing nowhere = filing("LR", "T");
    nowhere.record.place = "R9";
    CHECK(fault_of(room, nowhere) == "not-found");
    Filing backwards = filing("LR", "T");
    backwards.record.opened = day("2024-01-02");
    backwards.record.closed = day("2024-01-01");
    CHECK(fault_of(room, backwards) == "invalid-argument");
    using namespace std::chrono_literals;
    Filing impossible = filing("LR", "T");
    impossible.record.opened = 2023y / 2 / 29;
    CHECK(fault_of(room, impossible) == "invalid-argument");
    Filing latin1 = filing("LR", "caf\xe9");
    CHECK(fault_of(room, latin1) == "invalid-argument");
    CHECK(room.as("dinesh").records().file(std::vector<Filing>{}).empty());
    CHECK(code_of([&] {
              room.as("dinesh").records().file({filing("LR", "good"), filing("NONE", "bad")});
          }) == "not-found");
    CHECK(room.store().records().count() == 0);
}

TEST_CASE("names of content that cannot be kept are refused") {
    Room room;
    for (const char* name : {"", ".", "..", "../x", "/etc/passwd", "a//b", "a/../b", "\xff"})
        CHECK(fault_of(room, with_names({name})) == "invalid-argument");
    CHECK(fault_of(room, with_names({std::string("a\0b", 3)})) == "invalid-argument");
    CHECK(fault_of(room, with_names({std::string(300, 'a')})) == "invalid-argument");
    CHECK(fault_of(room, with_names({"scan.pdf", "scan.pdf"})) == "invalid-argument");
    CHECK(fault_of(room, with_names({"Scan.pdf", "scan.PDF"})) == "invalid-argument");
    CHECK(fault_of(room, with_names({"CAF\u00c9", "caf\u00e9"})) == "invalid-argument");
    CHECK(fault_of(room, with_names({"caf\u00e9", "cafe\u0301"})) == "invalid-argument");
    CHECK(fault_of(room, with_names({"\u0958.txt", "\u0915\u093c.txt"})) == "invalid-argument");
}

// "a" is a file and a folder at once: the vault's tree held both under one name.
TEST_CASE("a name cannot be a file and a folder at once") {
    Room room;
    CHECK(fault_of(room, with_names({"a", "a/b"})) == "invalid-argument");
    CHECK(fault_of(room, with_names({"a/b/c", "a/b"})) == "invalid-argument");
    CHECK(fault_of(room, with_names({"A", "a/b"})) == "invalid-argument");
    const auto id = room.as("dinesh").records().file(with_names({"a", "ab", "b/a", "b/b", "a-/x"}));
    CHECK(room.read(id, "b/b") == "x");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("odd names are kept as given, and stock git finds nothing amiss") {
    Room room;
    const std::vector<std::string> names{".git/config", ".gitmodules", "git~1",      "a\\b",     "100%",
                                         "x.parts",     "x.parts.1",   "-rf",        " lead",    "new\nline",
                                         "tab\t",       "\x01",        ".g\u200cit", "कागज़.txt", "a:b*?"};
    std::vector<Source> sources;
    for (const auto& name : names)
        sources.push_back(bytes(name, "content of " + name));
    const auto id = room.as("dinesh").records().file(filing("LR", "Odd", sources));
    for (const auto& name : names)
        CHECK(room.read(id, name) == "content of " + name);
    const auto fsck = git(room.directory(), "fsck --strict --full");
    INFO(fsck.out);
    CHECK(fsck.status == 0);
    CHECK(findings(room.verify()) == "");
    CHECK(git(room.folder().path(), "clone -q office.almirah clone").status == 0);
}

TEST_CASE("a key is filed once: the same again gives the same id, other content is refused") {
    Room room;
    Filing made = filing("LR", "T", {bytes("a.txt", "one")});
    made.record.key = "row:7";
    const auto id = room.as("dinesh").records().file(made);
    const auto entries = room.store().trust().history().size();
    CHECK(room.as("dinesh").records().file(made) == id);
    CHECK(room.store().trust().history().size() == entries);
    CHECK(room.store().records().count() == 1);
    made.content = {bytes("a.txt", "two")};
    const auto failure = failure_of([&] { room.as("dinesh").records().file(made); });
    CHECK(failure.code == "already-exists");
    CHECK(failure.says(id));
    CHECK(failure.says("row:7"));
    Filing other = filing("LR", "Other", {bytes("a.txt", "three")});
    other.record.key = "row:8";
    CHECK(code_of([&] { room.as("dinesh").records().file({other, other}); }) == "already-exists");
    CHECK(room.store().records().count() == 1);
}

TEST_CASE("a source that is missing, a folder or a pipe files nothing and leaves nothing") {
    Room room;
    const auto good = room.put("good.txt", "kept out");
    const auto before = packed_objects(room);
    const auto with_path = [&](const std::string& path) {
        return filing("LR", "T", {{.name = "a", .path = good}, {.name = "b", .path = path}});
    };
    const auto missing =
        failure_of([&] { room.as("dinesh").records().file(with_path(room.folder() / "none")); });
    CHECK(missing.code == "not-found");
    CHECK(missing.says(room.folder() / "none"));
    CHECK(fault_of(room, with_path(room.folder().path())) == "invalid-argument");
    REQUIRE(mkfifo((room.folder() / "pipe").c_str(), 0600) == 0);
    CHECK(fault_of(room, with_path(room.folder() / "pipe")) == "invalid-argument");
    CHECK(fault_of(room, with_path("/dev/zero")) == "invalid-argument");
    CHECK(packed_objects(room) == before);
    CHECK(run("ls -A " + quoted(room.directory() + "/objects/pack") + " | grep -v '^pack-'").out == "");
    CHECK(room.store().records().count() == 0);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("two records may share content") {
    Room room;
    const auto first = room.as("dinesh").records().file(filing("LR", "A", {bytes("a", "the same")}));
    const auto second = room.as("dinesh").records().file(filing("LR", "B", {bytes("b", "the same")}));
    CHECK(room.store().records().get(first).versions[0].files[0].blob ==
          room.store().records().get(second).versions[0].files[0].blob);
    CHECK(room.read(first) == "the same");
    CHECK(room.read(second) == "the same");
}

TEST_CASE("filing many can be stopped by progress, and then nothing is filed") {
    Room room;
    std::vector<Filing> many;
    for (int i = 0; i < 50; ++i)
        many.push_back(
            filing("LR", "T", {bytes("a", std::string(1000, char('a' + i % 26)) + std::to_string(i))}));
    int calls = 0;
    const auto stop = [&](std::uint64_t, std::uint64_t) { return ++calls < 2; };
    CHECK(code_of([&] { room.as("dinesh").records().file(many, stop); }) == "cancelled");
    CHECK(room.store().records().count() == 0);
    CHECK(room.as("dinesh").records().file(many).size() == 50);
}

TEST_CASE("reading names what is not there") {
    Room room;
    const auto id = room.as("dinesh").records().file(filing("LR", "T", {bytes("a", "1"), bytes("b", "2")}));
    CHECK(code_of([&] { room.read(id, "c"); }) == "not-found");
    CHECK(code_of([&] { room.read(id); }) == "not-found"); // there are two
    CHECK(code_of([&] { room.read(id, "a", 2); }) == "not-found");
    CHECK(code_of([&] { room.read("LR/2026/000099"); }) == "not-found");
    CHECK(code_of([&] { room.read("../../etc/passwd"); }) == "not-found");
    CHECK(code_of([&] { room.store().records().get(""); }) == "not-found");
    const auto thrown = [&] {
        room.store().records().read(id, "a",
                                    [](const char*, std::size_t) { throw std::runtime_error("full"); });
    };
    CHECK_THROWS_AS(thrown(), std::runtime_error);
}
