#include "cli/output/plain.hpp"
#include "cli/output/table.hpp"

#include "support/catch.hpp"

#include <sstream>

using namespace almirah::cli;

namespace {

std::string printed(const Table& table, int columns = 0) {
    std::ostringstream out;
    table.print(out, {.color = false, .columns = columns});
    return out.str();
}

} // namespace

TEST_CASE("signs above and below take no column") {
    CHECK(columns_of("file") == 4);
    CHECK(columns_of("क") == 1);
    CHECK(columns_of("क्") == 1);       // virama
    CHECK(columns_of("हिंदी") == 4);    // ha, i (spacing), anusvara (none), da, ii (spacing)
    CHECK(columns_of("e\u0301") == 1); // combining acute
    CHECK(columns_of("漢字") == 4);
    CHECK(columns_of("") == 0);
}

TEST_CASE("tables line up in Devanagari") {
    Table table({"title", ">n"});
    table.add({"हिंदी", "1"});
    table.add({"land", "22"});
    CHECK(printed(table) == "title   n\nहिंदी    1\nland   22\n");
}

TEST_CASE("a narrow terminal shortens only the column that may be shortened") {
    Table table({"id", "~title"});
    table.add({"LR/2026/000001", "a very long title of a mutation case"});
    CHECK(printed(table, 36) == "id              title\nLR/2026/000001  a very long title o…\n");
    CHECK(printed(table).find("mutation case") != std::string::npos);
}

TEST_CASE("a row's empty last cells leave no blanks at the end of its line") {
    Table table({"id", "place"});
    table.add({"LR", ""});
    CHECK(printed(table) == "id  place\nLR\n");
}

// A title with an escape sequence would otherwise recolour, retitle or clear the terminal of whoever lists
// it.
TEST_CASE("what is printed steers no terminal") {
    CHECK(plain("a\x1b[31mb") == "a\\u001b[31mb");
    CHECK(plain("a\nb\tc") == "a b c");
    CHECK(plain("a\u202Eb") == "a\\u202eb"); // right-to-left override
    CHECK(plain("a\u009Bb") == "a\\u009bb"); // CSI of Latin 1
    CHECK(plain("ज़मीन") == "ज़मीन");
}

TEST_CASE("broken UTF-8 is shown as such") {
    CHECK(plain("a\xFFz") == "a\uFFFDz");
    CHECK(plain("\xE0\xA4") == "\uFFFD\uFFFD");
    CHECK(plain("\xC0\xAF") == "\uFFFD\uFFFD");           // overlong
    CHECK(plain("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD"); // surrogate
}
