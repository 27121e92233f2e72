// almirah record import
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/csv.hpp"
#include "cli/output/progress.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

struct ImportOptions {
    std::string series, manifest, files, place, folder;
    bool dry_run = false, skip_bad = false;
    TableForm table;
};

ImportPlan plan_of(const ImportOptions& options) {
    if (options.manifest.empty() == options.folder.empty())
        throw Error(Code::invalid_argument,
                    "name what is to be imported: either --series S and a folder, or --manifest FILE.csv");
    if (!options.folder.empty() && options.series.empty())
        throw Error(Code::invalid_argument, "--series is required when a folder is imported");
    if (!options.folder.empty() && !options.files.empty())
        throw Error(Code::invalid_argument, "--files goes with --manifest only");
    ImportPlan plan;
    plan.manifest = options.manifest;
    plan.folder = options.folder.empty() ? options.files : options.folder;
    plan.series = options.series;
    plan.place = options.place;
    plan.skip_bad = options.skip_bad;
    plan.dry_run = options.dry_run;
    plan.table = options.table;
    return plan;
}

/// Nothing was filed when rows are bad and --skip-bad was not given.
void tell(Session& session, const ImportReport& report, const ImportOptions& options) {
    session.list(report.problems);
    for (const Problem& note : report.notes)
        session.note(to_string(note));
    const bool accepted = report.problems.empty() || (options.skip_bad && report.passed_over > 0);
    if (accepted && !report.problems.empty()) session.exit = exit_partly;
    if (session.json)
        print_line(session, json_line(report));
    else if (accepted)
        print_line(
            session,
            filed_in_words(report, options.dry_run) +
                (report.passed_over == 0 ? "" : "; " + std::to_string(report.passed_over) + " passed over"));
    if (accepted) return;
    throw Error(Code::invalid_argument, counted(report.problems.size(), "problem") +
                                            ", listed above; nothing was filed; correct them, or give "
                                            "--skip-bad to file the other records");
}

[[noreturn]] void tell_stopped(std::size_t filed) {
    throw Error(Code::cancelled, "stopped; " + counted(filed, "record") +
                                     " were filed; run the same command again to file the rest");
}

void import_records(Session& session, const ImportOptions& options) {
    const ImportPlan plan = plan_of(options);
    Records records = session.writing().records();
    const std::size_t before = records.count();
    ImportReport report;
    try {
        Bar bar(session, options.dry_run ? "Checking" : "Filing");
        report = records.import(plan, bar.progress());
    } catch (const Error& error) {
        if (error.code() != Code::cancelled) throw;
        tell_stopped(records.count() - before);
    }
    tell(session, report, options);
}

} // namespace

void add_record_import(CLI::App& record, Session& session) {
    auto options = std::make_shared<ImportOptions>();
    CLI::App& verb =
        add_verb(record, "import",
                 "Files many records: a folder, one record per file, or a CSV manifest, one record per row. "
                 "Safe to stop and to run again: what is filed is not filed twice.",
                 {"almirah record import --series GEN scans/",
                  "almirah record import --manifest register.csv --files scans/",
                  "almirah record import --manifest register.csv --dry-run"});
    verb.add_option("--series", options->series, "Series of the records (manifest: of rows that name none)");
    verb.add_option("--place", options->place, "Place of the records (manifest: of rows that name none)");
    verb.add_option("--manifest", options->manifest, "CSV with one record per row")->type_name("FILE");
    verb.add_option("--files", options->files, "Where the manifest's files lie")->type_name("DIR");
    add_encoding(verb, options->table);
    add_dates(verb, options->table);
    verb.add_flag("--dry-run", options->dry_run, "Read and check everything, file nothing");
    verb.add_flag("--skip-bad", options->skip_bad, "File the good rows although others are bad");
    verb.add_option("DIR", options->folder, "Folder to import, one record per file");
    verb.callback([&session, options] { import_records(session, *options); });
}

} // namespace almirah::cli
