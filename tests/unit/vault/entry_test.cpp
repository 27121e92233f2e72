// Entries written and read back; stock git agrees.
#include "unit/vault/vault_kit.hpp"

#include "base/digest.hpp"

using namespace almirah;
using namespace almirah::test;

TEST_CASE("a new store has no entries, and git finds nothing wrong with it") {
    Vault store;
    CHECK_FALSE(store->head());
    CHECK_FALSE(store->read("office.json"));
    CHECK(store->log({}, [](const vault::Commit&) { FAIL(); }));
    CHECK(store.verify().findings.empty());
    CHECK(git_ran(store.path(), "rev-parse --is-bare-repository"));
}

TEST_CASE("an entry is read back, by us and by git") {
    Vault store;
    const auto stored = store.file("records/LR/2024/00/01/23/1/scan.pdf", "the scan");
    CHECK(stored.sha256 == base::sha256_hex("the scan"));
    CHECK(stored.size_bytes == 8);
    CHECK(store.content(stored.id) == "the scan");
    CHECK(store->read("records/LR/2024/00/01/23/1/scan.pdf.json") ==
          "{\"sha256\":\"" + stored.sha256 + "\"}\n");
    require_clean(store.path());
    std::string words;
    REQUIRE(git_ran(store.path(), "show vault:records/LR/2024/00/01/23/1/scan.pdf", &words));
    CHECK(words == "the scan");
    REQUIRE(git_ran(store.path(), "log --format='%an <%ae> %at %s'", &words));
    CHECK(words == "Asha Devi <asha@example.org> 1700000001 File records/LR/2024/00/01/23/1/scan.pdf\n");
    REQUIRE(git_ran(store.path(), "rev-parse vault^{tree}", &words));
    std::string trailer;
    REQUIRE(git_ran(store.path(), "log -1 --format='%(trailers:key=Vault,valueonly)'", &trailer));
    CHECK(trailer.substr(0, 40) == words.substr(0, 40));
    CHECK(git_ran(store.path(), "clone -q . ../clone"));
    require_clean(store.beside("clone"));
}

TEST_CASE("every pack satisfies git index-pack --strict, and its idx is the one git makes") {
    Vault store;
    store.file("a", text_of(100000));
    store.file("b", noise_of(100000));
    store.file("c", "");
    store.file("d", noise_of(65535 * 2));
    for (const auto& pack : store.files_in_packs(".pack")) {
        const std::string idx = store.beside("check.idx");
        fs::remove(idx);
        REQUIRE(git_ran(store.path(), "index-pack --strict -o '" + idx + "' '" + pack + "'"));
        CHECK(read(idx) == read(pack.substr(0, pack.size() - 5) + ".idx"));
    }
}

TEST_CASE("an entry without content leaves the vault's commit alone") {
    Vault store;
    store.file("a", "content");
    std::string before, after;
    REQUIRE(git_ran(store.path(), "rev-parse vault", &before));
    auto writer = store->begin();
    writer.put_register("office.json", "{}\n");
    store.commit(std::move(writer));
    REQUIRE(git_ran(store.path(), "rev-parse vault", &after));
    CHECK(before == after);
    CHECK(git_ran(store.path(), "rev-list --count register", &after));
    CHECK(after == "2\n");
}

TEST_CASE("an entry that takes the last content leaves nothing but the notes of what is shared") {
    Vault store;
    store.file("a", "content");
    store.unfile("a");
    std::string names;
    REQUIRE(git_ran(store.path(), "ls-tree --name-only vault", &names));
    CHECK(names == "shared\n");
    store->list_vault([](const std::string&, const vault::StoredContent&) { FAIL("there is content"); });
    require_clean(store.path());
}

TEST_CASE("trailers stay one block, and the vault's is the last") {
    Vault store;
    const auto last_lines = [&](const std::string& message) {
        auto writer = store->begin();
        writer.put_register("x.json", message);
        store.commit(std::move(writer), message);
        std::string words;
        REQUIRE(git_ran(store.path(), "log -1 --format=%B", &words));
        return words.substr(0, words.find("Vault: "));
    };
    CHECK(last_lines("Summary") == "Summary\n\n");
    CHECK(last_lines("Summary\n\nBody: of words\nand more") == "Summary\n\nBody: of words\nand more\n\n");
    CHECK(last_lines("Summary\n\nWhy\n\nOperation: x\nSubject: y z\n") ==
          "Summary\n\nWhy\n\nOperation: x\nSubject: y z\n");
    CHECK(last_lines("Summary\n\nVault: 0123456789012345678901234567890123456789") == "Summary\n\n");
    store.reopen();
    CHECK_NOTHROW(store->begin());
    CHECK(store.verify().findings.empty());
}

TEST_CASE("files sort as git sorts them, and folders that become empty vanish") {
    Vault store;
    auto writer = store->begin();
    for (const char* path : {"a.b", "a/x", "a-b", "a0", "deep/er/and/deeper"})
        writer.put_register(path, path);
    store.commit(std::move(writer));
    require_clean(store.path());
    auto next = store->begin();
    next.put_register("deep/er/and/deeper", std::nullopt);
    next.put_register("not/there", std::nullopt);
    store.commit(std::move(next));
    require_clean(store.path());
    std::string words;
    REQUIRE(git_ran(store.path(), "ls-tree -r --name-only register", &words));
    CHECK(words == "a-b\na.b\na/x\na0\n");
    CHECK_FALSE(store->read("deep/er/and/deeper"));
    CHECK_FALSE(store->read("a"));
}

TEST_CASE("a path is a file or a folder, never both") {
    Vault store;
    store.file("a/b", "content");
    const auto put = [&](const std::string& path) {
        auto writer = store->begin();
        const auto stored = writer.add({{"x", "", "x"}}).at(0);
        writer.put_vault(path, stored);
        store.commit(std::move(writer));
    };
    CHECK(code_of([&] { put("a/b/c"); }) == Code::invalid_argument);
    CHECK(code_of([&] { put("a"); }) == Code::internal); // what stood there and below is replaced
    for (const char* path :
         {"", "/x", "x/", "x//y", "./x", "../x", "x/.git/y", ".GIT", "x.parts/y", "x.parts"})
        CHECK(code_of([&] { put(path); }) == Code::invalid_argument);
    require_clean(store.path());
}

TEST_CASE("the same content twice is stored once") {
    Vault store;
    const std::string bytes = noise_of(50000);
    auto writer = store->begin();
    const auto stored =
        writer.add({{"a", "", bytes}, {"b", "", bytes}, {"empty", "", ""}, {"empty too", "", ""}});
    for (std::size_t i = 0; i < stored.size(); ++i)
        writer.put_vault("file" + std::to_string(i), stored[i]);
    store.commit(std::move(writer));
    CHECK(stored[0].id == stored[1].id);
    const auto size = fs::file_size(store.files_in_packs(".pack").at(0));
    CHECK(size < 60000);
    store.file("again", bytes);
    std::uintmax_t total = 0;
    for (const auto& pack : store.files_in_packs(".pack"))
        total += fs::file_size(pack);
    CHECK(total < 60000 + 2000);
    require_clean(store.path());
}

TEST_CASE("content that is neither here nor there is refused") {
    Vault store;
    auto writer = store->begin();
    writer.put_vault("x", vault::StoredContent{*vault::ObjectId::parse(std::string(40, 'a')), false, 1, ""});
    CHECK(code_of([&] { store.commit(std::move(writer)); }) == Code::invalid_argument);
    CHECK(store.files_in_packs("").empty());
}

TEST_CASE("a source that cannot be read is named, and what was added is taken back") {
    Vault store;
    write(store.beside("good"), noise_of(20 << 20));
    fs::create_directory(store.beside("folder"));
    auto writer = store->begin();
    const auto kept = writer.add({{"kept", "", "kept"}}).at(0);
    const auto add = [&](const std::string& path) {
        writer.add({{"good", store.beside("good"), {}}, {"bad", path, {}}});
    };
    CHECK(code_of([&] { add(store.beside("absent")); }) == Code::not_found);
    CHECK(code_of([&] { add(store.beside("folder")); }) == Code::invalid_argument);
    CHECK(code_of([&] { add("/dev/null"); }) == Code::invalid_argument);
    CHECK(code_of([&] { add("/proc/version"); }) ==
          Code::io); // says 0 bytes, gives more: it changes while read
    writer.put_vault("kept", kept);
    store.commit(std::move(writer));
    CHECK(fs::file_size(store.files_in_packs(".pack").at(0)) < 2000);
    CHECK(store.files_in_packs("").size() == 2);
    require_clean(store.path());
}

TEST_CASE("a file that grows while it is read is refused") {
    Vault store;
    const std::string path = store.beside("log");
    write(path, "first line\n");
    auto writer = store->begin();
    const auto grow = [&](std::size_t, std::string_view) { std::ofstream(path, std::ios::app) << "more\n"; };
    // The first source's inspection makes the second one grow, after all were looked at.
    const Source first{"first", "", "x"}, log{"log", path, {}};
    CHECK(code_of([&] { writer.add({first, log}, grow); }) == Code::io);
}

TEST_CASE("a dropped writer leaves nothing") {
    Vault store;
    {
        auto writer = store->begin();
        writer.add({{"big", "", noise_of(20 << 20)}});
        CHECK_FALSE(store.files_in_packs("").empty());
    }
    CHECK(store.files_in_packs("").empty());
    CHECK_FALSE(store->head());
}

TEST_CASE("stopping by progress leaves nothing") {
    Vault store;
    auto writer = store->begin();
    std::uint64_t last = 0, total = 0;
    const std::vector<Source> sources(100, {"x", "", std::string(1000, 'x')});
    writer.add(sources, {}, [&](std::uint64_t done, std::uint64_t of) {
        last = done, total = of;
        return true;
    });
    CHECK(last == 100000);
    CHECK(total == 100000);
    CHECK(code_of([&] { writer.add(sources, {}, [](std::uint64_t, std::uint64_t) { return false; }); }) ==
          Code::cancelled);
}

TEST_CASE("inspection sees every whole file's bytes") {
    Vault store;
    std::vector<Source> sources;
    for (int i = 0; i < 1000; ++i)
        sources.push_back({"n", "", std::to_string(i)});
    std::vector<std::string> seen(sources.size());
    auto writer = store->begin();
    const auto stored =
        writer.add(sources, [&](std::size_t source, std::string_view bytes) { seen[source] = bytes; });
    for (int i = 0; i < 1000; ++i) {
        REQUIRE(seen[i] == std::to_string(i));
        REQUIRE(stored[i].sha256 == base::sha256_hex(seen[i]));
    }
}

TEST_CASE("content read ahead is taken by one entry after the other") {
    Vault store({.whole_up_to = 5000, .part = 2000});
    std::vector<Source> sources;
    for (int i = 0; i < 300; ++i)
        sources.push_back({"n", "", noise_of(i % 100 == 7 ? 9000 : 30, i)});
    auto incoming = store->take_in(sources);
    std::size_t first = 0;
    for (const std::size_t count : {0, 1, 129, 0, 400}) {
        auto writer = store->begin();
        const auto stored = writer.add(incoming, count);
        REQUIRE(stored.size() == std::min(count, sources.size() - first));
        for (std::size_t i = 0; i < stored.size(); ++i) {
            REQUIRE(stored[i].sha256 == base::sha256_hex(*sources[first + i].bytes));
            writer.put_vault("f" + std::to_string(first + i), stored[i]);
        }
        first += stored.size();
        store.commit(std::move(writer));
    }
    CHECK(first == 300);
    require_clean(store.path());
    CHECK(store.verify().findings.empty());
}

TEST_CASE("big content goes in parts, and reads as one") {
    Vault store({.whole_up_to = 100000, .part = 30000});
    const std::string big = text_of(50000) + noise_of(60001);
    const auto stored = store.file("records/scan.tif", big);
    CHECK(stored.in_parts);
    CHECK(stored.size_bytes == big.size());
    CHECK(stored.sha256 == base::sha256_hex(big));
    CHECK(store.content(stored.id) == big);
    require_clean(store.path());
    std::string words;
    REQUIRE(git_ran(store.path(), "archive vault records/scan.tif.parts | tar -xO", &words));
    CHECK(words == big);
    std::vector<std::string> listed;
    store->list_vault([&](const std::string& path, const vault::StoredContent& content) {
        listed.push_back(path);
        CHECK(content.in_parts);
        CHECK(content.id == stored.id);
    });
    CHECK(listed == std::vector<std::string>{"records/scan.tif"});
    CHECK(clean(store.verify({{stored.id, {stored.sha256, big.size()}}})));
    // The same path, small: the parts go.
    store.file("records/scan.tif", "small");
    REQUIRE(git_ran(store.path(), "ls-tree -r --name-only vault records", &words));
    CHECK(words == "records/scan.tif\n");
}

TEST_CASE("a file just over 64 MiB stays within bounds and has five parts") {
    Vault store;
    const std::string path = store.beside("zeros");
    write(path, "");
    fs::resize_file(path, (64 << 20) + 1);
    auto writer = store->begin();
    const auto stored = writer.add({{"zeros", path, {}}}).at(0);
    writer.put_vault("zeros", stored);
    store.commit(std::move(writer));
    CHECK(stored.in_parts);
    CHECK(stored.sha256 == base::sha256_hex(std::string((64 << 20) + 1, '\0')));
    std::string words;
    REQUIRE(git_ran(store.path(), "ls-tree --name-only vault:zeros.parts", &words));
    CHECK(words == "000000\n000001\n000002\n000003\n000004\n");
}

TEST_CASE("a transaction over the limit has several packs, all there") {
    Vault store({.pack = 200000});
    auto writer = store->begin();
    std::vector<Source> sources;
    for (int i = 0; i < 20; ++i)
        sources.push_back({"n", "", noise_of(50000, i + 1)});
    const auto stored = writer.add(sources);
    for (int i = 0; i < 20; ++i)
        writer.put_vault("f" + std::to_string(i), stored[i]);
    store.commit(std::move(writer));
    CHECK(store.files_in_packs(".pack").size() > 4);
    for (const auto& pack : store.files_in_packs(".pack"))
        CHECK(fs::file_size(pack) <= 201000);
    require_clean(store.path());
}

TEST_CASE("the difference between entries comes in path order") {
    Vault store;
    auto writer = store->begin();
    for (const char* path : {"a.json", "a/x.json", "b/1.json", "b/2.json"})
        writer.put_register(path, path);
    const auto first = store.commit(std::move(writer));
    auto next = store->begin();
    next.put_register("a/x.json", "changed");
    next.put_register("b/1.json", std::nullopt);
    next.put_register("c.json", "new");
    store.commit(std::move(next));
    const auto changes = [&](std::optional<vault::ObjectId> from) {
        std::string text;
        store->diff(from, [&](const vault::PathChange& change) {
            text += change.path + (change.blob ? "=" + store->read_blob(*change.blob) : "-") + " ";
            return true;
        });
        return text;
    };
    CHECK(changes(first) == "a/x.json=changed b/1.json- c.json=new ");
    CHECK(changes({}) == "a.json=a.json a/x.json=changed b/2.json=b/2.json c.json=new ");
    CHECK(changes(store->head()).empty());
    int seen = 0;
    store->diff({}, [&](const vault::PathChange&) { return ++seen < 2; });
    CHECK(seen == 2);
}

TEST_CASE("a file that becomes a folder differs twice") {
    Vault store;
    auto writer = store->begin();
    writer.put_register("a", "file");
    const auto first = store.commit(std::move(writer));
    auto next = store->begin();
    next.put_register("a", std::nullopt);
    next.put_register("a/b", "below");
    store.commit(std::move(next));
    std::string text;
    store->diff(first, [&](const vault::PathChange& change) {
        text += change.path + (change.blob ? "+ " : "- ");
        return true;
    });
    CHECK(text == "a- a/b+ ");
}

TEST_CASE("the log is oldest first, and knows its own") {
    Vault store;
    store.file("a", "1");
    const auto second = store->head();
    store.file("b", "2");
    store.file("c", "3");
    std::string words;
    const auto note = [&](const vault::Commit& commit) {
        words += commit.message.substr(0, commit.message.find('\n')) + ";";
    };
    CHECK(store->log({}, note));
    CHECK(words == "File a;File b;File c;");
    words.clear();
    CHECK(store->log(second, note));
    CHECK(words == "File b;File c;");
    CHECK_FALSE(store->log(vault::ObjectId{}, note));
}

TEST_CASE("an entry begun before another one is refused, and leaves nothing") {
    Vault store;
    store.file("a", "1");
    auto late = store->begin();
    late.put_register("late.json", "late");
    auto other = vault::Repository::open(store.path());
    auto early = other.begin();
    early.put_register("early.json", "early");
    const auto head = other.commit(
        std::move(early), {"B", "b@example.org", Instant{std::chrono::seconds(1700000100)}, "Early"});
    const auto packs = store.files_in_packs("").size();
    CHECK(code_of([&] { store.commit(std::move(late)); }) == Code::conflict);
    CHECK(store.files_in_packs("").size() == packs);
    store->refresh();
    CHECK(store->head() == head);
    CHECK(store->read("early.json") == "early");
    CHECK_FALSE(store->read("late.json"));
}

TEST_CASE("a person without a name, a NUL in the message: refused before anything is written") {
    Vault store;
    const auto commit = [&](const std::string& name, const std::string& message) {
        auto writer = store->begin();
        writer.put_register("x", "x");
        store->commit(std::move(writer), {name, "a@example.org", Instant{std::chrono::seconds(1)}, message});
    };
    CHECK(code_of([&] { commit(" <>", "m"); }) == Code::invalid_argument);
    CHECK(code_of([&] { commit("A", std::string("m\0m", 3)); }) == Code::invalid_argument);
    CHECK(store.files_in_packs("").empty());
    commit("आशा <देवी>\n", "अभिलेख");
    require_clean(store.path());
}

TEST_CASE("a file rewritten at the same size while it is read is refused") {
    Vault store;
    const std::string path = store.beside("ledger");
    write(path, "before");
    auto writer = store->begin();
    const auto rewrite = [&](std::size_t, std::string_view) { std::ofstream(path) << "after!"; };
    CHECK(code_of([&] { writer.add({{"first", "", "x"}, {"ledger", path, {}}}, rewrite); }) == Code::io);
}

TEST_CASE("a git command that holds the register's ref: busy, and all is as before") {
    Vault store;
    store.file("a", "1");
    const auto vault_before = read(store.path() + "/refs/heads/vault");
    const auto files_before = store.files_in_packs("");
    write(store.path() + "/refs/heads/register.lock", "");
    CHECK(code_of([&] { store.file("b", "2"); }) == Code::busy);
    CHECK(read(store.path() + "/refs/heads/vault") == vault_before);
    CHECK(store.files_in_packs("") == files_before);
    CHECK_FALSE(store->read("b.json"));
    fs::remove(store.path() + "/refs/heads/register.lock");
    store.file("b", "2");
    require_clean(store.path());
}
