// Half a gigabyte is filed, so that content is laid down by the year in which it falls due.
#include "contract/room.hpp"

#include <cstring>
#include <filesystem>
#include <fstream>
#include <set>

using namespace almirah;
using namespace almirah::test;

namespace {

/// 60 MiB that no compressor makes smaller.
std::string large_scan(std::uint64_t seed) {
    std::string noise(60 << 20, '\0');
    for (std::size_t at = 0; at < noise.size(); at += sizeof seed) {
        seed ^= seed << 13, seed ^= seed >> 7, seed ^= seed << 17;
        std::memcpy(noise.data() + at, &seed, sizeof seed);
    }
    return noise;
}

/// What the packs say of themselves that were laid down.
std::multiset<std::string> marks(const Room& room) {
    std::multiset<std::string> words;
    for (const auto& file : std::filesystem::directory_iterator(room.directory() + "/objects/pack"))
        if (file.path().extension() == ".keep") {
            std::ifstream in(file.path());
            std::string line;
            std::getline(in, line);
            words.insert(line);
        }
    return words;
}

} // namespace

TEST_CASE("content that is destroyed together lies together, whatever was filed between") {
    Room room;
    std::vector<std::string> kept;
    for (std::uint64_t n = 1; n <= 3; ++n) {
        room.closed("C-1", "2019-03-01", "Goes", {bytes("scan.bin", large_scan(n))});
        kept.push_back(room.closed("C-1", "2026-01-05", "Not yet", {bytes("scan.bin", large_scan(n + 10))}));
        kept.push_back(room.closed("A", "2019-03-01", "Stays", {bytes("scan.bin", large_scan(n + 20))}));
    }
    CHECK(marks(room).empty());
    room.closed("A", "2019-03-01", "Comes after what was laid down", {bytes("note.txt", "small")});
    const std::multiset<std::string> laid{"Almirah: content due 2020", "Almirah: content due 2027",
                                          "Almirah: content due without a year"};
    CHECK(marks(room) == laid);
    const auto done = room.destroy("C-1");
    CHECK(done.items.size() == 3);
    CHECK(done.packs_rewritten == 1);
    CHECK(marks(room).size() == 2); // nothing is left of the third
    for (std::uint64_t n = 1; n <= 3; ++n) {
        CHECK((room.read(kept[2 * n - 2]) == large_scan(n + 10)));
        CHECK((room.read(kept[2 * n - 1]) == large_scan(n + 20)));
    }
    CHECK(findings(room.verify()) == "");
    CHECK(git(room.directory(), "fsck --strict --full --no-dangling --no-progress").out == "");
}
