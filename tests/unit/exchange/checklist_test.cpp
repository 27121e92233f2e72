#include "exchange/checklist.hpp"

#include "exchange/audit_pages.hpp"
#include "exchange/audit_tables.hpp"
#include "format/json.hpp"
#include "support/catch.hpp"
#include "support/failure.hpp"

#include <fstream>
#include <iterator>
#include <regex>
#include <set>

using namespace almirah;
using namespace almirah::test;

namespace {

const Checklist& shipped() {
    return exchange::shipped_checklists().front();
}

bool in_both_languages(const Text& text) {
    return !text.text.empty() && text.in.contains("hi") && !text.in.at("hi").empty();
}

} // namespace

TEST_CASE("the checklist of the library has every word of the pages in both languages") {
    std::set<std::string> names;
    for (const auto& table : exchange::audit_tables()) {
        names.insert(std::string("section.") + table.name);
        for (const auto& column : table.columns)
            names.insert("column." + column);
    }
    std::ifstream in(std::string(ALMIRAH_SOURCE_DIR) + "/lib/exchange/audit_pages.cpp");
    const std::string pages{std::istreambuf_iterator<char>(in), {}};
    const std::regex word("\"(page\\.[a-z_]+)\"");
    for (std::sregex_iterator found(pages.begin(), pages.end(), word); found != std::sregex_iterator();
         ++found)
        names.insert((*found)[1]);
    CHECK(names.contains("page.none"));
    for (const auto& name : names) {
        INFO(name);
        REQUIRE(shipped().words.contains(name));
        CHECK(in_both_languages(shipped().words.at(name)));
    }
}

TEST_CASE("the checklist of the library is one that can be kept, and asks for every section") {
    CHECK_NOTHROW(exchange::check_checklist(shipped()));
    CHECK(in_both_languages(shipped().title));
    std::set<std::string> asked;
    for (const auto& point : shipped().points) {
        CHECK(in_both_languages(point.title));
        asked.insert(point.sections.begin(), point.sections.end());
    }
    for (const auto& table : exchange::audit_tables())
        CHECK(asked.contains(table.name));
    CHECK(format::decode<Checklist>(format::encode(shipped()), "x.json") == shipped());
}

TEST_CASE("a word is said as the checklist has it, else as the library, else by its name") {
    Checklist own{"OURS", "Ours", {{"1", "One", {"people"}}}, {}};
    own.words["section.people"] = "Staff";
    own.words["section.people"].in["mr"] = "कर्मचारी";
    const std::string english = "en", marathi = "mr", all;
    const exchange::Wording say(own, english);
    CHECK(say("section.people") == "Staff");
    CHECK(say("section.roles") == "Roles and what they may do");
    CHECK(say("section.nowhere") == "section.nowhere");
    CHECK(exchange::Wording(own, marathi)("section.people") == "कर्मचारी");
    CHECK(exchange::Wording(own, all)("section.people") == "Staff / कर्मचारी");
}

TEST_CASE("cells that hold names are said in words, and what people wrote is left as it is") {
    const std::string hindi = "hi";
    const exchange::Wording say(shipped(), hindi);
    CHECK(say.cell("state", "lost") == "खोई");
    CHECK(say.cell("state", "nowhere") == "nowhere");
    CHECK(say.cell("title", "lost") == "lost");
    CHECK(say.cell("title", exchange::withheld) == "(रोका गया)");
}

TEST_CASE("a page of a section is a table, and says where there is nothing") {
    const std::string english = "en";
    const exchange::Wording say(shipped(), english);
    const auto& table = *exchange::audit_table("refused");
    CHECK(exchange::section_row(say, table, {"<a>", "2", "", ""}) ==
          "<tr><td>&lt;a&gt;</td><td>2</td><td></td><td></td></tr>\n");
    CHECK(exchange::section_foot(say, 0).find("evidence: none") != std::string::npos);
    CHECK(exchange::section_foot(say, 1).find("<p") == std::string::npos);
    CHECK(exchange::section_foot(say, exchange::rows_on_a_page + 1).find("5000 / 5001") != std::string::npos);
}
