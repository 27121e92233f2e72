// The index holds no fact of its own: lost or damaged in any way, every answer is as before (P8).
#include "contract/room.hpp"

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

using namespace almirah;
using namespace almirah::test;

namespace {

namespace fs = std::filesystem;

/// A certificate with a visit, an audit, a finding with an action.
void audit(Room& room) {
    CertificateTerm term;
    term.certificate_no = "Q-1";
    term.body = "Body";
    term.from = day("2026-04-01");
    term.until = day("2029-03-31");
    term.surveillance = {{day("2027-03-31"), {}, {}}};
    room.as("ravi").audits().add_certificate({"QMS", "ISO 9001:2015", "All desks", {"BSR"}, {term}});
    Audit planned;
    planned.title = "Record room";
    planned.auditors = {"meena"};
    planned.planned_on = day("2026-06-10");
    room.as("ravi").audits().plan(planned);
    AuditFinding finding;
    finding.audit = "U-2026-0001";
    finding.clause = "7.5.3";
    finding.text = "An old issue";
    finding.documents = {"QP-1"};
    finding.due_on = day("2026-06-30");
    room.as("meena").audits().raise(finding);
    CorrectiveAction action;
    action.what = "Recall it";
    action.responsible = "dinesh";
    action.due_on = day("2026-06-20");
    room.as("ravi").audits().add_action("F-2026-0001", action);
}

/// A store with something of everything.
void fill(Room& room) {
    room.as("kiran").office().add_places({{"R1", "", "room", {}}, {"R1/A1", "", "almirah", 10}});
    room.as("kiran").office().add_desk({"D01", "Reader", "dinesh", 7});
    for (int i = 0; i < 12; ++i) {
        const std::string year = std::to_string(2010 + i);
        const auto id = room.closed(i % 3 ? "LR-MUT" : "C-1", (year + "-03-31").c_str(), "Case केला " + year,
                                    {bytes("a.txt", "secret of हिन्दी " + year)});
        if (i == 3) room.as("ravi").holds().place({.reason = "court", .records = {id}});
        if (i == 4) room.as("kamla").records().move({id}, "R1/A1");
        if (i == 5) room.as("dinesh").records().add_version(id, {bytes("a.txt", "abhilekhagar")}, "x");
    }
    room.as("dinesh").records().file(filing("LR", "अभिलेखागार"));
    Document document;
    document.number = "QP-1";
    document.title = "Procedure";
    room.as("ravi").documents().create(document, {bytes("p.md", "text")}, "x");
    room.as("ravi").documents().submit("QP-1");
    room.as("asha").documents().approve("QP-1");
    const PointOfUse desk{PointKind::desk, "D01"};
    room.as("ravi").distribution().change({.document = "QP-1", .add = {desk}});
    room.as("ravi").distribution().issue({.document = "QP-1"});
    room.as("dinesh").distribution().acknowledge("QP-1");
    audit(room);
    room.as("ravi").disposals().propose({.series = "LR"});
    room.destroy("C-1");
}

std::string index_of(const Room& room) {
    return room.directory() + "/almirah/index.sqlite3";
}

void remove_index(const Room& room) {
    for (const char* ending : {"", "-wal", "-shm"})
        fs::remove(index_of(room) + ending);
}

void overwrite(const std::string& path, std::uintmax_t from, std::uintmax_t size, char with) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(std::streamoff(from));
    const std::string garbage(size, with);
    file.write(garbage.data(), std::streamsize(size));
}

} // namespace

TEST_CASE("a deleted index changes no answer") {
    Room room;
    fill(room);
    const std::string before = answers(room.store());
    room.while_closed([&] { remove_index(room); });
    CHECK(answers(room.store()) == before);
    room.while_closed([&] { fs::remove(index_of(room)); }); // its log, if any, stays behind
    CHECK(answers(room.store()) == before);
    room.store().trust().reindex();
    CHECK(answers(room.store()) == before);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("an index deleted under an open store changes no answer") {
    Room room;
    fill(room);
    const std::string before = answers(room.store());
    Store other = room.open();
    remove_index(room);
    CHECK(answers(other) == before);
    room.as("dinesh").records().file(filing("LR", "After"));
    Store third = room.open();
    CHECK(third.records().count() == 14);
    CHECK(findings(third.trust().verify()) == "");
}

TEST_CASE("a damaged index changes no answer") {
    Room room;
    fill(room);
    const std::string before = answers(room.store());
    const std::string copy = room.folder() / "copy.sqlite3";
    room.while_closed([&] { fs::copy_file(index_of(room), copy); });
    const auto size = fs::file_size(copy);
    const std::pair<const char*, std::function<void()>> damages[] = {
        {"empty", [&] { fs::resize_file(index_of(room), 0); }},
        {"half", [&] { fs::resize_file(index_of(room), size / 2); }},
        {"a page short", [&] { fs::resize_file(index_of(room), size - 4096); }},
        {"one byte", [&] { fs::resize_file(index_of(room), 1); }},
        {"garbage", [&] { overwrite(index_of(room), 0, size, '\xa5'); }},
        {"no header", [&] { overwrite(index_of(room), 0, 100, '\0'); }},
        {"zeros in the middle", [&] { overwrite(index_of(room), size / 2 / 4096 * 4096, 8192, '\0'); }},
        {"all but the header", [&] { overwrite(index_of(room), 4096, size - 4096, '\x5a'); }},
        {"a text", [&] { std::ofstream(index_of(room), std::ios::trunc) << "not a database"; }},
    };
    for (const auto& [name, damage] : damages) {
        room.while_closed([&, &damage = damage] {
            remove_index(room);
            fs::copy_file(copy, index_of(room));
            damage();
        });
        INFO(name);
        CHECK(answers(room.store()) == before);
        // What no answer came across is found by verify, and only there.
        for (const auto& finding : room.verify().findings)
            CHECK(finding.code.starts_with("index-"));
        room.store().trust().reindex();
        CHECK(findings(room.verify()) == "");
        CHECK(answers(room.store()) == before);
    }
}

// A question that met damage half-way was asked again after the repair, and its first half came twice.
TEST_CASE("a damaged page gives no answer twice") {
    Room room;
    fill(room);
    const std::string before = answers(room.store());
    const std::string copy = room.folder() / "copy.sqlite3";
    room.while_closed([&] { fs::copy_file(index_of(room), copy); });
    const auto pages = fs::file_size(copy) / 4096;
    for (std::uintmax_t page = 1; page < pages; ++page) {
        room.while_closed([&] {
            remove_index(room);
            fs::copy_file(copy, index_of(room));
            overwrite(index_of(room), page * 4096, 4096, '\x5a');
        });
        const std::string after = answers(room.store());
        INFO("page " << page << " of " << pages);
        CHECK(after == before);
    }
}

TEST_CASE("the index of another store, or an old one of this store, changes no answer") {
    Room room, other;
    fill(room);
    other.closed("LR", "2020-01-01", "Of another office");
    other.while_closed([] {});
    const std::string old = room.folder() / "old.sqlite3";
    room.while_closed([&] { fs::copy_file(index_of(room), old); });
    room.closed("LR", "2020-01-01", "Later");
    room.as("ravi").holds().place({.reason = "later", .records = {"LR/2026/000001"}});
    const std::string before = answers(room.store());
    room.while_closed([&] {
        remove_index(room);
        fs::copy_file(index_of(other), index_of(room));
    });
    CHECK(answers(room.store()) == before);
    room.while_closed([&] {
        remove_index(room);
        fs::copy_file(old, index_of(room));
    });
    CHECK(answers(room.store()) == before);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("numbers are not given again when the index was lost") {
    Room room;
    fill(room);
    room.while_closed([&] { remove_index(room); });
    CHECK(room.as("dinesh").records().file(filing("LR", "Next")) == "LR/2026/000002");
    room.while_closed([&] { remove_index(room); });
    CHECK(room.as("ravi").holds().place({.reason = "x", .records = {"LR/2026/000002"}}) == "H-2026-0002");
    Filing again = filing("LR", "Keyed");
    again.record.key = "k";
    const auto id = room.as("dinesh").records().file(again);
    room.while_closed([&] { remove_index(room); });
    CHECK(room.as("dinesh").records().file(again) == id);
}

// Only what lists and questions told was compared once: a forged date, or words that lead nowhere, were not
// found.
TEST_CASE("a row of the index that somebody forged is found, in every table") {
    if (!installed("sqlite3")) {
        WARN("skipped: sqlite3 is not installed");
        return;
    }
    const std::map<std::string, const char*> forgeries{
        {"meta", "UPDATE meta SET next_rules_on = '2999-01-01'"},
        {"things", "UPDATE things SET json = json || ' ' WHERE kind = 'roles'"},
        {"numbers", "UPDATE numbers SET last = last + 1"},
        {"people", "UPDATE people SET name = 'Somebody' WHERE login = 'ravi'"},
        {"places", "UPDATE places SET capacity = 11 WHERE code = 'R1/A1'"},
        {"series", "UPDATE series SET closed = 1 WHERE code = 'LR'"},
        {"schedules", "UPDATE schedules SET effective_on = '2001-01-01'"},
        {"rules", "UPDATE rules SET title = 'x'"},
        {"series_rules", "DELETE FROM series_rules WHERE series = 'LR'"},
        {"records", "UPDATE records SET due_on = '2001-01-01' WHERE due_on IS NOT NULL"},
        {"facts", "INSERT INTO facts SELECT slot, 9, 'event', 'x', '2001-01-01', '' FROM records LIMIT 1"},
        {"overrides",
         "INSERT INTO overrides SELECT slot, 9, 'destroy', '2001-01-01', '2001-01-01', 'x', 'x', 1, 'x', "
         "'', 'x', '2001-01-01T00:00:00Z', '', 'approved' FROM records LIMIT 1"},
        {"also_in", "INSERT INTO also_in SELECT slot, 1, 'C-1' FROM records LIMIT 1"},
        {"content", "UPDATE content SET size = size + 1 WHERE kind = 'document'"},
        {"documents", "UPDATE documents SET owner = 'Somebody'"},
        {"revisions", "UPDATE revisions SET author = 'kamla'"},
        {"holds", "UPDATE holds SET reason = 'x'"},
        {"hold_records", "DELETE FROM hold_records"},
        {"disposals", "UPDATE disposals SET witness = 'x'"},
        {"disposal_items", "UPDATE disposal_items SET due_on = '2001-01-01'"},
        {"approvals", "UPDATE approvals SET note = 'x'"},
        {"decisions", "UPDATE decisions SET by = 'kamla'"},
        {"approval_waiting",
         "INSERT INTO approval_waiting SELECT id, 99, 1, 'x', '', NULL, NULL FROM approvals"},
        {"delegations", "INSERT INTO delegations VALUES ('G-2026-0099', 'x', 'x', '2001-01-01', "
                        "'2001-01-01', '', '', NULL)"},
        {"distribution_points", "UPDATE distribution_points SET language = 'x'"},
        {"copies", "UPDATE copies SET state = 'back'"},
        {"acknowledgements", "DELETE FROM acknowledgements"},
        {"certificates", "UPDATE certificates SET scope = 'x'"},
        {"certificate_terms", "UPDATE certificate_terms SET until_on = '2099-01-01'"},
        {"surveillance", "UPDATE surveillance SET held_on = '2026-05-01'"},
        {"audits", "UPDATE audits SET state = 'closed'"},
        {"findings", "UPDATE findings SET closed_by = 'meena'"},
        {"finding_documents", "DELETE FROM finding_documents"},
        {"corrective_actions", "UPDATE corrective_actions SET evidence = 'QP-1/1'"},
        {"entries", "UPDATE entries SET summary = 'x' WHERE number = 2"},
        {"entry_subjects", "DELETE FROM entry_subjects"},
        {"search", "UPDATE search SET words = 'x' WHERE rowid = 1"},
        {"bodies", "UPDATE bodies SET slot = 9999 WHERE body = (SELECT max(body) FROM bodies)"},
        {"blocks", "DELETE FROM blocks WHERE segment = (SELECT min(segment) FROM blocks)"},
    };
    const std::set<std::string> only_places{"segments", "dead_bodies"}; // They say nothing by themselves.
    Room room;
    fill(room);
    const std::string copy = room.folder() / "copy.sqlite3";
    room.while_closed([&] { fs::copy_file(index_of(room), copy); });
    const auto tables =
        run("sqlite3 -readonly " + quoted(copy) +
            " \"select name from sqlite_schema where type = 'table' and name not like 'search_%' "
            "and name not like 'sqlite_%'\"");
    std::istringstream names(tables.out);
    for (std::string name; names >> name;) {
        if (only_places.contains(name)) continue;
        INFO(name);
        REQUIRE(forgeries.contains(name));
        room.while_closed([&] {
            remove_index(room);
            fs::copy_file(copy, index_of(room));
            const auto done = run("sqlite3 " + quoted(index_of(room)) + " " + quoted(forgeries.at(name)));
            INFO(done.out);
            REQUIRE(done.status == 0);
        });
        const std::string found = findings(room.verify());
        INFO(found);
        CHECK(found.find("index-differs") != found.npos);
        room.store().trust().reindex();
        CHECK(findings(room.verify()) == "");
    }
}

TEST_CASE("an edit of what rows are found by is found") {
    if (!installed("sqlite3")) {
        WARN("skipped: sqlite3 is not installed");
        return;
    }
    Room room;
    fill(room);
    for (const char* edit : {
             "UPDATE blocks SET first = 'zzzz' || block",
             "DELETE FROM search_idx",
             "DELETE FROM search_docsize",
             "UPDATE search_docsize SET sz = x'010101'",
             "UPDATE search_content SET c0 = 'x'",
             "DELETE FROM search_config WHERE k = 'version'",
             "INSERT INTO dead_bodies SELECT min(body) FROM bodies",
             "DELETE FROM sqlite_sequence",
             "DROP VIEW v_due",
             "DROP VIEW v_holds; CREATE VIEW v_holds AS SELECT 'H-1' AS id",
             "DROP INDEX records_by_key",
             "CREATE TRIGGER t AFTER INSERT ON records BEGIN DELETE FROM holds; END",
         }) {
        INFO(edit);
        room.while_closed(
            [&] { REQUIRE(run("sqlite3 " + quoted(index_of(room)) + " " + quoted(edit)).status == 0); });
        const std::string found = findings(room.verify());
        INFO(found);
        CHECK((found.find("index-search-damaged") != found.npos ||
               found.find("index-differs") != found.npos || found.find("index-renewed") != found.npos));
        room.store().trust().reindex();
        CHECK(findings(room.verify()) == "");
    }
}

TEST_CASE("the documented views answer to sqlite3") {
    if (!installed("sqlite3")) {
        WARN("skipped: sqlite3 is not installed");
        return;
    }
    Room room;
    fill(room);
    const auto views = run("sqlite3 -readonly " + quoted(index_of(room)) +
                           " \"select name from sqlite_master where type='view' order by 1\"");
    CHECK(views.status == 0);
    for (const char* view : {"v_due", "v_master_list", "v_pending_approvals", "v_records"}) {
        CHECK(views.out.find(std::string(view) + "\n") != std::string::npos);
        const auto rows =
            run("sqlite3 -readonly " + quoted(index_of(room)) + " 'select count(*) from " + view + "'");
        INFO(view << ": " << rows.out);
        CHECK(rows.status == 0);
        CHECK(rows.out != "0\n");
    }
    const auto all = run("sqlite3 -readonly " + quoted(index_of(room)) + " 'select count(*) from v_records'");
    CHECK(all.out == std::to_string(room.store().records().count()) + "\n");
}
