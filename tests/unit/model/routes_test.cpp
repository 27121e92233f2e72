// Routes walked to their ends: every route of a family, every person and vote at every state that can be
// reached, held against rules written down a second time (`Judge`). Beside it deadlines, escalation,
// delegation and conditions, each with its edges.
#include "almirah/error.hpp"
#include "model/approve.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <deque>
#include <map>

using namespace almirah;
using namespace std::chrono_literals;

namespace {

constexpr Date today{2026y, std::chrono::May, 4d};
const Instant noon = std::chrono::sys_days(today) + 12h;

/// asha wrote it, bela submitted it, both could approve; devi decides for chand, gita for devi.
const std::vector<Person> people{{"asha", "", "", {"approver"}, true},
                                 {"bela", "", "", {"reviewer"}, true},
                                 {"chand", "", "", {"approver"}, true},
                                 {"devi", "", "", {}, true},
                                 {"esha", "", "", {"approver", "reviewer"}, true},
                                 {"farah", "", "", {"reviewer"}, true},
                                 {"gita", "", "", {}, true},
                                 {"hari", "", "", {"approver", "reviewer"}, false}};

Delegation lends(const std::string& by, const std::string& to) {
    Delegation made;
    made.id = "G-" + by;
    made.by = by;
    made.to = to;
    made.from = made.until = today;
    return made;
}

const model::Deciders office{people, {lends("chand", "devi"), lends("devi", "gita")}};

Approval submitted(Route route) {
    Approval approval;
    approval.id = "A-2026-0001";
    approval.digest = "d1";
    approval.route = std::move(route);
    approval.route.code = "r";
    approval.author = "asha";
    approval.submitted_by = "bela";
    approval.submitted_at = noon;
    return approval;
}

/// The rules once more, as plainly as they can be said; shares no line with the model.
struct Judge {
    const Approval& approval;

    int yes(std::size_t step) const {
        return static_cast<int>(
            std::count_if(approval.decisions.begin(), approval.decisions.end(),
                          [&](const Decision& d) { return d.step == step && d.vote == Vote::approve; }));
    }
    bool done(std::size_t step) const { return yes(step) >= approval.route.steps[step].quorum; }
    /// All steps before those beside it are done, and it is not.
    bool open(std::size_t step) const {
        if (approval.state != ApprovalState::pending || done(step)) return false;
        std::size_t first = step;
        while (first > 0 && approval.route.steps[first].beside)
            --first;
        for (std::size_t before = 0; before < first; ++before)
            if (!done(before)) return false;
        return true;
    }
    static bool asked(const Person& person, const RouteStep& step) {
        return person.active &&
               (person.login == step.person || (!step.role.empty() && person.roles.contains(step.role)));
    }
    bool free(const std::string& login, std::size_t step) const {
        if (approval.route.author_excluded && (login == "asha" || login == "bela")) return false;
        for (const Decision& d : approval.decisions)
            if ((d.by == login || d.for_person == login) &&
                (d.step == step || approval.route.distinct_people))
                return false;
        return true;
    }
    bool may(const Person& person, std::size_t step) const {
        if (!open(step) || !person.active || !free(person.login, step)) return false;
        if (asked(person, approval.route.steps[step])) return true;
        return person.login == "devi" && asked(people[2], approval.route.steps[step]) && free("chand", step);
    }
};

/// Who decided is of the route; nobody excluded, nobody twice.
void check_approved(const Approval& approval) {
    const Judge judge{approval};
    for (std::size_t step = 0; step < approval.route.steps.size(); ++step)
        REQUIRE(judge.done(step));
    std::map<std::pair<std::string, std::size_t>, int> turns;
    for (const Decision& decision : approval.decisions) {
        REQUIRE(decision.digest == approval.digest);
        const std::string& whose = decision.for_person.empty() ? decision.by : decision.for_person;
        REQUIRE((decision.for_person.empty() || (decision.by == "devi" && whose == "chand")));
        const auto& step = approval.route.steps[decision.step];
        REQUIRE(std::any_of(people.begin(), people.end(),
                            [&](const Person& p) { return p.login == whose && Judge::asked(p, step); }));
        for (const auto& login : std::set<std::string>{whose, decision.by}) {
            REQUIRE_FALSE((approval.route.author_excluded && (login == "asha" || login == "bela")));
            const std::size_t turn = approval.route.distinct_people ? 0 : decision.step;
            REQUIRE(++turns[{login, turn}] == 1);
        }
    }
}

std::string key_of(const Approval& approval) {
    std::vector<std::string> said;
    for (const Decision& d : approval.decisions)
        said.push_back(std::to_string(d.step) + d.by + "/" + d.for_person +
                       std::to_string(static_cast<int>(d.vote)));
    std::sort(said.begin(), said.end());
    std::string key = std::to_string(static_cast<int>(approval.state));
    for (const auto& one : said)
        key += " " + one;
    return key;
}

/// Everybody's turn at every step of one state against the judge's word; then on to the states after it.
std::vector<Approval> checked_and_after(const Approval& approval) {
    std::vector<Approval> after;
    for (const Person& person : people) {
        bool any = false;
        for (std::size_t step = 0; step < approval.route.steps.size(); ++step) {
            const bool may = Judge{approval}.may(person, step);
            any |= may;
            const auto seat = model::seat_of(approval, person.login, office, today, step);
            INFO(key_of(approval) << ": " << person.login << " at " << step);
            REQUIRE(seat.has_value() == may);
            REQUIRE(model::why_not(approval, person, office, today, step).empty() == may);
            if (!may) continue;
            for (const Vote vote : {Vote::approve, Vote::reject, Vote::return_for_change, Vote::abstain})
                after.push_back(model::decided(approval, {seat->step, person.login, noon, vote, "x", "d1",
                                                          seat->for_person, seat->delegation}));
        }
        REQUIRE(model::seat_of(approval, person.login, office, today).has_value() == any);
    }
    for (std::size_t step = 0; step < approval.route.steps.size(); ++step) {
        if (!Judge{approval}.open(step))
            REQUIRE_THROWS_AS(model::decided(approval, {step, "esha", noon, Vote::approve, "", "d1"}), Error);
        REQUIRE_THROWS_AS(model::decided(approval, {step, "esha", noon, Vote::approve, "", "d0"}), Error);
    }
    return after;
}

struct Walked {
    std::size_t states = 0, approved = 0;
};

Walked walk(const Route& route) {
    std::set<std::string> seen;
    std::deque<Approval> left{submitted(route)};
    Walked walked;
    while (!left.empty()) {
        const Approval approval = left.front();
        left.pop_front();
        if (!seen.insert(key_of(approval)).second) continue;
        ++walked.states;
        if (approval.state == ApprovalState::approved) {
            ++walked.approved;
            check_approved(approval);
        }
        for (auto& next : checked_and_after(approval)) {
            const Vote vote = next.decisions.back().vote;
            REQUIRE((next.state == ApprovalState::rejected) == (vote == Vote::reject));
            REQUIRE((next.state == ApprovalState::returned) == (vote == Vote::return_for_change));
            REQUIRE((vote != Vote::abstain || next.state == ApprovalState::pending));
            REQUIRE((next.state == ApprovalState::pending) != model::waiting_steps(next).empty());
            left.push_back(std::move(next));
        }
    }
    return walked;
}

/// Every route of up to three steps of these, each in order or beside the one before.
std::vector<Route> family() {
    const std::vector<RouteStep> steps{{"reviewer", "", 1}, {"approver", "", 2}, {"", "chand", 1}};
    std::vector<std::vector<RouteStep>> lists;
    for (const auto& a : steps) {
        lists.push_back({a});
        for (const auto& b : steps)
            for (const bool beside : {false, true}) {
                lists.push_back({a, b});
                lists.back()[1].beside = beside;
            }
    }
    for (const bool second : {false, true})
        for (const bool third : {false, true}) {
            lists.push_back({steps[0], steps[2], {"approver", "", 1}});
            lists.back()[1].beside = second;
            lists.back()[2].beside = third;
        }
    std::vector<Route> routes;
    for (const auto& list : lists)
        for (const bool excluded : {false, true})
            for (const bool distinct : {false, true})
                routes.push_back({"r", "", list, excluded, distinct});
    return routes;
}

std::vector<std::string> deciders_on(const Approval& approval, Date day,
                                     const model::Deciders& all = office) {
    return model::may_decide(approval, all, day);
}

using Names = std::vector<std::string>;

} // namespace

TEST_CASE("no route is walked to its end but by the approvals it names") {
    Walked all;
    std::size_t routes = 0;
    for (const Route& route : family()) {
        const Walked walked = walk(route);
        all.states += walked.states;
        all.approved += walked.approved;
        ++routes;
    }
    INFO(routes << " routes, " << all.states << " states, " << all.approved << " of them approved");
    CHECK(routes == 100);
    CHECK(all.states > 10000);
    CHECK(all.approved > 500);
}

TEST_CASE("steps beside each other wait together, and the next for all of them") {
    Route route{"r", "", {{"reviewer", "", 1}, {"", "chand", 1}, {"approver", "", 1}}};
    route.steps[1].beside = true;
    Approval approval = submitted(route);
    CHECK(model::waiting_steps(approval) == std::vector<std::size_t>{0, 1});
    approval = model::decided(approval, {1, "chand", noon, Vote::approve, "", "d1"});
    CHECK(model::waiting_steps(approval) == std::vector<std::size_t>{0});
    approval = model::decided(approval, {0, "farah", noon + 1h, Vote::approve, "", "d1"});
    CHECK(model::waiting_steps(approval) == std::vector<std::size_t>{2});
    CHECK(model::opened_at(approval, 1) == noon);
    CHECK(model::opened_at(approval, 2) == noon + 1h);
}

TEST_CASE("a deadline ends with a civil day of the office, and the step is escalated on the next") {
    Route route{"r", "", {{"", "chand", 1}}};
    route.steps[0].within_days = 3;
    route.steps[0].escalate_to = "reviewer";
    Approval approval = submitted(route);
    const Date last = add(today, {.days = 3});
    for (const int minutes : {-720, -1, 0, 330, 840}) {
        const bool next_day = minutes >= 720; // noon and twelve hours
        model::Deciders all{people, {}, minutes};
        const Date due = next_day ? add(last, {.days = 1}) : last;
        INFO(minutes);
        CHECK(model::due_on(approval, 0, minutes) == due);
        CHECK(deciders_on(approval, due, all) == Names{"chand"});
        CHECK(deciders_on(approval, add(due, {.days = 1}), all) == Names{"chand", "esha", "farah"});
    }
    route.steps[0].escalate_to.clear();
    CHECK(deciders_on(submitted(route), add(last, {.days = 9}), {people}) == Names{"chand"});
}

TEST_CASE("a delegate decides on the days of the delegation, both included, and passes nothing on") {
    const Approval approval = submitted({"r", "", {{"", "chand", 1}}});
    Delegation lent = lends("chand", "devi");
    lent.until = add(today, {.days = 2});
    const model::Deciders all{people, {lent, lends("devi", "gita")}};
    CHECK(deciders_on(approval, add(today, {.days = -1}), all) == Names{"chand"});
    CHECK(deciders_on(approval, today, all) == Names{"chand", "devi"});
    CHECK(deciders_on(approval, lent.until, all) == Names{"chand", "devi"});
    CHECK(deciders_on(approval, add(lent.until, {.days = 1}), all) == Names{"chand"});
    lent.routes = {"other"};
    CHECK(deciders_on(approval, today, {people, {lent}}) == Names{"chand"});
    lent.routes = {"other", "r"};
    CHECK(deciders_on(approval, today, {people, {lent}}) == Names{"chand", "devi"});
    lent.ended_at = noon;
    CHECK(deciders_on(approval, today, {people, {lent}}) == Names{"chand"});
}

TEST_CASE("a delegate is kept out where either of the two is excluded") {
    const Approval approval = submitted({"r", "", {{"approver", "", 1}}});
    const Person devi = people[3], bela = people[1];
    const model::Deciders by_author{people, {lends("asha", "devi")}};
    CHECK(deciders_on(approval, today, by_author) == Names{"chand", "esha"});
    CHECK(model::why_not(approval, devi, by_author, today) ==
          "devi cannot decide for asha: asha made it, and nobody approves what they made; somebody else must "
          "decide");
    const model::Deciders to_submitter{people, {lends("chand", "bela")}};
    CHECK_FALSE(model::seat_of(approval, "bela", to_submitter, today));
    CHECK(model::why_not(approval, bela, to_submitter, today).find("submitted it") != std::string::npos);
    // What devi said for chand was chand's word: he has none left, at this step or, with distinct people,
    // at another; and devi none of her own.
    Approval two = submitted({"r", "", {{"approver", "", 2}}});
    two = model::decided(two, {0, "devi", noon, Vote::approve, "", "d1", "chand", "G-chand"});
    CHECK(deciders_on(two, today) == Names{"esha"});
}

TEST_CASE("a delegate of whom is named decides at his own step first") {
    Route route{"r", "", {{"approver", "", 1}, {"", "devi", 1}}};
    route.steps[1].beside = true;
    route.distinct_people = false;
    const auto seat = model::seat_of(submitted(route), "devi", office, today);
    REQUIRE(seat);
    CHECK(seat->step == 1);
    CHECK(seat->for_person.empty());
    CHECK(model::seat_of(submitted(route), "devi", office, today, 0)->for_person == "chand");
}

TEST_CASE("steps are asked for by kind, type and series; a group keeps its order without its first step") {
    Route route{"r", "", {{"reviewer", "", 1}, {"approver", "", 1}, {"", "chand", 1}}};
    route.steps[0].only.types = {"procedure"};
    route.steps[1].beside = true;
    route.steps[1].only.kinds = {"document", "disposal"};
    route.steps[2].only.series = {"LR"};
    const auto asked = [&](const model::Submitted& what) {
        std::string text;
        for (const auto& step : model::route_for(route, what).steps)
            text += (step.beside ? "+" : " ") + step.role + step.person;
        return text;
    };
    CHECK(asked({"document", "procedure", {}}) == " reviewer+approver");
    CHECK(asked({"document", "form", {}}) == " approver");
    CHECK(asked({"disposal", "", {"LR", "LR-MUT"}}) == " approver chand");
    CHECK(asked({"override", "", {"MR"}}).empty());
    CHECK(model::route_for(route, {"document", "form", {}}).steps[0].beside == false);
}

TEST_CASE("unusable deadlines, groups and delegations are named") {
    Route route{"r", "", {{"reviewer", "", 1}}};
    route.steps[0].beside = true;
    CHECK(model::fault_of(route).find("no step before it") != std::string::npos);
    route.steps[0].beside = false;
    route.steps[0].escalate_to = "approver";
    CHECK(model::fault_of(route).find("no deadline") != std::string::npos);
    route.steps[0].within_days = 0;
    CHECK(model::fault_of(route).find("below one day") != std::string::npos);
    route.steps[0].within_days = 1;
    CHECK(model::fault_of(route).empty());
    Delegation lent = lends("chand", "devi");
    lent.reason = "leave";
    CHECK(model::fault_of(lent, today).empty());
    CHECK_FALSE(model::fault_of(lent, add(today, {.days = 1})).empty()); // over
    lent.from = add(today, {.days = 1});
    CHECK_FALSE(model::fault_of(lent, today).empty()); // ends before it begins
    lent = lends("chand", "chand");
    CHECK_FALSE(model::fault_of(lent, today).empty());
}
