// A date for one record in the place of the one that its rule gives.
#include "contract/room.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

const OverrideRequest later{day("2031-12-31"), "audit objection", "order 114"};

std::string says(const Evaluation& evaluation, const std::string& code) {
    for (const auto& reason : evaluation.reasons)
        if (reason.code == code) return reason.text;
    return "";
}

} // namespace

TEST_CASE("a later date counts once somebody else approved of it, and shows in every explanation") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01", "Case", {bytes("a", "kept")});
    const auto approval = room.as("ravi").records().propose_override(id, later);
    auto explained = room.store().retention().explain(id);
    CHECK(explained.eligible); // nothing counts before it is approved
    CHECK(says(explained, "override-waits").find(approval) != std::string::npos);
    CHECK(room.store().approvals().pending("asha").at(0).approval.subject == "override " + id + "/1");
    CHECK(code_of([&] { room.as("ravi").records().approve_override(id); }) == "refused");
    CHECK(code_of([&] { room.as("ravi").records().propose_override(id, later); }) == "conflict");
    room.as("asha").records().approve_override(id);
    explained = room.store().retention().explain(id);
    CHECK_FALSE(explained.eligible);
    CHECK(explained.due_on == day("2031-12-31"));
    for (const char* language : {"en", "hi"}) {
        const auto text = says(room.store().retention().explain(id, {}, language), "overridden");
        INFO(text);
        for (const std::string& part : {std::string("2031-12-31"), std::string("2021-01-01"),
                                        std::string("audit objection"), std::string("order 114"), approval})
            CHECK(text.find(part) != std::string::npos);
    }
    CHECK(code_of([&] { room.as("ravi").disposals().propose({}); }) == "not-found");
    CHECK(ids_of(room.store().retention().due({.on = day("2032-01-01")})) == std::vector<std::string>{id});
    const auto before = answers(room.store());
    room.store().trust().reindex();
    CHECK(answers(room.store()) == before);
    CHECK(findings(room.verify()) == "");
    // It keeps the record from a list that was approved before.
    CHECK(code_of([&] { room.as("ravi").records().propose_override(id, later); }) == "conflict");
}

TEST_CASE("an earlier date counts while the rule gives what was set aside") {
    Room room;
    const auto id = room.closed("C-1", "2026-04-01");
    room.as("ravi").records().propose_override(id, {day("2026-05-01"), "no longer of use", "order 3"});
    room.as("asha").records().approve_override(id);
    CHECK(room.store().retention().explain(id).eligible);
    room.as("ravi").records().reopen(id, "appeal");
    CHECK_FALSE(room.store().retention().explain(id).eligible);
    room.as("dinesh").records().close(id, day("2026-05-02"));
    const auto explained = room.store().retention().explain(id);
    CHECK(explained.due_on == day("2027-05-02"));
    CHECK(has_reason(explained, "override-void"));
    CHECK_FALSE(has_reason(explained, "overridden"));
}

TEST_CASE("an enforced rule is not shortened by a date, before or after it was approved") {
    Room room;
    const auto id = room.closed("C-1", "2026-04-01"), other = room.closed("C-1", "2026-04-01");
    room.as("ravi").records().propose_override(other, {day("2026-05-01"), "x", ""});
    room.as("asha").records().approve_override(other);
    room.as("ravi").records().propose_override(id, {day("2026-05-01"), "x", ""});
    auto rules = room.store().retention().schedule("GEN").rules;
    rules[0].enforced = true;
    room.as("ravi").retention().load(reading(rules));
    CHECK_FALSE(room.store().retention().explain(other).eligible);
    CHECK(has_reason(room.store().retention().explain(other), "override-void"));
    CHECK(code_of([&] { room.as("asha").records().approve_override(id); }) == "refused");
    room.as("ravi").records().withdraw_override(id, "enforced by now");
    const auto failure = failure_of([&] {
        room.as("ravi").records().propose_override(id, {day("2026-05-01"), "x", ""});
    });
    CHECK(failure.code == "refused");
    CHECK(failure.says("enforced"));
    room.as("ravi").records().propose_override(id, later);
    room.as("asha").records().approve_override(id);
    CHECK(room.store().retention().explain(id).due_on == later.due_on);
}

TEST_CASE("no date without a reason, without a rule that gives one, or against a hold") {
    Room room;
    const auto id = room.closed("C-1", "2026-04-01");
    auto records = room.as("ravi").records();
    CHECK(code_of([&] { records.propose_override(id, {day("2031-01-01"), "", ""}); }) == "invalid-argument");
    CHECK(code_of([&] { records.propose_override(id, {day("2027-04-01"), "x", ""}); }) == "conflict");
    for (const char* series : {"A", "DESC", "EV", "BARE"}) {
        const auto undated = room.as("dinesh").records().file(filing(series, "Case"));
        INFO(series);
        CHECK(code_of([&] { room.as("ravi").records().propose_override(undated, later); }) == "refused");
    }
    CHECK(code_of([&] { room.as("dinesh").records().propose_override(id, later); }) == "refused");
    CHECK(code_of([&] { room.as("asha").records().approve_override(id); }) == "conflict");
    room.as("ravi").records().propose_override(id, later);
    const auto hold = room.as("ravi").holds().place({.reason = "court", .records = {id}});
    CHECK(failure_of([&] { room.as("asha").records().approve_override(id); }).says(hold));
    CHECK(room.store().retention().explain(id).due_on == day("2027-04-01"));
}

TEST_CASE("a date that was rejected or withdrawn changes nothing and stays in the register") {
    Room room;
    const auto id = room.closed("C-1", "2026-04-01");
    room.as("ravi").records().propose_override(id, later);
    CHECK(code_of([&] { room.as("asha").records().reject_override(id, ""); }) == "invalid-argument");
    room.as("asha").records().reject_override(id, "no order");
    room.as("ravi").records().propose_override(id, later);
    room.as("ravi").records().withdraw_override(id, "wrong file");
    const auto dates = room.store().records().get(id).overrides;
    REQUIRE(dates.size() == 2);
    CHECK(dates[0].state == OverrideState::rejected);
    CHECK(dates[1].state == OverrideState::withdrawn);
    CHECK(dates[1].number == 2);
    CHECK(room.store().retention().explain(id).due_on == day("2027-04-01"));
    CHECK(room.store().approvals().pending().empty());
}

TEST_CASE("the decision binds to the date as it was proposed; another date of the rule asks for another") {
    Room room;
    const auto id = room.closed("C-1", "2026-04-01");
    room.as("ravi").records().propose_override(id, later);
    room.as("ravi").records().correct(id, {.closed = day("2026-04-02")}, "misread");
    CHECK(code_of([&] { room.as("asha").records().approve_override(id); }) == "conflict");
    const auto approval = room.store().approvals().list().at(0);
    CHECK(approval.state == ApprovalState::pending);
    CHECK(approval.digest.size() == 64);
}

TEST_CASE("a date does not come in with a filing: it is set by approval only") {
    Room room;
    Filing made = filing("C-1", "Case");
    made.record.opened = made.record.closed = day("2026-04-01");
    made.record.overrides = {{1, "destroy", day("2026-05-01"), day("2027-04-01"), "C-1", "GEN", 1, "x", "",
                              "asha", room.now(), "A-2026-0001", OverrideState::approved}};
    const auto failure = failure_of([&] { room.as("ravi").records().file(made); });
    CHECK(failure.code == "invalid-argument");
    CHECK(failure.says("overrides: is set by an approval"));
}

TEST_CASE("a route for dates of its own is used where the policy names one") {
    Room room;
    room.as("kiran").office().set_route({"dates", "", {{"", "kiran", 1}}}, "dates go to kiran");
    Policy policy = room.store().office().office().policy;
    policy.routes["override"] = "dates";
    room.as("kiran").office().set_policy(policy, "order 9");
    const auto id = room.closed("C-1", "2026-04-01");
    room.as("ravi").records().propose_override(id, later);
    CHECK(code_of([&] { room.as("asha").records().approve_override(id); }) == "refused");
    room.as("kiran").records().approve_override(id);
    CHECK(room.store().retention().explain(id).due_on == later.due_on);
}
