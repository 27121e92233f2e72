// Every state × every command × everybody, for each thing that is approved, against docs/states.md. To write
// the tables anew after a change that is meant: ALMIRAH_WRITE=1 build/dev/tests/contract/contract
// "[#states_test]"
#include "contract/room.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

using namespace almirah;
using namespace almirah::test;
namespace fs = std::filesystem;

namespace {

/// Who tries. One column each; another dimension (a session with a key, and one without) is more of them.
struct Actor {
    const char *title, *login;
};

constexpr Actor actors[] = {{"author", "ravi"},    {"reviewer", "usha"}, {"approver", "asha"},
                            {"delegate", "kamla"}, {"officer", "kiran"}, {"outsider", "meena"}};

struct State {
    std::string name;
    std::function<void(Room&)> prepare; ///< In a room with the machine's first state.
};

struct Command {
    std::string name;
    std::function<void(Store&)> act;
};

struct Machine {
    std::string name;
    std::vector<State> states;
    std::vector<Command> commands;
    std::function<std::string(Store&)> state;
    std::set<std::string> final; ///< States that need all approvals of the route.
};

/// How many approvals the running approval has; every route here has two steps of one each.
bool is_reviewed(Store& store) {
    const auto all = store.approvals().list();
    return !all.empty() && all.back().state == ApprovalState::pending &&
           std::any_of(all.back().decisions.begin(), all.back().decisions.end(),
                       [](const Decision& decision) { return decision.approved(); });
}

std::string latest_approval(Store& store) {
    const auto all = store.approvals().list();
    return all.empty() ? "A-2026-0001" : all.back().id;
}

void vote(Store& store, Vote how) {
    store.approvals().decide(latest_approval(store), {how, how == Vote::approve ? "" : "x"});
}

void approve_as(Room& room, const char* login) {
    vote(room.as(login), Vote::approve);
}

void reviewed(Room& room) {
    approve_as(room, "usha");
}

void approved(Room& room) {
    approve_as(room, "usha");
    approve_as(room, "asha");
}

/// What is the same for all that is approved.
std::vector<Command> with_votes(std::vector<Command> own) {
    std::vector<Command> all{
        {"approve", [](Store& s) { vote(s, Vote::approve); }},
        {"reject", [](Store& s) { vote(s, Vote::reject); }},
        {"return", [](Store& s) { vote(s, Vote::return_for_change); }},
        {"abstain", [](Store& s) { vote(s, Vote::abstain); }},
        {"comment", [](Store& s) { s.approvals().comment(latest_approval(s), "x"); }},
        {"withdraw submission", [](Store& s) { s.approvals().withdraw(latest_approval(s), "x"); }}};
    own.insert(own.end(), all.begin(), all.end());
    return own;
}

/// Reviewer, then approver, for everything; kamla decides for asha.
void set_up(Room& room) {
    auto book = room.as("kiran").office();
    book.set_role({"checker", "Checker", {"approval.decide"}}, "x");
    book.add_person({"usha", "Usha", "", {"checker"}, true});
    book.set_route({"two", "", {{"checker", "", 1}, {"approver", "", 1}}}, "x");
    Policy policy = book.office().policy;
    for (const char* kind : {"document", "disposal", "schedule", "override", "hold-release"})
        policy.routes[kind] = "two";
    book.set_policy(policy, "x");
    Delegation lent;
    lent.by = "asha";
    lent.to = "kamla";
    lent.from = day("2026-05-01");
    lent.until = day("2026-12-31");
    lent.reason = "leave";
    room.as("asha").approvals().delegate(lent);
}

// ---- Documents

std::string document_state(Store& store) {
    const auto document = store.documents().get("QP-1");
    const Date today = day("2026-05-04");
    const auto effective = effective_revision(document, "", today);
    const int last = document.revisions.back().number;
    constexpr const char* names[] = {"draft", "in review", "approved", "effective", "superseded", "obsolete"};
    std::string state = names[static_cast<int>(state_on(document, last, today))];
    if (state == "in review" && is_reviewed(store)) state = "reviewed";
    return effective && *effective != last ? "effective + " + state : state;
}

void to_effective(Room& room) {
    room.as("ravi").documents().submit("QP-1");
    approved(room);
}

void to_approved(Room& room) {
    room.as("ravi").documents().submit("QP-1", day("2026-06-01"));
    approved(room);
}

void revise(Store& store) {
    store.documents().revise("QP-1", {bytes("a", "next")}, "x");
}

void submit(Store& store) {
    store.documents().submit("QP-1", day("2026-06-01"));
}

Machine document() {
    const auto second = [](std::function<void(Room&)> then) {
        return [then = std::move(then)](Room& room) {
            to_effective(room);
            revise(room.as("ravi"));
            then(room);
        };
    };
    Machine machine;
    machine.name = "document";
    machine.states = {{"draft", [](Room&) {}},
                      {"in review", [](Room& room) { submit(room.as("ravi")); }},
                      {"reviewed",
                       [](Room& room) {
                           submit(room.as("ravi"));
                           reviewed(room);
                       }},
                      {"approved", to_approved},
                      {"effective", to_effective},
                      {"obsolete",
                       [](Room& room) {
                           to_effective(room);
                           room.as("ravi").documents().withdraw("QP-1", "x");
                       }},
                      {"effective + draft", second([](Room&) {})},
                      {"effective + in review", second([](Room& room) { submit(room.as("ravi")); })},
                      {"effective + reviewed", second([](Room& room) {
                           submit(room.as("ravi"));
                           reviewed(room);
                       })},
                      {"effective + approved", second(to_approved)}};
    machine.commands =
        with_votes({{"revise", revise},
                    {"submit", submit},
                    {"issue", [](Store& s) { s.documents().issue("QP-1", day("2026-05-04")); }},
                    {"withdraw", [](Store& s) { s.documents().withdraw("QP-1", "x"); }}});
    machine.state = document_state;
    machine.final = {"approved", "effective", "effective + approved"};
    return machine;
}

// ---- Disposals

Machine disposal() {
    Machine machine;
    machine.name = "disposal";
    const auto propose = [](Room& room) { room.as("ravi").disposals().propose({}); };
    const auto ended = [=](Vote how) {
        return [=](Room& room) {
            propose(room);
            vote(room.as("usha"), how);
        };
    };
    machine.states = {{"due", [](Room&) {}},
                      {"proposed", propose},
                      {"reviewed",
                       [=](Room& room) {
                           propose(room);
                           reviewed(room);
                       }},
                      {"approved",
                       [=](Room& room) {
                           propose(room);
                           approved(room);
                       }},
                      {"rejected", ended(Vote::reject)},
                      {"returned", ended(Vote::return_for_change)},
                      {"withdrawn",
                       [=](Room& room) {
                           propose(room);
                           room.as("ravi").disposals().withdraw("D-2026-0001", "x");
                       }},
                      {"carried out", [=](Room& room) {
                           propose(room);
                           approved(room);
                           room.as("ravi").disposals().carry_out("D-2026-0001",
                                                                 {.method = "m", .witness = "w"});
                       }}};
    machine.commands = with_votes(
        {{"propose", [](Store& s) { s.disposals().propose({}); }},
         {"review",
          [](Store& s) {
              s.disposals().review("D-2026-0001", {{"C-1/2026/000001", Verdict::dispose, "", "", {}}});
          }},
         {"withdraw", [](Store& s) { s.disposals().withdraw("D-2026-0001", "x"); }},
         {"carry out",
          [](Store& s) { s.disposals().carry_out("D-2026-0001", {.method = "m", .witness = "w"}); }}});
    machine.state = [](Store& store) -> std::string {
        const auto lists = store.disposals().list();
        if (lists.empty()) return "due";
        constexpr const char* names[] = {"proposed",    "approved",  "rejected", "carrying out",
                                         "carried out", "withdrawn", "expired"};
        const auto state = lists.back().state;
        if (state != DisposalState::proposed) return names[static_cast<int>(state)];
        if (store.approvals().get(lists.back().approval).state == ApprovalState::returned) return "returned";
        return is_reviewed(store) ? "reviewed" : "proposed";
    };
    machine.final = {"approved", "carried out"};
    return machine;
}

// ---- Schedules

void load_draft(Store& store) {
    store.retention().load(reading({rule("C-1", "7y")}), {.draft = true, .effective_on = day("2026-06-01")});
}

Machine schedule() {
    Machine machine;
    machine.name = "schedule";
    const auto submit_it = [](Store& s) { s.retention().submit("GEN", 2); };
    const auto await = [=](Room& room) {
        load_draft(room.as("kiran"));
        submit_it(room.as("ravi"));
    };
    machine.states = {{"draft", [](Room& room) { load_draft(room.as("kiran")); }},
                      {"awaiting approval", await},
                      {"reviewed",
                       [=](Room& room) {
                           await(room);
                           reviewed(room);
                       }},
                      {"approved",
                       [=](Room& room) {
                           await(room);
                           approved(room);
                       }},
                      {"rejected", [=](Room& room) {
                           await(room);
                           vote(room.as("usha"), Vote::reject);
                       }}};
    machine.commands = with_votes({{"submit", submit_it}});
    machine.state = [](Store& store) {
        const std::string state = store.retention().schedules().back().state;
        return state == "awaiting approval" && is_reviewed(store) ? std::string("reviewed") : state;
    };
    machine.final = {"approved", "in force"};
    return machine;
}

// ---- Dates of records

Machine date() {
    Machine machine;
    machine.name = "override";
    constexpr const char* record = "C-1/2026/000001";
    const auto ask = [=](Store& s) { s.records().propose_override(record, {day("2031-01-01"), "x", "x"}); };
    const auto propose = [=](Room& room) { ask(room.as("ravi")); };
    const auto ended = [=](Vote how) {
        return [=](Room& room) {
            propose(room);
            vote(room.as("usha"), how);
        };
    };
    machine.states = {{"by rule", [](Room&) {}},
                      {"proposed", propose},
                      {"reviewed",
                       [=](Room& room) {
                           propose(room);
                           reviewed(room);
                       }},
                      {"approved",
                       [=](Room& room) {
                           propose(room);
                           approved(room);
                       }},
                      {"rejected", ended(Vote::reject)},
                      {"returned", ended(Vote::return_for_change)},
                      {"withdrawn", [=](Room& room) {
                           propose(room);
                           room.as("ravi").records().withdraw_override(record, "x");
                       }}};
    machine.commands = with_votes({{"propose", ask}});
    machine.state = [=](Store& store) -> std::string {
        const auto dates = store.records().get(record).overrides;
        if (dates.empty()) return "by rule";
        constexpr const char* names[] = {"proposed", "approved", "rejected", "withdrawn", "returned"};
        const std::string state = names[static_cast<int>(dates.back().state)];
        return state == "proposed" && is_reviewed(store) ? "reviewed" : state;
    };
    machine.final = {"approved"};
    return machine;
}

// ---- Releases of holds

Machine release() {
    Machine machine;
    machine.name = "hold-release";
    const auto ask = [](Store& s) { s.holds().release("H-2026-0001", "x"); };
    const auto submit_it = [=](Room& room) { ask(room.as("ravi")); };
    machine.states = {{"held", [](Room&) {}},
                      {"awaiting release", submit_it},
                      {"reviewed",
                       [=](Room& room) {
                           submit_it(room);
                           reviewed(room);
                       }},
                      {"released", [=](Room& room) {
                           submit_it(room);
                           approved(room);
                       }}};
    machine.commands =
        with_votes({{"release", ask},
                    {"extend", [](Store& s) { s.holds().extend("H-2026-0001", {"C-1/2026/000001"}); }}});
    machine.state = [](Store& store) -> std::string {
        const Hold hold = store.holds().get("H-2026-0001");
        if (!hold.active()) return "released";
        if (!hold.awaits_release()) return "held";
        return is_reviewed(store) ? "reviewed" : "awaiting release";
    };
    machine.final = {"released"};
    return machine;
}

/// The room of a machine's first state: a document QP-1 in draft, or a record that is due, or one on hold.
void furnish(Room& room, const Machine& machine) {
    set_up(room);
    if (machine.name == "document") {
        Document made;
        made.number = "QP-1";
        made.title = "Procedure";
        room.as("ravi").documents().create(made, {bytes("a", "first")}, "x");
    }
    if (machine.name != "document") room.closed("C-1", "2020-01-01");
    if (machine.name == "hold-release") {
        const auto held = room.closed("C-3", "2020-01-01");
        room.as("ravi").holds().place({.reason = "case", .records = {held}});
    }
}

using Row = std::vector<std::string>; // state, command, and what comes of it for each actor

/// Everybody's try of every command in one state. What is refused must leave the store as it was, so that
/// the same store serves until something is done.
std::vector<Row> rows_of(const Machine& machine, const State& state) {
    Room room;
    furnish(room, machine);
    state.prepare(room);
    REQUIRE(machine.state(room.store()) == state.name);
    const Folder folder;
    const std::string kept = folder / "kept", tried = folder / "tried";
    room.while_closed([&] { fs::copy(room.directory(), kept, fs::copy_options::recursive); });
    const auto fresh = [&] {
        fs::remove_all(tried);
        fs::copy(kept, tried, fs::copy_options::recursive);
    };
    fresh();
    std::vector<Row> rows;
    for (const Command& command : machine.commands) {
        Row row{state.name, command.name};
        for (const Actor& actor : actors) {
            INFO(machine.name << ": " << state.name << ": " << command.name << " by " << actor.title);
            Failure failure;
            {
                Store store = Store::open(tried, room.options(actor.login));
                const auto head = store.trust().checkpoint().head;
                failure = failure_of([&] { command.act(store); });
                row.push_back(failure.what.empty() ? "**" + machine.state(store) + "**" : failure.code);
                if (!failure.what.empty()) {
                    REQUIRE(store.trust().checkpoint().head == head);
                    REQUIRE(machine.state(store) == state.name);
                }
            }
            if (failure.what.empty()) fresh();
        }
        rows.push_back(row);
    }
    return rows;
}

std::string line(const Row& row) {
    std::string text = "|";
    for (const auto& cell : row)
        text += " " + cell + " |";
    return text + "\n";
}

std::string table_of(const std::vector<Row>& rows) {
    Row heads{"state", "command"};
    for (const Actor& actor : actors)
        heads.push_back(actor.title);
    std::string text = line(heads) + line(Row(heads.size(), "---"));
    std::string above;
    for (Row row : rows) {
        if (std::exchange(above, row[0]) == row[0]) row[0] = "";
        text += line(row);
    }
    return text;
}

/// What the page says between the marks of a machine; `write` puts a table in its place.
std::string table_in_page(const Machine& machine, const std::string* write) {
    const std::string path = std::string(ALMIRAH_SOURCE_DIR) + "/docs/states.md";
    std::stringstream read;
    read << std::ifstream(path).rdbuf();
    std::string page = read.str();
    const std::string begin = "<!-- " + machine.name + " -->\n", end = "<!-- end -->";
    const std::size_t from = page.find(begin) + begin.size(), to = page.find(end, from);
    REQUIRE(page.find(begin) != page.npos);
    REQUIRE(to != page.npos);
    if (!write) return page.substr(from, to - from);
    page.replace(from, to - from, *write);
    std::ofstream(path) << page;
    return *write;
}

/// Read off the table: a state that needs all approvals is entered by the approver's word after the
/// reviewer's, and in no other way; and a change takes the words back.
void check_ways(const Machine& machine, const std::vector<Row>& rows) {
    const auto is_final = [&](const std::string& state) { return machine.final.contains(state); };
    const auto ends_with = [](const std::string& text, const std::string& end) {
        return text.ends_with(end);
    };
    std::size_t entries = 0;
    for (const Row& row : rows)
        for (std::size_t i = 2; i < row.size(); ++i) {
            if (row[i][0] != '*') continue;
            const std::string to = row[i].substr(2, row[i].size() - 4), who = actors[i - 2].title;
            INFO(row[0] << ": " << row[1] << " by " << who << ": " << to);
            if (is_final(to) && !is_final(row[0]) && !row[0].starts_with("effective")) {
                CHECK(row[0] == "reviewed");
                CHECK(row[1] == "approve");
                CHECK((who == "approver" || who == "delegate"));
                ++entries;
            }
            if (to == "effective + approved" && row[0] != to) {
                CHECK(row[0] == "effective + reviewed");
                CHECK(row[1] == "approve");
                CHECK((who == "approver" || who == "delegate"));
            }
            // It stays reviewed where nothing is decided; it becomes so by the reviewer alone.
            if (ends_with(to, "reviewed") && !ends_with(row[0], "reviewed")) {
                CHECK(row[1] == "approve");
                CHECK(who == "reviewer");
            }
        }
    CHECK(entries == 2);
}

} // namespace

TEST_CASE("what everybody may do in every state is what docs/states.md says") {
    const Machine machine = GENERATE(values({document(), disposal(), schedule(), date(), release()}));
    std::vector<Row> rows;
    for (const State& state : machine.states)
        for (auto& row : rows_of(machine, state))
            rows.push_back(std::move(row));
    check_ways(machine, rows);
    const std::string found = table_of(rows);
    CHECK(table_in_page(machine, std::getenv("ALMIRAH_WRITE") ? &found : nullptr) == found);
}

// The office's clock decides which day it is. Set forward, set back, or of another zone: at no instant are
// two revisions in force.
TEST_CASE("at no instant are two revisions in force, whatever the clock and the zone") {
    const auto in_force = [](Room& room) {
        const auto document = room.store().documents().get("QP-1");
        const Date today = date_of(
            room.now() + std::chrono::minutes(room.store().office().office().policy.utc_offset_minutes));
        return std::count_if(document.revisions.begin(), document.revisions.end(), [&](const Revision& r) {
            return state_on(document, r.number, today) == RevisionState::effective;
        });
    };
    for (const int zone : {-720, -330, 0, 330, 840}) {
        for (const int back_hours : {0, 30}) {
            Room room;
            auto book = room.as("kiran").office();
            Policy policy = book.office().policy;
            policy.utc_offset_minutes = zone;
            book.set_policy(policy, "x");
            Document made;
            made.number = "QP-1";
            made.title = "Procedure";
            room.as("ravi").documents().create(made, {bytes("a", "1")}, "x");
            room.as("ravi").documents().submit("QP-1", day("2026-05-06"));
            room.as("asha").documents().approve("QP-1");
            room.later(std::chrono::hours(48 - 24 * (zone < 0)) + std::chrono::minutes(720 - zone) -
                       std::chrono::seconds(6 * 3600 + 1)); // about the office's midnight
            CHECK(in_force(room) <= 1);
            try {
                room.as("ravi").documents().revise("QP-1", {bytes("a", "2")}, "x");
                room.later(-std::chrono::hours(back_hours));
                room.as("ravi").documents().submit("QP-1");
                room.as("asha").documents().approve("QP-1");
            } catch (const Error& error) {
                FAIL(error.what());
            }
            policy.utc_offset_minutes = -zone;
            room.as("kiran").office().set_policy(policy, "moved");
            room.later(-std::chrono::hours(72));
            long most = 0;
            for (int half_hours = 0; half_hours < 2 * 24 * 6; ++half_hours) {
                room.later(std::chrono::minutes(30));
                most = std::max(most, static_cast<long>(in_force(room)));
            }
            INFO("zone " << zone << ", set back " << back_hours);
            CHECK(most == 1);
        }
    }
}
