// A disposal between its proposal and its end: review, partial approval, approvers, expiry, report.
#include "contract/room.hpp"

#include <filesystem>

using namespace almirah;
using namespace almirah::test;

namespace {

const CarryOut how{.method = "shredded", .witness = "asha"};

/// Three records that are due, and their list.
struct Listed {
    Room room;
    std::string a = room.closed("C-1", "2020-01-01", "A", {bytes("f", "a")});
    std::string b = room.closed("C-1", "2020-01-02", "B", {bytes("f", "b")});
    std::string c = room.closed("C-1", "2020-01-03", "C", {bytes("f", "c")});
    std::string list = room.as("ravi").disposals().propose({}).id;

    Disposals as(const std::string& login) { return room.as(login).disposals(); }
    Disposal get() { return room.store().disposals().get(list); }
    std::string why(const std::string& record) {
        for (const auto& item : get().items)
            if (item.record == record) return item.why;
        return "not listed";
    }
    void set_policy(std::optional<int> days, std::vector<std::string> places = {}) {
        Policy policy = room.store().office().office().policy;
        policy.approval_valid_days = days;
        policy.residual_places = std::move(places);
        room.as("kiran").office().set_policy(policy, "order 9");
    }
};

} // namespace

TEST_CASE("each item is reviewed: disposed of, extended, held, or appraised again") {
    Listed l;
    const auto first = l.get().approval;
    l.as("ravi").review(l.list, {{l.a, Verdict::extend, "audit", "order 114", day("2031-12-31")}});
    CHECK(l.get().approval != first);
    CHECK(l.room.store().approvals().get(first).state == ApprovalState::voided);
    l.as("ravi").review(l.list, {{l.b, Verdict::hold, "appeal 4/2026", "High Court", {}}});
    const auto held = l.room.store().holds().on(l.b);
    REQUIRE(held.size() == 1);
    CHECK(held[0].reason == "appeal 4/2026");
    CHECK(l.room.store().retention().explain(l.a).eligible); // the extension awaits approval
    l.as("asha").approve(l.list);
    const auto extended = l.room.store().retention().explain(l.a);
    CHECK(extended.due_on == day("2031-12-31"));
    CHECK(has_reason(extended, "overridden"));
    const auto done = l.as("ravi").carry_out(l.list, how);
    CHECK(done.items[0].outcome == Outcome::skipped);
    CHECK(done.items[1].outcome == Outcome::skipped);
    CHECK(done.items[2].outcome == Outcome::done);
    CHECK(l.why(l.a).find("order 114") != std::string::npos);
    CHECK(l.why(l.b).find(held[0].id) != std::string::npos);
    CHECK(l.room.read(l.a) == "a");
    CHECK(l.room.read(l.b) == "b");
    CHECK(findings(l.room.verify()) == "");
}

TEST_CASE("an appraisal that is asked for anew makes the old one void") {
    Listed l;
    Policy policy = l.room.store().office().office().policy;
    policy.appraisal_after_years = 5;
    l.room.as("kiran").office().set_policy(policy, "x");
    l.room.as("ravi").records().set_appraisal(l.a, "NAI 7", "");
    l.as("ravi").review(l.list, {{l.a, Verdict::reappraise, "the plan is of interest", "", {}}});
    l.as("asha").approve(l.list);
    CHECK(l.room.store().records().get(l.a).appraisal.empty());
    CHECK(has_reason(l.room.store().retention().explain(l.a), "appraisal-needed"));
}

TEST_CASE("a review says why, and an extension who allows it and until when") {
    Listed l;
    const auto review = [&](ItemDecision decision) {
        return code_of([&] { l.as("ravi").review(l.list, {decision}); });
    };
    CHECK(review({l.a, Verdict::hold, "", "", {}}) == "invalid-argument");
    CHECK(review({l.a, Verdict::extend, "audit", "", day("2031-12-31")}) == "invalid-argument");
    CHECK(review({l.a, Verdict::extend, "audit", "order", {}}) == "invalid-argument");
    CHECK(review({l.a, Verdict::extend, "audit", "order", day("2026-05-04")}) == "invalid-argument");
    CHECK(review({"C-1/2026/000099", Verdict::hold, "x", "", {}}) == "not-found");
    CHECK(code_of([&] { l.as("ravi").review(l.list, {}); }) == "invalid-argument");
    CHECK(code_of([&] { l.as("dinesh").review(l.list, {{l.a, Verdict::hold, "x", "", {}}}); }) == "refused");
    CHECK(l.room.store().holds().list().empty());
    CHECK(review({l.a, Verdict::extend, "audit", "order", day("2031-12-31")}) == "nothing was thrown");
    CHECK(review({l.a, Verdict::dispose, "", "", {}}) == "nothing was thrown");
    CHECK(l.get().items[0].review == ItemReview{});
    l.as("asha").approve(l.list);
    CHECK(review({l.a, Verdict::hold, "x", "", {}}) == "conflict");
}

TEST_CASE("an approver leaves out what he does not approve") {
    Listed l;
    CHECK(code_of([&] { l.as("asha").approve(l.list, {l.b}, ""); }) == "invalid-argument");
    CHECK(code_of([&] { l.as("asha").approve(l.list, {"C-1/2026/000099"}, "x"); }) == "not-found");
    CHECK(code_of([&] { l.as("asha").approve(l.list, {l.a, l.b, l.c}, "x"); }) == "invalid-argument");
    l.as("asha").approve(l.list, {l.b}, "may be reopened");
    CHECK(l.get().state == DisposalState::approved);
    CHECK(l.get().items[1].excluded->by == "asha");
    l.as("ravi").carry_out(l.list, how);
    CHECK(l.why(l.b).find("may be reopened") != std::string::npos);
    CHECK(l.room.read(l.b) == "b");
    CHECK(code_of([&] { l.room.read(l.a); }) == "refused");
    const auto json = l.room.store().disposals().certificate_json(l.list);
    CHECK(json.find("may be reopened") != std::string::npos);
    CHECK(json.find("\"excluded_by\": \"asha\"") != std::string::npos);
    // It can be proposed again.
    CHECK(l.as("ravi").propose({}).items.at(0).record == l.b);
}

TEST_CASE("what was left out or kept by review goes into no bag; a bag is a use of the approval") {
    Room room;
    const auto sent = room.closed("T", "2020-01-01", "Sent", {bytes("f", "sent")}),
               kept = room.closed("T", "2020-01-01", "Kept", {bytes("f", "kept")}),
               out = room.closed("T", "2020-01-01", "Out", {bytes("f", "out")});
    Policy policy = room.store().office().office().policy;
    policy.approval_valid_days = 30;
    room.as("kiran").office().set_policy(policy, "order 9");
    const auto list = room.as("ravi").disposals().propose({.action = Action::transfer}).id;
    room.as("ravi").disposals().review(list,
                                       {{kept, Verdict::extend, "in use", "order 3", day("2031-01-01")}});
    room.as("asha").disposals().approve(list, {out}, "of no interest");
    const auto report = room.as("ravi").bags().write({.target = room.folder() / "bag", .disposal = list});
    CHECK(report.records == 1);
    CHECK(report.left_out == std::vector<std::string>{kept, out});
    room.set_today("2026-08-01");
    CHECK(room.store().disposals().get(list).state == DisposalState::approved);
    room.as("ravi").disposals().note_receipt(
        list, {"State Archives", "SA/7", day("2026-08-01"), report.tagmanifest_sha256});
    room.as("ravi").disposals().carry_out(list, {.recipient = "State Archives"});
    CHECK(room.store().records().get(sent).state == RecordState::transferred);
    CHECK(room.store().records().get(out).state == RecordState::closed);
}

TEST_CASE("a rule that asks for two approvers gets two different people") {
    Room room;
    auto rules = room.store().retention().schedule("GEN").rules;
    rules[0].approvers = 2;
    room.as("ravi").retention().load(reading(rules));
    const auto record = room.closed("C-1", "2020-01-01", "T", {bytes("a", "kept")});
    const auto list = room.as("ravi").disposals().propose({}).id;
    room.as("asha").disposals().approve(list);
    CHECK(room.store().disposals().get(list).state == DisposalState::proposed);
    CHECK(code_of([&] { room.as("asha").disposals().approve(list); }) == "refused");
    CHECK(code_of([&] { room.as("ravi").disposals().carry_out(list, how); }) == "refused");
    room.as("kiran").disposals().approve(list);
    CHECK(room.as("ravi").disposals().carry_out(list, how).items[0].outcome == Outcome::done);
    CHECK(room.store().records().get(record).state == RecordState::destroyed);
}

TEST_CASE("a rule that asks for more approvers since then keeps what fewer approved") {
    Listed l;
    l.as("asha").approve(l.list);
    auto rules = l.room.store().retention().schedule("GEN").rules;
    rules[0].approvers = 2;
    l.room.as("ravi").retention().load(reading(rules));
    CHECK(l.as("ravi").carry_out(l.list, how).items[0].outcome == Outcome::skipped);
    CHECK(l.why(l.a).find("2 approvers") != std::string::npos);
}

TEST_CASE("a list is refused when too few people could approve of it") {
    Room room;
    auto rules = room.store().retention().schedule("GEN").rules;
    rules[0].approvers = 4;
    room.as("ravi").retention().load(reading(rules));
    room.closed("C-1", "2020-01-01");
    const auto failure = failure_of([&] { room.as("ravi").disposals().propose({}); });
    CHECK(failure.code == "invalid-argument");
    CHECK(failure.says("4 different people"));
}

TEST_CASE("an approval that was not used in time is no longer one") {
    Listed l;
    l.set_policy(30);
    l.as("asha").approve(l.list);
    CHECK(l.get().expires_on == day("2026-06-03"));
    l.room.set_today("2026-06-03");
    CHECK(l.get().state == DisposalState::approved);
    l.room.set_today("2026-06-04");
    CHECK(l.get().state == DisposalState::expired);
    const auto failure = failure_of([&] { l.as("ravi").carry_out(l.list, how); });
    CHECK(failure.code == "refused");
    CHECK(failure.says("2026-06-03"));
    l.set_policy(3000); // what was given for 30 days stays so
    CHECK(code_of([&] { l.as("ravi").carry_out(l.list, how, true); }) == "refused");
    CHECK(l.as("ravi").propose({}).items.size() == 3);
    CHECK(l.room.read(l.a) == "a");
}

TEST_CASE("a list can be withdrawn while it was not begun") {
    Listed l;
    CHECK(code_of([&] { l.as("ravi").withdraw(l.list, ""); }) == "invalid-argument");
    l.as("asha").approve(l.list);
    l.as("ravi").withdraw(l.list, "wrong series");
    CHECK(l.get().state == DisposalState::withdrawn);
    CHECK(l.get().withdrawn_reason == "wrong series");
    CHECK(code_of([&] { l.as("ravi").carry_out(l.list, how); }) == "refused");
    CHECK(code_of([&] { l.as("ravi").withdraw(l.list, "x"); }) == "conflict");
    CHECK(l.room.store().approvals().list().at(0).state == ApprovalState::withdrawn);
    CHECK(l.as("ravi").propose({}).items.size() == 3);
}

TEST_CASE("lists are made by series, rule, place and year") {
    Room room;
    room.as("kiran").office().add_places({{"R1", "", "", {}}, {"R1/A1", "", "", {}}, {"R10", "", "", {}}});
    const auto a = room.closed("C-1", "2020-01-01"), b = room.closed("C-1", "2021-01-01"),
               c = room.closed("EV", "2020-01-01");
    room.as("dinesh").records().add_event(c, {"decision", day("2020-06-01"), ""});
    room.as("dinesh").records().move({a}, "R1/A1");
    room.as("dinesh").records().move({b}, "R10");
    const auto proposed = [&](DisposalQuery query) {
        query.dry_run = true;
        std::vector<std::string> ids;
        try {
            for (const auto& item : room.as("ravi").disposals().propose(query).items)
                ids.push_back(item.record);
        } catch (const Error&) {
        }
        return ids;
    };
    using Ids = std::vector<std::string>;
    CHECK(proposed({}) == Ids{a, b, c});
    CHECK(proposed({.rule = "C-1"}) == Ids{a, b});
    CHECK(proposed({.rule = "GEN:EV"}) == Ids{c});
    CHECK(proposed({.rule = "OTHER:EV"}) == Ids{});
    CHECK(proposed({.place = "R1"}) == Ids{a});
    CHECK(proposed({.year = 2022}) == Ids{b, c});
    CHECK(proposed({.series = "C-1", .place = "R10", .year = 2022}) == Ids{b});
    CHECK(code_of([&] { room.as("ravi").disposals().propose({.place = "R9"}); }) == "not-found");
    std::size_t counted = 0;
    for (const auto& line : room.store().retention().due_counts({.rule = "C-1", .year = 2021}))
        counted += line.records;
    CHECK(counted == 1);
}

TEST_CASE("the certificate names where copies are known to be") {
    Listed l;
    l.set_policy({}, {"mirror at the data centre", "tapes, kept 90 days"});
    l.as("asha").approve(l.list);
    l.as("ravi").carry_out(l.list, how);
    l.set_policy({}, {});
    for (const auto& text : {l.room.store().disposals().certificate_text(l.list),
                             l.room.store().disposals().certificate_text(l.list, "hi"),
                             l.room.store().disposals().certificate_json(l.list)}) {
        CHECK(text.find("mirror at the data centre") != std::string::npos);
        CHECK(text.find("tapes, kept 90 days") != std::string::npos);
    }
}

TEST_CASE("after a crash no list goes on by itself, and what is not known is told") {
    Listed l;
    l.as("asha").approve(l.list, {l.b}, "may be reopened");
    int asked = 0;
    // Stopped between the entry and the end of the purge: as a crash there leaves it.
    const auto stop = [&](std::uint64_t, std::uint64_t) { return ++asked <= 3; };
    const auto code = code_of([&] { l.as("ravi").carry_out(l.list, how, false, stop); });
    INFO(code);
    REQUIRE(l.get().state == DisposalState::carrying_out);
    l.room.while_closed([] {});
    const auto report = l.room.store().disposals().report(l.list);
    CHECK(report.state == DisposalState::carrying_out);
    CHECK(report.done.empty());
    CHECK(report.not_done == std::vector<std::string>{l.b});
    CHECK(report.unknown == std::vector<std::string>{l.a, l.c});
    // Another entry may remove bytes of what the register has as destroyed; the list it does not carry on.
    l.room.closed("EV", "2020-01-01");
    CHECK(l.get().state == DisposalState::carrying_out);
    CHECK(l.room.store().disposals().report(l.list).not_done == std::vector<std::string>{l.b});
    CHECK(l.room.read(l.b) == "b");
    l.as("ravi").carry_out(l.list, {});
    const auto end = l.room.store().disposals().report(l.list);
    CHECK(end.state == DisposalState::carried_out);
    CHECK(end.done == std::vector<std::string>{l.a, l.c});
    CHECK(end.unknown.empty());
    CHECK(findings(l.room.verify()) == "");
}
