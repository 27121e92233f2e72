// Checkpoints: what proves later that history was not rewritten.
#include "contract/room.hpp"

#include <filesystem>

using namespace almirah;
using namespace almirah::test;

namespace {

std::string verdict(Store& store, const Checkpoint& kept) {
    const auto findings = store.trust().verify(kept);
    return findings.empty() ? "extends" : findings.at(0).code;
}

} // namespace

TEST_CASE("a history that goes on extends its checkpoint") {
    Room room;
    room.closed("LR", "2020-01-01");
    const Checkpoint kept = room.store().trust().checkpoint();
    CHECK(kept.office == "BSR");
    CHECK(kept.records == 1);
    CHECK(kept.entries == room.store().trust().history().size());
    CHECK(kept.at == room.now());
    CHECK(git(room.directory(), "rev-parse register").out == kept.head + "\n");
    CHECK(verdict(room.store(), kept) == "extends");
    room.closed("LR", "2020-01-01");
    CHECK(verdict(room.store(), parse_checkpoint(to_string(kept))) == "extends");
    CHECK(room.store().trust().checkpoint().store == kept.store);
}

TEST_CASE("a rewritten history is found, although every object of it is sound") {
    Room room;
    room.closed("LR", "2020-01-01", "The truth");
    const Checkpoint kept = room.store().trust().checkpoint();
    room.while_closed([&] {
        const auto rewritten = run("cd " + quoted(room.directory()) +
                                   R"sh( && export GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@x GIT_COMMITTER_NAME=x
              export GIT_COMMITTER_EMAIL=x@x
              commit=$(git log -1 --format=%B register | sed 's/The truth/A lie/' |
                       git commit-tree register^{tree} -p register~1)
              git update-ref refs/heads/register $commit)sh");
        INFO(rewritten.out);
        REQUIRE(rewritten.status == 0);
    });
    CHECK(verdict(room.store(), kept) == "checkpoint-not-in-history");
}

TEST_CASE("an entry that was cut off is found") {
    Room room;
    room.closed("LR", "2020-01-01");
    const Checkpoint kept = room.store().trust().checkpoint();
    room.while_closed(
        [&] { REQUIRE(git(room.directory(), "update-ref refs/heads/register register~1").status == 0); });
    CHECK(verdict(room.store(), kept) == "checkpoint-not-in-history");
}

TEST_CASE("an old copy in the store's place is found") {
    Room room;
    const std::string copy = room.folder() / "copy";
    room.while_closed([&] {
        std::filesystem::copy(room.directory(), copy, std::filesystem::copy_options::recursive);
        std::filesystem::permissions(copy, std::filesystem::perms(0750));
    });
    room.closed("LR", "2020-01-01");
    const Checkpoint kept = room.store().trust().checkpoint();
    Store old = Store::open(copy);
    CHECK(verdict(old, kept) == "checkpoint-not-in-history");
}

TEST_CASE("a checkpoint of another store, or with other figures, is told") {
    Room room, other;
    const Checkpoint kept = room.store().trust().checkpoint();
    CHECK(verdict(other.store(), kept) == "checkpoint-other-store");
    Checkpoint wrong = kept;
    wrong.entries += 1;
    CHECK(verdict(room.store(), wrong) == "checkpoint-count");
    wrong = kept;
    wrong.head = "not a commit";
    CHECK(verdict(room.store(), wrong) == "checkpoint-not-in-history");
    wrong.head = git(room.directory(), "rev-parse vault^{tree}").out.substr(0, 40);
    CHECK(verdict(room.store(), wrong) == "checkpoint-not-in-history");
}
