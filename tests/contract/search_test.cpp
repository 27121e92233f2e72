// Finding: Hindi and English, titles and content.
#include "contract/room.hpp"

using namespace almirah;
using namespace almirah::test;

namespace {

using Ids = std::vector<std::string>;

Ids found(Room& room, const std::string& words) {
    return ids_of(room.store().records().search(words));
}

std::string titled(Room& room, const std::string& title, const std::string& text = "") {
    std::vector<Source> content;
    if (!text.empty()) content.push_back(bytes("text.txt", text));
    return room.as("dinesh").records().file(filing("LR", title, content));
}

} // namespace

TEST_CASE("a matra makes another word") {
    Room room;
    const auto banana = titled(room, "केला विक्रेता");
    const auto black = titled(room, "काला बाज़ार");
    CHECK(found(room, "केला") == Ids{banana});
    CHECK(found(room, "काला") == Ids{black});
}

TEST_CASE("spellings of one word meet") {
    Room room;
    const auto anusvara = titled(room, "हिंदी अनुभाग");
    const auto nasal = titled(room, "हिन्दी दिवस");
    CHECK(found(room, "हिंदी") == Ids{anusvara, nasal});
    CHECK(found(room, "हिन्दी") == Ids{anusvara, nasal});
    const auto land = titled(room, "ज़मीन का नक्शा");
    CHECK(found(room, "जमीन") == Ids{land});
    CHECK(found(room, "नक़्शा") == Ids{land});
}

TEST_CASE("digits are digits in every script") {
    Room room;
    const auto hindi = titled(room, "पत्र २०२४");
    const auto english = titled(room, "Letter 2024");
    CHECK(found(room, "2024") == Ids{hindi, english});
    CHECK(found(room, "२०२४") == Ids{hindi, english});
}

TEST_CASE("Latin letters find Hindi") {
    Room room;
    const auto id = titled(room, "अभिलेखागार की सूची");
    CHECK(found(room, "abhilekhagar") == Ids{id});
    CHECK(found(room, "Abhilekhagaar") == Ids{id});
    CHECK(found(room, "अभिलेखागार") == Ids{id});
}

TEST_CASE("words are found in titles, numbers, parties, subjects and text, without regard to case") {
    Room room;
    Filing made = filing("LR", "Mutation Case", {bytes("order.txt", "The Tehsildar ORDERED a survey")});
    made.record.file_no = "K/77/2020";
    made.record.parties = {"Budhram Xalxo"};
    made.record.subjects = {"boundary"};
    made.record.title.in["hi"] = "नामांतरण वाद";
    const auto id = room.as("dinesh").records().file(made);
    for (const char* words : {"mutation", "MUTATION case", "budhram", "boundary", "tehsildar",
                              "ordered survey", "77", "नामांतरण", "muta"})
        CHECK(found(room, words) == Ids{id});
    CHECK(found(room, "mutation zebra").empty());
}

TEST_CASE("a query is words, whatever signs stand in it") {
    Room room;
    const auto id = titled(room, "A \"quoted\" AND title");
    CHECK(found(room, "\"quoted\"") == Ids{id});
    CHECK(found(room, "quoted AND title") == Ids{id});
    for (const char* words : {"", "   ", "\"", "*", "(", "AND", "NOT", "title:", "-", "^a", "a NEAR/3 b",
                              "'; drop", "\xff\xfe", "\u200d", "{title}:x"})
        CHECK_NOTHROW(room.store().records().search(words));
    CHECK_NOTHROW(room.store().records().search(std::string(100000, 'a')));
    CHECK(found(room, "").empty());
}

TEST_CASE("hits say what they are, best first, and no more than asked for") {
    Room room;
    for (int i = 0; i < 20; ++i)
        titled(room, "Case " + std::to_string(i));
    CHECK(room.store().records().search("case", 5).size() == 5);
    CHECK(room.store().records().search("case").size() == 20);
    Document document;
    document.number = "QP-07";
    document.title = "Control of quills";
    room.as("ravi").documents().create(document, {bytes("a.md", "inkwells")}, "x");
    const auto hits = room.store().records().search("quills");
    REQUIRE(hits.size() == 1);
    CHECK(hits[0].kind == "document");
    CHECK(hits[0].id == "QP-07");
    CHECK(hits[0].title == "Control of quills");
    CHECK(found(room, "inkwells") == Ids{"QP-07"});
    const auto scores = room.store().records().search("case");
    for (std::size_t i = 1; i < scores.size(); ++i)
        CHECK(scores[i - 1].score <= scores[i].score);
}

TEST_CASE("what changes is found by what it is now") {
    Room room;
    const auto id = titled(room, "Case", "oldword");
    room.as("dinesh").records().add_version(id, {bytes("text.txt", "newword")}, "x");
    CHECK(found(room, "newword") == Ids{id});
    const auto binary = room.as("dinesh").records().file(
        filing("LR", "Binary", {bytes("a.bin", std::string("hiddenword\0\xff", 12))}));
    CHECK(found(room, "hiddenword").empty());
    CHECK(found(room, "binary") == Ids{binary});
}

TEST_CASE("a destroyed record is found by its title, not by its content") {
    Room room;
    const auto id = room.closed("C-1", "2020-01-01", "Boundary dispute", {bytes("a.txt", "confidential")});
    CHECK(found(room, "confidential") == Ids{id});
    room.destroy("C-1");
    CHECK(found(room, "confidential").empty());
    CHECK(found(room, "boundary") == Ids{id});
    CHECK(room.store().records().search("boundary").at(0).state == "destroyed");
}

TEST_CASE("of very many titles with a word the newest come first, and all are there when all are asked for") {
    Room room;
    const std::vector<Filing> many(5001, filing("LR", "Frequent word"));
    const auto ids = room.as("dinesh").records().file(many);
    CHECK(ids_of(room.store().records().search("frequent", 3)) == Ids{ids[4998], ids[4999], ids[5000]});
    CHECK(room.store().records().search("frequent word", 0).size() == 5001);
    const auto rare = titled(room, "A frequent flyer");
    CHECK(ids_of(room.store().records().search("frequent flyer", 3)) == Ids{rare});
    CHECK(ids_of(room.store().records().search("frequent", 1)) == Ids{rare});
}
