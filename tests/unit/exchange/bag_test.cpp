#include "exchange/bag_text.hpp"
#include "exchange/premis.hpp"
#include "exchange/transfer_papers.hpp"
#include "support/catch.hpp"

using namespace almirah;
using namespace almirah::exchange;

namespace {

const std::string digest(64, 'a');

std::string codes(const Findings& findings) {
    std::string all;
    for (const auto& finding : findings)
        all += (all.empty() ? "" : " ") + finding.code;
    return all;
}

std::string declared(const std::string& bytes) {
    Findings findings;
    const std::string version = read_declaration(bytes, findings);
    return version + (findings.empty() ? "" : " " + codes(findings));
}

std::vector<ManifestLine> lines(const std::string& bytes, std::string& found, bool strict = true) {
    Findings findings;
    auto read = read_bag_manifest(bytes, "m.txt", 64, strict, findings);
    found = codes(findings);
    return read;
}

} // namespace

TEST_CASE("a declaration is two lines, without a byte order mark") {
    CHECK(declared(bag_declaration()) == "1.0");
    CHECK(declared("BagIt-Version: 0.97\r\nTag-File-Character-Encoding: utf-8\r\n") == "0.97");
    CHECK(declared("BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n") == " bag-version");
    CHECK(declared("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-16\n") == "1.0 bag-encoding");
    CHECK(declared("\xEF\xBB\xBF" + bag_declaration()) == "1.0 bag-declaration");
    CHECK(declared("") == " bag-declaration");
    CHECK(declared("BagIt-Version: 1.0\n") == " bag-declaration");
    CHECK(declared(bag_declaration() + "More: 1\n") == " bag-declaration");
}

TEST_CASE("CR, LF and percent in a path are encoded, and come back") {
    for (const std::string path : {"data/plain.txt", "data/50%.txt", "data/a\nb", "data/a\r\nb", "data/%0A",
                                   "data/दो शब्द.txt", "data/two  blanks", "data/a\\back"}) {
        const std::string line = manifest_line(digest, path);
        CHECK(line.find('\n') == line.size() - 1);
        std::string found;
        const auto read = lines(line, found);
        INFO(line << found);
        REQUIRE(read.size() == 1);
        CHECK(read[0].path == path);
        CHECK(read[0].digest == digest);
    }
    CHECK(manifest_line(digest, "data/a\r\nb%") == digest + "  data/a%0D%0Ab%25\n");
}

TEST_CASE("lines are read as other programs write them") {
    std::string found;
    const auto read = lines(std::string(64, 'A') + " *data/a\r\n\n" + digest + "\t./data/b", found);
    REQUIRE(read.size() == 2);
    CHECK(read[0].digest == digest);
    CHECK(read[0].path == "data/a");
    CHECK(read[1].path == "data/b");
    CHECK(found.empty());
    CHECK(lines(digest + "  data/a%25b", found, false).at(0).path == "data/a%25b"); // 0.97 has no %25
    CHECK(lines("abc  data/a\n" + digest + "\n" + digest + "data/a\n", found).empty());
    CHECK(found == "bag-manifest-line bag-manifest-line bag-manifest-line");
}

TEST_CASE("names that lead out of the bag, or mean something else elsewhere, are refused") {
    for (const std::string path :
         {"", "/etc/passwd", "data/../../etc/passwd", "data/..", "..\\..\\windows", "data\\..\\x",
          "\\\\host\\x", "C:/x", "data/c:x", "~root/x", "data//x", "data/./x", "data/CON", "data/nul.txt",
          "data/aux .txt", "data/Com1", "data/lpt9.pdf", "data/\xff"}) {
        INFO(path);
        CHECK_FALSE(fault_of_bag_path(path).empty());
    }
    CHECK_FALSE(fault_of_bag_path(std::string("data/a\0b", 8)).empty());
    CHECK_FALSE(fault_of_bag_path("data/" + std::string(256, 'x')).empty());
    for (const std::string path : {"data/a", "data/..a", "data/a..", "data/console", "data/com", "data/a~1",
                                   "data/नक्शा.svg", "data/com10"}) {
        INFO(path);
        CHECK(fault_of_bag_path(path).empty());
    }
    std::string found;
    CHECK(lines(digest + "  data/../x\n", found).empty());
    CHECK(found == "bag-name");
}

TEST_CASE("our names are made fit for every file system") {
    for (const std::string name :
         {"CON", "nul.txt", "a:b", "a\\b", "what?", "end.", "end ", "~x", "a\nb", "aux "}) {
        const std::string safe = portable_name(name);
        INFO(safe);
        CHECK(safe != name);
        CHECK(fault_of_bag_path(safe).empty());
        CHECK(portable_name(safe) == safe);
    }
    CHECK(portable_name("नक्शा 50%.svg") == "नक्शा 50%.svg");
}

TEST_CASE("labels fold over lines; what is no label is told") {
    Findings findings;
    const auto info =
        read_bag_info("Source-Organization: Office\n  of Basar\r\nX:\nPayload-Oxum: 3.1\n", true, findings);
    REQUIRE(info.size() == 3);
    CHECK(info[0].second == "Office of Basar");
    CHECK(info[1].second.empty());
    CHECK(parse_oxum(info[2].second) == Oxum{3, 1});
    CHECK(findings.empty());
    (void)read_bag_info("no label\n", true, findings);
    CHECK(codes(findings) == "bag-info");
    CHECK(findings[0].severity == Severity::error);
    (void)read_bag_info("no label\n", false, findings);
    CHECK(findings[1].severity == Severity::warning);
    for (const char* text : {"", "3", "3.", ".1", "-3.1", "3.1 ", "3.1.1", "99999999999999999999.1"})
        CHECK_FALSE(parse_oxum(text));
    CHECK(bag_info({{"A", "one\ntwo"}, {"B", ""}}) == "A: one two\n");
}

TEST_CASE("a hostile manifest makes no more than a thousand findings") {
    std::string bytes;
    for (int i = 0; i < 5000; ++i)
        bytes += "x\n";
    Findings findings;
    (void)read_bag_manifest(bytes, "m.txt", 64, true, findings);
    CHECK(findings.size() == 1000);
}

TEST_CASE("rows of the bag's files come back; others are problems") {
    const BagRow row{"data/LR/2024/000001/1/a, \"b\".txt", "LR/2024/000001", 2, "a, \"b\".txt", 7, digest};
    std::vector<Problem> problems;
    const auto read = read_bag_rows("f.csv", bag_row_heads() + bag_row(row), problems);
    CHECK(problems.empty());
    REQUIRE(read.size() == 1);
    CHECK(read[0].path == row.path);
    CHECK(read[0].version == 2);
    CHECK(read[0].name == row.name);
    CHECK(read[0].size_bytes == 7);
    CHECK(read_bag_rows("f.csv", "path,name\n", problems).empty());
    CHECK(read_bag_rows("f.csv", bag_row_heads() + "p,r,-1,n,1,s\np,r,x,n,1,s\n", problems).empty());
    CHECK(problems.size() == 3);
}

TEST_CASE("XML holds any text") {
    CHECK(xml_text("a < b & \"c\" > d") == "a &lt; b &amp; \"c\" &gt; d");
    CHECK(xml_text(std::string("\x01\xff", 2)) == "\uFFFD\uFFFD");
    CHECK(xml_text("नामांतरण") == "नामांतरण");
}
