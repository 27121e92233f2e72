#include "store/approval_check.hpp"

#include "store/route.hpp"

namespace almirah {

namespace {

/// Whether its route is the one that was submitted; its decisions, taken one after the other, carry it to its
/// end; and nobody decided a step twice.
bool is_founded(const Approval& approval) {
    if (!approval.subject_digest.empty() &&
        approval.digest != digest_with(approval.subject_digest, approval.route))
        return false;
    std::set<std::pair<std::size_t, std::string>> turns;
    Approval replayed = approval;
    replayed.state = ApprovalState::pending;
    replayed.decisions.clear();
    try {
        for (const auto& decision : approval.decisions) {
            if (!turns.insert({decision.step, decision.by}).second) return false;
            replayed = model::decided(std::move(replayed), decision);
        }
    } catch (const Error&) {
        return false;
    }
    return replayed.state == ApprovalState::approved;
}

const std::string* find_approval(const Expectation& expected, const std::string& id) {
    const auto parts = base::parse_serial_id(id);
    if (!parts || parts->kind != 'A') return nullptr;
    const auto found = expected.things.find(format::approval_path(id));
    return found == expected.things.end() ? nullptr : &found->second;
}

void check_document(const Expectation& expected, const Document& document, Verification& result) {
    for (const auto& revision : document.revisions) {
        if (revision.state != RevisionState::approved && revision.state != RevisionState::obsolete) continue;
        const auto* bytes = find_approval(expected, revision.approval);
        if (bytes && format::decode<Approval>(*bytes, revision.approval).state == ApprovalState::approved)
            continue;
        result.findings.push_back({"document-unapproved", Severity::error,
                                   document.number + "/" + std::to_string(revision.number),
                                   "was issued without an approval; find out who wrote this entry"});
    }
}

} // namespace

void find_unfounded(const Expectation& expected, Verification& result) {
    for (const auto& [path, bytes] : expected.things) {
        if (format::kind_of(path) == "documents")
            check_document(expected, format::decode<Document>(bytes, path), result);
        if (format::kind_of(path) != "approvals") continue;
        const auto approval = format::decode<Approval>(bytes, path);
        if (approval.state == ApprovalState::approved && !is_founded(approval))
            result.findings.push_back({"approval-unfounded", Severity::error, approval.id,
                                       "is approved without the decisions that its route asks for; find out "
                                       "who wrote this entry"});
    }
}

} // namespace almirah
