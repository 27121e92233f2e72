// What destroying means: no object, pack or index row holds the content, in the store and in a fresh clone.
#include "contract/room.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace almirah;
using namespace almirah::test;

namespace {

// Words that stand nowhere else; the noise makes git store them as they are.
const std::string word = "zanzibarquartz";

std::string secret_text() {
    std::string text;
    for (int i = 0; i < 50; ++i)
        text += word + " " + std::to_string(i) + "\n";
    return text;
}

/// Bytes that no compressor makes smaller, with the secret in their middle: they lie in the pack as they are.
std::string secret_scan() {
    std::string noise(65536, 0);
    unsigned seed = 7;
    for (auto& byte : noise)
        byte = char((seed = seed * 1664525u + 1013904223u) >> 24);
    return noise + "SECRETSCAN" + noise;
}

std::string whole_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// Files of the store's directory that hold the words, wherever they stand.
std::vector<std::string> files_with(const std::string& directory, const std::string& words) {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory))
        if (entry.is_regular_file() && whole_file(entry.path()).find(words) != std::string::npos)
            found.push_back(entry.path());
    return found;
}

bool has_object(const std::string& repository, const std::string& blob) {
    return git(repository, "cat-file -e " + blob).status == 0;
}

} // namespace

TEST_CASE("destroyed content is in no object, no pack and no row, and its entry stays") {
    Room room;
    const auto gone = room.closed("C-1", "2020-01-01", "Stays in the register",
                                  {bytes("note.txt", secret_text()), bytes("scan.bin", secret_scan())});
    const auto kept = room.closed("LR", "2025-01-01", "Kept", {bytes("kept.txt", "still here")});
    const auto files = room.store().records().get(gone).versions[0].files;
    CHECK_FALSE(files_with(room.directory(), word).empty());         // in the index, at least
    CHECK_FALSE(files_with(room.directory(), "SECRETSCAN").empty()); // in the pack
    CHECK(ids_of(room.store().records().search(word)) == std::vector<std::string>{gone});

    const auto done = room.destroy("C-1");
    CHECK(done.packs_rewritten >= 1);
    for (const auto& file : files)
        CHECK_FALSE(has_object(room.directory(), file.blob));
    CHECK(files_with(room.directory(), word).empty());
    CHECK(files_with(room.directory(), "SECRETSCAN").empty());
    CHECK(room.store().records().search(word).empty());
    CHECK(git(room.directory(), "ls-tree -r --name-only vault records").out ==
          "records/LR/2026/00/00/01/1/kept.txt\n");

    CHECK(room.store().records().get(gone).title.text == "Stays in the register");
    CHECK(room.store().records().get(gone).versions[0].files == files);
    CHECK(room.read(kept) == "still here");
    CHECK(room.store().trust().history(gone).size() >= 3);
    CHECK(findings(room.verify()) == "");
    const auto fsck = git(room.directory(), "fsck --strict --full");
    INFO(fsck.out);
    CHECK(fsck.status == 0);
}

TEST_CASE("a fresh clone has nothing of it, and a mirror lets go of it") {
    Room room;
    const auto gone = room.closed("C-1", "2020-01-01", "T", {bytes("note.txt", secret_text())});
    room.closed("LR", "2025-01-01", "Kept", {bytes("kept.txt", "still here")});
    const auto blob = room.store().records().get(gone).versions[0].files[0].blob;
    const auto mirror = room.folder() / "mirror";
    REQUIRE(git(room.folder().path(), "clone -q --mirror office.almirah mirror").status == 0);
    CHECK(has_object(mirror, blob));
    room.destroy("C-1");
    REQUIRE(git(room.folder().path(), "clone -q --no-local office.almirah clone").status == 0);
    CHECK_FALSE(has_object(room.folder() / "clone", blob));
    CHECK(git(room.folder() / "clone", "fsck --strict --full").status == 0);
    CHECK(git(room.folder() / "clone", "show origin/vault:records/LR/2026/00/00/01/1/kept.txt").out ==
          "still here");
    const auto fetched = git(mirror, "fetch -q && git -C " + quoted(mirror) + " gc -q --prune=now");
    INFO(fetched.out);
    CHECK(fetched.status == 0);
    CHECK_FALSE(has_object(mirror, blob));
    CHECK(git(mirror, "fsck --strict --full").status == 0);
}

TEST_CASE("all versions of a destroyed record go") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01", "T", {bytes("a.txt", "first " + secret_text())});
    room.as("dinesh").records().add_version(id, {bytes("a.txt", "second " + secret_text())}, "x");
    const auto versions = room.store().records().get(id).versions;
    const auto done = room.destroy("C-1");
    CHECK(done.items.at(0).files.size() == 2);
    for (const auto& version : versions)
        CHECK_FALSE(has_object(room.directory(), version.files[0].blob));
    CHECK(files_with(room.directory(), word).empty());
}

TEST_CASE("content that another record shares stays with that one, and goes with it") {
    Room room;
    const auto first = room.closed("C-1", "2020-01-01", "T", {bytes("a.txt", secret_text())});
    const auto second = room.closed("LR", "2025-01-01", "Kept", {bytes("b.txt", secret_text())});
    room.destroy("C-1");
    CHECK(code_of([&] { room.read(first); }) == "refused");
    CHECK(room.read(second) == secret_text());
    CHECK(ids_of(room.store().records().search(word)) == std::vector<std::string>{second});
    CHECK(findings(room.verify()) == "");
    room.set_today("2040-01-01");
    room.destroy("LR");
    CHECK(files_with(room.directory(), word).empty());
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("the certificate names what keeps the same bytes") {
    Room room;
    room.closed("C-1", "2020-01-01", "One", {bytes("a.txt", "the same")});
    const auto other = room.closed("A", "2020-01-01", "Kept", {bytes("b.txt", "the same")});
    const auto done = room.destroy("C-1");
    REQUIRE(done.items.size() == 1);
    CHECK(done.items[0].bytes_also_in == std::vector<std::string>{other});
    CHECK(room.store().disposals().certificate_text(done.id).find("The same bytes are kept by: " + other) !=
          std::string::npos);
    CHECK(room.store().disposals().certificate_json(done.id).find("bytes_also_in") != std::string::npos);
    CHECK(room.read(other) == "the same");
}

TEST_CASE("a disposal that was begun is finished as it was begun") {
    Room room;
    room.closed("C-1", "2020-01-01", "One", {bytes("a.txt", "gone")});
    const auto list = room.as("ravi").disposals().propose({.series = "C-1"});
    room.as("asha").disposals().approve(list.id);
    auto disposals = room.as("ravi").disposals();
    int calls = 0; // stopped in the purge, when the entry is written
    CHECK(failure_of([&] {
              disposals.carry_out(list.id, {.method = "shredded", .witness = "R. Mishra"}, false,
                                  [&](std::uint64_t, std::uint64_t) { return ++calls < 2; });
          }).code == "cancelled");
    CHECK(disposals.get(list.id).state == DisposalState::carrying_out);
    const auto failure =
        failure_of([&] { disposals.carry_out(list.id, {.method = "burnt", .witness = "R. Mishra"}); });
    CHECK(failure.code == "conflict");
    CHECK(failure.says("shredded"));
    CHECK(disposals.carry_out(list.id, {}).state == DisposalState::carried_out);
}

TEST_CASE("what is filed while a destruction is interrupted outlives it, although it has the same bytes") {
    Room room;
    const auto first = room.closed("C-1", "2020-01-01", "One", {bytes("a.txt", secret_text())});
    const auto blob = room.store().records().get(first).versions[0].files[0].blob;
    const auto list = room.as("ravi").disposals().propose({.series = "C-1"});
    room.as("asha").disposals().approve(list.id);
    int calls = 0; // stopped in the purge, when the entry is written
    CHECK(failure_of([&] {
              room.as("ravi").disposals().carry_out(
                  list.id, {.method = "shredded", .witness = "R. Mishra"}, false,
                  [&](std::uint64_t, std::uint64_t) { return ++calls < 2; });
          }).code == "cancelled");
    const auto second = room.closed("A", "2020-01-01", "Kept", {bytes("b.txt", secret_text())});
    const auto done = room.as("ravi").disposals().carry_out(list.id, {});
    CHECK(done.state == DisposalState::carried_out);
    // The recovery of the filing had finished the purge: the entry said "0 rewritten", and named nobody.
    CHECK(done.packs_rewritten == -1);
    CHECK(done.items.at(0).bytes_also_in == std::vector<std::string>{second});
    CHECK(room.store().trust().history(list.id).back().summary.find("interrupted") != std::string::npos);
    const std::string page = room.store().disposals().certificate_text(list.id);
    CHECK(page.find("not counted: the carrying out was interrupted") != std::string::npos);
    CHECK(page.find("The same bytes are kept by: " + second) != std::string::npos);
    CHECK(room.store().disposals().certificate_json(list.id).find("\"interrupted\"") != std::string::npos);
    CHECK(has_object(room.directory(), blob));
    CHECK(room.read(second) == secret_text());
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("content filed while its pack was away is not destroyed with what had it first") {
    Room room;
    room.closed("C-1", "2020-01-01", "One", {bytes("a.txt", secret_text())});
    const std::string packs = quoted(room.directory() + "/objects/pack"),
                      away = quoted(room.folder() / "away");
    room.while_closed([&] { REQUIRE(run("cp -r " + packs + " " + away).status == 0); });
    for (const char* text : {"1", "2", "3"}) // the head's trees lie in other packs
        room.closed("LR", "2025-01-01", text, {bytes("a", text)});
    const auto blob = room.store().records().get("C-1/2026/000001").versions[0].files[0].blob;
    room.while_closed([&] {
        REQUIRE(run("cd " + quoted(room.directory()) +
                    " && for idx in objects/pack/*.idx; do if git show-index "
                    "< $idx | grep -q " +
                    blob + "; then mv ${idx%.idx}.* ..; fi; done")
                    .status == 0);
    });
    std::string second;
    const auto refused =
        failure_of([&] { second = room.closed("A", "2020-01-01", "Kept", {bytes("b.txt", secret_text())}); });
    room.while_closed([&] {
        REQUIRE(run("cd " + quoted(room.directory()) + " && mv ../pack-* objects/pack/").status == 0);
    });
    if (!refused.code.empty())
        second = room.closed("A", "2020-01-01", "Kept", {bytes("b.txt", secret_text())});
    room.destroy("C-1");
    CHECK(room.read(second) == secret_text());
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("content that is a file of the register, too, stays, and nothing is wrong with that") {
    Room room;
    const auto office = run("git -C " + quoted(room.directory()) + " show register:office.json").out;
    room.closed("C-1", "2020-01-01", "One", {bytes("office.json", office)});
    room.destroy("C-1");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("destroying reaches what stock git made of the store: loose objects, commit-graph, bitmaps") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01", "T", {bytes("a.txt", secret_text())});
    const auto blob = room.store().records().get(id).versions[0].files[0].blob;
    room.while_closed([&] {
        REQUIRE(git(room.directory(), "-c core.commitGraph=true repack -q -a -d -b").status == 0);
        REQUIRE(git(room.directory(), "-c core.commitGraph=true commit-graph write --reachable").status == 0);
        REQUIRE(git(room.directory(), "multi-pack-index write").status == 0);
        const auto loose =
            run("cd " + quoted(room.directory()) +
                " && for pack in objects/pack/*.pack; do git unpack-objects -q < $pack; done; git "
                "cat-file blob " +
                blob +
                " > ../plain && mkdir ../hidden && mv objects/pack/* ../hidden/ && for pack in "
                "../hidden/*.pack; do git unpack-objects -q < $pack; done; mv ../hidden/* "
                "objects/pack/");
        INFO(loose.out);
        REQUIRE(loose.status == 0);
    });
    CHECK(room.read(id) == secret_text());
    room.destroy("C-1");
    CHECK_FALSE(has_object(room.directory(), blob));
    CHECK(git(room.directory(), "fsck --strict --full").status == 0);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("many are destroyed in one go, and the rest is untouched") {
    Room room;
    std::vector<Filing> many;
    for (int i = 0; i < 300; ++i) {
        many.push_back(
            filing(i % 2 ? "C-1" : "LR", "T" + std::to_string(i), {bytes("a", "text " + std::to_string(i))}));
        many.back().record.opened = many.back().record.closed = day(i % 2 ? "2020-01-01" : "2025-01-01");
    }
    const auto ids = room.as("dinesh").records().file(many);
    CHECK(room.destroy("C-1").items.size() == 150);
    for (int i = 0; i < 300; ++i) {
        if (i % 2)
            CHECK(code_of([&] { room.read(ids[i]); }) == "refused");
        else
            CHECK(room.read(ids[i]) == "text " + std::to_string(i));
    }
    CHECK(findings(room.verify()) == "");
    CHECK(git(room.directory(), "fsck --strict --full").status == 0);
}
