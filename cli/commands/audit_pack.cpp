// almirah audit-pack, almirah checklist list|show|set
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/progress.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

struct PackOptions {
    AuditPackPlan plan;
    std::string from, until;
};

std::string evidence_text(std::uint64_t rows) {
    return rows == 0 ? "evidence: none" : counted(rows, "row");
}

void show_pack(Session& session, const AuditPackReport& report) {
    Table points({"point", "evidence"});
    for (const AuditPoint& point : report.points)
        points.add({point.clause, evidence_text(point.rows)});
    show(session, points);
    if (report.withheld > 0)
        session.note("Title and names of files are left out of " +
                     counted(report.withheld, "restricted record"));
}

void write_pack(Session& session, PackOptions options) {
    options.plan.from = date_of_option("--from", options.from);
    options.plan.until = date_of_option("--to", options.until);
    AuditPacks packs = session.writing().audit_packs();
    const AuditPackReport report = [&] {
        Bar bar(session, "Verifying");
        return packs.write(options.plan, bar.progress());
    }();
    if (!options.plan.dry_run && !report.sound) session.exit = exit_failed;
    if (session.json) return print_line(session, json_line(report));
    show_pack(session, report);
    if (options.plan.dry_run) return session.note("Nothing is written.");
    print_line(session, std::string("Verification: ") +
                            (report.sound ? "sound" : "not sound; verification.csv says why"));
    print_line(session, report.signed_by.empty()
                            ? "Not signed: give a key with --sign-with"
                            : "Signed by " + session.actor + " with the key " + report.signed_by);
    print_line(session, "SHA-256 of manifest-sha256.txt: " + report.manifest_sha256);
    print_line(session, "Wrote " + counted(report.files, "file") + " to " + report.path);
}

void list_checklists(Session& session) {
    show_list(
        session, session.reading().audit_packs().checklists(), {"checklist", ">points", "~title"},
        [](const Checklist& checklist) {
            return std::vector<std::string>{checklist.code, std::to_string(checklist.points.size()),
                                            checklist.title.text};
        },
        "checklists");
}

void show_checklist(Session& session, const std::string& code) {
    const Checklist checklist = session.reading().audit_packs().checklist(code);
    if (session.json) return print_line(session, json_line(checklist));
    Table table({"point", "~title", "~sections"});
    for (const ChecklistPoint& point : checklist.points)
        table.add({point.clause, point.title.text, joined(point.sections)});
    show(session, table);
}

struct ChecklistFile {
    std::string file, reason;
};

void set_checklist(Session& session, const ChecklistFile& given) {
    const Checklist checklist = read_checklist(given.file);
    session.writing().audit_packs().set_checklist(checklist, given.reason);
    answer_with_id(session, "Set the checklist", checklist.code);
}

void add_pack(CLI::App& root, Session& session) {
    auto options = std::make_shared<PackOptions>();
    CLI::App& verb = add_verb(
        root, "audit-pack",
        "Writes the evidence for an audit into a folder that is checked without the office. Of a period: "
        "tables, pages, certificates, a checkpoint, an index by the points of a checklist, and the SHA-256 "
        "of every file, signed where --sign-with says by what.",
        {"almirah audit-pack audit-2027/ --from 2026-04-01 --to 2027-03-31 --sign-with agent",
         "almirah audit-pack audit-2027/ --from 2026-04-01 --to 2027-03-31 --dry-run"});
    verb.group(group::trust);
    verb.add_option("DIR", options->plan.target, "The folder that will be the pack")->required();
    verb.add_option("--from", options->from, "First day of the period")->required();
    verb.add_option("--to", options->until, "Last day of it, today or earlier")->required();
    verb.add_option("--checklist", options->plan.checklist,
                    "By which points the index goes (default: the one that comes with Almirah)")
        ->type_name("CODE");
    verb.add_option("--language", options->plan.language, "Of the pages (en, hi; default: all)")
        ->type_name("TAG");
    verb.add_flag("--restricted", options->plan.restricted,
                  "With titles and file names of restricted records; needs audit.restricted");
    verb.add_flag("--fast", options->plan.fast, "Verify without reading the content");
    verb.add_flag("--dry-run", options->plan.dry_run, "Count what would be in it; verify and write nothing");
    verb.callback([&session, options] { write_pack(session, *options); });
}

} // namespace

void add_audit_pack(CLI::App& root, Session& session) {
    add_pack(root, session);
    CLI::App& noun =
        add_noun(root, "checklist", "By which points the evidence for an audit is laid out.", group::trust);
    add_verb(noun, "list", "Lists checklists.", {"almirah checklist list"}).callback([&session] {
        list_checklists(session);
    });
    auto code = std::make_shared<std::string>();
    CLI::App& show = add_verb(
        noun, "show", "Shows which sections of evidence answer which point.",
        {"almirah checklist show ISO-9001-7.5", "almirah checklist show ISO-9001-7.5 --json > ours.json"});
    show.add_option("CODE", *code)->required();
    show.callback([&session, code] { show_checklist(session, *code); });
    auto given = std::make_shared<ChecklistFile>();
    CLI::App& set = add_verb(
        noun, "set", "Adds a checklist from its file, or replaces it. docs/forms.md says how one is written.",
        {"almirah checklist set ours.json --reason \"our auditors' own order\""});
    set.add_option("FILE", given->file)->required();
    set.add_option("--reason", given->reason, "Why");
    set.callback([&session, given] { set_checklist(session, *given); });
}

} // namespace almirah::cli
