// What crashes leave, and what other programs do beside us.
#include "unit/vault/vault_kit.hpp"

#include <sys/stat.h>
#include <unistd.h>

using namespace almirah;
using namespace almirah::test;

namespace {

std::string only_pack(const Vault& store, const std::string& suffix) {
    const auto files = store.files_in_packs(suffix);
    REQUIRE(files.size() == 1);
    return files[0];
}

} // namespace

TEST_CASE("locks and unfinished packs of dead writers are swept") {
    Vault store;
    store.file("a", "1");
    write(store.path() + "/refs/heads/register.lock", "");
    write(store.path() + "/refs/heads/vault.lock", "x");
    write(store.packs() + "/tmp_almirah_pack_1_0", "half a pack");
    write(store.packs() + "/pack-0123456789012345678901234567890123456789.idx", "its pack was merged away");
    write(store.packs() + "/tmp_pack_foreign", "git's own");
    CHECK(has_finding(store.verify(), "stale-lock"));
    store->recover();
    CHECK_FALSE(fs::exists(store.path() + "/refs/heads/register.lock"));
    CHECK_FALSE(fs::exists(store.path() + "/refs/heads/vault.lock"));
    CHECK(store.files_in_packs("").size() == 3);
    CHECK(fs::exists(store.packs() + "/tmp_pack_foreign"));
    store.file("b", "2");
    require_clean(store.path());
}

TEST_CASE("recovery leaves a living writer's pack alone") {
    Vault store;
    auto writer = store->begin();
    const auto stored = writer.add({{"big", "", noise_of(20 << 20)}}).at(0);
    store->recover();
    writer.put_vault("big", stored);
    store.commit(std::move(writer));
    require_clean(store.path());
}

TEST_CASE("an idx that a power cut took is made anew, equal byte for byte") {
    Vault store;
    store.file("a", noise_of(100000) + text_of(100000));
    const std::string idx = only_pack(store, ".idx");
    const std::string sound = read(idx);
    const auto damage = GENERATE(as<std::string>{}, "missing", "empty", "short", "flipped");
    CAPTURE(damage);
    fs::remove(idx);
    if (damage == "empty") write(idx, "");
    if (damage == "short") write(idx, sound.substr(0, sound.size() / 2));
    if (damage == "flipped") write(idx, std::string(sound).replace(1200, 1, 1, char(~sound[1200])));
    store.reopen();
    SECTION("a reader does without") {
        CHECK(store->read("a.json"));
        CHECK(read(idx) != sound);
        const auto result = store.verify();
        CHECK(has_finding(result, "idx-damaged"));
        CHECK(result.objects > 0);
    }
    SECTION("the next writer writes it") {
        store->recover();
        CHECK(read(idx) == sound);
        store.file("b", "2");
        require_clean(store.path());
        CHECK(clean(store.verify()));
    }
}

TEST_CASE("every bit of an idx may flip: it is noticed, and the store still reads") {
    Vault store;
    store.file("a", "content");
    const std::string idx = only_pack(store, ".idx");
    const std::string sound = read(idx);
    for (std::size_t bit = 0; bit < sound.size() * 8; bit += 7) {
        std::string flipped = sound;
        flipped[bit / 8] = char(flipped[bit / 8] ^ (1 << bit % 8));
        write(idx, flipped);
        store.reopen();
        REQUIRE(store->read("a.json"));
        REQUIRE(has_finding(store.verify(), "idx-damaged"));
    }
}

TEST_CASE("the trailer wins over the vault ref") {
    Vault store;
    store.file("a", "1");
    const std::string old = read(store.path() + "/refs/heads/vault");
    store.file("b", "2");
    const std::string ref = store.path() + "/refs/heads/vault";
    const auto state = GENERATE(as<std::string>{}, "missing", "empty", "old", "nonsense", "absent commit");
    CAPTURE(state);
    fs::remove(ref);
    if (state == "empty") write(ref, "");
    if (state == "old") write(ref, old);
    if (state == "nonsense") write(ref, "ref: refs/heads/register\n");
    if (state == "absent commit") write(ref, std::string(40, '7') + "\n");
    store.reopen();
    CHECK(has_finding(store.verify(), "vault-ref"));
    std::string words;
    store->list_vault([&](const std::string& path, const vault::StoredContent&) { words += path; });
    CHECK(words == "ab");
    store->recover();
    REQUIRE(git_ran(store.path(), "ls-tree --name-only vault", &words));
    CHECK(words == "a\nb\nshared\n");
    CHECK(clean(store.verify()));
    require_clean(store.path());
    store.file("c", "3");
}

TEST_CASE("recovery of a sound store changes nothing") {
    Vault store;
    store.file("a", "1");
    const auto before = fs::last_write_time(store.packs());
    const auto names = store.files_in_packs("");
    store->recover();
    CHECK(fs::last_write_time(store.packs()) == before);
    CHECK(store.files_in_packs("") == names);
}

TEST_CASE("a ref that is there and says nothing sensible is damage, not absence") {
    Vault store;
    store.file("a", "1");
    for (const char* bytes : {"", "nonsense\n", "ref: refs/heads/other\n"}) {
        write(store.path() + "/refs/heads/register", bytes);
        CHECK(code_of([&] { store.reopen(); }) == Code::corrupt);
    }
    fs::remove(store.path() + "/refs/heads/register");
    write(store.path() + "/packed-refs", "damaged\n");
    CHECK(code_of([&] { store.reopen(); }) == Code::corrupt);
}

TEST_CASE("what could lead elsewhere is refused") {
    Vault store;
    store.file("a", "1");
    const auto open = [&] { vault::Repository::open(store.path()); };
    SECTION("alternates") {
        write(store.path() + "/objects/info/alternates", "/elsewhere\n");
        CHECK(code_of(open) == Code::corrupt);
    }
    SECTION("an include") {
        std::ofstream(store.path() + "/config", std::ios::app) << " [Include]\n\tpath = /elsewhere\n";
        CHECK(code_of(open) == Code::corrupt);
    }
    SECTION("an extension") {
        std::ofstream(store.path() + "/config", std::ios::app) << "[extensions]\n\tobjectFormat = sha256\n";
        CHECK(code_of(open) == Code::unsupported_format);
    }
    SECTION("a newer repository") {
        std::ofstream(store.path() + "/config", std::ios::app) << "[core]\n\trepositoryFormatVersion = 2\n";
        CHECK(code_of(open) == Code::unsupported_format);
    }
    SECTION("symbolic links") {
        for (const char* name : {"objects/pack", "objects", "refs/heads", "refs", "HEAD", "config"}) {
            const std::string path = store.path() + "/" + name, moved = store.beside("moved");
            fs::rename(path, moved);
            fs::create_symlink(moved, path);
            CHECK(code_of(open) == Code::corrupt);
            fs::remove(path);
            fs::rename(moved, path);
        }
    }
    SECTION("another repository") {
        write(store.path() + "/commondir", "..\n");
        CHECK(code_of(open) == Code::corrupt);
    }
    SECTION("everybody may write") {
        REQUIRE(::chmod(store.path().c_str(), 0777) == 0);
        CHECK(code_of(open) == Code::permission);
    }
    SECTION("another branch at HEAD") {
        write(store.path() + "/HEAD", "ref: refs/heads/main\n");
        CHECK(code_of(open) == Code::corrupt);
    }
    SECTION("nothing there, or something else") {
        CHECK(code_of([&] { vault::Repository::open(store.beside("absent")); }) == Code::not_found);
        fs::create_directory(store.beside("empty"));
        CHECK(code_of([&] { vault::Repository::open(store.beside("empty")); }) == Code::not_found);
    }
}

TEST_CASE("a store is made in a new or empty directory only, and an interrupted making can be repeated") {
    Folder folder;
    write(folder / "full/file", "x");
    CHECK(code_of([&] { vault::Repository::create(folder / "full"); }) == Code::already_exists);
    fs::create_directories(folder / "half/almirah");
    fs::create_directories(folder / "half/objects/pack");
    CHECK_NOTHROW(vault::Repository::create(folder / "half"));
    CHECK(code_of([&] { vault::Repository::create(folder / "half"); }) == Code::already_exists);
    vault::Repository::create(folder / "deep/er");
    CHECK((fs::status(folder / "deep/er").permissions() & fs::perms::others_all) == fs::perms::none);
}

TEST_CASE("packs that git made, with deltas, packed refs and loose objects, are read on") {
    Vault store;
    vault::Repository::Expected expected;
    std::vector<vault::StoredContent> files;
    for (unsigned i = 0; i < 30; ++i) {
        files.push_back(store.file("f" + std::to_string(i), text_of(20000) + std::to_string(i)));
        expected[files.back().id] = {files.back().sha256, files.back().size_bytes};
    }
    const auto how = GENERATE(as<std::string>{}, "repack -adfq", "gc --aggressive --quiet",
                              "gc --prune=now --quiet", "pack-refs --all");
    CAPTURE(how);
    REQUIRE(git_ran(store.path(), how));
    const auto check = [&](unsigned entries) {
        for (unsigned i = 0; i < 30; ++i)
            REQUIRE(store.content(files[i].id) == text_of(20000) + std::to_string(i));
        const auto result = store.verify(expected);
        CHECK(clean(result));
        CHECK(result.files == 30);
        CHECK(result.entries == entries);
    };
    check(30); // the repository that was open all the time
    store.reopen();
    check(30);
    store->recover();
    store.file("more", "more");
    check(31);
    require_clean(store.path());
}

TEST_CASE("another process's entries are seen after refresh") {
    Vault store;
    store.file("a", "1");
    auto reader = vault::Repository::open(store.path());
    store.file("b", "2");
    CHECK_FALSE(reader.read("b.json"));
    reader.refresh();
    CHECK(reader.read("b.json"));
}
