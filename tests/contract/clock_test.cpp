// The clock that every date is computed by: what is entered keeps to the last entry's time.
#include "contract/room.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

const CarryOut how{.method = "shredded", .witness = "asha"};

void let_quiet(Room& room, int days) {
    Policy policy = room.store().office().office().policy;
    policy.quiet_days = days;
    room.as("kiran").office().set_policy(policy, "guard");
}

std::string count_days(const Room& room, int days) {
    return to_string(room.now() - std::chrono::days(days));
}

} // namespace

TEST_CASE("a clock that is years ahead destroys nothing before somebody has confirmed it") {
    Room room;
    let_quiet(room, 92);
    const auto id = room.closed("LR", "2026-01-01", "Case", {bytes("a", "kept")});
    room.later(std::chrono::days(92));
    room.closed("LR", "2026-02-01"); // not longer: no word
    room.later(std::chrono::days(365 * 40));
    const auto failed = failure_of([&] { room.as("ravi").disposals().propose({.series = "LR"}); });
    CHECK(failed.code == "conflict");
    CHECK(failed.says(to_string(room.now())));
    CHECK(failed.says(count_days(room, 365 * 40)));
    CHECK(failed.says("clock confirm"));
    for (const auto& act : std::vector<std::function<void()>>{
             [&] { room.as("dinesh").records().file(filing("LR", "Case")); },
             [&] { room.as("ravi").holds().place({.reason = "x", .records = {id}}); },
             [&] {
                 room.as("kiran").office().add_place({"R1", "", "", {}});
             }})
        CHECK(code_of(act) == "conflict");

    CHECK(code_of([&] { room.as("ravi").trust().confirm_clock("it is right"); }) == "refused");
    CHECK(code_of([&] { room.as("kiran").trust().confirm_clock(""); }) == "invalid-argument");
    room.as("kiran").trust().confirm_clock("the office was closed");
    CHECK(room.store().trust().history().back().reason == "the office was closed");
    CHECK(code_of([&] { room.as("kiran").trust().confirm_clock("again"); }) == "conflict");
    const auto list = room.as("ravi").disposals().propose({.series = "LR"}).id;
    room.as("asha").disposals().approve(list);
    room.later(std::chrono::days(93));
    CHECK(code_of([&] { room.as("ravi").disposals().carry_out(list, how); }) == "conflict");
    CHECK(room.read(id) == "kept");
    room.as("kiran").trust().confirm_clock("holidays");
    room.as("ravi").disposals().carry_out(list, how);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("nothing is entered with a time before the last entry, signed or not") {
    Room room;
    room.closed("LR", "2020-01-01");
    const Instant last = room.now();
    room.later(-std::chrono::hours(2));
    const auto failed = failure_of([&] { room.closed("LR", "2020-01-01"); });
    CHECK(failed.code == "conflict");
    CHECK(failed.says(to_string(room.now())));
    CHECK(failed.says(to_string(last)));
    room.as("kiran").trust().correct_clock("it was two hours ahead");
    room.closed("LR", "2020-01-01");
    room.later(-std::chrono::minutes(3)); // what setting a clock right may take
    room.closed("LR", "2020-01-01");
    CHECK(room.verify().clean());
}

TEST_CASE("an entry after a long silence that nobody confirmed is told") {
    Room room;
    let_quiet(room, 92);
    room.closed("LR", "2020-01-01");
    const std::string forge =
        "cd " + quoted(room.directory()) +
        " && last=$(git log -1 --format=%ct register) && export GIT_AUTHOR_NAME='Dinesh Sahu' "
        "GIT_AUTHOR_EMAIL=dinesh@almirah GIT_COMMITTER_NAME='Dinesh Sahu' GIT_COMMITTER_EMAIL=dinesh@almirah "
        "GIT_CONFIG_GLOBAL=/dev/null GIT_INDEX_FILE=$PWD/../forged-index && GIT_AUTHOR_DATE=\"@$((last + "
        "93 * 86400)) +0000\" && GIT_COMMITTER_DATE=\"$GIT_AUTHOR_DATE\" && export GIT_AUTHOR_DATE "
        "GIT_COMMITTER_DATE && vault=$(git log -1 --format=%B register | sed -n 's/^Vault: //p') && "
        "git read-tree register && f=records/LR/2026/00/00/01.json && b=$(git show register:$f | jq --indent "
        "1 "
        "'.events = [{name: \"seen\", on: \"2026-05-04\"}]' | git hash-object -w --stdin) && git "
        "update-index "
        "--cacheinfo 100644,$b,$f && git update-ref refs/heads/register $(printf 'Seen\\n\\nOperation: "
        "record.event\\nBy: dinesh\\nRows: 3\\nVault: %s\\n' $vault | git commit-tree $(git write-tree) -p "
        "register)";
    const auto done = run(forge);
    INFO(done.out);
    REQUIRE(done.status == 0);
    room.later(std::chrono::days(200));
    std::string codes;
    for (const auto& finding : room.verify().findings)
        if (finding.severity == Severity::error) codes += finding.code + " ";
    CHECK(codes == "entry-unconfirmed ");
}
