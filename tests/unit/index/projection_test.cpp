#include "almirah/error.hpp"
#include "support/catch.hpp"
#include "unit/index/office.hpp"

#include <algorithm>
#include <random>

using namespace almirah;
using namespace almirah::test;

namespace {

std::string due_of(const index::Index& index, const std::string& id, const char* on = "9999-01-01") {
    std::string due = "none";
    index.candidates({}, day(on), [&](index::Candidate&& candidate) {
        if (candidate.facts.id == id)
            due = candidate.rules[0]->schedule + ":" + candidate.rules[0]->rule.code + " v" +
                  std::to_string(candidate.rules[0]->version);
        return true;
    });
    return due;
}

} // namespace

TEST_CASE("a new index is empty and says so") {
    const Folder folder;
    const auto index = index::Index::open(folder / "i.sqlite3");
    CHECK(index.applied().empty());
    CHECK(index.count_records() == 0);
    CHECK(index.count_entries() == 0);
    CHECK(index.check().empty());
    CHECK(index.search("anything", 5).empty());
    CHECK_FALSE(index.record_by_key(""));
    CHECK(index.last_record_number("LR", 2024) == 0);
}

TEST_CASE("a projection that is dropped changes nothing") {
    const Folder folder;
    auto index = index::Index::open(folder / "i.sqlite3");
    project_all(index, small_office());
    const std::string before = dump(folder / "i.sqlite3");
    {
        auto projection = index.project({});
        projection.change(
            {format::record_path("LR/2024/000001"), format::encode(record("LR/2024/000001", "Dropped"))});
        projection.change({format::person_path("asha"), std::nullopt});
    }
    CHECK(dump(folder / "i.sqlite3") == before);
    CHECK(index.applied() == "head-1");
}

TEST_CASE("what was applied is there after opening again") {
    const Folder folder;
    {
        auto index = index::Index::open(folder / "i.sqlite3");
        project_all(index, small_office());
    }
    const auto index = index::Index::open(folder / "i.sqlite3");
    CHECK(index.applied() == "head-1");
    CHECK(index.things("people").size() == 3);
    CHECK(index.things("people").at(0).path == "people/asha.json");
    CHECK(index.things("office").size() == 1);
    CHECK(index.thing("series/LR.json"));
    CHECK_FALSE(index.thing("series/NONE.json"));
}

TEST_CASE("records that come before their series and schedule are due all the same") {
    const Folder folder;
    auto index = index::Index::open(folder / "i.sqlite3");
    Register reg = small_office();
    reg.put(closed_record("LR/2024/000001", "Own rule", "2015-05-10"));
    reg.put(closed_record("LR-MUT/2024/000001", "Inherited rule", "2015-05-10"));
    reg.put(closed_record("GS/2024/000001", "No rule", "2015-05-10"));
    project_all(index, reg);
    CHECK(due_of(index, "LR/2024/000001", "2018-05-10") == "GEN:C-3 v1");
    CHECK(due_of(index, "LR/2024/000001", "2018-05-09") == "none");
    CHECK(due_of(index, "LR-MUT/2024/000001") == "GEN:C-3 v1");
    CHECK(due_of(index, "GS/2024/000001") == "none");
    CHECK(index.rule_of("LR-MUT")->from_series == "LR");
    CHECK_FALSE(index.rule_of("GS"));
    CHECK_FALSE(index.rule_of("NONE"));
}

TEST_CASE("due dates follow series, schedule and policy") {
    const Folder folder;
    auto index = index::Index::open(folder / "i.sqlite3");
    Register first = small_office();
    first.put(closed_record("LR-MUT/2024/000001", "Mutation", "2015-05-10"));
    project_all(index, first);
    Register next = first;

    SECTION("a new version of the schedule in force") {
        next.put(schedule("GEN", 1, {destroy_rule("C-3", "3y")}, "superseded"));
        next.put(schedule("GEN", 2, {destroy_rule("C-3", "10y")}));
        project_difference(index, first, next);
        CHECK(due_of(index, "LR-MUT/2024/000001", "2018-05-10") == "none");
        CHECK(due_of(index, "LR-MUT/2024/000001", "2025-05-10") == "GEN:C-3 v2");
    }
    SECTION("the version in force is written anew") {
        next.put(schedule("GEN", 1, {destroy_rule("C-3", "10y")}));
        project_difference(index, first, next);
        CHECK(due_of(index, "LR-MUT/2024/000001", "2018-05-10") == "none");
        CHECK(due_of(index, "LR-MUT/2024/000001", "2025-05-10") == "GEN:C-3 v1");
    }
    SECTION("a version that waits for approval changes nothing") {
        next.put(schedule("GEN", 2, {destroy_rule("C-3", "10y")}, "awaiting approval"));
        project_difference(index, first, next);
        CHECK(due_of(index, "LR-MUT/2024/000001", "2018-05-10") == "GEN:C-3 v1");
    }
    SECTION("the sub-series gets a rule of its own") {
        next.put(series("LR-MUT", "LR", "C-5"));
        project_difference(index, first, next);
        CHECK(due_of(index, "LR-MUT/2024/000001", "2018-05-10") == "none");
        CHECK(due_of(index, "LR-MUT/2024/000001", "2020-05-10") == "GEN:C-5 v1");
    }
    SECTION("a rule that is not in force leaves the series without one, not with its parent's") {
        next.put(series("LR-MUT", "LR", "C-99"));
        project_difference(index, first, next);
        CHECK(due_of(index, "LR-MUT/2024/000001") == "none");
        CHECK_FALSE(index.rule_of("LR-MUT"));
    }
    SECTION("the financial year") {
        Rule rule = destroy_rule("C-3", "3y");
        rule.cutoff = Cutoff::financial_year;
        next.put(schedule("GEN", 2, {rule}));
        project_difference(index, first, next);
        CHECK(due_of(index, "LR-MUT/2024/000001", "2019-03-30") == "none");
        CHECK(due_of(index, "LR-MUT/2024/000001", "2019-03-31") == "GEN:C-3 v2");
        Register july = next;
        Office office;
        office.code = "BSR";
        office.policy.financial_year_start_month = 7;
        july.put(office);
        project_difference(index, next, july);
        CHECK(due_of(index, "LR-MUT/2024/000001", "2018-06-30") == "GEN:C-3 v2");
    }
    SECTION("the schedule is gone") {
        next.files.erase(format::schedule_path("GEN", 1));
        project_difference(index, first, next);
        CHECK(due_of(index, "LR-MUT/2024/000001") == "none");
    }
    SECTION("circles in the file plan end") {
        next.put(series("LR", "LR-MUT"));
        next.put(series("LR-MUT", "LR"));
        project_difference(index, first, next);
        CHECK(due_of(index, "LR-MUT/2024/000001") == "none");
        CHECK(index.branch("LR").size() == 2);
    }
}

TEST_CASE("events and steps done are remembered for the evaluator") {
    const Folder folder;
    auto index = index::Index::open(folder / "i.sqlite3");
    Register reg = small_office();
    Rule rule = destroy_rule("C-3", "1y", TriggerKind::event);
    rule.triggers[0].name = "decision";
    rule.steps = {{*parse_period("1y"), Action::review}, {*parse_period("2y"), Action::destroy}};
    reg.put(schedule("GEN", 1, {rule}));
    Record matter = closed_record("LR/2024/000001", "Case", "2010-01-01");
    matter.events = {{"decision", day("2012-03-01"), "decided"}};
    matter.dates = {{"valid-until", day("2030-01-01")}};
    matter.steps_done = {{"review", day("2014-06-01"), "D-2014-0001"}};
    matter.appraisal = "NAI/7";
    reg.put(matter);
    project_all(index, reg);
    std::vector<index::Candidate> found;
    index.candidates({}, day("2016-06-01"), [&](index::Candidate&& candidate) {
        found.push_back(std::move(candidate));
        return true;
    });
    REQUIRE(found.size() == 1);
    CHECK(found[0].facts.events == matter.events);
    CHECK(found[0].facts.dates == matter.dates);
    CHECK(found[0].facts.steps_done == matter.steps_done);
    CHECK(found[0].facts.appraisal == "NAI/7");
    CHECK(found[0].facts.closed == matter.closed);
    CHECK(due_of(index, "LR/2024/000001", "2016-05-31") == "none");
}

TEST_CASE("numbers are never used again") {
    const Folder folder;
    auto index = index::Index::open(folder / "i.sqlite3");
    Register reg = small_office();
    reg.put(record("LR/2024/000009", "Nine"));
    reg.put(record("LR/2024/1000001", "A million and one"));
    reg.put(record("LR/2023/000004", "Last year's"));
    Hold hold;
    hold.id = "H-2026-0012";
    reg.put(hold);
    reg.entry("record.file", {"record GS/2024/000001..GS/2024/000500", "record LR/2023/000007"});
    project_all(index, reg);
    CHECK(index.last_record_number("LR", 2024) == 1000001);
    CHECK(index.last_record_number("LR", 2023) == 7); // Of a record that is there no more.
    CHECK(index.last_record_number("LR", 2022) == 0);
    CHECK(index.last_record_number("GS", 2024) == 500);
    CHECK(index.last_serial('H', 2026) == 12);
    CHECK(index.last_serial('D', 2026) == 0);

    Register fewer = reg;
    fewer.files.erase(format::record_path("LR/2024/1000001"));
    project_difference(index, reg, fewer);
    CHECK(index.count_records() == 2);
    CHECK(index.last_record_number("LR", 2024) == 1000001);
}

TEST_CASE("a file in another's place is refused") {
    const Folder folder;
    auto index = index::Index::open(folder / "i.sqlite3");
    auto projection = index.project({});
    const auto bytes = format::encode(record("LR/2024/000002", "Two"));
    CHECK_THROWS_AS(projection.change({format::record_path("LR/2024/000001"), bytes}), Error);
    CHECK_THROWS_AS(projection.change({"people/ravi.json", "{not json"}), Error);
}

namespace {

/// Changes a register at random, as the years do.
class Years {
public:
    explicit Years(unsigned seed) : random_(seed) {}

    void pass(Register& reg) {
        switch (random_() % 9) {
        case 0:
        case 1:
        case 2:
            return file(reg);
        case 3:
            return change(reg);
        case 4:
            return hold(reg);
        case 5:
            return rules(reg);
        case 6:
            return document(reg);
        case 7:
            return approval(reg);
        default:
            return office(reg);
        }
    }

private:
    std::string pick(std::initializer_list<const char*> list) {
        return list.begin()[random_() % list.size()];
    }
    Date any_day() {
        return Date{std::chrono::year(1990 + int(random_() % 40)), std::chrono::month(1 + random_() % 12),
                    std::chrono::day(1 + random_() % 28)};
    }

    void file(Register& reg) {
        const std::string series = pick({"LR", "LR-MUT", "GS", "NEW"});
        const std::string id = series + "/2024/" + std::to_string(1000000 + ++last_).substr(1);
        Record record = test::record(id, "Matter " + std::to_string(last_) + pick({" केला", " भूमि", ""}));
        record.key = pick({"", "k"}) + std::to_string(last_);
        record.place = pick({"", "R1/A1", "R1"});
        if (random_() % 2) record.versions = {{1, {}, "asha", "", {test::file("scan-" + id.substr(8))}}};
        reg.put(record);
        records_.push_back(record);
        reg.entry("record.file", {"record " + id});
    }

    void change(Register& reg) {
        if (records_.empty()) return;
        Record& record = records_[random_() % records_.size()];
        if (record.state == RecordState::destroyed) return;
        switch (random_() % 6) {
        case 0:
            record.state = RecordState::closed;
            record.closed = any_day();
            break;
        case 1:
            record.events.push_back({"decision", any_day(), ""});
            break;
        case 2:
            record.place = "R1/A2";
            break;
        case 3:
            record.versions.push_back({int(record.versions.size()) + 1,
                                       {},
                                       "ravi",
                                       "",
                                       {test::file("new-" + std::to_string(random_() % 50))}});
            break;
        case 4:
            record.state = RecordState::destroyed;
            record.steps_done.push_back({"destroy", day("2024-05-01"), "D-2024-0001"});
            break;
        default:
            record.dates["valid-until"] = any_day();
            break;
        }
        reg.put(record);
        reg.entry("record.change", {"record " + record.id});
    }

    void hold(Register& reg) {
        Hold hold;
        hold.id = "H-2024-000" + std::to_string(1 + random_() % 3);
        hold.reason = "Court";
        for (const auto& record : records_)
            if (random_() % 4 == 0) hold.records.push_back(record.id);
        if (random_() % 2) hold.released_at = at("2024-05-01T00:00:00Z");
        reg.put(hold);
        reg.entry("hold.place", {"hold " + hold.id});
    }

    void rules(Register& reg) {
        if (random_() % 2) {
            reg.put(series(pick({"LR", "LR-MUT", "GS"}), pick({"", "LR"}), pick({"", "C-3", "C-5"})));
            return;
        }
        const int version = 1 + int(random_() % 3);
        for (int other = 1; other < 4; ++other)
            if (reg.files.contains(format::schedule_path("GEN", other)))
                reg.put(schedule("GEN", other, {destroy_rule("C-3", "3y")}, "superseded"));
        reg.put(schedule("GEN", version,
                         {destroy_rule("C-3", pick({"3y", "7y"}).c_str()), destroy_rule("C-5", "5y")}));
    }

    void document(Register& reg) {
        Document document;
        document.number = "QP-0" + std::to_string(random_() % 3);
        document.title = "Procedure";
        document.language = "en";
        const int count = 1 + int(random_() % 3);
        for (int number = 1; number <= count; ++number) {
            Revision revision;
            revision.number = number;
            revision.language = pick({"", "hi"});
            revision.state = random_() % 2 ? RevisionState::approved : RevisionState::draft;
            if (random_() % 2) revision.files = {test::file("text-" + std::to_string(number))};
            document.revisions.push_back(revision);
        }
        reg.put(document);
        reg.entry("document.write", {"document " + document.number});
    }

    void approval(Register& reg) {
        Approval approval;
        approval.id = "A-2024-000" + std::to_string(1 + random_() % 4);
        approval.subject = "document QP-01/1";
        approval.digest = std::string(64, 'd');
        approval.route.steps = {{"approver", "", 1}};
        approval.author = approval.submitted_by = pick({"asha", "ravi"});
        approval.state = random_() % 2 ? ApprovalState::pending : ApprovalState::withdrawn;
        reg.put(approval);
    }

    void office(Register& reg) {
        if (random_() % 3 == 0) {
            reg.files.erase(format::person_path("meena"));
            return;
        }
        if (random_() % 2) {
            reg.put(Place{"R1/A" + std::to_string(random_() % 3), "Almirah", "almirah", 10});
            return;
        }
        Office office;
        office.code = "BSR";
        office.policy.financial_year_start_month = 1 + int(random_() % 12);
        if (random_() % 2) office.policy.appraisal_after_years = 25;
        reg.put(office);
    }

    std::mt19937 random_;
    std::vector<Record> records_;
    unsigned last_ = 0;
};

} // namespace

TEST_CASE("an index built in many projections equals one rebuilt in a single one, row for row") {
    const unsigned seed = GENERATE(range(1u, 9u));
    const Folder folder;
    auto grown = index::Index::open(folder / "grown.sqlite3");
    Register reg = small_office(), before;
    Years years(seed);
    for (int year = 0; year < 60; ++year) {
        project_difference(grown, before, reg);
        before = reg;
        for (int i = 0; i < 5; ++i)
            years.pass(reg);
    }
    project_difference(grown, before, reg);
    auto rebuilt = index::Index::open(folder / "rebuilt.sqlite3");
    project_all(rebuilt, reg);
    const std::string one = dump(folder / "grown.sqlite3"), other = dump(folder / "rebuilt.sqlite3");
    const auto differ = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
    INFO("seed " << seed << "\n"
                 << std::string(differ.first, std::min(differ.first + 200, one.end())) << "\n---\n"
                 << std::string(differ.second, std::min(differ.second + 200, other.end())));
    CHECK(one == other);
    CHECK(one.size() > 10000);
    CHECK(grown.check().empty());
}
