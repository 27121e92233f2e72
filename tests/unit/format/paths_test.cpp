#include "almirah/error.hpp"
#include "base/fold.hpp"
#include "format/paths.hpp"
#include "support/catch.hpp"

#include <set>
#include <vector>

using namespace almirah;
using namespace almirah::format;

namespace {

std::string in_vault(const std::string& name) {
    const std::string path = record_content_path("LR/2024/000123", 1, name);
    const std::string folder = "records/LR/2024/00/01/23/1/";
    REQUIRE(path.starts_with(folder));
    return path.substr(folder.size());
}

} // namespace

TEST_CASE("the register has one path for each thing") {
    CHECK(person_path("asha") == "people/asha.json");
    CHECK(role_path("clerk") == "roles/clerk.json");
    CHECK(route_path("two-eyes") == "routes/two-eyes.json");
    CHECK(desk_path("D07") == "desks/D07.json");
    CHECK(place_path("R1/A02/S3") == "places/R1/A02/S3.json");
    CHECK(series_path("LR-MUT") == "series/LR-MUT.json");
    CHECK(schedule_path("GEN", 12) == "schedules/GEN/12.json");
    CHECK(document_path("QP-07") == "documents/QP-07.json");
}

TEST_CASE("ids fan out by hundreds, odd numbers of digits too") {
    CHECK(record_path("LR/2024/000123") == "records/LR/2024/00/01/23.json");
    CHECK(record_path("LR/2024/1234567") == "records/LR/2024/01/23/45/67.json");
    CHECK(record_path("LR/2024/12345678") == "records/LR/2024/12/34/56/78.json");
    CHECK(record_folder("LR/2024/000123") == "records/LR/2024/00/01/23");
    CHECK(hold_path("H-2026-0001") == "holds/2026/00/01.json");
    CHECK(disposal_path("D-2026-12345") == "disposals/2026/01/23/45.json");
    CHECK(approval_path("A-2026-0012") == "approvals/2026/00/12.json");
    CHECK(document_content_path("QP-07", 3, "a/b.odt") == "documents/QP-07/3/a/b.odt");
}

TEST_CASE("what is not an id is no path") {
    for (const char* bad : {"", "LR/2024/1", "../../etc/passwd", "LR/2024/000123/../..", "H-2026-0001"})
        CHECK_THROWS_AS(record_path(bad), Error);
    CHECK_THROWS_AS(hold_path("D-2026-0001"), Error);
    CHECK_THROWS_AS(disposal_path("H-2026-0001"), Error);
    CHECK_THROWS_AS(approval_path("../x"), Error);
}

TEST_CASE("the kind of a thing is its first folder") {
    CHECK(kind_of("records/LR/2024/00/01/23.json") == "records");
    CHECK(kind_of("people/asha.json") == "people");
    CHECK(kind_of("office.json") == "office");
    CHECK(kind_of("README") == "README");
}

TEST_CASE("ordinary names stay as they are") {
    for (const char* name : {"scan.pdf", "annex/map.svg", "नामांतरण वाद.pdf", "a b", "..x", "x..", "-rf",
                             "git", ".gi", "gi.txt", "CON", "a:b", "*?<>|", "a.parts.txt", "~", "git1"})
        CHECK(in_vault(name) == name);
}

TEST_CASE("names that git treats specially are escaped") {
    CHECK(in_vault(".git") == "%2Egit");
    CHECK(in_vault(".GIT/config") == "%2EGIT/config");
    CHECK(in_vault("a/.gitmodules") == "a/%2Egitmodules");
    CHECK(in_vault(".gitattributes") == "%2Egitattributes");
    CHECK(in_vault("git~1") == "%67it~1");
    CHECK(in_vault("GI7EBA~1") == "%47I7EBA~1");
    CHECK(in_vault("100%.txt") == "100%25.txt");
    CHECK(in_vault("a\\..\\b") == "a%5C..%5Cb");
}

// HFS+ ignores some code points in names, so that git sees ".git" in ".g<U+200C>it". Escaping only the first
// byte of a name that begins with one left a name that is not UTF-8.
TEST_CASE("names that hide .git behind code points that are ignored are escaped") {
    CHECK(in_vault(".g\u200cit") == "%2Eg\u200cit");
    CHECK(in_vault(".gi\u200dT\ufeff") == "%2Egi\u200dT\ufeff");
    CHECK(in_vault("\u200c.git") == "%E2%80%8C.git");
    CHECK(in_vault("\u2064.git") == "\u2064.git"); // one that git does not look through
    CHECK(base::is_utf8(in_vault("\ufeff.git\u202e")));
}

// A file of 64 MiB stands as a folder NAME.parts; one that is called so already would be taken for it.
TEST_CASE("no name of a file can be taken for a folder of parts") {
    CHECK(in_vault("scan.parts") == "scan%2Eparts");
    CHECK(in_vault("scan.parts/000000") == "scan%2Eparts/000000");
    CHECK(in_vault(".parts") == "%2Eparts");
    CHECK(in_vault(".git.parts") == "%2Egit%2Eparts");
    CHECK(in_vault("parts") == "parts");
}

TEST_CASE("two names never meet in one path") {
    const std::vector<std::string> names{
        "%",     "%25",     "a\\b",    "a%5Cb",     ".git",    "%2Egit", "%2egit",     "%252Egit",
        "git~1", "%67it~1", "x.parts", "x%2Eparts", "x/parts", "a/b",    "\u200c.git", "%E2%80%8C.git"};
    std::set<std::string> paths;
    for (const auto& name : names)
        CHECK(paths.insert(in_vault(name)).second);
}

TEST_CASE("names that cannot be kept say why") {
    for (const char* good : {"a", "a/b/c", "...", "नाम", "a b", ".git", "\\", "%"})
        CHECK(fault_of_name(good).empty());
    for (const char* bad : {"", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "a/."})
        CHECK_FALSE(fault_of_name(bad).empty());
    CHECK_FALSE(fault_of_name(std::string("a\0b", 3)).empty());
    CHECK_FALSE(fault_of_name("\xff").empty());
    CHECK_FALSE(fault_of_name("\xc0\xaf").empty()); // '/' in an overlong form
    CHECK_FALSE(fault_of_name("\xed\xa0\x80").empty());
    CHECK(fault_of_name(std::string(249, 'a')).empty());
    CHECK_FALSE(fault_of_name(std::string(250, 'a')).empty());
    CHECK_FALSE(fault_of_name(std::string(84, '%')).empty()); // 252 bytes when escaped
    CHECK(fault_of_name(std::string(200, 'a') + "/" + std::string(200, 'b')).empty());
}
