// What somebody writes with stock git, the folder and a key of his own, under the name of an operation that
// he may do: verify tells of it, and nothing is destroyed on it.
#include "contract/signed_room.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

/// `edit PATH FILTER` changes a file of the register by jq; `entry OPERATION LOGIN NAME KEY [WHEN]` makes all
/// that was edited the next entry, signed with the key of that name (-: unsigned), at a time (else: a minute
/// after the last).
constexpr const char* helpers = R"sh(
set -e
export GIT_INDEX_FILE=$PWD/../forged-index GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
rm -f "$GIT_INDEX_FILE"; git read-tree register
last=$(git log -1 --format=%ct register); when=$((last + 60)); at=$(date -u -d @$when +%Y-%m-%dT%H:%M:%SZ)
vault=$(git log -1 --format=%B register | sed -n 's/^Vault: //p')
edit() { git update-index --cacheinfo "100644,$(git show "register:$1" | jq --indent 1 --arg at $at "$2" | git hash-object -w --stdin),$1"; }
add() { git update-index --add --cacheinfo "100644,$(printf '%s' "$2" | jq --indent 1 . | git hash-object -w --stdin),$1"; }
entry() {
    time=${5-$when} mail=$2@almirah
    [ "$2" = ravi ] && mail=ravi@example.org
    export GIT_AUTHOR_NAME="$3" GIT_AUTHOR_EMAIL=$mail GIT_AUTHOR_DATE="@$time +0000"
    export GIT_COMMITTER_NAME="$3" GIT_COMMITTER_EMAIL=$mail GIT_COMMITTER_DATE="@$time +0000"
    sign=; [ "$4" = - ] || sign=-S
    git update-ref refs/heads/register "$(printf 'Forged\n\nOperation: %s\nBy: %s\nRows: 1\nVault: %s\n' "$1" "$2" "$vault" |
        git -c gpg.format=ssh -c user.signingkey="$PWD/../$4-key" commit-tree $sign "$(git write-tree)" -p register)"
}
)sh";

/// A hold on a record, a list of another that awaits approval, one that was carried out, a document in force.
struct Trial : SignedRoom {
    std::string held, listed, list, hold, kept;

    Trial() {
        held = closed("C-1", "2020-01-01", "Held", {bytes("a.txt", "held")});
        hold = as("ravi").holds().place({.reason = "court", .records = {held}});
        closed("C-1", "2020-01-01", "Gone", {bytes("a.txt", "gone")});
        destroy("C-1"); // D-2026-0001, approval A-2026-0001
        listed = closed("C-1", "2020-01-01", "Listed", {bytes("a.txt", "listed")});
        list = as("ravi").disposals().propose({.series = "C-1"}).id;
        kept = closed("LR", "2020-01-01", "Kept", {bytes("a.txt", "kept")});
        approved_document();
        later(std::chrono::hours(1));
        sign_everything();
    }
    void sign_everything() {
        Policy policy = store().office().office().policy;
        policy.signed_operations = {"*"};
        signing("kiran").office().set_policy(policy, "law");
    }
    void forge(const std::string& how) const {
        const auto done = run("cd " + quoted(directory()) + helpers + how);
        INFO(how << "\n" << done.out);
        REQUIRE(done.status == 0);
    }
    /// Codes of errors, each once; with signatures.
    std::set<std::string> told() {
        std::set<std::string> codes;
        for (const auto& finding : store().trust().verify().findings)
            if (finding.severity == Severity::error) codes.insert(finding.code);
        for (const auto& finding : store().trust().verify_signatures().findings)
            if (finding.severity == Severity::error) codes.insert(finding.code);
        return codes;
    }
};

constexpr const char* a_record = "records/C-1/2026/00/00/01.json";
constexpr const char* decided =
    "edit approvals/2026/00/02.json '.decisions = [{step: 0, by: \"asha\", at: $at, approved: true, digest: "
    ".digest}] "
    "| .state = \"approved\"'; edit disposals/2026/00/02.json '.state = \"approved\"'; ";
constexpr const char* freed = "edit holds/2026/00/01.json '.released_at = $at | .released_by = \"ravi\" | "
                              ".release_reason = \"over\"'; ";

} // namespace

// One unsigned entry called key.register, dated before the policy of signing, approved a list and released a
// hold; a genuine carrying out then destroyed what both had kept.
TEST_CASE("an unsigned entry of a harmless name neither destroys nor passes") {
    Trial office;
    office.later(std::chrono::hours(1));
    office.forge(std::string(decided) + freed + "entry key.register asha 'Asha Verma' - $((last - 3000))");
    const auto failed = failure_of([&] {
        office.signing("ravi").disposals().carry_out(office.list, {.method = "x", .witness = "asha"});
    });
    CHECK(failed.code == "refused");
    CHECK(failed.says("bears no signature"));
    CHECK(office.read(office.listed) == "listed");
    CHECK(office.read(office.held) == "held");
    const auto told = office.told();
    CHECK(told.contains("entry-scope"));
    CHECK(told.contains("entry-unfounded"));
}

TEST_CASE("a forged release of a hold frees nothing from a genuine list") {
    Trial office;
    office.forge(std::string(freed) + "entry hold.release ravi 'Ravi Shankar' -");
    office.later(std::chrono::hours(1));
    office.signing("ravi").disposals().withdraw(office.list, "again");
    const auto list = office.store().disposals().propose({.series = "C-1"});
    REQUIRE(list.items.size() == 2);
    office.signing("asha").disposals().approve(list.id);
    const auto done =
        office.signing("ravi").disposals().carry_out(list.id, {.method = "x", .witness = "asha"});
    for (const auto& item : done.items)
        CHECK((item.outcome == Outcome::skipped) == (item.record == office.held));
    CHECK(office.read(office.held) == "held");
}

TEST_CASE("a key that is revoked from a day before the decision takes the decision with it") {
    Trial office;
    office.signing("asha").disposals().approve(office.list);
    const Instant decided_at = office.now();
    office.later(std::chrono::hours(1));
    CHECK(office.told().empty());
    office.store().sign_with({});
    office.as("asha").keys().revoke("asha", 1, decided_at - std::chrono::minutes(1), "lost");
    CHECK(office.told().empty()); // it was lawful when it was done
    for (const bool dry_run : {true, false}) {
        const auto failed = failure_of([&] {
            office.signing("ravi").disposals().carry_out(office.list, {.method = "x", .witness = "asha"},
                                                         dry_run);
        });
        CHECK(failed.code == "refused");
        CHECK(failed.says("is revoked from"));
        CHECK(failed.says("again"));
    }
    CHECK(office.read(office.listed) == "listed");
}

TEST_CASE("what a signed entry of another kind did is told") {
    struct Forgery {
        const char *what, *how, *code;
    };
    const Forgery forgeries[] = {
        {"a remark that releases a hold",
         "edit approvals/2026/00/02.json '.comments = [{by: \"dinesh\", at: $at, text: \"x\"}]'; "
         "edit holds/2026/00/01.json '.released_at = $at | .released_by = \"dinesh\" | .release_reason = "
         "\"x\"'; "
         "entry approval.comment dinesh 'Dinesh Sahu' dinesh",
         "entry-scope"},
        {"a description that replaces the content of what is in force",
         "edit documents/QP-1.json '.title = \"Other\" | .revisions[0].files[0].sha256 = (\"0\" * 64)'; "
         "entry document.describe dinesh 'Dinesh Sahu' dinesh",
         "entry-scope"},
        {"a revision that replaces it",
         "edit documents/QP-1.json '.revisions[0].files[0].sha256 = (\"0\" * 64)'; "
         "entry document.revise dinesh 'Dinesh Sahu' dinesh",
         "entry-unfounded"},
        {"a record that says that a list destroyed it, which does not name it",
         "edit records/C-1/2026/00/00/03.json '.state = \"destroyed\" | .steps_done = [{action: \"destroy\", "
         "on: "
         "\"2026-05-04\", disposal: \"D-2026-0001\"}]'; entry record.close dinesh 'Dinesh Sahu' dinesh",
         "entry-scope"},
        {"the same under the list's own name",
         "edit records/C-1/2026/00/00/03.json '.state = \"destroyed\" | .steps_done = [{action: \"destroy\", "
         "on: "
         "\"2026-05-04\", disposal: \"D-2026-0001\"}]'; entry disposal.carry-out ravi 'Ravi Shankar' ravi",
         "entry-unfounded"},
        {"the same with its line added to the list that was carried out",
         "edit records/C-1/2026/00/00/03.json '.state = \"destroyed\" | .steps_done = [{action: \"destroy\", "
         "on: "
         "\"2026-05-04\", disposal: \"D-2026-0001\"}]'; edit disposals/2026/00/01.json '.items += [.items[0] "
         "| .record = "
         "\"C-1/2026/000003\"]'; entry disposal.carry-out ravi 'Ravi Shankar' ravi",
         "entry-scope"},
        {"a hold set free by who may release it, under another name",
         "edit holds/2026/00/01.json '.released_at = $at | .released_by = \"ravi\" | .release_reason = "
         "\"x\"'; "
         "entry hold.place ravi 'Ravi Shankar' ravi",
         "entry-scope"},
        {"a day of effect years before",
         "edit documents/QP-1.json '.revisions[0].effective_on = \"2020-01-01\"'; "
         "entry document.describe dinesh 'Dinesh Sahu' dinesh",
         "entry-scope"},
        {"the same under the name that may set one",
         "edit documents/QP-1.json '.revisions[0].effective_on = \"2020-01-01\"'; "
         "entry document.issue ravi 'Ravi Shankar' ravi",
         "entry-unfounded"},
        {"a date of closing moved",
         "edit records/LR/2026/00/00/01.json '.closed = \"2001-01-01\"'; entry record.event dinesh 'Dinesh "
         "Sahu' dinesh",
         "entry-scope"},
        {"a rule shortened",
         "edit schedules/GEN/1.json '(.schedule.rules[] | select(.code == \"C-3\")).steps[0].after = "
         "\"1y\"'; "
         "entry series.add ravi 'Ravi Shankar' ravi",
         "entry-scope"},
        {"a record added to a list that awaits its approval",
         "edit disposals/2026/00/02.json '.items += [.items[0] | .record = \"LR/2026/000001\"]'; "
         "entry disposal.review ravi 'Ravi Shankar' ravi",
         "entry-scope"},
        {"a right given by who may give none",
         "edit people/dinesh.json '.roles = [\"administrator\"]'; entry record.event dinesh 'Dinesh Sahu' "
         "dinesh",
         "entry-scope"},
        {"a decision for who had no turn",
         "edit approvals/2026/00/02.json '.decisions = [{step: 0, by: \"ravi\", at: $at, approved: true, "
         "digest: .digest}] "
         "| .state = \"approved\"'; edit disposals/2026/00/02.json '.state = \"approved\"'; "
         "entry disposal.approve ravi 'Ravi Shankar' ravi",
         "entry-unfounded"},
        {"a list that is approved without a decision",
         "edit disposals/2026/00/02.json '.state = \"approved\"'; entry disposal.approve asha 'Asha Verma' "
         "asha",
         "entry-unfounded"},
        {"a thing taken out",
         "printf '0 0000000000000000000000000000000000000000\\tholds/2026/00/01.json\\n' | git update-index "
         "--index-info; "
         "entry hold.extend ravi 'Ravi Shankar' ravi",
         "entry-scope"},
        {"an approval made up, with a route that is nobody's",
         "add approvals/2026/00/03.json \"$(git show register:approvals/2026/00/02.json | jq --arg at $at "
         "'.id = "
         "\"A-2026-0003\" | .route.steps[0].role = \"clerk\" | .submitted_at = $at')\"; entry "
         "disposal.review ravi "
         "'Ravi Shankar' ravi",
         "entry-unfounded"},
    };
    for (const auto& [what, how, code] : forgeries) {
        INFO(what);
        Trial office;
        REQUIRE(office.told().empty());
        office.later(std::chrono::hours(1));
        office.forge(how);
        const auto told = office.told();
        std::string all;
        for (const auto& one : told)
            all += one + " ";
        INFO(all);
        CHECK(told.contains(code));
        office.signing("ravi").records().file(filing("LR", "Honest, and after it"));
        CHECK(office.told().contains(code));
    }
    CHECK(std::string(a_record).starts_with("records/"));
}

// H-2026-0002 asks for what was open in 2020 or later; LR/2026/000002 is open, LR/2026/000001 is of before.
TEST_CASE("what a forged entry takes out of a hold that stands, or puts on its list, is told") {
    const std::pair<const char*, const char*> forgeries[] = {
        {"closed on an early day, and on no list",
         "edit records/LR/2026/00/00/02.json '.state = \"closed\" | .closed = \"2019-01-01\"'; "
         "entry record.close dinesh 'Dinesh Sahu' dinesh"},
        {"a list that grows by what did not leave",
         "edit holds/2026/00/02.json '.caught = [\"LR/2026/000002\"]'; "
         "edit records/LR/2026/00/00/02.json '.events = [{name: \"seen\", on: \"2026-05-04\"}]'; "
         "entry record.event dinesh 'Dinesh Sahu' dinesh"},
        {"a list that grows by what it never named",
         "edit holds/2026/00/02.json '.caught = [\"LR/2026/000001\"]'; "
         "edit records/LR/2026/00/00/02.json '.events = [{name: \"seen\", on: \"2026-05-04\"}]'; "
         "entry record.event dinesh 'Dinesh Sahu' dinesh"},
        {"a list of another hold that shrinks",
         "edit holds/2026/00/03.json 'del(.caught)'; "
         "edit records/LR/2026/00/00/02.json '.events = [{name: \"seen\", on: \"2026-05-04\"}]'; "
         "entry record.event dinesh 'Dinesh Sahu' dinesh"},
        {"the same as the hold grows",
         "edit holds/2026/00/03.json 'del(.caught) | .records = [\"LR/2026/000002\"]'; "
         "entry hold.extend ravi 'Ravi Shankar' ravi"},
        {"a hold that asks for less", "edit holds/2026/00/02.json '.standing.from = \"2024-01-01\"'; entry "
                                      "hold.extend ravi 'Ravi Shankar' ravi"},
    };
    for (const auto& [what, how] : forgeries) {
        INFO(what);
        Trial office;
        office.signing("dinesh").records().file(filing("LR", "Open"));
        office.signing("ravi").holds().place({.reason = "audit", .standing = {.from = day("2020-06-01")}});
        const auto third = office.signing("dinesh").records().file(filing("LR", "Open, and closed early"));
        office.signing("ravi").holds().place({.reason = "inquiry", .standing = {.from = day("2020-01-01")}});
        office.signing("dinesh").records().close(third, day("2019-01-01"), "found in the register");
        REQUIRE(office.store().holds().get("H-2026-0003").caught == std::set<std::string>{third});
        REQUIRE(office.told().empty());
        office.later(std::chrono::hours(1));
        office.forge(how);
        const auto told = office.told();
        CHECK((told.contains("entry-unfounded") || told.contains("entry-scope")));
    }
}

TEST_CASE("an entry of a time to come is told, and a way to go on stays open") {
    Trial office;
    office.later(std::chrono::hours(1));
    office.forge(
        "add people/x.json '{}'; git read-tree register; edit records/LR/2026/00/00/01.json '.events = "
        "[{name: "
        "\"seen\", on: \"2026-05-04\"}]'; entry record.event dinesh 'Dinesh Sahu' dinesh 4102444800");
    CHECK(office.told() == std::set<std::string>{"entry-future"});
    CHECK(failure_of([&] {
              office.signing("dinesh").records().file(filing("LR", "Case"));
          }).says("clock correct"));
    CHECK(code_of([&] { office.signing("dinesh").trust().correct_clock("wrong"); }) == "refused");
    CHECK(code_of([&] { office.signing("kiran").trust().correct_clock(""); }) == "invalid-argument");
    office.signing("kiran").trust().correct_clock("the machine's battery was empty");
    CHECK(code_of([&] { office.signing("kiran").trust().correct_clock("again"); }) == "conflict");
    office.signing("dinesh").records().file(filing("LR", "Case"));
    CHECK(office.told().empty());
    bool kept = false;
    for (const auto& finding : office.store().trust().verify().findings)
        kept = kept || (finding.code == "entry-future" && finding.severity == Severity::warning);
    CHECK(kept);
    CHECK(office.store().trust().history().back().operation == "record.file");
}

TEST_CASE("the log of refused attempts is missed where it was cut, and noted where it is gone") {
    Room room;
    const auto held = room.closed("LR", "2020-01-01", "Held");
    for (int i = 0; i < 3; ++i)
        CHECK(code_of([&] { room.as("dinesh").holds().place({.reason = "x", .records = {held}}); }) ==
              "refused");
    room.closed("LR", "2020-01-01", "Another"); // the entry that says so
    CHECK(findings(room.verify()) == "");
    const std::string log = room.directory() + "/almirah/refused.json";
    const auto codes = [&] {
        std::set<std::string> found;
        for (const auto& finding : room.verify().findings)
            if (finding.code.starts_with("refusals")) found.insert(finding.code);
        return found;
    };
    REQUIRE(run("cp " + quoted(log) + " " + quoted(log + ".kept")).status == 0);
    for (const char* how : {"jq --indent 1 'del(.attempts[1])'", "jq --indent 1 'del(.attempts[2])'",
                            "jq --indent 1 '.attempts[0].by = \"asha\"'", "jq --indent 1 '.attempts = []'"}) {
        INFO(how);
        REQUIRE(run(std::string(how) + " < " + quoted(log + ".kept") + " > " + quoted(log)).status == 0);
        CHECK(codes() == std::set<std::string>{"refusals-altered"});
    }
    REQUIRE(run("rm " + quoted(log)).status == 0);
    CHECK(codes() == std::set<std::string>{"refusals-missing"});
    CHECK(room.verify().clean());
    CHECK(code_of([&] { room.as("dinesh").holds().place({.reason = "x", .records = {held}}); }) == "refused");
    room.closed("LR", "2020-01-01", "A third");
    CHECK(codes() == std::set<std::string>{"refusals-missing"}); // the gap shows
    CHECK(room.store().approvals().refused().size() == 1);
}
