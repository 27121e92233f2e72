// almirah history
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/entries.hpp"
#include "cli/output/report.hpp"

namespace almirah::cli {
namespace {

struct HistoryOptions {
    std::string subject;
    std::size_t limit = 0;
    bool refused = false;
};

void show_refused(Session& session) {
    show_list(
        session, session.reading().approvals().refused(), {"at", "by", "rule", "~object", "~what was said"},
        [](const RefusedAttempt& attempt) {
            return std::vector<std::string>{to_string(attempt.at), attempt.by, attempt.rule, attempt.object,
                                            attempt.message};
        },
        "refused attempts are kept here");
}

} // namespace

void show_history(Session& session, const std::string& subject, std::size_t limit) {
    const auto entries = session.reading().trust().history(subject, limit);
    show_list(
        session, entries, {">entry", "at", "by", "~what", "~why"},
        [](const Entry& entry) {
            return std::vector<std::string>{std::to_string(entry.number), to_string(entry.at), entry.by,
                                            entry.summary, entry.reason};
        },
        "entries");
    if (entries.empty()) session.exit = exit_failed;
}

void add_history(CLI::App& root, Session& session) {
    auto options = std::make_shared<HistoryOptions>();
    CLI::App& verb =
        add_verb(root, "history",
                 "Tells who did what, when and why. Of everything, or of one record, document, hold, "
                 "disposal, series or person.",
                 {"almirah history", "almirah history LR/2026/000001", "almirah history QP-07 --json",
                  "almirah history --refused"});
    verb.group(group::trust);
    CLI::Option* of = verb.add_option("ID", options->subject);
    verb.add_option("--limit", options->limit, "At most so many");
    verb.add_flag("--refused", options->refused,
                  "Attempts that this copy of the store refused for want of a right")
        ->excludes(of);
    verb.callback([&session, options] {
        options->refused ? show_refused(session) : show_history(session, options->subject, options->limit);
    });
}

} // namespace almirah::cli
