#include "almirah/error.hpp"
#include "index/asking.hpp"
#include "index/connection.hpp"
#include "index/index.hpp"
#include "support/catch.hpp"
#include "support/failure.hpp"
#include "unit/index/office.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

struct Asked {
    Folder folder;
    std::string file = folder / "i.sqlite3";
    index::Index index = index::Index::open(file);

    Asked() { project_all(index, small_office()); }
    index::Answer operator()(const std::string& question,
                             const std::map<std::string, std::string>& values = {}) const {
        return index::ask(file, question, values);
    }
};

} // namespace

TEST_CASE("a question reads the views, with parameters by name") {
    const Asked ask;
    const auto all = ask("SELECT count(*) AS n FROM v_series");
    CHECK(all.columns == std::vector<std::string>{"n"});
    REQUIRE(all.rows.size() == 1);
    CHECK(all.rows[0][0] != "0");
    const auto some = ask("SELECT id, :extra AS extra FROM v_records WHERE series = :series ORDER BY id",
                          {{"series", "LR"}});
    for (const auto& row : some.rows)
        CHECK(row[1].empty());
    CHECK(ask("SELECT 1 AS one WHERE :day BETWEEN '2026-01-01' AND '2026-06-30'", {{"day", "2026-02-03"}})
              .rows.size() == 1);
}

TEST_CASE("a question changes nothing and reads nothing but views") {
    const Asked ask;
    for (const char* question :
         {"DELETE FROM records", "SELECT json FROM things", "SELECT * FROM records",
          "PRAGMA table_info(records)", "ATTACH 'x' AS y", "SELECT load_extension('x')",
          "INSERT INTO v_records VALUES (1)", "", "-- nothing", "SELECT 1; SELECT 2",
          "SELECT nowhere FROM v_records", "SELEC 1", "CREATE TABLE t(x)", "SELECT * FROM sqlite_schema",
          "WITH t AS (SELECT json FROM things) SELECT * FROM t"}) {
        CAPTURE(question);
        CHECK(code_of([&] { (void)ask(question); }) == "invalid-argument");
    }
}

TEST_CASE("what a question names itself is counted") {
    const Asked ask;
    for (const char* question :
         {"WITH x AS (SELECT 1 AS a) SELECT count(*) FROM x", "SELECT count(*) FROM (SELECT 1 AS a) AS x",
          "WITH x AS (SELECT code FROM v_series LIMIT 1) SELECT 1 FROM x",
          "SELECT 1 WHERE EXISTS (WITH x AS (SELECT 1) SELECT count(*) FROM x)",
          "WITH records AS (SELECT 1 AS a) SELECT count(*) FROM records",
          "WITH v_records AS (SELECT 1 AS a) SELECT a FROM v_records",
          "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 2) "
          "SELECT count(*) / 2 FROM r"}) {
        CAPTURE(question);
        CHECK(ask(question).rows == std::vector<std::vector<std::string>>{{"1"}});
    }
}

// A WITH that was named like a view read every table.
TEST_CASE("no name that a question gives opens what it may not read") {
    const Asked ask;
    for (const char* question :
         {"SELECT count(*) FROM records", "SELECT count(*) FROM main.records", "SELECT 1 FROM things",
          "SELECT 1 FROM (SELECT 1 FROM things) AS v_x", "SELECT count(*) FROM sqlite_schema",
          "SELECT count(*) FROM SQLite_Master", "SELECT count(*) FROM pragma_table_list",
          "SELECT count(*) FROM Pragma_Table_Info('records')", "SELECT count(*) FROM dbstat",
          "WITH v_x AS (SELECT json FROM things) SELECT * FROM v_x",
          "WITH v_records AS (SELECT json FROM things) SELECT * FROM v_records",
          "WITH v_x AS (SELECT count(*) FROM things) SELECT * FROM v_x",
          "WITH v_x AS (SELECT sql FROM sqlite_schema) SELECT * FROM v_x",
          "WITH v_x AS (SELECT name FROM pragma_table_info('things')) SELECT * FROM v_x",
          "WITH RECURSIVE v_x(json) AS (SELECT json FROM things UNION SELECT json FROM v_x) SELECT 1 FROM "
          "v_x",
          "WITH records AS (SELECT 1 AS a) SELECT count(*) FROM main.records",
          "SELECT count(*) FROM records WHERE EXISTS (WITH records AS (SELECT 1) SELECT count(*) FROM "
          "records)",
          "SELECT (WITH records AS (SELECT 1) SELECT count(*) FROM records), count(*) FROM records",
          "SELECT (WITH v_x AS (SELECT json FROM things) SELECT json FROM v_x)"}) {
        CAPTURE(question);
        CHECK(code_of([&] { (void)ask(question); }) == "invalid-argument");
        CHECK(code_of([&] { (void)index::shape_of(ask.file, question); }) == "invalid-argument");
    }
}

TEST_CASE("every view can be asked") {
    const Asked ask;
    index::Connection connection(ask.file);
    std::size_t views = 0;
    auto list = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'view'");
    while (list.step()) {
        const std::string view = list.text(0);
        CAPTURE(view);
        CHECK_FALSE(ask("SELECT * FROM " + view).columns.empty());
        CHECK(ask("SELECT count(*) FROM " + view).rows.size() == 1);
        ++views;
    }
    CHECK(views > 10);
}

TEST_CASE("a question without an end is refused, and says what was too much") {
    const Asked ask;
    const auto told = [&](const std::string& question) {
        try {
            (void)ask(question);
        } catch (const Error& error) {
            CHECK(error.code() == Code::invalid_argument);
            return std::string(error.what());
        }
        return std::string();
    };
    const std::string endless = "WITH RECURSIVE r(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM r) ";
    CHECK(told(endless + "SELECT id FROM r").find("100,000 rows; narrow it") != std::string::npos);
    CHECK(ask(endless + "SELECT id FROM r LIMIT 100000").rows.size() == 100000);
    CHECK(told("SELECT hex(zeroblob(40000000)) AS x").find("64 MiB") != std::string::npos);
    CHECK(told(endless + "SELECT id || hex(zeroblob(1000000)) AS x FROM r").find("64 MiB") !=
          std::string::npos);
}

TEST_CASE("the columns and blanks of a question are known without asking it") {
    const Asked ask;
    const auto shape =
        index::shape_of(ask.file, "SELECT id, title AS subject FROM v_records WHERE series = :series");
    CHECK(shape.columns == std::vector<std::string>{"id", "subject"});
    CHECK(shape.blanks == std::vector<std::string>{":series"});
    CHECK(index::shape_of(ask.file, "SELECT ? AS x").blanks == std::vector<std::string>{"?"});
    CHECK(code_of([&] { (void)index::shape_of(ask.file, "SELECT nowhere FROM v_records"); }) ==
          "invalid-argument");
}
