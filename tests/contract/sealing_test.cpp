// Sealed fields: in the vault, not in the register, not in the index; gone with the content.
#include "contract/room.hpp"

#include <set>

using namespace almirah;
using namespace almirah::test;

namespace {

void seal(Room& room, std::vector<std::string> fields) {
    Policy policy = room.store().office().office().policy;
    policy.sealed_fields = std::move(fields);
    room.as("kiran").office().set_policy(policy, "personal data");
}

Filing about(const std::string& series, const std::string& party) {
    Filing made = filing(series, "Case", {bytes("a.txt", "content of " + series)});
    made.record.parties = {party};
    made.record.properties["phone"] = "98260 12345";
    made.record.properties["desk"] = "D04";
    made.record.closed = day("2020-01-01");
    return made;
}

/// Whether any entry of the register, any object or the index has the words.
bool anywhere(const Room& room, const std::string& words) {
    const std::string store = quoted(room.directory());
    const bool register_has =
        run("git -C " + store + " log -p --all --full-history -S" + quoted(words) + " register | grep -c .")
            .out != "0\n";
    const bool objects_have =
        run("cd " + store +
            " && git cat-file --batch-all-objects --batch-check='%(objectname) %(objecttype)' | "
            "awk '$2 != \"tree\" {print $1}' | git cat-file --batch | grep -c " +
            quoted(words))
            .out != "0\n";
    const bool index_has =
        run("grep -c " + quoted(words) + " " + quoted(room.directory() + "/almirah/index.sqlite3") + " " +
            quoted(room.directory() + "/almirah/index.sqlite3-wal") + " 2>/dev/null | grep -cv ':0$'")
            .out != "0\n";
    return register_has || objects_have || index_has;
}

} // namespace

TEST_CASE("sealed fields are in the vault alone, and go with the content") {
    Room room;
    seal(room, {"parties", "property:phone"});
    const auto id = room.as("dinesh").records().file(about("C-1", "Ramesarram"));
    const Record said = room.store().records().get(id);
    CHECK(said.parties.empty());
    CHECK(said.properties == std::map<std::string, std::string>{{"desk", "D04"}});
    CHECK(said.sealed_fields == std::vector<std::string>{"parties", "property:phone"});
    REQUIRE(said.sealed.size() == 1);
    CHECK(said.sealed[0].size_bytes % 256 == 0);
    const Record whole = room.store().records().unsealed(id);
    CHECK(whole.parties == std::vector<std::string>{"Ramesarram"});
    CHECK(whole.properties.at("phone") == "98260 12345");
    CHECK(anywhere(room, "Ramesarram"));
    CHECK(run("git -C " + quoted(room.directory()) + " log -p register | grep -c Ramesarram").out == "0\n");
    CHECK(room.store().records().search("ramesarram").empty());
    CHECK(findings(room.verify()) == "");
    const auto done = room.destroy("C-1");
    CHECK(done.items.at(0).files.size() == 2);
    CHECK_FALSE(anywhere(room, "Ramesarram"));
    CHECK_FALSE(anywhere(room, "98260 12345"));
    CHECK(git(room.directory(), "cat-file -e " + said.sealed[0].blob).status != 0);
    CHECK(room.store().records().get(id).sealed == said.sealed);
    CHECK(failure_of([&] { room.store().records().unsealed(id); }).says("gone"));
    CHECK(findings(room.verify()) == "");
    const auto told = answers(room.store());
    room.store().trust().reindex();
    CHECK(answers(room.store()) == told);
    CHECK(git(room.directory(), "fsck --strict --full").status == 0);
}

TEST_CASE("sealed fields of a record without content go when it is destroyed") {
    Room room;
    seal(room, {"parties"});
    Filing bare = about("C-1", "Ramesarram");
    bare.content.clear();
    const auto id = room.as("dinesh").records().file(bare);
    const Record said = room.store().records().get(id);
    REQUIRE(said.versions.empty());
    REQUIRE(said.sealed.size() == 1);
    CHECK(anywhere(room, "Ramesarram"));
    const auto done = room.destroy("C-1");
    CHECK(done.items.at(0).files.size() == 1);
    CHECK_FALSE(anywhere(room, "Ramesarram"));
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("the digest says nothing: the same words never give the same one") {
    Room room;
    seal(room, {"parties"});
    std::set<std::string> digests, sizes;
    for (int i = 0; i < 5; ++i) {
        const auto id = room.as("dinesh").records().file(about("LR", "Ram"));
        const auto sealed = room.store().records().get(id).sealed.at(0);
        digests.insert(sealed.sha256);
        digests.insert(sealed.blob);
        sizes.insert(std::to_string(sealed.size_bytes));
    }
    sizes.insert(
        std::to_string(room.store()
                           .records()
                           .get(room.as("dinesh").records().file(about("LR", "A somewhat longer name")))
                           .sealed.at(0)
                           .size_bytes));
    CHECK(digests.size() == 10);
    CHECK(sizes.size() == 1);
}

TEST_CASE("a series seals for itself and those under it") {
    Room room;
    Series made;
    made.code = "PER";
    made.sealed_fields = {"file_no"};
    room.as("ravi").retention().add_series(made);
    made.code = "PER-X";
    made.under = "PER";
    made.sealed_fields = {"subjects"};
    room.as("ravi").retention().add_series(made);
    Filing one = filing("PER-X", "T");
    one.record.file_no = "12/2024";
    one.record.subjects = {"leave"};
    one.record.parties = {"Ram"};
    const auto id = room.as("dinesh").records().file(one);
    const Record record = room.store().records().get(id);
    CHECK(record.sealed_fields == std::vector<std::string>{"file_no", "subjects"});
    CHECK(record.parties == one.record.parties);
    CHECK(room.store().records().unsealed(id).file_no == "12/2024");
    one.record.file_no.clear();
    one.record.subjects.clear();
    CHECK(room.store().records().get(room.as("dinesh").records().file(one)).sealed.empty());
    for (const std::string field : {"title", "nothing", "property:", "property:source"}) {
        made.code = "BAD";
        made.sealed_fields = {field};
        CHECK(code_of([&] { room.as("ravi").retention().add_series(made); }) == "invalid-argument");
        CHECK(code_of([&] { seal(room, {field}); }) == "invalid-argument");
    }
}

TEST_CASE("a correction of a sealed field is sealed, and what it said before goes, too") {
    Room room;
    seal(room, {"parties"});
    const auto id = room.as("dinesh").records().file(about("C-1", "Ramesarram"));
    room.as("ravi").records().correct(id, {.parties = std::vector<std::string>{"Budhramji"}}, "misread");
    const Record record = room.store().records().get(id);
    CHECK(record.parties.empty());
    CHECK(record.sealed.size() == 2);
    CHECK(room.store().records().unsealed(id).parties == std::vector<std::string>{"Budhramji"});
    CHECK(code_of([&] {
              room.as("ravi").records().correct(id, {.parties = std::vector<std::string>{"Budhramji"}}, "x");
          }) == "conflict");
    room.as("ravi").records().correct(id, {.file_no = "12"}, "x");
    CHECK(room.store().records().get(id).sealed.size() == 2);
    room.as("ravi").records().add_event(id, {"decision", day("2020-01-01"), ""});
    CHECK(room.store().records().unsealed(id).parties == std::vector<std::string>{"Budhramji"});
    CHECK(findings(room.verify()) == "");
    room.destroy("C-1");
    CHECK_FALSE(anywhere(room, "Ramesarram"));
    CHECK_FALSE(anywhere(room, "Budhramji"));
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("verify compares the digest of sealed fields") {
    Room room;
    seal(room, {"parties"});
    const auto id = room.as("dinesh").records().file(about("LR", "Ramesarram"));
    const auto blob = room.store().records().get(id).sealed.at(0).blob;
    CHECK(room.verify().files == 2);
    CHECK(findings(room.verify()) == "");
    CHECK_FALSE(blob.empty());
}

TEST_CASE("a row's own key tells nothing of what is sealed") {
    Room room;
    seal(room, {"parties"});
    const auto manifest = room.put("m.csv", "series,title,parties\nLR,One,Ram\nLR,Two,Ram\n");
    CHECK(room.as("dinesh").records().import({.manifest = manifest}).filed == 2);
    CHECK(room.as("dinesh").records().import({.manifest = manifest}).already_there == 2);
    const auto other = room.put("o.csv", "series,title,parties\nLR,One,Shyam\n");
    CHECK(room.as("dinesh").records().import({.manifest = other}).already_there == 1);
    const auto alike = room.put("a.csv", "series,title,parties\nLR,Three,Ram\nLR,Three,Shyam\n");
    CHECK(room.as("dinesh").records().import({.manifest = alike}).problems.size() == 1);
}

TEST_CASE("sealed fields go sealed into a bag, and are sealed anew by who takes them over") {
    Room from, to;
    seal(from, {"parties"});
    const auto id = from.as("dinesh").records().file(about("LR", "Ramesarram"));
    const std::string bag = from.folder() / "bag";
    from.store().bags().write({.target = bag, .records = {id}});
    CHECK(run("grep -rl Ramesarram " + quoted(bag) + " | grep -v /sealed/").out == "");
    CHECK(
        run("python3 " + std::string(ALMIRAH_SOURCE_DIR) + "/tests/bag/read_bag.py " + quoted(bag)).status ==
        0);
    const auto open = to.as("dinesh").bags().import({.folder = bag});
    REQUIRE(open.ids.size() == 1);
    CHECK(to.store().records().get(open.ids[0]).parties == std::vector<std::string>{"Ramesarram"});
    Room third;
    seal(third, {"parties"});
    const auto sealed = third.as("dinesh").bags().import({.folder = bag});
    CHECK(third.store().records().get(sealed.ids.at(0)).parties.empty());
    CHECK(third.store().records().unsealed(sealed.ids.at(0)).parties ==
          std::vector<std::string>{"Ramesarram"});
    CHECK(findings(third.verify()) == "");
}
