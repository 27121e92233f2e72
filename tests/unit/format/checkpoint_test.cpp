#include "almirah/error.hpp"
#include "almirah/trust.hpp"
#include "support/catch.hpp"

using namespace almirah;

namespace {

Checkpoint kept() {
    return {
        "BSR", std::string(32, '7'), std::string(40, 'c'), 12, 420, *parse_instant("2026-03-31T18:00:00Z")};
}

std::string without(const std::string& label) {
    std::string text = to_string(kept());
    const std::size_t start = text.find(label + ": ");
    REQUIRE(start != std::string::npos);
    return text.erase(start, text.find('\n', start) + 1 - start);
}

std::string changed(const std::string& from, const std::string& to) {
    std::string text = to_string(kept());
    REQUIRE(text.find(from) != std::string::npos);
    return text.replace(text.find(from), from.size(), to);
}

} // namespace

TEST_CASE("a checkpoint is text that reads back") {
    const std::string text = to_string(kept());
    CHECK(text.starts_with("almirah checkpoint 1\noffice: BSR\n"));
    CHECK(parse_checkpoint(text) == kept());
}

TEST_CASE("a checkpoint may have been mailed: CRLF and blanks at the ends of lines") {
    std::string text;
    for (const char c : to_string(kept()))
        text += c == '\n' ? std::string(" \r\n") : std::string(1, c);
    CHECK(parse_checkpoint(text) == kept());
}

TEST_CASE("what is not a checkpoint is refused") {
    for (const char* label : {"office", "store", "head", "entries", "records", "at"})
        CHECK_THROWS_AS(parse_checkpoint(without(label)), Error);
    for (const std::string& text :
         {std::string(), std::string("almirah checkpoint 2\n"), std::string("hello"), std::string("\n\n"),
          changed("entries: 12", "entries: 12x"), changed("entries: 12", "entries: -1"),
          changed("entries: 12", "entries: 99999999999999999999999"), changed("2026-03-31", "2026-02-31"),
          std::string("\xff\0\n", 3)}) {
        try {
            (void)parse_checkpoint(text);
            FAIL("read " << text);
        } catch (const Error& error) {
            CHECK(error.code() == Code::invalid_argument);
        }
    }
}

// A line that is added to a kept checkpoint, after the one that was printed, was believed.
TEST_CASE("a line that stands twice is refused") {
    CHECK_THROWS_AS(parse_checkpoint(to_string(kept()) + "entries: 13\n"), Error);
}
