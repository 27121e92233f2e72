// A route asks by type and series. What has become of another since it was submitted asks other people, and
// the approval of before counts no more.
#include "contract/room.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

/// Of the series LR, and so of CH that lies in it, kiran has a word, too.
struct Chiefly {
    Room room;
    Chiefly() {
        room.as("kiran").retention().add_series({"CH", "", "LR", "", "C-1", false});
        RouteStep chief{"", "kiran", 1};
        chief.only.series = {"LR"};
        set_route("disposal", {"disposal", "", {{"approver", "", 1}, chief}});
    }
    void set_route(const std::string& kind, const Route& route) {
        auto book = room.as("kiran").office();
        book.set_route(route, "x");
        Policy policy = book.office().policy;
        policy.routes[kind] = route.code;
        book.set_policy(policy, "x");
    }
    std::string propose(const std::string& series = "") {
        return room.as("ravi").disposals().propose({.series = series}).id;
    }
    Failure approve(const std::string& list) {
        return failure_of([&] { room.as("asha").disposals().approve(list); });
    }
    Disposal carry_out(const std::string& list) {
        return room.as("ravi").disposals().carry_out(list, {.method = "m", .witness = "w"});
    }
    void move(const std::string& record, const std::string& to) {
        room.as("ravi").records().reclassify({.records = {record}, .to = to, .reason = "x"});
    }
    std::size_t steps(const std::string& list) {
        const auto id = room.store().disposals().get(list).approval;
        return room.store().approvals().get(id).route.steps.size();
    }
};

} // namespace

TEST_CASE("a list whose record is in another series by now is submitted again before it is decided") {
    Chiefly c;
    const auto id = c.room.closed("C-1", "2020-01-01");
    const auto list = c.propose();
    REQUIRE(c.steps(list) == 1);
    c.move(id, "CH");
    const auto failure = c.approve(list);
    CHECK(failure.code == "refused");
    CHECK(failure.rule == "disposal");
    CHECK(failure.says("is void: the route disposal asks for kiran of what is of its type or series by now"));
    c.room.as("ravi").disposals().review(list, {{id, Verdict::dispose, "", "", {}}});
    CHECK(c.steps(list) == 2);
    CHECK(c.approve(list).code == "nothing was thrown");
}

TEST_CASE("a record that is left out of the approval is not asked about") {
    Chiefly c;
    const auto id = c.room.closed("C-1", "2020-01-01");
    c.room.closed("C-1", "2020-01-02");
    const auto list = c.propose();
    c.move(id, "CH");
    c.room.as("asha").disposals().approve(list, {id}, "moved");
    CHECK(c.carry_out(list).items[1].outcome == Outcome::done);
}

TEST_CASE("an approved list leaves a record alone of which others would be asked by now") {
    Chiefly c;
    const auto linked = c.room.closed("C-1", "2020-01-01"), other = c.room.closed("C-1", "2020-01-02");
    const auto list = c.propose();
    REQUIRE(c.approve(list).code == "nothing was thrown");
    SECTION("put into a further series") {
        c.room.as("ravi").records().link(linked, "LR", "x");
    }
    SECTION("in a series that lies elsewhere by now") {
        Chiefly d;
        d.room.as("kiran").retention().add_series({"SUB", "", "", "", "C-1", false});
        const auto id = d.room.closed("SUB", "2020-01-01");
        const auto moved = d.propose("SUB");
        REQUIRE(d.approve(moved).code == "nothing was thrown");
        d.room.as("kiran").retention().move_series("SUB", "LR", "x");
        const auto done = d.carry_out(moved);
        CHECK(done.items[0].outcome == Outcome::skipped);
        CHECK(done.items[0].why.find("asks for kiran") != std::string::npos);
        c.room.as("ravi").records().link(linked, "LR", "x");
    }
    const auto done = c.carry_out(list);
    CHECK(done.items[0].record == linked);
    CHECK(done.items[0].outcome == Outcome::skipped);
    CHECK(done.items[0].why ==
          "the route disposal asks for kiran of what is of its type or series by now, and "
          "that was not asked: propose it again");
    CHECK(done.items[1].record == other);
    CHECK(done.items[1].outcome == Outcome::done);
    CHECK(findings(c.room.verify()) == "");
}

TEST_CASE("a list asks by every series that its records are in") {
    Chiefly c;
    const auto id = c.room.closed("C-1", "2020-01-01");
    c.room.as("ravi").records().link(id, "LR", "x");
    c.room.set_today("2026-06-01");
    CHECK(c.steps(c.propose()) == 2);
}

TEST_CASE("a date asks again, too") {
    Chiefly c;
    const auto id = c.room.closed("C-3", "2020-01-01");
    c.room.as("ravi").records().propose_override(id, {day("2031-01-01"), "x", "x"});
    c.room.as("ravi").records().link(id, "LR-MUT", "x");
    const auto failure = failure_of([&] { c.room.as("asha").records().approve_override(id); });
    CHECK(failure.code == "refused");
    c.room.as("ravi").records().withdraw_override(id, "moved");
    c.room.as("ravi").records().propose_override(id, {day("2031-01-01"), "x", "x"});
    c.room.as("asha").records().approve_override(id);
    c.room.as("kiran").records().approve_override(id);
}

TEST_CASE("what is asked less by now, or by another route since, stays approved") {
    Chiefly c;
    const auto id = c.room.closed("CH", "2020-01-01");
    const auto list = c.propose();
    REQUIRE(c.steps(list) == 2);
    c.set_route("disposal", {"disposal", "", {{"", "asha", 1}, {"", "kiran", 1}, {"", "kamla", 1}}});
    c.move(id, "C-1");
    c.room.as("asha").disposals().approve(list);
    c.room.as("kiran").disposals().approve(list);
    CHECK(c.room.store().disposals().get(list).state == DisposalState::approved);
}

TEST_CASE("a document of another type is submitted again, waiting for a decision or for its day") {
    Chiefly c;
    RouteStep chief{"", "kiran", 1};
    chief.only.types = {"charter"};
    c.set_route("document", {"document", "", {{"approver", "", 1}, chief}});
    Document made;
    made.number = "QP-1";
    made.title = "Procedure";
    made.type = "procedure";
    c.room.as("ravi").documents().create(made, {bytes("a", "b")}, "x");
    const auto first = c.room.as("ravi").documents().submit("QP-1", day("2026-06-01"));
    CHECK(c.room.store().approvals().get(first).left_out.size() == 1);
    const auto of_type = [&](const char* type) {
        Document said = c.room.store().documents().get("QP-1");
        said.type = type;
        c.room.as("ravi").documents().describe(said, "x");
    };
    of_type("form");
    CHECK(c.room.store().approvals().get(first).state == ApprovalState::voided);
    const auto second = c.room.as("ravi").documents().submit("QP-1", day("2026-06-01"));
    c.room.as("asha").documents().approve("QP-1");
    of_type("charter");
    CHECK(c.room.store().approvals().get(second).state == ApprovalState::voided);
    CHECK(code_of([&] { c.room.as("ravi").documents().issue("QP-1", day("2026-05-04")); }) == "conflict");
    const auto third = c.room.as("ravi").documents().submit("QP-1");
    CHECK(c.room.store().approvals().get(third).route.steps.size() == 2);
    CHECK(findings(c.room.verify()) == "");
}
