#include "vault/refs.hpp"

#include "unit/vault/vault_kit.hpp"

#include <map>
#include <sys/stat.h>

using namespace almirah;
using namespace almirah::test;
using vault::ObjectId;
using vault::Refs;

namespace {

ObjectId id_of(char digit) {
    return *ObjectId::parse(std::string(40, digit));
}

} // namespace

TEST_CASE("a ref moves only from where it is thought to be") {
    Folder folder;
    fs::create_directories(folder / "refs/heads");
    Refs refs(folder.path());
    const std::string name = vault::register_ref;
    CHECK_FALSE(refs.read(name));
    CHECK(code_of([&] { refs.move(name, id_of('1'), id_of('2'), Refs::Sync::yes); }) == Code::conflict);
    refs.move(name, std::nullopt, id_of('1'), Refs::Sync::yes);
    CHECK(code_of([&] { refs.move(name, std::nullopt, id_of('2'), Refs::Sync::yes); }) == Code::conflict);
    CHECK(code_of([&] { refs.move(name, id_of('3'), id_of('2'), Refs::Sync::yes); }) == Code::conflict);
    CHECK(refs.read(name) == id_of('1'));
    refs.move(name, id_of('1'), id_of('2'), Refs::Sync::no);
    CHECK(refs.read(name) == id_of('2'));
    CHECK(refs.sweep_locks() == 0);
}

TEST_CASE("a loose ref hides the packed one") {
    Folder folder;
    fs::create_directories(folder / "refs/heads");
    write(folder / "packed-refs", "# pack-refs with: peeled fully-peeled sorted \n" + std::string(40, 'a') +
                                      " refs/heads/register\n" + std::string(40, 'b') + " refs/tags/x\n^" +
                                      std::string(40, 'c') + "\n");
    Refs refs(folder.path());
    CHECK(refs.read(vault::register_ref) == id_of('a'));
    refs.move(vault::register_ref, id_of('a'), id_of('d'), Refs::Sync::yes);
    CHECK(refs.read(vault::register_ref) == id_of('d'));
    CHECK(refs.all().size() == 2);
    CHECK(refs.all().at("refs/tags/x") == id_of('b'));
}

// Stock git stops at such a first line, and all was clean.
TEST_CASE("a comment that is not the head of packed-refs is damage") {
    Folder folder;
    fs::create_directories(folder / "refs/heads");
    const std::string ref = std::string(40, 'a') + " refs/tags/x\n";
    for (const char* head : {"", "# pack-refs with: sorted \n"}) {
        write(folder / "packed-refs", head + ref);
        CHECK(Refs(folder.path()).all().size() == 1);
    }
    for (const char* head : {"# pack-refs wiTh: sorted \n", "#\n", "# pack-refs with: sorted \n# more\n"}) {
        write(folder / "packed-refs", head + ref);
        CHECK_THROWS_AS(Refs(folder.path()).all(), Error);
    }
}

TEST_CASE("refs that stock git stumbles over are told apart from those that lead somewhere") {
    Folder folder;
    fs::create_directories(folder / "refs/heads");
    const auto put = [&](const char* name, const std::string& bytes) {
        write(folder / (std::string("refs/heads/") + name), bytes);
    };
    const std::string a(40, 'a');
    put("sound", a + "\n");
    put("symbolic", "ref: refs/heads/sound\n");
    put("further", "ref: refs/heads/symbolic\n");
    put("held.lock", "");
    put("empty", "");
    put("nonsense", "nonsense\n");
    put("nowhere", "ref: refs/heads/none\n");
    put("outside", "ref: ../../x\n");
    put("itself", "ref: refs/heads/itself\n");
    put("a..b", a + "\n");
    put("a b", a + "\n");
    fs::create_directory_symlink("..", folder / "refs/heads/link");
    REQUIRE(::mkfifo((folder / "refs/heads/pipe").c_str(), 0600) == 0);
    write(folder / "packed-refs", a + " refs/heads/packed\n" + a + " refs/heads/nonsense\n");
    std::map<std::string, std::string> faults;
    for (const auto& [name, state] : Refs(folder.path()).states()) {
        CHECK(state.id.has_value() == state.fault.empty());
        faults[name.substr(std::string("refs/heads/").size())] = state.fault;
    }
    CHECK(faults ==
          std::map<std::string, std::string>{{"sound", ""},
                                             {"symbolic", ""},
                                             {"further", ""},
                                             {"packed", ""},
                                             {"empty", "names no object"},
                                             {"nonsense", "names no object"},
                                             {"nowhere", "leads to refs/heads/none, which is not there"},
                                             {"outside", "leads to ../../x, which is not there"},
                                             {"itself", "leads to refs/heads/itself, which is not there"},
                                             {"a..b", "has a name that is none of a ref"},
                                             {"a b", "has a name that is none of a ref"},
                                             {"link", "is a link, a pipe or a device, and no file"},
                                             {"pipe", "is a link, a pipe or a device, and no file"}});
}

TEST_CASE("links among the refs are not followed") {
    Folder folder;
    fs::create_directories(folder / "refs/heads");
    fs::create_directory_symlink("..", folder / "refs/heads/loop");
    CHECK(Refs(folder.path()).all().empty());
}
