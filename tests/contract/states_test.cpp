// Every state × every command × everybody, for each thing that is approved, against docs/states.md. To write
// the tables anew after a change that is meant: ALMIRAH_WRITE=1 build/dev/tests/contract/contract
// "[#states_test]"
#include "contract/machines.hpp"
#include "contract/signed_room.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace almirah;
using namespace almirah::test;
namespace fs = std::filesystem;

namespace {

/// Who tries. One column each.
struct Actor {
    const char *title, *login;
};

constexpr Actor actors[] = {{"author", "ravi"},    {"reviewer", "usha"}, {"approver", "asha"},
                            {"delegate", "kamla"}, {"officer", "kiran"}, {"outsider", "meena"}};

using Row = std::vector<std::string>; // state, command, and what comes of it for each actor

/// The path of the key that a person has at hand; "": none.
using KeyAtHand = std::function<std::string(const std::string& login)>;

/// A store in one state, and copies of it that everybody tries every command on. What is refused must leave
/// a copy as it was, so that the same one serves until something is done.
class Trial {
public:
    Trial(Room& room, const Machine& machine, const State& state)
        : room_(room), machine_(machine), state_(state) {
        room_.while_closed([&] { fs::copy(room_.directory(), kept_, fs::copy_options::recursive); });
        renew();
    }

    std::vector<Row> rows(const KeyAtHand& key) {
        std::vector<Row> rows;
        for (const Command& command : machine_.commands) {
            Row row{state_.name, command.name};
            for (const Actor& actor : actors) {
                INFO(machine_.name << ": " << state_.name << ": " << command.name << " by " << actor.title);
                row.push_back(cell(command, actor, key(actor.login)));
            }
            rows.push_back(row);
        }
        return rows;
    }

private:
    std::string cell(const Command& command, const Actor& actor, const std::string& key) {
        std::string said;
        {
            Store store = Store::open(tried_, room_.options(actor.login));
            const auto head = store.trust().checkpoint().head;
            const Failure failure = failure_of([&] {
                if (!key.empty()) store.sign_with(key_file_signer(key));
                command.act(store);
            });
            store.sign_with({});
            if (!failure.what.empty()) {
                REQUIRE(store.trust().checkpoint().head == head);
                REQUIRE(machine_.state(store) == state_.name);
                return failure.code;
            }
            said = "**" + machine_.state(store) + "**";
        }
        renew();
        return said;
    }

    void renew() {
        fs::remove_all(tried_);
        fs::copy(kept_, tried_, fs::copy_options::recursive);
    }

    Room& room_;
    const Machine& machine_;
    const State& state_;
    const Folder folder_;
    const std::string kept_ = folder_ / "kept", tried_ = folder_ / "tried";
};

void enter(Room& room, const Machine& machine, const State& state) {
    furnish(room, machine);
    state.prepare(room);
    REQUIRE(machine.state(room.store()) == state.name);
}

void append(std::vector<Row>& rows, std::vector<Row> more) {
    rows.insert(rows.end(), more.begin(), more.end());
}

bool is_done(const std::string& cell) {
    return cell.starts_with("**");
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
            if (!is_done(row[i])) continue;
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
    const Machine machine = GENERATE(from_range(machines()));
    std::vector<Row> rows;
    for (const State& state : machine.states) {
        Room room;
        enter(room, machine, state);
        append(rows, Trial(room, machine, state).rows([](const auto&) { return ""; }));
    }
    check_ways(machine, rows);
    const std::string found = table_of(rows);
    CHECK(table_in_page(machine, std::getenv("ALMIRAH_WRITE") ? &found : nullptr) == found);
}

// One more dimension of the same tables: with one's own key each cell is as before; without, or with a key
// that is nobody's, nothing at all is done.
TEST_CASE("where everything must be signed, nobody does anything without his own key") {
    const Machine machine = GENERATE(from_range(machines()));
    std::vector<Row> signed_rows;
    for (const State& state : machine.states) {
        SignedRoom room;
        enter(room, machine, state);
        for (const char* login : {"usha", "kamla", "meena"})
            room.add_key(login, login);
        Policy policy = room.store().office().office().policy;
        policy.signed_operations = {"*"};
        room.signing("kiran").office().set_policy(policy, "x");
        room.later(std::chrono::minutes(1));
        Trial trial(room, machine, state);
        const auto with = trial.rows([&](const std::string& login) { return room.key(login); });
        append(signed_rows, with);
        for (const std::string key : {"", "stray"}) {
            const auto without = trial.rows([&](auto&) { return key.empty() ? "" : room.key(key); });
            for (std::size_t row = 0; row < with.size(); ++row)
                for (std::size_t i = 2; i < with[row].size(); ++i) {
                    INFO(machine.name << ": " << with[row][0] << ": " << with[row][1] << " by "
                                      << actors[i - 2].title << ", key '" << key << "'");
                    if (is_done(with[row][i])) CHECK(without[row][i] == "refused");
                    CHECK_FALSE(is_done(without[row][i]));
                }
        }
    }
    CHECK(table_in_page(machine, nullptr) == table_of(signed_rows));
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
                if (back_hours > 0) room.as("kiran").trust().correct_clock("it was ahead");
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
