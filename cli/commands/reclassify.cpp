// almirah record reclassify
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/progress.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

#include <algorithm>

namespace almirah::cli {
namespace {

std::string due_or_none(const std::optional<Date>& on) {
    return on ? to_string(*on) : "no date";
}

void reclassify_records(Session& session, const Reclassification& what) {
    Records records = what.dry_run ? session.reading().records() : session.writing().records();
    const auto results = [&] {
        Bar bar(session, "moving");
        return records.reclassify(what, bar.progress());
    }();
    show_list(
        session, results, {"record", "from", "due before", "due after", "~stays, because"},
        [](const Reclassified& line) {
            return std::vector<std::string>{line.record, line.from, due_or_none(line.due_before),
                                            line.why_not.empty() ? due_or_none(line.due_after) : "",
                                            line.why_not};
        },
        "records");
    const auto gone = std::count_if(results.begin(), results.end(),
                                    [](const Reclassified& line) { return line.why_not.empty(); });
    if (!session.json)
        print_line(session, std::string(what.dry_run ? "Would move " : "Moved ") +
                                counted(static_cast<std::size_t>(gone), "record") + " to " + what.to);
    if (gone < static_cast<std::ptrdiff_t>(results.size())) session.exit = exit_failed;
}

} // namespace

void add_record_reclassify(CLI::App& record, Session& session) {
    auto what = std::make_shared<Reclassification>();
    CLI::App& verb = add_verb(
        record, "reclassify",
        "Moves records to another series. They keep their ids and the steps done; their dates are computed "
        "anew. What is held, or closed and cut off, stays.",
        {"almirah record reclassify LR/2026/000001 --to ACC --reason \"accounts, not land\"",
         "almirah record reclassify --branch LR-OLD --to LR --reason \"merged\" --dry-run"});
    verb.add_option("RECORD", what->records, "Records: all of them go, or none");
    verb.add_option(
        "--branch", what->branch,
        "Every record of this series and those under it that may go; stopped and repeated, it goes on");
    verb.add_option("--to", what->to, "The series they go to")->required()->type_name("SERIES");
    verb.add_option("--reason", what->reason, "Why")->required();
    verb.add_flag("--dry-run", what->dry_run, "Show what would become of each, change nothing");
    verb.callback([&session, what] { reclassify_records(session, *what); });
}

} // namespace almirah::cli
