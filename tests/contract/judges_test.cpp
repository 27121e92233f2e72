// The store outlives the software (P11): stock git, tar, jq and sha256sum read and prove everything.
#include "contract/room.hpp"

#include <fstream>

using namespace almirah;
using namespace almirah::test;

namespace {

/// Over the size from which content is kept in parts, and not the same in any two of them.
std::string write_big(const Room& room) {
    const std::string path = room.put("big.bin", "");
    std::ofstream out(path, std::ios::binary);
    std::string block(1 << 20, '\0');
    for (int i = 0; i < 66; ++i) {
        for (std::size_t at = 0; at < block.size(); at += 512)
            block[at] = char(at / 512 + std::size_t(i));
        out << block;
    }
    out << "the end";
    return path;
}

std::string sha256sum(const std::string& command) {
    return run(command + " | sha256sum").out.substr(0, 64);
}

} // namespace

TEST_CASE("git archive gives a person the real files") {
    Room room;
    const auto id = room.closed("LR", "2020-01-01", "T",
                                {bytes("order.txt", "ordered"), bytes("annex/नक्शा.svg", "<svg/>")});
    const auto out = room.folder() / "out";
    const auto unpacked = run("mkdir " + quoted(out) + " && git -C " + quoted(room.directory()) +
                              " archive vault records/LR/2026/00/00/01 | tar -x -C " + quoted(out));
    INFO(unpacked.out);
    REQUIRE(unpacked.status == 0);
    CHECK(run("cat " + quoted(out + "/records/LR/2026/00/00/01/1/order.txt")).out == "ordered");
    CHECK(run("cat " + quoted(out + "/records/LR/2026/00/00/01/1/annex/नक्शा.svg")).out == "<svg/>");
}

TEST_CASE("a clone has everything, and jq and sha256sum prove it") {
    if (!installed("jq")) {
        WARN("skipped: jq is not installed");
        return;
    }
    Room room;
    for (int i = 0; i < 5; ++i)
        room.closed("LR", "2020-01-01", "T",
                    {bytes("a.txt", "text " + std::to_string(i)), bytes("b.txt", std::to_string(i))});
    REQUIRE(git(room.folder().path(), "clone -q --no-local office.almirah clone").status == 0);
    const auto proved = run("cd " + quoted(room.folder() / "clone") + R"sh( && n=0
        for file in $(git ls-files 'records/*.json'); do
            jq -r '.versions[].files[] | "\(.sha256) \(.blob)"' "$file" >../sums
            while read -r sum blob; do
                [ "$(git cat-file blob $blob | sha256sum | cut -c1-64)" = $sum ] || exit 1
                n=$((n + 1))
            done <../sums
        done
        git fsck --strict --full || exit 1
        echo $n proved)sh");
    INFO(proved.out);
    CHECK(proved.status == 0);
    CHECK(proved.out.find("10 proved") != std::string::npos);
}

TEST_CASE("a file in parts is filed, read, proved by stock tools, and destroyed") {
    Room room;
    const auto path = write_big(room);
    const auto id = room.closed("C-1", "2020-01-01", "A film", {{.name = "film.bin", .path = path}});
    const ContentFile file = room.store().records().get(id).versions[0].files[0];
    CHECK(file.size_bytes == 66 * 1048576 + 7);
    const std::string sum = sha256sum("cat " + quoted(path));
    CHECK(file.sha256 == sum);
    const std::string repository = "git -C " + quoted(room.directory());
    CHECK(sha256sum(repository + " archive vault records/LR 2>/dev/null") != sum);
    CHECK(sha256sum(repository + " archive vault records/C-1/2026/00/00/01/1/film.bin.parts | tar -xO") ==
          sum);
    std::uint64_t size = 0;
    room.store().records().read(id, "", [&](const char*, std::size_t bytes) { size += bytes; });
    CHECK(size == file.size_bytes);
    CHECK(findings(room.verify()) == "");
    const auto parts = run(repository + " ls-tree " + file.blob + " | cut -c13-52").out;
    CHECK(parts.size() == 5 * 41);
    room.destroy("C-1");
    CHECK(findings(room.verify()) == "");
    for (std::size_t at = 0; at < parts.size(); at += 41)
        CHECK(git(room.directory(), "cat-file -e " + parts.substr(at, 40)).status != 0);
    CHECK(git(room.directory(), "cat-file -e " + file.blob).status != 0);
    CHECK(git(room.directory(), "fsck --strict --full").status == 0);
    CHECK(run("du -sk " + quoted(room.directory()) + " | cut -f1").out.size() < 5); // under 10 MB
}
