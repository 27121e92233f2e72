#include "model/paper.hpp"
#include "support/catch.hpp"

using namespace almirah;
using namespace almirah::model;

namespace {

Policy policy() {
    Policy made;
    made.paper_classes = {{"A", "FLY-A"}, {"B", "FLY-B"}, {"C", "FLY-C"}};
    return made;
}

Record record() {
    Record made;
    made.id = "LR/2024/000001";
    made.series = "LR";
    made.also_in = {"ACC"};
    made.versions = {{1, {}, "asha", "", {{"a", 1, "s1", "b1"}, {"b", 1, "s2", "b2"}}},
                     {2, {}, "asha", "", {{"a", 1, "s3", "b3"}}}};
    return made;
}

Paper paper(int serial, const std::string& paper_class, std::vector<std::string> files = {}) {
    Paper made;
    made.serial = serial;
    made.paper_class = paper_class;
    made.files = std::move(files);
    return made;
}

} // namespace

TEST_CASE("a fly-leaf is kept by serial, and described anew by serial") {
    Record file = record();
    CHECK(set_papers(file, {paper(3, "C"), paper(1, "B", {"a"})}, policy()) == "");
    REQUIRE(file.papers.size() == 2);
    CHECK(file.papers[0].serial == 1);
    CHECK(set_papers(file, {paper(2, "C"), paper(3, "A")}, policy()) == "");
    REQUIRE(file.papers.size() == 3);
    CHECK(file.papers[2].paper_class == "A");
}

TEST_CASE("what a fly-leaf must not say") {
    const auto fault = [](std::vector<Paper> papers) {
        Record file = record();
        return set_papers(file, papers, policy());
    };
    CHECK(fault({paper(0, "A")}).find("serial") != std::string::npos);
    CHECK(fault({paper(1, "D")}).find("class 'D'") != std::string::npos);
    CHECK(fault({paper(1, "A"), paper(1, "B")}).find("twice") != std::string::npos);
    CHECK(fault({paper(1, "A", {"x"})}).find("file x") != std::string::npos);
    CHECK(fault({paper(1, "A", {"a"}), paper(2, "C", {"a"})}).find("another paper") != std::string::npos);
    Record file = record();
    file.papers = {paper(1, "C")};
    file.papers[0].weeded = "D-2026-0001";
    CHECK(set_papers(file, {paper(1, "A")}, policy()).find("D-2026-0001") != std::string::npos);
}

TEST_CASE("a file follows the highest class of the papers that are in it") {
    Record file = record();
    const auto follows = [&] {
        follow_classes(file, policy());
        return file.also_in;
    };
    using Codes = std::vector<std::string>;
    CHECK(follows() == Codes{"ACC"});
    file.papers = {paper(1, "C"), paper(2, "A"), paper(3, "B")};
    CHECK(follows() == Codes{"ACC", "FLY-A"});
    CHECK(follows() == Codes{"ACC", "FLY-A"});
    file.papers[1].superfluous = true;
    CHECK(follows() == Codes{"ACC", "FLY-B"});
    file.papers[2].weeded = "D-2026-0001";
    CHECK(follows() == Codes{"ACC", "FLY-C"});
    file.papers[0].weeded = "D-2026-0001"; // only the superfluous one is left
    CHECK(follows() == Codes{"ACC", "FLY-A"});
    file.papers[1].weeded = "D-2026-0002";
    CHECK(follows() == Codes{"ACC"});
    file.series = "FLY-A";
    file.papers[1].weeded.clear();
    CHECK(follows() == Codes{"ACC"});
}

TEST_CASE("a paper is its files in every version, and judged by its class alone") {
    const Record file = record();
    const auto files = files_of(file, paper(1, "A", {"a"}));
    REQUIRE(files.size() == 2);
    CHECK(files[1].sha256 == "s3");
    const Record judged = as_class(file, "B", policy());
    CHECK(judged.series == "FLY-B");
    CHECK(judged.also_in.empty());
}
