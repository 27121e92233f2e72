// Approvals: whose turn it is and what a decision makes of it (R03, R17, R18, R19).
#include "model/approve.hpp"

#include "almirah/error.hpp"

#include <algorithm>

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
    case ApprovalState::returned:
        return "returned for change";
    }
    return "";
}

/// A decision that counts: for this step, and for exactly what was submitted.
bool counts(const Approval& approval, const Decision& decision, std::size_t step) {
    return decision.step == step && decision.approved() && decision.digest == approval.digest;
}

bool is_done(const Approval& approval, std::size_t step) {
    const auto given = std::count_if(approval.decisions.begin(), approval.decisions.end(),
                                     [&](const Decision& d) { return counts(approval, d, step); });
    return given >= approval.route.steps[step].quorum;
}

/// Whether it opens after all before it, or with the one before.
bool begins_group(const Route& route, std::size_t step) {
    return step == 0 || !route.steps[step].beside;
}

std::size_t group_of(const Route& route, std::size_t step) {
    while (!begins_group(route, step))
        --step;
    return step;
}

bool has_one_of(const Person& person, const std::vector<std::string>& roles) {
    return std::any_of(roles.begin(), roles.end(),
                       [&](const auto& role) { return person.roles.count(role) > 0; });
}

bool is_asked(const Person& person, const RouteStep& step) {
    return step.person.empty() ? has_one_of(person, roles_of(step)) : person.login == step.person;
}

std::string step_in_words(const RouteStep& step) {
    return "the route asks for " + asked_in_words(step);
}

/// He did it himself, or it was done for him: a delegate's decision uses up both turns.
bool took_part(const Decision& decision, const std::string& login) {
    return decision.by == login || decision.for_person == login;
}

} // namespace

std::string why_excluded(const Approval& approval, const std::string& login, std::size_t step) {
    const Route& route = approval.route;
    if (route.author_excluded && login == approval.author)
        return login + " made it, and nobody approves what they made; somebody else must decide";
    if (route.author_excluded && approval.coauthors.contains(login))
        return login + " wrote part of it, and nobody approves what they wrote; somebody else must decide";
    if (route.author_excluded && login == approval.submitted_by)
        return login + " submitted it, and nobody approves what they submitted; somebody else must decide";
    for (const Decision& decision : approval.decisions) {
        if (!took_part(decision, login)) continue;
        if (decision.step == step) return login + " has decided this step";
        if (route.distinct_people)
            return login + " has decided another step, and the route asks for different people";
    }
    return {};
}

namespace {

/// Another's right that somebody made over to himself is lent by nobody.
bool is_taken(const Delegation& delegation) {
    return delegation.made_by == delegation.to && delegation.by != delegation.to;
}

bool covers(const Delegation& delegation, const Route& route) {
    return !delegation.ended_at && !is_taken(delegation) &&
           (delegation.routes.empty() || delegation.routes.contains(route.code));
}

/// A person's own turn at a step, whether or not he is excluded from it; none where the step never asks him.
std::optional<Seat> own_seat(const Approval& approval, std::size_t step, const Person& person,
                             int utc_offset_minutes) {
    const RouteStep& asked = approval.route.steps[step];
    if (!person.active) return std::nullopt;
    if (is_asked(person, asked)) return Seat{step, person.login};
    const auto due = due_on(approval, step, utc_offset_minutes);
    if (!due || !has_one_of(person, roles_in(asked.escalate_to))) return std::nullopt;
    return Seat{step, person.login, "", "", add(*due, {.days = 1}), {}};
}

const Person* find_active(const std::vector<Person>& people, const std::string& login) {
    const auto found = std::find_if(people.begin(), people.end(),
                                    [&](const Person& p) { return p.login == login && p.active; });
    return found == people.end() ? nullptr : &*found;
}

/// The turn with a delegate in it, on the days that both leave.
Seat lent(Seat seat, const Delegation& delegation) {
    seat.for_person = seat.person;
    seat.person = delegation.to;
    seat.delegation = delegation.id;
    seat.from = seat.from ? std::max(*seat.from, delegation.from) : delegation.from;
    seat.until = delegation.until;
    return seat;
}

void add_seats(const Approval& approval, std::size_t step, const Deciders& deciders,
               std::vector<Seat>& seats) {
    for (const Person& person : deciders.people) {
        const auto own = own_seat(approval, step, person, deciders.utc_offset_minutes);
        if (!own || !why_excluded(approval, person.login, step).empty()) continue;
        seats.push_back(*own);
        for (const Delegation& delegation : deciders.delegations) {
            if (delegation.by != person.login || !covers(delegation, approval.route)) continue;
            if (!find_active(deciders.people, delegation.to)) continue;
            if (!why_excluded(approval, delegation.to, step).empty()) continue;
            const Seat seat = lent(*own, delegation);
            if (*seat.from <= *seat.until) seats.push_back(seat);
        }
    }
}

/// What keeps a delegate out although the one who is away is asked; empty when nobody asked delegated.
std::string why_not_lent(const Approval& approval, const std::string& login, const Deciders& deciders,
                         Date day) {
    for (const Delegation& delegation : deciders.delegations) {
        if (delegation.to != login || !covers(delegation, approval.route)) continue;
        if (day < delegation.from || day > delegation.until) continue;
        const Person* away = find_active(deciders.people, delegation.by);
        for (const std::size_t step : waiting_steps(approval)) {
            if (!away || !own_seat(approval, step, *away, deciders.utc_offset_minutes)) continue;
            const std::string why = why_excluded(approval, away->login, step);
            if (!why.empty()) return login + " cannot decide for " + away->login + ": " + why;
        }
    }
    return {};
}

std::string fault_of_step(const RouteStep& step) {
    if (step.role.empty() == step.person.empty()) return " needs either a role or a person";
    if (step.person.empty() && roles_of(step).empty()) return " names no role";
    if (step.quorum < 1) return " has a quorum below 1";
    if (!step.person.empty() && step.quorum > 1) return " asks one person for several approvals";
    if (step.within_days && *step.within_days < 1) return " has a deadline below one day";
    if (!step.escalate_to.empty() && !step.within_days) return " escalates, and has no deadline";
    if (!step.escalate_to.empty() && roles_in(step.escalate_to).empty()) return " escalates to no role";
    return {};
}

/// An empty list asks for nothing; else something must be in both.
bool meet(const std::set<std::string>& wanted, const std::set<std::string>& there) {
    return wanted.empty() ||
           std::any_of(wanted.begin(), wanted.end(), [&](const auto& one) { return there.contains(one); });
}

} // namespace

std::vector<std::string> roles_in(const std::string& codes) {
    std::vector<std::string> roles;
    for (std::size_t begin = 0; begin < codes.size();) {
        const std::size_t comma = std::min(codes.find(',', begin), codes.size());
        if (comma > begin) roles.push_back(codes.substr(begin, comma - begin));
        begin = comma + 1;
    }
    return roles;
}

std::vector<std::string> roles_of(const RouteStep& step) {
    return roles_in(step.role);
}

std::string asked_in_words(const RouteStep& step) {
    if (!step.person.empty()) return step.person;
    std::string roles;
    for (const std::string& role : roles_of(step))
        roles += (roles.empty() ? "" : " or ") + role;
    return "role " + roles;
}

namespace {

/// Of what its subject may become another; the kind stays.
bool asks_by_subject(const StepCondition& only, const Submitted& submitted) {
    return meet(only.types, {submitted.type}) && meet(only.series, submitted.series);
}

bool is_asked_for(const StepCondition& only, const Submitted& submitted) {
    return meet(only.kinds, {submitted.kind}) && asks_by_subject(only, submitted);
}

} // namespace

std::vector<RouteStep> left_out_of(const Route& route, const Submitted& submitted) {
    std::vector<RouteStep> left_out;
    for (const RouteStep& step : route.steps)
        if (meet(step.only.kinds, {submitted.kind}) && !asks_by_subject(step.only, submitted))
            left_out.push_back(step);
    return left_out;
}

std::optional<RouteStep> asked_since(const Approval& approval, const Submitted& now) {
    for (const RouteStep& step : approval.left_out)
        if (asks_by_subject(step.only, now)) return step;
    return std::nullopt;
}

Route route_for(Route route, const Submitted& submitted) {
    std::vector<RouteStep> steps;
    bool dropped_first = false; // of a group: the next of it begins the group
    for (std::size_t i = 0; i < route.steps.size(); ++i) {
        RouteStep step = route.steps[i];
        if (begins_group(route, i)) dropped_first = false;
        if (!is_asked_for(step.only, submitted)) {
            dropped_first |= begins_group(route, i);
            continue;
        }
        if (dropped_first) step.beside = false;
        dropped_first = false;
        steps.push_back(std::move(step));
    }
    route.steps = std::move(steps);
    return route;
}

std::vector<std::size_t> waiting_steps(const Approval& approval) {
    std::vector<std::size_t> waiting;
    if (approval.state != ApprovalState::pending) return waiting;
    for (std::size_t step = 0; step < approval.route.steps.size(); ++step) {
        if (begins_group(approval.route, step) && !waiting.empty()) break;
        if (!is_done(approval, step)) waiting.push_back(step);
    }
    return waiting;
}

std::optional<std::size_t> waiting_step(const Approval& approval) {
    const auto waiting = waiting_steps(approval);
    return waiting.empty() ? std::nullopt : std::optional(waiting.front());
}

Instant opened_at(const Approval& approval, std::size_t step) {
    const std::size_t group = group_of(approval.route, step);
    Instant opened = approval.submitted_at;
    for (const Decision& decision : approval.decisions)
        if (decision.step < group && counts(approval, decision, decision.step))
            opened = std::max(opened, decision.at);
    return opened;
}

std::optional<Date> due_on(const Approval& approval, std::size_t step, int utc_offset_minutes) {
    const auto days = approval.route.steps.at(step).within_days;
    if (!days) return std::nullopt;
    const Instant opened = opened_at(approval, step) + std::chrono::minutes(utc_offset_minutes);
    return add(date_of(opened), {.days = *days});
}

std::vector<Seat> seats_of(const Approval& approval, const Deciders& deciders) {
    std::vector<Seat> seats;
    for (const std::size_t step : waiting_steps(approval))
        add_seats(approval, step, deciders, seats);
    std::sort(seats.begin(), seats.end(), [](const Seat& a, const Seat& b) {
        return std::tie(a.step, a.person, a.for_person, a.delegation) <
               std::tie(b.step, b.person, b.for_person, b.delegation);
    });
    return seats;
}

std::vector<std::string> may_decide(const Approval& approval, const Deciders& deciders, Date day,
                                    std::optional<std::size_t> step) {
    std::set<std::string> logins;
    for (const Seat& seat : seats_of(approval, deciders))
        if (seat.is_on(day) && (!step || seat.step == *step)) logins.insert(seat.person);
    return {logins.begin(), logins.end()};
}

std::optional<Seat> seat_of(const Approval& approval, const std::string& login, const Deciders& deciders,
                            Date day, std::optional<std::size_t> step) {
    std::vector<Seat> seats = seats_of(approval, deciders);
    std::erase_if(seats, [&](const Seat& seat) {
        return seat.person != login || !seat.is_on(day) || (step && seat.step != *step);
    });
    const auto rank = [&](const Seat& seat) {
        const bool named = approval.route.steps[seat.step].person == login;
        return std::tuple(!named, !seat.for_person.empty(), seat.step);
    };
    const auto best = std::min_element(seats.begin(), seats.end(),
                                       [&](const Seat& a, const Seat& b) { return rank(a) < rank(b); });
    return best == seats.end() ? std::nullopt : std::optional(*best);
}

std::string why_not(const Approval& approval, const Person& person, const Deciders& deciders, Date day,
                    std::optional<std::size_t> step) {
    if (!person.active) return person.login + " is no longer active";
    const auto waiting = waiting_steps(approval);
    if (waiting.empty()) return "approval " + approval.id + " is " + state_in_words(approval.state);
    if (step && std::find(waiting.begin(), waiting.end(), *step) == waiting.end())
        return "step " + std::to_string(*step + 1) + " of " + approval.id + " does not wait";
    if (seat_of(approval, person.login, deciders, day, step)) return {};
    const std::size_t first = step.value_or(waiting.front());
    const std::string excluded = why_excluded(approval, person.login, first);
    if (!excluded.empty()) return excluded;
    const std::string not_lent = why_not_lent(approval, person.login, deciders, day);
    if (!not_lent.empty()) return not_lent;
    return person.login + " is not asked: " + step_in_words(approval.route.steps[first]);
}

Approval decided(Approval approval, const Decision& decision) {
    const auto waiting = waiting_steps(approval);
    if (std::find(waiting.begin(), waiting.end(), decision.step) == waiting.end())
        throw Error(Code::conflict, waiting.empty()
                                        ? "approval " + approval.id + " is " + state_in_words(approval.state)
                                        : "step " + std::to_string(decision.step + 1) + " of " + approval.id +
                                              " does not wait; look at it again");
    if (decision.digest != approval.digest)
        throw Error(Code::conflict, "approval " + approval.id +
                                        " is about other content than was decided on; look at it again");
    approval.decisions.push_back(decision);
    if (decision.vote == Vote::reject) approval.state = ApprovalState::rejected;
    if (decision.vote == Vote::return_for_change) approval.state = ApprovalState::returned;
    if (decision.approved() && waiting_steps(approval).empty()) approval.state = ApprovalState::approved;
    return approval;
}

std::string fault_of(const Route& route) {
    if (route.steps.empty()) return "route " + route.code + " has no steps";
    std::set<std::string> named;
    for (std::size_t i = 0; i < route.steps.size(); ++i) {
        const RouteStep& step = route.steps[i];
        const std::string where = "step " + std::to_string(i + 1) + " of route " + route.code;
        if (const std::string fault = fault_of_step(step); !fault.empty()) return where + fault;
        if (i == 0 && step.beside) return where + " has no step before it to be open with";
        if (!step.person.empty() && !named.insert(step.person).second && route.distinct_people)
            return where + " asks " + step.person + " again, and the route asks for different people";
    }
    return {};
}

bool is_delegate(const std::vector<Delegation>& delegations, const std::string& login, Date day,
                 const std::function<bool(const std::string& login)>& may_decide) {
    return std::any_of(delegations.begin(), delegations.end(), [&](const Delegation& delegation) {
        return delegation.to == login && !delegation.ended_at && delegation.from <= day &&
               day <= delegation.until && may_decide(delegation.by);
    });
}

std::string fault_of(const Delegation& delegation, Date today) {
    if (delegation.by == delegation.to) return "nobody delegates to themselves; name another person";
    if (delegation.until < delegation.from)
        return "the delegation ends on " + to_string(delegation.until) + ", before it begins on " +
               to_string(delegation.from) + "; correct the days";
    if (delegation.until < today)
        return "the delegation ends on " + to_string(delegation.until) + ", which is past; give a later day";
    if (is_taken(delegation))
        return "nobody makes another's right to decide over to himself; have " + delegation.by +
               " do it, or name another person";
    if (delegation.reason.empty()) return "a delegation needs a reason; give one";
    return {};
}

} // namespace almirah::model
