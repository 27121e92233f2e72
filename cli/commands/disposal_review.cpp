// almirah disposal review|approve|withdraw|report
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/names.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

struct ReviewListOptions {
    std::string id, extend, reason, authority;
    std::vector<std::string> records;
    bool hold = false, reappraise = false, dispose = false;
};

Verdict verdict_of(const ReviewListOptions& options) {
    const int given = !options.extend.empty() + options.hold + options.reappraise + options.dispose;
    if (given != 1)
        throw Error(Code::invalid_argument, "say what becomes of it: one of --extend DATE, --hold, "
                                            "--re-appraise, --dispose");
    if (options.hold) return Verdict::hold;
    if (options.reappraise) return Verdict::reappraise;
    return options.dispose ? Verdict::dispose : Verdict::extend;
}

void review_list(Session& session, const ReviewListOptions& options) {
    std::vector<ItemDecision> decisions;
    for (const auto& record : options.records)
        decisions.push_back({record, verdict_of(options), options.reason, options.authority,
                             date_if_given("--extend", options.extend)});
    const Disposal disposal = session.writing().disposals().review(options.id, decisions);
    if (session.json) return print_line(session, json_line(disposal));
    for (const auto& item : disposal.items)
        for (const auto& record : options.records)
            if (item.record == record)
                print_line(session, record + ": " + name_of(item.review.verdict) +
                                        (item.review.until ? " until " + to_string(*item.review.until) : "") +
                                        (item.review.hold.empty() ? "" : ", " + item.review.hold));
    print_line(session, "Submitted anew as " + disposal.approval + ": " + disposal.id);
}

struct ApproveListOptions {
    std::string id, reason;
    std::vector<std::string> except;
};

void tell_list(Session& session, const std::string& done, const std::string& id) {
    const Disposal disposal = session.reading().disposals().get(id);
    const std::string state = name_of(disposal.state);
    answer(session,
           done + " " + id + "; it is now " + state +
               (disposal.state == DisposalState::approved && disposal.expires_on
                    ? ", to be carried out by " + to_string(*disposal.expires_on)
                    : ""),
           {{"id", id}, {"state", state}});
}

void approve_list(Session& session, const ApproveListOptions& options) {
    session.writing().disposals().approve(options.id, options.except, options.reason);
    tell_list(session,
              options.except.empty()
                  ? "Noted your approval of"
                  : "Noted, but for " + counted(options.except.size(), "record") + ", your approval of",
              options.id);
}

void withdraw_list(Session& session, const Target& target) {
    session.writing().disposals().withdraw(target.id, target.reason);
    tell_list(session, "Withdrew", target.id);
}

void report_list(Session& session, const Target& target) {
    const DisposalReport report = session.reading().disposals().report(target.id);
    if (session.json) return print_line(session, json_line(report));
    Table table({"record", "state"});
    for (const auto& id : report.done)
        table.add({id, "done"});
    for (const auto& id : report.not_done)
        table.add({id, "not done"});
    for (const auto& id : report.unknown)
        table.add({id, "unknown: its content may still be stored"});
    show(session, table);
    print_line(session, report.id + " is " + name_of(report.state) + ": done " +
                            std::to_string(report.done.size()) + ", not done " +
                            std::to_string(report.not_done.size()) + ", unknown " +
                            std::to_string(report.unknown.size()));
    if (report.state == DisposalState::carrying_out)
        session.note("No list goes on by itself: disposal carry-out " + report.id + " finishes it.");
}

void add_review_verb(CLI::App& disposal, Session& session) {
    auto options = std::make_shared<ReviewListOptions>();
    CLI::App& verb = add_verb(
        disposal, "review",
        "Decides records of a proposed list one by one. The list is submitted anew: whoever approved of it "
        "looks again.",
        {"almirah disposal review D-2026-0001 LR/2026/000002 --extend 2031-12-31 --reason \"audit\" \\",
         "    --authority \"Collector's order 114\"",
         "almirah disposal review D-2026-0001 LR/2026/000003 --hold --reason \"appeal 4/2026\""});
    verb.add_option("DISPOSAL", options->id)->required();
    verb.add_option("RECORD", options->records, "Records of the list")->required();
    verb.add_option("--extend", options->extend, "Keep until this date, once the list is approved")
        ->type_name("DATE");
    verb.add_flag("--hold", options->hold, "Place a hold on each, at once");
    verb.add_flag("--re-appraise", options->reappraise,
                  "Have them appraised again: their appraisal is void once the list is approved");
    verb.add_flag("--dispose", options->dispose, "As proposed, after all");
    verb.add_option("--reason", options->reason, "Why they are kept");
    verb.add_option("--authority", options->authority,
                    "The order that allows an extension, or asks for a hold");
    verb.callback([&session, options] { review_list(session, *options); });
}

void add_approve_verb(CLI::App& disposal, Session& session) {
    auto options = std::make_shared<ApproveListOptions>();
    CLI::App& verb = add_verb(disposal, "approve", "Approves a disposal that was proposed by somebody else.",
                              {"almirah --as ravi disposal approve D-2026-0001",
                               "almirah --as ravi disposal approve D-2026-0001 --except LR/2026/000004 \\",
                               "    --reason \"the case may be reopened\""});
    verb.add_option("DISPOSAL", options->id)->required();
    add_repeated(verb, "--except", options->except, "Leave this record out")->type_name("RECORD");
    verb.add_option("--reason", options->reason, "Why they are left out");
    verb.callback([&session, options] { approve_list(session, *options); });
}

} // namespace

void add_disposal_review(CLI::App& disposal, Session& session) {
    add_review_verb(disposal, session);
    add_approve_verb(disposal, session);
    auto withdrawing = std::make_shared<Target>();
    CLI::App& verb = add_target_verb(disposal, session, "withdraw", "Takes back a list that was not begun.",
                                     {"almirah disposal withdraw D-2026-0001 --reason \"wrong series\""},
                                     "DISPOSAL", withdrawing, withdraw_list);
    verb.add_option("--reason", withdrawing->reason, "Why")->required();
    add_target_verb(disposal, session, "report",
                    "Tells how far a disposal is: what was done, what was not, and what is not known.",
                    {"almirah disposal report D-2026-0001"}, "DISPOSAL", std::make_shared<Target>(),
                    report_list);
}

} // namespace almirah::cli
