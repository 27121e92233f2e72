#include "base/login.hpp"
#include "base/name.hpp"
#include "support/catch.hpp"

using namespace almirah::base;

TEST_CASE("codes, logins and places have one form") {
    for (const char* good : {"LR", "LR-MUT", "GS-101.012018", "1", "A-"})
        CHECK(is_code(good));
    for (const char* bad : {"", "lr", "LR MUT", "-LR", ".LR", "LR/2", "अ", "../X"})
        CHECK_FALSE(is_code(bad));
    CHECK(is_code(std::string(40, 'A')));
    CHECK_FALSE(is_code(std::string(41, 'A')));
    for (const char* good : {"asha", "a.b-c2"})
        CHECK(is_login(good));
    for (const char* bad : {"", "Asha", "2asha", "a b", "a/b"})
        CHECK_FALSE(is_login(bad));
    for (const char* good : {"R1", "R1/A02/S3/B07"})
        CHECK(is_place_code(good));
    for (const char* bad : {"", "R1/", "/R1", "R1//A", "r1"})
        CHECK_FALSE(is_place_code(bad));
}

TEST_CASE("record ids have one form") {
    const auto id = parse_record_id("LR/2024/000123");
    REQUIRE(id);
    CHECK(id->series == "LR");
    CHECK(id->year == 2024);
    CHECK(id->number == 123);
    CHECK(to_string(*id) == "LR/2024/000123");
    CHECK(to_string(RecordId{"GS-101", 1985, 1234567}) == "GS-101/1985/1234567");
    CHECK(parse_record_id("GS-101/1985/1234567"));
    for (const char* bad : {"", "LR", "LR/2024", "LR/2024/", "LR/2024/123", "LR/2024/0000123", "LR/24/000123",
                            "LR/2024/00012x", "lr/2024/000123", "LR/2024/000123/1", "LR/2024/99999999999999"})
        CHECK_FALSE(parse_record_id(bad));
}

TEST_CASE("serial ids have one form") {
    const auto id = parse_serial_id("H-2026-0001");
    REQUIRE(id);
    CHECK(*id == SerialId{'H', 2026, 1});
    CHECK(to_string(SerialId{'D', 2026, 12345}) == "D-2026-12345");
    CHECK(parse_serial_id("D-2026-12345"));
    for (const char* bad : {"", "H-2026-1", "H-2026-00001", "X-2026-0001", "H2026-0001", "H-2026-000a"})
        CHECK_FALSE(parse_serial_id(bad));
}

// `vandana.` stood beside `vandana`, and history showed one as the other.
TEST_CASE("a new login has single joints, each within it") {
    for (const char* login : {"vandana", "v.sharma", "a-1", "x", "a.b-c"})
        CHECK(is_new_login(login));
    for (const char* login : {"vandana.", "vandana-", "v..sharma", "v.-sharma", "v--sharma", ".vandana", "-v",
                              "1a", "", "V", "v sharma"})
        CHECK_FALSE(is_new_login(login));
    // Those that there are stay what they are.
    for (const char* login : {"vandana.", "v..sharma", "v-"})
        CHECK(is_login(login));
}

TEST_CASE("logins that a reader takes for one another look alike") {
    for (const char* login : {"v.sharma", "v-sharma", "v..sharma", "v.-sharma", "v.sharma.", "v.sharma-"})
        CHECK(look_of(login) == look_of("v-sharma"));
    CHECK(look_of("al1") == look_of("all"));
    CHECK(look_of("o0") == look_of("oo"));
    CHECK(look_of("vsharma") != look_of("v-sharma"));
    CHECK(look_of("asha2") != look_of("asha"));
}
