#include "exchange/layout.hpp"
#include "support/catch.hpp"
#include "support/failure.hpp"

using namespace almirah;
using namespace almirah::test;
using exchange::laid_out;
using exchange::Medium;

namespace {

FilledForm form() {
    FilledForm made;
    made.form = "F-1";
    made.fields = {{"office", "A & B"}, {"place", "स्थान"}, {"empty", ""}};
    made.tables = {
        {"files", {"No.", "विषय"}, {"number", "title", "hidden"}, {{"1", "<नक्शा>", "x"}, {"2", "b\nc", "y"}}},
        {"none", {"No."}, {"number"}, {}}};
    return made;
}

} // namespace

TEST_CASE("fields stand in their gaps, escaped in HTML alone") {
    CHECK(laid_out("{{office}}: {{place}}{{empty}}.", form(), Medium::text) == "A & B: स्थान.");
    CHECK(laid_out("{{office}}", form(), Medium::html) == "A &amp; B");
    CHECK(laid_out("", form(), Medium::text).empty());
    CHECK(laid_out("a } b { c }}", form(), Medium::text) == "a } b { c }}");
}

TEST_CASE("a width fills up by columns, not bytes") {
    CHECK(laid_out("{{place:8}}|", form(), Medium::text) == "स्थान" + std::string(8 - 4, ' ') + "|");
    CHECK(laid_out("{{office:2}}|", form(), Medium::text) == "A & B|");
    CHECK(laid_out("{{office:20}}|", form(), Medium::html) == "A &amp; B|");
}

TEST_CASE("a section stands once for each row, and another where there is none") {
    CHECK(laid_out("{{#files}}{{serial}}{{number}}{{hidden}}{{office}};{{/files}}", form(), Medium::text) ==
          "11xA & B;22yA & B;");
    CHECK(laid_out("{{^files}}nothing{{/files}}{{^none}}nothing{{/none}}{{#none}}{{number}}{{/none}}", form(),
                   Medium::text) == "nothing");
}

TEST_CASE("a drawn table lines up in text, and is a table in HTML") {
    CHECK(laid_out("{{files:drawn}}", form(), Medium::text) == "No.  विषय\n"
                                                               "-----------\n"
                                                               "1    <नक्शा>\n"
                                                               "2    b c\n");
    const std::string html = laid_out("{{files:drawn}}", form(), Medium::html);
    CHECK(html.find("<td>&lt;नक्शा&gt;</td>") != std::string::npos);
    CHECK(html.find("hidden") == std::string::npos);
}

TEST_CASE("a part stands where it is named, and what it names is not looked for") {
    const auto read = [](const std::string& name) { return "<" + name + " {{>x}}>\n"; };
    CHECK(exchange::with_parts("{{>head}}\n{{office}} {{#files}}{{/files}}", read) ==
          "<head {{>x}}>\n{{office}} {{#files}}{{/files}}");
    CHECK(exchange::with_parts("a {{", read) == "a {{");
    CHECK(exchange::faults_of_layout("{{>head}}", form()).size() == 1);
}

TEST_CASE("what is wrong with a layout is told with its line") {
    const std::pair<const char*, const char*> wrong[] = {
        {"a\nb {{nowhere}}", "line 2: the form has no field 'nowhere'"},
        {"{{office", "line 1: a gap has no }}"},
        {"{{#files}}", "line 1: {{#files}} is not closed"},
        {"{{#others}}{{/others}}", "line 1: the form has no table 'others'"},
        {"{{others:drawn}}", "line 1: the form has no table 'others'"},
        {"{{office:wide}}", "line 1: 'wide' is neither a width up to 200 nor 'drawn'"},
        {"{{office:20abc}}", "line 1: '20abc' is neither a width up to 200 nor 'drawn'"},
        {"{{office:201}}", "line 1: '201' is neither a width up to 200 nor 'drawn'"},
        {"{{#files}}\n{{#none}}{{/none}}{{/files}}", "line 2: {{#none}} stands inside another section"},
        {"{{#files}}{{#files}}{{/files}}", "line 1: {{#files}} stands inside another section"},
        {"{{^none}}{{^files}}{{/files}}{{/none}}", "line 1: {{^files}} stands inside another section"},
        {"{{number}}", "line 1: the form has no field 'number'"},
        {"{{/files}}", "line 1: the form has no field '/files'"},
    };
    for (const auto& [layout, told] : wrong) {
        CAPTURE(layout);
        CHECK(code_of([&, &layout = layout] { (void)laid_out(layout, form(), Medium::text); }) ==
              "invalid-argument");
        REQUIRE_FALSE(exchange::faults_of_layout(layout, form()).empty());
        CHECK(exchange::faults_of_layout(layout, form()).front() == told);
    }
}

TEST_CASE("control characters of a value do not reach a text") {
    FilledForm made = form();
    made.fields["office"] = "a\x1b[31mb\nc";
    made.tables[0].rows = {{"\x1b]0;x\x07", "t", "h"}};
    CHECK(laid_out("{{office}}", made, Medium::text) == "a\\u001b[31mb\nc");
    CHECK(laid_out("{{files:drawn}}", made, Medium::text).find_first_of("\x1b\x07") == std::string::npos);
}

TEST_CASE("a layout is looked through where its tables have no rows yet") {
    CHECK(exchange::faults_of_layout("{{#none}}{{number}}{{/none}}{{^none}}{{office}}{{/none}}", form())
              .empty());
    CHECK(exchange::faults_of_layout("{{#none}}{{nowhere}}{{/none}}", form()).size() == 1);
    CHECK(exchange::faults_of_layout("{{^files}}{{nowhere}}{{/files}}", form()).size() == 1);
}

TEST_CASE("CSV has the columns that are drawn, JSON has all") {
    CHECK(exchange::table_csv(form().tables.front()) == "No.,विषय\r\n1,<नक्शा>\r\n2,\"b\nc\"\r\n");
    CHECK(exchange::form_json(form()).find(R"({"number":"1","title":"<नक्शा>","hidden":"x"})") !=
          std::string::npos);
}
