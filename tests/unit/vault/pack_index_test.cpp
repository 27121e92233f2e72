// An idx that is well-formed and lies.
#include "vault/pack_index.hpp"

#include "base/digest.hpp"
#include "unit/vault/vault_kit.hpp"
#include "vault/pack.hpp"

using namespace almirah;
using namespace almirah::test;
using vault::PackIndex;

namespace {

/// The trailer made right again, after bytes were changed.
std::string resealed(std::string idx) {
    idx.resize(idx.size() - 20);
    const auto sum = base::sha1(idx);
    return idx.append(reinterpret_cast<const char*>(sum.data()), sum.size());
}

std::string damage_of(const std::string& idx, std::uint64_t pack_bytes) {
    try {
        PackIndex(idx, pack_bytes).check();
        return "none";
    } catch (const Error& error) {
        CHECK(error.code() == Code::corrupt);
        return error.what();
    }
}

std::string sample() {
    std::vector<vault::IndexEntry> entries;
    for (unsigned i = 0; i < 10; ++i)
        entries.push_back({vault::object_id(vault::ObjectKind::blob, std::to_string(i)), i, 12 + 10 * i});
    return vault::encode_index(entries, vault::ObjectId{});
}

} // namespace

TEST_CASE("what is encoded is found again") {
    const PackIndex index(sample(), 1000);
    REQUIRE(index.count() == 10);
    for (unsigned i = 0; i < 10; ++i) {
        const auto n = index.find(vault::object_id(vault::ObjectKind::blob, std::to_string(i)));
        REQUIRE(n);
        CHECK(index.crc32(*n) == i);
        CHECK(index.offset(*n) == 12 + 10 * i);
    }
    CHECK_FALSE(index.find(vault::object_id(vault::ObjectKind::blob, "absent")));
    CHECK_FALSE(index.find(vault::ObjectId{}));
    const PackIndex none(vault::encode_index({}, {}), 32);
    CHECK(none.count() == 0);
    CHECK_FALSE(none.find(vault::ObjectId{}));
}

TEST_CASE("a resealed idx is refused for what is wrong in it") {
    const std::string idx = sample();
    const auto with = [&](std::size_t at, const std::string& bytes) {
        return resealed(std::string(idx).replace(at, bytes.size(), bytes));
    };
    const std::size_t names = 8 + 1024, offsets = names + 10 * 24;
    CHECK(damage_of(idx, 1000) == "none");
    CHECK(damage_of(std::string(idx).replace(idx.size() - 30, 1, "x"), 1000) == "its SHA-1 does not match");
    CHECK(damage_of(with(0, "x"), 1000) == "it is no idx of version 2");
    CHECK(damage_of(with(8, std::string(4, '\x7f')), 1000) == "its fan-out does not ascend");
    CHECK(damage_of(with(8 + 255 * 4, std::string("\0\0\0\x0b", 4)), 1000) ==
          "its size does not match its count");
    CHECK(damage_of(with(names, std::string(20, '\xff')), 1000) == "its ids do not ascend");
    CHECK(damage_of(with(offsets, std::string(4, '\0')), 1000) == "an offset lies outside the pack");
    CHECK(damage_of(with(offsets, std::string(4, '\xff')), 1000) == "an offset lies outside its table");
    CHECK(damage_of(idx, 100) == "an offset lies outside the pack");
    CHECK(damage_of(idx, 10) == "the pack is too short");
    CHECK(damage_of("", 1000) == "it is no idx of version 2");
    for (std::size_t size = 0; size < idx.size(); size += 9)
        CHECK(damage_of(idx.substr(0, size), 1000) != "none");
}

TEST_CASE("objects of exchanged names are never handed out") {
    Vault store;
    const auto a = store.file("a", "content of a"), b = store.file("b", "content of b");
    REQUIRE(git_ran(store.path(), "repack -adq --depth=0"));
    const std::string stem =
        store.files_in_packs(".pack").at(0).substr(0, store.files_in_packs(".pack").at(0).size() - 5);
    const auto pack = vault::Pack::open(stem, std::make_shared<vault::OpenFiles>());
    std::vector<vault::IndexEntry> entries;
    for (std::size_t n = 0; n < pack->index().count(); ++n)
        entries.push_back({pack->index().id(n), pack->index().crc32(n), pack->index().offset(n)});
    const auto of = [&](const vault::ObjectId& id) -> vault::IndexEntry& {
        return entries[*pack->index().find(id)];
    };
    std::swap(of(a.id).offset, of(b.id).offset);
    std::swap(of(a.id).crc32, of(b.id).crc32);
    write(stem + ".idx", vault::encode_index(entries, pack->index().pack_checksum()));
    store.reopen();
    CHECK(code_of([&] { store.content(a.id); }) == Code::corrupt);
    CHECK(has_finding(store.verify(), "object-damaged"));
}
