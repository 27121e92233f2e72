// One broken store for each finding of docs/errors.md: a code that no damage brings about, or that the page
// does not have, fails.
#include "contract/room.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

using namespace almirah;
using namespace almirah::test;

namespace {

/// What is done to a store by the shell, in its folder: $vault is the tree of the content, $record the file
/// of the record, $blob the content of a.txt. `entry` makes the index of git (and $vault) the register's next
/// entry.
const std::map<std::string, const char*> damages{
    {"pack-damaged", "truncate -s 50 $(ls -S objects/pack/*.pack | head -1)"},
    {"object-damaged", "pack=$(ls -S objects/pack/*.pack | head -1); chmod u+w $pack; "
                       "printf xxxx | dd of=$pack bs=1 seek=3000 conv=notrunc status=none"},
    {"object-malformed", "printf 'no tree' | git hash-object -t tree --literally -w --stdin"},
    {"object-missing",
     "printf 'tree 1111111111111111111111111111111111111111\nauthor x <x> 1 +0000\ncommitter x <x> "
     "1 +0000\n\nx\n' | git hash-object -t commit --literally -w --stdin"},
    {"object-kind", "printf 'tree %s\nauthor x <x> 1 +0000\ncommitter x <x> 1 +0000\n\nx\n' $blob | "
                    "git hash-object -t commit --literally -w --stdin"},
    {"content-missing", "edit $record s/$blob/1111111111111111111111111111111111111111/; entry"},
    {"content-digest", "edit $record 's/\"sha256\": \"..../\"sha256\": \"0000/'; entry"},
    {"register-ref", "commit=$(printf 'tree %s\nparent 1111111111111111111111111111111111111111\nauthor x "
                     "<x> 1 +0000\ncommitter x <x> "
                     "1 +0000\n\nx\n\nVault: %s\n' $(git rev-parse register^{tree}) $vault | git hash-object "
                     "-t commit -w --stdin); "
                     "git update-ref refs/heads/register $commit"},
    {"register-unreadable", "edit $record 's/\"state\"/\"unheard_of\": 1, \"state\"/'; entry"},
    {"register-stray", "add notes.txt; entry"},
    {"foreign-entry", "entry -p register~1"},
    {"vault-missing", "edit $record s/a[.]txt/c.txt/; entry"},
    {"vault-stray", "vault=$(printf '100644 blob %s\tx\n' $blob | git mktree); entry"},
    {"vault-differs", "git read-tree $vault; add records/LR/2026/00/00/01/1/a.txt; vault=$(git write-tree); "
                      "git read-tree register; entry"},
    {"vault-ref", "git update-ref -d refs/heads/vault"},
    {"config-damaged", ": > config"},
    {"idx-damaged", "rm -f $(ls -S objects/pack/*.idx | head -1)"},
    {"stale-lock", ": > refs/heads/register.lock"},
    {"refusals-altered", "sed -i 's/\"by\": \"dinesh\"/\"by\": \"nobody\"/' almirah/refused.json"},
    {"refusals-missing", "rm almirah/refused.json"},
    {"symbolic-link", "rm -f almirah/refused.json; ln -s ../../outside almirah/refused.json"},
    {"diversion", "git rev-parse register > shallow"},
    {"replace-ref", "git replace register register~1"},
    {"pack-shared", "ln $(ls -S objects/pack/*.pack | head -1) ../another"},
    {"purge-unfinished", "echo $blob > almirah/purge"},
    {"disposal-unapproved",
     "edit disposals/2026/00/01.json 's/\"state\": \"carried out\"/&/'; "
     "edit approvals/2026/00/01.json 's/\"state\": \"approved\"/\"state\": \"rejected\"/'; entry"},
    {"document-unapproved",
     "edit documents/QP-07.json 's/\"state\": \"draft\"/\"state\": \"approved\"/'; entry"},
    {"approval-unfounded", "edit approvals/2026/00/01.json 's/\"quorum\": [0-9]*/\"quorum\": 7/;"
                           "s/\"role\": \"[^\"]*\"/&, \"quorum\": 7/'; entry"},
    {"content-gone-unexplained",
     "edit records/LR/2026/00/00/01.json 's/\"blob\": \"[0-9a-f]*\"/&, \"gone\": \"D-2026-0009\"/'; entry"},
    {"destroyed-content-present", "printf gone | git hash-object -w --stdin"},
    {"key-twice", "edit $record 's/\"state\": /\"key\": \"K 1\", &/'; "
                  "edit records/C-1/2026/00/00/01.json 's/\"state\": /\"key\": \"K 1\", &/'; entry"},
    {"register-missing", "printf '0 0000000000000000000000000000000000000000\\tholds/2026/00/01.json\\n' | "
                         "git update-index --index-info; entry"},
    {"index-damaged", "sqlite3 almirah/index.sqlite3 'PRAGMA foreign_keys = off; DELETE FROM holds'"},
    {"index-search-damaged", "sqlite3 almirah/index.sqlite3 'DELETE FROM search_data WHERE id > 10'"},
    {"index-differs", "sqlite3 almirah/index.sqlite3 \"UPDATE records SET place = 'R9'\""},
    {"index-renewed",
     "sqlite3 almirah/index.sqlite3 'UPDATE meta SET head = head; PRAGMA wal_checkpoint(TRUNCATE)'; "
     "dd if=/dev/urandom of=almirah/index.sqlite3 bs=4096 seek=2 count=60 conv=notrunc status=none"},
    {"index-unmade", "add people/dinesh.json; entry"},
    {"foreign-pack", "git repack -adfq"},
    {"foreign-loose", "echo x | git hash-object -w --stdin"},
    {"foreign-ref-broken", "echo nonsense > refs/heads/mine"},
    {"foreign-ref", "git update-ref refs/heads/mine register"},
    {"entry-beyond", "git update-ref refs/heads/register register~1"},
    {"leftover", ": > objects/pack/tmp_almirah_pack_1_0"},
};

constexpr const char* helpers = R"sh(
export GIT_INDEX_FILE=../foreign-index GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@x GIT_COMMITTER_NAME=x GIT_COMMITTER_EMAIL=x@x
vault=$(git log -1 --format=%B register | sed -n 's/^Vault: //p')
record=records/LR/2026/00/00/01.json
blob=$(git rev-parse $vault:records/LR/2026/00/00/01/1/a.txt)
add() { git update-index --add --cacheinfo "100644,$(echo '{}' | git hash-object -w --stdin),$1"; }
edit() { git update-index --cacheinfo "100644,$(git show "register:$1" | sed "$2" | git hash-object -w --stdin),$1"; }
entry() {
    git update-ref refs/heads/register \
        "$(printf 'Foreign\n\nVault: %s\n' "$vault" | git commit-tree "$(git write-tree)" -p register "$@")"
}
git read-tree register
)sh";

struct Filled {
    Room room;
    std::string record;

    Filled() {
        Document procedure;
        procedure.number = "QP-07";
        procedure.title = "Procedure";
        room.as("dinesh").documents().create(procedure, {bytes("p.txt", "a procedure")}, "first");
        record = room.closed("LR", "2020-01-01", "Kept", {bytes("a.txt", "kept"), bytes("b.txt", text())});
        room.closed("C-1", "2020-01-01", "Gone", {bytes("a.txt", "gone")});
        room.as("ravi").holds().place({.reason = "court", .records = {record}});
        CHECK(code_of([&] { room.as("dinesh").holds().place({.reason = "x", .records = {record}}); }) ==
              "refused");
        room.destroy("C-1");
    }
    /// Large, and not to be made smaller: damage in the middle of its pack hits it.
    static std::string text() {
        std::string made(9000, 0);
        unsigned seed = 3;
        for (auto& byte : made)
            byte = char((seed = seed * 1664525u + 1013904223u) >> 24);
        return made;
    }
    std::string hurt(const char* how) const {
        const auto done = run("cd " + quoted(room.directory()) + helpers + how);
        INFO(how << "\n" << done.out);
        CHECK(done.status == 0);
        return done.out;
    }
};

/// "code severity" of all that verify finds, by a store that was open before the damage, or is opened after
/// it.
std::set<std::string> found_in(Store& store) {
    static const char* const names[] = {"note", "warning", "error"};
    std::set<std::string> found;
    for (const auto& finding : store.trust().verify().findings) {
        check_words(finding.message);
        CHECK_FALSE(finding.object.empty());
        found.insert(finding.code + " " + names[int(finding.severity)]);
    }
    return found;
}

std::string page() {
    std::ifstream in(ALMIRAH_SOURCE_DIR "/docs/errors.md");
    std::ostringstream out;
    out << in.rdbuf();
    const std::string text = out.str();
    const auto start = text.find("## Findings of verify");
    // Those about signatures have a table of their own: signed_damage_test.cpp.
    return text.substr(start, text.find("Of signatures") - start);
}

/// code -> severity, as the page has them.
std::map<std::string, std::string> documented() {
    std::map<std::string, std::string> codes;
    std::istringstream lines(page());
    static const std::regex row("^\\| `([a-z-]+)` \\| (note|warning|error) \\|.*");
    std::smatch match;
    for (std::string line; std::getline(lines, line);)
        if (std::regex_match(line, match, row)) codes[match[1]] = match[2];
    return codes;
}

} // namespace

TEST_CASE("each finding of verify has a broken store that brings it about") {
    for (const auto& [code, severity] : documented()) {
        if (code.starts_with("checkpoint-")) continue;
        INFO(code);
        REQUIRE(damages.contains(code));
        Filled filled;
        filled.hurt(damages.at(code));
        const auto found = found_in(filled.room.store());
        std::string all;
        for (const auto& one : found)
            all += one + "\n";
        INFO(all);
        CHECK(found.contains(code + " " + severity));
    }
}

TEST_CASE("no damage stands in the table whose code the page does not have") {
    const auto codes = documented();
    for (const auto& [code, damage] : damages)
        CHECK(codes.contains(code));
}

// What the last record said of content that it shares was taken for what all of them say.
TEST_CASE("a false digest of content that two records share is laid to the one that has it") {
    const auto path = [](int number) {
        return "records/LR/2026/00/00/0" + std::to_string(number) + "/1/a.txt";
    };
    for (const int wrong : {1, 2})
        for (const char* what :
             {"s/\"sha256\": \"..../\"sha256\": \"0000/", "s/\"size_bytes\": 4/\"size_bytes\": 5/"}) {
            Filled filled;
            filled.room.closed("LR", "2020-01-01", "Another", {bytes("a.txt", "kept")});
            filled.hurt(("edit records/LR/2026/00/00/0" + std::to_string(wrong) + ".json '/\"a.txt\"/,/}/ " +
                         what + "'; entry")
                            .c_str());
            std::vector<std::string> told;
            for (const auto& finding : filled.room.store().trust().verify().findings)
                if (finding.code == "content-digest") told.push_back(finding.message);
            INFO(wrong << " " << what);
            REQUIRE(told.size() == 1);
            CHECK(told[0].find(path(wrong)) != std::string::npos);
            CHECK(told[0].find(path(3 - wrong)) == std::string::npos);
        }
}

TEST_CASE("each finding of a checkpoint has a store that brings it about") {
    Filled filled;
    const auto kept = filled.room.store().trust().checkpoint();
    std::set<std::string> found;
    const auto look = [&](const Checkpoint& checkpoint) {
        for (const auto& finding : filled.room.store().trust().verify(checkpoint))
            found.insert(finding.code);
    };
    look(kept);
    CHECK(found.empty());
    Checkpoint other = kept;
    other.store = std::string(32, '0');
    look(other);
    Checkpoint counted = kept;
    ++counted.entries;
    look(counted);
    Checkpoint uprooted = kept;
    uprooted.root[0] = uprooted.root[0] == '0' ? '1' : '0';
    look(uprooted);
    Checkpoint countersigned = kept;
    countersigned.signatures.push_back({"kiran", "00000000", std::string(64, 'x')});
    look(countersigned);
    filled.hurt("git update-ref refs/heads/register register~1");
    look(kept);
    CHECK(found == std::set<std::string>{"checkpoint-other-store", "checkpoint-count", "checkpoint-root",
                                         "checkpoint-signature", "checkpoint-not-in-history"});
    for (const auto& [code, severity] : documented())
        if (code.starts_with("checkpoint-")) CHECK(found.contains(code));
}
