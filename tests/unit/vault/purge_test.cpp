// Destroyed content is gone, from wherever it lay; git finds nothing amiss.
#include "unit/vault/vault_kit.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

bool git_has(const std::string& directory, const vault::ObjectId& id) {
    return git_ran(directory, "cat-file -e " + id.hex());
}

void require_gone(Vault& store, const vault::ObjectId& id) {
    store.destroyed.insert(id);
    REQUIRE_FALSE(git_has(store.path(), id));
    REQUIRE_FALSE(store->contains(id));
    require_clean(store.path());
    fs::remove_all(store.beside("clone"));
    REQUIRE(git_ran(store.path(), "clone -q . ../clone"));
    require_clean(store.beside("clone"));
    REQUIRE_FALSE(git_has(store.beside("clone"), id));
    CHECK(clean(store.verify()));
}

} // namespace

TEST_CASE("purged content is gone, with old vault trees that named it; the rest stays") {
    Vault store;
    const auto kept = store.file("records/1/kept", noise_of(5000, 1));
    const auto gone = store.file("records/2/gone", noise_of(5000, 2));
    const auto later = store.file("records/3/later", noise_of(5000, 3));
    store.unfile("records/2/gone");
    REQUIRE(git_has(store.path(), gone.id));
    const auto report = store->purge({gone.id});
    CHECK(report.objects_removed == 1);
    CHECK(report.packs_rewritten > 0);
    CHECK(report.bytes_freed > 5000);
    require_gone(store, gone.id);
    CHECK(store.content(kept.id) == noise_of(5000, 1));
    CHECK(store.content(later.id) == noise_of(5000, 3));
    CHECK(store->read("records/2/gone.json") == "{\"destroyed\":true}\n");
    // Again: nothing left to do.
    CHECK(store->purge({gone.id}).objects_removed == 0);
    CHECK(store->purge({gone.id}).packs_rewritten == 0);
    store.file("after", "after");
    require_clean(store.path());
}

TEST_CASE("what git packed, indexed and left loose is purged as well") {
    Vault store;
    std::vector<vault::StoredContent> files;
    for (int i = 0; i < 20; ++i)
        files.push_back(store.file("f" + std::to_string(i), text_of(20000) + std::to_string(i)));
    const auto gone = files[7].id;
    const auto how = GENERATE(as<std::string>{}, "repack -adfq", "gc -q", "unloose", "graph and midx");
    CAPTURE(how);
    if (how == "repack -adfq") {
        REQUIRE(git_ran(store.path(), how));
        store->refresh();
        store.unfile("f7");
    } else if (how == "gc -q") {
        store.unfile("f7"); // gc makes what is unreachable loose
        REQUIRE(git_ran(store.path(), how));
        REQUIRE(
            fs::exists(store.path() + "/objects/" + gone.hex().substr(0, 2) + "/" + gone.hex().substr(2)));
    } else if (how == "unloose") {
        store.unfile("f7");
        REQUIRE(git_ran(store.path(), "-c core.commitGraph=true gc -q"));
        REQUIRE(git_ran(store.path(), "cat-file blob " + gone.hex() + " | git -C '" + store.path() +
                                          "' hash-object -w --stdin"));
    } else {
        store.unfile("f7");
        REQUIRE(git_ran(store.path(), "repack -akdbq"));
        REQUIRE(git_ran(store.path(), "-c core.commitGraph=true commit-graph write --reachable"));
        REQUIRE(git_ran(store.path(), "-c core.multiPackIndex=true multi-pack-index write"));
    }
    store.reopen();
    CHECK(store->purge({gone}).objects_removed == 1);
    require_gone(store, gone);
    for (const char* path : {"/objects/info/commit-graph", "/objects/pack/multi-pack-index"})
        CHECK_FALSE(fs::exists(store.path() + path));
    CHECK(store.files_in_packs(".bitmap").empty());
    for (int i = 0; i < 20; ++i)
        if (i != 7) REQUIRE(store.content(files[i].id) == text_of(20000) + std::to_string(i));
}

TEST_CASE("content in parts is purged with its parts, but for those that other content shares") {
    Vault store({.whole_up_to = 10000, .part = 8000});
    const std::string shared = noise_of(8000, 5);
    const auto gone = store.file("gone", shared + noise_of(8000, 6) + "end");
    const auto kept = store.file("kept", shared + noise_of(8000, 7));
    std::string words;
    REQUIRE(git_ran(store.path(), "ls-tree --object-only vault:gone.parts", &words));
    store.unfile("gone");
    const auto report = store->purge({gone.id});
    CHECK(report.objects_removed == 3); // two parts and their tree
    require_gone(store, gone.id);
    CHECK(git_has(store.path(), *vault::ObjectId::parse(words.substr(0, 40))));
    CHECK_FALSE(git_has(store.path(), *vault::ObjectId::parse(words.substr(41, 40))));
    CHECK(store.content(kept.id) == shared + noise_of(8000, 7));
}

TEST_CASE("what a living commit reaches is left and not counted") {
    Vault store;
    const auto shared = store.file("a", "the same");
    store.file("b", "the same");
    store.unfile("a");
    CHECK(store->purge({shared.id}).objects_removed == 0);
    CHECK(store.content(shared.id) == "the same");
    // The register may hold the same bytes, in an old entry.
    store.unfile("b");
    auto writer = store->begin();
    writer.put_register("note.json", "the same");
    store.commit(std::move(writer));
    auto next = store->begin();
    next.put_register("note.json", "other");
    store.commit(std::move(next));
    CHECK(store->purge({shared.id}).objects_removed == 0);
    CHECK(store->contains(shared.id));
    require_clean(store.path());
}

TEST_CASE("content that only one path ever had is destroyed without a look at every tree") {
    Vault store;
    const auto sole = store.file("a", noise_of(3000));
    const auto before = store.files_in_packs(".pack");
    store.file("b", "b");
    std::string other;
    for (const auto& pack : store.files_in_packs(".pack"))
        if (std::find(before.begin(), before.end(), pack) == before.end()) other = pack;
    store.unfile("a");
    // Nobody who reads every tree gets past this.
    write(other, read(other).replace(12, 40, std::string(40, '\0')));
    store.reopen();
    CHECK(store->purge({sole.id}).objects_removed == 1);
    CHECK_FALSE(store->contains(sole.id));
}

TEST_CASE("bytes that the register has as well are not destroyed, whichever came first") {
    Vault store;
    const std::string json = "{\n \"destroyed\": true\n}\n";
    const auto content = store.file("a", json);
    auto writer = store->begin();
    writer.put_register("note.json", json);
    store.commit(std::move(writer));
    store.unfile("a");
    CHECK(store->purge({content.id}).objects_removed == 0);
    CHECK(store->read("note.json") == json);
    CHECK(clean(store.verify()));
}

TEST_CASE("a store that was begun before sharing was noted is looked through") {
    Vault store;
    const auto shared = store.file("a", "the same");
    const auto sole = store.file("b", "another");
    store.file("c", "the same");
    auto writer = store->begin();
    writer.put_vault("shared", std::nullopt);
    store.commit(std::move(writer));
    store.unfile("a");
    store.unfile("b");
    CHECK(store->purge({shared.id, sole.id}).objects_removed == 1);
    CHECK(store.content(shared.id) == "the same");
    require_gone(store, sole.id);
}

TEST_CASE("a tag that keeps destroyed content alive stops the purge, and is named") {
    Vault store;
    const auto gone = store.file("gone", "gone");
    REQUIRE(git_ran(store.path(), "-c user.name=A -c user.email=a@b tag -a -m x keep vault"));
    store.unfile("gone");
    CHECK(has_finding(store.verify(), "foreign-ref"));
    std::string message;
    try {
        store->purge({gone.id});
    } catch (const Error& error) {
        CHECK(error.code() == Code::conflict);
        message = error.what();
    }
    CHECK(message.find("refs/tags/keep") != std::string::npos);
    REQUIRE(git_ran(store.path(), "update-ref -d refs/tags/keep"));
    CHECK(store->purge({gone.id}).objects_removed == 1);
    require_gone(store, gone.id);
}

TEST_CASE("objects that were never there are no trouble") {
    Vault store;
    store.file("a", "1");
    CHECK(store->purge({vault::ObjectId{}}).objects_removed == 0);
    CHECK(store->purge({}).objects_removed == 0);
}

TEST_CASE("a purge that was stopped is finished by repeating it") {
    Vault store({.whole_up_to = 10000, .part = 8000, .pack = 9000});
    std::set<vault::ObjectId> gone;
    for (unsigned i = 0; i < 5; ++i)
        gone.insert(store.file("g" + std::to_string(i), noise_of(20000, i + 1)).id);
    store.file("kept", noise_of(20000, 99));
    for (unsigned i = 0; i < 5; ++i)
        store.unfile("g" + std::to_string(i));
    int calls = 0;
    for (int stop_at = 1; stop_at < 200; ++stop_at) {
        calls = 0;
        try {
            store->purge(gone, [&](std::uint64_t, std::uint64_t) { return ++calls < stop_at; });
            break;
        } catch (const Error& error) {
            REQUIRE(error.code() == Code::cancelled);
        }
        store.reopen();
    }
    for (const auto& id : gone)
        CHECK_FALSE(git_has(store.path(), id));
    // All that is left of 100,000 bytes of content is what is kept, and the register.
    std::uintmax_t total = 0;
    for (const auto& pack : store.files_in_packs(".pack"))
        total += fs::file_size(pack);
    CHECK(total < 30000);
    require_clean(store.path());
}

TEST_CASE("an interrupted purge is finished by the next writer, whatever was removed by then") {
    Vault store;
    const auto gone = store.file("records/1/gone", noise_of(2000, 1));
    for (unsigned i = 0; i < 6; ++i)
        store.file("records/1/f" + std::to_string(i), noise_of(2000, i + 2));
    store.unfile("records/1/gone");
    const auto stop_at = GENERATE(range(1, 9));
    int calls = 0;
    CHECK(code_of([&] {
              store->purge({gone.id}, [&](std::uint64_t, std::uint64_t) { return ++calls < stop_at; });
          }) == Code::cancelled);
    store.reopen();
    const auto between = store.verify();
    CHECK(has_finding(between, "purge-unfinished"));
    CHECK_FALSE(has_finding(between, "object-missing"));
    store->recover();
    require_gone(store, gone.id);
    CHECK_FALSE(fs::exists(store.path() + "/almirah/purge"));
}

TEST_CASE("what was filed again before an interrupted purge is finished stays") {
    Vault store;
    const auto content = store.file("first", noise_of(2000));
    store.file("other", "other");
    store.unfile("first");
    CHECK(code_of([&] { store->purge({content.id}, [](std::uint64_t, std::uint64_t) { return false; }); }) ==
          Code::cancelled);
    store.reopen();
    store.file("again", noise_of(2000));
    store->recover();
    CHECK(store.content(content.id) == noise_of(2000));
    CHECK(clean(store.verify()));
    require_clean(store.path());
}
