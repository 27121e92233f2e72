// Routes, delegates, releases of holds and what is told of them, on a store.
#include "contract/room.hpp"

#include <filesystem>
#include <fstream>
#include <set>

using namespace almirah;
using namespace almirah::test;

namespace {

using Names = std::vector<std::string>;

void name_route(Room& room, const std::string& kind, const Route& route) {
    auto book = room.as("kiran").office();
    book.set_route(route, "x");
    Policy policy = book.office().policy;
    policy.routes[kind] = route.code;
    book.set_policy(policy, "x");
}

void submit_document(Room& room, const std::string& number, const std::string& type = "procedure") {
    Document made;
    made.number = number;
    made.title = "Procedure";
    made.type = type;
    room.as("ravi").documents().create(made, {bytes("a", number)}, "x");
    room.as("ravi").documents().submit(number);
}

Delegation lends(const char* by, const char* to, const char* until = "2026-05-10") {
    Delegation made;
    made.by = by;
    made.to = to;
    made.from = day("2026-05-04");
    made.until = day(until);
    made.reason = "leave";
    return made;
}

std::string last_summary(Room& room) {
    return room.store().trust().history().back().summary;
}

Approval decide(Room& room, const char* login, const std::string& id, Vote vote = Vote::approve) {
    return room.as(login).approvals().decide(id, {vote, vote == Vote::approve ? "" : "x"});
}

} // namespace

TEST_CASE("a step is asked for by type, and the approval keeps the route as it was for it") {
    Room room;
    RouteStep review{"records-officer", "", 1};
    review.only.types = {"procedure"};
    name_route(room, "document", {"document", "", {review, {"approver", "", 1}}});
    submit_document(room, "F-1", "form");
    submit_document(room, "QP-1");
    CHECK(room.store().approvals().get("A-2026-0001").route.steps.size() == 1);
    CHECK(room.store().approvals().get("A-2026-0002").route.steps.size() == 2);
    review.only.types = {"charter"};
    name_route(room, "document", {"document", "", {review}});
    Document made;
    made.number = "QP-2";
    made.title = "x";
    room.as("ravi").documents().create(made, {bytes("a", "b")}, "x");
    const auto failure = failure_of([&] { room.as("ravi").documents().submit("QP-2"); });
    CHECK(failure.code == "refused");
    CHECK(failure.says("no step of the route document is asked for"));
}

TEST_CASE("a step is asked for by series, and by those above it") {
    Room room;
    RouteStep chief{"", "kiran", 1};
    chief.only.series = {"LR"};
    name_route(room, "disposal", {"disposal", "", {{"approver", "", 1}, chief}});
    room.closed("LR-MUT", "2020-01-01");
    room.closed("C-1", "2020-01-01");
    room.as("ravi").disposals().propose({.series = "C-1"});
    room.as("ravi").disposals().propose({.series = "LR-MUT"});
    CHECK(room.store().approvals().get("A-2026-0001").route.steps.size() == 1);
    CHECK(room.store().approvals().get("A-2026-0002").route.steps.size() == 2);
}

TEST_CASE("a delegate decides for who is away, in whose name it is told, and on no other day") {
    Room room;
    submit_document(room, "QP-1");
    CHECK(code_of([&] { decide(room, "kamla", "A-2026-0001"); }) == "refused");
    CHECK(room.as("asha").approvals().delegate(lends("asha", "kamla")) == "G-2026-0001");
    CHECK(room.store().approvals().pending("kamla").size() == 1);
    room.set_today("2026-05-11");
    CHECK(room.store().approvals().pending("kamla").empty());
    CHECK(code_of([&] { decide(room, "kamla", "A-2026-0001"); }) == "refused");
    room.set_today("2026-05-10");
    const Approval approval = decide(room, "kamla", "A-2026-0001");
    CHECK(approval.state == ApprovalState::approved);
    CHECK(approval.decisions.at(0).by == "kamla");
    CHECK(approval.decisions.at(0).for_person == "asha");
    CHECK(approval.decisions.at(0).delegation == "G-2026-0001");
    CHECK(last_summary(room) == "Approve QP-1/1 for asha; it is effective from 2026-05-10");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("a delegation that was ended lends nothing, and who lost the right has none to lend") {
    Room room;
    submit_document(room, "QP-1");
    const auto id = room.as("kiran").approvals().delegate(lends("asha", "kamla"));
    room.as("asha").approvals().end_delegation(id, "back");
    CHECK(code_of([&] { decide(room, "kamla", "A-2026-0001"); }) == "refused");
    CHECK(code_of([&] { room.as("asha").approvals().end_delegation(id, "again"); }) == "conflict");
    room.as("asha").approvals().delegate(lends("asha", "kamla"));
    room.as("asha").approvals().delegate(lends("asha", "kiran"));
    room.as("kiran").office().set_role({"approver", "Approver", {}}, "nothing for now");
    const auto failure = failure_of([&] { decide(room, "kamla", "A-2026-0001"); });
    CHECK(failure.rule == "approval.decide");
    // Kiran has the permission himself, and is asked for nothing of asha's but her turn, for which she lacks
    // it.
    CHECK(failure_of([&] { decide(room, "kiran", "A-2026-0001"); }).rule == "approval.decide");
}

TEST_CASE("who may delegate, to whom, and until when") {
    Room room;
    const auto code = [&](const char* as, Delegation what) {
        return code_of([&] { room.as(as).approvals().delegate(what); });
    };
    CHECK(code("dinesh", lends("asha", "kamla")) == "refused");
    CHECK(code("dinesh", lends("dinesh", "kamla")) == "refused"); // has nothing to lend
    CHECK(code("asha", lends("asha", "asha")) == "invalid-argument");
    CHECK(code("asha", lends("asha", "nobody")) == "not-found");
    CHECK(code("asha", lends("asha", "kamla", "2026-05-03")) == "invalid-argument");
    auto other = lends("asha", "kamla");
    other.routes = {"none"};
    CHECK(code("asha", other) == "not-found");
    other = lends("asha", "kamla");
    other.reason.clear();
    CHECK(code("asha", other) == "invalid-argument");
    CHECK(room.store().approvals().delegations().empty());
    // What is lent is not passed on.
    room.as("asha").approvals().delegate(lends("asha", "kamla"));
    CHECK(code("kamla", lends("kamla", "dinesh")) == "refused");
}

TEST_CASE(
    "returned for change, it is a draft again; an abstention leaves it to others; a remark decides nothing") {
    Room room;
    room.as("kiran").office().add_person({"usha", "Usha", "", {"approver"}, true});
    submit_document(room, "QP-1");
    room.as("ravi").approvals().comment("A-2026-0001", "see letter 12");
    CHECK(code_of([&] { room.as("kamla").approvals().comment("A-2026-0001", "x"); }) == "refused");
    CHECK(decide(room, "asha", "A-2026-0001", Vote::abstain).state == ApprovalState::pending);
    CHECK(room.store().approvals().pending().at(0).waiting == Names{"usha"});
    CHECK(code_of([&] { room.as("usha").approvals().decide("A-2026-0001", {Vote::return_for_change}); }) ==
          "invalid-argument"); // no reason
    CHECK(decide(room, "usha", "A-2026-0001", Vote::return_for_change).state == ApprovalState::returned);
    CHECK(room.store().documents().get("QP-1").revisions.at(0).state == RevisionState::draft);
    CHECK(room.as("ravi").documents().submit("QP-1") == "A-2026-0002");
    std::string told;
    for (const auto& event : room.store().approvals().history({.approval = "A-2026-0001"}))
        told += event.what + " " + event.by + "; ";
    CHECK(told == "submit ravi; abstain asha; return usha; comment ravi; ");
}

TEST_CASE("a decision binds to the text and the route that were shown") {
    Room room;
    submit_document(room, "QP-1");
    const Approval shown = room.store().approvals().get("A-2026-0001");
    CHECK(shown.digest != shown.subject_digest);
    const auto failure = failure_of(
        [&] { room.as("asha").approvals().decide("A-2026-0001", {.digest = shown.subject_digest}); });
    CHECK(failure.rule == "digest");
    room.as("ravi").documents().revise("QP-1", {bytes("a", "other")}, "x");
    const Approval after = room.store().approvals().get("A-2026-0001");
    CHECK(after.state == ApprovalState::voided);
    CHECK(after.ended_by == "ravi");
    CHECK(after.ended_at == room.now());
    CHECK(code_of([&] { decide(room, "asha", "A-2026-0001"); }) == "conflict");
    room.as("ravi").documents().submit("QP-1");
    CHECK(room.as("asha")
              .approvals()
              .decide("A-2026-0002", {.digest = room.store().approvals().get("A-2026-0002").digest})
              .state == ApprovalState::approved);
}

TEST_CASE("a change voids every decision there is, and the entry says so") {
    Room room;
    name_route(room, "disposal", {"disposal", "", {{"approver", "", 1}, {"", "kiran", 1}}});
    const auto record = room.closed("C-1", "2020-01-01");
    room.as("ravi").disposals().propose({});
    decide(room, "asha", "A-2026-0001");
    room.as("ravi").disposals().review("D-2026-0001", {{record, Verdict::dispose, "", "", {}}});
    CHECK(last_summary(room) ==
          "Review 1 record of the disposal D-2026-0001: dispose; its approval A-2026-0001 is void");
    CHECK(room.store().approvals().get("A-2026-0001").state == ApprovalState::voided);
    CHECK(code_of([&] { decide(room, "kiran", "A-2026-0002"); }) ==
          "refused"); // asha's word counts no longer
    CHECK(room.store().trust().history("A-2026-0001").size() == 3);
}

TEST_CASE("after its deadline a step is escalated, and told of") {
    Room room;
    RouteStep step{"", "asha", 1};
    step.within_days = 2;
    step.escalate_to = "records-officer";
    name_route(room, "document", {"document", "", {step}});
    submit_document(room, "QP-1");
    auto waiting = [&] { return room.store().approvals().pending().at(0); };
    CHECK(waiting().due_on == day("2026-05-06"));
    room.set_today("2026-05-06");
    CHECK(waiting().waiting == Names{"asha"});
    CHECK_FALSE(waiting().overdue);
    room.set_today("2026-05-07");
    CHECK(waiting().waiting == Names{"asha", "kiran"}); // ravi wrote it
    CHECK(waiting().overdue);
    std::set<std::string> codes;
    for (const auto& alert : room.store().retention().alerts())
        codes.insert(alert.code);
    CHECK(codes.contains("approval-overdue"));
    CHECK(decide(room, "kiran", "A-2026-0001").state == ApprovalState::approved);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("a hold whose release awaits approval stands, and is released by the last approval") {
    Room room;
    name_route(room, "hold-release", {"release", "", {{"approver", "", 1}}});
    const auto record = room.closed("C-1", "2020-01-01");
    room.as("ravi").holds().place({.reason = "case", .records = {record}});
    CHECK(room.as("ravi").holds().release("H-2026-0001", "over") == "A-2026-0001");
    CHECK(room.store().holds().get("H-2026-0001").active());
    CHECK(room.store().holds().on(record).size() == 1);
    CHECK(code_of([&] { room.as("ravi").holds().release("H-2026-0001", "over"); }) == "conflict");
    CHECK(code_of([&] { decide(room, "ravi", "A-2026-0001"); }) == "refused"); // asked for it
    CHECK(room.as("ravi").holds().release_all({"H-2026-0001"}, "over") == 0);
    decide(room, "asha", "A-2026-0001");
    const Hold hold = room.store().holds().get("H-2026-0001");
    CHECK_FALSE(hold.active());
    CHECK(hold.released_by == "ravi");
    CHECK(hold.release_reason == "over");
    CHECK(room.store().holds().on(record).empty());
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("a release that is rejected, taken back or overtaken leaves the hold as it was") {
    Room room;
    name_route(room, "hold-release", {"release", "", {{"approver", "", 1}}});
    const auto record = room.closed("C-1", "2020-01-01");
    const auto other = room.closed("C-1", "2020-01-02");
    room.as("ravi").holds().place({.reason = "case", .records = {record}});
    const Hold before = room.store().holds().get("H-2026-0001");
    const auto as_before = [&] {
        Hold now = room.store().holds().get("H-2026-0001");
        CHECK(now.release_asked_by == std::set<std::string>{"ravi"});
        now.release_asked_by.clear();
        now.release_approval.clear();
        now.records = before.records;
        return now == before;
    };
    room.as("ravi").holds().release("H-2026-0001", "over");
    decide(room, "asha", "A-2026-0001", Vote::reject);
    CHECK(as_before());
    room.as("ravi").holds().release("H-2026-0001", "over");
    room.as("ravi").holds().withdraw_release("H-2026-0001", "not yet");
    CHECK(as_before());
    CHECK(code_of([&] { room.as("ravi").holds().withdraw_release("H-2026-0001", "x"); }) == "conflict");
    room.as("ravi").holds().release("H-2026-0001", "over");
    room.as("ravi").holds().extend("H-2026-0001", {other});
    CHECK(last_summary(room) == "Extend hold H-2026-0001 by 1 record; its approval A-2026-0003 is void");
    CHECK(as_before());
    CHECK(code_of([&] { decide(room, "asha", "A-2026-0003"); }) == "conflict");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("how long decisions took is told by step and by desk") {
    Room room;
    room.as("kiran").office().add_desk({"D1", "Desk", "asha", {}});
    submit_document(room, "QP-1");
    room.later(std::chrono::hours(2));
    decide(room, "asha", "A-2026-0001");
    submit_document(room, "QP-2");
    room.later(std::chrono::hours(6));
    decide(room, "asha", "A-2026-0002");
    const auto steps = room.store().approvals().times();
    REQUIRE(steps.size() == 1);
    CHECK(steps[0].route == "document");
    CHECK(steps[0].decisions == 2);
    CHECK(steps[0].mean_hours == 4.0);
    CHECK(steps[0].longest_hours == 6.0);
    const auto desks = room.store().approvals().times({.by_desk = true});
    REQUIRE(desks.size() == 1);
    CHECK(desks[0].desk == "D1");
    CHECK(room.store().approvals().times({.from = day("2027-01-01")}).empty());
}

TEST_CASE("refused attempts are kept beside the index, so many and no more, and in no entry") {
    Room room;
    submit_document(room, "QP-1");
    const auto entries = room.store().trust().history().size();
    CHECK(code_of([&] { decide(room, "ravi", "A-2026-0001"); }) == "refused");
    CHECK(code_of([&] { room.as("meena").records().file(filing("LR", "x")); }) == "refused");
    CHECK(code_of([&] { room.as("stranger\xff").records().close("LR/2026/\x01\n"); }) == "refused");
    auto refused = room.store().approvals().refused();
    REQUIRE(refused.size() == 3);
    CHECK(refused[0].by == "ravi");
    CHECK(refused[0].object == "document QP-1/1");
    CHECK(refused[0].at == room.now());
    CHECK(refused[1].rule == "record.file");
    CHECK(room.store().trust().history().size() == entries);
    for (int i = 0; i < 500; ++i)
        CHECK(code_of([&] { decide(room, "ravi", "A-2026-0001"); }) == "refused");
    refused = room.store().approvals().refused();
    CHECK(refused.size() == 500);
    CHECK(refused[0].by == "ravi");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("what cannot be noted is refused all the same") {
    Room room;
    submit_document(room, "QP-1");
    const std::string log = room.directory() + "/almirah/refused.json";
    std::ofstream(log) << "{ no json";
    CHECK(code_of([&] { room.store().approvals().refused(); }) == "corrupt");
    CHECK(code_of([&] { decide(room, "ravi", "A-2026-0001"); }) == "refused");
    CHECK(room.store().approvals().refused().size() == 1);
    std::filesystem::remove(log);
    std::filesystem::create_directories(log + "/in the way"); // nothing can be written there
    CHECK(code_of([&] { decide(room, "ravi", "A-2026-0001"); }) == "refused");
    decide(room, "asha", "A-2026-0001");
}

// A pending approval of a store of before: its digest is that of the subject alone.
TEST_CASE("an approval that was submitted before routes were part of its digest is decided as it was") {
    Room room;
    submit_document(room, "QP-1");
    const auto approval = room.store().approvals().get("A-2026-0001");
    room.while_closed([&] {
        const auto done = run(
            "cd " + quoted(room.directory()) +
            " && export GIT_INDEX_FILE=../old GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x@x GIT_COMMITTER_NAME=x "
            "GIT_COMMITTER_EMAIL=x@x \"GIT_AUTHOR_DATE=$(git log -1 --format=%cI register)\" "
            "\"GIT_COMMITTER_DATE=$(git log -1 --format=%cI register)\" && git read-tree register && git "
            "update-index --cacheinfo 100644,$(git "
            "show register:approvals/2026/00/01.json | sed '/subject_digest/d;s/\"state\": "
            "\"pending\",/\"state\": \"pending\"/;s/" +
            approval.digest + "/" + approval.subject_digest +
            "/' | git hash-object -w --stdin),approvals/2026/00/01.json && git update-ref "
            "refs/heads/register $(printf 'Old\\n\\nVault: %s\\n' $(git log -1 --format=%B register | sed -n "
            "'s/^Vault: //p') | git commit-tree $(git write-tree) -p register)");
        INFO(done.out);
        REQUIRE(done.status == 0);
    });
    CHECK(room.store().approvals().get("A-2026-0001").subject_digest.empty());
    CHECK(decide(room, "asha", "A-2026-0001").state == ApprovalState::approved);
}
