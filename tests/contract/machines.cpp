#include "contract/machines.hpp"

#include <algorithm>

namespace almirah::test {

namespace {

/// How many approvals the running approval has; every route here has two steps of one each.
bool is_reviewed(Store& store) {
    const auto all = store.approvals().list();
    return !all.empty() && all.back().state == ApprovalState::pending &&
           std::any_of(all.back().decisions.begin(), all.back().decisions.end(),
                       [](const Decision& decision) { return decision.approved(); });
}

Prepare after(Prepare first, Prepare then) {
    return [first = std::move(first), then = std::move(then)](Room& room) {
        first(room);
        then(room);
    };
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

/// The reviewer's word on what was submitted.
Prepare voted(Vote how) {
    return [=](Room& room) { vote(room.as("usha"), how); };
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

/// Another title each time: what is submitted would not be as it was shown.
void describe(Store& store) {
    auto document = store.documents().get("QP-1");
    document.title.text += ", better";
    store.documents().describe(document, "x");
}

void submit(Store& store) {
    store.documents().submit("QP-1", day("2026-06-01"));
}

void submit_as_author(Room& room) {
    submit(room.as("ravi"));
}

Machine document() {
    const Prepare revised = after(to_effective, [](Room& room) { revise(room.as("ravi")); });
    const Prepare withdrawn = [](Room& room) { room.as("ravi").documents().withdraw("QP-1", "x"); };
    Machine machine;
    machine.name = "document";
    machine.states = {{"draft", [](Room&) {}},
                      {"in review", submit_as_author},
                      {"reviewed", after(submit_as_author, reviewed)},
                      {"approved", to_approved},
                      {"effective", to_effective},
                      {"obsolete", after(to_effective, withdrawn)},
                      {"effective + draft", revised},
                      {"effective + in review", after(revised, submit_as_author)},
                      {"effective + reviewed", after(revised, after(submit_as_author, reviewed))},
                      {"effective + approved", after(revised, to_approved)}};
    machine.commands = with_votes(
        {{"describe", describe},
         {"revise", revise},
         {"submit", submit},
         {"issue", [](Store& s) { s.documents().issue("QP-1", day("2026-05-04")); }},
         {"review: obsolete", [](Store& s) { s.documents().review("QP-1", ReviewVerdict::obsolete, "x"); }},
         {"withdraw", [](Store& s) { s.documents().withdraw("QP-1", "x"); }},
         {"reopen", [](Store& s) { s.documents().reopen("QP-1", "x"); }}});
    machine.state = document_state;
    machine.final = {"approved", "effective", "effective + approved"};
    return machine;
}

// ---- Disposals

Machine disposal() {
    Machine machine;
    machine.name = "disposal";
    const auto propose = [](Room& room) { room.as("ravi").disposals().propose({}); };
    const auto withdraw = [](Store& s) { s.disposals().withdraw("D-2026-0001", "x"); };
    const auto carry_out = [](Store& s) {
        s.disposals().carry_out("D-2026-0001", {.method = "m", .witness = "w"});
    };
    const Prepare agreed = after(propose, approved);
    machine.states = {{"due", [](Room&) {}},
                      {"proposed", propose},
                      {"reviewed", after(propose, reviewed)},
                      {"approved", agreed},
                      {"rejected", after(propose, voted(Vote::reject))},
                      {"returned", after(propose, voted(Vote::return_for_change))},
                      {"withdrawn", after(propose, [=](Room& room) { withdraw(room.as("ravi")); })},
                      {"carried out", after(agreed, [=](Room& room) { carry_out(room.as("ravi")); })}};
    machine.commands = with_votes(
        {{"propose", [](Store& s) { s.disposals().propose({}); }},
         {"review",
          [](Store& s) {
              s.disposals().review("D-2026-0001", {{"C-1/2026/000001", Verdict::dispose, "", "", {}}});
          }},
         {"withdraw", withdraw},
         {"carry out", carry_out}});
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
                      {"reviewed", after(await, reviewed)},
                      {"approved", after(await, approved)},
                      {"rejected", after(await, voted(Vote::reject))}};
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
    const Prepare withdrawn = [=](Room& room) { room.as("ravi").records().withdraw_override(record, "x"); };
    machine.states = {{"by rule", [](Room&) {}},
                      {"proposed", propose},
                      {"reviewed", after(propose, reviewed)},
                      {"approved", after(propose, approved)},
                      {"rejected", after(propose, voted(Vote::reject))},
                      {"returned", after(propose, voted(Vote::return_for_change))},
                      {"withdrawn", after(propose, withdrawn)}};
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
                      {"reviewed", after(submit_it, reviewed)},
                      {"released", after(submit_it, approved)}};
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

} // namespace

std::vector<Machine> machines() {
    return {document(), disposal(), schedule(), date(), release()};
}

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

} // namespace almirah::test
