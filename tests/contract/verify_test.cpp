// Verification: clean when all is well, and every damage is found or harmless. A table of damages, each
// followed by the same questions.
#include "contract/room.hpp"

#include <filesystem>
#include <fstream>

using namespace almirah;
using namespace almirah::test;

namespace {

namespace fs = std::filesystem;

struct Filled {
    Room room;
    std::string record;
    std::string answers_before;

    Filled() {
        record = room.closed("LR", "2020-01-01", "Case", {bytes("a.txt", "kept"), bytes("b.bin", noise())});
        Document document;
        document.number = "QP-1";
        document.title = "Procedure";
        room.as("ravi").documents().create(document, {bytes("p.md", "text")}, "x");
        room.as("ravi").holds().place({.reason = "court", .records = {record}});
        answers_before = answers(room.store());
    }
    static std::string noise() {
        std::string made(20000, 0);
        unsigned seed = 3;
        for (auto& byte : made)
            byte = char((seed = seed * 1664525u + 1013904223u) >> 24);
        return made;
    }
    bool reads_as_before() {
        return room.read(record, "a.txt") == "kept" && room.read(record, "b.bin") == noise() &&
               answers(room.store()) == answers_before;
    }
};

std::vector<fs::path> packs(const Room& room, const std::string& ending) {
    std::vector<fs::path> found;
    for (const auto& entry : fs::directory_iterator(room.directory() + "/objects/pack"))
        if (entry.path().extension() == ending) found.push_back(entry.path());
    return found;
}

fs::path biggest(const Room& room, const std::string& ending) {
    fs::path big;
    for (const auto& path : packs(room, ending))
        if (big.empty() || fs::file_size(path) > fs::file_size(big)) big = path;
    return big;
}

void flip(const fs::path& path, std::uintmax_t at) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(std::streamoff(at));
    const char byte = char(file.get() ^ 0x10);
    file.seekp(std::streamoff(at));
    file.put(byte);
}

/// Runs verify in a store that may not even open; what it finds, or why it does not open.
std::string verdict(const Room& room) {
    try {
        Store store = room.open();
        return findings(store.trust().verify());
    } catch (const Error& error) {
        check_words(error.what());
        return std::string("refused: ") + error.what();
    }
}

void as_foreign_commit(const Room& room, const std::string& edit) {
    const auto done = run("cd " + quoted(room.directory()) + R"sh( && export GIT_INDEX_FILE=../foreign-index
        export GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@x GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x@x
        vault=$(git log -1 --format=%B register | sed -n 's/^Vault: //p')
        git read-tree register
        )sh" + edit + R"sh(
        commit=$(printf 'Foreign\n\nVault: %s\n' $vault | git commit-tree $(git write-tree) -p register)
        git update-ref refs/heads/register $commit && git repack -qad)sh");
    INFO(done.out);
    REQUIRE(done.status == 0);
}

} // namespace

TEST_CASE("a sound store verifies clean, and the figures are right") {
    Filled filled;
    const auto verification = filled.room.verify();
    CHECK(findings(verification) == "");
    CHECK(verification.clean());
    CHECK(verification.records == 1);
    CHECK(verification.files == 3);
    CHECK(verification.bytes == 4 + 20000 + 4);
    CHECK(verification.entries == filled.room.store().trust().history().size());
    CHECK(verification.objects ==
          std::stoul(git(filled.room.directory(), "count-objects -v | sed -n 's/^in-pack: //p'").out));
    const auto fast = filled.room.store().trust().verify(true);
    CHECK(fast.clean());
    CHECK(fast.bytes == 0);
}

TEST_CASE("verify can be stopped") {
    Filled filled;
    const auto stop = [](std::uint64_t, std::uint64_t) { return false; };
    CHECK(code_of([&] { filled.room.store().trust().verify(false, stop); }) == "cancelled");
}

TEST_CASE("a changed byte in a pack is found, wherever it stands") {
    Filled filled;
    filled.room.while_closed([&] {
        const auto pack = biggest(filled.room, ".pack");
        const auto size = fs::file_size(pack);
        for (std::uintmax_t at = 0; at < size; at += size / 40 + 1) {
            flip(pack, at);
            INFO("byte " << at << " of " << size);
            CHECK(verdict(filled.room) != "");
            flip(pack, at);
        }
        flip(pack, size - 1);
        CHECK(verdict(filled.room) != "");
        flip(pack, size - 1);
        CHECK(verdict(filled.room) == "");
    });
    CHECK(filled.reads_as_before());
}

TEST_CASE("a changed byte in an idx is found or harmless") {
    Filled filled;
    filled.room.while_closed([&] {
        const auto index = biggest(filled.room, ".idx");
        const auto size = fs::file_size(index);
        for (std::uintmax_t at = 0; at < size; at += size / 60 + 1) {
            flip(index, at);
            INFO("byte " << at << " of " << size);
            if (verdict(filled.room) == "") {
                Store store = filled.room.open();
                CHECK(answers(store) == filled.answers_before);
            }
            flip(index, at);
        }
    });
    CHECK(filled.reads_as_before());
}

TEST_CASE("a truncated or missing pack is found") {
    Filled filled;
    filled.room.while_closed([&] {
        for (const auto& pack : packs(filled.room, ".pack")) {
            const auto kept = filled.room.folder() / "kept.pack";
            fs::copy_file(pack, kept, fs::copy_options::overwrite_existing);
            fs::resize_file(pack, fs::file_size(pack) / 2);
            CHECK(verdict(filled.room) != "");
            fs::resize_file(pack, 0);
            CHECK(verdict(filled.room) != "");
            fs::remove(pack);
            CHECK(verdict(filled.room) != "");
            fs::copy_file(kept, pack);
        }
        CHECK(verdict(filled.room) == "");
    });
}

TEST_CASE("a missing idx is made again: nothing is lost by it") {
    Filled filled;
    filled.room.while_closed([&] {
        for (const auto& index : packs(filled.room, ".idx"))
            fs::remove(index);
    });
    CHECK(filled.reads_as_before());
    CHECK(filled.room.as("dinesh").records().file(filing("LR", "After")) == "LR/2026/000002");
    CHECK(packs(filled.room, ".idx").size() == packs(filled.room, ".pack").size());
    CHECK(findings(filled.room.verify()) == "");
    CHECK(git(filled.room.directory(), "fsck --strict --full").status == 0);
}

TEST_CASE("the vault's ref is derived: lost or wrong, the next writer sets it right") {
    for (const char* damage :
         {"git update-ref -d refs/heads/vault", "git update-ref refs/heads/vault register",
          "echo garbage > refs/heads/vault", ": > refs/heads/vault"}) {
        Filled filled;
        INFO(damage);
        filled.room.while_closed(
            [&] { REQUIRE(run("cd " + quoted(filled.room.directory()) + " && " + damage).status == 0); });
        CHECK(filled.reads_as_before());
        filled.room.as("dinesh").records().file(filing("LR", "After"));
        CHECK(findings(filled.room.verify()) == "");
        CHECK(git(filled.room.directory(), "show vault:records/LR/2026/00/00/01/1/a.txt").out == "kept");
    }
}

TEST_CASE("a lost or damaged register ref is refused, never taken for an empty store") {
    for (const char* damage :
         {"rm refs/heads/register", ": > refs/heads/register", "echo junk > refs/heads/register",
          "echo 1111111111111111111111111111111111111111 > refs/heads/register",
          "git rev-parse vault > refs/heads/register"}) {
        Filled filled;
        INFO(damage);
        const auto head = git(filled.room.directory(), "rev-parse register").out;
        filled.room.while_closed([&] {
            REQUIRE(run("cd " + quoted(filled.room.directory()) + " && " + damage).status == 0);
            CHECK(verdict(filled.room) != "");
            std::ofstream(filled.room.directory() + "/refs/heads/register") << head;
        });
        CHECK(filled.reads_as_before());
    }
}

TEST_CASE("what a foreign commit does to the register is found") {
    const std::pair<const char*, const char*> edits[] = {
        {"register-unreadable", "blob=$(echo '{ not json' | git hash-object -w --stdin)\n"
                                "git update-index --cacheinfo 100644,$blob,records/LR/2026/00/00/01.json"},
        {"register-unreadable",
         "blob=$(git show register:records/LR/2026/00/00/01.json | "
         "sed 's/\"state\"/\"unheard_of\": 1, \"state\"/' | git hash-object -w --stdin)\n"
         "git update-index --cacheinfo 100644,$blob,records/LR/2026/00/00/01.json"},
        {"vault-stray",
         "printf '0 0000000000000000000000000000000000000000\\trecords/LR/2026/00/00/01.json\\n' | "
         "git update-index --index-info"},
        {"register-stray", "blob=$(echo x | git hash-object -w --stdin)\n"
                           "git update-index --add --cacheinfo 100644,$blob,notes.txt"},
        {"register-stray", "git update-index --add --cacheinfo "
                           "100644,$(git rev-parse register:people/dinesh.json),people/kamla.json"},
        {"index-unmade", "blob=$(echo '{}' | git hash-object -w --stdin)\n"
                         "git update-index --cacheinfo 100644,$blob,people/dinesh.json"},
        {"vault-missing", "blob=$(git show register:records/LR/2026/00/00/01.json | "
                          "sed 's/a[.]txt/c.txt/' | git hash-object -w --stdin)\n"
                          "git update-index --cacheinfo 100644,$blob,records/LR/2026/00/00/01.json"},
        {"vault-stray",
         "new=$(echo forged | git hash-object -w --stdin)\nvault=$(printf '100644 blob %s\\tx\\n' "
         "$new | git mktree)"},
        {"register-unreadable", "blob=$(echo '{}' | git hash-object -w --stdin)\n"
                                "git update-index --cacheinfo 100644,$blob,people/dinesh.json"},
    };
    for (const auto& [code, edit] : edits) {
        Filled filled;
        filled.room.while_closed([&, &edit = edit] { as_foreign_commit(filled.room, edit); });
        const std::string found = verdict(filled.room);
        INFO(edit << "\n" << found);
        CHECK(found.find(code) != std::string::npos);
    }
}

TEST_CASE("content whose SHA-256 is not that of the register is found and not handed out") {
    Filled filled;
    filled.room.while_closed([&] {
        as_foreign_commit(filled.room,
                          "blob=$(git show register:records/LR/2026/00/00/01.json | "
                          "sed 's/\"sha256\": \"..../\"sha256\": \"0000/' | git hash-object -w --stdin)\n"
                          "git update-index --cacheinfo 100644,$blob,records/LR/2026/00/00/01.json");
    });
    const std::string found = verdict(filled.room);
    INFO(found);
    CHECK(found.find("content-digest") != std::string::npos);
    CHECK(code_of([&] { filled.room.read(filled.record, "a.txt"); }) == "corrupt");
}

TEST_CASE("a stray file in the store is harmless") {
    Filled filled;
    filled.room.while_closed([&] {
        std::ofstream(filled.room.directory() + "/objects/pack/tmp_almirah_dead")
            << "left by a killed process";
        std::ofstream(filled.room.directory() + "/refs/heads/register.lock") << "left by a killed process";
        std::ofstream(filled.room.directory() + "/notes.txt") << "by hand";
    });
    CHECK(filled.reads_as_before());
    filled.room.as("dinesh").records().file(filing("LR", "After"));
    CHECK_FALSE(fs::exists(filled.room.directory() + "/refs/heads/register.lock"));
    CHECK_FALSE(fs::exists(filled.room.directory() + "/objects/pack/tmp_almirah_dead"));
    CHECK(findings(filled.room.verify()) == "");
}

TEST_CASE("what stock git does to a store does no harm") {
    for (const char* command :
         {"git gc -q --prune=now", "git repack -q -a -d -f", "git pack-refs --all",
          "git repack -q -a -d -b --write-midx", "git commit-graph write --reachable"}) {
        Filled filled;
        INFO(command);
        filled.room.while_closed(
            [&] { REQUIRE(run("cd " + quoted(filled.room.directory()) + " && " + command).status == 0); });
        CHECK(filled.reads_as_before());
        CHECK(findings(filled.room.verify()) == "");
        filled.room.closed("LR", "2020-01-01", "After", {bytes("a", "after")});
        CHECK(findings(filled.room.verify()) == "");
        CHECK(git(filled.room.directory(), "fsck --strict --full").status == 0);
    }
}
