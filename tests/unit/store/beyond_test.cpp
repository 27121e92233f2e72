// What a turn refuses to write, whatever a function of the library puts into its draft: one trial for each
// operation.
#include "store/turn.hpp"

#include "model/operation.hpp"
#include "model/permission.hpp"
#include "support/catch.hpp"
#include "support/failure.hpp"
#include "support/folder.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

/// A store in which kiran may do everything.
Engine everything(const std::string& directory) {
    StoreOptions options;
    options.actor = "kiran";
    Founding founding;
    founding.office.code = "BSR";
    founding.office.name = "Collectorate";
    founding.administrator.login = "kiran";
    founding.administrator.name = "Kiran";
    for (const auto& role : model::founding_roles())
        founding.administrator.roles.insert(role.code);
    Engine::create(directory, founding, options);
    return Engine(directory, options);
}

Hold released(Engine& engine) {
    Hold hold;
    hold.id = "H-2026-0001";
    hold.reason = "court";
    hold.records = {"LR/2026/000001"};
    hold.placed_by = "asha";
    hold.placed_at = engine.now() - std::chrono::hours(1);
    hold.released_at = engine.now();
    hold.released_by = "asha";
    return hold;
}

/// Puts something into the draft of an operation that no operation may write so.
template <class Put>
void try_all(Engine& engine, Put put) {
    const auto before = engine.repository().head();
    for (const auto& [operation, row] : model::operation_rows_by_name()) {
        INFO(operation);
        const auto failed = failure_of([&] {
            Turn turn(engine, row.permission, "");
            Draft draft = turn.begin(operation);
            put(draft);
            draft.say("Beyond");
            turn.commit(std::move(draft));
        });
        CHECK(failed.code == "internal");
        CHECK(failed.says("nothing is written"));
    }
    CHECK(engine.repository().head() == before);
}

} // namespace

TEST_CASE("no operation changes the code of the office, or writes what this software does not keep") {
    const Folder folder;
    Engine engine = everything(folder / "office");
    Office office = engine.office();
    office.code = "OTHER";
    try_all(engine, [&](Draft& draft) { draft.put(format::office_path, office); });
    try_all(engine, [&](Draft& draft) { draft.put("elsewhere/x.json", office); });
}

TEST_CASE("no operation adds a hold that is released already, or a list that was carried out already") {
    const Folder folder;
    Engine engine = everything(folder / "office");
    const Hold hold = released(engine);
    try_all(engine, [&](Draft& draft) { draft.put(format::hold_path(hold.id), hold); });
    Disposal disposal;
    disposal.id = "D-2026-0001";
    disposal.state = DisposalState::carried_out;
    disposal.proposed_by = "kiran";
    disposal.proposed_at = engine.now();
    disposal.as_of = engine.today();
    try_all(engine, [&](Draft& draft) { draft.put(format::disposal_path(disposal.id), disposal); });
}

TEST_CASE("no operation adds an approval that nobody decided") {
    const Folder folder;
    Engine engine = everything(folder / "office");
    Approval approval;
    approval.id = "A-2026-0001";
    approval.subject = "disposal D-2026-0001";
    approval.submitted_by = "kiran";
    approval.submitted_at = engine.now();
    approval.state = ApprovalState::approved;
    try_all(engine, [&](Draft& draft) { draft.put(format::approval_path(approval.id), approval); });
}

TEST_CASE("no operation gives a right: of a person, a role, a key") {
    const Folder folder;
    Engine engine = everything(folder / "office");
    Person person = engine.all<Person>("people").front();
    person.login = "kiran"; // under another's path
    try_all(engine, [&](Draft& draft) {
        Person other = person;
        other.login = "mallory";
        draft.put(format::person_path("kiran"), other);
    });
    SigningKey key;
    key.login = "kiran";
    key.number = 1;
    key.key = "ssh-ed25519 AAAA";
    key.registered_at = engine.now();
    key.approved_by = "asha";
    key.approved_at = engine.now();
    try_all(engine, [&](Draft& draft) { draft.put(format::key_path("kiran", 1), key); });
}
