// Every writing function asks for its permission first, and names it when it is not there.
#include "contract/room.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

struct Written {
    const char* permission;
    std::function<void(Store&)> act;
};

Document procedure(const std::string& number) {
    Document made;
    made.number = number;
    made.title = "Procedure";
    return made;
}

CertificateTerm term(const char* from) {
    CertificateTerm made;
    made.number = 1;
    made.certificate_no = "Q-1";
    made.body = "Body";
    made.from = day(from);
    made.until = add(made.from, {3, 0, 0});
    made.surveillance = {{made.from, {}, {}}};
    return made;
}

Audit audit() {
    Audit made;
    made.title = "Record room";
    made.auditors = {"meena"};
    made.planned_on = day("2026-05-04");
    return made;
}

AuditFinding found() {
    AuditFinding made;
    made.audit = "U-2026-0001";
    made.grade = FindingGrade::observation;
    made.text = "An old issue";
    made.due_on = day("2026-06-01");
    return made;
}

/// A certificate, an audit, and a finding with an action.
void certify(Store& store) {
    store.audits().add_certificate({"QMS", "ISO 9001", "All desks", {"BSR"}, {term("2026-01-01")}});
    store.audits().plan(audit());
    store.audits().raise(found());
    store.audits().add_action("F-2026-0001", {1, "x", "dinesh", day("2026-06-01")});
}

AuditPackPlan counted_pack(bool restricted) {
    AuditPackPlan made;
    made.from = made.until = day("2026-05-04");
    made.restricted = restricted;
    made.dry_run = true;
    return made;
}

/// One call of every writing function that a permission guards; each would succeed for somebody who has it.
std::vector<Written> writing(const std::string& record, const std::string& hold) {
    return {
        {"office.manage", [](Store& s) { s.office().set_policy(Policy{}, "x"); }},
        {"office.manage",
         [](Store& s) {
             s.office().set_route({"r", "", {{"clerk", "", 1}}}, "x");
         }},
        {"office.manage",
         [](Store& s) {
             s.office().add_desk({"D1", "", "", {}});
         }},
        {"person.manage",
         [](Store& s) {
             s.office().add_person({"x", "X", "", {}, true});
         }},
        {"person.manage",
         [](Store& s) {
             s.office().change_person({"dinesh", "D", "", {}, true}, "x");
         }},
        {"person.manage",
         [](Store& s) {
             s.office().set_role({"x", "X", {}}, "x");
         }},
        {"place.manage",
         [](Store& s) {
             s.office().add_place({"R1", "", "", {}});
         }},
        {"place.manage",
         [](Store& s) {
             s.office().add_places({{"R1", "", "", {}}});
         }},
        {"series.manage",
         [](Store& s) {
             s.retention().add_series({"NEW", "", "", "", "", false});
         }},
        {"series.manage", [](Store& s) { s.retention().close_series("LR", "x"); }},
        {"schedule.load", [](Store& s) { s.retention().load(reading({rule("X", "1y")})); }},
        {"record.file", [](Store& s) { s.records().file(filing("LR", "T")); }},
        {"record.file", [](Store& s) { s.records().file(std::vector<Filing>{filing("LR", "T")}); }},
        {"record.close", [record](Store& s) { s.records().close(record); }},
        {"record.reopen", [record](Store& s) { s.records().reopen(record, "x"); }},
        {"record.event",
         [record](Store& s) {
             s.records().add_event(record, {"seen", day("2026-01-01"), ""});
         }},
        {"record.move", [record](Store& s) { s.records().move({record}, ""); }},
        {"record.classify", [record](Store& s) { s.records().link(record, "EV"); }},
        {"record.classify", [record](Store& s) { s.records().unlink(record, "EV", "x"); }},
        {"record.classify",
         [record](Store& s) { s.records().reclassify({.records = {record}, .to = "EV", .reason = "x"}); }},
        {"series.manage", [](Store& s) { s.retention().move_series("LR-MUT", "", "x"); }},
        {"record.event",
         [record](Store& s) { s.records().withdraw_event(record, "seen", day("2026-01-01"), "x"); }},
        {"record.reschedule",
         [record](Store& s) {
             s.records().propose_override(record, {day("2031-01-01"), "x", ""});
         }},
        {"record.reschedule", [record](Store& s) { s.records().withdraw_override(record, "x"); }},
        {"disposal.propose",
         [record](Store& s) {
             s.disposals().review("D-2026-0001", {{record, Verdict::hold, "x", "", {}}});
         }},
        {"disposal.propose", [](Store& s) { s.disposals().withdraw("D-2026-0001", "x"); }},
        {"hold.release", [hold](Store& s) { s.holds().release_all(std::vector<std::string>{hold}, "x"); }},
        {"record.correct", [record](Store& s) { s.records().correct(record, {.file_no = "7"}, "x"); }},
        {"record.appraise", [record](Store& s) { s.records().set_appraisal(record, "AP", "x"); }},
        {"record.version", [record](Store& s) { s.records().add_version(record, {bytes("a", "b")}, "x"); }},
        {"hold.place", [record](Store& s) { s.holds().place({.reason = "x", .records = {record}}); }},
        {"hold.release", [hold](Store& s) { s.holds().release(hold, "x"); }},
        {"hold.release", [hold](Store& s) { s.holds().withdraw_release(hold, "x"); }},
        {"person.manage",
         [](Store& s) {
             s.approvals().delegate({.by = "asha",
                                     .to = "ravi",
                                     .from = day("2026-05-04"),
                                     .until = day("2026-05-04"),
                                     .reason = "leave"});
         }},
        {"disposal.propose", [](Store& s) { s.disposals().propose({.on = day("2050-01-01")}); }},
        {"disposal.carry-out",
         [](Store& s) { s.disposals().carry_out("D-2026-0001", {.method = "m", .witness = "w"}); }},
        {"document.write", [](Store& s) { s.documents().create(procedure("QP-2"), {bytes("a", "b")}, "x"); }},
        {"document.write", [](Store& s) { s.documents().revise("QP-1", {bytes("a", "c")}, "x"); }},
        {"document.write", [](Store& s) { s.documents().submit("QP-1"); }},
        {"document.write", [](Store& s) { s.documents().recall("QP-1", "x"); }},
        {"document.issue", [](Store& s) { s.documents().issue("QP-1", day("2026-06-01")); }},
        {"document.issue", [](Store& s) { s.documents().withdraw("QP-1", "x"); }},
        {"document.distribute",
         [](Store& s) {
             s.distribution().change({.document = "QP-1", .add = {{PointKind::board, "GATE"}}});
         }},
        {"document.distribute", [](Store& s) { s.distribution().issue({.document = "QP-1"}); }},
        {"document.distribute",
         [](Store& s) {
             s.distribution().mark({"QP-1", {1}}, CopyState::back);
         }},
        {"document.distribute",
         [](Store& s) {
             s.distribution().note_training({"QP-1", 1, {"ravi"}, day("2026-05-04"), ""});
         }},
        {"audit.manage",
         [](Store& s) {
             s.audits().add_certificate({"EMS", "ISO 14001", "All desks", {"BSR"}});
         }},
        {"audit.manage",
         [](Store& s) {
             s.audits().change_certificate({"QMS", "ISO 9001", "Some desks", {"BSR"}}, "x");
         }},
        {"audit.manage", [](Store& s) { s.audits().add_term("QMS", term("2030-01-01")); }},
        {"audit.manage", [](Store& s) { s.audits().correct_term("QMS", term("2026-02-01"), "x"); }},
        {"audit.manage", [](Store& s) { s.audits().plan_surveillance("QMS", day("2026-06-01")); }},
        {"audit.manage",
         [](Store& s) { s.audits().note_surveillance("QMS", day("2026-01-01"), day("2026-01-01")); }},
        {"audit.manage", [](Store& s) { s.audits().end_term("QMS", day("2026-05-04"), "x"); }},
        {"audit.manage", [](Store& s) { s.audits().plan(audit()); }},
        {"audit.manage", [](Store& s) { s.audits().postpone("U-2026-0001", day("2026-06-01"), "x"); }},
        {"audit.find", [](Store& s) { s.audits().hold("U-2026-0001", day("2026-05-04"), "x"); }},
        {"audit.manage", [](Store& s) { s.audits().close("U-2026-0001"); }},
        {"audit.find", [](Store& s) { s.audits().raise(found()); }},
        {"audit.manage",
         [](Store& s) {
             s.audits().add_action("F-2026-0001", {1, "x", "ravi", day("2026-06-01")});
         }},
        {"audit.manage", [](Store& s) { s.audits().finish_action("F-2026-0001", 1, {"QP-1/1"}); }},
        {"audit.find", [](Store& s) { s.audits().close_finding("F-2026-0001", "x"); }},
        {"office.manage",
         [](Store& s) {
             s.audit_packs().set_checklist({"OURS", "Ours", {{"1", "One", {"people"}}}, {}}, "x");
         }},
        {"audit.pack", [](Store& s) { s.audit_packs().write(counted_pack(false)); }},
        {"audit.restricted", [](Store& s) { s.audit_packs().write(counted_pack(true)); }},
    };
}

} // namespace

TEST_CASE("every writing function refuses who lacks its permission, names it, and changes nothing") {
    Room room;
    const auto record = room.closed("C-1", "2020-01-01");
    const auto hold = room.as("ravi").holds().place({.reason = "case", .records = {record}});
    room.as("ravi").documents().create(procedure("QP-1"), {bytes("a", "b")}, "first");
    certify(room.as("ravi"));
    room.as("kiran").office().add_person({"guest", "Guest", "", {}, true});
    const std::string before = answers(room.store());
    for (const auto& written : writing(record, hold)) {
        INFO(written.permission);
        const auto failure = failure_of([&] { written.act(room.as("guest")); });
        CHECK(failure.code == "refused");
        CHECK(failure.rule == written.permission);
        CHECK(failure.says(written.permission));
        CHECK(failure.says("guest"));
    }
    CHECK(answers(room.store()) == before);
}

TEST_CASE("an import needs the permission to file, whatever it brings") {
    Room room;
    room.put("in/a.txt", "x");
    const ImportPlan plan{.folder = room.folder() / "in", .series = "LR"};
    const auto failure = failure_of([&] { room.as("meena").records().import(plan); });
    CHECK(failure.code == "refused");
    CHECK(failure.rule == "record.file");
    CHECK(room.store().records().count() == 0);
}

// A permission that nothing asks for is a promise that nobody keeps: taking it away from a role changes
// nothing.
TEST_CASE("each permission of the list guards something") {
    std::set<std::string> guarding{"approval.decide"}; // approvals_test.cpp
    for (const auto& written : writing("LR/2026/000001", "H-2026-0001"))
        guarding.insert(written.permission);
    for (const auto& [name, sentence] : permissions())
        CHECK(guarding.contains(name));
}

TEST_CASE("a refused attempt says which roles could") {
    Room room;
    const auto failure =
        failure_of([&] { room.as("meena").holds().place({.reason = "x", .records = {"LR/2026/1"}}); });
    CHECK(failure.code == "refused");
    CHECK(failure.says("records-officer"));
}
