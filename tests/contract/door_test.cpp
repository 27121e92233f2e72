// Making and opening stores.
#include "contract/room.hpp"

#include <filesystem>
#include <fstream>
#include <map>
#include <unistd.h>

using namespace almirah;
using namespace almirah::test;

namespace {

Founding founding() {
    Founding made;
    made.office.code = "BSR";
    made.office.name = "Collectorate Basar";
    made.administrator.login = "kiran";
    return made;
}

std::string fault_of_creating(const Folder& folder, const Founding& from) {
    const auto failure = failure_of([&] { (void)Store::create(folder / "new", from); });
    CHECK_FALSE(std::filesystem::exists(folder / "new"));
    return failure.code;
}

} // namespace

TEST_CASE("a fresh store has what its founding says, and the founder can act") {
    Folder folder;
    Store store = Store::create(folder / "office", founding());
    CHECK(store.directory() == folder / "office");
    CHECK(store.office().office().name.text == "Collectorate Basar");
    const Person founder = store.office().person("kiran");
    CHECK(founder.roles == std::set<std::string>{"administrator", "records-officer"});
    CHECK(store.records().count() == 0);
    const auto history = store.trust().history();
    REQUIRE(history.size() == 1);
    CHECK(history[0].number == 1);
    CHECK(history[0].operation == "office.create");
    CHECK(history[0].by == "kiran");
    CHECK(findings(store.trust().verify()) == "");
    std::vector<std::string> roles;
    for (const auto& role : store.office().roles())
        roles.push_back(role.code);
    CHECK(roles == std::vector<std::string>{"administrator", "approver", "auditor", "clerk", "record-keeper",
                                            "records-officer"});
    store.office().add_desk({"D01", "Reader", "kiran", 15});
    CHECK(store.office().desks().size() == 1);
}

TEST_CASE("a fresh store is a bare git repository that stock git calls sound") {
    Room room;
    CHECK(git(room.directory(), "rev-parse --is-bare-repository").out == "true\n");
    CHECK(git(room.directory(), "symbolic-ref HEAD").out == "refs/heads/register\n");
    const auto fsck = git(room.directory(), "fsck --strict --full");
    INFO(fsck.out);
    CHECK(fsck.status == 0);
    CHECK(git(room.directory(), "show HEAD:format.json | jq .format").out == "1\n");
}

TEST_CASE("a store is made in an empty folder, too") {
    Folder folder;
    std::filesystem::create_directory(folder / "empty");
    Store store = Store::create(folder / "empty", founding());
    CHECK(store.records().count() == 0);
}

TEST_CASE("nothing is overwritten by making a store") {
    Folder folder;
    std::filesystem::create_directory(folder / "full");
    std::ofstream(folder / "full/letter.txt") << "kept";
    CHECK(code_of([&] { (void)Store::create(folder / "full", founding()); }) == "already-exists");
    CHECK(std::filesystem::file_size(folder / "full/letter.txt") == 4);
    std::ofstream(folder / "file") << "kept";
    CHECK(code_of([&] { (void)Store::create(folder / "file", founding()); }) == "already-exists");
    { const Store made = Store::create(folder / "office", founding()); }
    CHECK(code_of([&] { (void)Store::create(folder / "office", founding()); }) == "already-exists");
    std::size_t names = 0;
    for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder.path()))
        ++names;
    CHECK(names == 3); // no staged folder is left behind
}

TEST_CASE("no store is made among the files of another, and one can ask") {
    Folder folder;
    const std::string office = folder / "office";
    { const Store made = Store::create(office, founding()); }
    for (const char* within : {"/new", "/objects/new", "/not/there/yet", "/../office/almirah/new"}) {
        CAPTURE(within);
        CHECK(lies_within_store(office + within));
        CHECK(code_of([&] { (void)Store::create(office + within, founding()); }) == "invalid-argument");
    }
    CHECK(lies_within_store(office));
    CHECK_FALSE(lies_within_store(folder.path()));
    CHECK_FALSE(lies_within_store(office + "-of-the-collector"));
    CHECK_FALSE(lies_within_store(office + "/../beside"));
    Store made = Store::open(office);
    CHECK(made.trust().verify().findings.empty());
}

TEST_CASE("a founding that is wrong makes nothing") {
    Folder folder;
    for (const char* code : {"", "bsr", "B S", "../X"}) {
        Founding bad = founding();
        bad.office.code = code;
        CHECK(fault_of_creating(folder, bad) == "invalid-argument");
    }
    for (const char* login : {"", "Kiran", "kiran toppo", "../kiran"}) {
        Founding bad = founding();
        bad.administrator.login = login;
        CHECK(fault_of_creating(folder, bad) == "invalid-argument");
    }
    Founding nameless = founding();
    nameless.office.name = "";
    CHECK(fault_of_creating(folder, nameless) == "invalid-argument");
    Founding unknown_role = founding();
    unknown_role.administrator.roles = {"emperor"};
    CHECK(fault_of_creating(folder, unknown_role) == "invalid-argument");
    Founding powerless = founding();
    powerless.administrator.roles = {"auditor"};
    CHECK(fault_of_creating(folder, powerless) == "invalid-argument");
}

TEST_CASE("what is no store is told from what is") {
    Folder folder;
    CHECK(code_of([&] { (void)Store::open(folder / "nowhere"); }) == "not-found");
    CHECK(code_of([&] { (void)Store::open(folder.path()); }) == "not-found");
    std::ofstream(folder / "file") << "x";
    const auto file = failure_of([&] { (void)Store::open(folder / "file"); });
    CHECK(file.code == "not-found");
    CHECK(file.says(folder / "file"));
    REQUIRE(run("git init -q --bare " + quoted(folder / "bare")).status == 0);
    CHECK(code_of([&] { (void)Store::open(folder / "bare"); }) == "not-found");
    CHECK(code_of([&] { (void)Store::open(""); }) != "nothing was thrown");
}

// The format's number stands first in what is read of a store; everything else of a newer one is left alone.
TEST_CASE("a store of a newer format is refused by name") {
    Room room;
    room.while_closed([&] {
        const auto made = run("cd " + quoted(room.directory()) +
                              R"sh( && export GIT_INDEX_FILE=../newer GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@x
              export GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x@x
              git read-tree register
              blob=$(printf '{"format": 2, "shape": "round"}' | git hash-object -w --stdin)
              git update-index --cacheinfo 100644,$blob,format.json
              vault=$(git log -1 --format=%B register | sed -n 's/^Vault: //p')
              commit=$(printf 'Newer\n\nVault: %s\n' $vault | git commit-tree $(git write-tree) -p register)
              git update-ref refs/heads/register $commit && git repack -qad)sh");
        INFO(made.out);
        REQUIRE(made.status == 0);
        const auto failure = failure_of([&] { (void)room.open(); });
        CHECK(failure.code == "unsupported-format");
        CHECK(failure.says("update"));
        REQUIRE(git(room.directory(), "update-ref refs/heads/register register~1").status == 0);
    });
    CHECK(room.store().office().office().code == "BSR");
}

// "No store; make one with init" was said of a store that had lost its config.
TEST_CASE("a store that lost a part is told from what is no store, by the part and what to do") {
    namespace fs = std::filesystem;
    Room room;
    (void)room.closed("LR", "2020-01-01", "T", {bytes("a.txt", "x")});
    room.while_closed([&] {
        const auto refused = [&](const std::string& part) {
            const auto failure = failure_of([&] { (void)room.open(); });
            INFO(failure.what);
            CHECK(failure.code == "corrupt");
            CHECK(failure.says(room.directory() + "/" + part + "' is "));
            CHECK(failure.says("; restore it from a copy"));
        };
        const auto away = room.folder() / "away";
        for (const std::string part :
             {"HEAD", "config", "objects", "objects/pack", "refs", "refs/heads", "refs/heads/register"}) {
            CAPTURE(part);
            fs::rename(room.directory() + "/" + part, away);
            refused(part);
            if (part == "HEAD" || part == "config") {
                fs::create_directory(room.directory() + "/" + part);
                refused(part);
                fs::remove(room.directory() + "/" + part);
            }
            fs::rename(away, room.directory() + "/" + part);
        }
    });
    CHECK(room.store().trust().verify().clean());
}

// It said "run verify", and verify could not open the store either.
TEST_CASE("a store whose format.json is damaged says so, and what to do") {
    Room room;
    const auto entry = [&](const std::string& change) {
        const auto made = run("cd " + quoted(room.directory()) + R"sh( && export GIT_INDEX_FILE=../changed
              export GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@x GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x@x
              git read-tree register && )sh" +
                              change + R"sh( &&
              vault=$(git log -1 --format=%B register | sed -n 's/^Vault: //p') &&
              commit=$(printf 'x\n\nVault: %s\n' $vault | git commit-tree $(git write-tree) -p register) &&
              git update-ref refs/heads/register $commit)sh");
        INFO(made.out);
        REQUIRE(made.status == 0);
    };
    const auto refused = [&](const std::string& why, const std::string& remedy) {
        const auto failure = failure_of([&] { (void)room.open(); });
        INFO(failure.what);
        CHECK(failure.code == "corrupt");
        CHECK(failure.says(room.directory() + "' does not open: "));
        CHECK(failure.says(why));
        CHECK(failure.says(remedy));
        CHECK_FALSE(failure.says("run verify"));
    };
    const auto holding = [](const char* text) {
        return "blob=$(printf '" + std::string(text) +
               "' | git hash-object -w --stdin) && git update-index --cacheinfo 100644,$blob,format.json";
    };
    room.while_closed([&] {
        for (const auto& [change, why] : std::map<std::string, std::string>{
                 {holding(""), "format.json: not JSON"},
                 {holding("hello"), "format.json: not JSON"},
                 {holding("[]"), "format.json: not a JSON object"},
                 {holding("{\"format\": 0, \"store\": \"x\"}"), "format.json: the store has format 0"},
                 {holding("{\"format\": 1}"), "format.json: the field store is missing"},
                 {"printf '0 0000000000000000000000000000000000000000\\tformat.json\\n' | "
                  "git update-index --index-info",
                  "format.json is missing"}}) {
            entry(change);
            refused(why, "git log register -- format.json");
            REQUIRE(git(room.directory(), "update-ref refs/heads/register register~1").status == 0);
        }
        const auto blob = git(room.directory(), "rev-parse register:format.json").out.substr(0, 40);
        REQUIRE(git(room.directory(), "repack -adfq").status == 0);
        const auto lost =
            run("cd " + quoted(room.directory()) +
                " && git unpack-objects -q < /dev/null; "
                "for pack in objects/pack/*.pack; do mv $pack ../pack; rm -f ${pack%.pack}.*; done; "
                "git unpack-objects -q < ../pack && rm objects/" +
                blob.substr(0, 2) + "/" + blob.substr(2));
        INFO(lost.out);
        refused("object " + blob + " is not in the store", "; restore objects/pack from a copy");
        REQUIRE(run("cd " + quoted(room.directory()) + " && git unpack-objects -q < ../pack").status == 0);
    });
    CHECK(room.store().office().office().code == "BSR");
}

TEST_CASE("packs with deltas and an idx of version 1 are refused with what makes them readable") {
    Room room;
    room.while_closed([&] {
        REQUIRE(git(room.directory(), "-c pack.indexVersion=1 repack -adfq").status == 0);
        const auto failure = failure_of([&] { (void)room.open(); });
        CHECK(failure.code == "corrupt");
        CHECK(failure.says(".pack' has deltas and no sound idx; run git index-pack on it"));
        CHECK_FALSE(failure.says("copy"));
        REQUIRE(run("cd " + quoted(room.directory()) + " && git index-pack objects/pack/*.pack").status == 0);
    });
    CHECK(room.store().trust().verify().clean());
}

TEST_CASE("a store that anybody may write to is refused") {
    Room room;
    room.while_closed([&] {
        std::filesystem::permissions(room.directory(), std::filesystem::perms::all);
        CHECK(code_of([&] { (void)room.open(); }) == "permission");
        std::filesystem::permissions(room.directory(), std::filesystem::perms(0750));
    });
}

TEST_CASE("objects that lie elsewhere are refused") {
    Room room;
    room.while_closed([&] {
        std::filesystem::create_directories(room.directory() + "/objects/info");
        std::ofstream(room.directory() + "/objects/info/alternates") << "/tmp\n";
        CHECK(code_of([&] { (void)room.open(); }) != "nothing was thrown");
        std::filesystem::remove(room.directory() + "/objects/info/alternates");
        std::filesystem::rename(room.directory() + "/objects", room.directory() + "/real");
        std::filesystem::create_directory_symlink("real", room.directory() + "/objects");
        CHECK(code_of([&] { (void)room.open(); }) != "nothing was thrown");
        std::filesystem::remove(room.directory() + "/objects");
        std::filesystem::rename(room.directory() + "/real", room.directory() + "/objects");
    });
}

TEST_CASE("who is nobody changes nothing, and reads everything") {
    Room room;
    Store store = room.open("");
    CHECK(store.office().people().size() == 6);
    CHECK(code_of([&] { store.records().file(filing("LR", "T")); }) == "invalid-argument");
    store.act_as("stranger");
    const auto failure = failure_of([&] { store.records().file(filing("LR", "T")); });
    CHECK(failure.code == "refused");
    CHECK(failure.says("stranger"));
    store.act_as("../people/kiran");
    CHECK(code_of([&] { store.records().file(filing("LR", "T")); }) == "refused");
    CHECK(store.records().count() == 0);
}

TEST_CASE("a store can be moved to another folder and opened there") {
    Room room;
    const auto id = room.closed("LR", "2020-01-01", "Case", {bytes("a.txt", "moved")});
    const std::string elsewhere = room.folder() / "elsewhere";
    room.while_closed([&] {
        std::filesystem::rename(room.directory(), elsewhere);
        {
            Store store = Store::open(elsewhere);
            CHECK(store.records().get(id).title.text == "Case");
            CHECK(findings(store.trust().verify()) == "");
        }
        std::filesystem::rename(elsewhere, room.directory());
    });
}

TEST_CASE("the library says its version and every permission in one sentence") {
    CHECK(std::string(version()).find('.') != std::string::npos);
    std::string before;
    for (const auto& [name, sentence] : permissions()) {
        CHECK(before < name);
        CHECK(sentence.back() == '.');
        before = name;
    }
}
