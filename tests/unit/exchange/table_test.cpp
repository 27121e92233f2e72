// Tables as clerks have them.
#include "almirah/table.hpp"
#include "base/charset.hpp"
#include "exchange/manifest.hpp"
#include "exchange/table.hpp"
#include "support/catch.hpp"

using namespace almirah;
using namespace almirah::exchange;

namespace {

using Cells = std::vector<std::string>;

Csv table_of(std::string_view bytes, const std::string& encoding = "") {
    return read_table("t.csv", bytes, encoding, known_of({{"code", "title"}, {"title_"}}));
}

std::string one_problem(const Csv& csv) {
    REQUIRE(csv.problems.size() == 1);
    return to_string(csv.problems[0]);
}

std::string utf16(std::string_view ascii, bool big) {
    std::string bytes = big ? "\xFE\xFF" : "\xFF\xFE";
    for (const char c : ascii)
        bytes += big ? std::string{'\0', c} : std::string{c, '\0'};
    return bytes;
}

std::string read(const std::string& text, DateOrder order = DateOrder::undeclared) {
    const ReadDate read = read_date(text, order);
    return read.date ? to_string(*read.date) : read.fault;
}

} // namespace

TEST_CASE("the delimiter of a table is found") {
    for (const char* bytes :
         {"code,title\nA,One; two\n", "code;title\nA;\"One; two\"\n", "code\ttitle\nA\tOne; two\n",
          "sep=|\ncode|title\nA|One; two\n", "sep=\t\r\ncode\ttitle\r\nA\tOne; two\r\n"}) {
        const Csv csv = table_of(bytes);
        CAPTURE(bytes);
        CHECK(csv.problems.empty());
        CHECK(csv.heads == Cells{"code", "title"});
        REQUIRE(csv.rows.size() == 1);
        CHECK(csv.rows[0].cells.back().starts_with("One"));
    }
}

TEST_CASE("titles above the headings are passed over, and lines are those of the file") {
    const Csv csv = table_of("Register of files;;\n\nYear 2026;closed;\nTitle;Code;\nOne;A;\n;B\n");
    CHECK(csv.problems.empty());
    CHECK(csv.heads_line == 4);
    REQUIRE(csv.rows.size() == 2);
    CHECK(csv.rows[0].line == 5);
}

TEST_CASE("a table is read in the encoding that it says or that is named") {
    CHECK(table_of(utf16("code,title\nA,One\n", false)).rows.at(0).cells == Cells{"A", "One"});
    CHECK(table_of(utf16("code\ttitle\nA\tOne\n", true)).rows.at(0).cells == Cells{"A", "One"});
    CHECK(table_of("code,title\nA,Caf\xE9 \x80\n", "windows-1252").rows.at(0).cells[1] == "Café €");
    const std::string refused = one_problem(table_of("code,title\nA,One\nB,Caf\xE9\nC,Caf\xE9\n"));
    CHECK(refused.find("line 3 has the byte E9") != std::string::npos);
    CHECK(refused.find("--encoding windows-1252") != std::string::npos);
    CHECK(one_problem(table_of("code,title\n", "klingon")).find("no encoding") != std::string::npos);
    CHECK(one_problem(table_of("code,title\n", "ascii//IGNORE")).find("no encoding") != std::string::npos);
    CHECK(one_problem(table_of("code,title\nA,\x81\n", "windows-1252")).find("byte 14") != std::string::npos);
}

TEST_CASE("a file that is no table is told once") {
    CHECK(one_problem(table_of("%PDF-1.7\n\xE2\xE3\n")).find("PDF") != std::string::npos);
    CHECK(one_problem(table_of("PK\x03\x04")).find("spreadsheet") != std::string::npos);
    CHECK(one_problem(table_of("\xD0\xCF\x11\xE0\xA1")).find("spreadsheet") != std::string::npos);
    std::string other = "Kilometre,Litres,Driver\n";
    for (int i = 0; i < 334; ++i)
        other += "1,2,3\n";
    const auto manifest = read_manifest("m.csv", other);
    REQUIRE(manifest.problems.size() == 1);
    CHECK(manifest.problems[0].message.find("something else") != std::string::npos);
}

TEST_CASE("what nobody sees is dropped at the ends of a cell and named inside a code") {
    const Csv csv = table_of("\u200Bcode,title\u00A0\n\u00A0A\u200B,\uFEFF One\u00A0two \u200D\n");
    CHECK(csv.heads == Cells{"code", "title"});
    CHECK(csv.rows.at(0).cells == Cells{"A", "One\u00A0two"});
    const auto manifest = read_manifest("m.csv", "series,title,file_no\nC\u00A0-1,x,1\nC-1,y,1\u200B2\n");
    REQUIRE(manifest.problems.size() == 2);
    CHECK(manifest.problems[0].message.find("U+00A0 NO-BREAK SPACE") != std::string::npos);
    CHECK(manifest.problems[1].message.find("U+200B ZERO WIDTH SPACE") != std::string::npos);
}

TEST_CASE("a date is read by the order declared, or where only one can be meant") {
    CHECK(read("2020-04-13") == "2020-04-13");
    CHECK(read("२०२०-०४-१३") == "2020-04-13");
    CHECK(read("13/04/2020") == "2020-04-13");
    CHECK(read("04/13/2020") == "2020-04-13");
    CHECK(read("4.4.2020") == "2020-04-04");
    CHECK(read("03/04/2020").find("--dates") != std::string::npos);
    CHECK(read("03/04/2020", DateOrder::dmy) == "2020-04-03");
    CHECK(read("03/04/2020", DateOrder::mdy) == "2020-03-04");
    CHECK(read("०३-०४-२०२०", DateOrder::dmy) == "2020-04-03");
    CHECK(read("2020/4/3", DateOrder::dmy) == "2020-04-03");
    CHECK(read("04/13/2020", DateOrder::dmy).find("order dmy") != std::string::npos);
    CHECK(read("03/04/2020", DateOrder::ymd).find("order ymd") != std::string::npos);
    CHECK(read("29/02/2023").find("no such date") != std::string::npos);
    for (const char* text : {"", "3/4/20", "3/4-2020", "1/2/3/2020", "/4/2020", "03 04 2020", "00000/1/1"})
        CHECK_FALSE(read_date(text, DateOrder::dmy).date);
}

TEST_CASE("a manifest of another hand is read whole") {
    const auto manifest = read_manifest("m.csv",
                                        "List of files\n\nTitle;File No;Opened;Closed\n"
                                        "एक;१/EST/२०२०;०३/०४/२०२०;13.04.2020\n",
                                        {.dates = DateOrder::dmy});
    CHECK(manifest.problems.empty());
    REQUIRE(manifest.rows.size() == 1);
    CHECK(to_string(*manifest.rows[0].filing.record.opened) == "2020-04-03");
    CHECK(manifest.rows[0].line == 4);
}

TEST_CASE("no bytes at all make the reader of tables stumble") {
    for (unsigned seed = 0; seed < 20000; ++seed) {
        constexpr std::string_view alphabet("co;,\t\n\"\xE0\xA4\0\xFFs=\xC2\xA0", 15);
        std::string bytes = seed % 3 == 0 ? "code;title\n" : seed % 3 == 1 ? "sep=;\n" : "";
        for (unsigned value = seed * 2654435761U; value != 0; value /= 15)
            bytes += alphabet[value % 15];
        const Csv csv = table_of(bytes);
        for (const CsvRow& row : csv.rows)
            REQUIRE(row.cells.size() == csv.heads.size());
        REQUIRE((!csv.heads.empty() || !csv.problems.empty()));
    }
}

TEST_CASE("a manifest whose headings are wrong is not readable, one with bad rows is") {
    CHECK_FALSE(read_manifest("m.csv", "%PDF-1.7\n").readable);
    CHECK_FALSE(read_manifest("m.csv", "List\n\ntitle,titel\nOne,x\n").readable);
    CHECK(read_manifest("m.csv", "title,opened\nOne,1\n").readable);
}
