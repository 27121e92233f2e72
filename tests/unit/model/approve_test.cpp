#include "almirah/error.hpp"
#include "model/approve.hpp"
#include "model/permission.hpp"
#include "support/catch.hpp"

#include <algorithm>

using namespace almirah;

namespace {

Person person(const char* login, std::set<std::string> roles) {
    return {login, login, "", std::move(roles), true};
}

Approval approval_of(std::vector<RouteStep> steps) {
    Approval approval;
    approval.id = "A-2026-0001";
    approval.digest = "d1";
    approval.author = "asha";
    approval.submitted_by = "bela";
    approval.route.code = "document";
    approval.route.steps = std::move(steps);
    return approval;
}

Decision yes(const char* by, const char* digest = "d1", std::size_t step = 0) {
    return {step, by, {}, Vote::approve, "", digest};
}

constexpr Date today{std::chrono::year{2026}, std::chrono::May, std::chrono::day{4}};

std::string why_not(const Approval& approval, const Person& who) {
    return model::why_not(approval, who, {{who}}, today);
}

} // namespace

TEST_CASE("a route goes step by step, each with its quorum") {
    Approval approval = approval_of({{"approver", "", 2}, {"", "chief", 1}});
    CHECK(model::waiting_step(approval) == 0U);
    approval = model::decided(approval, yes("chand"));
    CHECK(model::waiting_step(approval) == 0U);
    CHECK(why_not(approval, person("chand", {"approver"})) == "chand has decided this step");
    approval = model::decided(approval, yes("devi"));
    CHECK(model::waiting_step(approval) == 1U);
    CHECK(approval.state == ApprovalState::pending);
    CHECK(why_not(approval, person("esha", {"approver"})) == "esha is not asked: the route asks for chief");
    CHECK(why_not(approval, person("chief", {})).empty());
    approval = model::decided(approval, yes("chief", "d1", 1));
    CHECK(approval.state == ApprovalState::approved);
    CHECK(approval.decisions[2].step == 1);
    CHECK_FALSE(model::waiting_step(approval));
    CHECK_THROWS_AS(model::decided(approval, yes("esha")), Error);
}

TEST_CASE("author, submitter, outsiders and those who left do not decide") {
    Approval approval = approval_of({{"approver", "", 1}, {"approver", "", 1}});
    CHECK_FALSE(why_not(approval, person("asha", {"approver"})).empty());
    CHECK_FALSE(why_not(approval, person("bela", {"approver"})).empty());
    CHECK(why_not(approval, person("chand", {"clerk"})) ==
          "chand is not asked: the route asks for role approver");
    Person left = person("devi", {"approver"});
    left.active = false;
    CHECK_FALSE(why_not(approval, left).empty());
    const std::vector<Person> people{person("asha", {"approver"}), person("chand", {"approver"}), left};
    CHECK(model::may_decide(approval, {people}, today) == std::vector<std::string>{"chand"});

    approval = model::decided(approval, yes("chand"));
    CHECK_FALSE(why_not(approval, person("chand", {"approver"})).empty()); // different people
    approval.route.distinct_people = false;
    CHECK(why_not(approval, person("chand", {"approver"})).empty());
    approval.route.author_excluded = false;
    CHECK(why_not(approval, person("asha", {"approver"})).empty());
}

TEST_CASE("whoever wrote a part is kept out, with his delegates") {
    Approval approval = approval_of({{"approver", "", 1}});
    approval.coauthors = {"chand"};
    const Person chand = person("chand", {"approver"}), devi = person("devi", {"approver"});
    CHECK(why_not(approval, chand) ==
          "chand wrote part of it, and nobody approves what they wrote; somebody else must decide");
    CHECK(why_not(approval, devi).empty());
    Delegation lent{"G-2026-0001", "chand", "esha", today, today, {}, "leave", "chand"};
    model::Deciders deciders{{chand, person("esha", {})}, {lent}};
    CHECK(model::may_decide(approval, deciders, today).empty());
    approval.route.author_excluded = false;
    CHECK(model::may_decide(approval, deciders, today) == std::vector<std::string>{"chand", "esha"});
}

TEST_CASE("another's right that somebody made over to himself is nobody's") {
    const Approval approval = approval_of({{"approver", "", 1}});
    Delegation lent{"G-2026-0001", "devi", "esha", today, today, {}, "leave", "esha"};
    model::Deciders deciders{{person("devi", {"approver"}), person("esha", {})}, {lent}};
    CHECK(model::may_decide(approval, deciders, today) == std::vector<std::string>{"devi"});
    CHECK(model::fault_of(lent, today).find("over to himself") != std::string::npos);
    deciders.delegations[0].made_by = "chand";
    CHECK(model::may_decide(approval, deciders, today) == std::vector<std::string>{"devi", "esha"});
    CHECK(model::fault_of(deciders.delegations[0], today).empty());
}

TEST_CASE("a step that was left out is asked for when the subject has become another, never for the kind") {
    Route route;
    route.steps = {{"approver", "", 1}, {"", "chief", 1}, {"clerk,auditor", "", 1}, {"other", "", 1}};
    route.steps[1].only.series = {"LR"};
    route.steps[2].only.types = {"charter"};
    route.steps[3].only = {{"document"}, {}, {"LR"}};
    Approval approval;
    approval.left_out = model::left_out_of(route, {"disposal", "", {"C-1"}});
    REQUIRE(approval.left_out.size() == 2);
    CHECK_FALSE(model::asked_since(approval, {"", "form", {"C-3"}}));
    CHECK(model::asked_in_words(*model::asked_since(approval, {"", "", {"LR-MUT", "LR"}})) == "chief");
    CHECK(model::asked_in_words(*model::asked_since(approval, {"", "charter", {}})) ==
          "role clerk or auditor");
    CHECK(model::left_out_of(route, {"disposal", "charter", {"LR"}}).empty());
}

TEST_CASE("any of several roles will do") {
    const Approval approval = approval_of({{"approver,records-officer", "", 1}});
    CHECK(why_not(approval, person("chand", {"records-officer"})).empty());
    CHECK(why_not(approval, person("devi", {"approver"})).empty());
    CHECK_FALSE(why_not(approval, person("esha", {"approver,records-officer"})).empty());
    CHECK(why_not(approval, person("farah", {"clerk"})) ==
          "farah is not asked: the route asks for role approver or records-officer");
}

TEST_CASE("a decision binds to exactly what was submitted") {
    const Approval approval = approval_of({{"approver", "", 1}});
    CHECK_THROWS_AS(model::decided(approval, yes("chand", "d2")), Error);
    Approval stale = approval; // decided while other content was submitted
    stale.decisions.push_back(yes("chand", "d0"));
    CHECK(model::waiting_step(stale) == 0U);
}

TEST_CASE("one rejection ends it") {
    Decision no = yes("chand");
    no.vote = Vote::reject;
    no.reason = "scope missing";
    const Approval approval = model::decided(approval_of({{"approver", "", 2}}), no);
    CHECK(approval.state == ApprovalState::rejected);
    CHECK_FALSE(model::waiting_step(approval));
    CHECK(why_not(approval, person("devi", {"approver"})) == "approval A-2026-0001 is rejected already");
}

TEST_CASE("unusable routes are named") {
    const auto fault = [](std::vector<RouteStep> steps) {
        Route route;
        route.code = "R";
        route.steps = std::move(steps);
        return model::fault_of(route);
    };
    CHECK(fault({{"approver", "", 1}}).empty());
    CHECK_FALSE(fault({}).empty());
    CHECK_FALSE(fault({{"approver", "chief", 1}}).empty());
    CHECK_FALSE(fault({{"", "", 1}}).empty());
    CHECK_FALSE(fault({{",", "", 1}}).empty());
    CHECK_FALSE(fault({{"approver", "", 0}}).empty());
    CHECK_FALSE(fault({{"", "chief", 2}}).empty());
    CHECK_FALSE(fault({{"", "chief", 1}, {"", "chief", 1}}).empty());
}

TEST_CASE("roles grant only permissions that there are, and founders can do everything together") {
    const auto& permissions = model::all_permissions();
    CHECK(std::is_sorted(permissions.begin(), permissions.end()));
    std::set<std::string> known, founders;
    for (const auto& [name, sentence] : permissions) {
        known.insert(name);
        CHECK(sentence.back() == '.');
    }
    std::set<std::string> codes;
    for (const Role& role : model::founding_roles()) {
        codes.insert(role.code);
        for (const std::string& permission : role.permissions)
            CHECK(known.count(permission) == 1);
        if (role.code == "administrator" || role.code == "records-officer")
            founders.insert(role.permissions.begin(), role.permissions.end());
    }
    CHECK(founders == known);
    CHECK(codes == std::set<std::string>{"administrator", "approver", "auditor", "clerk", "record-keeper",
                                         "records-officer"});
    for (const Route& route : model::founding_routes())
        CHECK(model::fault_of(route).empty());
}

TEST_CASE("only active people have permissions, through their roles") {
    const auto roles = model::founding_roles();
    Person clerk = person("chand", {"clerk"});
    CHECK(model::grants(clerk, roles, "record.file"));
    CHECK_FALSE(model::grants(clerk, roles, "disposal.carry-out"));
    CHECK_FALSE(model::grants(clerk, roles, "no.such"));
    clerk.active = false;
    CHECK_FALSE(model::grants(clerk, roles, "record.file"));
}
