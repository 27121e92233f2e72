// Evidence on who may do what, who decided what, and whose signature is under it.
#include "format/decision.hpp"
#include "store/evidence.hpp"
#include "store/refusals.hpp"

#include <algorithm>
#include <map>

namespace almirah {

namespace {

std::string step_name(const Approval& approval, const Decision& decision) {
    return decision.step < approval.route.steps.size() ? approval.route.steps[decision.step].name : "";
}

/// What the check of signatures says of a decision.
std::string judgement(const Evidence& evidence, const Approval& approval, std::size_t number) {
    const auto fault = evidence.judged.faults.find({approval.id, number});
    if (fault != evidence.judged.faults.end()) return fault->second;
    if (approval.decisions[number].signature.empty()) return "unsigned";
    return evidence.plan.dry_run ? "" : "valid";
}

/// Puts what was signed beside its signature, for ssh-keygen; returns its name in the pack.
std::string enclose_decision(Evidence& evidence, const Approval& approval, std::size_t number) {
    const Decision& decision = approval.decisions[number];
    if (decision.signature.empty()) return "";
    const std::string path = "decisions/" + approval.id + "." + std::to_string(number + 1) + ".txt";
    evidence.enclose(path, format::decision_text(evidence.engine.identity(), approval, decision));
    evidence.enclose(path + ".sig", decision.signature);
    return path;
}

void add_approval(Evidence& evidence, const Approval& approval) {
    const Evidence::Row head{approval.id,
                             approval.subject,
                             approval.digest,
                             approval.route.code,
                             approval.author,
                             approval.submitted_by,
                             to_string(approval.submitted_at),
                             format::name_of(approval.state)};
    bool decided = false;
    for (std::size_t i = 0; i < approval.decisions.size(); ++i) {
        const Decision& decision = approval.decisions[i];
        if (!evidence.by_end(decision.at)) continue;
        decided = true;
        Evidence::Row row = head;
        for (auto& cell : Evidence::Row{
                 std::to_string(decision.step + 1), step_name(approval, decision), decision.by,
                 decision.for_person, format::name_of(decision.vote), to_string(decision.at), decision.reason,
                 judgement(evidence, approval, i), enclose_decision(evidence, approval, i)})
            row.push_back(std::move(cell));
        evidence.add(std::move(row));
    }
    if (decided) return;
    Evidence::Row row = head;
    row.resize(exchange::audit_table("approvals")->columns.size());
    evidence.add(std::move(row));
}

} // namespace

void gather_approvals(Evidence& evidence) {
    evidence.engine.each<Approval>("approvals", [&](const Approval& approval) {
        const bool decided =
            std::any_of(approval.decisions.begin(), approval.decisions.end(),
                        [&](const Decision& decision) { return evidence.within(decision.at); });
        if (decided || evidence.within(approval.submitted_at) || evidence.within(approval.ended_at))
            add_approval(evidence, approval);
    });
}

/// How often, not by whom: who tried what is personal data, and proves nothing (docs/threat-model.md).
void gather_refused(Evidence& evidence) {
    struct Count {
        std::size_t attempts = 0;
        Instant first{}, last{};
    };
    std::map<std::string, Count> counts;
    for (const auto& attempt : refused_attempts(evidence.engine)) {
        if (!evidence.within(attempt.at)) continue;
        Count& count = counts[attempt.rule];
        if (count.attempts++ == 0) count.first = attempt.at;
        count.last = attempt.at;
    }
    for (const auto& [rule, count] : counts)
        evidence.add({rule, std::to_string(count.attempts), to_string(count.first), to_string(count.last)});
}

void gather_people(Evidence& evidence) {
    for (const auto& person : evidence.engine.all<Person>("people"))
        evidence.add({person.login, person.name, cell_of_all(person.roles), cell(person.active)});
}

void gather_roles(Evidence& evidence) {
    for (const auto& role : evidence.engine.all<Role>("roles"))
        evidence.add({role.code, cell(evidence, role.title), cell_of_all(role.permissions)});
}

void gather_delegations(Evidence& evidence) {
    for (const auto& delegation : evidence.engine.all<Delegation>("delegations")) {
        const bool begun = delegation.from <= evidence.plan.until && evidence.by_end(delegation.made_at);
        const bool ended =
            delegation.until < evidence.plan.from ||
            (delegation.ended_at && evidence.day_of(*delegation.ended_at) < evidence.plan.from);
        if (!begun || ended) continue;
        evidence.add({delegation.id, delegation.by, delegation.to, to_string(delegation.from),
                      to_string(delegation.until),
                      delegation.routes.empty() ? "all" : cell_of_all(delegation.routes), delegation.reason,
                      cell(delegation.ended_at), delegation.ended_by, delegation.end_reason});
    }
}

void gather_keys(Evidence& evidence) {
    for (const auto& key : evidence.engine.all<SigningKey>("keys")) {
        if (!key.approved_at) continue;
        const Instant from = key.valid_from ? std::max(*key.valid_from, *key.approved_at) : *key.approved_at;
        std::optional<Instant> until = key.valid_until;
        if (key.revoked_from) until = until ? std::min(*until, *key.revoked_from) : key.revoked_from;
        if (!evidence.overlaps(from, until)) continue;
        evidence.add({key.login, std::to_string(key.number), fingerprint(key.key), key.approved_by,
                      cell(key.approved_at), cell(key.valid_from), cell(key.valid_until),
                      cell(key.revoked_from), key.revoked_reason});
    }
}

} // namespace almirah
