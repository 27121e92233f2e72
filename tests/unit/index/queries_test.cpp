#include "almirah/error.hpp"
#include "support/catch.hpp"
#include "unit/index/office.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

std::string ids(const std::vector<RecordLine>& lines) {
    std::string text;
    for (const auto& line : lines)
        text += line.id + " ";
    return text;
}

std::string due(const index::Index& index, const DueQuery& query, const char* on, std::size_t first = 0) {
    std::string text;
    index.candidates(query, day(on), [&](index::Candidate&& candidate) {
        text += candidate.facts.id + (candidate.holds.empty() ? " " : "! ");
        return first == 0 || --first > 0;
    });
    return text;
}

} // namespace

TEST_CASE("records are listed by series and id, by branch, place and state") {
    const Folder folder;
    auto index = index::Index::open(folder / "i.sqlite3");
    Register reg = small_office();
    const std::pair<const char*, const char*> places[] = {{"GS/2024/000001", "R1"},
                                                          {"LR/2024/000002", "R1/A1"},
                                                          {"LR/2024/000001", "R1/A1/S2"},
                                                          {"LR-MUT/2024/000001", "R10"},
                                                          {"LR-MUT/2024/000002", ""}};
    for (const auto& [id, place] : places) {
        Record record = id[0] == 'G' ? test::record(id, "Open") : closed_record(id, "Closed", "2015-01-01");
        record.place = place;
        record.key = std::string("key of ") + id;
        record.file_no = "7/2015";
        reg.put(record);
    }
    Hold hold;
    hold.id = "H-2024-0001";
    hold.records = {"LR/2024/000001", "NO/2024/000001"};
    reg.put(hold);
    project_all(index, reg);

    CHECK(ids(index.records({})) == "GS/2024/000001 LR/2024/000001 LR/2024/000002 LR-MUT/2024/000001 "
                                    "LR-MUT/2024/000002 ");
    CHECK(ids(index.records({.limit = 2, .offset = 1})) == "LR/2024/000001 LR/2024/000002 ");
    CHECK(ids(index.records({.series = "LR"})) ==
          "LR/2024/000001 LR/2024/000002 LR-MUT/2024/000001 LR-MUT/2024/000002 ");
    CHECK(ids(index.records({.series = "LR-MUT"})) == "LR-MUT/2024/000001 LR-MUT/2024/000002 ");
    CHECK(ids(index.records({.series = "LR", .limit = 1, .offset = 2})) == "LR-MUT/2024/000001 ");
    CHECK(ids(index.records({.place = "R1"})) == "GS/2024/000001 LR/2024/000001 LR/2024/000002 ");
    CHECK(ids(index.records({.place = "R1/A1"})) == "LR/2024/000001 LR/2024/000002 ");
    CHECK(ids(index.records({.series = "GS", .place = "R1"})) == "GS/2024/000001 ");
    CHECK(ids(index.records({.state = RecordState::open})) == "GS/2024/000001 ");
    CHECK(ids(index.records({.series = "GS", .state = RecordState::closed})).empty());
    CHECK(ids(index.records({.series = "NONE"})).empty());

    const auto line = index.records({.series = "LR", .limit = 1}).at(0);
    CHECK(line.held);
    CHECK(line.closed == day("2015-01-01"));
    CHECK(line.file_no == "7/2015");
    CHECK(index.record_by_key("key of GS/2024/000001") == "GS/2024/000001");
    CHECK_FALSE(index.record_by_key("key of nothing"));
    CHECK(index.branch("LR") == std::vector<std::string>{"LR", "LR-MUT"});
}

TEST_CASE("candidates come by series and id, by branch and action, held ones among them") {
    const Folder folder;
    auto index = index::Index::open(folder / "i.sqlite3");
    Register reg = small_office();
    Rule review = destroy_rule("C-5", "5y");
    review.steps[0].action = Action::review;
    reg.put(schedule("GEN", 1, {destroy_rule("C-3", "3y"), review}));
    reg.put(series("GS", "", "C-5"));
    reg.put(closed_record("LR/2024/000002", "Due early", "2010-01-01"));
    reg.put(closed_record("LR/2024/000001", "Due late", "2014-01-01"));
    reg.put(closed_record("LR-MUT/2024/000001", "Held", "2011-01-01"));
    reg.put(closed_record("GS/2024/000001", "Review", "2010-01-01"));
    reg.put(record("GS/2024/000002", "Open"));
    Hold hold, released;
    hold.id = "H-2024-0001";
    hold.reason = "Court case";
    hold.records = {"LR-MUT/2024/000001"};
    released = hold;
    released.id = "H-2024-0002";
    released.records.push_back("LR/2024/000001");
    released.released_at = at("2024-03-01T00:00:00Z");
    reg.put(hold);
    reg.put(released);
    project_all(index, reg);

    CHECK(due(index, {}, "2020-01-01") ==
          "GS/2024/000001 LR/2024/000001 LR/2024/000002 LR-MUT/2024/000001! ");
    CHECK(due(index, {}, "2020-01-01", 2) == "GS/2024/000001 LR/2024/000001 ");
    CHECK(due(index, {}, "2014-06-01") == "LR/2024/000002 LR-MUT/2024/000001! ");
    CHECK(due(index, {}, "2012-12-31").empty());
    CHECK(due(index, {.series = "LR"}, "2020-01-01") == "LR/2024/000001 LR/2024/000002 LR-MUT/2024/000001! ");
    CHECK(due(index, {.series = "LR-MUT"}, "2020-01-01") == "LR-MUT/2024/000001! ");
    CHECK(due(index, {.action = Action::review}, "2020-01-01") == "GS/2024/000001 ");
    CHECK(index.holds_on("LR-MUT/2024/000001").size() == 1);
    CHECK(index.holds_on("LR-MUT/2024/000001").at(0) == hold);
    CHECK(index.holds_on("LR/2024/000001").empty());
    CHECK(index.holds_on("NO/2024/000001").empty());
}

TEST_CASE("other questions may be asked while candidates are told") {
    const Folder folder;
    auto index = index::Index::open(folder / "i.sqlite3");
    Register reg = small_office();
    for (int i = 1; i < 5; ++i)
        reg.put(closed_record("LR/2024/00000" + std::to_string(i), "Due", "2010-01-01"));
    project_all(index, reg);
    int inner = 0, outer = 0;
    index.candidates({}, day("2020-01-01"), [&](index::Candidate&&) {
        ++outer;
        index.candidates({}, day("2020-01-01"), [&](index::Candidate&&) { return ++inner > 0; });
        CHECK(index.rule_of("LR"));
        return true;
    });
    CHECK(outer == 4);
    CHECK(inner == 16);
}

TEST_CASE("history finds an id alone and within ranges, oldest first") {
    const Folder folder;
    auto index = index::Index::open(folder / "i.sqlite3");
    Register reg;
    reg.entry("store.create", {});
    reg.entry("series.add", {"series LR", "series LR-MUT"});
    reg.entry("record.import", {"record LR/2024/000001..LR/2024/001000", "record GS/2024/000001"});
    reg.entry("record.file", {"record LR/2024/1000000"});
    reg.entry("record.close", {"record LR/2024/000123"});
    reg.entry("document.create", {"document QP-07"});
    reg.entry("foreign", {"odd"});
    project_all(index, reg);
    const auto numbers = [&](const std::string& subject, std::size_t limit = 0) {
        std::string text;
        for (const auto& entry : index.history(subject, limit))
            text += std::to_string(entry.number);
        return text;
    };
    CHECK(numbers("") == "1234567");
    CHECK(numbers("", 2) == "12");
    CHECK(numbers("LR") == "2");
    CHECK(numbers("LR/2024/000001") == "3");
    CHECK(numbers("LR/2024/000123") == "35");
    CHECK(numbers("LR/2024/000123", 1) == "3");
    CHECK(numbers("LR/2024/001000") == "3");
    CHECK(numbers("LR/2024/001001") == "");
    CHECK(numbers("LR/2024/0005") == "");
    CHECK(numbers("LR/2024/1000000") == "4");
    CHECK(numbers("GS/2024/000001") == "3");
    CHECK(numbers("QP-07") == "6");
    CHECK(numbers("odd") == "7");
    CHECK(index.history("", 0) == reg.entries);
}

TEST_CASE("content is told by owner with its digests") {
    const Folder folder;
    auto index = index::Index::open(folder / "i.sqlite3");
    Register reg = small_office();
    Record record = test::record("LR/2024/000001", "Two versions");
    record.versions = {{1, {}, "asha", "", {file("b.txt"), file("a.txt")}},
                       {2, {}, "asha", "", {file("a.txt")}}};
    reg.put(record);
    Document document;
    document.number = "QP-07";
    Revision revision;
    revision.files = {file("procedure.odt")};
    document.revisions = {revision};
    reg.put(document);
    project_all(index, reg);
    std::string told;
    index.each_content([&](const std::string& owner, const ContentFile& content) {
        told += owner + " " + content.name + "\n";
        CHECK(content == file(content.name));
    });
    CHECK(told ==
          "QP-07/1 procedure.odt\nLR/2024/000001 a.txt\nLR/2024/000001 b.txt\nLR/2024/000001 a.txt\n");
}

TEST_CASE("content is told with the year of its record's next step, what came last first, and no more than "
          "is asked") {
    const Folder folder;
    auto index = index::Index::open(folder / "i.sqlite3");
    Register reg = small_office();
    Record due = closed_record("LR/2024/000001", "Due", "2010-06-30");
    due.versions = {{1, {}, "asha", "", {file("due.txt")}}};
    reg.put(due);
    Record open = test::record("LR/2024/000002", "Open");
    open.versions = {{1, {}, "asha", "", {file("open.txt")}}};
    reg.put(open);
    Document document;
    document.number = "QP-07";
    Revision revision;
    revision.files = {file("procedure.odt")};
    document.revisions = {revision};
    reg.put(document);
    project_all(index, reg);
    const auto told = [&](std::size_t of_each_kind) {
        std::string all;
        std::size_t count = 0;
        index.each_due_year([&](const std::string& blob, std::uint64_t size_bytes, std::optional<int> year) {
            for (const char* name : {"due.txt", "open.txt", "procedure.odt"})
                if (file(name).blob == blob) {
                    all += std::string(name) + (year ? " " + std::to_string(*year) : "") + "\n";
                    CHECK(size_bytes == file(name).size_bytes);
                }
            if (++count < of_each_kind) return true;
            count = 0;
            return false;
        });
        return all;
    };
    CHECK(told(9) == "open.txt\ndue.txt 2013\nprocedure.odt\n");
    CHECK(told(1) == "open.txt\nprocedure.odt\n");
}
