#include "almirah/error.hpp"
#include "index/connection.hpp"
#include "os/files.hpp"
#include "support/catch.hpp"
#include "unit/index/office.hpp"

#include <fstream>
#include <random>
#include <sqlite3.h>

using namespace almirah;
using namespace almirah::test;

namespace {

void write(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

Code code_of_opening(const std::string& file) {
    try {
        const auto index = index::Index::open(file);
    } catch (const Error& error) {
        return error.code();
    }
    return Code::internal;
}

Register full_office() {
    Register reg = small_office();
    for (int i = 0; i < 60; ++i) {
        Record record = closed_record("LR/2024/" + std::to_string(1000000 + i).substr(1),
                                      "Matter of केला " + std::to_string(i), "2015-01-01");
        record.events = {{"decision", day("2014-01-01"), "note"}};
        record.versions = {{1, {}, "asha", "", {file("scan-" + std::to_string(i) + ".txt")}}};
        record.place = "R1/A1";
        reg.put(record);
        reg.entry("record.file", {"record " + record.id});
    }
    Hold hold;
    hold.id = "H-2024-0001";
    hold.records = {"LR/2024/000007"};
    reg.put(hold);
    return reg;
}

/// Asks everything there is to ask.
void ask(const std::string& path) {
    auto index = index::Index::open(path);
    (void)index.check();
    (void)index.applied();
    (void)index.things("people");
    (void)index.records({});
    (void)index.records({.series = "LR"});
    (void)index.records({.place = "R1"});
    (void)index.search("matter kela", 10);
    (void)index.history("LR/2024/000007", 0);
    (void)index.history("", 0);
    (void)index.holds_on("LR/2024/000007");
    (void)index.last_record_number("LR", 2024);
    (void)index.record_by_key("k");
    index.candidates({}, day("2030-01-01"), [](index::Candidate&&) { return true; });
    index.each_content([](const std::string&, const ContentFile&) {});
    auto projection = index.project(terms_of_names);
    projection.change({format::record_path("LR/2024/000007"),
                       format::encode(closed_record("LR/2024/000007", "Changed", "2015-01-01"))});
    projection.change({format::record_path("LR/2024/000100"),
                       format::encode(closed_record("LR/2024/000100", "New", "2015-01-01"))});
    projection.finish("next");
}

} // namespace

TEST_CASE("what is not an index of this version is told apart and can be replaced") {
    const Folder folder;
    const std::string path = folder / "i.sqlite3";
    SECTION("no database") {
        write(path, std::string(5000, 'x'));
    }
    SECTION("a database of another program") {
        index::Connection(path).execute("CREATE TABLE other(x)");
    }
    SECTION("another version of the schema") {
        { const auto index = index::Index::open(path); }
        index::Connection(path).execute("PRAGMA user_version = 2");
    }
    SECTION("the same version made of other SQL") {
        { const auto index = index::Index::open(path); }
        index::Connection(path).execute("UPDATE meta SET made_by = 'x'");
    }
    SECTION("a table is missing") {
        { const auto index = index::Index::open(path); }
        index::Connection(path).execute("DROP TABLE meta");
    }
    CHECK(code_of_opening(path) == Code::corrupt);
    index::Index::remove(path);
    auto index = index::Index::open(path);
    project_all(index, small_office());
    CHECK(index.things("people").size() == 3);
}

TEST_CASE("an empty file is a new index; a folder in its place is an error of the system") {
    const Folder folder;
    write(folder / "empty.sqlite3", "");
    CHECK(index::Index::open(folder / "empty.sqlite3").applied().empty());
    CHECK_THROWS_AS(index::Index::open(folder.path()), Error);
    CHECK_THROWS_AS(index::Index::open(folder / "none/i.sqlite3"), Error);
}

TEST_CASE("damage anywhere in the file gives an error or an answer, never a crash") {
    const Folder folder;
    const std::string path = folder / "i.sqlite3";
    {
        auto index = index::Index::open(path);
        project_all(index, full_office());
    }
    const std::string sound = os::read_file(path);
    std::mt19937 random(5);
    int told = 0;
    const int tries = 300;
    for (int i = 0; i < tries; ++i) {
        std::string damaged = sound;
        switch (i % 4) {
        case 0:
            damaged.resize(random() % damaged.size());
            break;
        case 1: // One bit somewhere.
            damaged[random() % damaged.size()] ^= char(1 << random() % 8);
            break;
        case 2: { // A page of noise.
            const std::size_t page = random() % (damaged.size() / 4096) * 4096;
            for (std::size_t at = page; at < page + 4096; ++at)
                damaged[at] = char(random());
            break;
        }
        default: { // The heads of pages, where the structure is.
            const std::size_t page = random() % (damaged.size() / 4096) * 4096;
            damaged[page + random() % 100] = char(random());
        }
        }
        index::Index::remove(path);
        write(path, damaged);
        try {
            ask(path);
        } catch (const Error& error) {
            INFO(error.what());
            CHECK(error.code() == Code::corrupt);
            ++told;
        }
    }
    CHECK(told > tries / 4);
}

// A damaged id was told as a mistake of the caller, so that the index was not built anew.
TEST_CASE("a row with an id that is none is damage of the index") {
    const Folder folder;
    const std::string path = folder / "i.sqlite3";
    auto index = index::Index::open(path);
    project_all(index, full_office());
    index::Connection(path).execute(
        "PRAGMA foreign_keys = OFF; UPDATE hold_records SET hold = ''; UPDATE holds SET id = ''");
    try {
        (void)index.holds_on("LR/2024/000007");
        FAIL("the damage was not told");
    } catch (const Error& error) {
        CHECK(error.code() == Code::corrupt);
    }
}

TEST_CASE("check finds damage of tables and of the search index") {
    const Folder folder;
    const std::string path = folder / "i.sqlite3";
    auto index = index::Index::open(path);
    project_all(index, full_office());
    CHECK(index.check().empty());
    SECTION("a row of the search index that no term leads to") {
        index::Connection connection(path);
        sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
        connection.execute("DELETE FROM search_data WHERE id > 10");
        REQUIRE(index.check().size() == 1);
        CHECK(index.check().at(0).code == "index-search-damaged");
    }
    SECTION("what look-ups and scrub rely on, and how tables and views were made") {
        const auto [code, edit] = GENERATE(table<const char*, const char*>({
            // blocks of words that are looked for elsewhere
            {"index-search-damaged", "UPDATE blocks SET first = 'zzzz' || block"},
            {"index-search-damaged",
             "UPDATE blocks SET first = '' WHERE block = (SELECT max(block) FROM blocks)"},
            {"index-search-damaged", "UPDATE segments SET first_body = last_body + 1"},
            {"index-search-damaged", "UPDATE segments SET last_body = first_body"},
            // bodies whose words scrub would leave behind
            {"index-search-damaged", "DELETE FROM bodies WHERE body = 1"},
            {"index-search-damaged", "INSERT INTO dead_bodies VALUES (1)"},
            {"index-search-damaged", "DELETE FROM sqlite_sequence WHERE name = 'bodies'"},
            {"index-differs", "DROP VIEW v_due"},
            {"index-differs", "DROP VIEW v_due; CREATE VIEW v_due AS SELECT 1 AS id"},
            {"index-differs", "DROP INDEX records_by_key"},
            {"index-differs", "CREATE VIEW v_more AS SELECT 1 AS id"},
            {"index-differs", "CREATE TRIGGER t AFTER INSERT ON records BEGIN DELETE FROM holds; END"},
        }));
        CAPTURE(edit);
        index::Connection(path).execute(edit);
        REQUIRE(index.check().size() == 1);
        CHECK(index.check().at(0).code == code);
    }
    SECTION("a child without its parent") {
        index::Connection(path).execute("PRAGMA foreign_keys = OFF; INSERT INTO hold_records VALUES "
                                        "('H-1999-0001', 'LR/2024/000001', 0)");
        REQUIRE(index.check().size() == 1);
        CHECK(index.check().at(0).code == "index-damaged");
    }
}

// FTS5's check walks the leaves and so passed all of these.
TEST_CASE("check finds terms of titles that no look-up comes to") {
    const Folder folder;
    const std::string path = folder / "i.sqlite3";
    auto index = index::Index::open(path);
    Register reg = full_office();
    for (int i = 0; i < 3000; ++i)
        reg.put(closed_record("GS/2024/" + std::to_string(1000000 + i).substr(1),
                              "Word" + std::to_string(i * 7919 % 3000), "2015-01-01"));
    project_all(index, reg);
    REQUIRE(index.check().empty());
    CHECK(index.search("word2500", 0).size() == 1);
    index::Connection connection(path);
    sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    const char* const edit = GENERATE(
        "DELETE FROM search_idx", "DELETE FROM search_idx WHERE term = (SELECT max(term) FROM search_idx)",
        "UPDATE search_idx SET term = CAST(substr(term, 1, length(term) - 1) || x'00' AS BLOB) "
        "WHERE term = (SELECT max(term) FROM search_idx)");
    CAPTURE(edit);
    connection.execute(edit);
    connection.execute("INSERT INTO search(search) VALUES ('integrity-check')");
    REQUIRE(index.check().size() == 1);
    CHECK(index.check().at(0).code == "index-search-damaged");
}

TEST_CASE("nothing of a destroyed record's content is left after scrub") {
    const Folder folder;
    const std::string path = folder / "i.sqlite3";
    auto index = index::Index::open(path);
    Register reg = full_office(), before = reg;
    std::vector<Record> secret;
    for (int i = 0; i < 20; ++i) {
        Record record =
            closed_record("GS/2024/" + std::to_string(1000000 + i).substr(1), "Stub", "2015-01-01");
        std::string name = "zyxwvut" + std::to_string(i);
        for (int word = 0; word < 400; ++word)
            name += "-" + std::to_string(i * 1000 + word) + "qponmlkjih";
        record.versions = {{1, {}, "asha", "", {file(name)}}};
        secret.push_back(record);
        reg.put(record);
    }
    project_all(index, reg);
    // The secrets wander through pages as other records come and change.
    for (int round = 0; round < 10; ++round) {
        before = reg;
        for (int i = round; i < 60; i += 7) {
            Record record = closed_record("LR/2024/" + std::to_string(1000000 + i).substr(1),
                                          "Changed in round " + std::to_string(round), "2015-01-01");
            record.versions = {{1, {}, "asha", "", {file("text-" + std::to_string(i * round))}}};
            reg.put(record);
        }
        project_difference(index, before, reg);
    }
    const auto remnants = [&] {
        std::size_t found = 0;
        for (const char* suffix : {"", "-wal"})
            for (const char* word : {"zyxwvut", "qponmlkjih"})
                if (os::read_file(path + suffix).find(word) != std::string::npos) ++found;
        return found;
    };
    CHECK(index.search("zyxwvut7", 0).size() == 1);
    CHECK(remnants() > 0);
    before = reg;
    for (auto& record : secret) {
        record.state = RecordState::destroyed;
        record.steps_done.push_back({"destroy", day("2024-05-01"), "D-2024-0001"});
        reg.put(record);
    }
    project_difference(index, before, reg);
    CHECK(index.search("zyxwvut7", 0).empty());
    index.scrub();
    CHECK(remnants() == 0);
    CHECK(index.search("stub", 0).size() == 20);
    CHECK(index.check().empty());
}

TEST_CASE("scrub says when a reader keeps the remnants alive") {
    const Folder folder;
    const std::string path = folder / "i.sqlite3";
    auto index = index::Index::open(path);
    project_all(index, full_office());
    index::Connection reader(path);
    auto row = reader.prepare("SELECT id FROM records");
    REQUIRE(row.step());
    Register reg = full_office(), before = reg;
    reg.put(record("LR/2024/000001", "Changed"));
    project_difference(index, before, reg);
    CHECK_THROWS_AS(index.scrub(), Error);
}
