// Approvals: whose turn it is and what a decision makes of it (R03, R17, R18, R19).
#include "model/approve.hpp"

#include "almirah/error.hpp"

#include <algorithm>
#include <set>

namespace almirah::model {

namespace {

const char* state_in_words(ApprovalState state) {
    switch (state) {
    case ApprovalState::pending:
        return "pending";
    case ApprovalState::approved:
        return "approved already";
    case ApprovalState::rejected:
        return "rejected already";
    case ApprovalState::withdrawn:
        return "withdrawn";
    case ApprovalState::voided:
        return "void, for what it was about has changed";
    }
    return "";
}

/// A decision that counts: for this step, and for exactly what was submitted.
bool counts(const Approval& approval, const Decision& decision, std::size_t step) {
    return decision.step == step && decision.approved && decision.digest == approval.digest;
}

bool has_role_of(const Person& person, const RouteStep& step) {
    const auto roles = roles_of(step);
    return std::any_of(roles.begin(), roles.end(),
                       [&](const auto& role) { return person.roles.count(role) > 0; });
}

std::string step_in_words(const RouteStep& step) {
    if (!step.person.empty()) return "the route asks for " + step.person;
    std::string roles;
    for (const std::string& role : roles_of(step))
        roles += (roles.empty() ? "" : " or ") + role;
    return "the route asks for role " + roles;
}

std::string why_not_again(const Approval& approval, const Person& person, std::size_t step) {
    for (const Decision& decision : approval.decisions) {
        if (decision.by != person.login) continue;
        if (decision.step == step) return person.login + " has decided this step";
        if (approval.route.distinct_people)
            return person.login + " has decided another step, and the route asks for different people";
    }
    return {};
}

} // namespace

std::vector<std::string> roles_of(const RouteStep& step) {
    std::vector<std::string> roles;
    for (std::size_t begin = 0; begin < step.role.size();) {
        const std::size_t comma = std::min(step.role.find(',', begin), step.role.size());
        if (comma > begin) roles.push_back(step.role.substr(begin, comma - begin));
        begin = comma + 1;
    }
    return roles;
}

std::optional<std::size_t> waiting_step(const Approval& approval) {
    if (approval.state != ApprovalState::pending) return std::nullopt;
    for (std::size_t step = 0; step < approval.route.steps.size(); ++step) {
        const auto given = std::count_if(approval.decisions.begin(), approval.decisions.end(),
                                         [&](const Decision& d) { return counts(approval, d, step); });
        if (given < approval.route.steps[step].quorum) return step;
    }
    return std::nullopt;
}

std::string why_not(const Approval& approval, const Person& person) {
    if (!person.active) return person.login + " is no longer active";
    const auto step = waiting_step(approval);
    if (!step) return "approval " + approval.id + " is " + state_in_words(approval.state);
    const Route& route = approval.route;
    if (route.author_excluded && person.login == approval.author)
        return person.login + " made it, and nobody approves what they made; somebody else must decide";
    if (route.author_excluded && person.login == approval.submitted_by)
        return person.login +
               " submitted it, and nobody approves what they submitted; somebody else must decide";
    const RouteStep& waiting = route.steps[*step];
    const bool asked = waiting.person.empty() ? has_role_of(person, waiting) : person.login == waiting.person;
    if (!asked) return person.login + " is not asked: " + step_in_words(waiting);
    return why_not_again(approval, person, *step);
}

std::vector<std::string> may_decide(const Approval& approval, const std::vector<Person>& people) {
    std::vector<std::string> logins;
    for (const Person& person : people) {
        if (why_not(approval, person).empty()) logins.push_back(person.login);
    }
    return logins;
}

Approval decided(Approval approval, const Decision& decision) {
    const auto step = waiting_step(approval);
    if (!step)
        throw Error(Code::conflict, "approval " + approval.id + " is " + state_in_words(approval.state));
    if (decision.digest != approval.digest)
        throw Error(Code::conflict, "approval " + approval.id +
                                        " is about other content than was decided on; look at it again");
    approval.decisions.push_back(decision);
    approval.decisions.back().step = *step;
    if (!decision.approved) {
        approval.state = ApprovalState::rejected;
    } else if (!waiting_step(approval)) {
        approval.state = ApprovalState::approved;
    }
    return approval;
}

std::string fault_of(const Route& route) {
    if (route.steps.empty()) return "route " + route.code + " has no steps";
    std::set<std::string> named;
    for (std::size_t i = 0; i < route.steps.size(); ++i) {
        const RouteStep& step = route.steps[i];
        const std::string where = "step " + std::to_string(i + 1) + " of route " + route.code;
        if (step.role.empty() == step.person.empty()) return where + " needs either a role or a person";
        if (step.person.empty() && roles_of(step).empty()) return where + " names no role";
        if (step.quorum < 1) return where + " has a quorum below 1";
        if (!step.person.empty() && step.quorum > 1) return where + " asks one person for several approvals";
        if (!step.person.empty() && !named.insert(step.person).second && route.distinct_people)
            return where + " asks " + step.person + " again, and the route asks for different people";
    }
    return {};
}

} // namespace almirah::model
