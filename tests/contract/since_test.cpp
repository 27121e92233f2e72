// Verifying what came since a checkpoint that says the store was clean.
#include "contract/signed_room.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

std::set<std::string> codes(const Verification& verification) {
    std::set<std::string> found;
    for (const auto& finding : verification.findings)
        found.insert(finding.code);
    return found;
}

} // namespace

TEST_CASE("only a signed checkpoint that says so is relied on, and what came since is looked at") {
    SignedRoom room;
    const auto old = room.closed("LR", "2020-01-01", "Old", {bytes("a.txt", "old")});
    const Checkpoint bare = room.signing("kiran").trust().checkpoint();
    CHECK_FALSE(bare.verified);
    CHECK(code_of([&] { room.store().trust().verify_since(bare); }) == "invalid-argument");
    room.store().sign_with({});
    const Checkpoint unsigned_one = room.store().trust().checkpoint(true);
    CHECK(code_of([&] { room.store().trust().verify_since(unsigned_one); }) == "invalid-argument");
    const Checkpoint clean = room.signing("kiran").trust().checkpoint(true);
    CHECK(clean.verified);
    CHECK(parse_checkpoint(to_string(clean)) == clean);
    CHECK(room.store().trust().verify(clean).empty());

    auto since = room.store().trust().verify_since(clean);
    CHECK(since.entries == 0);
    CHECK(codes(since) == std::set<std::string>{"since-checkpoint"});
    room.signing("dinesh").records().file(filing("LR", "New", {bytes("b.txt", "new")}));
    room.store().records().add_event(old, {"seen", day("2026-05-04"), ""});
    since = room.store().trust().verify_since(clean);
    CHECK(since.clean());
    CHECK(since.entries == 2);
    CHECK(since.records == 2);
    CHECK(since.files == 2);
}

TEST_CASE("what was forged since is told, and a checkpoint that was changed, or made after it, is none") {
    SignedRoom room;
    const auto id = room.closed("LR", "2020-01-01", "Old", {bytes("a.txt", "old")});
    const Checkpoint clean = room.signing("kiran").trust().checkpoint(true);
    room.store().sign_with({});
    Checkpoint changed = clean;
    changed.records += 1;
    CHECK(code_of([&] { room.store().trust().verify_since(changed); }) == "invalid-argument");
    Checkpoint another = clean;
    another.store = std::string(32, '0');
    CHECK(code_of([&] { room.store().trust().verify_since(another); }) == "conflict");
    room.closed("LR", "2020-01-01", "New");
    const auto done = run("cd " + quoted(room.directory()) + R"sh( && export GIT_INDEX_FILE=$PWD/../forged &&
        git read-tree register && path=records/LR/2026/00/00/01.json &&
        git update-index --cacheinfo "100644,$(git show register:$path | sed 's/2020-01-01/2010-01-01/' |
            git hash-object -w --stdin),$path" &&
        git update-ref refs/heads/register "$(printf 'x\n\nOperation: record.event\nBy: dinesh\nVault: %s\n' \
            $(git log -1 --format=%B register | sed -n 's/^Vault: //p') |
            git -c user.name=x -c user.email=x@x commit-tree $(git write-tree) -p register)")sh");
    INFO(done.out);
    REQUIRE(done.status == 0);
    const auto since = room.store().trust().verify_since(clean);
    CHECK_FALSE(since.clean());
    CHECK(codes(since).contains("entry-scope"));
    CHECK(code_of([&] { room.signing("kiran").trust().checkpoint(true); }) == "refused");
    REQUIRE(git(room.directory(), "update-ref refs/heads/register register~3").status == 0);
    CHECK(code_of([&] { room.store().trust().verify_since(clean); }) != "");
    (void)id;
}

// The key of who vouched was lost before: his word counts no longer.
TEST_CASE("a checkpoint is not relied on once the key that signed it is revoked from before") {
    SignedRoom room;
    room.closed("LR", "2020-01-01", "Old");
    room.later(std::chrono::hours(1));
    const Checkpoint clean = room.signing("ravi").trust().checkpoint(true);
    room.later(std::chrono::hours(1));
    CHECK(room.store().trust().verify_since(clean).clean());
    const Checkpoint by_clerk = room.signing("dinesh").trust().checkpoint(true); // nobody relies on his word
    CHECK(code_of([&] { room.store().trust().verify_since(by_clerk); }) == "invalid-argument");
    room.store().sign_with({});
    room.as("ravi").keys().revoke("ravi", 1, clean.at - std::chrono::minutes(1), "lost");
    CHECK(code_of([&] { room.store().trust().verify_since(clean); }) == "invalid-argument");
}
