// almirah export bag, import bag, check bag
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/names.hpp"
#include "cli/output/progress.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

void show_left_out(const Session& session, const BagReport& report) {
    for (std::size_t i = 0; i < report.left_out.size(); ++i)
        session.note(report.left_out[i] + ": left out: " + report.why[i]);
}

void write_bag(Session& session, const BagPlan& plan) {
    Bags bags = (plan.disposal.empty() || plan.dry_run ? session.reading() : session.writing()).bags();
    const BagReport report = [&] {
        Bar bar(session, "Copying");
        return bags.write(plan, bar.progress());
    }();
    if (session.json) return print_line(session, json_line(report));
    show_left_out(session, report);
    const std::string what = counted(report.records, "record") + ", " + counted(report.files, "file") + " (" +
                             size_text(report.bytes) + ")";
    if (plan.dry_run) return print_line(session, "Would put into a bag: " + what);
    print_line(session, "Put into the bag " + report.path + ": " + what);
    print_line(session, "SHA-256 of tagmanifest-sha256.txt: " + report.tagmanifest_sha256);
}

void show_faults(const Session& session, const BagCheck& check) {
    if (check.findings.empty()) return;
    Table table({"severity", "code", "object", "~message"});
    for (const Finding& finding : check.findings)
        table.add({name_of(finding.severity), finding.code, finding.object, finding.message});
    show(session, table);
}

void check_bag_folder(Session& session, const std::string& folder) {
    const BagCheck check = [&] {
        Bar bar(session, "Reading");
        return check_bag(folder, bar.progress());
    }();
    if (!check.clean()) session.exit = exit_failed;
    if (session.json) return print_line(session, json_line(check));
    show_faults(session, check);
    print_line(session, (check.clean() ? "Sound: " : "Not sound: ") +
                            (check.version.empty() ? "a bag of no known version"
                                                   : "a bag of version " + check.version) +
                            ", " + counted(check.files, "file") + " (" + size_text(check.bytes) + ")");
}

void tell_import(Session& session, const BagImportReport& report, bool dry_run) {
    session.list(report.problems);
    if (session.json)
        print_line(session, json_line(report));
    else
        show_faults(session, report.check);
    if (!report.check.clean()) throw Error(Code::invalid_argument, "the bag is not sound; nothing was filed");
    if (!report.problems.empty())
        throw Error(Code::invalid_argument,
                    counted(report.problems.size(), "problem") + ", listed above; nothing was filed");
    if (session.json) return;
    print_line(session, filed_in_words(report, dry_run));
}

void import_bag(Session& session, const BagImport& plan) {
    Bags bags = session.writing().bags();
    const BagImportReport report = [&] {
        Bar bar(session, "Reading");
        return bags.import(plan, bar.progress());
    }();
    tell_import(session, report, plan.dry_run);
}

void add_export(CLI::App& root, Session& session) {
    CLI::App& noun = add_noun(root, "export", "Give records to another house.", group::retention);
    auto plan = std::make_shared<BagPlan>();
    CLI::App& verb = add_verb(
        noun, "bag",
        "Puts records into a bag (BagIt 1.0, RFC 8493): content, digests, descriptions (Dublin Core), "
        "transfer list, history (PREMIS 3). The folder appears when it is whole.",
        {"almirah export bag transfer-2027/ --disposal D-2026-0003",
         "almirah export bag copies/ --series LR --dry-run", "almirah export bag one/ LR/2026/000001"});
    verb.add_option("DIR", plan->target, "The folder that will be the bag")->required();
    verb.add_option("RECORD", plan->records, "These records");
    verb.add_option("--disposal", plan->disposal, "The records of an approved transfer")->type_name("D");
    verb.add_option("--series", plan->series, "The records of this series and those under it");
    verb.add_option("--restrictions", plan->restrictions,
                    "On access, of records that have no property \"restrictions\"");
    verb.add_flag("--dry-run", plan->dry_run, "Show what would go into it, write nothing");
    verb.callback([&session, plan] { write_bag(session, *plan); });
}

void add_import(CLI::App& root, Session& session) {
    CLI::App& noun = add_noun(root, "import", "Take records over from another house.", group::retention);
    auto plan = std::make_shared<BagImport>();
    CLI::App& verb = add_verb(
        noun, "bag",
        "Checks a bag and files its records. A bag of other origin becomes one record. Safe to stop and to "
        "run "
        "again: what is filed is not filed twice.",
        {"almirah import bag transfer-2027/", "almirah import bag transfer-2027/ --series GEN --dry-run"});
    verb.add_option("DIR", plan->folder, "The bag")->required();
    verb.add_option("--series", plan->series, "Series of every record (default: what the bag says)");
    verb.add_option("--place", plan->place, "Place of every record");
    verb.add_flag("--dry-run", plan->dry_run, "Check everything, file nothing");
    verb.callback([&session, plan] { import_bag(session, *plan); });
}

void add_check(CLI::App& root, Session& session) {
    CLI::App& noun = add_noun(root, "check", "Look at what came from another house.", group::retention);
    auto folder = std::make_shared<std::string>();
    CLI::App& verb = add_verb(
        noun, "bag", "Checks a bag of version 0.97 or 1.0: every digest, every name. Needs no store.",
        {"almirah check bag transfer-2027/"});
    verb.add_option("DIR", *folder, "The bag")->required();
    verb.callback([&session, folder] { check_bag_folder(session, *folder); });
}

} // namespace

void add_bag(CLI::App& root, Session& session) {
    add_export(root, session);
    add_import(root, session);
    add_check(root, session);
}

} // namespace almirah::cli
