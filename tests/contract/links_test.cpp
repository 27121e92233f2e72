// What leads out of a store: symbolic links, hard links, and git's own ways of giving other objects or
// another history. A destroyed record's bytes stayed in the target of a linked pack.
#include "contract/room.hpp"

#include <filesystem>
#include <fstream>
#include <set>

using namespace almirah;
using namespace almirah::test;

namespace fs = std::filesystem;

namespace {

std::string first_of(const std::string& folder, const std::string& ending) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().string().ends_with(ending)) names.insert(entry.path().string());
    return names.empty() ? "" : *names.begin();
}

/// Moves a file or folder out of the store, and puts a link in its place.
void link_away(const Room& room, const std::string& path) {
    const std::string away = room.folder() / "away";
    fs::rename(path, away);
    fs::create_symlink(away, path);
}

void put_back(const Room& room, const std::string& path) {
    fs::remove(path);
    fs::rename(room.folder() / "away", path);
}

std::string codes_of(Store& store) {
    std::string codes;
    for (const auto& finding : store.trust().verify().findings)
        if (finding.severity == Severity::error) codes += finding.code + " " + finding.object + "\n";
    return codes;
}

} // namespace

TEST_CASE("a link in the place of what a store keeps is refused at opening, and told by verify") {
    Room room;
    room.closed("C-1", "2020-01-01", "Goes", {bytes("a.txt", "gone")});
    room.while_closed([&] { REQUIRE(git(room.directory(), "gc -q").status == 0); }); // with packed-refs
    const std::string folder = room.directory(), packs = folder + "/objects/pack";
    room.as("dinesh").records().file(filing("LR", "Filed", {bytes("a.txt", "filed")})); // with loose refs
    std::ofstream(first_of(packs, ".pack").substr(0, first_of(packs, ".pack").size() - 5) + ".keep") << "x\n";
    fs::create_directories(folder + "/objects/ab");
    fs::create_directories(folder + "/objects/info");
    for (const auto& path :
         {first_of(packs, ".pack"), first_of(packs, ".idx"), first_of(packs, ".keep"),
          folder + "/packed-refs", folder + "/refs/heads/register", folder + "/refs/heads/vault",
          folder + "/objects/ab", folder + "/objects/info", folder + "/almirah/lock"}) {
        INFO(path);
        REQUIRE(fs::exists(path));
        link_away(room, path);
        const auto failure = failure_of([&] { (void)room.open(); });
        CHECK(failure.code == "corrupt");
        CHECK(failure.says("symbolic link"));
        CHECK(codes_of(room.store()).find("symbolic-link " + path.substr(folder.size() + 1)) !=
              std::string::npos);
        put_back(room, path);
        CHECK(findings(room.open("meena").trust().verify()) == "");
    }
}

TEST_CASE("nothing is destroyed while its bytes may lie behind a link, and all of it is afterwards") {
    Room room;
    const std::string word = "unmistakable-7f3a";
    room.closed("C-1", "2020-01-01", "Goes", {bytes("a.txt", word)});
    const auto list = room.as("ravi").disposals().propose({.series = "C-1"});
    room.as("asha").disposals().approve(list.id);
    const std::string packs = room.directory() + "/objects/pack";
    const std::string blob = room.store().records().get("C-1/2026/000001").versions[0].files[0].blob;
    std::string pack;
    for (const auto& entry : fs::directory_iterator(packs))
        if (entry.path().extension() == ".idx" &&
            run("git show-index < " + quoted(entry.path().string())).out.find(blob) != std::string::npos)
            pack = packs + "/" + entry.path().stem().string() + ".pack";
    REQUIRE_FALSE(pack.empty());
    link_away(room, pack);
    auto disposals = room.as("ravi").disposals();
    const auto failure =
        failure_of([&] { disposals.carry_out(list.id, {.method = "shredded", .witness = "R. Mishra"}); });
    CHECK(failure.code == "conflict");
    CHECK(failure.says("symbolic link"));
    CHECK(disposals.get(list.id).state == DisposalState::approved);
    put_back(room, pack);
    disposals.carry_out(list.id, {.method = "shredded", .witness = "R. Mishra"});
    CHECK(git(room.directory(), "cat-file -e " + blob).status != 0);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("a pack that has a second name is told, before and when it is destroyed") {
    Room room;
    room.closed("C-1", "2020-01-01", "Goes", {bytes("a.txt", "gone")});
    CHECK(git(room.folder().path(),
              "clone -q --bare --local " + quoted(room.directory()) + " " + quoted(room.folder() / "clone"))
              .status == 0);
    for (const auto& entry : fs::directory_iterator(room.directory() + "/objects/pack"))
        if (entry.path().extension() == ".pack" && fs::hard_link_count(entry.path()) < 2)
            fs::create_hard_link(entry.path(), room.folder() / entry.path().filename().string());
    std::set<std::string> notes;
    for (const auto& finding : room.verify().findings)
        notes.insert(finding.code);
    CHECK(notes.contains("pack-shared"));
    room.destroy("C-1");
    CHECK(room.store().trust().history().back().summary.find("hard link") != std::string::npos);
}

TEST_CASE("what gives stock git another history, or objects of elsewhere, is refused and told") {
    Room room;
    room.as("dinesh").records().file(filing("LR", "Filed"));
    const std::string folder = room.directory();
    const std::string head = git(folder, "rev-parse register").out;
    for (const std::string name :
         {"shallow", "info/grafts", "objects/info/alternates", "objects/info/http-alternates", "commondir"}) {
        INFO(name);
        fs::create_directories(fs::path(folder + "/" + name).parent_path());
        std::ofstream(folder + "/" + name) << (name.starts_with("objects") ? "/tmp\n" : head);
        CHECK(code_of([&] { (void)room.open(); }) == "corrupt");
        CHECK(codes_of(room.store()).find("diversion " + name) != std::string::npos);
        fs::remove(folder + "/" + name);
        fs::create_symlink("/nowhere/at/all", folder + "/" + name);
        CHECK(code_of([&] { (void)room.open(); }) == "corrupt");
        fs::remove(folder + "/" + name);
        CHECK(findings(room.open("meena").trust().verify()) == "");
    }
}

TEST_CASE("a ref that is a link is told") {
    Room room;
    room.as("dinesh").records().file(filing("LR", "Filed"));
    fs::create_directories(room.directory() + "/refs/tags");
    fs::create_symlink("../heads/register", room.directory() + "/refs/tags/mine");
    CHECK(codes_of(room.store()).find("foreign-ref-broken refs/tags/mine") != std::string::npos);
}

TEST_CASE("a replaced object is told, wherever its ref stands") {
    Room room;
    room.as("dinesh").records().file(filing("LR", "Filed"));
    REQUIRE(git(room.directory(), "replace register register~1").status == 0);
    CHECK(codes_of(room.store()).find("replace-ref refs/replace/") != std::string::npos);
    REQUIRE(git(room.directory(), "pack-refs --all").status == 0);
    CHECK(codes_of(room.store()).find("replace-ref refs/replace/") != std::string::npos);
}
