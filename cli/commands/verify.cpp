// almirah verify, almirah reindex
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/names.hpp"
#include "cli/output/progress.hpp"
#include "cli/output/report.hpp"
#include "cli/text_file.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

struct VerifyOptions {
    bool fast = false, signatures = false;
    std::string checkpoint, since;
};

void show_findings(const Session& session, const std::vector<Finding>& findings) {
    Table table;
    for (const Finding& finding : findings)
        table.add({name_of(finding.severity), finding.code, finding.object, finding.message});
    if (!findings.empty()) show(session, table);
}

std::string summary_of(const Verification& verification, bool fast) {
    std::string line = "Looked at " + std::to_string(verification.entries) +
                       (verification.entries == 1 ? " entry, " : " entries, ") +
                       counted(verification.objects, "object") + ", " +
                       counted(verification.records, "record");
    if (!fast)
        line += ", " + counted(verification.files, "file") + " (" + size_text(verification.bytes) + ")";
    return line + ": " + (verification.clean() ? "clean" : "damaged");
}

SignatureReport checked_signatures(Session& session, const Trust& trust) {
    Bar bar(session, "Signatures");
    return trust.verify_signatures(bar.progress());
}

std::string summary_of(const SignatureReport& report) {
    return "Signed are " + std::to_string(report.signed_entries) + " of " + std::to_string(report.entries) +
           (report.entries == 1 ? " entry and " : " entries and ") + std::to_string(report.signed_decisions) +
           " of " + counted(report.decisions, "decision") + ": " +
           (report.clean() ? "every signature counts" : "not everything is in order");
}

std::string verdict_on(const std::vector<Finding>& findings) {
    if (findings.empty()) return "History extends the checkpoint of ";
    return findings.front().code == "checkpoint-signature" ? "A signature is not of the checkpoint of "
                                                           : "History does not extend the checkpoint of ";
}

/// Only what came since a checkpoint that was clean.
void verify_since(Session& session, const std::string& file) {
    const Checkpoint clean = parse_checkpoint(read_text(file));
    Verification verification;
    {
        Bar bar(session, "Verifying");
        verification = session.reading().trust().verify_since(clean, bar.progress());
    }
    if (!verification.clean()) session.exit = exit_damaged;
    if (session.json) return print_line(session, json_line(verification, {}, {}));
    show_findings(session, verification.findings);
    print_line(session, "Since the checkpoint of " + to_string(clean.at) + ": " +
                            std::to_string(verification.entries) +
                            (verification.entries == 1 ? " entry, " : " entries, ") +
                            counted(verification.records, "record") + ", " +
                            counted(verification.files, "file") + " (" + size_text(verification.bytes) +
                            "): " + (verification.clean() ? "clean" : "damaged"));
}

/// Damage outranks a checkpoint that does not fit.
void verify(Session& session, const VerifyOptions& options) {
    if (!options.since.empty()) return verify_since(session, options.since);
    std::optional<Checkpoint> kept;
    if (!options.checkpoint.empty()) kept = parse_checkpoint(read_text(options.checkpoint));
    Trust trust = session.reading().trust();
    Verification verification;
    {
        Bar bar(session, "Verifying");
        verification = trust.verify(options.fast, bar.progress());
    }
    const std::vector<Finding> rewritten = kept ? trust.verify(*kept) : std::vector<Finding>{};
    std::optional<SignatureReport> signatures;
    if (options.signatures) signatures = checked_signatures(session, trust);
    if (!rewritten.empty() || (signatures && !signatures->clean())) session.exit = exit_failed;
    if (!verification.clean()) session.exit = exit_damaged;
    if (session.json) return print_line(session, json_line(verification, rewritten, signatures));
    show_findings(session, verification.findings);
    show_findings(session, rewritten);
    if (signatures) show_findings(session, signatures->findings);
    print_line(session, summary_of(verification, options.fast));
    if (signatures) print_line(session, summary_of(*signatures));
    if (kept) print_line(session, verdict_on(rewritten) + to_string(kept->at));
}

void reindex(Session& session) {
    Store& store = session.reading();
    {
        Bar bar(session, "Indexing");
        store.trust().reindex(bar.progress());
    }
    const std::size_t records = store.records().count();
    answer(session, "Built the index anew: " + counted(records, "record"),
           {{"records", static_cast<std::int64_t>(records)}});
}

} // namespace

void add_verify(CLI::App& root, Session& session) {
    auto options = std::make_shared<VerifyOptions>();
    CLI::App& verb =
        add_verb(root, "verify",
                 "Checks every object, every SHA-256, and register against vault against index. Exit "
                 "code 3 when something is damaged, 1 when history does not extend the checkpoint or "
                 "signatures are not in order.",
                 {"almirah verify", "almirah verify --fast --signatures --checkpoint 2026-03-31.checkpoint",
                  "almirah verify --since yesterday.checkpoint"});
    verb.group(group::trust);
    verb.add_flag("--fast", options->fast, "Leave the bytes of content unread");
    verb.add_flag("--signatures", options->signatures,
                  "Also check who signed, by which key, and whether the roles of the time allowed it");
    verb.add_option("--checkpoint", options->checkpoint, "Also prove that history extends this checkpoint")
        ->type_name("FILE");
    verb.add_option("--since", options->since,
                    "Only what came since this signed checkpoint, which says that all before was clean "
                    "(checkpoint --verify): every entry with its signature, and the content of what changed")
        ->type_name("FILE")
        ->excludes("--checkpoint")
        ->excludes("--fast");
    verb.callback([&session, options] { verify(session, *options); });
}

void add_reindex(CLI::App& root, Session& session) {
    CLI::App& verb = add_verb(root, "reindex", "Builds the index anew from git.", {"almirah reindex"});
    verb.group(group::trust);
    verb.callback([&session] { reindex(session); });
}

} // namespace almirah::cli
