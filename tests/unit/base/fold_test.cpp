#include "base/fold.hpp"
#include "base/utf8.hpp"
#include "support/catch.hpp"

#include <random>
#include <set>
#include <sstream>

using namespace almirah::base;

namespace {

bool finds(const std::string& query, const std::string& title) {
    std::istringstream words(latin(fold(title)));
    const std::string wanted = latin(fold(query));
    for (std::string word; words >> word;)
        if (word.compare(0, wanted.size(), wanted) == 0) return true;
    return false;
}

} // namespace

TEST_CASE("spellings of one Hindi word fold to one form") {
    struct Pair {
        const char *one, *other;
    };
    for (const Pair& p :
         {Pair{"हिन्दी", "हिंदी"}, Pair{"ज़मीन", "जमीन"}, Pair{"\u095B\u092E\u0940\u0928", "जमीन"},
          Pair{"२०२४", "2024"}, Pair{"सम्बन्ध", "संबंध"}, Pair{"गङ्गा", "गंगा"}, Pair{"पञ्चायत", "पंचायत"},
          Pair{"घण्टा", "घंटा"}, Pair{"चाँद", "चांद"}, Pair{"क\u200Dक", "कक"}, Pair{"क\u200Cक", "कक"},
          Pair{"खा\u00ADता", "खाता"}, Pair{"ﬁle", "FILE"}, Pair{"Straße", "STRASSE"}, Pair{"ड़", "ड"},
          Pair{"ऩ\u094Dत", "ंत"}, Pair{"১২৩", "123"}, Pair{"１２", "12"}})
        CHECK(fold(p.one) == fold(p.other));
}

TEST_CASE("different words stay different") {
    CHECK(fold("केला") != fold("काला"));
    CHECK(fold("कल") != fold("कला"));
    CHECK(fold("सम्मान") == "सम्मान"); // a doubled nasal is not an anusvara
    CHECK(fold("जन्म") == "जन्म");     // nor is one before a stop of another varga
    CHECK(fold("घन्टा") == "घन्टा");
}

TEST_CASE("folding is idempotent, for every code point and for random neighbours") {
    std::mt19937 random(7);
    std::uniform_int_distribution<char32_t> any(1, 0x2FFFF), indic(0x900, 0xDFF), joiners(0x200B, 0x200F);
    const auto scalar = [](char32_t c) { return c < 0xD800 || c > 0xDFFF; };
    std::string text;
    for (char32_t c = 1; c < 0x30000; ++c) {
        if (!scalar(c)) continue;
        text.clear();
        append_utf8(text, c);
        REQUIRE(fold(fold(text)) == fold(text));
    }
    for (int i = 0; i < 60000; ++i) {
        text.clear();
        for (int n = 0; n < 6; ++n) {
            const char32_t c = n % 3 == 0 ? any(random) : n == 4 ? joiners(random) : indic(random);
            if (scalar(c)) append_utf8(text, c);
        }
        INFO(text);
        REQUIRE(fold(fold(text)) == fold(text));
        REQUIRE(nfc(nfc(text)) == nfc(text));
        REQUIRE(latin(latin(fold(text))) == latin(fold(text)));
    }
}

TEST_CASE("UTF-8 is told from other bytes") {
    for (const char* good : {"", "abc", "अभिलेख", "\U0001F600", "\u07FF\u0800\uFFFF"})
        CHECK(is_utf8(good));
    for (const char* bad :
         {"\xC0\x80", "\xED\xA0\x80", "\xE0\x80\x80", "\xF4\x90\x80\x80", "\x80", "\xE0\xA4", "a\xFF",
          "\xF0\x80\x80\x80", "12345678\xE0\xA4", "\xF8\x88\x80\x80\x80"})
        CHECK_FALSE(is_utf8(bad));
    CHECK(fold("\xFFक") == "\uFFFDक");
    CHECK(nfc("e\u0301") == "\u00E9");
}

TEST_CASE("Hindi is found by what people type in Latin letters") {
    CHECK(finds("abhilekhagar", "अभिलेखागार"));
    CHECK(finds("abhilekh", "अभिलेखागार"));
    CHECK(finds("aadesh", "आदेश"));
    CHECK(finds("zameen", "ज़मीन"));
    CHECK(finds("tehsildar", "तहसीलदार"));
    CHECK(finds("tahsildar", "तहसीलदार"));
    CHECK(finds("namantaran", "नामांतरण"));
    CHECK(finds("panjikaran", "पंजीकरण"));
    CHECK(finds("khatauni", "खतौनी"));
    CHECK(finds("vigyan", "विज्ञान"));
    CHECK(finds("phasal", "फसल"));
    CHECK(finds("fasal", "फ़सल"));
    CHECK(finds("patta", "पट्टा"));
    CHECK(finds("shri", "श्री"));
    CHECK(finds("sambandh", "संबंध"));
    CHECK(finds("Zamindar", "zameendar"));
    CHECK(finds("siddharth", "सिद्धार्थ"));
    CHECK(finds("sarkar", "सरकार"));
    CHECK(finds("resume", "résumé"));
    CHECK_FALSE(finds("kela", "काला"));
    CHECK_FALSE(finds("aadesh", "अभिलेख"));
    CHECK(latin("2011") == "2011");
    CHECK(latin("योग") == "yog");
}

TEST_CASE("words are cut as the tokenizer cuts them") {
    CHECK(words("mutation case 12/2024, खतौनी।") ==
          std::vector<std::string>{"mutation", "case", "12", "2024", "खतौनी"});
    CHECK(words("").empty());
    CHECK(words(" - ").empty());
}

TEST_CASE("search terms are the distinct folded words of the text") {
    CHECK(search_terms("The file, the FILE; हिन्दी हिंदी — २०२४।") == "the file हिंदी 2024");
    CHECK(search_terms("पटल725890 पटल पटलA1 पटल725890") == "पटल725890 पटल पटलa1");
    CHECK(search_terms("आदेश।7 abc। ।").find("abc") != std::string::npos);
    CHECK(search_terms("good शब्द then \xE0\xA4").empty());
    CHECK(search_terms("").empty());
    CHECK(search_terms(std::string("a\0b", 3)).empty());
    CHECK(search_terms("%PDF-1.4 word").empty());
    CHECK(search_terms("latin-1: caf\xE9").empty());
    CHECK(search_terms("one " + std::string(65, 'x') + " two") == "one two");
    CHECK(search_terms(std::string(64, 'x')) == std::string(64, 'x'));
}

TEST_CASE("search terms stop at the limit, between words and between characters") {
    CHECK(search_terms("alpha beta gamma", 12) == "alpha beta");
    CHECK(search_terms("alpha beta gamma", 10) == "alpha");
    CHECK(search_terms("कखग", 4) == "क");
    CHECK(search_terms("alpha beta", 100) == "alpha beta");
}

TEST_CASE("search terms equal the plain way of making them") {
    const char* const pieces[] = {"अभिलेख", "File", "12", "।", " ", "\n", "-",
                                  "हिन्दी", "é",    "—",  "x", "क़", ","};
    std::mt19937 random(11);
    for (int round = 0; round < 300; ++round) {
        std::string text;
        for (int i = 0; i < 400; ++i)
            text += pieces[random() % std::size(pieces)];
        std::set<std::string> plain;
        for (const std::string& word : words(fold(text)))
            if (word.size() <= 64) plain.insert(word);
        std::istringstream terms(search_terms(text));
        std::set<std::string> fast;
        for (std::string word; terms >> word;)
            REQUIRE(fast.insert(word).second);
        REQUIRE(fast == plain);
    }
}

TEST_CASE("columns count what a terminal shows") {
    CHECK(columns("file") == 4);
    CHECK(columns("कि") == 2);
    CHECK(columns("हिंदी") == 4);
    CHECK(columns("漢") == 2);
}

TEST_CASE("names are compared without case and normalisation, and nothing else is lost") {
    CHECK(caseless("Scan.PDF") == "scan.pdf");
    CHECK(caseless("CAF\u00c9") == caseless("cafe\u0301"));
    CHECK(caseless("\u0958") == caseless("\u0915\u093c"));
    CHECK(caseless("जमीन") != caseless("ज़मीन"));
    CHECK(caseless("२") != caseless("2"));
}
