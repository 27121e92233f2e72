#include "base/login.hpp"
#include "model/approve.hpp"
#include "model/permission.hpp"
#include "model/sealing.hpp"
#include "store/impact.hpp"
#include "store/office_check.hpp"
#include "store/signing.hpp"
#include "store/turn.hpp"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace almirah {

namespace {

void require_code(const std::string& code, const char* what) {
    if (!base::is_code(code))
        throw Error(Code::invalid_argument, "'" + code + "' is not a code of a " + what +
                                                "; expected capitals, digits, dots and hyphens");
}

/// Roles and routes are named in lower case, as logins are.
void require_name(const std::string& name, const char* what) {
    if (!base::is_login(name))
        throw Error(Code::invalid_argument, "'" + name + "' is not a name of a " + what +
                                                "; expected lower-case letters, digits and hyphens");
}

[[noreturn]] void already_there(const std::string& what) {
    throw Error(Code::already_exists, "the " + what + " is there already; choose another name");
}

void check_person(Engine& engine, const Person& person) {
    require_name(person.login, "person");
    if (person.name.empty())
        throw Error(Code::invalid_argument, "the person " + person.login + " has no name; give one");
    for (const auto& role : person.roles)
        if (!engine.find<Role>(format::role_path(role)))
            throw Error(Code::invalid_argument, "no role " + role + "; list the roles there are");
}

/// Somebody must stay who can give out roles again, when `changed` (a person's login or a role's code) is
/// changed.
void keep_an_administrator(const std::vector<Person>& people, const std::vector<Role>& roles,
                           const std::string& changed) {
    constexpr const char* needed = "person.manage";
    if (std::any_of(people.begin(), people.end(),
                    [&](const Person& person) { return model::grants(person, roles, needed); }))
        return;
    throw Refused(needed, changed,
                  "without " + changed +
                      " nobody has the permission person.manage; give it to another first");
}

/// Puts a value in the place of the one of the same name, or adds it.
template <class Value, class Same>
void put_among(std::vector<Value>& values, const Value& changed, Same same) {
    const auto found = std::find_if(values.begin(), values.end(), same);
    if (found == values.end())
        values.push_back(changed);
    else
        *found = changed;
}

/// Roles that a route asks for are there and may decide.
void check_deciders(Engine& engine, const RouteStep& step) {
    for (const auto& code : model::roles_in(step.role + "," + step.escalate_to)) {
        const auto role = base::is_login(code) ? engine.find<Role>(format::role_path(code)) : std::nullopt;
        if (!role) throw Error(Code::invalid_argument, "no role " + code + "; list the roles there are");
        if (!role->permissions.contains("approval.decide"))
            throw Error(Code::invalid_argument,
                        "the role " + code +
                            " lacks the permission approval.decide; give it that first, or "
                            "name another role");
    }
}

/// What a step is asked for is what there is.
void check_condition(Engine& engine, const StepCondition& only) {
    static const std::set<std::string> kinds{"disposal", "document", "hold-release", "override", "schedule"};
    for (const auto& kind : only.kinds)
        if (!kinds.contains(kind))
            throw Error(Code::invalid_argument, "nothing of the kind '" + kind +
                                                    "' is approved; expected disposal, document, "
                                                    "hold-release, override or schedule");
    for (const auto& code : only.series)
        (void)engine.series(code);
}

void check_desk(Engine& engine, const Desk& desk) {
    require_code(desk.code, "desk");
    if (desk.holder.empty()) return;
    if (!base::is_login(desk.holder) || !engine.find<Person>(format::person_path(desk.holder)))
        throw Error(Code::not_found, "no person " + desk.holder + " to hold the desk " + desk.code +
                                         "; list the people there are");
}

std::string place_above(const std::string& code) {
    const std::size_t slash = code.rfind('/');
    return slash == std::string::npos ? "" : code.substr(0, slash);
}

void check_place(Engine& engine, const Place& place, const std::vector<std::string>& also_there) {
    if (!base::is_place_code(place.code))
        throw Error(Code::invalid_argument,
                    "'" + place.code + "' is not a place code; expected codes joined by '/', as R1/A02");
    const auto levels = engine.office().policy.place_levels;
    if (!place.level.empty() && std::find(levels.begin(), levels.end(), place.level) == levels.end())
        throw Error(Code::invalid_argument,
                    "'" + place.level + "' is not a place level; the policy's place levels name them");
    if (place.capacity && *place.capacity < 0)
        throw Error(Code::invalid_argument, "the capacity of the place " + place.code + " is negative");
    const std::string above = place_above(place.code);
    const bool known = above.empty() || engine.find<Place>(format::place_path(above)) ||
                       std::find(also_there.begin(), also_there.end(), above) != also_there.end();
    if (!known)
        throw Error(Code::not_found, "no place " + above + " for " + place.code + " to lie in; add it first");
}

/// Nobody issues what they wrote, or destroys on their own word, whatever the route says (R18): a route that
/// says otherwise would be refused when it is used.
void refuse_author(const Route& route, const std::string& kind) {
    if (route.author_excluded || kind == "schedule") return;
    throw Error(Code::invalid_argument,
                "the route " + route.code + " lets authors decide, and the policy names it for " + kind +
                    ", where nobody decides on their own; use it for schedules only, or "
                    "exclude authors");
}

/// Each class of papers once, and the series by whose rule it is kept.
void check_paper_classes(Engine& engine, const Policy& policy) {
    std::set<std::string> codes, series;
    for (const auto& paper_class : policy.paper_classes) {
        if (paper_class.code.empty() || !codes.insert(paper_class.code).second)
            throw Error(Code::invalid_argument,
                        "the class of papers '" + paper_class.code +
                            "' has no code, or is there twice; give each one its own");
        if (!series.insert(paper_class.series).second)
            throw Error(Code::invalid_argument, "two classes of papers have the series " +
                                                    paper_class.series + "; give each one its own");
        (void)engine.series(paper_class.series);
    }
}

void check_clearance(const Clearance& clearance) {
    if (clearance.event.empty())
        throw Error(Code::invalid_argument, "a clearance names no event; say which event gives it");
    const auto month = clearance.remind_month;
    if (month && (*month < 1 || *month > 12))
        throw Error(Code::invalid_argument,
                    "the clearance " + clearance.event + " reminds in a month from 1 to 12");
}

} // namespace

Person require_active(Engine& engine, const std::string& login) {
    const auto person =
        base::is_login(login) ? engine.find<Person>(format::person_path(login)) : std::nullopt;
    if (!person) throw Error(Code::not_found, "no person " + login + "; list the people there are");
    if (person->active) return *person;
    throw Error(Code::invalid_argument, login + " is no longer active; name another person");
}

void refuse_earlier_by(Engine& engine, const Policy& before, const Policy& after) {
    const bool other_year = before.financial_year_start_month != after.financial_year_start_month;
    if (!other_year && before.utc_offset_minutes == after.utc_offset_minutes) return;
    refuse_earlier(impact_of_policy(engine, before, after), "this policy",
                   other_year
                       ? "load a version of the schedule whose rules have a year of their own, and have "
                         "it approved"
                       : "set the offset while both clocks have the same day");
}

void check_policy(Engine& engine, const Policy& policy) {
    check_signed_operations(engine, policy);
    check_paper_classes(engine, policy);
    for (const auto& field : policy.sealed_fields)
        if (const auto fault = model::fault_of_sealed_field(field); !fault.empty())
            throw Error(Code::invalid_argument, fault);
    if (policy.financial_year_start_month < 1 || policy.financial_year_start_month > 12)
        throw Error(Code::invalid_argument, "the financial year starts in a month from 1 to 12");
    if (policy.utc_offset_minutes < -24 * 60 || policy.utc_offset_minutes > 24 * 60)
        throw Error(Code::invalid_argument,
                    "the office's clock is within a day of UTC; give the offset in minutes");
    if (policy.appraisal_after_years && *policy.appraisal_after_years < 0)
        throw Error(Code::invalid_argument, "the years before an appraisal cannot be negative");
    for (const auto& clearance : policy.clearances)
        check_clearance(clearance);
    for (const auto& limit : policy.class_limits)
        if (limit.classes.empty() || limit.after_closing == Period{})
            throw Error(Code::invalid_argument,
                        "a limit of classes names the classes and a period after closing");
    if (policy.place_levels.empty())
        throw Error(Code::invalid_argument, "the policy needs at least one place level");
    if (policy.quiet_days < 0)
        throw Error(Code::invalid_argument,
                    "the days without an entry cannot be negative; 0 asks for nothing");
    if (policy.approval_valid_days && *policy.approval_valid_days < 1)
        throw Error(Code::invalid_argument, "an approval is valid for a day at least; give how many days");
    for (const auto& place : policy.residual_places)
        if (place.empty()) throw Error(Code::invalid_argument, "a residual place has no name; give one");
    for (const auto& [kind, code] : policy.routes) {
        if (code.empty()) continue;
        const auto route = engine.find<Route>(format::route_path(code));
        if (!route)
            throw Error(Code::invalid_argument,
                        "no route " + code + " for " + kind + "; set the route first");
        refuse_author(*route, kind);
    }
}

Office OfficeBook::office() const {
    return engine_->office();
}

ScheduleImpact OfficeBook::impact_of(const Policy& policy) const {
    return impact_of_policy(*engine_, engine_->office().policy, policy);
}

void OfficeBook::set_policy(const Policy& policy, const std::string& reason) {
    Turn turn(*engine_, "office.manage", "policy");
    check_policy(*engine_, policy);
    Office office = engine_->office();
    if (office.policy == policy) return;
    refuse_earlier_by(*engine_, office.policy, policy);
    office.policy = policy;
    Draft draft = turn.begin("office.policy");
    draft.put(format::office_path, office);
    draft.subject("office", office.code);
    draft.say("Change the policy of the office", reason);
    turn.commit(std::move(draft));
}

std::vector<Person> OfficeBook::people() const {
    return engine_->all<Person>("people");
}

Person OfficeBook::person(const std::string& login) const {
    if (!base::is_login(login))
        throw Error(Code::not_found, "no person " + login + "; list the people there are");
    return engine_->require<Person>(format::person_path(login), "person " + login,
                                    "list the people there are");
}

namespace {

/// A login is what history shows of a person; two that a reader takes for one let one act as the other.
void require_unlike_others(Engine& engine, const std::string& login) {
    if (!base::is_new_login(login))
        throw Error(Code::invalid_argument, "'" + login +
                                                "' is easily taken for another login; expected single dots "
                                                "or hyphens, each between letters or digits");
    for (const auto& other : engine.all<Person>("people"))
        if (base::look_of(other.login) == base::look_of(login))
            throw Error(Code::invalid_argument, "'" + login + "' is easily taken for " + other.login +
                                                    ", who is there already; choose another login");
}

} // namespace

void OfficeBook::add_person(const Person& person) {
    Turn turn(*engine_, "person.manage", person.login);
    check_person(*engine_, person);
    if (engine_->find<Person>(format::person_path(person.login))) already_there("person " + person.login);
    require_unlike_others(*engine_, person.login);
    Draft draft = turn.begin("person.add");
    draft.put(format::person_path(person.login), person);
    draft.subject("person", person.login);
    std::string roles;
    for (const auto& role : person.roles)
        roles += (roles.empty() ? " as " : ", ") + role;
    draft.say("Add the person " + person.login + " (" + person.name + ")" + roles);
    turn.commit(std::move(draft));
}

void OfficeBook::change_person(const Person& changed, const std::string& reason) {
    Turn turn(*engine_, "person.manage", changed.login);
    if (person(changed.login) == changed) return;
    check_person(*engine_, changed);
    auto everybody = people();
    put_among(everybody, changed, [&](const Person& other) { return other.login == changed.login; });
    keep_an_administrator(everybody, roles(), changed.login);
    Draft draft = turn.begin("person.change");
    draft.put(format::person_path(changed.login), changed);
    draft.subject("person", changed.login);
    draft.say(std::string(changed.active ? "Change" : "Retire") + " the person " + changed.login, reason);
    turn.commit(std::move(draft));
}

std::vector<Role> OfficeBook::roles() const {
    return engine_->all<Role>("roles");
}

void OfficeBook::set_role(const Role& role, const std::string& reason) {
    Turn turn(*engine_, "person.manage", role.code);
    require_name(role.code, "role");
    for (const auto& permission : role.permissions) {
        const auto& known = model::all_permissions();
        if (std::none_of(known.begin(), known.end(),
                         [&](const auto& entry) { return entry.first == permission; }))
            throw Error(Code::invalid_argument,
                        "no permission " + permission + "; list the permissions there are");
    }
    auto all = roles();
    put_among(all, role, [&](const Role& other) { return other.code == role.code; });
    keep_an_administrator(people(), all, role.code);
    Draft draft = turn.begin("role.set");
    draft.put(format::role_path(role.code), role);
    draft.subject("role", role.code);
    draft.say("Set the permissions of the role " + role.code, reason);
    turn.commit(std::move(draft));
}

std::vector<Route> OfficeBook::routes() const {
    return engine_->all<Route>("routes");
}

void OfficeBook::set_route(const Route& route, const std::string& reason) {
    Turn turn(*engine_, "office.manage", route.code);
    require_name(route.code, "route");
    const std::string fault = model::fault_of(route);
    if (!fault.empty())
        throw Error(Code::invalid_argument, "the route " + route.code + " is unusable: " + fault);
    for (const auto& step : route.steps) {
        check_deciders(*engine_, step);
        check_condition(*engine_, step.only);
        if (!step.person.empty()) (void)person(step.person);
    }
    for (const auto& [kind, code] : engine_->office().policy.routes)
        if (code == route.code) refuse_author(route, kind);
    Draft draft = turn.begin("route.set");
    draft.put(format::route_path(route.code), route);
    draft.subject("route", route.code);
    draft.say("Set the approval route " + route.code, reason);
    turn.commit(std::move(draft));
}

std::vector<Desk> OfficeBook::desks() const {
    return engine_->all<Desk>("desks");
}

void OfficeBook::add_desk(const Desk& desk) {
    Turn turn(*engine_, "office.manage", desk.code);
    check_desk(*engine_, desk);
    if (engine_->find<Desk>(format::desk_path(desk.code))) already_there("desk " + desk.code);
    Draft draft = turn.begin("desk.add");
    draft.put(format::desk_path(desk.code), desk);
    draft.subject("desk", desk.code);
    draft.say("Add the desk " + desk.code + " (" + desk.title.text + ")");
    turn.commit(std::move(draft));
}

std::size_t OfficeBook::add_desks(const std::vector<Desk>& desks) {
    Turn turn(*engine_, "office.manage", "");
    Draft draft = turn.begin("desk.add");
    std::unordered_set<std::string> added;
    for (const auto& desk : desks) {
        check_desk(*engine_, desk);
        if (engine_->find<Desk>(format::desk_path(desk.code)) || !added.insert(desk.code).second) continue;
        draft.put(format::desk_path(desk.code), desk);
        draft.subject("desk", desk.code);
    }
    if (added.empty()) return 0;
    draft.say("Add " + std::to_string(added.size()) + " desks");
    turn.commit(std::move(draft));
    return added.size();
}

std::vector<Place> OfficeBook::places() const {
    return engine_->all<Place>("places");
}

void OfficeBook::add_place(const Place& place) {
    Turn turn(*engine_, "place.manage", place.code);
    check_place(*engine_, place, {});
    if (engine_->find<Place>(format::place_path(place.code))) already_there("place " + place.code);
    Draft draft = turn.begin("place.add");
    draft.put(format::place_path(place.code), place);
    draft.subject("place", place.code);
    draft.say("Add the place " + place.code);
    turn.commit(std::move(draft));
}

std::size_t OfficeBook::add_places(const std::vector<Place>& places) {
    Turn turn(*engine_, "place.manage", "");
    Draft draft = turn.begin("place.add");
    std::vector<std::string> added;
    for (const auto& place : places) {
        check_place(*engine_, place, added);
        if (engine_->find<Place>(format::place_path(place.code))) continue;
        draft.put(format::place_path(place.code), place);
        draft.subject("place", place.code);
        added.push_back(place.code);
    }
    if (added.empty()) return 0;
    draft.say("Add " + std::to_string(added.size()) + " places");
    turn.commit(std::move(draft));
    return added.size();
}

} // namespace almirah
