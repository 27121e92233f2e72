// Routes and decisions: who may decide now, and what a decision makes of an approval. Pure.
#pragma once

#include "almirah/approval.hpp"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace almirah::model {

/// What a route's conditions are asked of.
struct Submitted {
    std::string kind; ///< "document", "disposal", "schedule", "override", "hold-release"
    std::string type{};
    std::set<std::string> series{}; ///< Of what is submitted, and those above them.
};

/// Of whom the office consists when it decides.
struct Deciders {
    std::vector<Person> people;
    std::vector<Delegation> delegations{};
    int utc_offset_minutes = 0; ///< Of the office's clock: deadlines end with civil days.
};

/// A person's turn at a step that is open, on the days between.
struct Seat {
    std::size_t step = 0;
    std::string person;
    std::string for_person{}; ///< Who delegated; empty: the person himself is asked.
    std::string delegation{};
    std::optional<Date> from{}, until{};

    bool operator==(const Seat&) const = default;
    bool is_on(Date day) const { return (!from || *from <= day) && (!until || day <= *until); }
};

/// The roles of a step: `RouteStep::role` is one code, or several separated by commas, any of which will do.
std::vector<std::string> roles_of(const RouteStep& step);
/// The roles in a list of codes with commas between.
std::vector<std::string> roles_in(const std::string& codes);

/// The route with those steps only that are asked for of what is submitted; there may be none.
Route route_for(Route route, const Submitted& submitted);

/// The steps that are not asked for of what is submitted, and would be if it were of another type or series.
std::vector<RouteStep> left_out_of(const Route& route, const Submitted& submitted);
/// The first step that was left out at submission and is asked for of what the subject is by now; none:
/// nobody else would be asked. That fewer would be does not matter, and of what a route says since, neither.
std::optional<RouteStep> asked_since(const Approval& approval, const Submitted& now);
/// "role collector", "kiran": whom a step asks.
std::string asked_in_words(const RouteStep& step);

/// The steps that are open, in order; none when nothing waits.
std::vector<std::size_t> waiting_steps(const Approval& approval);
/// The first of them.
std::optional<std::size_t> waiting_step(const Approval& approval);

/// When a step that is open, or was decided, opened: at submission, or with the last approval before it.
Instant opened_at(const Approval& approval, std::size_t step);
/// The last day of its deadline; none where it has none.
std::optional<Date> due_on(const Approval& approval, std::size_t step, int utc_offset_minutes);

/// Everybody's turn at every open step, today or on other days: those who are asked, those to whom it is
/// escalated, and delegates of both. Ordered by step and person, one's own turn before those for others.
std::vector<Seat> seats_of(const Approval& approval, const Deciders& deciders);

/// Who may decide an open step on a day; each once, sorted.
std::vector<std::string> may_decide(const Approval& approval, const Deciders& deciders, Date day,
                                    std::optional<std::size_t> step = {});

/// The turn that a person takes on a day: at the step asked for, else the first that names him, else the
/// first there is; for himself before for another. None when he has none.
std::optional<Seat> seat_of(const Approval& approval, const std::string& login, const Deciders& deciders,
                            Date day, std::optional<std::size_t> step = {});

/// Why a person, whatever his roles, may not take part in a step after what was decided so far: he wrote any
/// part of it, submitted it, or took part already; empty when he may.
std::string why_excluded(const Approval& approval, const std::string& login, std::size_t step);

/// Why a person has no turn; empty when he has. Sentences without a full stop, naming role or rule.
std::string why_not(const Approval& approval, const Person& person, const Deciders& deciders, Date day,
                    std::optional<std::size_t> step = {});

/// The approval after the decision: approved after the last step's quorum, rejected after a rejection,
/// returned after a return; an abstention leaves it as it is. Precondition: why_not() is empty. Throws
/// conflict when decision.step does not wait or when decision.digest differs from approval.digest (R17).
Approval decided(Approval approval, const Decision& decision);

/// Why a route is unusable (no steps, a step with both role and person, quorum 0, …); empty when it is
/// usable.
std::string fault_of(const Route& route);

/// Whether somebody who may decide has asked a person to do it for him on that day.
bool is_delegate(const std::vector<Delegation>& delegations, const std::string& login, Date day,
                 const std::function<bool(const std::string& login)>& may_decide);

/// Why a delegation cannot be made on a day; empty when it can.
std::string fault_of(const Delegation& delegation, Date today);

} // namespace almirah::model
