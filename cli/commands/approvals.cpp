// almirah approvals pending|list|show; what decides and what tells of it is in files of their own
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/names.hpp"
#include "cli/output/report.hpp"
#include "cli/text_file.hpp"
#include "cli/values.hpp"

#include <set>

namespace almirah::cli {
namespace {

std::string step_in_words(const RouteStep& step) {
    std::string who = step.person.empty() ? "role " + step.role : step.person;
    for (std::size_t comma = 0; (comma = who.find(',', comma)) != std::string::npos;)
        who.replace(comma, 1, " or ");
    if (step.quorum != 1) who = std::to_string(step.quorum) + " of " + who;
    return step.name.empty() ? who : step.name + " by " + who;
}

void pending(Session& session, const Target& target) {
    const auto waiting = session.reading().approvals().pending(target.id);
    Table table({"approval", "~subject", "by", "since", "by day", "step", "waits for"});
    for (const PendingApproval& line : waiting) {
        if (session.json)
            print_line(session, json_line(line));
        else
            table.add({line.approval.id, line.approval.subject, line.approval.submitted_by,
                       to_string(line.since), cli::text_of(line.due_on) + (line.overdue ? ", is past" : ""),
                       std::to_string(line.step + 1) + " of " +
                           std::to_string(line.approval.route.steps.size()) + ": " +
                           step_in_words(line.approval.route.steps.at(line.step)),
                       line.waiting.empty() ? "nobody" : joined(line.waiting)});
    }
    if (waiting.empty())
        session.note("Nothing waits for approval.");
    else if (!session.json)
        show(session, table);
}

void list_approvals(Session& session) {
    const auto approvals = session.reading().approvals().list();
    Table table({"approval", "state", "~subject", "by", "submitted", "route"});
    for (const Approval& approval : approvals) {
        if (session.json)
            print_line(session, json_line(approval, {}));
        else
            table.add({approval.id, name_of(approval.state), approval.subject, approval.submitted_by,
                       to_string(date_of(approval.submitted_at)), approval.route.code});
    }
    if (approvals.empty())
        session.note("No approvals.");
    else if (!session.json)
        show(session, table);
}

/// Each once, whichever of its open steps it is.
std::vector<std::string> waiting_for(Session& session, const std::string& id) {
    std::set<std::string> waiting;
    for (const PendingApproval& line : session.reading().approvals().pending())
        if (line.approval.id == id) waiting.insert(line.waiting.begin(), line.waiting.end());
    return {waiting.begin(), waiting.end()};
}

std::string decision_in_words(const Decision& decision) {
    constexpr const char* done[] = {" approved", " rejected", " returned it", " abstained"};
    return to_string(decision.at) + "  " + decision.by + done[static_cast<std::size_t>(decision.vote)] +
           (decision.for_person.empty() ? "" : " for " + decision.for_person) +
           (decision.reason.empty() ? "" : ": " + decision.reason) +
           (decision.signature.empty() ? "" : "; signed");
}

void show_approval(Session& session, const Target& target) {
    const Approval approval = session.reading().approvals().get(target.id);
    const std::vector<std::string> waiting = waiting_for(session, target.id);
    if (session.json) return print_line(session, json_line(approval, waiting));
    Table card;
    card.add({"approval", approval.id});
    card.add({"subject", approval.subject});
    card.add({"state", name_of(approval.state)});
    card.add({"submitted", to_string(approval.submitted_at) + " by " + approval.submitted_by});
    if (approval.author != approval.submitted_by) card.add({"author", approval.author});
    if (!approval.coauthors.empty()) card.add({"also wrote", joined(approval.coauthors)});
    card.add({"sha256", approval.digest});
    card.add({"route", approval.route.code});
    for (std::size_t i = 0; i < approval.route.steps.size(); ++i) {
        card.add({"step " + std::to_string(i + 1), step_in_words(approval.route.steps[i])});
        for (const Decision& decision : approval.decisions)
            if (decision.step == i) card.add({"", decision_in_words(decision)});
    }
    for (const Comment& comment : approval.comments)
        card.add({"comment", to_string(comment.at) + "  " + comment.by + ": " + comment.text});
    if (!waiting.empty()) card.add({"waits for", joined(waiting)});
    if (!approval.note.empty()) card.add({"note", approval.note});
    show(session, card);
}

/// What was signed, and the signature, as files for ssh-keygen -Y verify.
void write_signatures(Session& session, const Target& target) {
    int number = 0, written = 0;
    for (const SignedDecision& decision : session.reading().approvals().signed_decisions(target.id)) {
        ++number;
        if (decision.signature.empty()) continue;
        const std::string stem = target.id + "." + std::to_string(number) + "." + decision.by;
        write_new_text(stem + ".txt", decision.text);
        write_new_text(stem + ".txt.sig", decision.signature);
        print_line(session, "Wrote " + stem + ".txt and its .sig");
        ++written;
    }
    if (written == 0) session.note("No decision on " + target.id + " is signed.");
}

} // namespace

void add_approvals(CLI::App& root, Session& session) {
    CLI::App& approvals =
        add_noun(root, "approvals", "What waits for whose approval, and who decided what.", group::documents);
    auto target = std::make_shared<Target>();
    CLI::App& verb = add_verb(approvals, "pending", "Lists what waits for approval.",
                              {"almirah approvals pending", "almirah approvals pending --for ravi"});
    verb.add_option("--for", target->id, "Only what this person may decide")->type_name("PERSON");
    verb.callback([&session, target] { pending(session, *target); });
    CLI::App& list = add_verb(approvals, "list", "Lists all approvals.", {"almirah approvals list"});
    list.callback([&session] { list_approvals(session); });
    add_target_verb(approvals, session, "show", "Shows an approval: its route, the decisions, what waits.",
                    {"almirah approvals show A-2026-0001"}, "APPROVAL", std::make_shared<Target>(),
                    show_approval);
    add_approval_decisions(approvals, session);
    add_approval_history(approvals, session);
    add_target_verb(approvals, session, "signatures",
                    "Writes the words of each signed decision and its signature into the current folder.",
                    {"almirah approvals signatures A-2026-0001",
                     "ssh-keygen -Y verify -n almirah-approval -f allowed_signers -I asha -s "
                     "A-2026-0001.1.asha.txt.sig < A-2026-0001.1.asha.txt"},
                    "APPROVAL", std::make_shared<Target>(), write_signatures);
}

} // namespace almirah::cli
