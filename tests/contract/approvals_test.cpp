// Approvals: what waits for whom.
#include "contract/room.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

void submit_document(Room& room, const std::string& number) {
    Document made;
    made.number = number;
    made.title = "Procedure";
    room.as("ravi").documents().create(made, {bytes("a", number)}, "x");
    room.as("ravi").documents().submit(number);
}

std::vector<std::string> subjects(const std::vector<PendingApproval>& pending) {
    std::vector<std::string> result;
    for (const auto& one : pending)
        result.push_back(one.approval.subject);
    return result;
}

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("each person sees what waits for him or her") {
    Room room;
    submit_document(room, "QP-1");
    room.closed("C-1", "2020-01-01");
    room.as("ravi").disposals().propose({});
    auto approvals = room.store().approvals();
    CHECK(subjects(approvals.pending()) == Names{"document QP-1/1", "disposal D-2026-0001"});
    CHECK(subjects(approvals.pending("asha")) == Names{"document QP-1/1", "disposal D-2026-0001"});
    CHECK(subjects(approvals.pending("kiran")) == Names{"disposal D-2026-0001"});
    CHECK(approvals.pending("ravi").empty()); // his own
    CHECK(approvals.pending("dinesh").empty());
    CHECK(approvals.pending()[1].waiting == Names{"asha", "kiran"});
    room.as("asha").documents().approve("QP-1");
    CHECK(subjects(approvals.pending("asha")) == Names{"disposal D-2026-0001"});
    CHECK(approvals.list().size() == 2);
    CHECK(code_of([&] { approvals.get("A-2026-0099"); }) == "not-found");
    CHECK(code_of([&] { approvals.get("x"); }) == "not-found");
}

TEST_CASE("an approval keeps the route as it stood when it was submitted") {
    Room room;
    submit_document(room, "QP-1");
    room.as("kiran").office().set_route({"document", "", {{"auditor", "", 1}}}, "changed");
    CHECK(room.store().approvals().get("A-2026-0001").route.steps.at(0).role == "approver");
    CHECK(code_of([&] { room.as("meena").documents().approve("QP-1"); }) == "refused");
    room.as("asha").documents().approve("QP-1");
    CHECK(room.store().documents().list().at(0).revision == 1);
}

TEST_CASE("a quorum wants different people") {
    Room room;
    room.as("kiran").office().add_person({"usha", "Usha", "", {"approver"}, true});
    room.as("kiran").office().set_route({"document", "", {{"approver", "", 2}}}, "two of them");
    submit_document(room, "QP-1");
    room.as("asha").documents().approve("QP-1");
    CHECK(code_of([&] { room.as("asha").documents().approve("QP-1"); }) == "refused");
    CHECK(room.store().approvals().pending("asha").empty());
    CHECK(subjects(room.store().approvals().pending("usha")) == Names{"document QP-1/1"});
    CHECK(room.store().documents().list().at(0).revision == 0);
    room.as("usha").documents().approve("QP-1");
    CHECK(room.store().documents().list().at(0).revision == 1);
    const Approval approval = room.store().approvals().get("A-2026-0001");
    CHECK(approval.state == ApprovalState::approved);
    REQUIRE(approval.decisions.size() == 2);
    CHECK(approval.decisions[0].digest == approval.digest);
    CHECK(approval.decisions[1].by == "usha");
    CHECK(approval.decisions[1].at == room.now());
}

TEST_CASE("who left decides nothing, and is not waited for") {
    Room room;
    room.as("kiran").office().add_person({"usha", "Usha", "", {"approver"}, true});
    submit_document(room, "QP-1");
    Person asha = room.store().office().person("asha");
    asha.active = false;
    room.as("kiran").office().change_person(asha, "left");
    CHECK(code_of([&] { room.as("asha").documents().approve("QP-1"); }) == "refused");
    CHECK(room.store().approvals().pending().at(0).waiting == Names{"usha"});
}

// The permission stood in the list and in the roles, and nothing asked for it.
TEST_CASE("deciding needs the permission to decide, even for who is on the route") {
    Room room;
    room.as("kiran").office().set_route({"document", "", {{"auditor,approver", "", 1}}}, "auditors too");
    submit_document(room, "QP-1");
    const auto failure = failure_of([&] { room.as("meena").documents().approve("QP-1"); });
    CHECK(failure.code == "refused");
    CHECK(failure.rule == "approval.decide");
    CHECK(room.store().approvals().pending().at(0).waiting == Names{"asha"});
    CHECK(room.store().approvals().pending("meena").empty());
}

TEST_CASE("what nobody could decide is not submitted") {
    Room room;
    room.as("kiran").office().set_route({"document", "", {{"auditor", "", 1}}},
                                        "auditors, who may not decide");
    Document made;
    made.number = "QP-1";
    made.title = "Procedure";
    room.as("ravi").documents().create(made, {bytes("a", "b")}, "x");
    CHECK(code_of([&] { room.as("ravi").documents().submit("QP-1"); }) == "invalid-argument");
    CHECK(room.store().approvals().list().empty());
}
