#include "exchange/manifest.hpp"
#include "support/catch.hpp"

#include <chrono>

using namespace almirah;
using namespace almirah::exchange;

namespace {

Manifest read(const std::string& bytes) {
    return read_manifest("m.csv", bytes);
}

std::string problem_of(const std::string& bytes) {
    const auto manifest = read(bytes);
    REQUIRE(manifest.problems.size() == 1);
    CHECK(manifest.rows.empty());
    return to_string(manifest.problems[0]);
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("a row of a manifest is a filing") {
    const auto manifest =
        read("series,title,title_hi,File No,created,opened,closed,parties,subjects,language,medium,place,"
             "path,key,appraisal,date:valid-until,event:decision,property:desk\r\n"
             "LR-MUT,\"Mutation\ncase\",नामांतरण,12/2010,2009-12-01,2010-01-01,2010-05-10,Ramesar; Budhram,"
             "land;mutation,hi,paper,R1/A01/S2,a.txt; annex/map.svg,k1,NAI/1,2012-01-01,2010-05-05,D04\r\n");
    for (const auto& problem : manifest.problems)
        WARN(to_string(problem));
    REQUIRE(manifest.rows.size() == 1);
    CHECK(manifest.rows[0].line == 2);
    const Record& record = manifest.rows[0].filing.record;
    CHECK(record.series == "LR-MUT");
    CHECK(record.title.text == "Mutation case");
    CHECK(record.title.edition("hi") == "नामांतरण");
    CHECK(record.file_no == "12/2010");
    CHECK(record.created == parse_date("2009-12-01"));
    CHECK(record.opened == parse_date("2010-01-01"));
    CHECK(record.closed == parse_date("2010-05-10"));
    CHECK(record.parties == std::vector<std::string>{"Ramesar", "Budhram"});
    CHECK(record.subjects == std::vector<std::string>{"land", "mutation"});
    CHECK(record.language == "hi");
    CHECK(record.medium == "paper");
    CHECK(record.place == "R1/A01/S2");
    CHECK(record.key == "k1");
    CHECK(record.appraisal == "NAI/1");
    CHECK(record.dates.at("valid-until") == parse_date("2012-01-01"));
    REQUIRE(record.events.size() == 1);
    CHECK(record.events[0].name == "decision");
    CHECK(record.properties.at("desk") == "D04");
    const auto& content = manifest.rows[0].filing.content;
    REQUIRE(content.size() == 2);
    CHECK(content[1].path == "annex/map.svg");
    CHECK(content[1].name == "annex/map.svg");
}

TEST_CASE("what is wrong in a row is named with line, column, value and what is expected") {
    CHECK(problem_of("title,closed\nT,2023-02-29\n") ==
          "m.csv:2: column closed: '2023-02-29': no such date; expected YYYY-MM-DD");
    CHECK(contains(problem_of("title,event:x\nT,soon\n"), "column event:x: 'soon'"));
    CHECK(contains(problem_of("title,date:x\nT,1/2/2020\n"), "column date:x: '1/2/2020'"));
    CHECK(contains(problem_of("title,opened,closed\nT,2020-01-02,2020-01-01\n"),
                   "lies before the date of opening"));
    CHECK(contains(problem_of("title,series\n,LR\n"), "column title: the title is missing"));
    CHECK(contains(problem_of("title,series\nT,l r\n"), "column series: 'l r'"));
    CHECK(contains(problem_of("title,place\nT,room one\n"), "column place: 'room one'"));
    CHECK(contains(problem_of("title,language\nT,हिंदी\n"), "column language"));
    CHECK(contains(problem_of("title,closd\nT,2020-01-01\n"), "no such column; the nearest is 'closed'"));
    CHECK(contains(problem_of("series\nLR\n"), "column title: the column is missing"));
    CHECK(contains(problem_of("title,Title\nT,U\n"), "stands twice"));
    CHECK(contains(problem_of("title,date:\nT,2020-01-01\n"), "no such column"));
}

TEST_CASE("a manifest names files of its own folder only") {
    for (const char* path : {"/etc/passwd", "../secret", "a/../../b", "a//b", "."})
        CHECK(contains(problem_of(std::string("title,path\nT,") + path + "\n"), "column path"));
    CHECK(contains(problem_of("title,path\nT,a.txt;a.txt\n"), "twice"));
}

TEST_CASE("all bad rows are listed and the good ones stay") {
    const auto manifest = read("title,opened,closed\nA,2020-01-01,x\nB,2020-01-01,\nC,y,z\nD\n");
    REQUIRE(manifest.problems.size() == 4);
    CHECK(manifest.problems[0].line == 2);
    CHECK(manifest.problems[1].line == 4);
    CHECK(manifest.problems[2].line == 4);
    CHECK(manifest.problems[3].line == 5);
    REQUIRE(manifest.rows.size() == 1);
    CHECK(manifest.rows[0].line == 3);
}

TEST_CASE("a row without a key gets one of its facts, whatever the order of columns") {
    const auto key = [](const std::string& bytes) { return read(bytes).rows.at(0).filing.record.key; };
    CHECK(key("title,series\nT,LR\n") == key("series,title,file_no\nLR, T ,\n"));
    CHECK(key("title,series\nT,LR\n") != key("title,series\nT,LX\n"));
    CHECK(key("title,series\nLR,\n") != key("title,file_no\nLR,LR\n"));
    CHECK(contains(problem_of("title,closed\nT,bad\n"), "closed"));
    const auto twice = read("title\nT\nT\n");
    CHECK(twice.rows.size() == 1);
    REQUIRE(twice.problems.size() == 1);
    CHECK(to_string(twice.problems[0]) ==
          "m.csv:3: the row repeats line 2; expected each record once, or keys of their own");
    CHECK(contains(to_string(read("title,key\nT,k\nU,k\n").problems.at(0)),
                   "m.csv:3: column key: 'k': line 2 has this key"));
}

TEST_CASE("twenty thousand rows are read in a moment") {
    std::string bytes = "series,title,opened,closed,path,event:decision\n";
    for (int i = 0; i < 20000; ++i)
        bytes += "LR,Mutation case " + std::to_string(i) + ",2010-01-01,2010-05-10,f" + std::to_string(i) +
                 ".txt,2010-05-05\n";
    const auto start = std::chrono::steady_clock::now();
    CHECK(read(bytes).rows.size() == 20000);
    const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    CHECK(seconds < 10); // a twentieth of a second where the machine is idle and the build is not for tests
}
