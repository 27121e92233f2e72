// Entries that somebody wrote past the software: what they claim is found, and nothing is destroyed on it.
#include "contract/room.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

/// Edits files of the register with sed and makes that its next entry.
void forge(const Room& room, const std::vector<std::pair<std::string, std::string>>& edits) {
    std::string script = "cd " + quoted(room.directory()) + R"sh( && set -e
export GIT_INDEX_FILE=../forged-index GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@x GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x@x
edit() { git update-index --cacheinfo "100644,$(git show "register:$1" | sed "$2" | git hash-object -w --stdin),$1"; }
drop() { printf '0 0000000000000000000000000000000000000000\t%s\n' "$1" | git update-index --index-info; }
export GIT_AUTHOR_DATE="$(git log -1 --format=%cI register)" GIT_COMMITTER_DATE="$(git log -1 --format=%cI register)"
git read-tree register
)sh";
    for (const auto& [path, how] : edits)
        script += (how == "delete" ? "drop " + path : "edit " + path + " " + quoted(how)) + "\n";
    script +=
        "vault=$(git log -1 --format=%B register | sed -n 's/^Vault: //p')\n"
        "git update-ref refs/heads/register $(printf 'Forged\\n\\nOperation: disposal.approve\\nBy: asha\\n"
        "Subject: disposal D-2026-0001\\nVault: %s\\n' $vault | git commit-tree $(git write-tree) -p "
        "register)\n";
    const auto done = run(script);
    INFO(done.out);
    REQUIRE(done.status == 0);
}

constexpr const char* approval = "approvals/2026/00/01.json";
constexpr const char* disposal = "disposals/2026/00/01.json";

bool finds(Room& room, const std::string& code) {
    return findings(room.verify()).find(code + " ") != std::string::npos;
}

} // namespace

// Only the list was asked whether it is approved: a forged word in it destroyed its records.
TEST_CASE("nothing is destroyed on an approval that its decisions do not bear out") {
    const std::pair<const char*, const char*> forgeries[] = {
        {approval, "s/\"by\": \"asha\"/\"by\": \"ghost\"/"}, // somebody who is not
        {approval, "s/\"by\": \"asha\"/\"by\": \"ravi\"/"},  // who proposed it
        {approval, "s/\"state\": \"approved\"/\"state\": \"pending\"/"},
        {approval, "s/D-2026-0001/D-2026-0002/"},                 // of another list
        {disposal, "s/C-1\\/2026\\/000001/C-1\\/2026\\/000002/"}, // with other records
    };
    for (const auto& [path, how] : forgeries) {
        INFO(path << " " << how);
        Room room;
        const auto id = room.closed("C-1", "2020-01-01", "Old", {bytes("a.txt", "old")});
        room.closed("C-1", "2026-01-01", "Young", {bytes("a.txt", "young")});
        const auto list = room.as("ravi").disposals().propose({.series = "C-1"});
        room.as("asha").disposals().approve(list.id);
        forge(room, {{path, how}});
        for (const bool dry_run : {true, false}) {
            const auto failed = failure_of([&] {
                room.as("ravi").disposals().carry_out(list.id, {.method = "x", .witness = "asha"}, dry_run);
            });
            CHECK(failed.code == "corrupt");
        }
        CHECK(room.read(id) == "old");
    }
}

TEST_CASE("verify tells of an approval by somebody who could not give it, and of one for something else") {
    for (const char* how :
         {"s/\"by\": \"asha\"/\"by\": \"ghost\"/", "s/\"by\": \"asha\"/\"by\": \"ravi\"/"}) {
        INFO(how);
        Room room;
        room.closed("C-1", "2020-01-01", "Old", {bytes("a.txt", "old")});
        room.destroy("C-1");
        CHECK(findings(room.verify()) == "");
        forge(room, {{approval, how}});
        CHECK(finds(room, "approval-unfounded"));
    }
    Room room;
    room.closed("C-1", "2020-01-01", "Old", {bytes("a.txt", "old")});
    room.destroy("C-1");
    forge(room, {{approval, "s/D-2026-0001/D-2026-0002/"}});
    CHECK(finds(room, "disposal-unapproved"));
}

// A record that says "destroyed" without a step ended the process that asked for its content.
// A revision that waited for its day was issued whatever had become of its title, its links or its content.
TEST_CASE("what is not as it was approved is not issued, whoever changed it") {
    for (const char* how : {"s/\"text\": \"Procedure\"/\"text\": \"Order\"/", "s/\"procedure\"/\"charter\"/",
                            "s/\"sha256\": \"../\"sha256\": \"00/"}) {
        INFO(how);
        Room room;
        Document made;
        made.number = "QP-1";
        made.title = Text("Procedure");
        made.title.in["hi"] = "x";
        made.type = "procedure";
        room.as("ravi").documents().create(made, {bytes("a", "b")}, "x");
        room.as("ravi").documents().submit("QP-1", day("2026-06-01"));
        room.as("asha").documents().approve("QP-1");
        room.as("ravi").documents().issue("QP-1", day("2026-06-02"));
        forge(room, {{"documents/QP-1.json", how}});
        const auto failure =
            failure_of([&] { room.as("ravi").documents().issue("QP-1", day("2026-06-03")); });
        CHECK(failure.code == "refused");
        CHECK(failure.says("QP-1/1: its approval A-2026-0001 is void: it is no longer what was approved"));
    }
}

TEST_CASE("a register file that contradicts itself is refused, and told") {
    Room room;
    const auto id = room.closed("LR", "2020-01-01", "Kept", {bytes("a.txt", "kept")});
    forge(room, {{"records/LR/2026/00/00/01.json", "s/\"state\": \"closed\"/\"state\": \"destroyed\"/"}});
    CHECK(failure_of([&] { room.read(id); }).code == "corrupt");
    CHECK(finds(room, "register-unreadable"));
}

// verify stopped where somebody's tag kept content of a destroyed record, whatever else was wrong.
TEST_CASE("somebody's tag stops a destruction before it begins, and never keeps verify from telling") {
    Room room;
    const auto kept = room.closed("LR", "2020-01-01", "Kept", {bytes("k.txt", "kept")});
    const auto id = room.closed("C-1", "2020-01-01", "Old", {bytes("a.txt", "old")});
    const auto list = room.as("ravi").disposals().propose({.series = "C-1"});
    room.as("asha").disposals().approve(list.id);
    REQUIRE(git(room.directory(), "tag backup vault").status == 0);
    const auto head = git(room.directory(), "rev-parse register").out;
    for (const bool dry_run : {true, false})
        CHECK(failure_of([&] {
                  room.as("ravi").disposals().carry_out(list.id, {.method = "x", .witness = "asha"}, dry_run);
              }).code == "conflict");
    CHECK(git(room.directory(), "rev-parse register").out == head);
    CHECK(room.read(id) == "old");
    REQUIRE(git(room.directory(), "update-ref -d refs/tags/backup").status == 0);
    room.as("ravi").disposals().carry_out(list.id, {.method = "x", .witness = "asha"});
    CHECK(findings(room.verify()) == "");
    // The bytes are brought back, and named by a tag.
    REQUIRE(
        run("cd " + quoted(room.directory()) + " && git tag again $(printf old | git hash-object -w --stdin)")
            .status == 0);
    CHECK(finds(room, "destroyed-content-present"));
    CHECK(room.read(kept) == "kept");
}

// A file of the register could be taken out by hand, and all was clean.
TEST_CASE("what the history speaks of must be in the register") {
    const std::pair<const char*, const char*> losses[] = {
        {"office.json", "office"},
        {"people/meena.json", "meena"},
        {"holds/2026/00/01.json", "H-2026-0001"},
        {"schedules/GEN/1.json", "schedule GEN"},
        {"series/LR.json", "LR"},
        {"roles/approver.json", "approver"},
        {"routes/disposal.json", "disposal"},
        {"records/LR/2026/00/00/02.json", "LR/2026/000002"},
    };
    for (const auto& [path, named] : losses) {
        INFO(path);
        Room room;
        const auto id = room.closed("LR", "2020-01-01", "Kept", {bytes("a.txt", "kept")});
        room.as("dinesh").records().file(filing("LR", "Without content"));
        room.as("ravi").holds().place({.reason = "court", .records = {id}});
        CHECK(findings(room.verify()) == "");
        forge(room, {{path, "delete"}});
        const auto told = findings(room.verify());
        INFO(told);
        CHECK(told.find("register-missing") != std::string::npos);
        CHECK(told.find(named) != std::string::npos);
    }
}
