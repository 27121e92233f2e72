// Distribution of documents: points of use, numbered copies, who has read what, and what the code on paper
// says.
#include "contract/room.hpp"

#include <algorithm>
#include <set>

using namespace almirah;
using namespace almirah::test;

namespace {

PointOfUse point(const char* text) {
    return parse_point(text).value();
}

/// QP-07 in two desks, on a board and with the clerks; revision 1 in force.
void distribute(Room& room) {
    room.as("kiran").office().add_desk({"D07", "Mutation", "dinesh", {}});
    room.as("kiran").office().add_desk({"D08", "Copies", "kamla", {}});
    room.as("kiran").office().add_place({"R1", "", "room", {}});
    Document document;
    document.number = "QP-07";
    document.title = "Control of documents";
    document.language = "en";
    document.review_every = Period{1, 0, 0};
    room.as("ravi").documents().create(document, {bytes("text.md", "first")}, "first issue");
    room.as("ravi").documents().submit("QP-07");
    room.as("asha").documents().approve("QP-07");
    room.as("ravi").distribution().change(
        {.document = "QP-07",
         .add = {point("desk:D07"), point("desk:D08"), point("board:GATE"), point("role:clerk")},
         .reason = "first list"});
}

/// The next revision, in force today.
void supersede(Room& room) {
    room.as("ravi").documents().revise("QP-07", {bytes("text.md", "next")}, "next");
    room.as("ravi").documents().submit("QP-07");
    room.as("asha").documents().approve("QP-07");
}

std::vector<int> numbers_of(const std::vector<CopyLine>& lines) {
    std::vector<int> numbers;
    for (const auto& line : lines)
        numbers.push_back(line.copy.number);
    return numbers;
}

std::string outstanding(Room& room) {
    std::string text;
    for (const auto& line : room.store().distribution().training({.outstanding = true}))
        text += line.person + " " + line.document + "/" + std::to_string(line.revision) + " " +
                to_string(*line.due_on) + (line.overdue ? " overdue" : "") + "; ";
    return text;
}

std::string alerts(Room& room, const std::string& code) {
    std::string text;
    for (const auto& alert : room.store().retention().alerts())
        if (alert.code == code) text += alert.subject + " " + to_string(alert.on) + ": " + alert.text + "; ";
    return text;
}

} // namespace

TEST_CASE("points of use are read as they are written") {
    for (const char* text :
         {"desk:D07", "place:R1/A02", "person:asha", "board:GATE@hi", "role:records-officer"})
        CHECK(to_string(point(text)) == text);
    for (const char* text :
         {"", "desk", "desk:", "desk:d07", "person:ASHA", "shelf:X", "board:GATE@", ":D07"}) {
        INFO(text);
        CHECK(!parse_point(text));
    }
}

TEST_CASE("a distribution list is kept, changed and checked") {
    Room room;
    distribute(room);
    auto distribution = room.as("ravi").distribution();
    CHECK(distribution.list("QP-07").points.size() == 4);
    CHECK(distribution.list("QP-07").points.at(0).since == day("2026-05-04"));
    CHECK(distribution.lists().size() == 1);
    distribution.change({.document = "QP-07", .add = {point("desk:D07@hi")}, .remove = {point("desk:D08")}});
    CHECK(to_string(distribution.list("QP-07").points.at(0)) == "desk:D07@hi");
    CHECK(distribution.list("QP-07").points.size() == 3);
    CHECK(code_of([&] { distribution.change({.document = "QP-07"}); }) == "conflict");
    CHECK(code_of([&] { distribution.change({.document = "QP-99", .add = {point("desk:D07")}}); }) ==
          "not-found");
    for (const char* missing : {"desk:D99", "place:R9", "person:nobody", "role:nobody"})
        CHECK(code_of([&] { distribution.change({.document = "QP-07", .add = {point(missing)}}); }) ==
              "not-found");
    CHECK(code_of([&] { distribution.change({.document = "QP-07", .remove = {point("desk:D08")}}); }) ==
          "not-found");
    const DistributionChange change{.document = "QP-07", .add = {point("board:HALL")}};
    CHECK(code_of([&] { room.as("dinesh").distribution().change(change); }) == "refused");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("every point of the list gets a numbered copy, once") {
    Room room;
    distribute(room);
    auto distribution = room.as("ravi").distribution();
    CHECK(distribution.issue({.document = "QP-07", .dry_run = true}).size() == 3);
    CHECK(distribution.copies().empty());
    const auto copies = distribution.issue({.document = "QP-07", .note = "by hand"});
    REQUIRE(copies.size() == 3); // the role takes none
    CHECK(copies.at(0).number == 1);
    CHECK(to_string(copies.at(0).to) == "desk:D07");
    CHECK(copies.at(2).revision == 1);
    CHECK(distribution.copy("QP-07", 2) == copies.at(1));
    CHECK(code_of([&] { distribution.issue({.document = "QP-07"}); }) == "conflict");
    const auto more =
        distribution.issue({.document = "QP-07", .to = {point("person:asha"), point("place:R1")}});
    CHECK(more.at(0).number == 4);
    CHECK(numbers_of(distribution.copies({.at = point("place:R1")})) == std::vector{5});
    CHECK(code_of([&] { distribution.issue({.document = "QP-07", .to = {point("role:clerk")}}); }) ==
          "refused");
    CHECK(code_of([&] { distribution.issue({.document = "QP-07", .to = {point("desk:D99")}}); }) ==
          "not-found");
    CHECK(code_of([&] { distribution.issue({.document = "QP-07", .revision = 9}); }) == "not-found");
    CHECK(room.store().trust().history("QP-07#4").size() == 1);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("only what is approved is copied") {
    Room room;
    distribute(room);
    auto distribution = room.as("ravi").distribution();
    room.as("ravi").documents().revise("QP-07", {bytes("text.md", "next")}, "next");
    const CopyIssue of_draft{.document = "QP-07", .revision = 2, .to = {point("desk:D07")}};
    CHECK(code_of([&] { distribution.issue(of_draft); }) == "refused");
    room.as("ravi").documents().submit("QP-07", day("2026-06-01"));
    room.as("asha").documents().approve("QP-07");
    CHECK(room.as("ravi").distribution().issue(of_draft).at(0).revision == 2); // before its day
    room.set_today("2026-06-01");
    const CopyIssue of_old{.document = "QP-07", .revision = 1, .to = {point("desk:D07")}};
    CHECK(code_of([&] { distribution.issue(of_old); }) == "refused");
}

TEST_CASE("copies of an obsolete revision are listed until they are back") {
    Room room;
    distribute(room);
    auto distribution = room.as("ravi").distribution();
    distribution.issue({.document = "QP-07"});
    CHECK(distribution.copies({.outdated = true}).empty());
    CHECK(alerts(room, "copy-outdated") == "");
    room.set_today("2026-05-20");
    supersede(room);
    room.as("ravi");
    CHECK(numbers_of(distribution.copies({.outdated = true})) == std::vector{1, 2, 3});
    CHECK(alerts(room, "copy-outdated") ==
          "QP-07 2026-05-20: copies of a revision that is no longer in force are still out: 1, 2, 3; ");
    CHECK(distribution.issue({.document = "QP-07"}).at(0).number == 4);
    CHECK(distribution.mark({.document = "QP-07", .outdated = true}, CopyState::recalled, "revision 2") ==
          std::vector{1, 2, 3});
    CHECK(numbers_of(distribution.copies({.outdated = true})) == std::vector{1, 2, 3}); // still out
    CHECK(code_of([&] {
              distribution.mark({.document = "QP-07", .outdated = true}, CopyState::recalled, "again");
          }) == "not-found");
    distribution.mark({"QP-07", {1}}, CopyState::back);
    distribution.mark({"QP-07", {2}}, CopyState::lost, "not at the desk");
    distribution.mark({"QP-07", {1, 3}}, CopyState::destroyed, "shredded");
    CHECK(distribution.copies({.outdated = true}).empty());
    CHECK(numbers_of(distribution.copies({.state = CopyState::lost})) == std::vector{2});
    CHECK(distribution.copy("QP-07", 1).steps.size() == 4);
    CHECK(code_of([&] { distribution.mark({"QP-07", {1}}, CopyState::back); }) == "conflict");
    CHECK(code_of([&] { distribution.mark({"QP-07", {2}}, CopyState::destroyed); }) == "conflict");
    CHECK(code_of([&] { distribution.mark({"QP-07", {99}}, CopyState::back); }) == "not-found");
    CHECK(code_of([&] { distribution.mark({"QP-07", {4}}, CopyState::lost); }) == "invalid-argument");
    CHECK(code_of([&] {
              room.as("meena").distribution().mark({"QP-07", {4}}, CopyState::back);
          }) == "refused");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("the code on paper tells whether it is still in force") {
    Room room;
    distribute(room);
    auto distribution = room.as("ravi").distribution();
    const auto copies = distribution.issue({.document = "QP-07"});
    std::string typed = copies.at(0).code;
    const auto check = [&] { return distribution.check(typed); };
    CHECK(check().valid);
    CHECK(check().text == "QP-07/1 is in force since 2026-05-04; copy 1 of QP-07 was issued to desk:D07");
    typed[0] = typed[0] == '7' ? '8' : '7';
    CHECK(code_of(check) == "invalid-argument");
    typed = "0000-0000-0000"; // well-formed, and of no copy
    CHECK(code_of(check) == "not-found");
    typed = copies.at(0).code;
    distribution.mark({"QP-07", {1}}, CopyState::lost, "gone");
    CHECK_FALSE(check().valid);
    CHECK(check().text == "copy 1 of QP-07 was reported lost on 2026-05-04; give it back to the office");
    typed = copies.at(1).code;
    room.set_today("2026-05-20");
    supersede(room);
    CHECK_FALSE(check().valid);
    CHECK(check().in_force == 2);
    CHECK(check().text ==
          "QP-07/1 is superseded since 2026-05-20; QP-07/2 is in force, do not use this copy");
    room.as("ravi").documents().withdraw("QP-07", "merged");
    CHECK(check().text ==
          "QP-07/1 is superseded since 2026-05-20; no revision is in force, do not use this copy");
}

TEST_CASE("no two copies, revisions or documents have one code") {
    Room room;
    distribute(room);
    auto distribution = room.as("ravi").distribution();
    const auto first = distribution.issue({.document = "QP-07"});
    supersede(room);
    const auto second = room.as("ravi").distribution().issue({.document = "QP-07"});
    std::set<std::string> codes;
    for (const auto& copies : {first, second})
        for (const auto& copy : copies)
            codes.insert(copy.code);
    CHECK(codes.size() == 6);
}

TEST_CASE("a cover sheet shows what anybody can check") {
    Room room;
    distribute(room);
    auto distribution = room.as("ravi").distribution();
    const auto copy = distribution.issue({.document = "QP-07", .to = {point("board:GATE")}}).at(0);
    const std::string text = distribution.stamp("QP-07", 1, "text", "en");
    for (const std::string& shown :
         {std::string("QP-07"), std::string("board:GATE"), copy.code, std::string("Asha Verma"),
          std::string("2026-05-04"), std::string("2027-05-04")}) {
        INFO(shown);
        CHECK(text.find(shown) != text.npos);
    }
    CHECK(text.find("NO LONGER IN FORCE") == text.npos);
    CHECK(distribution.stamp("QP-07", 1, "html").find("CONTROLLED COPY / नियंत्रित प्रति") != std::string::npos);
    supersede(room);
    CHECK(distribution.stamp("QP-07", 1, "text", "en").find("NO LONGER IN FORCE") != std::string::npos);
    CHECK(code_of([&] { distribution.stamp("QP-07", 1, "pdf"); }) == "invalid-argument");
    CHECK(code_of([&] { distribution.stamp("QP-07", 9, "text"); }) == "not-found");
}

TEST_CASE("a title cannot write into a cover sheet of HTML") {
    Room room;
    Document document;
    document.number = "QP-1";
    document.title = "<script>alert(1)</script>";
    room.as("ravi").documents().create(document, {bytes("a", "b")}, "x");
    room.as("ravi").documents().submit("QP-1");
    room.as("asha").documents().approve("QP-1");
    room.as("ravi").distribution().issue({.document = "QP-1", .to = {point("person:asha")}});
    CHECK(room.store().distribution().stamp("QP-1", 1, "html").find("<script>") == std::string::npos);
}

TEST_CASE("who is to read a revision is reminded until he has") {
    Room room;
    distribute(room);
    CHECK(outstanding(room) == "dinesh QP-07/1 2026-05-18; kamla QP-07/1 2026-05-18; ");
    CHECK(alerts(room, "reading-due") == "dinesh 2026-05-18: is to read and acknowledge QP-07/1; "
                                         "kamla 2026-05-18: is to read and acknowledge QP-07/1; ");
    const auto given = room.as("dinesh").distribution().acknowledge("QP-07");
    CHECK(given.revision == 1);
    CHECK(given.digest == room.store().documents().get("QP-07").revisions.at(0).digest);
    CHECK(outstanding(room) == "kamla QP-07/1 2026-05-18; ");
    room.set_today("2026-05-19");
    CHECK(outstanding(room) == "kamla QP-07/1 2026-05-18 overdue; ");
    CHECK(code_of([&] { room.as("dinesh").distribution().acknowledge("QP-07"); }) == "conflict");
    supersede(room);
    CHECK(outstanding(room) == "dinesh QP-07/2 2026-06-02; kamla QP-07/2 2026-06-02; ");
    CHECK(code_of([&] { room.as("kamla").distribution().acknowledge("QP-07", 1); }) == "refused");
    room.as("kamla").distribution().acknowledge("QP-07", 0, "at the desk");
    const auto record = room.store().distribution().training({.person = "dinesh"});
    REQUIRE(record.size() == 2);
    CHECK(record.at(0).given);
    CHECK(record.at(0).revision_state == RevisionState::superseded);
    CHECK_FALSE(record.at(1).given);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("any active person may acknowledge, and nobody for another") {
    Room room;
    distribute(room);
    CHECK(room.as("meena").distribution().acknowledge("QP-07").person == "meena"); // is on no list
    Person kamla = room.store().office().person("kamla");
    kamla.active = false;
    room.as("kiran").office().change_person(kamla, "left");
    CHECK(code_of([&] { room.as("kamla").distribution().acknowledge("QP-07"); }) == "refused");
    CHECK(code_of([&] { room.as("nobody").distribution().acknowledge("QP-07"); }) == "refused");
    CHECK(outstanding(room) == "dinesh QP-07/1 2026-05-18; "); // who left is not waited for
}

TEST_CASE("a training is noted for many at once") {
    Room room;
    distribute(room);
    room.as("dinesh").distribution().acknowledge("QP-07");
    auto distribution = room.as("ravi").distribution();
    const Training training{.document = "QP-07",
                            .people = {"kamla", "dinesh", "kamla"},
                            .on = day("2026-05-04"),
                            .note = "morning meeting"};
    CHECK(distribution.note_training(training) == 1); // dinesh has read it
    CHECK(distribution.note_training(training) == 0);
    CHECK(outstanding(room) == "");
    const auto lines = distribution.training({.document = "QP-07"});
    REQUIRE(lines.size() == 2);
    CHECK(lines.at(1).given->on == day("2026-05-04"));
    CHECK(lines.at(1).given->noted_by == "ravi");
    Training wrong = training;
    wrong.on = day("2026-05-05");
    CHECK(code_of([&] { distribution.note_training(wrong); }) == "invalid-argument");
    wrong = training;
    wrong.people = {"nobody"};
    CHECK(code_of([&] { distribution.note_training(wrong); }) == "not-found");
    wrong.people = {};
    CHECK(code_of([&] { distribution.note_training(wrong); }) == "invalid-argument");
    CHECK(code_of([&] { room.as("dinesh").distribution().note_training(training); }) == "refused");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("a lost index changes nothing about copies and readers") {
    Room room;
    distribute(room);
    const auto copies = room.as("ravi").distribution().issue({.document = "QP-07"});
    room.as("dinesh").distribution().acknowledge("QP-07");
    const std::string before = outstanding(room);
    room.store().trust().reindex();
    CHECK(outstanding(room) == before);
    CHECK(room.store().distribution().check(copies.at(1).code).copy == copies.at(1));
    CHECK(room.as("ravi").distribution().issue({"QP-07", 0, {point("desk:D07")}}).at(0).number == 4);
}

TEST_CASE("the views say of copies and readers what the store says") {
    if (!installed("sqlite3")) {
        WARN("skipped: sqlite3 is not installed");
        return;
    }
    Room room;
    distribute(room);
    room.as("ravi").distribution().issue({.document = "QP-07"});
    room.as("dinesh").distribution().acknowledge("QP-07");
    supersede(room);
    room.as("ravi").distribution().issue({.document = "QP-07", .to = {point("desk:D07@hi")}});
    const auto rows = [&](const char* sql) {
        return run("sqlite3 -readonly " + quoted(room.directory() + "/almirah/index.sqlite3") + " " +
                   quoted(sql))
            .out;
    };
    // The views' today is the machine's, on which both revisions have long come into force.
    CHECK(rows("SELECT number, point, language, state, in_force FROM v_copies ORDER BY number") ==
          "1|D07||issued|0\n2|D08||issued|0\n3|GATE||issued|0\n4|D07|hi|issued|1\n");
    CHECK(rows("SELECT person, name, revision, taught_on, in_force FROM v_acknowledgements") ==
          "dinesh|Dinesh Sahu|1||0\n");
    CHECK(rows("SELECT kind, code, since FROM v_distribution WHERE kind = 'role'") ==
          "role|clerk|2026-05-04\n");
}
