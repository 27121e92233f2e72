// Packs that are merged, and laid down by years.
#include "unit/vault/vault_kit.hpp"
#include "vault/shelves.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <thread>

using namespace almirah;
using namespace almirah::test;

namespace {

void no_years(const vault::TakeContent&) {}

using Years = std::map<std::string, std::pair<vault::ObjectId, int>>; // by path

/// Content of eight years in turn, 0 for none, in so many entries; what is filed is 4,000 bytes each.
Years file_eight_years(Vault& store, int first, int count) {
    Years years;
    for (int i = first; i < first + count; ++i) {
        const std::string path = "f" + std::to_string(i);
        const auto stored = store.file(path, noise_of(4000, std::uint64_t(i) + 1));
        years[path] = {stored.id, i % 8 == 7 ? 0 : 2030 + i % 8};
    }
    return years;
}

vault::ContentYears told(const Years& years) {
    return [&years](const vault::TakeContent& take) {
        for (const auto& [path, content] : years)
            if (!take(content.first, 4000, content.second ? std::optional(content.second) : std::nullopt))
                break;
    };
}

/// The names of what is in a pack, by stock git.
std::set<std::string> ids_in(const Vault& store, const std::string& pack) {
    std::string words;
    REQUIRE(git_ran(store.path(), "show-index < '" + pack.substr(0, pack.size() - 5) + ".idx'", &words));
    std::set<std::string> ids;
    for (std::size_t at = 0; at < words.size(); at = words.find('\n', at) + 1) {
        const auto space = words.find(' ', at);
        ids.insert(words.substr(space + 1, 40));
    }
    return ids;
}

/// In how many packs content of a year lies.
std::size_t packs_of_year(const Vault& store, const Years& years, int year) {
    std::size_t packs = 0;
    for (const auto& pack : store.files_in_packs(".pack")) {
        const auto ids = ids_in(store, pack);
        packs += std::any_of(years.begin(), years.end(), [&](const auto& content) {
            return content.second.second == year && ids.contains(content.second.first.hex());
        });
    }
    return packs;
}

/// 512 kB of packs are laid down, in packs of at least 16 kB.
vault::Limits small_limits() {
    vault::Limits limits;
    limits.laid = 512 << 10;
    return limits;
}

} // namespace

TEST_CASE("years are cut into runs, what is no content apart, and what is left over joins the last") {
    using Runs = std::map<int, std::size_t>;
    constexpr int none = vault::DueYears::no_content;
    CHECK(vault::runs_of({}, 10) == Runs{{none, 0}});
    CHECK(vault::runs_of({{none, 100}}, 10) == Runs{{none, 0}});
    CHECK(vault::runs_of({{none, 1}, {2030, 1}}, 10) == Runs{{none, 0}, {2030, 1}});
    CHECK(vault::runs_of({{none, 1}, {2030, 10}, {2031, 10}}, 10) == Runs{{none, 0}, {2030, 1}, {2031, 2}});
    CHECK(vault::runs_of({{2030, 4}, {2031, 6}, {2032, 25}, {2033, 9}}, 10) ==
          Runs{{none, 0}, {2030, 1}, {2031, 1}, {2032, 2}, {2033, 2}});
    CHECK(vault::runs_of({{2030, 4}, {2031, 5}}, 10) == Runs{{none, 0}, {2030, 1}, {2031, 1}});
}

TEST_CASE("content is laid down by the year in which it falls due") {
    Vault store(small_limits());
    const Years years = file_eight_years(store, 0, 120);
    const std::size_t before = packs_of_year(store, years, 2033);
    store->merge_packs(told(years));
    CHECK(before == 15);
    for (int year = 2030; year < 2037; ++year)
        CHECK(packs_of_year(store, years, year) == 1);
    const auto kept = store.files_in_packs(".keep");
    CHECK(kept.size() >= 7);
    std::set<std::string> words;
    for (const auto& keep : kept)
        words.insert(read(keep));
    CHECK(words.contains("Almirah: content due 2033\n"));
    for (const auto& [path, content] : years)
        CHECK(store.content(content.first).size() == 4000);
    CHECK(clean(store.verify()));
    require_clean(store.path());
}

TEST_CASE("what was laid down is not copied again, by us or by git") {
    Vault store(small_limits());
    Years years = file_eight_years(store, 0, 120);
    store->merge_packs(told(years));
    const auto laid = store.files_in_packs(".keep");
    years.merge(file_eight_years(store, 120, 60));
    store->merge_packs(told(years));
    REQUIRE(git_ran(store.path(), "gc --quiet --prune=now"));
    for (const auto& keep : laid)
        CHECK(fs::exists(keep.substr(0, keep.size() - 5) + ".pack"));
    store.reopen();
    years.merge(file_eight_years(store, 180, 120));
    store->merge_packs(told(years));
    CHECK(store.files_in_packs(".keep").size() > laid.size());
    CHECK(clean(store.verify()));
    require_clean(store.path());
}

TEST_CASE("packs that are laid down do not come up again and again") {
    Vault store(small_limits());
    Years years = file_eight_years(store, 0, 120);
    const vault::ContentYears contents = told(years);
    store->merge_packs(contents);
    const auto packs = store.files_in_packs(".pack");
    for (int i = 0; i < 5; ++i)
        store->merge_packs(contents);
    CHECK(store.files_in_packs(".pack") == packs);
}

TEST_CASE("a pack whose mark was lost is laid down again") {
    Vault store(small_limits());
    const Years years = file_eight_years(store, 0, 120);
    store->merge_packs(told(years));
    for (const auto& keep : store.files_in_packs(".keep"))
        fs::remove(keep);
    store.reopen();
    store->merge_packs(told(years));
    CHECK(packs_of_year(store, years, 2033) == 1);
    CHECK(store.files_in_packs(".keep").size() >= 7);
    CHECK(clean(store.verify()));
    require_clean(store.path());
}

TEST_CASE("destroying one year rewrites one pack, and it stays laid down") {
    Vault store(small_limits());
    Years years = file_eight_years(store, 0, 120);
    store->merge_packs(told(years));
    const std::size_t marks = store.files_in_packs(".keep").size();
    std::set<vault::ObjectId> doomed;
    for (int i = 3; i < 60; i += 8) { // half of what falls due in 2033
        const std::string path = "f" + std::to_string(i);
        doomed.insert(years.at(path).first);
        store.unfile(path);
    }
    store.destroyed.insert(doomed.begin(), doomed.end());
    const auto report = store->purge(doomed);
    CHECK(report.objects_removed == doomed.size());
    CHECK(report.packs_rewritten == 1);
    CHECK(report.bytes_freed > doomed.size() * 3900);
    CHECK(store.files_in_packs(".keep").size() == marks);
    CHECK(clean(store.verify()));
    require_clean(store.path());
}

TEST_CASE("content in parts lies with its parts, and content of two years with the later") {
    vault::Limits limits = small_limits();
    limits.whole_up_to = 20000;
    limits.part = 10000;
    Vault store(limits);
    Years years = file_eight_years(store, 0, 120);
    const auto parts = store.file("large", noise_of(50000, 999));
    REQUIRE(parts.in_parts);
    const vault::ContentYears contents = [&](const vault::TakeContent& take) {
        take(parts.id, 50000, 2031);
        take(years.at("f2").first, 4000, 2036); // another record has it, too
        told(years)(take);
    };
    store->merge_packs(contents);
    std::string words;
    REQUIRE(git_ran(store.path(), "ls-tree " + parts.id.hex(), &words));
    for (const auto& pack : store.files_in_packs(".pack")) {
        const auto ids = ids_in(store, pack);
        if (ids.contains(parts.id.hex())) {
            CHECK(ids.contains(words.substr(words.find("blob ") + 5, 40)));
            CHECK(ids.contains(years.at("f1").first.hex()));
        }
        if (ids.contains(years.at("f2").first.hex())) CHECK(ids.contains(years.at("f6").first.hex()));
    }
    CHECK(store.content(parts.id).size() == 50000);
    CHECK(clean(store.verify()));
    require_clean(store.path());
}

TEST_CASE("packs of one large file are marked, and not copied") {
    vault::Limits limits = small_limits();
    limits.whole_up_to = 20000;
    limits.part = 10000;
    limits.pack = 1 << 20;
    Vault store(limits);
    const auto large = store.file("large", noise_of(3500000, 999));
    const auto before = store.files_in_packs(".pack");
    REQUIRE(before.size() == 4);
    const vault::ContentYears contents = [&](const vault::TakeContent& take) {
        take(large.id, 3500000, 2031);
    };
    for (int i = 0; i < 4; ++i) {
        store->merge_packs(contents);
        CHECK(store.files_in_packs(".keep").size() >= std::size_t(std::min(i + 1, 3)));
    }
    const auto after = store.files_in_packs(".pack");
    CHECK(std::count_if(before.begin(), before.end(), [&](const std::string& pack) {
              return std::find(after.begin(), after.end(), pack) != after.end();
          }) >= 3);
    CHECK(store.content(large.id).size() == 3500000);
    CHECK(clean(store.verify()));
    require_clean(store.path());
}

TEST_CASE("a damaged pack is not laid down, and the rest is") {
    Vault store(small_limits());
    const Years years = file_eight_years(store, 0, 130);
    const std::string pack = store.files_in_packs(".pack").at(0);
    const auto its = ids_in(store, pack);
    std::string bytes = read(pack);
    bytes[bytes.size() - 100] = char(~bytes[bytes.size() - 100]);
    write(pack, bytes);
    store.reopen();
    store->merge_packs(told(years));
    CHECK(fs::exists(pack));
    for (const auto& other : store.files_in_packs(".pack"))
        for (const auto& id : ids_in(store, other))
            CHECK((other == pack || !its.contains(id)));
    CHECK(store.files_in_packs(".keep").size() >= 7);
    CHECK(has_finding(store.verify(), "object-damaged"));
}

TEST_CASE("many small packs become few, and a reader beside it never notices") {
    Vault store;
    store.file("first", "first");
    auto reader = vault::Repository::open(store.path());
    for (int i = 0; i < 200; ++i) {
        const auto stored = store.file("f" + std::to_string(i % 10), std::to_string(i));
        store->merge_packs(no_years);
        REQUIRE(store.content(stored.id) == std::to_string(i));
        if (i % 17 == 0) reader.refresh();
        REQUIRE(reader.read("first.json"));
    }
    CHECK(store.files_in_packs(".pack").size() <= 26);
    CHECK(store.files_in_packs(".pack").size() == store.files_in_packs(".idx").size());
    CHECK(clean(store.verify()));
    require_clean(store.path());
    std::string words;
    REQUIRE(git_ran(store.path(), "rev-list --count register", &words));
    CHECK(words == "201\n");
}

TEST_CASE("a reader in another thread reads on while packs are merged under it") {
    Vault store;
    for (int i = 0; i < 20; ++i)
        store.file("f" + std::to_string(i), std::to_string(i));
    std::atomic<bool> done = false;
    std::string fault;
    std::thread reading([&] {
        try {
            auto reader = vault::Repository::open(store.path());
            while (!done) {
                reader.refresh();
                for (int i = 0; i < 20; ++i)
                    if (!reader.read("f" + std::to_string(i) + ".json")) fault = "absent";
            }
        } catch (const Error& error) {
            fault = error.what();
        }
    });
    for (int i = 0; i < 150; ++i) {
        store.file("g", std::to_string(i));
        store->merge_packs(no_years);
    }
    done = true;
    reading.join();
    CHECK(fault == "");
}

TEST_CASE("a damaged pack is left out of a merge, and the rest is merged") {
    Vault store;
    store.file("bad", noise_of(3000));
    const std::string pack = store.files_in_packs(".pack").at(0);
    std::string bytes = read(pack);
    bytes[100] = char(~bytes[100]);
    write(pack, bytes);
    store.reopen();
    for (int i = 0; i < 40; ++i) {
        store.file("f" + std::to_string(i), std::to_string(i));
        store->merge_packs(no_years);
    }
    CHECK(fs::exists(pack));
    CHECK(store.files_in_packs(".pack").size() < 30);
    CHECK(has_finding(store.verify(), "object-damaged"));
}
