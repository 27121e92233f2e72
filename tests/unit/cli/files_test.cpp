#include "almirah/limits.hpp"
#include "cli/csv.hpp"
#include "cli/extract.hpp"
#include "cli/sources.hpp"
#include "cli/text_file.hpp"

#include "support/catch.hpp"
#include "support/folder.hpp"

#include <sys/resource.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

using namespace almirah;
using namespace almirah::cli;

namespace {

void write(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

std::string read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// A session with its streams in memory.
struct Terminal {
    std::istringstream in;
    std::ostringstream out, err;
    Streams streams{in, out, err};
    Host host;
    Session session{streams, host};
};

Read gives(const std::string& bytes) {
    return [bytes](const std::string&, const Sink& sink) { sink(bytes.data(), bytes.size()); };
}

template <class Act>
Code code_of(Act act) {
    try {
        act();
    } catch (const Error& error) {
        return error.code();
    }
    return Code{};
}

} // namespace

TEST_CASE("a text file that is far too large is refused unread") {
    test::Folder folder;
    write(folder / "text", "abc");
    CHECK(read_text(folder / "text") == "abc");
    std::filesystem::resize_file(folder / "text", (longest_text_mib << 20) + 1);
    const auto peak_kib = [] {
        ::rusage usage{};
        ::getrusage(RUSAGE_SELF, &usage);
        return usage.ru_maxrss;
    };
    const auto before = peak_kib();
    CHECK(code_of([&] { (void)read_text(folder / "text"); }) == Code::invalid_argument);
    CHECK(peak_kib() - before < 64 * 1024);
}

TEST_CASE("content is written below the folder, byte for byte") {
    test::Folder folder;
    Terminal terminal;
    const std::string bytes("a\0b\r\n", 5);
    extract(terminal.session, {"annex/map.svg", "scan.pdf"}, {folder / "out", false}, gives(bytes));
    CHECK(read(folder / "out/annex/map.svg") == bytes);
    CHECK(read(folder / "out/scan.pdf") == bytes);
}

TEST_CASE("content on standard output is byte for byte too") {
    Terminal terminal;
    const std::string bytes("a\0b\r\n", 5);
    extract(terminal.session, {"scan.pdf"}, {}, gives(bytes));
    CHECK(terminal.out.str() == bytes);
    CHECK(code_of([&] {
              extract(terminal.session, {"a", "b"}, {}, gives(bytes));
          }) == Code::invalid_argument);
}

TEST_CASE("an existing file is left as it is, and nothing else is written") {
    test::Folder folder;
    Terminal terminal;
    write(folder / "b", "mine");
    CHECK(code_of([&] {
              extract(terminal.session, {"a", "b"}, {folder.path(), false}, gives("new"));
          }) == Code::already_exists);
    CHECK(read(folder / "b") == "mine");
    CHECK_FALSE(std::filesystem::exists(folder / "a"));
    extract(terminal.session, {"a", "b"}, {folder.path(), true}, gives("new"));
    CHECK(read(folder / "b") == "new");
}

TEST_CASE("no name leads out of the folder") {
    test::Folder folder;
    Terminal terminal;
    for (const char* name : {"../up", "a/../../up", "/etc/up", "", "a//b/..", "."})
        CHECK(code_of([&] {
                  extract(terminal.session, {name}, {folder / "out", false}, gives("x"));
              }) == Code::invalid_argument);
    CHECK_FALSE(std::filesystem::exists(folder / "up"));
}

TEST_CASE("no link leads out of the folder") {
    test::Folder folder;
    Terminal terminal;
    std::filesystem::create_directories(folder / "elsewhere");
    std::filesystem::create_directories(folder / "out");
    std::filesystem::create_directory_symlink(folder / "elsewhere", folder / "out/annex");
    CHECK(code_of([&] {
              extract(terminal.session, {"annex/map.svg"}, {folder / "out", false}, gives("x"));
          }) == Code::invalid_argument);
    CHECK(std::filesystem::is_empty(folder / "elsewhere"));
}

TEST_CASE("content that is found damaged at its end leaves no file behind") {
    test::Folder folder;
    Terminal terminal;
    const Read damaged = [](const std::string&, const Sink& sink) {
        sink("half", 4);
        throw Error(Code::corrupt, "damaged");
    };
    CHECK(code_of([&] {
              extract(terminal.session, {"a"}, {folder.path(), false}, damaged);
          }) == Code::corrupt);
    CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("a folder's files go in under their relative names") {
    test::Folder folder;
    Terminal terminal;
    std::filesystem::create_directories(folder / "case/annex");
    write(folder / "case/annex/map.svg", "m");
    write(folder / "case/order.txt", "o");
    std::filesystem::create_directory_symlink(folder / "case", folder / "case/annex/loop");
    const auto sources = sources_from({folder / "case"}, terminal.session);
    REQUIRE(sources.size() == 2);
    CHECK(sources[0].name == "annex/map.svg");
    CHECK(sources[1].name == "order.txt");
    CHECK(terminal.err.str().find("loop") != std::string::npos);
}

TEST_CASE("files that cannot be filed are told") {
    test::Folder folder;
    Terminal terminal;
    std::filesystem::create_directories(folder / "a");
    std::filesystem::create_directories(folder / "b");
    write(folder / "a/scan.pdf", "1");
    write(folder / "b/scan.pdf", "2");
    CHECK(code_of([&] { sources_from({folder / "none"}, terminal.session); }) == Code::not_found);
    CHECK(code_of([&] {
              sources_from({folder / "a/scan.pdf", folder / "b/scan.pdf"}, terminal.session);
          }) == Code::invalid_argument);
}

TEST_CASE("CSV of places and desks") {
    test::Folder folder;
    const std::string path = folder / "places.csv";
    write(path, "\xEF\xBB\xBF"
                "code,title,title_hi\r\nR1,\"Room, \"\"one\"\"\",कक्ष\r\n\r\nR2,\"two\nlines\",\r\nR3,x,\r\n");
    const CsvFile good = read_csv(path, {"code"}, {"title"});
    REQUIRE(good.problems.empty());
    REQUIRE(good.lines.size() == 3);
    CHECK(good.lines[0]["title"] == "Room, \"one\"");
    CHECK(good.lines[0]["title_hi"] == "कक्ष");
    CHECK(good.lines[1]["title"] == "two\nlines");
    CHECK(good.lines[2].number == 6);
}

TEST_CASE("what is wrong in a CSV is told with its line") {
    test::Folder folder;
    const std::string path = folder / "places.csv";
    write(path, "code,tilte\nR1,a,b\n");
    const CsvFile wrong = read_csv(path, {"code"}, {"title"});
    REQUIRE(wrong.problems.size() == 2);
    CHECK(to_string(wrong.problems[0]).find("the nearest is 'title'") != std::string::npos);
    CHECK(wrong.problems[1].line == 2);
    write(path, "code\n\"R1\n");
    const CsvFile broken = read_csv(path, {"code"}, {});
    REQUIRE(broken.problems.size() == 1);
    CHECK(broken.problems[0].line == 2);
    write(path, "");
    CHECK(read_csv(path, {"code"}, {}).problems.size() == 1);
    CHECK(code_of([&] { read_csv(folder / "none.csv", {"code"}, {}); }) == Code::not_found);
    CHECK(code_of([&] { read_csv(folder.path(), {"code"}, {}); }) == Code::invalid_argument);
}
