#include "index/connection.hpp"
#include "support/catch.hpp"
#include "unit/index/office.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

/// An index of records whose titles are given; ids are GS/2024/000001, …
struct Found {
    Folder folder;
    index::Index index;
    Register reg = small_office();

    explicit Found(const std::vector<std::string>& titles) : index(index::Index::open(folder / "i.sqlite3")) {
        int number = 0;
        for (const auto& title : titles)
            reg.put(record("GS/2024/00000" + std::to_string(++number), title));
        project_all(index, reg);
    }
    /// Last digits of the ids found.
    std::string ids(const std::string& words, std::size_t limit = 0) const {
        std::string text;
        for (const auto& hit : index.search(words, limit))
            text += hit.id.back();
        return text;
    }
};

} // namespace

TEST_CASE("a search for kela does not find kala") {
    const Found found({"केला", "काला", "कल"});
    CHECK(found.ids("केला") == "1");
    CHECK(found.ids("काला") == "2");
    CHECK(found.ids("कल") == "3");
}

TEST_CASE("spellings of Hindi meet") {
    const Found found({"हिन्दी पत्र", "ज़मीन का वाद", "वर्ष २०२४", "अभिलेखागार", "mutation case"});
    CHECK(found.ids("हिंदी") == "1");
    CHECK(found.ids("जमीन") == "2");
    CHECK(found.ids("2024 वर्ष") == "3");
    CHECK(found.ids("abhilekhagar") == "4");
    CHECK(found.ids("abhilekh") == "4");
    CHECK(found.ids("MUTATION") == "5");
    CHECK(found.ids("muta") == "5");
    CHECK(found.ids("mutation वाद") == "");
}

TEST_CASE("every word must be found, in whichever column") {
    Found found({"alpha beta", "alpha gamma"});
    Record record = test::record("GS/2024/000003", "Order");
    record.file_no = "123/2024";
    record.parties = {"Ram Lal"};
    record.subjects = {"nazul"};
    record.properties = {{"village", "Rampur Khas"}};
    record.title.in["hi"] = "आदेश";
    record.versions = {{1, {}, "asha", "", {file("boundary-dispute.txt")}}};
    Register after = found.reg;
    after.put(record);
    project_difference(found.index, found.reg, after);
    for (const char* words : {"123/2024", "ram lal", "nazul rampur", "आदेश 123", "boundary", "GS/2024/000003",
                              "dispute order", "aadesh"}) {
        INFO(words);
        CHECK(found.ids(words) == "3");
    }
    CHECK(found.ids("alpha") == "12");
    CHECK(found.ids("alpha gamma") == "2");
    CHECK(found.ids("alpha", 1) == "1");
}

TEST_CASE("what is typed never becomes FTS syntax") {
    const Found found({"alpha beta", "or not near title"});
    for (const char* words : {"\"", "alpha\"", "alpha AND", "title:alpha", "alpha*", "(alpha",
                              "alpha NOT beta", "NEAR(alpha beta, 3)", "^alpha", "{title} : alpha", "-alpha",
                              "' OR 1=1 --", "alpha + beta", "", "   ", "\xff\xfe", "***"}) {
        INFO(words);
        CHECK_NOTHROW(found.index.search(words, 10));
    }
    CHECK(found.ids("alpha NOT beta") == "");
    CHECK(found.ids("or NOT near") == "2");
    CHECK(found.ids("") == "");
}

TEST_CASE("titles count more than bodies, and equal scores go by id") {
    Found found({"zeta", "zeta"});
    Record record = test::record("GS/2024/000003", "Other");
    record.versions = {{1, {}, "asha", "", {file("zeta.txt")}}};
    Register after = found.reg;
    after.put(record);
    project_difference(found.index, found.reg, after);
    CHECK(found.ids("zeta") == "123");
}

TEST_CASE("of many that are equally good the first by id are found, however they came") {
    Found found({});
    Register reg = found.reg;
    for (int part = 0; part < 3; ++part) {
        Register before = reg;
        for (int i = part; i < 1500; i += 3)
            reg.put(record("GS/2024/" + std::to_string(1001500 - i).substr(1), "omega"));
        project_difference(found.index, before, reg);
    }
    CHECK(found.index.search("omega", 0).size() == 1500);
    for (std::size_t limit : {1u, 20u, 1200u}) {
        const auto hits = found.index.search("omega", limit);
        REQUIRE(hits.size() == limit);
        for (std::size_t i = 0; i < hits.size(); ++i)
            CHECK(hits[i].id == "GS/2024/" + std::to_string(1000001 + i).substr(1));
    }
}

TEST_CASE("a word in one title is found with a word in the content") {
    Found found({"alpha", "beta", "alpha beta"});
    Record mixed = test::record("GS/2024/000004", "alpha");
    mixed.versions = {{1, {}, "asha", "", {file("beta.txt")}}};
    Register after = found.reg;
    after.put(mixed);
    project_difference(found.index, found.reg, after);
    CHECK(found.ids("alpha beta") == "34");
    CHECK(found.ids("beta") == "234");
    CHECK(found.ids("bet alph") == "34");
}

TEST_CASE("the words of many texts are merged and stay found") {
    Found found({});
    Register reg = found.reg;
    for (int i = 1; i <= 200; ++i) {
        Record one = test::record("GS/2024/" + std::to_string(1000000 + i).substr(1), "Text");
        one.versions = {{1,
                         {},
                         "asha",
                         "",
                         {file("common-w" + std::to_string(i) + "x-v" + std::to_string(i % 10) + ".txt")}}};
        Register before = reg;
        reg.put(one);
        project_difference(found.index, before, reg);
    }
    CHECK(found.index.search("common", 0).size() == 200);
    CHECK(found.index.search("w77x", 0).size() == 1);
    CHECK(found.index.search("v7", 0).size() == 20);
    CHECK(found.index.search("w1", 0).empty());
    CHECK(found.index.search("w19", 0).size() == 11);
    CHECK(found.index.check().empty());
    index::Connection connection(found.folder / "i.sqlite3");
    auto row = connection.prepare("SELECT count(*) FROM segments");
    REQUIRE(row.step());
    CHECK(row.integer(0) < 64);
}

TEST_CASE("documents are found by number, title and the words of their newest revision") {
    Found found({"Quality in records"});
    Document document;
    document.number = "QP-07";
    document.title = "Control of records";
    document.type = "procedure";
    document.language = "en";
    Revision revision;
    revision.files = {file("weeding.txt")};
    document.revisions = {revision};
    Register after = found.reg;
    after.put(document);
    project_difference(found.index, found.reg, after);
    CHECK(found.index.search("qp-07", 0).at(0).kind == "document");
    CHECK(found.index.search("weeding", 0).at(0).id == "QP-07");
    CHECK(found.index.search("records", 0).size() == 2);

    revision.number = 2;
    revision.files = {file("shredding.txt")};
    document.revisions.push_back(revision);
    Register newer = after;
    newer.put(document);
    project_difference(found.index, after, newer);
    CHECK(found.index.search("weeding", 0).empty());
    CHECK(found.index.search("shredding", 0).size() == 1);
}

TEST_CASE("a destroyed record is found by its title and no longer by its content") {
    Found found({});
    Record record = test::record("GS/2024/000001", "Old matter");
    record.versions = {{1, {}, "asha", "", {file("hidden-words.txt")}}};
    Register filed = found.reg;
    filed.put(record);
    project_difference(found.index, found.reg, filed);
    CHECK(found.ids("hidden") == "1");
    record.state = RecordState::destroyed;
    record.steps_done.push_back({"destroy", day("2024-05-01"), "D-2024-0001"});
    Register destroyed = filed;
    destroyed.put(record);
    project_difference(found.index, filed, destroyed);
    CHECK(found.ids("hidden") == "");
    CHECK(found.ids("old matter") == "1");
    int files = 0;
    found.index.each_content([&](const std::string&, const ContentFile&) { ++files; });
    CHECK(files == 0);
}
