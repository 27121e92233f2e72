#include "crash/operations.hpp"

#include "vault/repository.hpp"

#include <filesystem>
#include <fstream>

namespace almirah::crash {

namespace {

namespace fs = std::filesystem;

constexpr const char* record_id = "LR/2026/000001";
constexpr std::size_t pack_limit = 25; ///< So many are merged before the next entry.
constexpr int many = 30, papers = 12, batch = 4;

int days_back = 0; ///< While a store is made of before.

/// An hour that does not move.
Instant frozen() {
    return *parse_instant("2026-05-04T06:00:00Z") - std::chrono::days(days_back);
}

Founding founding() {
    Founding made;
    made.office.code = "BSR";
    made.office.name = "Collectorate Basar";
    made.office.policy.quiet_days = days_back / 2; // 0: the crowd comes months later
    made.administrator.login = "kiran";
    return made;
}

Rule year(const std::string& code) {
    Rule made;
    made.code = code;
    made.triggers = {{TriggerKind::closed, ""}};
    made.steps = {{{1, 0, 0}, Action::destroy}};
    return made;
}

ScheduleReading schedule(std::vector<Rule> rules) {
    ScheduleReading made;
    made.schedule.id = "GEN";
    made.schedule.source = "gen.csv";
    made.schedule.rules = std::move(rules);
    return made;
}

// ---- Stores

void make_base(const std::string& directory) {
    Store store = Store::create(directory, founding(), options("kiran"));
    store.office().add_person({"asha", "Asha", "", {"approver", "records-officer"}, true});
    store.office().add_places({{"R1", "", "", {}}});
    ScheduleReading reading = schedule({year("C-1")});
    Series series;
    series.code = "LR";
    series.rule = "C-1";
    Series other = series;
    other.code = "MR";
    reading.series = {series, other};
    store.retention().load(reading);
    for (int i = 0; i < base_records; ++i)
        store.records().file(filing("Base " + std::to_string(i), 200));
}

void reopened(const std::string& directory) {
    make_base(directory);
    open(directory).records().reopen(record_id, "x");
}

void drafted(const std::string& directory) {
    make_base(directory);
    open(directory).retention().load(schedule({year("C-1"), year("C-2")}), {.draft = true});
}

void held(const std::string& directory) {
    make_base(directory);
    open(directory).holds().place({.reason = "court", .records = {record_id}});
}

void with_event(const std::string& directory) {
    make_base(directory);
    open(directory).records().add_event(record_id, {"decision", *parse_date("2020-01-01"), ""});
}

const OverrideRequest later{*parse_date("2031-01-01"), "audit", "order 7"};

void dated(const std::string& directory) {
    make_base(directory);
    open(directory).records().propose_override(record_id, later);
}

void proposed(const std::string& directory) {
    make_base(directory);
    open(directory).disposals().propose({});
}

void approved(const std::string& directory) {
    proposed(directory);
    open(directory, "asha").disposals().approve("D-2026-0001");
}

void written(const std::string& directory) {
    make_base(directory);
    Document document;
    document.number = "QP-1";
    document.title = "Procedure";
    open(directory).documents().create(document, {{.name = "p.md", .bytes = "text"}}, "first");
}

void submitted(const std::string& directory) {
    written(directory);
    open(directory).documents().submit("QP-1", parse_date("2026-06-01"));
}

void to_come(const std::string& directory) {
    submitted(directory);
    open(directory, "asha").documents().approve("QP-1");
}

/// Two issues of a procedure, of which the first is to be filed in LR.
void followed(const std::string& directory) {
    written(directory);
    DocumentType type;
    type.code = "procedure";
    type.series = "LR";
    open(directory).documents().set_type(type, "x");
    Document said = open(directory).documents().get("QP-1");
    said.type = "procedure";
    open(directory).documents().describe(said, "x");
    open(directory).documents().submit("QP-1");
    open(directory, "asha").documents().approve("QP-1");
    open(directory).documents().revise("QP-1", {{.name = "p.md", .bytes = "more text"}}, "x");
    open(directory).documents().submit("QP-1");
    open(directory, "asha").documents().approve("QP-1");
}

PointOfUse board(const char* code) {
    return {PointKind::board, code};
}

void distributed(const std::string& directory) {
    to_come(directory);
    open(directory).distribution().change({.document = "QP-1", .add = {board("GATE"), board("HALL")}});
}

void copied(const std::string& directory) {
    distributed(directory);
    open(directory).distribution().issue({.document = "QP-1", .revision = 1});
}

std::string papers_beside(const std::string& directory) {
    return (fs::path(directory).parent_path() / "papers").string();
}

void with_papers(const std::string& directory) {
    make_base(directory);
    const std::string folder = papers_beside(directory);
    fs::create_directories(folder);
    for (int i = 0; i < papers; ++i)
        std::ofstream(folder + "/paper " + std::to_string(i) + ".txt") << "paper " << i << "\n";
}

std::string bag_beside(const std::string& directory, const char* name = "bag") {
    return (fs::path(directory).parent_path() / name).string();
}

/// An approved list of records that are to leave with a transfer.
void transferable(const std::string& directory) {
    make_base(directory);
    Rule handed_over = year("C-1");
    handed_over.steps = {{{1, 0, 0}, Action::transfer}};
    handed_over.remove_after_transfer = true;
    open(directory).retention().load(schedule({handed_over}));
    open(directory).disposals().propose({.action = Action::transfer});
    open(directory, "asha").disposals().approve("D-2026-0001");
}

void make_bag(const std::string& directory) {
    std::error_code ignored;                        // what is left is refused as a target
    fs::remove_all(bag_beside(directory), ignored); // of a run that died before it noted it
    open(directory).bags().write({.target = bag_beside(directory), .disposal = "D-2026-0001"});
}

void note_receipt(const std::string& directory) {
    Store store = open(directory);
    const std::string digest = store.disposals().get("D-2026-0001").bag->tagmanifest_sha256;
    store.disposals().note_receipt("D-2026-0001", {"SA", "77", *parse_date("2026-05-04"), digest});
}

void bagged(const std::string& directory) {
    transferable(directory);
    make_bag(directory);
}

void received(const std::string& directory) {
    bagged(directory);
    note_receipt(directory);
}

void with_bag(const std::string& directory) {
    make_base(directory);
    fs::remove_all(bag_beside(directory, "bag-in"));
    open(directory).bags().write({.target = bag_beside(directory, "bag-in"), .series = "LR"});
}

void with_paper_classes(const std::string& directory) {
    make_base(directory);
    Store store = open(directory);
    Policy policy = store.office().office().policy;
    policy.paper_classes = {{"C", "LR"}};
    store.office().set_policy(policy, "fly-leaves");
}

void set_papers(const std::string& directory) {
    open(directory).records().set_papers(record_id, {{.serial = 1, .paper_class = "C", .files = {"a.txt"}}});
}

/// An approved list of one due paper of a file, which stays.
void weedable(const std::string& directory) {
    with_paper_classes(directory);
    set_papers(directory);
    open(directory).disposals().propose({.papers = true});
    open(directory, "asha").disposals().approve("D-2026-0001");
}

/// Something of every kind that an audit pack tells of.
void auditable(const std::string& directory) {
    weedable(directory);
    open(directory).disposals().carry_out("D-2026-0001", {.method = "shredded", .witness = "asha"});
}

void make_audit_pack(const std::string& directory) {
    const std::string pack = bag_beside(directory, "audit-pack"), old = pack + ".old";
    std::error_code ignored;
    fs::remove_all(old, ignored);
    fs::rename(pack, old, ignored); // of a run that was done; at once, so that no half of it is left
    open(directory).audit_packs().write(
        {.target = pack, .from = *parse_date("2026-01-01"), .until = *parse_date("2026-05-04")});
    const bool whole = fs::exists(pack + "/manifest-sha256.txt", ignored);
    need(whole || ignored, "it said done, and there is no audit pack");
}

/// Enough packs for the next entry to merge them.
void many_packs(const std::string& directory) {
    make_base(directory);
    Store store = open(directory);
    for (std::size_t packs = 0; packs < pack_limit;) {
        packs = 0;
        for (const auto& entry : fs::directory_iterator(directory + "/objects/pack"))
            packs += entry.path().extension() == ".pack";
        if (packs < pack_limit) store.records().file(filing("Pack " + std::to_string(packs), 50));
    }
}

/// Through the vault, which can be told that a store is large when it is not.
void lay_down(const std::string& directory) {
    std::vector<std::pair<std::string, std::uint64_t>> contents;
    {
        Store store = open(directory);
        for (const auto& line : store.records().list({})) {
            const Record record = store.records().get(line.id);
            for (const auto& file : record.versions.back().files)
                contents.emplace_back(file.blob, file.size_bytes);
        }
    }
    vault::Limits limits;
    limits.laid = 128;
    auto repository = vault::Repository::open(directory, 1, limits);
    repository.recover();
    repository.merge_packs([&](const vault::TakeContent& take) {
        for (std::size_t i = 0; i < contents.size(); ++i)
            take(*vault::ObjectId::parse(contents[i].first), contents[i].second, 2030 + int(i % 4));
    });
}

void without_index(const std::string& directory) {
    make_base(directory);
    for (const char* ending : {"", "-wal", "-shm"})
        fs::remove(directory + "/almirah/index.sqlite3" + ending);
}

/// All that a crash can leave, at once.
void crashed(const std::string& directory) {
    without_index(directory);
    const std::string packs = directory + "/objects/pack/";
    for (const auto& entry : fs::directory_iterator(packs))
        if (entry.path().extension() == ".idx") fs::resize_file(entry.path(), 100);
    std::ofstream(packs + "tmp_almirah_1_0") << "PACK";
    std::ofstream(packs + "pack-0123456789012345678901234567890123456789.idx") << "no pack";
    std::ofstream(directory + "/refs/heads/register.lock") << "";
    std::ofstream(directory + "/refs/heads/vault") << std::string(40, '1') << "\n";
}

// ---- How far it is

std::function<State(Store&)> when(std::function<bool(Store&)> done) {
    return [done = std::move(done)](Store& store) { return done(store) ? State::done : State::before; };
}

State unchanged(Store&) {
    return State::same;
}

/// Packs are marked before those go that they stand for.
State state_of_laying(Store& store) {
    std::size_t packs = 0, marked = 0;
    for (const auto& file : fs::directory_iterator(store.directory() + "/objects/pack")) {
        packs += file.path().extension() == ".pack";
        marked += file.path().extension() == ".keep";
    }
    need(packs >= pack_limit || marked >= 3, "packs are gone, and what is there instead has no mark");
    return State::same;
}

/// An audit pack is there whole or not at all: its manifest is what is written last.
State state_of_audit_pack(Store& store) {
    const std::string pack = bag_beside(store.directory(), "audit-pack");
    need(!fs::exists(pack) || fs::exists(pack + "/manifest-sha256.txt"), "half an audit pack is there");
    return State::same;
}

State state_of_disposal(Store& store) {
    const auto state = store.disposals().get("D-2026-0001").state;
    if (state == DisposalState::carrying_out) return State::half;
    return state == DisposalState::carried_out ? State::done : State::before;
}

State state_of_import(Store& store) {
    const auto filed = store.records().count() - base_records;
    need(filed % batch == 0 && filed <= papers, std::to_string(filed) + " of a batch are filed");
    return filed == 0 ? State::before : filed == papers ? State::done : State::half;
}

State state_of_bag_import(Store& store) {
    const auto filed = store.records().count() - base_records;
    need(filed <= base_records, "a record of the bag is filed twice");
    return filed == 0 ? State::before : filed == base_records ? State::done : State::half;
}

State state_of_many(Store& store) {
    const auto filed = store.records().count() - base_records;
    need(filed == 0 || filed == many, "half of many records is filed");
    return filed == 0 ? State::before : State::done;
}

RevisionState revision(Store& store) {
    return store.documents().get("QP-1").revisions.at(0).state;
}

bool retitled(Store& store, const char* title) {
    return !store.records().search(title).empty();
}

// ---- Acts

void file_many(const std::string& directory) {
    std::vector<Filing> filings;
    for (int i = 0; i < many; ++i)
        filings.push_back(filing("Many " + std::to_string(i), 3000));
    open(directory).records().file(filings);
}

void import(const std::string& directory) {
    ImportPlan plan;
    plan.folder = papers_beside(directory);
    plan.series = "LR";
    plan.batch = batch;
    const auto report = open(directory).records().import(plan);
    if (!report.problems.empty()) throw Error(Code::io, to_string(report.problems.front()));
}

void import_bag(const std::string& directory) {
    const auto report =
        open(directory).bags().import({.folder = bag_beside(directory, "bag-in"), .batch = 1});
    for (const auto& finding : report.check.findings)
        if (finding.severity == Severity::error) throw Error(Code::io, finding.message);
    if (!report.problems.empty()) throw Error(Code::io, to_string(report.problems.front()));
}

void look(const std::string& directory) {
    Store store = open(directory);
    for (const auto& line : store.records().list({}))
        store.records().read(line.id, "", [](const char*, std::size_t) {});
    need(store.trust().checkpoint().records == store.records().count(), "a checkpoint counts otherwise");
    // What a disk will not read is damaged as far as verify can tell; that it says so is what counts.
    for (const auto& finding : store.trust().verify().findings)
        if (finding.severity == Severity::error)
            throw Error(Code::corrupt, finding.code + " " + finding.object + ": " + finding.message);
}

std::map<std::string, Operation> record_operations() {
    return {
        {"file",
         {make_base, [](const std::string& d) { open(d).records().file(filing("New", 500)); },
          when([](Store& s) { return retitled(s, "New"); })}},
        {"file-many", {make_base, file_many, state_of_many}},
        {"import", {with_papers, import, state_of_import}},
        {"merge",
         {many_packs, [](const std::string& d) { open(d).records().file(filing("New", 500)); },
          when([](Store& s) { return retitled(s, "New"); })}},
        {"lay", {many_packs, lay_down, state_of_laying}},
        {"after-crash",
         {crashed, [](const std::string& d) { open(d).records().file(filing("New", 500)); },
          when([](Store& s) { return retitled(s, "New"); })}},
        {"version",
         {make_base,
          [](const std::string& d) {
              open(d).records().add_version(record_id, {{.name = "a.txt", .bytes = "two"}}, "x");
          },
          when([](Store& s) { return s.records().get(record_id).versions.size() == 2; })}},
        {"close",
         {reopened, [](const std::string& d) { open(d).records().close(record_id); },
          when([](Store& s) { return s.records().get(record_id).state == RecordState::closed; })}},
        {"reopen",
         {make_base, [](const std::string& d) { open(d).records().reopen(record_id, "x"); },
          when([](Store& s) { return s.records().get(record_id).state == RecordState::open; })}},
        {"move",
         {make_base, [](const std::string& d) { open(d).records().move({record_id}, "R1"); },
          when([](Store& s) { return s.records().get(record_id).place == "R1"; })}},
        {"correct",
         {make_base,
          [](const std::string& d) {
              open(d).records().correct(record_id, {.file_no = "12/2026"}, "misread");
          },
          when([](Store& s) { return s.records().get(record_id).file_no == "12/2026"; })}},
        {"note-all",
         {make_base,
          [](const std::string& d) {
              open(d).records().add_event_to({record_id, "LR/2026/000002"},
                                             {"recorded", *parse_date("2026-01-05"), ""});
          },
          when([](Store& s) { return s.records().get("LR/2026/000002").events.size() == 1; })}},
        {"standing-hold",
         {make_base,
          [](const std::string& d) {
              open(d).holds().place({.reason = "court", .standing = {.series = "LR"}});
          },
          when([](Store& s) { return s.holds().list().size() == 1; })}},
        {"extend-hold",
         {held, [](const std::string& d) { open(d).holds().extend("H-2026-0001", {"LR/2026/000002"}); },
          when([](Store& s) { return s.holds().get("H-2026-0001").records.size() == 2; })}},
        {"hold",
         {make_base,
          [](const std::string& d) { open(d).holds().place({.reason = "court", .records = {record_id}}); },
          when([](Store& s) { return s.holds().list().size() == 1; })}},
        {"release",
         {held, [](const std::string& d) { open(d).holds().release("H-2026-0001", "over"); },
          when([](Store& s) { return s.holds().list(true).empty(); })}},
    };
}

State state_of_moving(Store& store) {
    const auto moved = store.records().list({.series = "MR"}).size();
    need(moved == 0 || moved == base_records, "half of a branch has moved in one entry");
    return moved == 0 ? State::before : State::done;
}

std::map<std::string, Operation> lawful_operations() {
    const auto overrides = [](Store& s) { return s.records().get(record_id).overrides; };
    const auto first = [](Store& s) { return s.disposals().get("D-2026-0001"); };
    return {
        {"reclassify",
         {make_base,
          [](const std::string& d) {
              open(d).records().reclassify({.branch = "LR", .to = "MR", .reason = "x"});
          },
          state_of_moving}},
        {"move-series",
         {make_base, [](const std::string& d) { open(d).retention().move_series("MR", "LR", "x"); },
          when([](Store& s) { return s.retention().series("MR").under == "LR"; })}},
        {"withdraw-event",
         {with_event,
          [](const std::string& d) {
              open(d).records().withdraw_event(record_id, "decision", *parse_date("2020-01-01"), "x");
          },
          when([](Store& s) { return !s.records().get(record_id).events.at(0).stands(); })}},
        {"override",
         {make_base, [](const std::string& d) { open(d).records().propose_override(record_id, later); },
          when([=](Store& s) { return overrides(s).size() == 1 && s.approvals().list().size() == 1; })}},
        {"approve-override",
         {dated, [](const std::string& d) { open(d, "asha").records().approve_override(record_id); },
          when([=](Store& s) { return overrides(s).at(0).state == OverrideState::approved; })}},
        {"withdraw-override",
         {dated, [](const std::string& d) { open(d).records().withdraw_override(record_id, "x"); },
          when([=](Store& s) { return overrides(s).at(0).state == OverrideState::withdrawn; })}},
        {"review",
         {proposed,
          [](const std::string& d) {
              open(d).disposals().review("D-2026-0001", {{record_id, Verdict::hold, "court", "", {}}});
          },
          when([=](Store& s) {
              const bool reviewed = first(s).items.at(0).review.verdict == Verdict::hold;
              need(s.holds().list().size() == (reviewed ? 1u : 0u),
                   "a hold without its review, or the other way");
              return reviewed;
          })}},
        {"approve-in-part",
         {proposed,
          [](const std::string& d) { open(d, "asha").disposals().approve("D-2026-0001", {record_id}, "x"); },
          when([=](Store& s) { return first(s).items.at(0).excluded.has_value(); })}},
        {"withdraw-disposal",
         {proposed, [](const std::string& d) { open(d).disposals().withdraw("D-2026-0001", "x"); },
          when([=](Store& s) { return first(s).state == DisposalState::withdrawn; })}},
        {"release-many",
         {held,
          [](const std::string& d) {
              open(d).holds().release_all(std::vector<std::string>{"H-2026-0001"}, "over");
          },
          when([](Store& s) { return s.holds().list(true).empty(); })}},
    };
}

constexpr const char* first_approval = "A-2026-0001";

void lent_only(const std::string& directory) {
    Delegation made;
    made.by = "kiran";
    made.to = "asha";
    made.from = made.until = *parse_date("2026-05-04");
    made.reason = "leave";
    open(directory).approvals().delegate(made);
}

void lent(const std::string& directory) {
    make_base(directory);
    lent_only(directory);
}

/// A hold of which the release will await approval.
void releasable(const std::string& directory) {
    held(directory);
    Store store = open(directory);
    Policy policy = store.office().office().policy;
    policy.routes["hold-release"] = "document";
    store.office().set_policy(policy, "x");
}

void asked_to_release(const std::string& directory) {
    releasable(directory);
    open(directory).holds().release("H-2026-0001", "over");
}

std::map<std::string, Operation> route_operations() {
    const auto approval = [](Store& s) { return s.approvals().get(first_approval); };
    const auto decide = [](const char* as, Vote vote) {
        return [=](const std::string& d) { open(d, as).approvals().decide(first_approval, {vote, "x"}); };
    };
    return {
        {"return", {submitted, decide("asha", Vote::return_for_change), when([=](Store& s) {
                        const bool returned = approval(s).state == ApprovalState::returned;
                        need(returned == (revision(s) == RevisionState::draft), "a return without its draft");
                        return returned;
                    })}},
        {"abstain", {proposed, decide("asha", Vote::abstain), when([=](Store& s) {
                         return approval(s).decisions.size() == 1;
                     })}},
        {"comment",
         {submitted, [](const std::string& d) { open(d).approvals().comment(first_approval, "x"); },
          when([=](Store& s) { return approval(s).comments.size() == 1; })}},
        {"withdraw-submission",
         {submitted, [](const std::string& d) { open(d).approvals().withdraw(first_approval, "x"); },
          when([=](Store& s) { return approval(s).state == ApprovalState::withdrawn; })}},
        {"delegate",
         {make_base, lent_only, when([](Store& s) { return s.approvals().delegations().size() == 1; })}},
        {"end-delegation",
         {lent, [](const std::string& d) { open(d).approvals().end_delegation("G-2026-0001", "back"); },
          when([](Store& s) { return s.approvals().delegations().at(0).ended_at.has_value(); })}},
        {"refused",
         {submitted,
          [](const std::string& d) {
              Store store = open(d);
              try {
                  store.approvals().decide(first_approval, {});
              } catch (const Refused&) {
                  return; // noted or not: the answer is the same
              }
              throw std::runtime_error("the author decided");
          },
          unchanged}},
        {"reject", {proposed, decide("asha", Vote::reject), when([=](Store& s) {
                        return approval(s).state == ApprovalState::rejected;
                    })}},
        {"submit-release",
         {releasable, [](const std::string& d) { open(d).holds().release("H-2026-0001", "over"); },
          when([](Store& s) { return s.approvals().list().size() == 1; })}},
        {"withdraw-release",
         {asked_to_release,
          [](const std::string& d) { open(d).holds().withdraw_release("H-2026-0001", "x"); },
          when([=](Store& s) { return approval(s).state == ApprovalState::withdrawn; })}},
        {"approve-release", {asked_to_release, decide("asha", Vote::approve), when([=](Store& s) {
                                 const bool released = s.holds().list(true).empty();
                                 need(released == (approval(s).state == ApprovalState::approved),
                                      "a release without its approval");
                                 return released;
                             })}},
    };
}

std::map<std::string, Operation> approval_operations() {
    return {
        {"schedule",
         {make_base,
          [](const std::string& d) {
              open(d).retention().load(schedule({year("C-1"), year("C-2")}));
          },
          when([](Store& s) { return s.retention().schedules().size() == 2; })}},
        {"schedule-submit",
         {drafted, [](const std::string& d) { open(d).retention().submit("GEN", 2); },
          when([](Store& s) { return s.retention().schedules().back().state == "in force"; })}},
        {"submit",
         {written, [](const std::string& d) { open(d).documents().submit("QP-1"); },
          when([](Store& s) { return s.approvals().list().size() == 1; })}},
        {"approve-document",
         {submitted, [](const std::string& d) { open(d, "asha").documents().approve("QP-1"); },
          when([](Store& s) { return revision(s) == RevisionState::approved; })}},
        {"issue",
         {to_come, [](const std::string& d) { open(d).documents().issue("QP-1", *parse_date("2026-05-04")); },
          when([](Store& s) {
              return s.documents().list({.on = parse_date("2026-05-04")}).at(0).revision == 1;
          })}},
        {"copy-document",
         {to_come,
          [](const std::string& d) {
              Document copy;
              copy.number = "QP-2";
              open(d).documents().copy("QP-1", copy, "x");
          },
          when([](Store& s) { return s.documents().list().size() == 2; })}},
        {"file-issues",
         {followed, [](const std::string& d) { open(d).documents().file_superseded(); },
          when([](Store& s) { return !s.documents().get("QP-1").revisions.at(0).record.empty(); })}},
        {"review-document",
         {followed,
          [](const std::string& d) { open(d).documents().review("QP-1", ReviewVerdict::obsolete, "x"); },
          when([](Store& s) { return !s.documents().get("QP-1").reviews.empty(); })}},
        {"propose",
         {make_base, [](const std::string& d) { open(d).disposals().propose({}); },
          when([](Store& s) { return s.disposals().list().size() == 1; })}},
        {"approve",
         {proposed, [](const std::string& d) { open(d, "asha").disposals().approve("D-2026-0001"); },
          when([](Store& s) { return s.disposals().get("D-2026-0001").state == DisposalState::approved; })}},
        {"carry-out",
         {approved,
          [](const std::string& d) {
              open(d).disposals().carry_out("D-2026-0001", {.method = "shredded", .witness = "asha"});
          },
          state_of_disposal}},
    };
}

std::map<std::string, Operation> distribution_operations() {
    const auto first = [](Store& s) { return s.distribution().copy("QP-1", 1).state(); };
    return {
        {"distribute",
         {to_come,
          [](const std::string& d) {
              open(d).distribution().change({.document = "QP-1", .add = {board("HALL")}});
          },
          when([](Store& s) { return s.distribution().lists().size() == 1; })}},
        {"copy-issue",
         {distributed,
          [](const std::string& d) { open(d).distribution().issue({.document = "QP-1", .revision = 1}); },
          when([](Store& s) {
              const auto copies = s.distribution().copies().size();
              need(copies == 0 || copies == 2, "half of the copies are issued");
              return copies == 2;
          })}},
        {"copy-recall",
         {copied,
          [](const std::string& d) {
              open(d).distribution().mark({"QP-1", {1}}, CopyState::recalled, "x");
          },
          when([=](Store& s) { return first(s) == CopyState::recalled; })}},
        {"acknowledge",
         {to_come, [](const std::string& d) { open(d).distribution().acknowledge("QP-1", 1); },
          when([](Store& s) { return s.distribution().training().size() == 1; })}},
        {"train",
         {to_come,
          [](const std::string& d) {
              open(d).distribution().note_training(
                  {"QP-1", 1, {"asha", "kiran"}, *parse_date("2026-05-04"), "x"});
          },
          when([](Store& s) {
              const auto taught = s.distribution().training().size();
              need(taught == 0 || taught == 2, "half of a training is noted");
              return taught == 2;
          })}},
    };
}

// ---- Certificates and audits

Date in_june() {
    return *parse_date("2026-06-01");
}

CertificateTerm term_from(const char* first) {
    CertificateTerm made;
    made.certificate_no = "Q-1";
    made.body = "Body";
    made.from = *parse_date(first);
    made.until = add(made.from, {2, 0, 0});
    made.surveillance = {{in_june(), {}, {}}};
    if (made.until < in_june() || in_june() < made.from) made.surveillance.clear();
    return made;
}

void certified(const std::string& directory) {
    make_base(directory);
    open(directory).audits().add_certificate(
        {"QMS", "ISO 9001:2015", "All desks", {"BSR"}, {term_from("2026-01-01")}});
}

void audited(const std::string& directory) {
    make_base(directory);
    Audit audit;
    audit.title = "Record room";
    audit.auditors = {"asha"};
    audit.planned_on = *parse_date("2026-05-04");
    open(directory).audits().plan(audit);
}

AuditFinding found() {
    AuditFinding made;
    made.audit = "U-2026-0001";
    made.clause = "7.5.3";
    made.text = "An old issue";
    made.due_on = in_june();
    return made;
}

void with_action(const std::string& directory) {
    audited(directory);
    Store store = open(directory);
    store.audits().hold("U-2026-0001", *parse_date("2026-05-04"), "in order");
    store.audits().raise(found());
    store.audits().add_action("F-2026-0001", {1, "Recall it", "asha", in_june()});
}

void acted(const std::string& directory) {
    with_action(directory);
    open(directory, "asha").audits().finish_action("F-2026-0001", 1, {record_id});
}

void concluded(const std::string& directory) {
    acted(directory);
    open(directory).audits().close_finding("F-2026-0001", "seen");
}

std::map<std::string, Operation> certificate_operations() {
    const auto first = [](Store& s) { return s.audits().certificate("QMS").terms.at(0); };
    return {
        {"certificate",
         {make_base,
          [](const std::string& d) {
              open(d).audits().add_certificate({"QMS", "ISO 9001:2015", "All desks", {"BSR"}});
          },
          when([](Store& s) { return s.audits().certificates().size() == 1; })}},
        {"term",
         {certified, [](const std::string& d) { open(d).audits().add_term("QMS", term_from("2029-01-01")); },
          when([](Store& s) { return s.audits().certificate("QMS").terms.size() == 2; })}},
        {"change-certificate",
         {certified,
          [](const std::string& d) {
              Store store = open(d);
              Certificate changed = store.audits().certificate("QMS");
              changed.scope = "One desk";
              store.audits().change_certificate(changed, "x");
          },
          when([](Store& s) { return s.audits().certificate("QMS").scope == "One desk"; })}},
        {"correct-term",
         {certified,
          [](const std::string& d) {
              Store store = open(d);
              CertificateTerm term = store.audits().certificate("QMS").terms.at(0);
              term.body = "Another body";
              store.audits().correct_term("QMS", term, "misread");
          },
          when([=](Store& s) { return first(s).body == "Another body"; })}},
        {"visit-held",
         {certified,
          [](const std::string& d) {
              open(d).audits().note_surveillance("QMS", in_june(), *parse_date("2026-05-04"));
          },
          when([=](Store& s) { return first(s).surveillance.at(0).held_on.has_value(); })}},
        {"end-term",
         {certified, [](const std::string& d) { open(d).audits().end_term("QMS", in_june(), "x"); },
          when([=](Store& s) { return first(s).ended_on.has_value(); })}},
    };
}

std::map<std::string, Operation> audit_operations() {
    const auto audit = [](Store& s) { return s.audits().audit("U-2026-0001"); };
    const auto finding = [](Store& s) { return s.audits().finding("F-2026-0001"); };
    return {
        {"plan-audit",
         {make_base,
          [](const std::string& d) {
              Audit planned;
              planned.title = "Record room";
              planned.auditors = {"asha"};
              planned.planned_on = in_june();
              open(d).audits().plan(planned);
          },
          when([](Store& s) { return s.audits().audits().size() == 1; })}},
        {"postpone-audit",
         {audited, [](const std::string& d) { open(d).audits().postpone("U-2026-0001", in_june(), "x"); },
          when([=](Store& s) { return audit(s).planned_on == in_june(); })}},
        {"hold-audit",
         {audited,
          [](const std::string& d) {
              open(d).audits().hold("U-2026-0001", *parse_date("2026-05-04"), "in order", record_id);
          },
          when([=](Store& s) { return audit(s).held_on.has_value(); })}},
        {"raise-finding",
         {audited, [](const std::string& d) { open(d).audits().raise(found()); },
          when([](Store& s) { return s.audits().findings().size() == 1; })}},
        {"action",
         {with_action,
          [](const std::string& d) {
              open(d).audits().add_action("F-2026-0001", {2, "Teach", "asha", in_june()});
          },
          when([=](Store& s) { return finding(s).actions.size() == 2; })}},
        {"finish-action",
         {with_action,
          [](const std::string& d) { open(d, "asha").audits().finish_action("F-2026-0001", 1, {record_id}); },
          when([=](Store& s) { return !finding(s).actions.at(0).open(); })}},
        {"close-finding",
         {acted, [](const std::string& d) { open(d).audits().close_finding("F-2026-0001", "seen"); },
          when([=](Store& s) { return !finding(s).open(); })}},
        {"close-audit",
         {concluded, [](const std::string& d) { open(d).audits().close("U-2026-0001"); },
          when([=](Store& s) { return audit(s).state() == AuditState::closed; })}},
    };
}

void requested(const std::string& directory) {
    written(directory);
    open(directory, "asha").documents().request_change("QP-1", "say who");
}

Place shelf() {
    return {"R1/A01", "", "", {}};
}

/// What the office says of itself, its people and places.
std::map<std::string, Operation> office_operations() {
    return {
        {"policy",
         {make_base,
          [](const std::string& d) {
              Store store = open(d);
              Policy policy = store.office().office().policy;
              policy.appraisal_after_years = 20;
              store.office().set_policy(policy, "x");
          },
          when([](Store& s) { return s.office().office().policy.appraisal_after_years == 20; })}},
        {"add-person",
         {make_base,
          [](const std::string& d) {
              open(d).office().add_person({"ravi", "Ravi", "", {"clerk"}, true});
          },
          when([](Store& s) { return s.office().people().size() == 3; })}},
        {"retire-person",
         {make_base,
          [](const std::string& d) {
              Store store = open(d);
              Person asha = store.office().person("asha");
              asha.active = false;
              store.office().change_person(asha, "left");
          },
          when([](Store& s) { return !s.office().person("asha").active; })}},
        {"role",
         {make_base,
          [](const std::string& d) {
              open(d).office().set_role({"reader", Text("Reader"), {"audit.pack"}}, "x");
          },
          when([](Store& s) { return s.office().roles().size() == 7; })}},
        {"route",
         {make_base,
          [](const std::string& d) {
              Route route{"short", Text("Short"), {}};
              route.steps.push_back({"approver", "", 1});
              open(d).office().set_route(route, "x");
          },
          when([](Store& s) { return s.office().routes().size() == 3; })}},
        {"add-desk",
         {make_base,
          [](const std::string& d) {
              open(d).office().add_desk({"LA-1", Text("Land"), "asha", {}});
          },
          when([](Store& s) { return s.office().desks().size() == 1; })}},
        {"add-place",
         {make_base, [](const std::string& d) { open(d).office().add_place(shelf()); },
          when([](Store& s) { return s.office().places().size() == 2; })}},
        {"add-series",
         {make_base,
          [](const std::string& d) {
              Series series;
              series.code = "NR";
              series.schedule = "GEN";
              series.rule = "C-1";
              open(d).retention().add_series(series);
          },
          when([](Store& s) { return s.retention().series().size() == 3; })}},
        {"close-series",
         {make_base, [](const std::string& d) { open(d).retention().close_series("MR", "x"); },
          when([](Store& s) { return s.retention().series("MR").closed; })}},
        {"appraise",
         {make_base, [](const std::string& d) { open(d).records().set_appraisal(record_id, "NAI 7", "x"); },
          when([](Store& s) { return !s.records().get(record_id).appraisal.empty(); })}},
        {"link",
         {make_base, [](const std::string& d) { open(d).records().link(record_id, "MR", "x"); },
          when([](Store& s) { return !s.records().get(record_id).also_in.empty(); })}},
    };
}

/// A document on its way, but for what goes by a route.
std::map<std::string, Operation> drafting_operations() {
    return {
        {"new-document",
         {make_base,
          [](const std::string& d) {
              Document document;
              document.number = "QP-1";
              document.title = "Procedure";
              open(d).documents().create(document, {{.name = "p.md", .bytes = "text"}}, "first");
          },
          when([](Store& s) { return s.documents().list().size() == 1; })}},
        {"revise",
         {to_come,
          [](const std::string& d) {
              open(d).documents().revise("QP-1", {{.name = "p.md", .bytes = "more text"}}, "x");
          },
          when([](Store& s) { return revision(s) == RevisionState::draft; })}},
        {"recall",
         {submitted, [](const std::string& d) { open(d).documents().recall("QP-1", "x"); },
          when([](Store& s) { return revision(s) == RevisionState::draft; })}},
        {"withdraw-document",
         {followed, [](const std::string& d) { open(d).documents().withdraw("QP-1", "x"); },
          when([](Store& s) {
              return s.documents().get("QP-1").revisions.at(1).state == RevisionState::obsolete;
          })}},
        {"request",
         {written, [](const std::string& d) { open(d).documents().request_change("QP-1", "say who"); },
          when([](Store& s) { return s.documents().get("QP-1").requests.size() == 1; })}},
        {"decline",
         {requested, [](const std::string& d) { open(d).documents().decline("QP-1", 1, "x"); },
          when([](Store& s) { return s.documents().get("QP-1").requests.at(0).answered_at.has_value(); })}},
        {"document-type",
         {make_base,
          [](const std::string& d) {
              DocumentType type;
              type.code = "procedure";
              open(d).documents().set_type(type, "x");
          },
          when([](Store& s) { return s.documents().types().size() == 1; })}},
    };
}

std::map<std::string, Operation> bag_operations() {
    return {
        {"bag", {transferable, make_bag, when([](Store& s) {
                     return s.disposals().get("D-2026-0001").bag.has_value();
                 })}},
        {"receipt", {bagged, note_receipt, when([](Store& s) {
                         return s.disposals().get("D-2026-0001").receipt.has_value();
                     })}},
        {"transfer",
         {received,
          [](const std::string& d) { open(d).disposals().carry_out("D-2026-0001", {.recipient = "SA"}); },
          state_of_disposal}},
        {"papers", {with_paper_classes, set_papers, when([](Store& s) {
                        return !s.records().get(record_id).papers.empty();
                    })}},
        {"file-sealed",
         {[](const std::string& d) {
              make_base(d);
              Store store = open(d);
              Policy policy = store.office().office().policy;
              policy.sealed_fields = {"parties"};
              store.office().set_policy(policy, "personal data");
          },
          [](const std::string& d) {
              Filing made = filing("Sealed", 100);
              made.record.parties = {"Ramesar"};
              open(d).records().file(made);
          },
          when([](Store& s) {
              if (!retitled(s, "Sealed")) return false;
              need(s.records().unsealed("LR/2026/000004").parties.size() == 1, "a sealed field is lost");
              return true;
          })}},
        {"weed",
         {weedable,
          [](const std::string& d) {
              open(d).disposals().carry_out("D-2026-0001", {.method = "shredded", .witness = "asha"});
          },
          state_of_disposal}},
        {"import-bag", {with_bag, import_bag, state_of_bag_import}},
        {"audit-pack", {auditable, make_audit_pack, state_of_audit_pack}},
    };
}

/// Nobody's; that of tests/fuzz/corpus/ssh/private.
constexpr const char* private_key = "-----BEGIN OPENSSH PRIVATE KEY-----\n"
                                    "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW\n"
                                    "QyNTUxOQAAACC+NaMIn42xSwODIEGvM60jEGyXa71QDpdWCzjQ9kXh+AAAAIieqet1nqnr\n"
                                    "dQAAAAtzc2gtZWQyNTUxOQAAACC+NaMIn42xSwODIEGvM60jEGyXa71QDpdWCzjQ9kXh+A\n"
                                    "AAAEAQuciPruGOE0BdxdfGcfbv/eHZdx3nDqz9sNiTg0EJ4r41owifjbFLA4MgQa8zrSMQ\n"
                                    "bJdrvVAOl1YLOND2ReH4AAAABHRlc3QB\n"
                                    "-----END OPENSSH PRIVATE KEY-----\n";

std::string key_beside(const std::string& directory) {
    return directory + ".key";
}

void with_key_file(const std::string& directory) {
    make_base(directory);
    std::ofstream(key_beside(directory)) << private_key;
    fs::permissions(key_beside(directory), fs::perms::owner_read | fs::perms::owner_write);
}

void register_key(const std::string& directory) {
    open(directory).keys().register_key({.key = key_file_signer(key_beside(directory)).public_key});
}

void with_key(const std::string& directory) {
    with_key_file(directory);
    register_key(directory);
    open(directory).keys().approve("kiran", 1);
}

bool is_signed(Store& store) {
    const auto report = store.trust().verify_signatures();
    need(report.clean(), "a signature does not count");
    return report.signed_entries == 1;
}

std::map<std::string, Operation> signing_operations() {
    return {
        {"key", {with_key_file, register_key, when([](Store& s) { return s.keys().list().size() == 1; })}},
        {"key-approve",
         {[](const std::string& d) {
              with_key_file(d);
              register_key(d);
          },
          [](const std::string& d) { open(d).keys().approve("kiran", 1); },
          when([](Store& s) { return s.keys().list().at(0).approved_at.has_value(); })}},
        {"key-revoke",
         {with_key, [](const std::string& d) { open(d).keys().revoke("kiran", 1, {}, "lost"); },
          when([](Store& s) { return s.keys().list().at(0).revoked_at.has_value(); })}},
        {"clock-correct",
         {[](const std::string& d) {
              make_base(d);
              auto ahead = options("kiran");
              ahead.clock = [] { return frozen() + std::chrono::minutes(4); }; // less than verify tells of
              Store::open(d, ahead).records().file(filing("Ahead", 100));
          },
          [](const std::string& d) { open(d).trust().correct_clock("the clock was wrong"); },
          when([](Store& s) { return s.trust().history().back().operation == "clock.correct"; })}},
        {"clock-confirm",
         {[](const std::string& d) {
              days_back = 100;
              make_base(d);
              days_back = 0;
          },
          [](const std::string& d) { open(d).trust().confirm_clock("the office was closed"); },
          when([](Store& s) { return s.trust().history().back().operation == "clock.confirm"; })}},
        {"file-signed",
         {with_key,
          [](const std::string& d) {
              Store store = open(d);
              store.sign_with(key_file_signer(key_beside(d)));
              store.records().file(filing("Signed", 100));
          },
          when([](Store& s) { return retitled(s, "Signed") == is_signed(s) && is_signed(s); })}},
    };
}

/// A profile of a policy, a form with its layout, and a checklist, in a folder beside.
void with_profile(const std::string& directory) {
    make_base(directory);
    const std::string folder = bag_beside(directory, "profile");
    fs::create_directories(folder);
    std::ofstream(folder + "/profile.json")
        << R"({"title": "State", "policy": {"appraisal_after_years": 20}, "forms": ["form.json"],)"
        << R"( "checklists": ["list.json"]})";
    std::ofstream(folder + "/form.json")
        << R"({"code": "F-1", "title": "One", "tables": [], "layouts": {"text": "form.txt"}})";
    std::ofstream(folder + "/form.txt") << "{{title}} of {{office}}";
    std::ofstream(folder + "/list.json")
        << R"({"code": "STATE", "title": "Ours", "points": [{"clause": "1", "title": "One", "sections": ["people"]}]})";
}

State state_of_adoption(Store& store) {
    const bool policy = store.office().office().policy.appraisal_after_years == 20;
    need(policy == (store.forms().list().size() == 1), "a policy without its forms, or the other way");
    need(policy == (store.audit_packs().checklists().size() == 2), "a policy without its checklists");
    return policy ? State::done : State::before;
}

std::map<std::string, Operation> upkeep_operations() {
    return {
        {"init",
         {[](const std::string&) {},
          [](const std::string& d) { Store::create(d, founding(), options("kiran")); },
          [](Store&) { return State::done; }}},
        {"adopt",
         {with_profile,
          [](const std::string& d) { open(d).office().adopt(bag_beside(d, "profile"), "order 7"); },
          state_of_adoption}},
        {"form",
         {make_base,
          [](const std::string& d) {
              Form form;
              form.code = "F-1";
              form.title = "One";
              open(d).forms().set(form, "x");
          },
          when([](Store& s) { return s.forms().list().size() == 1; })}},
        {"checklist",
         {make_base,
          [](const std::string& d) {
              open(d).audit_packs().set_checklist({"OURS", "Ours", {{"1", "One", {"people"}}}, {}}, "x");
          },
          when([](Store& s) { return s.audit_packs().checklists().size() == 2; })}},
        {"reindex", {make_base, [](const std::string& d) { open(d).trust().reindex(); }, unchanged}},
        {"rebuild",
         {without_index,
          [](const std::string& d) {
              need(open(d).records().count() == base_records, "records are missing");
          },
          unchanged}},
        {"look", {make_base, look, unchanged}},
    };
}

} // namespace

StoreOptions options(const std::string& actor) {
    StoreOptions made;
    made.actor = actor;
    made.clock = frozen;
    made.threads = 1;
    return made;
}

Store open(const std::string& directory, const std::string& actor) {
    return Store::open(directory, options(actor));
}

Filing filing(const std::string& title, std::size_t size_bytes) {
    Filing made;
    made.record.series = "LR";
    made.record.title = title;
    made.record.opened = made.record.closed = *parse_date("2020-01-01");
    made.content.push_back({.name = "a.txt", .bytes = title + std::string(size_bytes, 'x')});
    return made;
}

std::string base_text(int i) {
    return "Base " + std::to_string(i) + std::string(200, 'x');
}

const std::map<std::string, Operation>& operations() {
    static const std::map<std::string, Operation> all = [] {
        auto made = record_operations();
        made.merge(lawful_operations());
        made.merge(approval_operations());
        made.merge(distribution_operations());
        made.merge(certificate_operations());
        made.merge(audit_operations());
        made.merge(route_operations());
        made.merge(office_operations());
        made.merge(drafting_operations());
        made.merge(bag_operations());
        made.merge(signing_operations());
        made.merge(upkeep_operations());
        return made;
    }();
    return all;
}

} // namespace almirah::crash
