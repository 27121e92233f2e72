// Audit packs: checked by stock tools, whole or not there, and telling nobody more than he may know.
#include "contract/signed_room.hpp"

#include <filesystem>
#include <fstream>
#include <map>

using namespace almirah;
using namespace almirah::test;

namespace {

namespace fs = std::filesystem;

std::string whole(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

AuditPackPlan plan(const std::string& target) {
    AuditPackPlan made;
    made.target = target;
    made.from = day("2026-01-01");
    made.until = day("2026-12-31");
    return made;
}

/// All that is in a folder, by path.
std::map<std::string, std::string> files_in(const std::string& folder) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files[fs::relative(entry.path(), folder).string()] = whole(entry.path().string());
    return files;
}

std::uint64_t rows_of(const AuditPackReport& report, const std::string& section) {
    for (const auto& counted : report.sections)
        if (counted.name == section) return counted.rows;
    FAIL("no section " << section);
    return 0;
}

Ran sums(const std::string& pack) {
    return run("cd " + quoted(pack) + " && sha256sum --strict --quiet -c manifest-sha256.txt");
}

Ran signature(const std::string& pack, const std::string& login,
              const std::string& name_space = "almirah-audit-pack") {
    return run("cd " + quoted(pack) + " && ssh-keygen -Y verify -f allowed_signers -I " + login + " -n " +
               name_space + " -s manifest-sha256.txt.sig < manifest-sha256.txt");
}

/// One byte of the content of the last entry, which is the first object of its pack.
void spoil_content(const std::string& store) {
    fs::path newest;
    for (const auto& file : fs::directory_iterator(store + "/objects/pack"))
        if (file.path().extension() == ".pack" &&
            (newest.empty() || fs::last_write_time(newest) < fs::last_write_time(file.path())))
            newest = file.path();
    fs::permissions(newest, fs::perms::owner_read | fs::perms::owner_write);
    std::fstream file(newest, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(24);
    file.put('\x55');
}

/// An audit with a finding about which something was done.
void audited(Room& room) {
    Audit audit;
    audit.title = "Yearly audit";
    audit.auditors = {"meena"};
    audit.planned_on = day("2026-06-01");
    const auto id = room.as("ravi").audits().plan(audit);
    room.store().audits().hold(id, day("2026-06-01"), "one finding");
    AuditFinding finding;
    finding.audit = id;
    finding.clause = "7.5.3";
    finding.text = "an old copy hangs at the gate";
    finding.due_on = day("2026-07-01");
    const auto raised = room.store().audits().raise(finding);
    CorrectiveAction action;
    action.what = "take it down";
    action.responsible = "dinesh";
    action.due_on = day("2026-06-15");
    (void)room.store().audits().add_action(raised, action);
    room.as("dinesh").audits().finish_action(raised, 1, {"QP-1/1"}, "taken down");
    Certificate certificate;
    certificate.code = "QMS";
    certificate.standard = "ISO 9001:2015";
    certificate.scope = "Record room";
    certificate.offices = {"BSR"};
    CertificateTerm term;
    term.certificate_no = "Q-77";
    term.body = "Some Body";
    term.from = day("2026-01-01");
    term.until = day("2028-12-31");
    certificate.terms = {term};
    room.as("ravi").audits().add_certificate(certificate);
}

/// A year of an office with something in most sections.
void fill(SignedRoom& room) {
    room.set_today("2026-06-01");
    room.approved_document();
    room.signing("kiran").distribution().change({.document = "QP-1", .add = {{PointKind::person, "dinesh"}}});
    room.signing("dinesh").distribution().acknowledge("QP-1");
    room.store().documents().request_change("QP-1", "section 3 is out of date");
    room.signing("kiran").documents().review("QP-1", ReviewVerdict::confirm, "still serves");
    room.store().sign_with({});
    room.closed("C-1", "2020-01-01", "Petition of Ramesar");
    room.destroy("C-1");
    const auto held = room.closed("LR", "2025-01-01");
    room.as("ravi").holds().place({.reason = "writ petition", .records = {held}});
    audited(room);
    room.set_today("2026-12-31");
}

} // namespace

TEST_CASE("a signed audit pack is judged by sha256sum and ssh-keygen alone") {
    SignedRoom room;
    fill(room);
    const std::string pack = room.folder() / "pack";
    const auto report = room.signing("ravi").audit_packs().write(plan(pack));
    CHECK(report.sound);
    CHECK(report.signed_by == fingerprint(room.public_key("ravi")));
    CHECK(report.without_evidence() == std::vector<std::string>{"7.5.3.2, from outside"});
    const auto judged = sums(pack);
    INFO(judged.out);
    CHECK(judged.status == 0);
    CHECK(report.manifest_sha256 ==
          run("sha256sum " + quoted(pack + "/manifest-sha256.txt")).out.substr(0, 64));
    const auto verified = signature(pack, "ravi");
    INFO(verified.out);
    CHECK(verified.status == 0);
    CHECK(signature(pack, "asha").status != 0);
    CHECK(signature(pack, "ravi", "git").status != 0);
    CHECK(signature(pack, "ravi", "almirah-approval").status != 0);

    SECTION("every file but the manifest and its signature is in the manifest") {
        const std::string manifest = whole(pack + "/manifest-sha256.txt");
        const auto files = files_in(pack);
        CHECK(files.size() == report.files);
        for (const auto& [path, bytes] : files)
            CHECK((path.starts_with("manifest-sha256.txt") || has(manifest, "  " + path + "\n")));
    }
    SECTION("a changed byte is found, and a manifest that was made anew is not the signed one") {
        const std::string changed = pack + "/disposals.csv";
        std::string text = whole(changed);
        text[text.size() / 2] ^= 1;
        std::ofstream(changed, std::ios::binary) << text;
        CHECK(sums(pack).status != 0);
        run("cd " + quoted(pack) +
            " && cut -c67- manifest-sha256.txt > ../names && xargs -d '\\n' sha256sum < ../names > "
            "manifest-sha256.txt");
        CHECK(sums(pack).status == 0);
        CHECK(signature(pack, "ravi").status != 0);
    }
    SECTION("the commands that its index tells are those that check it") {
        const std::string index = whole(pack + "/index.txt");
        std::size_t commands = 0;
        for (std::size_t at = index.rfind("\n\n"); (at = index.find("\n    ", at)) != std::string::npos;
             ++commands) {
            at += 5;
            const auto command = index.substr(at, index.find('\n', at) - at);
            const auto ran = run("cd " + quoted(pack) + " && " + command);
            INFO(command << "\n" << ran.out);
            CHECK(ran.status == 0);
            if (command.starts_with("ssh-keygen")) CHECK(has(ran.out, report.signed_by));
        }
        CHECK(commands == 2);
    }
    SECTION("decisions are in it as they were signed") {
        for (const auto& [path, bytes] : files_in(pack + "/decisions"))
            if (path.ends_with(".txt")) {
                const auto ran = run("cd " + quoted(pack) +
                                     " && ssh-keygen -Y verify -f allowed_signers -I asha "
                                     "-n almirah-approval -s decisions/" +
                                     path + ".sig < decisions/" + path);
                INFO(ran.out);
                CHECK(ran.status == 0);
            }
        CHECK(has(whole(pack + "/approvals.csv"), ",approve,2026-06-01T06:00:05Z,,valid,decisions/A-2026-"));
        CHECK(has(whole(pack + "/approvals.csv"), ",unsigned,\n"));
    }
    SECTION("the checkpoint is the state that it tells of, and the store still has it") {
        const auto checkpoint = parse_checkpoint(whole(pack + "/checkpoint.txt"));
        CHECK(checkpoint == report.checkpoint);
        CHECK(is_signed_by(checkpoint, "ravi", room.public_key("ravi")));
        CHECK(room.store().trust().verify(checkpoint).empty());
        CHECK(has(whole(pack + "/index.html"), checkpoint.root));
    }
}

TEST_CASE("each section tells of the period and of nothing else") {
    SignedRoom room;
    fill(room);
    const std::string pack = room.folder() / "pack";
    const auto report = room.signing("ravi").audit_packs().write(plan(pack));
    const auto csv = [&](const char* section) { return whole(pack + "/" + section + ".csv"); };
    CHECK(has(csv("master-list"), "QP-1,Procedure QP-1,"));
    CHECK(has(csv("issues"), "first,,p.md "));
    CHECK(has(csv("change-requests"), "section 3 is out of date,open"));
    CHECK(has(csv("distribution"), "QP-1,Procedure QP-1,person,dinesh,"));
    CHECK(has(csv("acknowledgements"), "QP-1,1,dinesh,"));
    CHECK(rows_of(report, "reading-outstanding") == 0);
    CHECK(has(csv("reviews"), ",held,,2026-06-01,kiran,confirm,still serves,1"));
    CHECK(has(csv("keys"), "ravi,1," + report.signed_by));
    CHECK(has(csv("retention"), "GEN,1,"));
    CHECK(has(csv("disposals"), "Petition of Ramesar,C-1,GEN:C-1 v1,"));
    CHECK(has(csv("holds"), "writ petition"));
    CHECK(has(csv("certificates"),
              "QMS,ISO 9001:2015,Record room,BSR,1,Q-77,Some Body,2026-01-01,2028-12-31,"));
    CHECK(has(csv("audits"), ",internal,Yearly audit,,meena,,2026-06-01,2026-06-01,one finding,,held"));
    CHECK(has(csv("findings"), "an old copy hangs at the gate"));
    CHECK(has(csv("findings"), ",yes,1,take it down,dinesh,2026-06-15,2026-06-01T06:"));
    CHECK(has(csv("findings"), ",dinesh,QP-1/1,,,"));
    CHECK(has(csv("verification"), "store,sound,"));
    CHECK(has(csv("verification"), "signatures,sound,"));
    CHECK(has(whole(pack + "/certificates/D-2026-0001.txt"), "Petition of Ramesar"));

    AuditPackPlan next = plan(room.folder() / "next");
    room.set_today("2027-02-01");
    next.from = day("2027-01-01");
    next.until = day("2027-01-31");
    const auto later = room.signing("ravi").audit_packs().write(next);
    for (const char* section : {"issues", "approvals", "change-requests", "acknowledgements", "disposals"})
        CHECK(rows_of(later, section) == 0);
    for (const char* section : {"master-list", "distribution", "retention", "holds", "keys", "people",
                                "certificates", "audits", "findings"})
        CHECK(rows_of(later, section) == rows_of(report, section));
    CHECK(!fs::exists(next.target + "/certificates"));
}

TEST_CASE("where there is no evidence the index says so") {
    Room room;
    const std::string pack = room.folder() / "pack";
    AuditPackPlan asked = plan(pack);
    asked.from = day("2026-01-01");
    asked.until = day("2026-01-31");
    asked.language = "en";
    const auto report = room.as("ravi").audit_packs().write(asked);
    const std::string index = whole(pack + "/index.html"), text = whole(pack + "/index.txt");
    CHECK(rows_of(report, "disposals") == 0);
    CHECK(has(index,
              "<a href=\"disposals.html\">Disposals carried out</a></td><td class=\"none\">evidence: none"));
    CHECK(has(text, "evidence: none"));
    CHECK(has(whole(pack + "/disposals.html"), "evidence: none"));
    CHECK(has(index, "<a href=\"roles.html\">Roles and what they may do</a></td><td class=\"some\">"));
    CHECK(!report.without_evidence().empty());

    SECTION("and that nobody signed it") {
        CHECK(report.signed_by.empty());
        CHECK(has(index, "NOT SIGNED"));
        CHECK(has(text, "NOT SIGNED"));
        CHECK(!has(text, "ssh-keygen"));
        CHECK(!fs::exists(pack + "/manifest-sha256.txt.sig"));
        CHECK(sums(pack).status == 0);
    }
    SECTION("every link leads to a file of the pack, and nowhere else") {
        for (const auto& [path, bytes] : files_in(pack)) {
            if (!path.ends_with(".html")) continue;
            CHECK(!has(bytes, "<script"));
            CHECK(!has(bytes, "://"));
            for (std::size_t at = 0; (at = bytes.find("href=\"", at)) != std::string::npos;) {
                at += 6;
                CHECK(fs::exists(pack + "/" + bytes.substr(at, bytes.find('"', at) - at)));
            }
        }
    }
}

TEST_CASE("a pack is in Hindi where that is asked for, and in both languages where none is") {
    Room room;
    room.set_today("2026-12-31");
    AuditPackPlan asked = plan(room.folder() / "hi");
    asked.language = "hi";
    (void)room.as("ravi").audit_packs().write(asked);
    const std::string index = whole(asked.target + "/index.html");
    CHECK(has(index, "<html lang=\"hi\">"));
    CHECK(has(index, "साक्ष्य: कोई नहीं"));
    CHECK(!has(index, "evidence: none"));
    CHECK(has(whole(asked.target + "/people.html"), "<th>लॉगिन</th><th>नाम</th>"));
    CHECK(has(whole(asked.target + "/people.html"), "<td>हाँ</td>"));
    CHECK(has(whole(asked.target + "/people.csv"), "login,name,roles,active\n"));
    CHECK(has(whole(asked.target + "/roles.html"), "अभिलेख लिपिक"));
    asked = plan(room.folder() / "both");
    (void)room.as("ravi").audit_packs().write(asked);
    CHECK(has(whole(asked.target + "/index.html"), "evidence: none / साक्ष्य: कोई नहीं"));
}

TEST_CASE("what people typed is escaped") {
    Room room;
    room.as("kiran").office().add_person({"eve", "<script>alert(1)</script> & \"co\"", "", {"clerk"}, true});
    room.set_today("2026-12-31");
    const auto asked = plan(room.folder() / "pack");
    (void)room.as("ravi").audit_packs().write(asked);
    CHECK(has(whole(asked.target + "/people.html"),
              "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;co&quot;"));
    CHECK(has(whole(asked.target + "/people.csv"), "eve,\"<script>alert(1)</script> & \"\"co\"\"\","));
}

TEST_CASE("the same store, dates and time give the same bytes") {
    SignedRoom room;
    fill(room);
    const auto first = plan(room.folder() / "first"), second = plan(room.folder() / "second");
    const auto one = room.signing("ravi").audit_packs().write(first);
    room.store().trust().reindex();
    const auto two = room.signing("ravi").audit_packs().write(second);
    CHECK(one.manifest_sha256 == two.manifest_sha256);
    CHECK(files_in(first.target) == files_in(second.target));
}

TEST_CASE("a pack changes nothing in the store, and needs its permission") {
    Room room;
    room.set_today("2026-12-31");
    const auto asked = plan(room.folder() / "pack");
    const auto entries = room.store().trust().history().size();
    CHECK(code_of([&] { room.as("dinesh").audit_packs().write(asked); }) == "refused");
    CHECK(code_of([&] { room.as("nobody").audit_packs().write(asked); }) == "refused");
    CHECK(code_of([&] { room.as("").audit_packs().write(asked); }) == "invalid-argument");
    CHECK(!fs::exists(asked.target));
    (void)room.as("meena").audit_packs().write(asked); // an auditor
    CHECK(room.store().trust().history().size() == entries);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("restricted records stay unnamed to who may not know them") {
    Room room;
    Filing secret = filing("C-1", "Petition of Ramesar", {bytes("ramesar.pdf", "x")});
    secret.record.closed = day("2020-01-01");
    secret.record.properties["restrictions"] = "witness protection";
    secret.record.parties = {"Ramesar Kol"};
    const auto id = room.as("dinesh").records().file(secret);
    room.closed("C-1", "2020-01-01", "Nala repair", {bytes("nala.pdf", "y")});
    room.set_today("2026-06-01");
    room.destroy("C-1");
    room.set_today("2026-12-31");
    AuditPackPlan asked = plan(room.folder() / "pack");
    const auto report = room.as("meena").audit_packs().write(asked);
    CHECK(report.withheld == 1);
    std::string all;
    for (const auto& [path, text] : files_in(asked.target))
        all += path + text;
    CHECK(!has(all, "Ramesar"));
    CHECK(!has(all, "ramesar"));
    CHECK(!has(all, "witness protection"));
    CHECK(has(all, id));
    CHECK(has(all, "Nala repair"));
    CHECK(has(all, "nala.pdf"));
    CHECK(has(whole(asked.target + "/disposals.html"), "(रोका गया)"));

    asked.target = room.folder() / "all";
    asked.restricted = true;
    CHECK(code_of([&] { room.as("meena").audit_packs().write(asked); }) == "refused");
    CHECK(!fs::exists(asked.target));
    room.as("kiran").office().set_role({"auditor", "Auditor", {"audit.pack", "audit.restricted"}}, "order 7");
    const auto open = room.as("meena").audit_packs().write(asked);
    CHECK(open.withheld == 0);
    CHECK(has(whole(asked.target + "/disposals.csv"), "Petition of Ramesar"));
    CHECK(!has(whole(asked.target + "/disposals.csv"), "Ramesar Kol"));
}

TEST_CASE("a damaged file of a restricted record is told without its name") {
    Room room;
    Filing secret = filing("LR", "Case", {bytes("ramesar.pdf", "the content")});
    secret.record.properties["restrictions"] = "order 7";
    (void)room.as("dinesh").records().file(secret);
    room.set_today("2026-12-31");
    room.while_closed([&] { spoil_content(room.directory()); });
    std::string messages;
    for (const auto& finding : room.verify().findings)
        messages += finding.object + " " + finding.message + "\n";
    REQUIRE(has(messages, "ramesar.pdf"));
    const auto asked = plan(room.folder() / "pack");
    const auto report = room.as("meena").audit_packs().write(asked);
    CHECK(!report.sound);
    const std::string found = whole(asked.target + "/verification.csv");
    CHECK(has(found, "store,unsound,"));
    CHECK(!has(found, "ramesar.pdf"));
    CHECK(has(whole(asked.target + "/index.html"), "not sound"));
}

TEST_CASE("a folder that is there is left alone, and half a pack is never seen") {
    Room room;
    room.set_today("2026-12-31");
    AuditPackPlan asked = plan(room.folder() / "pack");
    fs::create_directory(asked.target);
    std::ofstream(asked.target + "/mine.txt") << "x";
    CHECK(code_of([&] { room.as("ravi").audit_packs().write(asked); }) == "already-exists");
    AuditPackPlan within = asked;
    within.target = room.directory() + "/refs/heads/pack"; // where git would take its files for branches
    CHECK(failure_of([&] { room.as("ravi").audit_packs().write(within); }).says("within a store"));
    CHECK(files_in(asked.target).size() == 1);
    fs::remove(asked.target + "/mine.txt");
    std::uint64_t calls = 0;
    CHECK(code_of([&] {
              room.as("ravi").audit_packs().write(
                  asked, [&](std::uint64_t, std::uint64_t total) { return total > 0 || ++calls < 20; });
          }) == "cancelled");
    CHECK(files_in(asked.target).empty());
    std::size_t beside = 0;
    for (const auto& entry : fs::directory_iterator(room.folder().path()))
        beside += entry.path().filename().string().starts_with("pack");
    CHECK(beside == 1); // the empty target, and nothing half made
    (void)room.as("ravi").audit_packs().write(asked);
    CHECK(fs::exists(asked.target + "/index.html"));
    asked.target = "";
    CHECK(code_of([&] { room.as("ravi").audit_packs().write(asked); }) == "invalid-argument");
}

TEST_CASE("a dry run counts what the pack will have, and writes nothing") {
    SignedRoom room;
    fill(room);
    AuditPackPlan asked = plan(room.folder() / "pack");
    asked.dry_run = true;
    const auto counted = room.signing("ravi").audit_packs().write(asked);
    CHECK(!fs::exists(asked.target));
    CHECK(counted.files == 0);
    asked.dry_run = false;
    const auto made = room.store().audit_packs().write(asked);
    for (const auto& section : made.sections)
        if (section.name != "verification") CHECK(rows_of(counted, section.name) == section.rows);
    CHECK(counted.without_evidence() == made.without_evidence());
}

TEST_CASE("a period that is none, or not over, is refused") {
    Room room;
    room.set_today("2026-06-01");
    AuditPackPlan asked = plan(room.folder() / "pack");
    CHECK(code_of([&] { room.as("ravi").audit_packs().write(asked); }) == "invalid-argument");
    asked.until = day("2025-12-31");
    CHECK(code_of([&] { room.as("ravi").audit_packs().write(asked); }) == "invalid-argument");
    asked.until = {};
    CHECK(code_of([&] { room.as("ravi").audit_packs().write(asked); }) == "invalid-argument");
    asked.until = day("2026-06-01");
    asked.checklist = "NONE";
    CHECK(code_of([&] { room.as("ravi").audit_packs().write(asked); }) == "not-found");
}

TEST_CASE("a key that does not count signs no pack") {
    SignedRoom room;
    room.set_today("2026-12-31");
    const auto asked = plan(room.folder() / "pack");
    CHECK(code_of([&] { room.signing("ravi", "stray").audit_packs().write(asked); }) == "refused");
    CHECK(!fs::exists(asked.target));
}

TEST_CASE("what is written while the store is verified is verified, and is in the pack") {
    Room room;
    room.set_today("2026-12-31");
    const auto asked = plan(room.folder() / "pack");
    bool written = false;
    const auto report = room.as("ravi").audit_packs().write(asked, [&](std::uint64_t, std::uint64_t total) {
        if (!written && total == 0) { // the signatures are looked at, and the rest was
            written = true;
            room.open("kiran").office().add_person({"late", "Late", "", {"clerk"}, true});
        }
        return true;
    });
    CHECK(report.sound);
    CHECK(has(whole(asked.target + "/people.csv"), "late,Late,"));
    CHECK(has(whole(asked.target + "/verification.csv"),
              std::to_string(report.checkpoint.entries) + " entries, "));
}

TEST_CASE("copies that are out of a revision no longer in force are told as of the end of the period") {
    SignedRoom room;
    room.set_today("2026-06-01");
    room.approved_document();
    room.signing("kiran").distribution().change({.document = "QP-1", .add = {{PointKind::board, "GATE"}}});
    room.store().distribution().issue({.document = "QP-1"});
    room.set_today("2026-08-01");
    room.signing("dinesh").documents().revise("QP-1", {bytes("p.md", "other text")}, "mended");
    room.store().documents().submit("QP-1");
    room.signing("asha").documents().approve("QP-1");
    room.set_today("2026-11-01");
    room.signing("kiran").distribution().mark({"QP-1", {1}}, CopyState::back);
    AuditPackPlan asked = plan(room.folder() / "september");
    asked.until = day("2026-09-30");
    const auto september = room.store().audit_packs().write(asked);
    CHECK(
        has(whole(asked.target + "/copies-outdated.csv"), "QP-1,Procedure QP-1,1,1,2026-08-01,board,GATE,"));
    CHECK(rows_of(september, "copies-outdated") == 1);
    asked.target = room.folder() / "november";
    asked.until = day("2026-11-01");
    CHECK(rows_of(room.store().audit_packs().write(asked), "copies-outdated") == 0);
    asked.target = room.folder() / "july";
    asked.until = day("2026-07-31");
    CHECK(rows_of(room.store().audit_packs().write(asked), "copies-outdated") == 0);
}

TEST_CASE("an office goes by its own checklist and words, kept like a form") {
    Room room;
    room.set_today("2026-12-31");
    Checklist own{"OURS", "Our list", {{"1.1", "Who is here", {"people", "refused"}}}, {}};
    own.title.in["mr"] = "आमची यादी";
    own.words["section.people"].text = "Staff";
    room.as("kiran").audit_packs().set_checklist(own, "our auditors ask so");
    CHECK(room.store().audit_packs().checklist("OURS") == own);
    CHECK(room.store().audit_packs().checklists().size() == 2);
    AuditPackPlan asked = plan(room.folder() / "pack");
    asked.checklist = "OURS";
    asked.language = "en";
    const auto report = room.as("ravi").audit_packs().write(asked);
    CHECK(report.checklist == "OURS");
    CHECK(report.points.size() == 1);
    const std::string index = whole(asked.target + "/index.html");
    CHECK(has(index, "<td>1.1</td><td>Who is here</td><td><a href=\"people.html\">Staff</a>"));
    CHECK(!has(index, "7.5"));

    SECTION("the one that comes with the library is replaced by one of its code") {
        own.code = room.store().audit_packs().checklist("").code;
        room.as("kiran").audit_packs().set_checklist(own, "x");
        CHECK(room.store().audit_packs().checklist("") == own);
    }
    SECTION("it outlives a rebuild of the index, and the same one again is no entry") {
        const auto entries = room.store().trust().history().size();
        room.as("kiran").audit_packs().set_checklist(own, "x");
        CHECK(room.store().trust().history().size() == entries);
        room.store().trust().reindex();
        CHECK(room.store().audit_packs().checklist("OURS") == own);
        CHECK(findings(room.verify()) == "");
    }
    SECTION("one that no pack could follow is refused") {
        const auto refused = [&](void (*spoil)(Checklist&)) {
            Checklist bad = own;
            spoil(bad);
            return code_of([&] { room.as("kiran").audit_packs().set_checklist(bad, "x"); });
        };
        CHECK(refused([](Checklist& c) { c.code = "lower"; }) == "invalid-argument");
        CHECK(refused([](Checklist& c) { c.title = ""; }) == "invalid-argument");
        CHECK(refused([](Checklist& c) { c.points.clear(); }) == "invalid-argument");
        CHECK(refused([](Checklist& c) { c.points[0].clause.clear(); }) == "invalid-argument");
        CHECK(refused([](Checklist& c) { c.points[0].sections.clear(); }) == "invalid-argument");
        CHECK(refused([](Checklist& c) { c.points[0].sections = {"nowhere"}; }) == "invalid-argument");
        CHECK(code_of([&] { room.as("dinesh").audit_packs().set_checklist(own, "x"); }) == "refused");
    }
    SECTION("it is adopted with a profile") {
        room.put("profile.json", R"({"title": "A state", "checklists": ["list.json"]})");
        room.put("list.json", R"({"code": "STATE", "title": "State's", "points": [
            {"clause": "1", "title": "One", "sections": ["holds"]}]})");
        const auto adopted = room.as("kiran").office().adopt(room.folder().path(), "order 7");
        CHECK(adopted.changes == std::vector<std::string>{"Add the checklist STATE"});
        CHECK(room.store().audit_packs().checklist("STATE").points.at(0).sections.at(0) == "holds");
    }
}

TEST_CASE("a page shows as many rows as somebody reads, and says that the rest is in the CSV") {
    Room room;
    std::vector<Filing> filings;
    for (int i = 0; i < 5003; ++i) {
        filings.push_back(filing("C-1", "Case " + std::to_string(i)));
        filings.back().record.closed = day("2020-01-01");
    }
    room.as("dinesh").records().file(filings);
    room.set_today("2026-06-01");
    room.destroy("C-1");
    room.set_today("2026-12-31");
    AuditPackPlan asked = plan(room.folder() / "pack");
    asked.language = "en";
    const auto report = room.as("ravi").audit_packs().write(asked);
    CHECK(rows_of(report, "disposals") == 5003);
    const std::string page = whole(asked.target + "/disposals.html");
    CHECK(has(page, "Case 4999"));
    CHECK(!has(page, "Case 5002"));
    CHECK(has(page, "The rest of the rows is in the CSV file: 5000 / 5003"));
    CHECK(has(whole(asked.target + "/disposals.csv"), "Case 5002"));
}
