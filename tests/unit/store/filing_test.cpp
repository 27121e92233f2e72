#include "store/filing.hpp"

#include "support/catch.hpp"

using namespace almirah;

namespace {

std::vector<Source> named(const std::vector<std::string>& names) {
    std::vector<Source> sources;
    for (const auto& name : names)
        sources.push_back({.name = name, .bytes = ""});
    return sources;
}

} // namespace

TEST_CASE("names that cannot stand beside one another are told by name") {
    CHECK(fault_of_names(named({})).empty());
    CHECK(fault_of_names(named({"a", "b", "c/d", "c/e", "c-"})).empty());
    CHECK(fault_of_names(named({"a", "A"})).find("'A'") != std::string::npos);
    CHECK(fault_of_names(named({"a/b", "a"})).find("'a/b'") != std::string::npos);
    CHECK(fault_of_names(named({"x/\u00e9", "X/e\u0301"})).find("normalisation") != std::string::npos);
    const auto odd = fault_of_names(named({"a\nb/../c"}));
    CHECK_FALSE(odd.empty());
    CHECK(odd.find('\n') == std::string::npos);
}

TEST_CASE("content is described in the order of its sources, from where its own begins") {
    std::vector<vault::StoredContent> stored(3);
    stored[1].size_bytes = 7;
    stored[1].sha256 = std::string(64, 'a');
    stored[2].size_bytes = 9;
    const auto files = describe(named({"x", "y"}), stored, 1);
    REQUIRE(files.size() == 2);
    CHECK(files[0].name == "x");
    CHECK(files[0].size_bytes == 7);
    CHECK(files[0].sha256 == std::string(64, 'a'));
    CHECK(files[0].blob == std::string(40, '0'));
    CHECK(files[1].size_bytes == 9);
}
