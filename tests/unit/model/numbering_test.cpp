#include "model/document.hpp"
#include "support/catch.hpp"
#include "support/failure.hpp"

using namespace almirah;
using namespace almirah::test;
using model::numbering;

TEST_CASE("a pattern makes numbers, and knows its own") {
    const auto made = numbering("QP-{serial:2}", "", 2026);
    CHECK(made.number(7) == "QP-07");
    CHECK(made.number(123) == "QP-123");
    CHECK(made.serial("QP-07") == 7u);
    CHECK(made.serial("QP-123") == 123u);
    for (const char* other :
         {"QP-7", "QP-007", "QP-00", "QP-", "QP-1A", "XP-07", "QP-07-1", "", "QP-99999999999"})
        CHECK_FALSE(made.serial(other));
}

TEST_CASE("owner and year are filled in") {
    const auto made = numbering("{owner}/{year}-{serial}-X", "d04", 2026);
    CHECK(made.number(1) == "D04/2026-1-X");
    CHECK(made.serial("D04/2026-12-X") == 12u);
    CHECK_FALSE(made.serial("D04/2025-12-X"));
}

TEST_CASE("a pattern that cannot number is refused") {
    for (const char* pattern : {"", "QP", "{serial", "{serial:0}", "{serial:10}", "{serial:}", "{serial:2x}",
                                "{month}{serial}", "{serial}{serial}", "{}"})
        CHECK(code_of([&] { (void)numbering(pattern, "", 2026); }) == "invalid-argument");
}
