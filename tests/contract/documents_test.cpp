// Controlled documents: draft, review, approval, in force, superseded, withdrawn.
#include "contract/room.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

Document procedure(const std::string& number = "QP-07") {
    Document made;
    made.number = number;
    made.title = "Control of documents";
    made.type = "procedure";
    made.language = "en";
    made.owner = "ravi";
    return made;
}

void create(Room& room, const std::string& text = "first", const std::string& number = "QP-07") {
    room.as("ravi").documents().create(procedure(number), {bytes("text.md", text)}, "first issue");
}

/// Creates and brings into force.
void issue(Room& room, const std::string& text = "first", std::optional<Date> on = {}) {
    create(room, text);
    room.as("ravi").documents().submit("QP-07", on);
    room.as("asha").documents().approve("QP-07");
}

std::string text_of(Room& room, int revision = 0, std::optional<Date> on = {}) {
    std::string got;
    room.store().documents().read(
        "QP-07", revision, "", [&](const char* data, std::size_t size) { got.append(data, size); }, on);
    return got;
}

RevisionState state_of(Room& room, int revision) {
    return state_on(room.store().documents().get("QP-07"), revision, date_of(room.now()));
}

/// How many revisions are in force on a date.
int effective_count(const Document& document, Date on) {
    int count = 0;
    for (const auto& revision : document.revisions)
        count += state_on(document, revision.number, on) == RevisionState::effective;
    return count;
}

} // namespace

TEST_CASE("a document goes from draft through review into force") {
    Room room;
    create(room);
    CHECK(state_of(room, 1) == RevisionState::draft);
    CHECK(code_of([&] { text_of(room); }) == "not-found");
    CHECK(text_of(room, 1) == "first");
    const auto approval = room.as("ravi").documents().submit("QP-07");
    CHECK(approval == "A-2026-0001");
    CHECK(state_of(room, 1) == RevisionState::in_review);
    room.as("asha").documents().approve("QP-07");
    CHECK(state_of(room, 1) == RevisionState::effective);
    CHECK(text_of(room) == "first");
    const Document document = room.store().documents().get("QP-07");
    CHECK(document.revisions[0].author == "ravi");
    CHECK(document.revisions[0].change == "first issue");
    CHECK(document.revisions[0].effective_on == day("2026-05-04"));
    CHECK(document.revisions[0].approval == approval);
    CHECK(findings(room.verify()) == "");
    CHECK(git(room.directory(), "show vault:documents/QP-07/1/text.md").out == "first");
}

TEST_CASE("the author cannot approve, nor who is not on the route") {
    Room room;
    Person ravi = room.store().office().person("ravi");
    ravi.roles.insert("approver");
    room.as("kiran").office().change_person(ravi, "approves too");
    create(room);
    room.as("ravi").documents().submit("QP-07");
    const auto own = failure_of([&] { room.as("ravi").documents().approve("QP-07"); });
    CHECK(own.code == "refused");
    CHECK(own.object == "document QP-07/1");
    for (const char* login : {"dinesh", "kamla", "meena", "kiran"})
        CHECK(code_of([&] { room.as(login).documents().approve("QP-07"); }) == "refused");
    CHECK(state_of(room, 1) == RevisionState::in_review);
    room.as("asha").documents().approve("QP-07");
}

TEST_CASE("who wrote it cannot approve it when another submits it") {
    Room room;
    Person asha = room.store().office().person("asha");
    asha.roles.insert("clerk");
    room.as("kiran").office().change_person(asha, "writes too");
    room.as("kiran").office().add_person({"usha", "Usha", "", {"approver"}, true});
    room.as("asha").documents().create(procedure(), {bytes("a", "b")}, "x");
    room.as("ravi").documents().submit("QP-07");
    CHECK(code_of([&] { room.as("asha").documents().approve("QP-07"); }) == "refused");
    room.as("usha").documents().approve("QP-07");
}

TEST_CASE("changing what was submitted voids its approval") {
    Room room;
    create(room);
    room.as("ravi").documents().submit("QP-07");
    CHECK(room.as("dinesh").documents().revise("QP-07", {bytes("text.md", "changed")}, "typo") == 1);
    CHECK(room.store().approvals().get("A-2026-0001").state == ApprovalState::voided);
    CHECK(state_of(room, 1) == RevisionState::draft);
    CHECK(code_of([&] { room.as("asha").documents().approve("QP-07"); }) == "conflict");
    CHECK(text_of(room, 1) == "changed");
    CHECK(room.as("ravi").documents().submit("QP-07") == "A-2026-0002");
    room.as("asha").documents().approve("QP-07");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("an approval binds to the bytes: other content, another digest") {
    Room room;
    create(room);
    room.as("ravi").documents().submit("QP-07");
    room.as("ravi").documents().revise("QP-07", {bytes("text.md", "first.")}, "a full stop");
    room.as("ravi").documents().submit("QP-07");
    CHECK(room.store().approvals().get("A-2026-0001").digest !=
          room.store().approvals().get("A-2026-0002").digest);
}

TEST_CASE("an approved revision that is changed before its day is a draft again") {
    Room room;
    issue(room, "first", day("2026-07-01"));
    CHECK(state_of(room, 1) == RevisionState::approved);
    CHECK(room.as("ravi").documents().revise("QP-07", {bytes("text.md", "other")}, "more") == 1);
    CHECK(state_of(room, 1) == RevisionState::draft);
    CHECK(room.store().approvals().get("A-2026-0001").state == ApprovalState::voided);
    room.set_today("2026-07-02");
    CHECK(code_of([&] { text_of(room); }) == "not-found");
}

TEST_CASE("exactly one revision is in force on each day") {
    Room room;
    issue(room);
    room.set_today("2026-06-01");
    CHECK(room.as("ravi").documents().revise("QP-07", {bytes("text.md", "second")}, "new form") == 2);
    CHECK(text_of(room) == "first");
    room.as("ravi").documents().submit("QP-07", day("2026-06-15"));
    room.as("asha").documents().approve("QP-07");
    CHECK(state_of(room, 2) == RevisionState::approved);
    CHECK(text_of(room) == "first");
    const Document document = room.store().documents().get("QP-07");
    using std::chrono::sys_days;
    for (sys_days on = day("2026-05-04"); on < sys_days(day("2026-07-31")); on += std::chrono::days(1))
        CHECK(effective_count(document, Date(on)) == 1);
    CHECK(effective_count(document, day("2026-05-03")) == 0);
    CHECK(text_of(room, 0, day("2026-06-14")) == "first");
    CHECK(text_of(room, 0, day("2026-06-15")) == "second");
    CHECK(code_of([&] { text_of(room, 0, day("2026-05-03")); }) == "not-found");
    room.set_today("2026-06-15");
    CHECK(text_of(room) == "second");
    CHECK(state_of(room, 1) == RevisionState::superseded);
    CHECK(text_of(room, 1) == "first"); // kept, and marked
}

TEST_CASE("editions in two languages are in force side by side") {
    Room room;
    issue(room);
    room.as("ravi").documents().revise("QP-07", {bytes("text.md", "पहला")}, "translation", "hi");
    room.as("ravi").documents().submit("QP-07");
    room.as("asha").documents().approve("QP-07");
    const Document document = room.store().documents().get("QP-07");
    CHECK(effective_revision(document, "", day("2026-05-04")) == 1);
    CHECK(effective_revision(document, "hi", day("2026-05-04")) == 2);
    CHECK(text_of(room) == "first");
    CHECK(text_of(room, 2) == "पहला");
    room.as("ravi").documents().withdraw("QP-07", "badly translated", "hi");
    CHECK(text_of(room) == "first");
    CHECK(code_of([&] { room.as("ravi").documents().withdraw("QP-07", "x", "hi"); }) == "conflict");
}

// An open draft in Hindi was overwritten by a revision in English.
TEST_CASE("a draft in one language is not overwritten by a revision in another") {
    Room room;
    issue(room);
    CHECK(room.as("ravi").documents().revise("QP-07", {bytes("text.md", "पहला")}, "translation", "hi") == 2);
    CHECK(room.as("ravi").documents().revise("QP-07", {bytes("text.md", "second")}, "x") == 3);
    CHECK(text_of(room, 2) == "पहला");
    CHECK(code_of([&] { room.as("ravi").documents().submit("QP-07"); }) == "conflict"); // of which language?
    room.as("ravi").documents().submit("QP-07", day("2026-07-01"), "hi");
    room.as("asha").documents().approve("QP-07");
    room.as("ravi").documents().submit("QP-07");
    room.as("asha").documents().approve("QP-07");
    CHECK(text_of(room) == "second");
    CHECK(state_of(room, 2) == RevisionState::approved);
    room.as("ravi").documents().issue("QP-07", day("2026-06-01"));
    CHECK(room.store().documents().get("QP-07").revisions[1].effective_on == day("2026-06-01"));
}

TEST_CASE("a rejection has a reason and makes it a draft again") {
    Room room;
    create(room);
    room.as("ravi").documents().submit("QP-07");
    CHECK(code_of([&] { room.as("asha").documents().reject("QP-07", ""); }) == "invalid-argument");
    CHECK(code_of([&] { room.as("ravi").documents().reject("QP-07", "own"); }) == "refused");
    room.as("asha").documents().reject("QP-07", "clause 4 is missing");
    CHECK(state_of(room, 1) == RevisionState::draft);
    CHECK(room.store().approvals().get("A-2026-0001").state == ApprovalState::rejected);
    CHECK(room.store().approvals().get("A-2026-0001").decisions.at(0).reason == "clause 4 is missing");
    CHECK(code_of([&] { room.as("asha").documents().approve("QP-07"); }) == "conflict");
}

TEST_CASE("a submission is recalled with a reason") {
    Room room;
    create(room);
    CHECK(code_of([&] { room.as("ravi").documents().recall("QP-07", "x"); }) == "conflict");
    room.as("ravi").documents().submit("QP-07");
    CHECK(code_of([&] { room.as("ravi").documents().recall("QP-07", ""); }) == "invalid-argument");
    CHECK(code_of([&] { room.as("ravi").documents().submit("QP-07"); }) == "conflict");
    room.as("ravi").documents().recall("QP-07", "too early");
    CHECK(room.store().approvals().get("A-2026-0001").state == ApprovalState::withdrawn);
    CHECK(state_of(room, 1) == RevisionState::draft);
    CHECK(room.store().approvals().pending().empty());
}

TEST_CASE("no revision takes force before its approval, whatever the date asked for") {
    Room room;
    create(room);
    CHECK(code_of([&] { room.as("ravi").documents().submit("QP-07", day("2026-05-03")); }) ==
          "invalid-argument");
    room.as("ravi").documents().submit("QP-07", day("2026-05-10"));
    room.set_today("2026-05-20");
    room.as("asha").documents().approve("QP-07");
    CHECK(room.store().documents().get("QP-07").revisions[0].effective_on == day("2026-05-20"));
    CHECK(code_of([&] { text_of(room, 0, day("2026-05-19")); }) == "not-found");
}

TEST_CASE("the date of an approved revision can be moved, not into the past") {
    Room room;
    issue(room, "first", day("2026-07-01"));
    CHECK(code_of([&] { room.as("ravi").documents().issue("QP-07", day("2026-05-03")); }) ==
          "invalid-argument");
    room.as("ravi").documents().issue("QP-07", day("2026-08-01"));
    room.set_today("2026-07-15");
    CHECK(code_of([&] { text_of(room); }) == "not-found");
    room.set_today("2026-08-01");
    CHECK(text_of(room) == "first");
    CHECK(code_of([&] { room.as("ravi").documents().issue("QP-07", day("2026-09-01")); }) == "conflict");
}

TEST_CASE("only the revision in force is withdrawn; it stays retrievable, marked (R20)") {
    Room room;
    create(room);
    CHECK(code_of([&] { room.as("ravi").documents().withdraw("QP-07", "x"); }) == "conflict");
    room.as("ravi").documents().submit("QP-07");
    room.as("asha").documents().approve("QP-07");
    room.set_today("2026-06-01");
    CHECK(code_of([&] { room.as("ravi").documents().withdraw("QP-07", ""); }) == "invalid-argument");
    room.as("ravi").documents().withdraw("QP-07", "no longer done");
    CHECK(state_of(room, 1) == RevisionState::obsolete);
    CHECK(code_of([&] { text_of(room); }) == "not-found");
    CHECK(text_of(room, 1) == "first");
    CHECK(text_of(room, 0, day("2026-05-31")) == "first");
    CHECK(room.as("ravi").documents().revise("QP-07", {bytes("text.md", "again")}, "done again") == 2);
}

TEST_CASE("bad documents are refused") {
    Room room;
    auto documents = room.as("ravi").documents();
    for (const char* number : {"", "qp", "QP/1", "../QP"})
        CHECK(code_of([&] { documents.create(procedure(number), {bytes("a", "b")}, ""); }) ==
              "invalid-argument");
    CHECK(code_of([&] { documents.create(procedure(), {}, ""); }) == "invalid-argument");
    CHECK(code_of([&] {
              documents.create(procedure(), {bytes("a", "1"), bytes("A", "2")}, "");
          }) == "invalid-argument");
    Document untitled = procedure();
    untitled.title = "";
    CHECK(code_of([&] { documents.create(untitled, {bytes("a", "b")}, ""); }) == "invalid-argument");
    create(room);
    CHECK(code_of([&] { create(room); }) == "already-exists");
    CHECK(code_of([&] { documents.get("QP-99"); }) == "not-found");
    CHECK(code_of([&] { documents.get("../people/ravi"); }) == "not-found");
    CHECK(code_of([&] { documents.revise("QP-99", {bytes("a", "b")}, ""); }) == "not-found");
    CHECK(code_of([&] { documents.revise("QP-07", {}, ""); }) == "invalid-argument");
    CHECK(code_of([&] { text_of(room, 9); }) == "not-found");
}

TEST_CASE("revisions are not taken from the caller") {
    Room room;
    Document forged = procedure();
    Revision& revision = forged.revisions.emplace_back();
    revision.number = 9;
    revision.author = "asha";
    revision.state = RevisionState::approved;
    revision.effective_on = day("2020-01-01");
    room.as("ravi").documents().create(forged, {bytes("text.md", "b")}, "x");
    const Document kept = room.store().documents().get("QP-07");
    REQUIRE(kept.revisions.size() == 1);
    CHECK(kept.revisions[0].number == 1);
    CHECK(kept.revisions[0].author == "ravi");
    CHECK(kept.revisions[0].state == RevisionState::draft);
}

TEST_CASE("the master list says what is in force and what is on its way") {
    Room room;
    issue(room);
    create(room, "form", "F-01");
    room.as("ravi").documents().revise("QP-07", {bytes("text.md", "second")}, "x");
    const auto list = room.store().documents().list();
    REQUIRE(list.size() == 2);
    CHECK(list[0].number == "F-01");
    CHECK(list[0].revision == 0);
    CHECK(list[0].open_state == "draft");
    CHECK(list[1].revision == 1);
    CHECK(list[1].effective_on == day("2026-05-04"));
    CHECK(list[1].open_revision == 2);
    CHECK(room.store().documents().list({.on = day("2026-05-03")}).at(1).revision == 0);
}
