// almirah audit plan|postpone|hold|close|list|show
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/names.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

struct AuditOptions {
    Audit audit;
    TextOptions title;
    std::string on;
    bool external = false;
};

void plan_audit(Session& session, AuditOptions options) {
    Audit& audit = options.audit;
    audit.kind = options.external ? AuditKind::external : AuditKind::internal;
    audit.title = text_of(options.title);
    audit.planned_on = date_of_option("--on", options.on);
    answer_with_id(session, "Planned audit", session.writing().audits().plan(audit));
}

void postpone_audit(Session& session, const Target& target) {
    const Date to = date_of_option("--to", target.on);
    session.writing().audits().postpone(target.id, to, target.reason);
    answer(session, "Planned " + target.id + " for " + to_string(to),
           {{"id", target.id}, {"planned_on", to_string(to)}});
}

struct HoldingOptions {
    std::string id, on, summary, report;
};

void hold_audit(Session& session, const HoldingOptions& options) {
    const Date on = options.on.empty() ? session.today() : date_of_option("--on", options.on);
    session.writing().audits().hold(options.id, on, options.summary, options.report);
    answer(session, "Noted that " + options.id + " was held on " + to_string(on),
           {{"id", options.id}, {"held_on", to_string(on)}});
}

struct AuditListOptions {
    AuditQuery query;
    std::string kind, state;
};

void list_audits(Session& session, AuditListOptions options) {
    if (!options.kind.empty()) options.query.kind = audit_kind_of("--kind", options.kind);
    if (!options.state.empty()) options.query.state = audit_state_of("--state", options.state);
    show_list(
        session, session.reading().audits().audits(options.query),
        {"audit", "kind", "state", "planned", "held", "certificate", "auditors", "~title"},
        [](const Audit& audit) {
            return std::vector<std::string>{audit.id,
                                            name_of(audit.kind),
                                            name_of(audit.state()),
                                            to_string(audit.planned_on),
                                            text_of(audit.held_on),
                                            audit.certificate,
                                            joined(audit.auditors),
                                            audit.title.text};
        },
        "audits");
}

void show_audit(Session& session, const Target& target) {
    const Audit audit = session.reading().audits().audit(target.id);
    if (session.json) return print_line(session, json_line(audit));
    Table card;
    card.add({"audit", audit.id});
    card.add({"title", audit.title.text});
    for (const auto& [tag, title] : audit.title.in)
        card.add({"title " + tag, title});
    card.add({"kind", name_of(audit.kind)});
    card.add({"state", name_of(audit.state())});
    if (!audit.scope.empty()) card.add({"scope", audit.scope});
    card.add({"auditors", joined(audit.auditors)});
    if (!audit.certificate.empty()) card.add({"certificate", audit.certificate});
    card.add({"planned", to_string(audit.planned_on) + " by " + audit.planned_by});
    if (audit.held_on) card.add({"held", to_string(*audit.held_on) + ", noted by " + audit.held_by});
    if (!audit.summary.empty()) card.add({"summary", audit.summary});
    if (!audit.report.empty()) card.add({"report", audit.report});
    if (audit.closed_at) card.add({"closed", to_string(*audit.closed_at) + " by " + audit.closed_by});
    show(session, card);
    const auto findings = session.reading().audits().findings({.audit = audit.id});
    if (findings.empty()) return session.note("No finding.");
    print_line(session, "");
    Table table({"finding", "grade", "clause", "due", "state", "~found"});
    for (const AuditFinding& finding : findings)
        table.add({finding.id, name_of(finding.grade), finding.clause, to_string(finding.due_on),
                   finding.open() ? "open" : "closed", finding.text});
    show(session, table);
}

void add_audit_changes(CLI::App& noun, Session& session) {
    auto options = std::make_shared<AuditOptions>();
    CLI::App& plan = add_verb(
        noun, "plan", "Plans an audit.",
        {"almirah audit plan --title \"Record room\" --auditor ravi --scope 7.5 --on 2026-06-10",
         "almirah audit plan --external --title \"Surveillance 1\" --auditor \"A. Rao\" --certificate QMS \\",
         "    --on 2027-03-18"});
    add_text(plan, "--title", options->title, "What it is called")->required();
    plan.add_option("--on", options->on, "When it is to be held")->required()->type_name("DATE");
    add_repeated(plan, "--auditor", options->audit.auditors, "A login, or the name of one from elsewhere")
        ->required();
    plan.add_flag("--external", options->external, "By a body; else it is the office's own");
    plan.add_option("--scope", options->audit.scope, "What is looked at");
    plan.add_option("--certificate", options->audit.certificate, "It is for this certificate")
        ->type_name("CODE");
    plan.callback([&session, options] { plan_audit(session, *options); });
    auto later = std::make_shared<Target>();
    CLI::App& postpone =
        add_target_verb(noun, session, "postpone", "Plans an audit for another day.",
                        {"almirah audit postpone U-2026-0001 --to 2026-06-24 --reason \"elections\""},
                        "AUDIT", later, postpone_audit);
    postpone.add_option("--to", later->on, "When it is to be held")->required()->type_name("DATE");
    postpone.add_option("--reason", later->reason, "Why")->required();
    auto holding = std::make_shared<HoldingOptions>();
    CLI::App& hold =
        add_verb(noun, "hold", "Notes that an audit was held.",
                 {"almirah audit hold U-2026-0001 --on 2026-06-10 --summary \"in order but for D07\" \\",
                  "    --report QMS/2026/000003"});
    hold.add_option("AUDIT", holding->id)->required();
    hold.add_option("--on", holding->on, "On this day (default: today)")->type_name("DATE");
    hold.add_option("--summary", holding->summary, "What was seen, in short")->required();
    hold.add_option("--report", holding->report, "The record that holds the report")->type_name("RECORD");
    hold.callback([&session, holding] { hold_audit(session, *holding); });
    add_target_verb(noun, session, "close", "Closes an audit; its findings are closed before.",
                    {"almirah audit close U-2026-0001"}, "AUDIT", std::make_shared<Target>(),
                    [](Session& running, const Target& target) {
                        running.writing().audits().close(target.id);
                        answer_with_id(running, "Closed audit", target.id);
                    });
}

} // namespace

void add_audit(CLI::App& root, Session& session) {
    CLI::App& noun =
        add_noun(root, "audit", "Internal and external audits: plan, hold, close.", group::audits);
    add_audit_changes(noun, session);
    auto options = std::make_shared<AuditListOptions>();
    CLI::App& list = add_verb(
        noun, "list", "Lists audits.",
        {"almirah audit list --state planned", "almirah audit list --kind external --certificate QMS"});
    list.add_option("--kind", options->kind, "internal or external");
    list.add_option("--state", options->state, "planned, held or closed");
    list.add_option("--certificate", options->query.certificate, "For this certificate")->type_name("CODE");
    list.callback([&session, options] { list_audits(session, *options); });
    add_target_verb(noun, session, "show", "Shows an audit with its findings.",
                    {"almirah audit show U-2026-0001"}, "AUDIT", std::make_shared<Target>(), show_audit);
}

} // namespace almirah::cli
