// Disposal: propose, approve by others, carry out with every item checked again, certificate.
#include "contract/room.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

const CarryOut how{.method = "shredded", .witness = "asha", .place = "yard", .authority = "Rule 9"};

} // namespace

TEST_CASE("a disposal goes from proposal to certificate") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01", "Old case", {bytes("a.txt", "secret")});
    const Record before = room.store().records().get(id);
    const auto proposed = room.as("ravi").disposals().propose({});
    CHECK(proposed.id == "D-2026-0001");
    CHECK(proposed.state == DisposalState::proposed);
    CHECK(proposed.proposed_by == "ravi");
    REQUIRE(proposed.items.size() == 1);
    CHECK(proposed.items[0].record == id);
    CHECK(proposed.items[0].rule == "C-1");
    CHECK(proposed.items[0].schedule_version == 1);
    CHECK(proposed.items[0].files == before.versions[0].files);
    room.as("asha").disposals().approve(proposed.id);
    CHECK(room.store().disposals().get(proposed.id).state == DisposalState::approved);
    room.later(std::chrono::hours(24));
    const auto done = room.as("ravi").disposals().carry_out(proposed.id, how);
    CHECK(done.state == DisposalState::carried_out);
    CHECK(done.items[0].outcome == Outcome::done);
    CHECK(done.how == how);
    CHECK(done.carried_out_by == "ravi");
    CHECK(done.carried_out_at == room.now());
    CHECK(room.store().disposals().get(proposed.id) == done);
    const Record after = room.store().records().get(id);
    CHECK(after.state == RecordState::destroyed);
    CHECK(after.title == before.title);
    CHECK(after.versions == before.versions);
    CHECK(after.steps_done.at(0) == StepDone{"destroy", day("2026-05-05"), done.id});
    const auto reading = failure_of([&] { room.read(id); });
    CHECK(reading.code == "refused");
    CHECK(reading.says(done.id));
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("the certificate names everything, for programs and for paper") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01", "पुराना वाद", {bytes("a.txt", "secret")});
    const auto sha256 = room.store().records().get(id).versions[0].files[0].sha256;
    const auto proposed = room.as("ravi").disposals().propose({});
    const auto early = failure_of([&] { room.store().disposals().certificate_json(proposed.id); });
    CHECK(early.code == "refused");
    room.as("asha").disposals().approve(proposed.id);
    CHECK(code_of([&] { room.store().disposals().certificate_text(proposed.id); }) == "refused");
    room.as("ravi").disposals().carry_out(proposed.id, how);
    const std::string json = room.store().disposals().certificate_json(proposed.id);
    const std::string text = room.store().disposals().certificate_text(proposed.id);
    const std::string hindi = room.store().disposals().certificate_text(proposed.id, "hi");
    for (const std::string& part :
         {id, sha256, proposed.id, std::string("पुराना वाद"), std::string("C-1"), std::string("shredded"),
          std::string("Ravi Shankar"), std::string("Asha Verma"), std::string("2026-05-04"),
          std::string("Rule 9")}) {
        INFO(part);
        CHECK(json.find(part) != std::string::npos);
        CHECK(text.find(part) != std::string::npos);
        CHECK(hindi.find(part) != std::string::npos);
    }
    CHECK(text != hindi);
    CHECK(run("printf %s " + quoted(json) + " | jq -e .").status == 0);
}

TEST_CASE("nobody approves what he or she proposed, nor who is not on the route") {
    Room room;
    room.closed("C-1", "2020-01-01");
    const auto id = room.as("ravi").disposals().propose({}).id;
    const auto own = failure_of([&] { room.as("ravi").disposals().approve(id); });
    CHECK(own.code == "refused");
    CHECK(own.says("ravi"));
    for (const char* login : {"dinesh", "meena", "kamla"})
        CHECK(code_of([&] { room.as(login).disposals().approve(id); }) == "refused");
    CHECK(room.store().disposals().get(id).state == DisposalState::proposed);
    room.as("kiran").disposals().approve(id); // a records officer who did not propose it
    CHECK(code_of([&] { room.as("asha").disposals().approve(id); }) == "conflict");
}

TEST_CASE("a route of two steps wants two people, in order") {
    Room room;
    room.as("kiran").office().set_route({"disposal", "", {{"records-officer", "", 1}, {"approver", "", 1}}},
                                        "four eyes");
    room.closed("C-1", "2020-01-01");
    const auto id = room.as("ravi").disposals().propose({}).id;
    CHECK(code_of([&] { room.as("asha").disposals().approve(id); }) == "refused");
    room.as("kiran").disposals().approve(id);
    CHECK(room.store().disposals().get(id).state == DisposalState::proposed);
    CHECK(code_of([&] { room.as("ravi").disposals().carry_out(id, how); }) == "refused");
    CHECK(code_of([&] { room.as("kiran").disposals().approve(id); }) == "refused");
    room.as("asha").disposals().approve(id);
    CHECK(room.store().disposals().get(id).state == DisposalState::approved);
}

TEST_CASE("nothing is carried out before its approval, after its rejection, or twice") {
    Room room;
    const auto record = room.closed("C-1", "2020-01-01", "T", {bytes("a", "kept")});
    auto id = room.as("ravi").disposals().propose({}).id;
    CHECK(code_of([&] { room.as("ravi").disposals().carry_out(id, how); }) == "refused");
    CHECK(code_of([&] { room.as("asha").disposals().reject(id, ""); }) == "invalid-argument");
    room.as("asha").disposals().reject(id, "the case is pending in appeal");
    CHECK(room.store().disposals().get(id).state == DisposalState::rejected);
    CHECK(code_of([&] { room.as("ravi").disposals().carry_out(id, how); }) == "refused");
    CHECK(room.read(record) == "kept");
    id = room.as("ravi").disposals().propose({}).id;
    CHECK(id == "D-2026-0002");
    room.as("asha").disposals().approve(id);
    room.as("ravi").disposals().carry_out(id, how);
    CHECK(code_of([&] { room.as("ravi").disposals().carry_out(id, how); }) == "refused");
    CHECK(code_of([&] { room.as("ravi").disposals().carry_out("D-2026-0099", how); }) == "not-found");
}

TEST_CASE("a destruction without method or witness, and a transfer without recipient, are refused (R59)") {
    Room room;
    room.closed("C-1", "2020-01-01");
    const auto id = room.as("ravi").disposals().propose({}).id;
    room.as("asha").disposals().approve(id);
    CHECK(code_of([&] { room.as("ravi").disposals().carry_out(id, {.witness = "asha"}); }) ==
          "invalid-argument");
    CHECK(code_of([&] { room.as("ravi").disposals().carry_out(id, {.method = "shredded"}); }) ==
          "invalid-argument");
    const auto sent = room.closed("T", "2020-01-01", "T", {bytes("a", "sent")});
    const auto transfer = room.as("ravi").disposals().propose({.action = Action::transfer}).id;
    room.as("asha").disposals().approve(transfer);
    CHECK(code_of([&] { room.as("ravi").disposals().carry_out(transfer, how); }) == "invalid-argument");
    room.as("ravi").disposals().carry_out(transfer, {.recipient = "State Archives"});
    CHECK(room.store().records().get(sent).state == RecordState::transferred);
    CHECK(room.read(sent) == "sent");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("each item is checked again: what no longer qualifies is skipped and says why") {
    Room room;
    const auto held = room.closed("C-1", "2020-01-01", "Held", {bytes("a", "held")});
    const auto reopened = room.closed("C-1", "2020-01-02", "Reopened", {bytes("a", "reopened")});
    const auto goes = room.closed("C-1", "2020-01-03", "Goes", {bytes("a", "goes")});
    const auto id = room.as("ravi").disposals().propose({}).id;
    room.as("asha").disposals().approve(id);
    const auto hold = room.as("ravi").holds().place({.reason = "writ petition", .records = {held}});
    room.as("ravi").records().reopen(reopened, "appeal");
    const auto dry = room.as("ravi").disposals().carry_out(id, how, true);
    CHECK(dry.items[0].outcome == Outcome::skipped);
    CHECK(room.store().disposals().get(id).state == DisposalState::approved);
    const auto done = room.as("ravi").disposals().carry_out(id, how);
    REQUIRE(done.items.size() == 3);
    CHECK(done.items[0].outcome == Outcome::skipped);
    CHECK(done.items[0].why.find(hold) != std::string::npos);
    CHECK(done.items[1].outcome == Outcome::skipped);
    CHECK_FALSE(done.items[1].why.empty());
    CHECK(done.items[2].outcome == Outcome::done);
    CHECK(room.read(held) == "held");
    CHECK(room.read(reopened) == "reopened");
    CHECK(code_of([&] { room.read(goes); }) == "refused");
    room.as("ravi").holds().release(hold, "dismissed");
    CHECK(room.as("ravi").disposals().propose({}).items.at(0).record == held);
}

TEST_CASE("a rule that became longer between approval and carrying out keeps the record") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01", "T", {bytes("a", "kept")});
    const auto list = room.as("ravi").disposals().propose({}).id;
    room.as("asha").disposals().approve(list);
    auto rules = room.store().retention().schedule("GEN").rules;
    rules[0].steps[0].after = *parse_period("30y");
    room.as("ravi").retention().load(reading(rules));
    const auto done = room.as("ravi").disposals().carry_out(list, how);
    CHECK(done.items[0].outcome == Outcome::skipped);
    CHECK(room.read(id) == "kept");
}

TEST_CASE("a list made for a later date destroys nothing before that date") {
    Room room;
    const auto id = room.closed("C-1", "2026-01-01", "T", {bytes("a", "kept")});
    const auto list = room.as("ravi").disposals().propose({.on = day("2027-01-31")}).id;
    room.as("asha").disposals().approve(list);
    CHECK(code_of([&] { room.as("ravi").disposals().carry_out(list, how); }) == "refused");
    CHECK(room.store().disposals().get(list).state == DisposalState::approved);
    CHECK(room.read(id) == "kept");
}

TEST_CASE("a record stands on one open list at a time") {
    Room room;
    room.closed("C-1", "2020-01-01");
    const auto first = room.as("ravi").disposals().propose({});
    CHECK(code_of([&] { room.as("ravi").disposals().propose({}); }) == "not-found");
    const auto other = room.closed("C-1", "2020-02-01");
    const auto second = room.as("ravi").disposals().propose({});
    REQUIRE(second.items.size() == 1);
    CHECK(second.items[0].record == other);
    CHECK(room.store().disposals().list().size() == 2);
    CHECK(first.items.size() == 1);
}

TEST_CASE("a proposal can be tried dry; keeping is no disposal") {
    Room room;
    room.closed("C-1", "2020-01-01");
    const auto dry = room.as("ravi").disposals().propose({.dry_run = true});
    CHECK(dry.id.empty());
    CHECK(dry.items.size() == 1);
    CHECK(room.store().disposals().list().empty());
    CHECK(code_of([&] { room.as("ravi").disposals().propose({.action = Action::keep}); }) ==
          "invalid-argument");
    CHECK(code_of([&] { room.as("ravi").disposals().propose({.series = "NONE"}); }) == "not-found");
}

TEST_CASE("a proposal that nobody could approve is refused at once") {
    Room room;
    room.closed("C-1", "2020-01-01");
    room.as("kiran").office().set_route({"disposal", "", {{"", "ravi", 1}}}, "ravi alone");
    CHECK(code_of([&] { room.as("ravi").disposals().propose({}); }) == "invalid-argument");
    CHECK(room.store().disposals().list().empty());
}

TEST_CASE("carrying out can be stopped before anything is disposed of") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01", "T", {bytes("a", "kept")});
    const auto list = room.as("ravi").disposals().propose({}).id;
    room.as("asha").disposals().approve(list);
    const auto stop = [](std::uint64_t, std::uint64_t) { return false; };
    CHECK(code_of([&] { room.as("ravi").disposals().carry_out(list, how, false, stop); }) == "cancelled");
    CHECK(room.read(id) == "kept");
    CHECK(room.as("ravi").disposals().carry_out(list, how).state == DisposalState::carried_out);
}
