#include "vault/refs.hpp"

#include "vault_kit.hpp"

#include <algorithm>

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

TEST_CASE("refs that name nothing are told apart from those that name another ref") {
    Folder folder;
    fs::create_directories(folder / "refs/heads");
    const auto put = [&](const char* name, const std::string& bytes) {
        write(folder / (std::string("refs/heads/") + name), bytes);
    };
    put("sound", std::string(40, 'a') + "\n");
    put("symbolic", "ref: refs/heads/sound\n");
    put("held.lock", "");
    put("empty", "");
    put("nonsense", "nonsense\n");
    auto names = Refs(folder.path()).not_understood();
    std::sort(names.begin(), names.end());
    CHECK(names == std::vector<std::string>{"refs/heads/empty", "refs/heads/nonsense"});
    CHECK(Refs(folder.path()).all().size() == 1);
}

TEST_CASE("links among the refs are not followed") {
    Folder folder;
    fs::create_directories(folder / "refs/heads");
    fs::create_directory_symlink("..", folder / "refs/heads/loop");
    CHECK(Refs(folder.path()).all().empty());
}
