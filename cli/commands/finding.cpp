// almirah finding raise|action|done|close|list|show
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/names.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

struct RaiseOptions {
    AuditFinding finding;
    std::string grade, due_on;
};

void raise_finding(Session& session, RaiseOptions options) {
    options.finding.grade = finding_grade_of("--grade", options.grade);
    options.finding.due_on = date_of_option("--due", options.due_on);
    answer_with_id(session, "Raised finding", session.writing().audits().raise(options.finding));
}

struct ActionOptions {
    CorrectiveAction action;
    std::string finding, due_on, cause;
};

void order_action(Session& session, ActionOptions options) {
    options.action.due_on = date_of_option("--due", options.due_on);
    const int number = session.writing().audits().add_action(options.finding, options.action, options.cause);
    answer(session,
           "Action " + std::to_string(number) + " of " + options.finding + " is for " +
               options.action.responsible + " by " + options.due_on,
           {{"id", options.finding}, {"action", std::int64_t{number}}});
}

struct DoneOptions {
    std::string finding, note;
    int number = 0;
    std::vector<std::string> evidence;
};

void finish_action(Session& session, const DoneOptions& options) {
    session.writing().audits().finish_action(options.finding, options.number, options.evidence, options.note);
    answer(session, "Done: action " + std::to_string(options.number) + " of " + options.finding,
           {{"id", options.finding}, {"action", std::int64_t{options.number}}});
}

struct ClosingOptions {
    std::string finding, note;
};

void close_finding(Session& session, const ClosingOptions& options) {
    session.writing().audits().close_finding(options.finding, options.note);
    answer_with_id(session, "Closed finding", options.finding);
}

struct FindingListOptions {
    FindingQuery query;
    std::string on;
};

std::string standing_of(const AuditFinding& finding, Date on) {
    if (!finding.open()) return "closed";
    return finding.overdue_on(on) ? "OVERDUE" : "open";
}

/// "1 of 2"
std::string actions_done(const AuditFinding& finding) {
    std::size_t done = 0;
    for (const CorrectiveAction& action : finding.actions)
        done += action.open() ? 0 : 1;
    return std::to_string(done) + " of " + std::to_string(finding.actions.size());
}

Date day_of_findings(Session& session, const std::string& on) {
    return on.empty() ? session.today() : date_of_option("--on", on);
}

void list_findings(Session& session, FindingListOptions options) {
    const Date on = day_of_findings(session, options.on);
    options.query.on = on;
    std::vector<FindingOn> shown;
    for (const AuditFinding& finding : session.reading().audits().findings(options.query))
        shown.push_back({finding, on});
    show_list(
        session, shown,
        {"finding", "audit", "grade", "clause", "state", "due", "actions done", "documents", "~found"},
        [](const FindingOn& line) {
            const AuditFinding& finding = line.finding;
            return std::vector<std::string>{finding.id,
                                            finding.audit,
                                            name_of(finding.grade),
                                            finding.clause,
                                            standing_of(finding, line.on),
                                            to_string(finding.due_on),
                                            actions_done(finding),
                                            joined(finding.documents),
                                            finding.text};
        },
        "findings");
}

void show_actions(Session& session, const AuditFinding& finding, Date on) {
    if (finding.actions.empty()) return session.note("No corrective action.");
    print_line(session, "");
    Table actions({">action", "responsible", "due", "done", "by", "evidence", "~what"});
    for (const CorrectiveAction& action : finding.actions)
        actions.add({std::to_string(action.number), action.responsible, to_string(action.due_on),
                     action.done_at       ? to_string(date_of(*action.done_at))
                     : action.due_on < on ? "OVERDUE"
                                          : "",
                     action.done_by, joined(action.evidence),
                     action.what + (action.note.empty() ? "" : " (" + action.note + ")")});
    show(session, actions);
}

void show_finding(Session& session, const Target& target) {
    const AuditFinding finding = session.reading().audits().finding(target.id);
    const Date on = day_of_findings(session, target.on);
    if (session.json) return print_line(session, json_line(FindingOn{finding, on}));
    Table card;
    card.add({"finding", finding.id});
    card.add({"audit", finding.audit});
    card.add({"grade", name_of(finding.grade)});
    if (!finding.clause.empty()) card.add({"clause", finding.clause});
    card.add({"found", finding.text});
    if (!finding.documents.empty()) card.add({"documents", joined(finding.documents)});
    if (!finding.desk.empty()) card.add({"desk", finding.desk});
    if (!finding.cause.empty()) card.add({"cause", finding.cause});
    card.add({"raised", to_string(date_of(finding.raised_at)) + " by " + finding.raised_by});
    card.add({"to be closed by", to_string(finding.due_on)});
    card.add({"state", standing_of(finding, on)});
    if (finding.closed_at)
        card.add({"closed", to_string(date_of(*finding.closed_at)) + " by " + finding.closed_by + ": " +
                                finding.closing_note});
    show(session, card);
    show_actions(session, finding, on);
}

void add_raise(CLI::App& noun, Session& session) {
    auto options = std::make_shared<RaiseOptions>();
    CLI::App& verb =
        add_verb(noun, "raise", "Raises a finding of an audit.",
                 {"almirah finding raise U-2026-0001 --grade minor --clause 7.5.3 --due 2026-07-31 \\",
                  "    --text \"Desk D07 works by an old issue\" --document QP-07 --desk D07"});
    verb.add_option("AUDIT", options->finding.audit, "The audit")->required();
    verb.add_option("--grade", options->grade, "major, minor or observation")->required();
    verb.add_option("--text", options->finding.text, "What was found")->required();
    verb.add_option("--due", options->due_on, "By when it is to be closed")->required()->type_name("DATE");
    verb.add_option("--clause", options->finding.clause, "Of the standard; a nonconformity needs it");
    add_repeated(verb, "--document", options->finding.documents, "A document that it is about")
        ->type_name("NUMBER");
    verb.add_option("--desk", options->finding.desk, "Where it was found")->type_name("CODE");
    verb.add_option("--cause", options->finding.cause, "Why it came about, if that is known");
    verb.callback([&session, options] { raise_finding(session, *options); });
}

void add_actions(CLI::App& noun, Session& session) {
    auto ordering = std::make_shared<ActionOptions>();
    CLI::App& action = add_verb(noun, "action", "Orders a corrective action.",
                                {"almirah finding action F-2026-0001 --what \"Recall the old copies\" --by "
                                 "dinesh --due 2026-06-30 \\",
                                 "    --cause \"the copy at D07 had no number\""});
    action.add_option("FINDING", ordering->finding)->required();
    action.add_option("--what", ordering->action.what, "What is to be done")->required();
    action.add_option("--by", ordering->action.responsible, "Who is responsible")
        ->required()
        ->type_name("LOGIN");
    action.add_option("--due", ordering->due_on, "By when")->required()->type_name("DATE");
    action.add_option("--cause", ordering->cause, "Why the finding came about");
    action.callback([&session, ordering] { order_action(session, *ordering); });
    auto doing = std::make_shared<DoneOptions>();
    CLI::App& done = add_verb(
        noun, "done", "Notes that a corrective action is done, with evidence.",
        {"almirah --as dinesh finding done F-2026-0001 1 --evidence QP-07/4 --evidence QMS/2026/000004"});
    done.add_option("FINDING", doing->finding)->required();
    done.add_option("ACTION", doing->number, "Its number")->required();
    add_repeated(done, "--evidence", doing->evidence, "A record, or a revision of a document: QP-07/4")
        ->required()
        ->type_name("ID");
    done.add_option("--note", doing->note, "What is to be said about it");
    done.callback([&session, doing] { finish_action(session, *doing); });
    auto closing = std::make_shared<ClosingOptions>();
    CLI::App& close =
        add_verb(noun, "close", "Closes a finding about which all is done; not by who did it.",
                 {"almirah --as ravi finding close F-2026-0001 --note \"seen at D07 on 2026-07-02\""});
    close.add_option("FINDING", closing->finding)->required();
    close.add_option("--note", closing->note, "How it was seen that what was done helps")->required();
    close.callback([&session, closing] { close_finding(session, *closing); });
}

} // namespace

void add_finding(CLI::App& root, Session& session) {
    CLI::App& noun =
        add_noun(root, "finding", "What audits found, and the corrective actions.", group::audits);
    add_raise(noun, session);
    add_actions(noun, session);
    auto options = std::make_shared<FindingListOptions>();
    CLI::App& list =
        add_verb(noun, "list", "Lists findings.",
                 {"almirah finding list --open", "almirah finding list --overdue --on 2026-08-01",
                  "almirah finding list --document QP-07"});
    list.add_flag("--open", options->query.open, "Only those that are not closed");
    list.add_flag("--overdue", options->query.overdue, "Only those past their day, or that of an action");
    list.add_option("--audit", options->query.audit, "Of this audit")->type_name("AUDIT");
    list.add_option("--document", options->query.document, "About this document")->type_name("NUMBER");
    list.add_option("--on", options->on, "Overdue as of this date (default: today)")->type_name("DATE");
    list.callback([&session, options] { list_findings(session, *options); });
    auto showing = std::make_shared<Target>();
    add_target_verb(noun, session, "show", "Shows a finding with its corrective actions.",
                    {"almirah finding show F-2026-0001"}, "FINDING", showing, show_finding)
        .add_option("--on", showing->on, "Overdue as of this date (default: today)")
        ->type_name("DATE");
}

} // namespace almirah::cli
