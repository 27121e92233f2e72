#include "cli/exit_code.hpp"
#include "cli/usage.hpp"
#include "cli/values.hpp"

#include "support/catch.hpp"

using namespace almirah;
using namespace almirah::cli;

namespace {

template <class Act>
std::string refusal(Act act) {
    try {
        act();
    } catch (const Error& error) {
        CHECK(error.code() == Code::invalid_argument);
        return error.what();
    }
    return "accepted";
}

} // namespace

TEST_CASE("a date that does not exist is told from one that is no date") {
    CHECK(to_string(date_of_option("--on", "2024-02-29")) == "2024-02-29");
    CHECK(refusal([] { date_of_option("--on", "2023-02-29"); }) ==
          "--on: '2023-02-29': no such date; expected YYYY-MM-DD");
    CHECK(refusal([] { date_of_option("--on", "29.2.2024"); }) ==
          "--on: '29.2.2024': expected a date as YYYY-MM-DD");
    CHECK_FALSE(date_if_given("--on", "").has_value());
}

TEST_CASE("pairs need a name and are given once") {
    CHECK(pair_of_option("--event", "decision=a=b") ==
          std::pair<std::string, std::string>{"decision", "a=b"});
    CHECK(refusal([] { pair_of_option("--event", "=2024-01-01"); }).find("NAME=VALUE") != std::string::npos);
    CHECK(refusal([] { pairs_of_option("--property", {"a=1", "a=2"}); }).find("twice") != std::string::npos);
}

TEST_CASE("numbers are whole and not negative") {
    CHECK(number_of_option("N", "45") == 45);
    for (const char* bad : {"", "-1", "4.5", "4x", "99999999999"})
        CHECK(refusal([bad] { number_of_option("N", bad); }) != "accepted");
}

TEST_CASE("policy values") {
    Policy policy;
    set_policy_value(policy, "utc-offset", "+05:30");
    CHECK(policy.utc_offset_minutes == 330);
    CHECK(offset_text(policy.utc_offset_minutes) == "+05:30");
    set_policy_value(policy, "utc-offset", "-03:00");
    CHECK(offset_text(policy.utc_offset_minutes) == "-03:00");
    set_policy_value(policy, "appraisal-after-years", "25");
    CHECK(policy.appraisal_after_years == 25);
    set_policy_value(policy, "appraisal-after-years", "none");
    CHECK_FALSE(policy.appraisal_after_years.has_value());
    set_policy_value(policy, "place-levels", "hall,rack,box");
    CHECK(policy.place_levels == std::vector<std::string>{"hall", "rack", "box"});
    set_policy_value(policy, "route.schedule", "document");
    CHECK(policy.routes.at("schedule") == "document");
    set_policy_value(policy, "route.schedule", "none");
    CHECK(policy.routes.empty());
    CHECK(refusal([&] { set_policy_value(policy, "financial-year-start", "13"); }) != "accepted");
    CHECK(refusal([&] { set_policy_value(policy, "route.loan", "document"); }) != "accepted");
    CHECK(refusal([&] { set_policy_value(policy, "colour", "red"); }) != "accepted");
}

TEST_CASE("sizes and counts in words") {
    CHECK(size_text(1) == "1 byte");
    CHECK(size_text(999) == "999 bytes");
    CHECK(size_text(12345678) == "12.3 MB");
    CHECK(counted(1, "record") == "1 record");
    CHECK(counted(0, "record") == "0 records");
}

TEST_CASE("the nearest word is offered, a far one is not") {
    CHECK(nearest("recrod", {"record", "role"}) == "record");
    CHECK(nearest("serie", {"series", "search"}) == "series");
    CHECK(nearest("xyz", {"record", "role"}).empty());
}

TEST_CASE("every code has its exit code") {
    CHECK(exit_of(Code::not_found) == 1);
    CHECK(exit_of(Code::invalid_argument) == 2);
    CHECK(exit_of(Code::already_exists) == 2);
    CHECK(exit_of(Code::unsupported_format) == 2);
    CHECK(exit_of(Code::corrupt) == 3);
    CHECK(exit_of(Code::busy) == 4);
    CHECK(exit_of(Code::refused) == 5);
    CHECK(exit_of(Code::conflict) == 5);
    CHECK(exit_of(Code::io) == 6);
    CHECK(exit_of(Code::no_space) == 6);
    CHECK(exit_of(Code::permission) == 6);
    CHECK(exit_of(Code::internal) == 6);
    CHECK(exit_of(Code::in_doubt) == 7);
    CHECK(exit_of(Code::cancelled) == 130);
}
