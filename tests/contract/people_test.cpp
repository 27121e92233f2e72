// People, roles, desks, places, routes, policy.
#include "contract/room.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

Person person(const std::string& login, std::set<std::string> roles) {
    return {login, "Some Body", "", std::move(roles), true};
}

} // namespace

TEST_CASE("people come back as they were added, sorted by login") {
    Room room;
    auto book = room.as("kiran").office();
    book.add_person({"bina", "बीना \"दीदी\" देवी", "bina@example.org", {"clerk", "auditor"}, true});
    CHECK(book.person("bina").name == "बीना \"दीदी\" देवी");
    CHECK(book.person("bina").roles == std::set<std::string>{"auditor", "clerk"});
    std::vector<std::string> logins;
    for (const auto& one : book.people())
        logins.push_back(one.login);
    CHECK(logins == std::vector<std::string>{"asha", "bina", "dinesh", "kamla", "kiran", "meena", "ravi"});
}

TEST_CASE("a bad person is not added") {
    Room room;
    auto book = room.as("kiran").office();
    for (const char* login : {"", "Bina", "b na", "bina/..", "बीना", "-bina"})
        CHECK(code_of([&] { book.add_person(person(login, {"clerk"})); }) == "invalid-argument");
    CHECK(code_of([&] { book.add_person(person("bina", {"emperor"})); }) == "invalid-argument");
    CHECK(code_of([&] { book.add_person({"bina", "", "", {"clerk"}, true}); }) == "invalid-argument");
    CHECK(code_of([&] { book.add_person({"bina", "\xff\xfe", "", {"clerk"}, true}); }) == "invalid-argument");
    const auto again = failure_of([&] { book.add_person(person("dinesh", {"clerk"})); });
    CHECK(again.code == "already-exists");
    CHECK(again.says("dinesh"));
    CHECK(code_of([&] { book.person("bina"); }) == "not-found");
    CHECK(code_of([&] { book.person("../kiran"); }) == "not-found");
}

// `vandana.` beside `vandana`: history shows the one as the other.
TEST_CASE("a login that is easily taken for another one is not given") {
    Room room;
    auto book = room.as("kiran").office();
    book.add_person(person("v.sharma", {"clerk"}));
    for (const char* login : {"dinesh.", "dinesh-", "v..sharma", "v.-sharma", "v-sharma", "v.sharma.",
                              ".dinesh", "a1-", "kama--l"}) {
        INFO(login);
        CHECK(code_of([&] { book.add_person(person(login, {"clerk"})); }) == "invalid-argument");
    }
    book.add_person(person("vsharma", {"clerk"}));
    book.add_person(person("dinesh2", {"clerk"}));
    book.add_person(person("bill", {"clerk"}));
    const auto failure = failure_of([&] { book.add_person(person("bi1l", {"clerk"})); });
    CHECK(failure.says("bill"));
    Founding founding;
    founding.office.code = "BSR";
    founding.office.name = "Office";
    founding.administrator = {"kiran.", "Kiran", "", {}, true};
    CHECK(code_of([&] { (void)Store::create(room.folder() / "other", founding, room.options("kiran.")); }) ==
          "invalid-argument");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("a store that has such logins keeps them") {
    Room room;
    room.while_closed([&] {
        const auto done = run(
            "cd " + quoted(room.directory()) +
            " && export GIT_INDEX_FILE=../foreign GIT_AUTHOR_NAME=x GIT_AUTHOR_EMAIL=x GIT_COMMITTER_NAME=x "
            "GIT_COMMITTER_EMAIL=x \"GIT_AUTHOR_DATE=$(git log -1 --format=%cI register)\" "
            "\"GIT_COMMITTER_DATE=$(git log -1 --format=%cI register)\" && git read-tree register && "
            "vault=$(git log -1 --format=%B register | "
            "sed -n "
            "'s/^Vault: //p') && blob=$(git show register:people/dinesh.json | sed "
            "'s/\"dinesh\"/\"dinesh.\"/' | "
            "git hash-object -w --stdin) && git update-index --add --cacheinfo "
            "100644,$blob,people/dinesh..json "
            "&& git update-ref refs/heads/register $(printf 'Add\n\nVault: %s\n' $vault | git commit-tree "
            "$(git write-tree) -p register)");
        INFO(done.out);
        REQUIRE(done.status == 0);
    });
    CHECK(room.store().office().person("dinesh.").name == "Dinesh Sahu");
    room.as("dinesh.").records().file(filing("LR", "T"));
    for (const auto& finding : room.verify().findings) // of the entry that git wrote, and of no other
        CHECK((finding.severity == Severity::note || finding.object == "entry 8"));
}

// A name with '<' or a line break in it would end git's author line early, and fsck would call the store
// broken.
TEST_CASE("names and addresses that git would stumble over are refused or harmless") {
    Room room;
    auto book = room.as("kiran").office();
    for (const char* name : {"Bina <root@host>", "Bina\nDevi", "Bina\n\nVault: 0", "<>", "."}) {
        Person odd = person("bina", {"clerk"});
        odd.name = name;
        if (code_of([&] { book.add_person(odd); }) != "nothing was thrown") continue;
        room.as("bina").records().file(filing("LR", "T"));
        odd.active = false;
        room.as("kiran").office().change_person(odd, "test");
        break;
    }
    Person odd = person("chandu", {"clerk"});
    odd.email = "a b<c>\n@x";
    if (code_of([&] { room.as("kiran").office().add_person(odd); }) == "nothing was thrown")
        room.as("chandu").records().file(filing("LR", "T"));
    const auto fsck = git(room.directory(), "fsck --strict --full");
    INFO(fsck.out);
    CHECK(fsck.status == 0);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("a person who left can no longer act and stays in the register") {
    Room room;
    Person dinesh = room.store().office().person("dinesh");
    dinesh.active = false;
    room.as("kiran").office().change_person(dinesh, "transferred to another office");
    const auto failure = failure_of([&] { room.as("dinesh").records().file(filing("LR", "T")); });
    CHECK(failure.code == "refused");
    CHECK(failure.rule == "record.file");
    CHECK(failure.says("no longer active"));
    CHECK_FALSE(room.store().office().person("dinesh").active);
    CHECK(code_of([&] { room.as("kiran").office().add_person(person("dinesh", {"clerk"})); }) ==
          "already-exists");
}

TEST_CASE("roles change at once, for whoever holds them") {
    Room room;
    Person meena = room.store().office().person("meena");
    CHECK(code_of([&] { room.as("meena").records().file(filing("LR", "T")); }) == "refused");
    meena.roles = {"clerk"};
    room.as("kiran").office().change_person(meena, "promoted");
    CHECK(room.as("meena").records().file(filing("LR", "T")) == "LR/2026/000001");
    room.as("kiran").office().set_role({"clerk", "Clerk", {"record.close"}}, "no filing any more");
    CHECK(code_of([&] { room.as("meena").records().file(filing("LR", "T")); }) == "refused");
    room.as("kiran").office().set_role({"filer", "Filer", {"record.file"}}, "a new role");
    meena.roles = {"filer"};
    room.as("kiran").office().change_person(meena, "files again");
    CHECK(room.as("meena").records().file(filing("LR", "T")) == "LR/2026/000002");
}

TEST_CASE("a role with an unknown permission is refused") {
    Room room;
    auto book = room.as("kiran").office();
    const auto failure = failure_of([&] { book.set_role({"tsar", "Tsar", {"record.burn"}}, ""); });
    CHECK(failure.code == "invalid-argument");
    CHECK(failure.says("record.burn"));
    CHECK(code_of([&] { book.set_role({"Bad Name", "x", {}}, ""); }) == "invalid-argument");
    CHECK(code_of([&] { book.set_role({"../x", "x", {}}, ""); }) == "invalid-argument");
    CHECK(book.roles().size() == 6);
}

TEST_CASE("somebody always stays who can give out roles") {
    Room room;
    auto book = room.as("kiran").office();
    Person kiran = book.person("kiran");
    kiran.active = false;
    const auto failure = failure_of([&] { book.change_person(kiran, "leaves"); });
    CHECK(failure.code == "refused");
    CHECK(failure.object == "kiran");
    kiran.active = true;
    kiran.roles = {"clerk"};
    CHECK(code_of([&] { book.change_person(kiran, "demoted"); }) == "refused");
    book.add_person(person("leela", {"administrator"}));
    book.change_person(kiran, "demoted");
    CHECK(room.store().office().person("kiran").roles == std::set<std::string>{"clerk"});
}

// The rule above could be walked around: take the permission out of the role instead of the role from the
// person.
TEST_CASE("the last role that can give out roles keeps its permission") {
    Room room;
    auto book = room.as("kiran").office();
    const auto failure = failure_of([&] {
        book.set_role({"administrator", "A", {"office.manage"}}, "less");
    });
    CHECK(failure.code == "refused");
    CHECK(failure.rule == "person.manage");
    book.set_role({"head", "Head", {"person.manage"}}, "another");
    Person ravi = book.person("ravi");
    ravi.roles.insert("head");
    book.change_person(ravi, "head now");
    book.set_role({"administrator", "A", {"office.manage"}}, "less");
    CHECK(code_of([&] { book.set_role({"administrator", "A", {"person.manage"}}, "back"); }) == "refused");
}

TEST_CASE("a change that changes nothing makes no entry") {
    Room room;
    auto book = room.as("kiran").office();
    const auto before = room.store().trust().history().size();
    book.change_person(book.person("dinesh"), "nothing");
    book.set_policy(book.office().policy, "nothing");
    CHECK(room.store().trust().history().size() == before);
    CHECK(code_of([&] { book.change_person(person("nobody", {}), "x"); }) == "not-found");
}

TEST_CASE("desks and places are kept, each lying in one that is there") {
    Room room;
    auto book = room.as("kiran").office();
    book.add_desk({"D07", "Land records", "dinesh", 15});
    CHECK(book.desks().at(0).service_limit_days == 15);
    CHECK(code_of([&] { book.add_desk({"D07", "x", "", {}}); }) == "already-exists");
    CHECK(code_of([&] { book.add_desk({"D08", "x", "nobody", {}}); }) == "not-found");
    CHECK(code_of([&] { book.add_desk({"d 8", "x", "", {}}); }) == "invalid-argument");
    CHECK(book.add_desks({{"D07", "x", "", {}}, {"D08", "Nazul", "dinesh", {}}, {"D09", "Nazarat", "", 7}}) ==
          2);
    CHECK(book.add_desks({{"D09", "x", "", {}}}) == 0);
    CHECK(code_of([&] {
              book.add_desks({{"D10", "x", "", {}}, {"D11", "x", "nobody", {}}});
          }) == "not-found");
    CHECK(code_of([&] { book.add_desks({{"D10", "x", "", {}}, {"D11", "x", "../x", {}}}); }) == "not-found");
    CHECK(book.desks().size() == 3);
    book.add_place({"R1", "Hall", "room", {}});
    book.add_place({"R1/A01", "", "almirah", 200});
    CHECK(code_of([&] { book.add_place({"R1", "x", "", {}}); }) == "already-exists");
    CHECK(code_of([&] { book.add_place({"R2/A01", "x", "", {}}); }) == "not-found");
    CHECK(code_of([&] { book.add_place({"R3", "x", "cellar", {}}); }) == "invalid-argument");
    CHECK(code_of([&] { book.add_place({"R1/../R2", "x", "", {}}); }) == "invalid-argument");
    CHECK(code_of([&] { book.add_place({"R4", "x", "", -1}); }) == "invalid-argument");
    CHECK(book.add_places({{"R1", "", "", {}}, {"R5", "", "room", {}}, {"R5/A1", "", "", {}}}) == 2);
    CHECK(book.add_places({{"R5", "", "", {}}}) == 0);
    CHECK(code_of([&] { book.add_places({{"R6", "", "", {}}, {"R9/A1", "", "", {}}}); }) == "not-found");
    CHECK(book.places().size() == 4);
}

TEST_CASE("routes that nobody could walk are refused") {
    Room room;
    auto book = room.as("kiran").office();
    CHECK(code_of([&] { book.set_route({"empty", "", {}}, ""); }) == "invalid-argument");
    CHECK(code_of([&] { book.set_route({"none", "", {{"", "", 1}}}, ""); }) == "invalid-argument");
    CHECK(code_of([&] { book.set_route({"both", "", {{"clerk", "asha", 1}}}, ""); }) == "invalid-argument");
    CHECK(code_of([&] { book.set_route({"zero", "", {{"clerk", "", 0}}}, ""); }) == "invalid-argument");
    CHECK(code_of([&] { book.set_route({"who", "", {{"", "nobody", 1}}}, ""); }) == "not-found");
    CHECK(code_of([&] { book.set_route({"role", "", {{"emperor", "", 1}}}, ""); }) == "invalid-argument");
    book.set_route({"either", "", {{"approver,records-officer", "", 1}}}, "a step may name several roles");
    CHECK(book.routes().size() == 3);
}

TEST_CASE("a policy that makes no sense is refused") {
    Room room;
    auto book = room.as("kiran").office();
    const Policy good = book.office().policy;
    for (const int month : {0, 13, -4}) {
        Policy bad = good;
        bad.financial_year_start_month = month;
        CHECK(code_of([&] { book.set_policy(bad, ""); }) == "invalid-argument");
    }
    Policy unknown = good;
    unknown.routes["document"] = "nowhere";
    CHECK(code_of([&] { book.set_policy(unknown, ""); }) == "invalid-argument");
    Policy negative = good;
    negative.appraisal_after_years = -1;
    CHECK(code_of([&] { book.set_policy(negative, ""); }) == "invalid-argument");
    Policy flat = good;
    flat.place_levels.clear();
    CHECK(code_of([&] { book.set_policy(flat, ""); }) == "invalid-argument");
    CHECK(book.office().policy == good);
}

TEST_CASE("today is the office's civil date") {
    Room room;
    Policy policy = room.store().office().office().policy;
    policy.utc_offset_minutes = 330;
    room.as("kiran").office().set_policy(policy, "India");
    room.set_today("2026-12-31");
    room.later(std::chrono::hours(13)); // 19:00 UTC is 00:30 of the next day in India
    CHECK(room.as("dinesh").records().file(filing("LR", "T")) == "LR/2027/000001");
    CHECK(to_string(room.store().records().get("LR/2027/000001").filed) == "2027-01-01");
}
