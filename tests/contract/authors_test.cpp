// Who wrote any part of what is decided decides nothing of it, whatever others did to it afterwards.
#include "contract/room.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

/// People with every right of an officer who are also on the route.
struct Bench {
    Room room;
    Bench() {
        auto book = room.as("kiran").office();
        for (const char* login : {"usha", "vimla"})
            book.add_person({login, login, "", {"approver", "records-officer"}, true});
    }
    Documents as(const std::string& login) { return room.as(login).documents(); }
    void create(const std::string& login, const std::string& number = "QP-1") {
        Document made;
        made.number = number;
        made.title = "Procedure";
        made.language = "en";
        as(login).create(made, {bytes("a", "first")}, "x");
    }
    void describe(const std::string& login, const std::string& title) {
        Document said = room.store().documents().get("QP-1");
        said.title = title;
        as(login).describe(said, "x");
    }
    Failure approve(const std::string& login, const std::string& number = "QP-1",
                    const std::string& language = "") {
        return failure_of([&] { as(login).approve(number, language); });
    }
    void refused(const Failure& failure) {
        CHECK(failure.code == "refused");
        CHECK((failure.says("wrote part of it") || failure.says("made it")));
    }
    Revision revision(int number = 1) {
        return room.store().documents().get("QP-1").revisions.at(std::size_t(number - 1));
    }
    std::string verified() { return findings(room.verify()); }
};

using Names = std::set<std::string>;

} // namespace

// ravi brought the very bytes that usha wrote, became their author, and usha approved her own text.
TEST_CASE("who wrote the draft before decides nothing when another brings the same bytes") {
    Bench b;
    b.create("usha");
    b.as("ravi").revise("QP-1", {bytes("a", "first")}, "same");
    CHECK(b.revision().author == "ravi");
    CHECK(b.revision().coauthors == Names{"usha"});
    const auto approval = b.as("ravi").submit("QP-1");
    CHECK(b.room.store().approvals().get(approval).coauthors == Names{"usha"});
    b.refused(b.approve("usha"));
    CHECK(b.approve("asha").code == "nothing was thrown");
    CHECK(b.verified() == "");
}

TEST_CASE("an earlier issue's bytes are its authors', brought again, reopened or copied") {
    Bench b;
    b.create("usha");
    b.as("usha").submit("QP-1");
    b.as("asha").approve("QP-1");
    b.as("ravi").revise("QP-1", {bytes("other name", "first")}, "the same");
    CHECK(b.revision(2).coauthors == Names{"usha"});
    b.as("ravi").revise("QP-1", {bytes("a", "second")}, "now mine");
    CHECK(b.revision(2).coauthors == Names{"usha"}); // nobody leaves the set
    b.as("ravi").submit("QP-1");
    b.refused(b.approve("usha"));

    Document to;
    to.number = "QP-2";
    b.as("ravi").copy("QP-1", to, "x");
    b.as("ravi").submit("QP-2");
    b.refused(b.approve("usha", "QP-2"));

    b.as("asha").approve("QP-1");
    b.as("ravi").withdraw("QP-1", "x");
    b.as("vimla").reopen("QP-1", "x");
    CHECK(b.revision(3).coauthors == Names{"ravi", "usha"});
    b.as("vimla").submit("QP-1");
    b.refused(b.approve("usha"));
    CHECK(b.approve("asha").code == "nothing was thrown");
    CHECK(b.verified() == "");
}

// usha described ravi's draft, and approved her own title.
TEST_CASE("who described a draft decides nothing of it, nor of the issue that follows a description") {
    Bench b;
    b.create("ravi");
    b.describe("usha", "Another title");
    b.as("ravi").submit("QP-1");
    b.refused(b.approve("usha"));
    b.as("asha").approve("QP-1");
    Document said = b.room.store().documents().get("QP-1");
    said.properties["clause"] = "7.5";
    b.as("vimla").describe(said, "while nothing is open");
    CHECK(b.room.store().documents().get("QP-1").described_by == Names{"vimla"});
    b.as("ravi").revise("QP-1", {bytes("a", "second")}, "x");
    b.as("ravi").submit("QP-1");
    b.refused(b.approve("vimla"));
    CHECK(b.approve("usha").code == "nothing was thrown"); // her title was approved by another with issue 1
    CHECK(b.room.store().documents().get("QP-1").described_by.empty());
    CHECK(b.verified() == "");
}

TEST_CASE("who described every open edition is excluded from each, and a rejection frees nobody") {
    Bench b;
    b.create("ravi");
    b.as("ravi").revise("QP-1", {bytes("a", "hindi")}, "x", "hi");
    b.describe("usha", "Another title");
    b.as("ravi").submit("QP-1", {}, "hi");
    b.refused(b.approve("usha", "QP-1", "hi"));
    b.as("asha").reject("QP-1", "no", "hi");
    b.as("vimla").revise("QP-1", {bytes("a", "hindi again")}, "x", "hi");
    b.as("vimla").submit("QP-1", {}, "hi");
    b.refused(b.approve("usha", "QP-1", "hi"));
    b.as("asha").approve("QP-1", "hi");
    b.as("ravi").submit("QP-1");
    b.refused(b.approve("usha"));
}

// usha described while the Hindi edition alone was open; the title was decided with the next issue, too.
TEST_CASE("who described it while another edition was open is excluded from the issue that is begun after") {
    Bench b;
    b.create("ravi");
    b.as("ravi").submit("QP-1");
    b.as("asha").approve("QP-1");
    b.as("ravi").revise("QP-1", {bytes("a", "hindi")}, "x", "hi");
    b.describe("usha", "Another title");
    b.as("ravi").revise("QP-1", {bytes("a", "second")}, "x");
    b.as("ravi").submit("QP-1", {}, "en");
    b.refused(b.approve("usha"));
}

TEST_CASE("who asks for a change wrote nothing, and decides the answer") {
    Bench b;
    b.create("ravi");
    b.as("ravi").submit("QP-1");
    b.as("asha").approve("QP-1");
    const int request = b.as("usha").request_change("QP-1", "the margin");
    b.as("ravi").revise("QP-1", {bytes("a", "second")}, "x", "", request);
    b.as("ravi").submit("QP-1");
    CHECK(b.approve("usha").code == "nothing was thrown");
}

TEST_CASE("nobody decides for a coauthor, and an approved revision described anew is a draft") {
    Bench b;
    b.create("ravi");
    b.describe("usha", "Another title");
    Delegation lent;
    lent.by = "usha";
    lent.to = "kamla";
    lent.from = lent.until = day("2026-05-04");
    lent.reason = "leave";
    b.room.as("usha").approvals().delegate(lent);
    const auto approval = b.as("ravi").submit("QP-1", day("2026-06-01"));
    const auto failure = b.approve("kamla");
    CHECK(failure.code == "refused");
    CHECK(failure.says("kamla cannot decide for usha"));
    b.as("asha").approve("QP-1");
    b.describe("vimla", "A third title");
    CHECK(b.room.store().approvals().get(approval).state == ApprovalState::voided);
    CHECK(b.room.store().trust().history().back().summary == "Describe QP-1; its approval is void");
    CHECK(code_of([&] { b.as("ravi").issue("QP-1", day("2026-05-04")); }) == "conflict");
    b.as("ravi").submit("QP-1", day("2026-06-01"));
    b.refused(b.approve("vimla"));
    b.as("asha").approve("QP-1");
    b.as("ravi").issue("QP-1", day("2026-06-03")); // another day than was submitted, and again another
    b.as("ravi").issue("QP-1", day("2026-06-02"));
    CHECK(b.revision().submitted_for == day("2026-06-01"));
    b.room.set_today("2026-06-02");
    CHECK(state_on(b.room.store().documents().get("QP-1"), 1, day("2026-06-02")) == RevisionState::effective);
    CHECK(b.verified() == "");
}

TEST_CASE("what an approved revision was to put out of force stays when it is described anew") {
    Bench b;
    b.create("ravi", "QP-0");
    b.as("ravi").submit("QP-0");
    b.as("asha").approve("QP-0");
    b.create("ravi");
    Document said = b.room.store().documents().get("QP-1");
    said.supersedes = {"QP-0"};
    b.as("ravi").describe(said, "x");
    b.as("ravi").submit("QP-1", day("2026-06-01"));
    b.as("asha").approve("QP-1");
    CHECK(state_on(b.room.store().documents().get("QP-0"), 1, day("2026-06-01")) == RevisionState::obsolete);
    said.supersedes.clear();
    b.as("ravi").describe(said, "x");
    CHECK(state_on(b.room.store().documents().get("QP-0"), 1, day("2026-06-01")) == RevisionState::effective);
}

// usha extended one record, ravi reviewed another, the list was submitted in his name, and usha approved.
TEST_CASE("whoever reviewed an item of a list decides nothing of it, also when the item is as it was") {
    Bench b;
    const auto a = b.room.closed("C-1", "2020-01-01"), c = b.room.closed("C-1", "2020-01-02");
    const auto list = b.room.as("ravi").disposals().propose({}).id;
    b.room.as("usha").disposals().review(list, {{a, Verdict::extend, "audit", "order 1", day("2031-01-01")}});
    b.room.as("vimla").disposals().review(list, {{a, Verdict::dispose, "", "", {}}});
    b.room.as("ravi").disposals().review(list, {{c, Verdict::reappraise, "plans", "", {}}});
    CHECK(b.room.store().disposals().get(list).coauthors == Names{"usha", "vimla"});
    for (const char* login : {"usha", "vimla", "ravi"})
        b.refused(failure_of([&] { b.room.as(login).disposals().approve(list); }));
    b.room.as("asha").disposals().approve(list, {c}, "not this one"); // leaving out is deciding
    const auto done = b.room.as("ravi").disposals().carry_out(list, {.method = "m", .witness = "w"});
    CHECK(done.state == DisposalState::carried_out);
    CHECK(b.verified() == "");
}

TEST_CASE("who loaded a schedule decides nothing of it when another submits it, or loads it again") {
    Bench b;
    Policy policy = b.room.store().office().office().policy;
    policy.routes["schedule"] = "document";
    b.room.as("kiran").office().set_policy(policy, "x");
    b.room.as("usha").retention().load(reading({rule("C-1", "7y")}), {.draft = true});
    b.room.as("ravi").retention().submit("GEN", 2);
    b.refused(failure_of([&] { b.room.as("usha").retention().approve("GEN", 2, true, ""); }));
    b.room.as("ravi").retention().load(reading({rule("C-1", "7y")}), {});
    b.refused(failure_of([&] { b.room.as("usha").retention().approve("GEN", 3, true, ""); }));
    b.room.as("asha").retention().approve("GEN", 3, true, "");
    CHECK(b.verified() == "");
}

TEST_CASE("who asked for a release or a date before decides nothing when another asks for the same") {
    Bench b;
    Policy policy = b.room.store().office().office().policy;
    policy.routes["hold-release"] = policy.routes["override"] = "document";
    b.room.as("kiran").office().set_policy(policy, "x");
    const auto id = b.room.closed("C-1", "2020-01-01");
    const auto hold = b.room.as("kiran").holds().place({.reason = "case", .records = {id}});
    b.room.as("usha").holds().release(hold, "over");
    b.room.as("ravi").holds().withdraw_release(hold, "mine");
    const auto release = b.room.as("ravi").holds().release(hold, "over");
    CHECK(b.room.store().holds().get(hold).release_asked_by == Names{"usha"});
    b.refused(failure_of([&] { b.room.as("usha").approvals().decide(release, {}); }));
    b.room.as("asha").approvals().decide(release, {});

    const OverrideRequest asked{day("2031-01-01"), "x", "x"};
    b.room.as("usha").records().propose_override(id, asked);
    b.room.as("ravi").records().withdraw_override(id, "mine");
    b.room.as("ravi").records().propose_override(id, asked);
    b.refused(failure_of([&] { b.room.as("usha").records().approve_override(id); }));
    b.room.as("asha").records().approve_override(id);
    CHECK(b.verified() == "");
}

// kiran, who looks after people, made asha's right over to himself.
TEST_CASE("nobody makes another's right to decide over to himself") {
    Bench b;
    Delegation lent;
    lent.by = "asha";
    lent.to = "kiran";
    lent.from = lent.until = day("2026-05-04");
    lent.reason = "leave";
    const auto failure = failure_of([&] { b.room.as("kiran").approvals().delegate(lent); });
    CHECK(failure.code == "invalid-argument");
    CHECK(failure.says("over to himself"));
    lent.made_by = "asha"; // as the caller would have it
    CHECK(code_of([&] { b.room.as("kiran").approvals().delegate(lent); }) == "invalid-argument");
    CHECK_FALSE(b.room.as("asha").approvals().delegate(lent).empty()); // she lends it herself
    lent.to = "kamla";
    CHECK_FALSE(b.room.as("kiran").approvals().delegate(lent).empty());
    b.create("ravi");
    b.as("ravi").submit("QP-1");
    CHECK(b.approve("kiran").code == "nothing was thrown");
}
