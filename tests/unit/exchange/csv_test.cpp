#include "exchange/columns.hpp"
#include "exchange/csv.hpp"
#include "support/catch.hpp"

#include <random>

using namespace almirah;
using namespace almirah::exchange;

namespace {

using Cells = std::vector<std::string>;

std::string first_problem(const Csv& csv) {
    return csv.problems.empty() ? "" : to_string(csv.problems[0]);
}

} // namespace

TEST_CASE("CSV comes with a BOM, CRLF, quotes and cells over several lines") {
    const Csv csv = parse_csv(
        "a.csv",
        "\xEF\xBB\xBF code ,title \r\n\"A\",\"one, \"\"two\"\"\r\nthree\"\r\nB,plain \"quote\" inside\r\n");
    CHECK(csv.problems.empty());
    CHECK(csv.heads == Cells{"code", "title"});
    REQUIRE(csv.rows.size() == 2);
    CHECK(csv.rows[0].cells == Cells{"A", "one, \"two\"\r\nthree"});
    CHECK(csv.rows[0].line == 2);
    CHECK(csv.rows[1].line == 4);
    CHECK(csv.rows[1].cells[1] == "plain \"quote\" inside");
}

TEST_CASE("rows end with LF, CRLF, CR or the file") {
    for (const char* bytes :
         {"a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4", "a,b\n1,2\n\n,,,\n3,4"}) {
        const Csv csv = parse_csv("a.csv", bytes);
        CHECK(csv.problems.empty());
        REQUIRE(csv.rows.size() == 2);
        CHECK(csv.rows[1].cells == Cells{"3", "4"});
    }
    CHECK(parse_csv("a.csv", "a,b\n1,2\n\n,,,\n3,4").rows[1].line == 5);
}

TEST_CASE("a broken quote is named where it opens") {
    const Csv csv = parse_csv("a.csv", "a,b\n1,2\n3,\"four\n5,6\n");
    CHECK(first_problem(csv).find("a.csv:3: ") == 0);
    CHECK(first_problem(csv).find("never closed") != std::string::npos);
    CHECK(csv.rows.size() == 1);
    CHECK(first_problem(parse_csv("a.csv", "a,b\n\"x\"y,2\n")).find("a.csv:2: ") == 0);
    CHECK(parse_csv("a.csv", "a,b\n\"x\" ,2\n").problems.empty());
}

TEST_CASE("every bad row is named, and only the good ones are rows") {
    const Csv csv = parse_csv("a.csv", "a,b\n1\n1,2,3\n1,2,,\nx,caf\xE9\nok,ok\n");
    REQUIRE(csv.problems.size() == 3);
    CHECK(to_string(csv.problems[0]) == "a.csv:2: the row has 1 cells; expected 2 as in the headings");
    CHECK(csv.problems[1].line == 3);
    CHECK(csv.problems[2].line == 5);
    CHECK(csv.problems[2].column == "b");
    CHECK(csv.problems[2].value == "caf\uFFFD");
    CHECK(csv.rows.size() == 2);
}

TEST_CASE("what is no CSV says what it is") {
    CHECK(first_problem(parse_csv("a.csv", "")).find("empty") != std::string::npos);
    CHECK(first_problem(parse_csv("a.csv", " \n\n")).find("empty") != std::string::npos);
    CHECK(first_problem(parse_csv("a.csv", std::string("\xFF\xFE"
                                                       "a\0",
                                                       4)))
              .find("UTF-16") != std::string::npos);
    CHECK(first_problem(parse_csv("a.csv", "PK\x03\x04")).find("spreadsheet") != std::string::npos);
    CHECK(first_problem(parse_csv("a.csv", std::string("a\0b", 3))).find("NUL") != std::string::npos);
    CHECK(first_problem(parse_csv("a.csv", "a;b\n1;2\n")).find("expected ','") != std::string::npos);
    CHECK(first_problem(parse_csv("a.csv", "a,a\n1,2\n")).find("twice") != std::string::npos);
    CHECK(first_problem(parse_csv("a.csv", "a,,b\n1,2,3\n")).find("column 2 has no heading") !=
          std::string::npos);
    CHECK(parse_csv("a.csv", "a,b,,\n1,2,,\n").heads.size() == 2);
}

TEST_CASE("a cell that is written is read back") {
    std::mt19937 random(5);
    const char alphabet[] = {'a', ',', '"', '\n', '\r', ' ', ';'};
    for (int i = 0; i < 3000; ++i) {
        std::string cell = "x";
        for (int n = 0; n < 6; ++n)
            cell += alphabet[random() % sizeof alphabet];
        const Csv csv = parse_csv("a.csv", "h,i\n" + csv_cell(cell) + ",1\n");
        REQUIRE(csv.problems.empty());
        REQUIRE(csv.rows.size() == 1);
        REQUIRE(csv.rows[0].cells[0] == cell);
    }
}

TEST_CASE("no bytes at all make the reader stumble") {
    std::mt19937 random(6);
    const char alphabet[] = {'a', ',', '"', '\n', '\r', ' ', '\xE0', '\xA4', '\0', ';', '\xFF'};
    for (int i = 0; i < 20000; ++i) {
        std::string bytes;
        for (unsigned n = random() % 24; n > 0; --n)
            bytes += alphabet[random() % sizeof alphabet];
        const Csv csv = parse_csv("a.csv", bytes);
        for (const CsvRow& row : csv.rows)
            REQUIRE(row.cells.size() == csv.heads.size());
        REQUIRE((!csv.heads.empty() || !csv.problems.empty()));
    }
}

TEST_CASE("a misspelt name finds the nearest") {
    const std::vector<std::string> names{"title", "closed", "created", "file_no"};
    CHECK(nearest("titel", names) == "; the nearest is 'title'");
    CHECK(nearest("Closing", names) == "; the nearest is 'closed'");
    CHECK(nearest("fileno", names) == "; the nearest is 'file_no'");
    CHECK(nearest("burn", names).empty()); // near nothing
}

// Files put together carry a byte order mark each; the second became part of the first heading.
TEST_CASE("byte order marks are passed over, however many begin the file") {
    const auto csv = parse_csv("f.csv", "\xEF\xBB\xBF\xEF\xBB\xBF"
                                        "a,b\n1,2\n");
    CHECK(csv.problems.empty());
    CHECK(csv.heads == std::vector<std::string>{"a", "b"});
}
