#include "format/field_changes.hpp"

#include "almirah/error.hpp"
#include "support/catch.hpp"

using namespace almirah;

namespace {

/// Every change as "path: before > after", a line each.
std::string changes(std::optional<std::string_view> before, std::string_view after) {
    std::string text;
    format::each_field_change(before, after, "x.json", [&](auto path, auto was, auto is) {
        text += std::string(path) + ": " + std::string(was.value_or("-")) + " > " +
                std::string(is.value_or("-")) + "\n";
    });
    return text;
}

} // namespace

TEST_CASE("fields that differ are told by their paths, and others are not") {
    CHECK(changes(R"({"a": 1, "b": "x"})", R"({"a": 1, "b": "y"})") == "b: x > y\n");
    CHECK(changes(R"({"a": 1})", R"({"a": 1, "b": true})") == "b: - > true\n");
    CHECK(changes(R"({"a": 1, "b": true})", R"({"a": 1})") == "b: true > -\n");
    CHECK(changes(R"({"a": {"b": {"c": 1}}})", R"({"a": {"b": {"c": 2}}})") == "a.b.c: 1 > 2\n");
    CHECK(changes(R"({"b": 2, "a": 1})", R"({"a": 1, "b": 2})") == "");
    CHECK(changes(std::nullopt, R"({"a": {"b": 1}, "c": [1]})") == "a.b: - > 1\nc: - > [1]\n");
}

TEST_CASE("lists of things are compared one by one, other lists as a whole") {
    CHECK(changes(R"({"l": [{"n": 1}]})", R"({"l": [{"n": 2}, {"n": 3}]})") ==
          "l[].n: 1 > 2\nl[+]: - > \nl[+].n: - > 3\n");
    CHECK(changes(R"({"l": [{"n": 1}, {}]})", R"({"l": [{"n": 1}]})") == "l[-]:  > -\n");
    CHECK(changes(R"({"l": []})", R"({"l": [{"n": 1}]})") == "l[+]: - > \nl[+].n: - > 1\n");
    CHECK(changes(R"({"l": [{"n": 1}]})", R"({})") == "l[-]:  > -\nl[-].n: 1 > -\n");
    CHECK(changes(R"({"l": ["a", "b"]})", R"({"l": ["a"]})") == "l: [\"a\",\"b\"] > [\"a\"]\n");
    CHECK(changes(R"({"l": ["a"]})", R"({"l": [{"n": 1}]})") == "l: [\"a\"] > [{\"n\":1}]\n");
}

TEST_CASE("what is another sort of value is told as a whole") {
    CHECK(changes(R"({"t": "x"})", R"({"t": {"text": "x", "hi": "y"}})") ==
          "t: x > {\"text\":\"x\",\"hi\":\"y\"}\n");
    for (const char* bad : {"", "[]", "{", "1", "{\"a\": }"}) {
        INFO(bad);
        CHECK_THROWS_AS(changes(std::nullopt, bad), Error);
        CHECK_THROWS_AS(changes(bad, "{}"), Error);
    }
}
