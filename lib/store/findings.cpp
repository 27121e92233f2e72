// What audits found, and the corrective actions: done with evidence, judged by somebody else.
#include "model/document.hpp"
#include "model/permission.hpp"
#include "store/audits.hpp"
#include "store/office_check.hpp"
#include "store/refusals.hpp"

#include <algorithm>

namespace almirah {

namespace {

std::vector<std::string> each_once(std::vector<std::string> names) {
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

void put(Turn& turn, const char* operation, const AuditFinding& finding, const std::string& said,
         const std::string& reason = {}) {
    Draft draft = turn.begin(operation);
    draft.put(format::finding_path(finding.id), finding);
    draft.subject("finding", finding.id);
    draft.subject("audit", finding.audit);
    for (const auto& document : finding.documents)
        draft.subject("document", document);
    draft.say(said, reason);
    turn.commit(std::move(draft));
}

AuditFinding require_finding(Engine& engine, const std::string& id) {
    const auto parts = base::parse_serial_id(id);
    if (!parts || parts->kind != 'F')
        throw Error(Code::not_found, "no finding " + id + "; list the findings there are");
    return engine.require<AuditFinding>(format::finding_path(id), "finding " + id,
                                        "list the findings there are");
}

void require_open(const AuditFinding& finding) {
    if (!finding.open())
        throw Error(Code::conflict, "the finding " + finding.id + " was closed by " + finding.closed_by +
                                        "; raise another one if it shows again");
}

/// What a caller may say of a new finding; the rest is noted later.
AuditFinding raised(const AuditFinding& input) {
    AuditFinding finding;
    finding.audit = input.audit;
    finding.grade = input.grade;
    finding.clause = input.clause;
    finding.text = input.text;
    finding.documents = each_once(input.documents);
    finding.desk = input.desk;
    finding.cause = input.cause;
    finding.due_on = input.due_on;
    return finding;
}

void require_sound(Engine& engine, const AuditFinding& finding) {
    if (finding.text.empty())
        throw Error(Code::invalid_argument, "the finding has no text; say what was found");
    if (finding.clause.empty() && finding.grade != FindingGrade::observation)
        throw Error(Code::invalid_argument, "a nonconformity needs the clause that it is against; give it, "
                                            "or raise an observation");
    for (const auto& number : finding.documents)
        (void)engine.document(number);
    if (!finding.desk.empty())
        (void)engine.require<Desk>(format::desk_path(finding.desk), "desk " + finding.desk, "add it first");
}

CorrectiveAction& action_of(AuditFinding& finding, int number) {
    for (auto& action : finding.actions)
        if (action.number == number) return action;
    throw Error(Code::not_found, finding.id + " has no action " + std::to_string(number) +
                                     "; show the finding for its actions");
}

/// Who is responsible, or looks after audits.
void require_may_finish(const Turn& turn, Engine& engine, const AuditFinding& finding,
                        const CorrectiveAction& action) {
    constexpr const char* needed = "audit.manage";
    const std::string& login = turn.actor().login;
    if (action.responsible == login || model::grants(turn.actor(), engine.all<Role>("roles"), needed)) return;
    refuse(engine, needed, finding.id,
           login + " neither is responsible for action " + std::to_string(action.number) + " of " +
               finding.id + " nor has the permission " + needed + "; " + action.responsible +
               " is to say that it is done");
}

void require_evidence(Engine& engine, const std::string& name, Date today) {
    const auto parts = model::parse_evidence(name);
    if (!parts)
        throw Error(Code::invalid_argument, "'" + name +
                                                "' is no evidence; expected the id of a record, as "
                                                "LR/2026/000001, or a revision, as QP-07/4");
    if (!parts->record.empty()) return require_whole_record(engine, parts->record);
    const Document document = engine.document(parts->document);
    if (!model::issue_of(document, parts->revision))
        throw Error(Code::not_found, document.number + " has no revision " + std::to_string(parts->revision) +
                                         "; show the document for those it has");
    const RevisionState state = state_on(document, parts->revision, today);
    if (state == RevisionState::draft || state == RevisionState::in_review)
        throw Error(Code::conflict, name + " is " + format::name_of(state) +
                                        " and bears nothing out; have it approved first");
}

std::string number_and_name(const CorrectiveAction& action, const AuditFinding& finding) {
    return "action " + std::to_string(action.number) + " of " + finding.id;
}

bool is_asked_for(const FindingQuery& query, const AuditFinding& finding, Date on) {
    if (!query.audit.empty() && finding.audit != query.audit) return false;
    if (!query.document.empty() && std::find(finding.documents.begin(), finding.documents.end(),
                                             query.document) == finding.documents.end())
        return false;
    return (!query.open || finding.open()) && (!query.overdue || finding.overdue_on(on));
}

} // namespace

std::vector<AuditFinding> findings_of(Engine& engine, const FindingQuery& query) {
    const Date on = query.on.value_or(engine.today());
    auto findings = engine.all<AuditFinding>("findings");
    std::erase_if(findings, [&](const AuditFinding& finding) { return !is_asked_for(query, finding, on); });
    return findings;
}

std::string Audits::raise(const AuditFinding& input) {
    Turn turn(*engine_, "audit.find", input.audit);
    if (require_audit(*engine_, input.audit).closed_at)
        throw Error(Code::conflict,
                    "the audit " + input.audit + " is closed; raise the finding of an open one");
    AuditFinding finding = raised(input);
    require_sound(*engine_, finding);
    require_to_come(turn, finding.due_on, "the finding");
    finding.id = turn.next_serial_id('F');
    finding.raised_by = turn.actor().login;
    finding.raised_at = turn.now();
    put(turn, "finding.raise", finding,
        "Raise the finding " + finding.id + " (" + format::name_of(finding.grade) + ") of " + finding.audit,
        finding.text);
    return finding.id;
}

int Audits::add_action(const std::string& id, const CorrectiveAction& input, const std::string& cause) {
    Turn turn(*engine_, "audit.manage", id);
    AuditFinding finding = require_finding(*engine_, id);
    require_open(finding);
    if (input.what.empty())
        throw Error(Code::invalid_argument, "the action does not say what is to be done; give it");
    (void)require_active(*engine_, input.responsible);
    require_to_come(turn, input.due_on, "the action");
    CorrectiveAction action;
    action.number = int(finding.actions.size()) + 1;
    action.what = input.what;
    action.responsible = input.responsible;
    action.due_on = input.due_on;
    action.ordered_by = turn.actor().login;
    finding.actions.push_back(action);
    if (!cause.empty()) finding.cause = cause;
    put(turn, "finding.action", finding,
        "New " + number_and_name(action, finding) + ": " + action.responsible + " by " +
            to_string(action.due_on),
        action.what);
    return action.number;
}

void Audits::finish_action(const std::string& id, int number, const std::vector<std::string>& evidence,
                           const std::string& note) {
    if (evidence.empty())
        throw Error(Code::invalid_argument, "an action is done only with evidence; name a record, or a "
                                            "revision of a document");
    Turn turn(*engine_, any_person, id);
    AuditFinding finding = require_finding(*engine_, id);
    CorrectiveAction& action = action_of(finding, number);
    require_may_finish(turn, *engine_, finding, action);
    require_open(finding);
    if (!action.open())
        throw Error(Code::conflict, number_and_name(action, finding) + " was done by " + action.done_by +
                                        " already; add another action if more is to be done");
    action.evidence = each_once(evidence);
    for (const auto& name : action.evidence)
        require_evidence(*engine_, name, turn.today());
    action.done_at = turn.now();
    action.done_by = turn.actor().login;
    action.note = note;
    put(turn, "finding.finish-action", finding, "Done: " + number_and_name(action, finding), note);
}

void Audits::close_finding(const std::string& id, const std::string& note) {
    if (note.empty())
        throw Error(Code::invalid_argument,
                    "closing a finding needs a note; say how it was seen that what was done helps");
    Turn turn(*engine_, "audit.find", id);
    AuditFinding finding = require_finding(*engine_, id);
    const std::string& login = turn.actor().login;
    if (const auto why = model::why_not_closable(finding); !why.empty())
        throw Error(Code::conflict, "the finding " + id + " " + why);
    if (model::acted_on(finding, login))
        refuse(*engine_, "own-action", id,
               login + " is responsible for an action on " + id +
                   ", or did it, and does not judge it; another one with audit.find has to close it");
    finding.closed_at = turn.now();
    finding.closed_by = login;
    finding.closing_note = note;
    put(turn, "finding.close", finding, "Close the finding " + id, note);
}

std::vector<AuditFinding> Audits::findings(const FindingQuery& query) const {
    if (!query.audit.empty()) (void)require_audit(*engine_, query.audit);
    if (!query.document.empty()) (void)engine_->document(query.document);
    return findings_of(*engine_, query);
}

AuditFinding Audits::finding(const std::string& id) const {
    return require_finding(*engine_, id);
}

} // namespace almirah
