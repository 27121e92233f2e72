#include "store/approval_check.hpp"

#include "store/route.hpp"

#include <algorithm>

namespace almirah {

bool is_founded(const Approval& approval) {
    if (!approval.subject_digest.empty() &&
        approval.digest != digest_with(approval.subject_digest, approval.route))
        return false;
    Approval replayed = approval;
    replayed.state = ApprovalState::pending;
    replayed.decisions.clear();
    try {
        for (const auto& decision : approval.decisions) {
            for (const auto& login : {decision.by, decision.for_person})
                if (!login.empty() && !model::why_excluded(replayed, login, decision.step).empty())
                    return false;
            replayed = model::decided(std::move(replayed), decision);
        }
    } catch (const Error&) {
        return false;
    }
    return replayed.state == ApprovalState::approved;
}

namespace {

bool is_approved(const Expectation& expected, const std::string& id, const std::string& subject) {
    const auto parts = base::parse_serial_id(id);
    if (!parts || parts->kind != 'A') return false;
    const auto found = expected.approvals.find(format::approval_path(id));
    return found != expected.approvals.end() && found->second.approved && found->second.subject == subject;
}

/// Decided by the right number of people, each of whom the register knows.
bool is_borne_out(const Expectation& expected, const Expectation::Approved& approval) {
    return approval.founded &&
           std::all_of(approval.deciders.begin(), approval.deciders.end(),
                       [&](const std::string& login) { return expected.people.contains(login); });
}

/// Files that left a record which stays must have left it under a disposal that was carried out for it.
void find_unexplained(const Expectation& expected, Verification& result) {
    for (const auto& [id, records] : expected.took) {
        const auto parts = base::parse_serial_id(id);
        const auto disposal = parts && parts->kind == 'D' ? expected.disposals.find(format::disposal_path(id))
                                                          : expected.disposals.end();
        for (const auto& record : records)
            if (disposal == expected.disposals.end() || !disposal->second.done.contains(record))
                result.findings.push_back(
                    {"content-gone-unexplained", Severity::error, record,
                     "says that " + id +
                         " took content of it, which the register does not bear out; find "
                         "out who wrote this entry"});
    }
}

} // namespace

void find_unlawful(const Expectation& expected, Verification& result) {
    const auto find = [&](const char* code, Severity severity, const std::string& object,
                          const char* message) {
        result.findings.push_back({code, severity, object, message});
    };
    for (const auto& [path, disposal] : expected.disposals)
        if (disposal.begun && !is_approved(expected, disposal.approval, "disposal " + disposal.id))
            find("disposal-unapproved", Severity::error, disposal.id,
                 "was carried out without an approval; find out who wrote this entry");
    for (const auto& [path, approval] : expected.approvals)
        if (approval.approved && !is_borne_out(expected, approval))
            find("approval-unfounded", Severity::error, approval.id,
                 "is approved without the decisions that its route asks for; find out who wrote this entry");
    for (const auto& issue : expected.issued)
        if (!is_approved(expected, issue.approval, "document " + issue.revision))
            find("document-unapproved", Severity::error, issue.revision,
                 "was issued without an approval; find out who wrote this entry");
    find_unexplained(expected, result);
}

} // namespace almirah
