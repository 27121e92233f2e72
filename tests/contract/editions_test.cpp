// Types of documents, editions in several languages, requests, reviews, what supersedes what, filing.
#include "contract/room.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

Document procedure(const std::string& number, const std::string& title = "Control of documents") {
    Document made;
    made.number = number;
    made.title = title;
    made.type = "procedure";
    made.language = "en";
    made.owner = "ravi";
    return made;
}

DocumentType type(const std::string& code) {
    DocumentType made;
    made.code = code;
    made.title = code;
    return made;
}

std::string create(Room& room, const Document& document, const std::string& text = "first") {
    return room.as("ravi").documents().create(document, {bytes("text.md", text)}, "first issue");
}

/// Submits and approves what is the draft of a language.
void bring_into_force(Room& room, const std::string& number, const std::string& language = "",
                      std::optional<Date> on = {}) {
    room.as("ravi").documents().submit(number, on, language);
    room.as("asha").documents().approve(number, language);
}

void issue(Room& room, const Document& document, const std::string& text = "first") {
    create(room, document, text);
    bring_into_force(room, document.number);
}

RevisionState state_of(Room& room, const std::string& number, int revision) {
    return state_on(room.store().documents().get(number), revision, date_of(room.now()));
}

MasterLine line_of(Room& room, const std::string& number, const std::string& language) {
    for (const auto& line : room.store().documents().list())
        if (line.number == number && line.language == language) return line;
    return {};
}

} // namespace

TEST_CASE("a type numbers its documents and asks for what they must say") {
    Room room;
    DocumentType made = type("procedure");
    made.numbering = "QP-{serial:2}";
    made.required = {"title:hi", "property:clause"};
    room.as("kiran").documents().set_type(made, "as the manual says");
    CHECK(room.store().documents().types() == std::vector<DocumentType>{made});
    Document document = procedure("");
    CHECK(failure_of([&] { create(room, document); }).says("requires title:hi"));
    document.title.in["hi"] = "दस्तावेज़ नियंत्रण";
    CHECK(failure_of([&] { create(room, document); }).says("requires property:clause"));
    document.properties["clause"] = "7.5.3";
    CHECK(create(room, document) == "QP-01");
    CHECK(create(room, document) == "QP-02");
    document.number = "QP-07";
    CHECK(create(room, document) == "QP-07");
    document.number = "";
    CHECK(create(room, document) == "QP-08");
    document.type = "song";
    CHECK(failure_of([&] { create(room, document); }).says("there are procedure"));
    CHECK(room.store().documents().get("QP-01").properties.at("clause") == "7.5.3");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("a type that cannot work is refused") {
    Room room;
    const auto refused = [&](void (*spoil)(DocumentType&)) {
        DocumentType made = type("procedure");
        spoil(made);
        return code_of([&] { room.as("kiran").documents().set_type(made, "x"); });
    };
    CHECK(refused([](DocumentType& t) { t.code = "Procedure"; }) == "invalid-argument");
    CHECK(refused([](DocumentType& t) { t.numbering = "QP"; }) == "invalid-argument");
    CHECK(refused([](DocumentType& t) { t.numbering = "{serial}{serial}"; }) == "invalid-argument");
    CHECK(refused([](DocumentType& t) { t.numbering = "QP-{month}-{serial}"; }) == "invalid-argument");
    CHECK(refused([](DocumentType& t) { t.numbering = "qp-{serial}"; }) == "invalid-argument");
    CHECK(refused([](DocumentType& t) { t.numbering = "QP-{serial:0}"; }) == "invalid-argument");
    CHECK(refused([](DocumentType& t) { t.numbering = "QP-{serial"; }) == "invalid-argument");
    CHECK(refused([](DocumentType& t) { t.required = {"colour"}; }) == "invalid-argument");
    CHECK(refused([](DocumentType& t) { t.review_every = Period{}; }) == "invalid-argument");
    CHECK(refused([](DocumentType& t) { t.series = "NONE"; }) == "not-found");
    CHECK(refused([](DocumentType& t) { t.route = "none"; }) == "not-found");
    CHECK(room.store().documents().types().empty());
    CHECK(code_of([&] { room.as("dinesh").documents().set_type(type("x"), "x"); }) == "refused");
}

TEST_CASE("each language has its own issue in force, and an edition of an older one is behind") {
    Room room;
    DocumentType made = type("procedure");
    made.languages = {"en", "hi"};
    room.as("kiran").documents().set_type(made, "both languages");
    issue(room, procedure("QP-07"));
    CHECK(line_of(room, "QP-07", "hi").behind); // there is none
    const auto revise = [&](const std::string& language, const std::string& text) {
        return room.as("ravi").documents().revise("QP-07", {bytes("text.md", text)}, "x", language);
    };
    CHECK(revise("hi", "पहला") == 2);
    CHECK(revise("", "second") == 3); // both are drafts at once
    CHECK(failure_of([&] { room.as("ravi").documents().submit("QP-07"); }).says("in hi, en"));
    bring_into_force(room, "QP-07", "hi");
    CHECK(line_of(room, "QP-07", "hi").revision == 2);
    CHECK_FALSE(line_of(room, "QP-07", "hi").behind);
    bring_into_force(room, "QP-07", "en");
    CHECK(line_of(room, "QP-07", "en").revision == 3);
    CHECK(line_of(room, "QP-07", "hi").behind);
    CHECK(room.store().documents().list({.state = "behind"}).size() == 1);
    CHECK(revise("hi", "दूसरा") == 4);
    CHECK(room.store().documents().get("QP-07").revisions[3].edition_of == 3);
    bring_into_force(room, "QP-07", "hi");
    CHECK_FALSE(line_of(room, "QP-07", "hi").behind);
    CHECK(state_of(room, "QP-07", 3) == RevisionState::effective);
    CHECK(state_of(room, "QP-07", 4) == RevisionState::effective);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("drafts are counted, and an issue has its number alone") {
    Room room;
    create(room, procedure("QP-07"));
    CHECK(issue_name(room.store().documents().get("QP-07").revisions[0]) == "1");
    room.as("ravi").documents().revise("QP-07", {bytes("text.md", "b")}, "x");
    room.as("ravi").documents().revise("QP-07", {bytes("text.md", "c")}, "x");
    CHECK(issue_name(room.store().documents().get("QP-07").revisions[0]) == "1.2");
    bring_into_force(room, "QP-07");
    CHECK(issue_name(room.store().documents().get("QP-07").revisions[0]) == "1");
}

TEST_CASE("anybody asks for a change, and the note says what became of it") {
    Room room;
    issue(room, procedure("QP-07"), "one\ntwo\nthree\n");
    CHECK(room.as("dinesh").documents().request_change("QP-07", "two is wrong") == 1);
    CHECK(room.as("dinesh").documents().request_change("QP-07", "make it blue") == 2);
    CHECK(code_of([&] { room.as("dinesh").documents().request_change("QP-07", ""); }) == "invalid-argument");
    room.as("ravi").documents().decline("QP-07", 2, "no");
    CHECK(code_of([&] { room.as("ravi").documents().decline("QP-07", 2, "no"); }) == "conflict");
    CHECK(code_of([&] { room.as("ravi").documents().decline("QP-07", 9, "no"); }) == "not-found");
    room.as("ravi").documents().revise(
        "QP-07", {bytes("text.md", "one\n2\nthree\n"), bytes("map.png", std::string("\0\1", 2))}, "set right",
        "", 1);
    const auto note = room.store().documents().note("QP-07", 2);
    REQUIRE(note.request);
    CHECK(note.request->by == "dinesh");
    CHECK(note.request->state == RequestState::accepted);
    CHECK(note.before == 1);
    REQUIRE(note.files.size() == 2);
    const auto& text = note.files[0].name == "text.md" ? note.files[0] : note.files[1];
    const auto& map = note.files[0].name == "text.md" ? note.files[1] : note.files[0];
    CHECK(text.change == "changed");
    CHECK(text.difference.find("-two\n+2\n") != std::string::npos);
    CHECK(map.change == "added");
    CHECK(map.difference.empty());
    CHECK(room.store().documents().get("QP-07").requests[1].state == RequestState::declined);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("a request while a revision is in review leaves its approval alone") {
    Room room;
    create(room, procedure("QP-07"));
    room.as("ravi").documents().submit("QP-07");
    room.as("dinesh").documents().request_change("QP-07", "also the margin");
    room.as("asha").documents().approve("QP-07");
    CHECK(state_of(room, "QP-07", 1) == RevisionState::effective);
}

TEST_CASE("what is said of a document is changed, and not behind an approval's back") {
    Room room;
    create(room, procedure("QP-07"));
    room.as("ravi").documents().submit("QP-07");
    Document said = room.store().documents().get("QP-07");
    said.owner = "dinesh";
    room.as("ravi").documents().describe(said, "moved to his desk");
    CHECK(state_of(room, "QP-07", 1) == RevisionState::draft);
    CHECK(room.store().approvals().get("A-2026-0001").state == ApprovalState::voided);
    bring_into_force(room, "QP-07");
    said = room.store().documents().get("QP-07");
    said.title = "Another title";
    CHECK(code_of([&] { room.as("ravi").documents().describe(said, "x"); }) == "conflict");
    said = room.store().documents().get("QP-07");
    said.review_every = Period{2, 0, 0};
    room.as("ravi").documents().describe(said, "every two years");
    CHECK(state_of(room, "QP-07", 1) == RevisionState::effective);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("reviews fall due by interval, and a verdict is kept") {
    Room room;
    DocumentType made = type("procedure");
    made.review_every = Period{1, 0, 0};
    room.as("kiran").documents().set_type(made, "every year");
    issue(room, procedure("QP-07")); // 2026-05-04
    const auto due = [&](const char* until) { return room.store().documents().reviews(day(until)); };
    CHECK(due("2027-05-03").empty());
    REQUIRE(due("2027-05-04").size() == 1);
    CHECK(due("2027-05-04")[0].due_on == day("2027-05-04"));
    CHECK(code_of([&] { room.as("ravi").documents().review("QP-07", ReviewVerdict::confirm, ""); }) ==
          "invalid-argument");
    room.set_today("2027-04-20");
    const auto alerts = room.store().retention().alerts();
    CHECK(std::any_of(alerts.begin(), alerts.end(),
                      [](const Alert& a) { return a.code == "document-review"; }));
    room.as("ravi").documents().review("QP-07", ReviewVerdict::confirm, "still as we work");
    CHECK(due("2028-04-19").empty());
    CHECK(due("2028-04-20").size() == 1);
    room.as("ravi").documents().review("QP-07", ReviewVerdict::revise, "new rules");
    CHECK(room.store().documents().get("QP-07").requests.at(0).text == "new rules");
    CHECK(due("2028-04-20").size() == 1);
    CHECK(code_of([&] { room.as("dinesh").documents().review("QP-07", ReviewVerdict::obsolete, "x"); }) ==
          "refused");
    room.as("ravi").documents().review("QP-07", ReviewVerdict::obsolete, "no longer done");
    CHECK(state_of(room, "QP-07", 1) == RevisionState::obsolete);
    CHECK(due("2040-01-01").empty());
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("a calendar holds what the alerts tell") {
    Room room;
    Document document = procedure("QP-07", "Überprüfung; mit Komma, und einem sehr langen Titel");
    document.review_every = Period{0, 0, 20};
    issue(room, document);
    const std::string text = room.store().retention().calendar();
    CHECK(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    CHECK(text.find("DTSTART;VALUE=DATE:20260524\r\n") != std::string::npos);
    CHECK(text.ends_with("END:VCALENDAR\r\n"));
}

TEST_CASE("what is superseded goes out of force when its successor comes into force") {
    Room room;
    issue(room, procedure("QP-03"));
    issue(room, procedure("QP-04"));
    Document next = procedure("QP-07");
    next.supersedes = {"QP-03", "QP-04"};
    create(room, next);
    CHECK(state_of(room, "QP-03", 1) == RevisionState::effective);
    bring_into_force(room, "QP-07", "", day("2026-06-01"));
    CHECK(state_of(room, "QP-03", 1) == RevisionState::effective); // until the day has come
    room.as("ravi").documents().issue("QP-07", day("2026-07-01"));
    room.set_today("2026-06-15");
    CHECK(state_of(room, "QP-03", 1) == RevisionState::effective);
    CHECK(state_of(room, "QP-07", 1) == RevisionState::approved);
    // Changed once more before its day: what it supersedes stays in force.
    room.as("ravi").documents().revise("QP-07", {bytes("text.md", "b")}, "x");
    room.set_today("2026-07-02");
    CHECK(state_of(room, "QP-03", 1) == RevisionState::effective);
    bring_into_force(room, "QP-07");
    CHECK(state_of(room, "QP-03", 1) == RevisionState::obsolete);
    CHECK(state_of(room, "QP-04", 1) == RevisionState::obsolete);
    Document itself = procedure("QP-09");
    itself.supersedes = {"QP-09"};
    CHECK(code_of([&] { create(room, itself); }) == "invalid-argument");
    itself.supersedes = {"QP-99"};
    CHECK(code_of([&] { create(room, itself); }) == "not-found");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("what was superseded long ago stays so, and what never came into force is not filed") {
    Room room;
    DocumentType made = type("procedure");
    made.series = "C-1";
    room.as("kiran").documents().set_type(made, "kept by the schedule");
    issue(room, procedure("QP-03"));
    const auto revise = [&](std::optional<Date> on) {
        room.as("ravi").documents().revise("QP-03", {bytes("text.md", "more")}, "x");
        bring_into_force(room, "QP-03", "", on);
    };
    revise({});
    revise(day("2026-09-01"));
    Document next = procedure("QP-07");
    next.supersedes = {"QP-03"};
    create(room, next);
    bring_into_force(room, "QP-07", "", day("2026-07-01"));
    room.set_today("2026-10-01");
    CHECK(state_of(room, "QP-03", 1) == RevisionState::superseded);
    CHECK(state_of(room, "QP-03", 2) == RevisionState::obsolete);
    CHECK(state_of(room, "QP-03", 3) == RevisionState::obsolete); // before its day
    const auto filed = room.as("ravi").documents().file_superseded();
    REQUIRE(filed.size() == 2);
    CHECK(room.store().records().get(filed[0]).events.at(0).name == "superseded");
    CHECK(room.store().records().get(filed[1]).events.at(0).name == "obsolete");
    CHECK(room.store().records().get(filed[1]).closed == day("2026-07-01"));
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("a copy and a reopened document begin with what was there") {
    Room room;
    issue(room, procedure("QP-07"), "the words");
    Document to;
    to.number = "QP-12";
    CHECK(room.as("ravi").documents().copy("QP-07", to, "for maps") == "QP-12");
    CHECK(room.store().documents().get("QP-12").copied_from == "QP-07/1");
    CHECK(room.store().documents().get("QP-12").title.text == "Control of documents");
    CHECK(git(room.directory(), "show vault:documents/QP-12/1/text.md").out == "the words");
    CHECK(code_of([&] { room.as("ravi").documents().reopen("QP-07", "x"); }) == "conflict");
    room.as("ravi").documents().withdraw("QP-07", "x");
    CHECK(room.as("ravi").documents().reopen("QP-07", "needed again") == 2);
    CHECK(code_of([&] { room.as("ravi").documents().reopen("QP-07", "x"); }) == "conflict");
    bring_into_force(room, "QP-07");
    CHECK(state_of(room, "QP-07", 2) == RevisionState::effective);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("issues out of force are filed as records, kept by their rule, and destroyed with it") {
    Room room;
    DocumentType made = type("procedure");
    made.series = "C-1";
    room.as("kiran").documents().set_type(made, "kept by the schedule");
    issue(room, procedure("QP-07"), "one");
    room.as("ravi").documents().revise("QP-07", {bytes("text.md", "two")}, "x");
    bring_into_force(room, "QP-07");
    CHECK(room.as("ravi").documents().file_superseded(true) == std::vector<std::string>{"QP-07/1"});
    const auto filed = room.as("ravi").documents().file_superseded();
    REQUIRE(filed.size() == 1);
    CHECK(room.as("ravi").documents().file_superseded().empty());
    const Record record = room.store().records().get(filed[0]);
    CHECK(record.file_no == "QP-07/1");
    CHECK(record.events.at(0).name == "superseded");
    CHECK(room.store().documents().get("QP-07").revisions[0].record == filed[0]);
    std::string got;
    const auto read = [&] {
        got.clear();
        room.store().documents().read("QP-07", 1, "",
                                      [&](const char* data, std::size_t size) { got.append(data, size); });
    };
    read();
    CHECK(got == "one");
    CHECK(findings(room.verify()) == "");
    room.set_today("2029-01-01");
    room.destroy("C-1");
    CHECK(failure_of(read).says("destroyed"));
    CHECK(findings(room.verify()) == "");
    const auto told = answers(room.store());
    room.store().trust().reindex();
    CHECK(answers(room.store()) == told);
}

TEST_CASE("a document from outside names its source and who watches it") {
    Room room;
    DocumentType made = type("standard");
    made.external = true;
    room.as("kiran").documents().set_type(made, "standards");
    Document document = procedure("IS-15700", "Service quality");
    document.type = "standard";
    CHECK(failure_of([&] { create(room, document); }).says("who publishes"));
    document.external = ExternalSource{"", "2018", day("2018-05-01"), "dinesh"};
    CHECK(failure_of([&] { create(room, document); }).says("who publishes"));
    document.external = ExternalSource{"Bureau of Indian Standards", "2018", day("2018-05-01"), "nobody"};
    CHECK(failure_of([&] { create(room, document); }).says("no person and no desk"));
    document.external->watched_by = "dinesh";
    document.review_every = Period{0, 6, 0};
    issue(room, document);
    const auto due = room.store().documents().reviews(day("2030-01-01"));
    REQUIRE(due.size() == 1);
    CHECK(due[0].owner == "dinesh");
}

TEST_CASE("the master list of a desk has what it keeps and what is used at it; of an office, what says so") {
    Room room;
    room.as("kiran").office().add_desk({"D07", "Records", "dinesh", {}});
    const auto made = [&](const char* number, const char* owner, const char* office) {
        Document document = procedure(number);
        document.owner = owner;
        if (*office) document.properties["office"] = office;
        issue(room, document);
    };
    made("QP-01", "D07", "Basera");
    made("QP-02", "dinesh", "Basera");
    made("QP-03", "asha", "Kota");
    made("QP-04", "asha", "");
    room.as("ravi").distribution().change(
        {.document = "QP-03", .add = {{.kind = PointKind::desk, .code = "D07"}}});
    const auto numbers = [&](const MasterQuery& query) {
        std::string text;
        for (const auto& line : room.store().documents().list(query))
            text += line.number + " ";
        return text;
    };
    CHECK(numbers({.desk = "D07"}) == "QP-01 QP-02 QP-03 ");
    CHECK(numbers({.desk = "D07", .properties = {{"office", "Basera"}}}) == "QP-01 QP-02 ");
    CHECK(numbers({.desk = "D07", .limit = 1, .after = "QP-01"}) == "QP-02 ");
    CHECK(numbers({.properties = {{"office", "Kota"}}}) == "QP-03 ");
    CHECK(numbers({.properties = {{"office", ""}}}) == "");
    CHECK(failure_of([&] { numbers({.desk = "D99"}); }).says("desk list"));
}

TEST_CASE("the master list is asked by type, owner, state and page, and printed") {
    Room room;
    issue(room, procedure("QP-01", "A & B"));
    create(room, procedure("QP-02"));
    Document form = procedure("F-01", "Form");
    form.type = "form";
    issue(room, form);
    Documents documents = room.store().documents();
    CHECK(documents.list({.type = "form"}).size() == 1);
    CHECK(documents.list({.owner = "nobody"}).empty());
    CHECK(documents.list({.state = "draft"}).at(0).number == "QP-02");
    CHECK(documents.list({.state = "none in force"}).size() == 1);
    CHECK(documents.list({.limit = 1}).at(0).number == "F-01");
    CHECK(documents.list({.limit = 1, .after = "F-01"}).at(0).number == "QP-01");
    CHECK(code_of([&] { documents.list({.state = "blue"}); }) == "invalid-argument");
    CHECK(documents.print({}, "html").find("A &amp; B") != std::string::npos);
    CHECK(documents.print({}, "csv").starts_with("Number,Title,Type,"));
    CHECK(code_of([&] { documents.print({}, "pdf"); }) == "invalid-argument");
}
