// Damage is found and named; what is sound is still read.
#include "unit/vault/vault_kit.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

struct Filed {
    Vault store;
    vault::StoredContent content = store.file("a", text_of(3000));
    vault::Repository::Expected expected{{content.id, {content.sha256, content.size_bytes}}};
    std::string pack = store.files_in_packs(".pack").at(0);

    void damage(const std::string& bytes) {
        write(pack, bytes);
        store.reopen();
    }
};

} // namespace

TEST_CASE("a sound store is counted and clean") {
    Filed filed;
    const auto result = filed.store.verify(filed.expected);
    CHECK(result.findings.empty());
    CHECK(result.entries == 1);
    CHECK(result.files == 1);
    CHECK(result.bytes == 3000);
    CHECK(result.objects == 9); // content, note, two trees, two commits; two trees and a blob of `shared`
    const auto fast = filed.store.verify(filed.expected, true);
    CHECK(fast.findings.empty());
    CHECK(fast.files == 0);
    CHECK(fast.objects == 9);
}

TEST_CASE("every byte of a pack may be damaged: it is found, and never handed out") {
    Filed filed;
    const std::string sound = read(filed.pack);
    for (std::size_t at = 0; at < sound.size(); ++at) {
        CAPTURE(at);
        std::string bytes = sound;
        bytes[at] = char(bytes[at] ^ (1 << at % 8));
        filed.damage(bytes);
        const auto result = filed.store.verify(filed.expected);
        REQUIRE_FALSE(clean(result));
        try {
            const std::string content = filed.store.content(filed.content.id);
            REQUIRE(content == text_of(3000));
        } catch (const Error& error) {
            REQUIRE(error.code() == Code::corrupt);
        }
    }
}

TEST_CASE("a truncated pack is damage, at every length, with or without its idx") {
    Filed filed;
    const std::string sound = read(filed.pack);
    const bool with_idx = GENERATE(true, false);
    if (!with_idx) fs::remove(filed.store.files_in_packs(".idx").at(0));
    for (std::size_t size = 0; size < sound.size(); size += 13) {
        filed.damage(sound.substr(0, size));
        REQUIRE(has_finding(filed.store.verify(filed.expected), "pack-damaged"));
        const auto code = code_of([&] { filed.store.content(filed.content.id); });
        REQUIRE((code == Code::corrupt || code == Code::internal)); // or it lies before the cut
    }
}

TEST_CASE("an absent pack is absence") {
    Filed filed;
    const auto second = filed.store.file("b", "2");
    fs::remove(filed.pack);
    fs::remove(filed.pack.substr(0, filed.pack.size() - 4) + "idx");
    filed.store.reopen();
    CHECK(code_of([&] { filed.store.content(filed.content.id); }) == Code::not_found);
    CHECK(filed.store.content(second.id) == "2");
    const auto result = filed.store.verify(filed.expected);
    CHECK(has_finding(result, "content-missing"));
    CHECK(has_finding(result, "object-missing"));
}

TEST_CASE("content that is not what was filed is told") {
    Filed filed;
    CHECK(has_finding(filed.store.verify({{filed.content.id, {std::string(64, '0'), 3000}}}),
                      "content-digest"));
    CHECK(has_finding(filed.store.verify({{filed.content.id, {filed.content.sha256, 3001}}}, true),
                      "content-digest"));
    CHECK(has_finding(filed.store.verify({{vault::ObjectId{}, {filed.content.sha256, 3000}}}),
                      "content-missing"));
}

TEST_CASE("content in parts is compared as one") {
    Vault store({.whole_up_to = 10000, .part = 8000});
    const auto stored = store.file("a", noise_of(30000));
    CHECK(clean(store.verify({{stored.id, {stored.sha256, 30000}}})));
    CHECK(clean(store.verify({{stored.id, {stored.sha256, 30000}}}, true)));
    CHECK(has_finding(store.verify({{stored.id, {std::string(64, '0'), 30000}}}), "content-digest"));
    CHECK(has_finding(store.verify({{stored.id, {stored.sha256, 29999}}}, true), "content-digest"));
}

TEST_CASE("a damaged copy is passed over where a sound one lies, and a sound one is written beside it") {
    Filed filed;
    std::string bytes = read(filed.pack);
    bytes[40] = char(~bytes[40]);
    filed.damage(bytes);
    REQUIRE(code_of([&] { filed.store.content(filed.content.id); }) == Code::corrupt);
    filed.store.file("again", text_of(3000));
    CHECK(filed.store.content(filed.content.id) == text_of(3000));
    filed.store.reopen();
    CHECK(filed.store.content(filed.content.id) == text_of(3000));
    CHECK(has_finding(filed.store.verify(filed.expected), "object-damaged"));
}

TEST_CASE("damaged loose objects and deltas are found and never handed out") {
    Filed filed;
    for (unsigned i = 0; i < 10; ++i)
        filed.store.file("d" + std::to_string(i), text_of(5000) + std::to_string(i));
    SECTION("deltas") {
        REQUIRE(git_ran(filed.store.path(), "repack -adfq"));
        filed.pack = filed.store.files_in_packs(".pack").at(0);
        const std::string sound = read(filed.pack);
        fs::permissions(filed.pack, fs::perms::owner_write, fs::perm_options::add);
        for (std::size_t at = 12; at < sound.size(); at += 5) {
            std::string bytes = sound;
            bytes[at] = char(~bytes[at]);
            filed.damage(bytes);
            REQUIRE_FALSE(clean(filed.store.verify(filed.expected)));
        }
    }
    SECTION("loose") {
        const auto path = filed.store.path() + "/objects/" + filed.content.id.hex().substr(0, 2) + "/" +
                          filed.content.id.hex().substr(2);
        REQUIRE(git_ran(filed.store.path(),
                        "unpack-objects -q < '" + filed.pack + "'")); // all there: makes nothing
        REQUIRE(git_ran(filed.store.path(), "cat-file blob " + filed.content.id.hex() + " > ../blob"));
        for (const auto& file : filed.store.files_in_packs(""))
            fs::rename(file, filed.store.beside(fs::path(file).filename()));
        for (const auto& file : fs::directory_iterator(filed.store.beside("")))
            if (file.path().extension() == ".pack")
                REQUIRE(git_ran(filed.store.path(), "unpack-objects -q < '" + file.path().string() + "'"));
        filed.store.reopen();
        REQUIRE(filed.store.content(filed.content.id) == text_of(3000));
        CHECK(clean(filed.store.verify(filed.expected)));
        const std::string sound = read(path);
        for (std::size_t at = 0; at < sound.size(); ++at) {
            std::string bytes = sound;
            bytes[at] = char(~bytes[at]);
            write(path, bytes);
            REQUIRE(code_of([&] { filed.store.content(filed.content.id); }) == Code::corrupt);
            REQUIRE(has_finding(filed.store.verify(filed.expected), "object-damaged"));
        }
        write(path, sound.substr(0, sound.size() - 1));
        CHECK(code_of([&] { filed.store.content(filed.content.id); }) == Code::corrupt);
        write(path, sound + "x");
        CHECK_NOTHROW(
            filed.store.content(filed.content.id)); // what follows the stream is no part of the object
    }
}

TEST_CASE("a register with a merge commit was not made by us") {
    Vault store;
    store.file("a", "1");
    store.file("b", "2");
    std::string commit;
    REQUIRE(git_ran(
        store.path(),
        "-c user.name=A -c user.email=a@b commit-tree -p register -p register~1 -m 'merge' 'register^{tree}'",
        &commit));
    REQUIRE(git_ran(store.path(), "update-ref refs/heads/register " + commit.substr(0, 40)));
    store->refresh();
    const auto result = store.verify();
    CHECK(has_finding(result, "foreign-entry"));
    CHECK(has_finding(result, "register-ref")); // no trailer
    CHECK(code_of([&] { store->begin(); }) == Code::corrupt);
}

TEST_CASE("a tag of the last entry is no entry beyond it; a commit is") {
    Vault store;
    store.file("kept", "kept");
    REQUIRE(git_ran(store.path(), "-c user.name=A -c user.email=a@b tag -a -m x mark register"));
    CHECK_FALSE(has_finding(store.verify(), "entry-beyond"));
    REQUIRE(git_ran(store.path(),
                    "-c user.name=A -c user.email=a@b commit-tree -p register -m x register^{tree}"));
    CHECK(has_finding(store.verify(), "entry-beyond"));
}
