// Certificates of the office, audits, what they found and what was done about it (R88, R94).
#include "contract/room.hpp"

#include <algorithm>
#include <filesystem>

using namespace almirah;
using namespace almirah::test;

namespace {

Certificate certificate(const std::string& code = "QMS") {
    Certificate made;
    made.code = code;
    made.standard = "ISO 9001:2015";
    made.scope = "All desks of the office";
    made.scope.in["hi"] = "कार्यालय के सभी पटल";
    made.offices = {"Collectorate Basar", "Tehsil Rampur"};
    return made;
}

CertificateTerm term(const char* from, const char* until, std::vector<const char*> visits = {}) {
    CertificateTerm made;
    made.certificate_no = "QMS/4711";
    made.body = "Certifying body";
    made.from = day(from);
    made.until = day(until);
    for (const char* visit : visits)
        made.surveillance.push_back({day(visit), {}, {}});
    return made;
}

/// Valid from 2025-04-01 to 2028-03-31, with a visit a year.
void certify(Room& room) {
    room.as("ravi").audits().add_certificate(certificate());
    room.as("ravi").audits().add_term("QMS", term("2025-04-01", "2028-03-31", {"2026-03-31", "2027-03-31"}));
}

Audit audit(const char* planned_on = "2026-05-04", const std::string& certificate = "") {
    Audit made;
    made.title = "Record room";
    made.auditors = {"meena"};
    made.scope = "7.5";
    made.planned_on = day(planned_on);
    made.certificate = certificate;
    return made;
}

AuditFinding found(const std::string& audit, FindingGrade grade = FindingGrade::minor) {
    AuditFinding made;
    made.audit = audit;
    made.grade = grade;
    made.clause = "7.5.3";
    made.text = "Desk D07 works by an old issue";
    made.due_on = day("2026-06-30");
    return made;
}

CorrectiveAction action(const std::string& responsible = "dinesh", const char* due_on = "2026-05-31") {
    CorrectiveAction made;
    made.what = "Recall the old copies";
    made.responsible = responsible;
    made.due_on = day(due_on);
    return made;
}

/// QP-07, revision 1 in force, 2 a draft; desk D07.
void document(Room& room) {
    room.as("kiran").office().add_desk({"D07", "Mutation", "dinesh", {}});
    Document made;
    made.number = "QP-07";
    made.title = "Control of documents";
    room.as("ravi").documents().create(made, {bytes("text.md", "first")}, "first issue");
    room.as("ravi").documents().submit("QP-07");
    room.as("asha").documents().approve("QP-07");
    room.as("ravi").documents().revise("QP-07", {bytes("text.md", "next")}, "next");
}

/// U-2026-0001, held, with the finding F-2026-0001 about QP-07.
void find(Room& room) {
    document(room);
    room.as("ravi").audits().plan(audit());
    room.as("meena").audits().hold("U-2026-0001", day("2026-05-04"), "in order but for D07");
    AuditFinding finding = found("U-2026-0001");
    finding.documents = {"QP-07", "QP-07"};
    finding.desk = "D07";
    room.as("meena").audits().raise(finding);
}

std::string alerts(Room& room, const AlertQuery& query = {}) {
    std::string text;
    for (const auto& alert : room.store().retention().alerts(query))
        text += alert.code + " " + alert.subject + " " + to_string(alert.on) + ": " + alert.text + "\n";
    return text;
}

std::vector<std::string> ids(const std::vector<AuditFinding>& findings) {
    std::vector<std::string> found;
    for (const auto& finding : findings)
        found.push_back(finding.id);
    return found;
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

using Ids = std::vector<std::string>;

} // namespace

TEST_CASE("a certificate is entered once, with all that it needs") {
    Room room;
    auto audits = room.as("ravi").audits();
    audits.add_certificate(certificate());
    CHECK(audits.certificate("QMS") == certificate());
    CHECK(audits.certificates().size() == 1);
    CHECK(code_of([&] { audits.add_certificate(certificate()); }) == "already-exists");
    CHECK(code_of([&] { (void)audits.certificate("EMS"); }) == "not-found");
    CHECK(code_of([&] { (void)audits.certificate("../people/ravi"); }) == "not-found");
    const auto refused = [&](auto change) {
        Certificate made = certificate("EMS");
        change(made);
        return code_of([&] { audits.add_certificate(made); });
    };
    CHECK(refused([](Certificate& c) { c.code = "no code"; }) == "invalid-argument");
    CHECK(refused([](Certificate& c) { c.standard.clear(); }) == "invalid-argument");
    CHECK(refused([](Certificate& c) { c.scope = {}; }) == "invalid-argument");
    CHECK(refused([](Certificate& c) { c.offices.clear(); }) == "invalid-argument");
    CHECK(refused([](Certificate& c) {
              c.terms = {term("2020-01-01", "2022-12-31"), term("2022-12-31", "2025-12-30")};
          }) == "conflict");
    CHECK(audits.certificates().size() == 1);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("a certificate may come with the terms it had") {
    Room room;
    Certificate made = certificate();
    made.terms = {term("2020-01-01", "2022-12-31"), term("2023-01-01", "2025-12-31")};
    made.terms[0].number = 7;
    room.as("ravi").audits().add_certificate(made);
    const auto terms = room.store().audits().certificate("QMS").terms;
    REQUIRE(terms.size() == 2);
    CHECK(terms[0].number == 1);
    CHECK(terms[1].number == 2);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("what a certificate says is changed with a reason, and its terms stay") {
    Room room;
    certify(room);
    auto audits = room.as("ravi").audits();
    Certificate changed = audits.certificate("QMS");
    changed.offices.push_back("Tehsil Sitapur");
    changed.terms.clear();
    CHECK(code_of([&] { audits.change_certificate(changed, ""); }) == "invalid-argument");
    audits.change_certificate(changed, "the tehsil joined");
    CHECK(audits.certificate("QMS").offices.size() == 3);
    CHECK(audits.certificate("QMS").terms.size() == 1);
    CHECK(code_of([&] { audits.change_certificate(changed, "again"); }) == "conflict");
    CHECK(code_of([&] { audits.change_certificate(certificate("EMS"), "x"); }) == "not-found");
}

TEST_CASE("terms of a certificate do not overlap") {
    Room room;
    certify(room);
    auto audits = room.as("ravi").audits();
    const auto failure = failure_of([&] { audits.add_term("QMS", term("2028-03-31", "2031-03-30")); });
    CHECK(failure.code == "conflict");
    CHECK(failure.says("term 1 of QMS (2025-04-01 to 2028-03-31)"));
    CHECK(audits.add_term("QMS", term("2028-04-01", "2031-03-31")) == 2);
    CHECK(audits.add_term("QMS", term("2022-04-01", "2025-03-31")) == 3); // noted later
    CHECK(audits.certificate("QMS").term_on(day("2024-01-01"))->number == 3);
    CHECK(code_of([&] { audits.add_term("EMS", term("2028-04-01", "2031-03-31")); }) == "not-found");
    CHECK(code_of([&] { audits.add_term("QMS", term("2034-01-01", "2033-01-01")); }) == "invalid-argument");
    CHECK(code_of([&] { audits.add_term("QMS", term("2034-01-01", "2036-12-31", {"2037-01-01"})); }) ==
          "invalid-argument");
    CertificateTerm bare = term("2034-01-01", "2036-12-31");
    bare.body.clear();
    CHECK(code_of([&] { audits.add_term("QMS", bare); }) == "invalid-argument");
    bare = term("2034-01-01", "2036-12-31");
    bare.certificate_no.clear();
    CHECK(code_of([&] { audits.add_term("QMS", bare); }) == "invalid-argument");
    CHECK(audits.certificate("QMS").terms.size() == 3);
}

TEST_CASE("the certificate itself is a record, which is there and whole") {
    Room room;
    room.as("ravi").audits().add_certificate(certificate());
    const auto scan = room.as("dinesh").records().file(filing("LR", "Certificate", {bytes("c.pdf", "x")}));
    const auto gone = room.closed("C-1", "2020-01-01");
    room.destroy("C-1");
    CertificateTerm made = term("2025-04-01", "2028-03-31");
    auto audits = room.as("ravi").audits();
    made.record = gone;
    CHECK(code_of([&] { audits.add_term("QMS", made); }) == "conflict");
    made.record = "LR/2026/000099";
    CHECK(code_of([&] { audits.add_term("QMS", made); }) == "not-found");
    made.record = "the cupboard";
    CHECK(code_of([&] { audits.add_term("QMS", made); }) == "not-found");
    made.record = scan;
    audits.add_term("QMS", made);
    CHECK(audits.certificate("QMS").terms.at(0).record == scan);
}

TEST_CASE("a term is set right, and what happened in it stays") {
    Room room;
    certify(room);
    auto audits = room.as("ravi").audits();
    audits.note_surveillance("QMS", day("2026-03-31"), day("2026-03-18"));
    CertificateTerm right = audits.certificate("QMS").terms.at(0);
    right.until = day("2028-03-30");
    right.surveillance = {{day("2026-03-31"), {}, {}}, {day("2027-04-15"), {}, {}}};
    right.ended_on = day("2026-01-01"); // not so
    CHECK(code_of([&] { audits.correct_term("QMS", right, ""); }) == "invalid-argument");
    audits.correct_term("QMS", right, "misread");
    const auto now = audits.certificate("QMS").terms.at(0);
    CHECK(now.until == day("2028-03-30"));
    CHECK_FALSE(now.ended_on);
    REQUIRE(now.surveillance.size() == 2);
    CHECK(now.surveillance[0].held_on == day("2026-03-18"));
    CHECK(now.surveillance[1].due_on == day("2027-04-15"));
    CHECK(code_of([&] { audits.correct_term("QMS", now, "again"); }) == "conflict");
    right.surveillance.erase(right.surveillance.begin());
    const auto failure = failure_of([&] { audits.correct_term("QMS", right, "x"); });
    CHECK(failure.code == "conflict");
    CHECK(failure.says("2026-03-31"));
    right = now;
    right.number = 2;
    CHECK(code_of([&] { audits.correct_term("QMS", right, "x"); }) == "not-found");
    audits.add_term("QMS", term("2028-03-31", "2031-03-30"));
    right = now;
    right.until = day("2028-03-31");
    CHECK(code_of([&] { audits.correct_term("QMS", right, "x"); }) == "conflict");
}

TEST_CASE("surveillance visits are planned and held") {
    Room room;
    certify(room);
    auto audits = room.as("ravi").audits();
    audits.plan_surveillance("QMS", day("2026-12-31"));
    const auto visits = audits.certificate("QMS").terms.at(0).surveillance;
    REQUIRE(visits.size() == 3);
    CHECK(visits[1].due_on == day("2026-12-31"));
    CHECK(code_of([&] { audits.plan_surveillance("QMS", day("2026-12-31")); }) == "conflict");
    CHECK(code_of([&] { audits.plan_surveillance("QMS", day("2028-04-01")); }) == "not-found");
    const auto id = audits.plan(audit("2026-03-18", "QMS"));
    audits.add_certificate(certificate("EMS"));
    const auto other = audits.plan(audit("2026-03-18", "EMS"));
    CHECK(code_of([&] { audits.note_surveillance("QMS", day("2026-03-31"), day("2026-03-18"), other); }) ==
          "invalid-argument");
    CHECK(code_of([&] {
              audits.note_surveillance("QMS", day("2026-03-31"), day("2026-03-18"), "U-2026-0099");
          }) == "not-found");
    CHECK(code_of([&] { audits.note_surveillance("QMS", day("2026-03-31"), day("2026-05-05")); }) ==
          "invalid-argument");
    CHECK(code_of([&] { audits.note_surveillance("QMS", day("2026-03-30"), day("2026-03-18")); }) ==
          "not-found");
    CHECK(code_of([&] { audits.note_surveillance("QMS", day("2026-03-31"), day("2016-03-18")); }) ==
          "invalid-argument"); // long before its term
    CHECK(code_of([&] { audits.note_surveillance("QMS", day("2026-03-31"), day("2026-03-18"), id); }) ==
          "conflict"); // the audit was not held
    audits.hold(id, day("2026-03-18"), "in order");
    audits.note_surveillance("QMS", day("2026-03-31"), day("2026-03-18"), id);
    CHECK(audits.certificate("QMS").terms.at(0).surveillance.at(0).audit == id);
    CHECK(code_of([&] { audits.note_surveillance("QMS", day("2026-03-31"), day("2026-03-18")); }) ==
          "conflict");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("a term is ended before its last day, and another may follow at once") {
    Room room;
    certify(room);
    auto audits = room.as("ravi").audits();
    CHECK(code_of([&] { audits.end_term("QMS", day("2026-09-01"), ""); }) == "invalid-argument");
    CHECK(code_of([&] { audits.end_term("QMS", day("2028-04-01"), "x"); }) == "not-found");
    audits.end_term("QMS", day("2026-09-01"), "the body withdrew it");
    const auto ended = audits.certificate("QMS");
    CHECK(ended.term_on(day("2026-08-31")) != nullptr);
    CHECK(ended.term_on(day("2026-09-01")) == nullptr);
    CHECK(code_of([&] { audits.end_term("QMS", day("2026-10-01"), "x"); }) == "not-found");
    CHECK(code_of([&] { audits.add_term("QMS", term("2026-08-31", "2029-08-30")); }) == "conflict");
    CHECK(audits.add_term("QMS", term("2026-09-01", "2029-08-31")) == 2);
}

TEST_CASE("six terms of a certificate stand on one page, in both languages or in one") {
    Room room;
    room.as("ravi").audits().add_certificate(certificate());
    auto audits = room.as("ravi").audits();
    for (int year = 2011; year < 2029; year += 3) {
        const std::string first = std::to_string(year), second = std::to_string(year + 1),
                          third = std::to_string(year + 2), last = std::to_string(year + 3);
        audits.add_term("QMS", term((first + "-04-01").c_str(), (last + "-03-31").c_str(),
                                    {(second + "-03-31").c_str(), (third + "-03-31").c_str()}));
    }
    audits.note_surveillance("QMS", day("2024-03-31"), day("2024-03-18"));
    const auto page = audits.certificate_page("QMS", "text");
    INFO(page);
    CHECK(std::count(page.begin(), page.end(), '\n') <= 60); // a sheet at six lines an inch
    for (const char* part : {"Certificate / प्रमाणपत्र", "All desks of the office / कार्यालय के सभी पटल",
                             "2011-04-01", "2026-04-01 - 2029-03-31", "Collectorate Basar, Tehsil Rampur",
                             "2024-03-31 held / हुआ 2024-03-18", "expired / अवधि समाप्त"})
        CHECK(has(page, part));
    const auto english = audits.certificate_page("QMS", "text", "en");
    CHECK(has(english, "2026-05-04: valid until 2029-03-31"));
    CHECK(has(english, "2027-03-31 due"));
    CHECK(has(english, "2025-03-31 not held"));
    CHECK_FALSE(has(english, "प्रमाणपत्र"));
    const auto later = audits.certificate_page("QMS", "text", "en", day("2030-01-01"));
    CHECK(has(later, "2030-01-01: NOT VALID"));
    CHECK(has(audits.certificate_page("QMS", "text", "en", day("2027-04-01")), "2027-03-31 OVERDUE"));
    const auto hindi = audits.certificate_page("QMS", "html", "hi");
    CHECK(has(hindi, "2029-03-31 तक मान्य"));
    CHECK(has(hindi, "कार्यालय के सभी पटल"));
    CHECK(has(hindi, "<td>6</td><td>2026-04-01</td>"));
    CHECK_FALSE(has(hindi, "All desks"));
    CHECK(code_of([&] { (void)audits.certificate_page("QMS", "pdf"); }) == "invalid-argument");
    CHECK(code_of([&] { (void)audits.certificate_page("EMS", "text"); }) == "not-found");
}

TEST_CASE("a page shows what somebody typed and runs nothing of it") {
    Room room;
    Certificate made = certificate();
    made.scope = "<script>alert(1)</script>";
    made.scope.in.clear();
    room.as("ravi").audits().add_certificate(made);
    const auto page = room.store().audits().certificate_page("QMS", "html");
    CHECK_FALSE(has(page, "<script"));
    CHECK(has(page, "&lt;script&gt;"));
    CHECK(has(page, "No term is on record."));
}

TEST_CASE("an audit is planned, postponed, held and closed") {
    Room room;
    certify(room);
    const auto report = room.as("dinesh").records().file(filing("LR", "Report"));
    auto audits = room.as("ravi").audits();
    Audit input = audit("2026-06-10", "QMS");
    input.kind = AuditKind::external;
    input.held_on = day("2026-01-01"); // not so
    input.closed_by = "ravi";
    const auto id = audits.plan(input);
    CHECK(id == "U-2026-0001");
    CHECK(audits.audit(id).state() == AuditState::planned);
    CHECK(audits.audit(id).planned_by == "ravi");
    CHECK(audits.audit(id).closed_by == "");
    audits.postpone(id, day("2026-06-24"), "elections");
    CHECK(audits.audit(id).planned_on == day("2026-06-24"));
    CHECK(code_of([&] { audits.postpone(id, day("2026-06-24"), "x"); }) == "conflict");
    CHECK(code_of([&] { audits.postpone(id, day("2026-07-01"), ""); }) == "invalid-argument");
    CHECK(code_of([&] { audits.close(id); }) == "conflict");
    room.set_today("2026-06-24");
    auto auditor = room.as("meena").audits();
    CHECK(code_of([&] { auditor.hold(id, day("2026-06-25"), "x"); }) == "invalid-argument");
    CHECK(code_of([&] { auditor.hold(id, day("2026-06-24"), ""); }) == "invalid-argument");
    CHECK(code_of([&] { auditor.hold(id, day("2026-06-24"), "x", "LR/2026/000099"); }) == "not-found");
    auditor.hold(id, day("2026-06-24"), "in order", report);
    CHECK(auditor.audit(id).state() == AuditState::held);
    CHECK(auditor.audit(id).held_by == "meena");
    CHECK(auditor.audit(id).report == report);
    CHECK(code_of([&] { auditor.hold(id, day("2026-06-24"), "x"); }) == "conflict");
    CHECK(code_of([&] { room.as("ravi").audits().postpone(id, day("2026-07-01"), "x"); }) == "conflict");
    room.as("ravi").audits().close(id);
    CHECK(audits.audit(id).state() == AuditState::closed);
    CHECK(audits.audit(id).closed_by == "ravi");
    CHECK(code_of([&] { room.as("ravi").audits().close(id); }) == "conflict");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("what an audit needs to be planned") {
    Room room;
    auto audits = room.as("ravi").audits();
    Audit made = audit();
    made.title = {};
    CHECK(code_of([&] { audits.plan(made); }) == "invalid-argument");
    made = audit();
    made.auditors.clear();
    CHECK(code_of([&] { audits.plan(made); }) == "invalid-argument");
    made = audit();
    made.planned_on = {};
    CHECK(code_of([&] { audits.plan(made); }) == "invalid-argument");
    CHECK(code_of([&] { audits.plan(audit("2026-06-10", "QMS")); }) == "not-found");
    CHECK(code_of([&] { (void)audits.audit("U-2026-0001"); }) == "not-found");
    CHECK(code_of([&] { (void)audits.audit("A-2026-0001"); }) == "not-found");
    CHECK(code_of([&] { audits.close("QMS"); }) == "not-found");
    CHECK(audits.audits().empty());
}

TEST_CASE("audits are listed by kind, state and certificate") {
    Room room;
    certify(room);
    auto audits = room.as("ravi").audits();
    audits.plan(audit());
    Audit external = audit("2026-06-10", "QMS");
    external.kind = AuditKind::external;
    audits.plan(external);
    room.as("meena").audits().hold("U-2026-0001", day("2026-05-04"), "in order");
    CHECK(audits.audits().size() == 2);
    REQUIRE(audits.audits({.kind = AuditKind::external}).size() == 1);
    CHECK(audits.audits({.kind = AuditKind::external}).at(0).id == "U-2026-0002");
    REQUIRE(audits.audits({.state = AuditState::held}).size() == 1);
    CHECK(audits.audits({.state = AuditState::held}).at(0).id == "U-2026-0001");
    CHECK(audits.audits({.certificate = "QMS"}).size() == 1);
    CHECK(code_of([&] { (void)audits.audits({.certificate = "EMS"}); }) == "not-found");
}

TEST_CASE("a finding is raised against documents and a desk that are there") {
    Room room;
    find(room);
    auto audits = room.as("meena").audits();
    const auto finding = audits.finding("F-2026-0001");
    CHECK(finding.raised_by == "meena");
    CHECK(finding.documents == Ids{"QP-07"}); // once
    CHECK(finding.open());
    const auto refused = [&](auto change) {
        AuditFinding made = found("U-2026-0001");
        change(made);
        return code_of([&] { audits.raise(made); });
    };
    CHECK(refused([](AuditFinding& f) { f.audit = "U-2026-0099"; }) == "not-found");
    CHECK(refused([](AuditFinding& f) { f.documents = {"QP-99"}; }) == "not-found");
    CHECK(refused([](AuditFinding& f) { f.desk = "D99"; }) == "not-found");
    CHECK(refused([](AuditFinding& f) { f.text.clear(); }) == "invalid-argument");
    CHECK(refused([](AuditFinding& f) { f.clause.clear(); }) == "invalid-argument");
    CHECK(refused([](AuditFinding& f) { f.due_on = day("2026-05-03"); }) == "invalid-argument");
    CHECK(refused([](AuditFinding& f) { f.due_on = {}; }) == "invalid-argument");
    CHECK(refused([](AuditFinding& f) {
              f.clause.clear();
              f.grade = FindingGrade::observation;
          }) == "nothing was thrown");
    CHECK(ids(audits.findings()) == Ids{"F-2026-0001", "F-2026-0002"});
    CHECK(code_of([&] { (void)audits.finding("F-2026-0099"); }) == "not-found");
    CHECK(code_of([&] { (void)audits.finding("U-2026-0001"); }) == "not-found");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("what a caller says of a new finding is no history") {
    Room room;
    room.as("ravi").audits().plan(audit());
    AuditFinding made = found("U-2026-0001");
    made.closed_at = room.now();
    made.closed_by = "kiran";
    made.actions = {action()};
    made.raised_by = "kiran";
    const auto id = room.as("meena").audits().raise(made);
    const auto kept = room.store().audits().finding(id);
    CHECK(kept.open());
    CHECK(kept.actions.empty());
    CHECK(kept.raised_by == "meena");
    CHECK(kept.closed_by == "");
}

TEST_CASE("a corrective action has somebody who is there, and a day") {
    Room room;
    find(room);
    auto audits = room.as("ravi").audits();
    CHECK(audits.add_action("F-2026-0001", action(), "the copy had no number") == 1);
    CHECK(audits.add_action("F-2026-0001", action("kamla")) == 2);
    const auto finding = audits.finding("F-2026-0001");
    CHECK(finding.cause == "the copy had no number");
    CHECK(finding.actions.at(1).responsible == "kamla");
    CHECK(finding.actions.at(1).ordered_by == "ravi");
    CHECK(code_of([&] { audits.add_action("F-2026-0099", action()); }) == "not-found");
    CHECK(code_of([&] { audits.add_action("F-2026-0001", action("nobody")); }) == "not-found");
    CHECK(code_of([&] { audits.add_action("F-2026-0001", action("dinesh", "2026-05-03")); }) ==
          "invalid-argument");
    CorrectiveAction silent = action();
    silent.what.clear();
    CHECK(code_of([&] { audits.add_action("F-2026-0001", silent); }) == "invalid-argument");
    Person left = room.store().office().person("dinesh");
    left.active = false;
    room.as("kiran").office().change_person(left, "left");
    CHECK(code_of([&] { room.as("ravi").audits().add_action("F-2026-0001", action()); }) ==
          "invalid-argument");
}

TEST_CASE("an action is done only with evidence that is there") {
    Room room;
    find(room);
    room.as("ravi").audits().add_action("F-2026-0001", action());
    const auto minutes = room.as("dinesh").records().file(filing("LR", "Minutes"));
    const auto gone = room.closed("C-1", "2020-01-01");
    room.destroy("C-1");
    auto audits = room.as("dinesh").audits();
    const auto refused = [&](const Ids& evidence) {
        return code_of([&] { audits.finish_action("F-2026-0001", 1, evidence); });
    };
    CHECK(refused({}) == "invalid-argument");
    CHECK(refused({"it was done"}) == "invalid-argument");
    CHECK(refused({"LR/2026/000099"}) == "not-found");
    CHECK(refused({minutes, "QP-99/1"}) == "not-found");
    CHECK(refused({"QP-07/3"}) == "not-found");
    CHECK(refused({"QP-07/2"}) == "conflict"); // a draft
    CHECK(refused({gone}) == "conflict");
    CHECK(code_of([&] { audits.finish_action("F-2026-0001", 2, {minutes}); }) == "not-found");
    CHECK(audits.finding("F-2026-0001").actions.at(0).open());
    audits.finish_action("F-2026-0001", 1, {"QP-07/1", minutes, minutes}, "all are back");
    const auto done = audits.finding("F-2026-0001").actions.at(0);
    CHECK(done.done_by == "dinesh");
    CHECK(done.done_at == room.now());
    CHECK(done.evidence == Ids{minutes, "QP-07/1"});
    CHECK(done.note == "all are back");
    CHECK(refused({minutes}) == "conflict");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("an action is done by who is responsible, or by who manages audits") {
    Room room;
    find(room);
    room.as("ravi").audits().add_action("F-2026-0001", action());
    room.as("ravi").audits().add_action("F-2026-0001", action());
    const auto failure =
        failure_of([&] { room.as("kamla").audits().finish_action("F-2026-0001", 1, {"QP-07/1"}); });
    CHECK(failure.code == "refused");
    CHECK(failure.rule == "audit.manage");
    CHECK(failure.says("dinesh"));
    const auto attempts = room.store().approvals().refused();
    REQUIRE_FALSE(attempts.empty());
    CHECK(attempts.back().by == "kamla");
    room.as("dinesh").audits().finish_action("F-2026-0001", 1, {"QP-07/1"});
    room.as("ravi").audits().finish_action("F-2026-0001", 2, {"QP-07/1"});
    CHECK(room.store().audits().finding("F-2026-0001").actions.at(1).done_by == "ravi");
}

TEST_CASE("a finding is closed when all is done, and not by who did it") {
    Room room;
    find(room);
    auto close = [&](const char* who, const char* note = "seen at the desk") {
        return failure_of([&] { room.as(who).audits().close_finding("F-2026-0001", note); });
    };
    CHECK(close("meena", "").code == "invalid-argument");
    CHECK(close("meena").code == "conflict");
    CHECK(close("meena").says("nothing was done"));
    room.as("ravi").audits().add_action("F-2026-0001", action());
    room.as("ravi").audits().add_action("F-2026-0001", action("kamla"));
    room.as("dinesh").audits().finish_action("F-2026-0001", 1, {"QP-07/1"});
    CHECK(close("meena").code == "conflict");
    CHECK(close("meena").says("action 2, which kamla is to do by 2026-05-31"));
    room.as("ravi").audits().finish_action("F-2026-0001", 2, {"QP-07/1"}); // for kamla
    CHECK(close("ravi").code == "refused");
    CHECK(close("ravi").rule == "own-action");
    CHECK(close("dinesh").rule == "audit.find");
    CHECK(close("meena").code == "nothing was thrown");
    const auto finding = room.store().audits().finding("F-2026-0001");
    CHECK(finding.closed_by == "meena");
    CHECK(finding.closing_note == "seen at the desk");
    CHECK(close("meena").code == "conflict");
    auto audits = room.as("ravi").audits();
    CHECK(code_of([&] { audits.add_action("F-2026-0001", action()); }) == "conflict");
    CHECK(code_of([&] { audits.finish_action("F-2026-0001", 1, {"QP-07/1"}); }) == "conflict");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("who is responsible does not judge, though somebody else said that it is done") {
    Room room;
    find(room);
    room.as("ravi").audits().add_action("F-2026-0001", action("meena"));
    room.as("ravi").audits().finish_action("F-2026-0001", 1, {"QP-07/1"});
    CHECK(failure_of([&] { room.as("meena").audits().close_finding("F-2026-0001", "x"); }).rule ==
          "own-action");
    room.as("kiran").audits().close_finding("F-2026-0001", "seen");
    CHECK(room.store().audits().finding("F-2026-0001").closed_by == "kiran");
}

TEST_CASE("an audit closes when its findings are closed, and takes no more") {
    Room room;
    find(room);
    room.as("meena").audits().raise(found("U-2026-0001", FindingGrade::observation));
    room.as("ravi").audits().plan(audit());
    room.as("meena").audits().raise(found("U-2026-0002"));
    auto failure = failure_of([&] { room.as("ravi").audits().close("U-2026-0001"); });
    CHECK(failure.code == "conflict");
    CHECK(failure.says("F-2026-0001, F-2026-0002"));
    CHECK_FALSE(failure.says("F-2026-0003"));
    room.as("meena").audits().close_finding("F-2026-0002", "an observation"); // needs no action
    room.as("ravi").audits().add_action("F-2026-0001", action());
    room.as("dinesh").audits().finish_action("F-2026-0001", 1, {"QP-07/1"});
    room.as("meena").audits().close_finding("F-2026-0001", "seen");
    room.as("ravi").audits().close("U-2026-0001");
    CHECK(code_of([&] { room.as("meena").audits().raise(found("U-2026-0001")); }) == "conflict");
}

TEST_CASE("findings are listed by audit, document, openness and what is overdue") {
    Room room;
    find(room);
    room.as("ravi").audits().plan(audit());
    room.as("meena").audits().raise(found("U-2026-0002"));
    room.as("ravi").audits().add_action("F-2026-0002", action("dinesh", "2026-05-20"));
    auto audits = room.store().audits();
    CHECK(ids(audits.findings({.audit = "U-2026-0002"})) == Ids{"F-2026-0002"});
    CHECK(ids(audits.findings({.document = "QP-07"})) == Ids{"F-2026-0001"});
    CHECK(audits.findings({.overdue = true}).empty());
    CHECK(ids(audits.findings({.overdue = true, .on = day("2026-05-21")})) == Ids{"F-2026-0002"});
    room.set_today("2026-07-01");
    CHECK(ids(audits.findings({.overdue = true})) == Ids{"F-2026-0001", "F-2026-0002"});
    room.as("dinesh").audits().finish_action("F-2026-0002", 1, {"QP-07/1"});
    room.as("meena").audits().close_finding("F-2026-0002", "late");
    CHECK(ids(audits.findings({.open = true})) == Ids{"F-2026-0001"});
    CHECK(ids(audits.findings({.overdue = true})) == Ids{"F-2026-0001"});
    CHECK(code_of([&] { (void)audits.findings({.audit = "U-2026-0099"}); }) == "not-found");
    CHECK(code_of([&] { (void)audits.findings({.document = "QP-99"}); }) == "not-found");
}

TEST_CASE("what audits ask for is told before its day and after it") {
    Room room;
    certify(room);
    find(room);
    auto audits = room.as("ravi").audits();
    audits.plan(audit("2026-06-01"));
    audits.add_action("F-2026-0001", action());
    audits.add_action("F-2026-0001", action("kamla"));
    CHECK(alerts(room) ==
          "surveillance-due QMS 2026-03-31: a surveillance visit was due and is not noted as held\n"
          "action-due F-2026-0001 2026-05-31: dinesh is to do: Recall the old copies; kamla is to do: "
          "Recall the old copies\n"
          "audit-planned U-2026-0002 2026-06-01: Record room is to be held\n");
    CHECK(has(alerts(room, {.ahead_days = 60}),
              "finding-due F-2026-0001 2026-06-30: is to be closed: Desk D07 works by an old issue\n"));
    CHECK_FALSE(has(alerts(room), "certificate-expiry"));
    const auto late = alerts(room, {.on = day("2026-07-01")});
    CHECK(has(late, "dinesh was to do: Recall"));
    CHECK(has(late, "Record room was to be held and is not noted as held"));
    CHECK(has(late, "finding-due F-2026-0001 2026-06-30: was to be closed"));
    const auto at_the_end = alerts(room, {.on = day("2028-03-01")});
    CHECK(has(at_the_end, "certificate-expiry QMS 2028-03-31: ISO 9001:2015 expires on 2028-03-31"));
    CHECK(has(alerts(room, {.on = day("2028-04-01")}), "ISO 9001:2015 expired on 2028-03-31"));
    audits.note_surveillance("QMS", day("2026-03-31"), day("2026-04-10"));
    audits.add_term("QMS", term("2028-04-01", "2031-03-31"));
    CHECK_FALSE(has(alerts(room, {.on = day("2028-03-01")}), "certificate-expiry"));
    CHECK_FALSE(has(alerts(room), "surveillance-due"));
    audits.end_term("QMS", day("2030-01-01"), "given up");
    CHECK_FALSE(has(alerts(room, {.on = day("2031-03-31")}), "certificate-expiry"));
}

TEST_CASE("the calendar has what audits ask for, each under a name of its own") {
    Room room;
    certify(room);
    find(room);
    room.as("ravi").audits().add_action("F-2026-0001", action());
    room.as("ravi").audits().add_action("F-2026-0001", action("kamla"));
    room.as("ravi").audits().add_action("F-2026-0001", action("kamla", "2026-05-30"));
    const auto calendar = room.store().retention().calendar({.ahead_days = 800});
    for (const char* uid :
         {"UID:certificate-expiry-QMS-2028-03-31@", "UID:surveillance-due-QMS-2027-03-31@",
          "UID:finding-due-F-2026-0001-2026-06-30@", "UID:action-due-F-2026-0001-2026-05-31@",
          "UID:action-due-F-2026-0001-2026-05-30@"}) {
        INFO(uid);
        const auto first = calendar.find(uid);
        CHECK(first != calendar.npos);
        CHECK(calendar.find(uid, first + 1) == calendar.npos);
    }
}

TEST_CASE("history tells of certificates, audits and findings, and of the documents they are about") {
    Room room;
    certify(room);
    find(room);
    const auto operations = [&](const std::string& subject) {
        Ids told;
        for (const auto& entry : room.store().trust().history(subject))
            told.push_back(entry.operation);
        std::sort(told.begin(), told.end());
        return told;
    };
    CHECK(operations("QMS") == Ids{"certificate.add", "certificate.term"});
    CHECK(operations("U-2026-0001") == Ids{"audit.hold", "audit.plan", "finding.raise"});
    CHECK(operations("F-2026-0001") == Ids{"finding.raise"});
    const auto of_document = operations("QP-07");
    CHECK(std::find(of_document.begin(), of_document.end(), "finding.raise") != of_document.end());
}

TEST_CASE("ids of audits and findings are not used again, even without an index") {
    Room room;
    find(room);
    room.while_closed([&] { std::filesystem::remove(room.directory() + "/almirah/index.sqlite3"); });
    CHECK(room.as("ravi").audits().plan(audit()) == "U-2026-0002");
    CHECK(room.as("meena").audits().raise(found("U-2026-0002")) == "F-2026-0002");
    room.set_today("2027-01-01");
    CHECK(room.as("ravi").audits().plan(audit("2027-02-01")) == "U-2027-0001");
}
