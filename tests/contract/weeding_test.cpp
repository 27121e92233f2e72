// Papers inside files: the fly-leaf, the file's class, weeding with its list, approval and certificate.
#include "contract/room.hpp"

#include <set>

using namespace almirah;
using namespace almirah::test;

namespace {

const CarryOut how{.method = "shredded", .witness = "asha"};

Paper paper(int serial, const std::string& paper_class, std::vector<std::string> files = {}) {
    Paper made;
    made.serial = serial;
    made.title = "Paper " + std::to_string(serial);
    made.paper_class = paper_class;
    made.files = std::move(files);
    return made;
}

/// Classes: A permanent, B twelve years (January), C one year.
void with_classes(Room& room) {
    Policy policy = room.store().office().office().policy;
    policy.paper_classes = {{"A", "A"}, {"B", "B"}, {"C", "C-1"}};
    room.as("kiran").office().set_policy(policy, "fly-leaves");
}

/// A file closed in 2020 with a paper of each class; the C paper in two versions.
std::string filed(Room& room, const std::string& series = "LR") {
    const auto id =
        room.closed(series, "2020-01-01", "Case",
                    {bytes("order", "for ever"), bytes("plaint", "long"), bytes("notice", "short")});
    room.as("dinesh").records().add_version(id, {bytes("notice", "short, again")}, "");
    room.as("ravi").records().set_papers(
        id, {paper(1, "A", {"order"}), paper(2, "B", {"plaint"}), paper(3, "C", {"notice"})}, "fly-leaf");
    return id;
}

std::string carried_out(Room& room) {
    const auto list = room.as("ravi").disposals().propose({.papers = true}).id;
    room.as("asha").disposals().approve(list);
    room.as("ravi").disposals().carry_out(list, how);
    return list;
}

} // namespace

TEST_CASE("a file is kept by the rule of its highest class, and due by it") {
    Room room;
    with_classes(room);
    const auto id = room.closed("C-1", "2020-01-01", "Case", {bytes("order", "for ever")});
    CHECK(room.store().retention().explain(id).eligible);
    room.as("ravi").records().set_papers(id, {paper(1, "A", {"order"}), paper(2, "C")});
    CHECK(room.store().records().get(id).also_in == std::vector<std::string>{"A"});
    CHECK_FALSE(room.store().retention().explain(id).eligible);
    CHECK(has_reason(room.store().retention().explain(id), "permanent"));
    room.as("ravi").records().set_papers(id, {paper(1, "C", {"order"})}, "misjudged");
    CHECK(room.store().records().get(id).also_in.empty());
    CHECK(room.store().retention().explain(id).eligible);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("weeding takes the due papers and leaves the file") {
    Room room;
    with_classes(room);
    const auto id = filed(room);
    const Record before = room.store().records().get(id);
    const auto dry = room.as("ravi").disposals().propose({.papers = true, .dry_run = true});
    REQUIRE(dry.items.size() == 1);
    CHECK(dry.items[0].papers == std::vector<WeededPaper>{{3, "Paper 3", "C", "GEN:C-1", day("2021-01-01")}});
    CHECK(dry.items[0].files.size() == 2);
    const auto list = room.as("ravi").disposals().propose({.papers = true}).id;
    CHECK(code_of([&] { room.as("ravi").disposals().carry_out(list, how); }) == "refused");
    CHECK(code_of([&] { room.as("ravi").disposals().approve(list); }) == "refused");
    room.as("asha").disposals().approve(list);
    CHECK(code_of([&] { room.as("ravi").disposals().carry_out(list, {}); }) == "invalid-argument");
    room.as("ravi").disposals().carry_out(list, how);
    const Record after = room.store().records().get(id);
    CHECK(after.state == RecordState::closed);
    CHECK(after.steps_done.empty());
    CHECK(after.papers[2].weeded == list);
    CHECK(after.papers[0].weeded.empty());
    CHECK(room.read(id, "order", 1) == "for ever");
    CHECK(room.read(id, "plaint", 1) == "long");
    CHECK(failure_of([&] { room.read(id, "notice", 2); }).says(list));
    for (int version : {0, 1})
        for (const auto& file : before.versions[std::size_t(version)].files)
            CHECK((git(room.directory(), "cat-file -e " + file.blob).status == 0) == (file.name != "notice"));
    CHECK(room.store().records().search("again").empty());
    const auto text = room.store().disposals().certificate_text(list);
    CHECK(text.find("paper 3 (C) Paper 3; rule GEN:C-1; due 2021-01-01") != std::string::npos);
    CHECK(text.find(before.versions[1].files[0].sha256) != std::string::npos);
    CHECK(findings(room.verify()) == "");
    const auto told = answers(room.store());
    room.store().trust().reindex();
    CHECK(answers(room.store()) == told);
    CHECK(git(room.directory(), "fsck --strict --full").status == 0);
    CHECK(code_of([&] { room.as("ravi").disposals().propose({.papers = true}); }) == "not-found");
    CHECK(code_of([&] { room.as("ravi").records().set_papers(id, {paper(3, "A")}); }) == "invalid-argument");
}

TEST_CASE("the file outlives its papers, and takes a lower class when the highest is weeded") {
    Room room;
    with_classes(room);
    const auto id = room.closed("LR", "2012-03-01", "Case", {bytes("b", "b"), bytes("c", "c")});
    room.as("ravi").records().set_papers(id, {paper(1, "B", {"b"}), paper(2, "C", {"c"})});
    CHECK(room.store().records().get(id).also_in == std::vector<std::string>{"B"});
    room.set_today("2027-01-15"); // B goes in January only
    carried_out(room);
    CHECK(room.store().records().get(id).also_in.empty());
    CHECK(room.store().records().get(id).state == RecordState::closed);
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("held papers are not weeded, nor those whose list no longer fits") {
    Room room;
    with_classes(room);
    const auto held = filed(room), changed = filed(room), reopened = filed(room), goes = filed(room);
    const auto list = room.as("ravi").disposals().propose({.papers = true}).id;
    room.as("asha").disposals().approve(list);
    const auto hold = room.as("ravi").holds().place({.reason = "writ petition", .records = {held}});
    CHECK(failure_of([&] { room.as("ravi").records().set_papers(held, {paper(4, "C")}); }).rule == hold);
    room.as("ravi").records().set_papers(changed, {paper(3, "B", {"notice"})}, "misjudged");
    room.as("ravi").records().reopen(reopened, "appeal");
    const auto done = room.as("ravi").disposals().carry_out(list, how);
    for (const auto& item : done.items) {
        INFO(item.record << " " << item.why);
        CHECK((item.outcome == Outcome::done) == (item.record == goes));
    }
    CHECK(room.read(held, "notice", 1) == "short");
    CHECK(room.read(changed, "notice", 1) == "short");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("superfluous papers go once the file is closed, by the same way (R69)") {
    Room room;
    with_classes(room);
    Filing open = filing("LR", "Case", {bytes("order", "for ever"), bytes("draft", "draft")});
    open.record.opened = day("2026-01-01");
    const auto id = room.as("dinesh").records().file(open);
    Paper draft = paper(2, "A", {"draft"});
    draft.superfluous = true;
    room.as("ravi").records().set_papers(id, {paper(1, "B", {"order"}), draft});
    CHECK(room.store().records().get(id).also_in == std::vector<std::string>{"B"});
    CHECK(code_of([&] { room.as("ravi").disposals().propose({.papers = true}); }) == "not-found");
    room.as("dinesh").records().close(id);
    Policy policy = room.store().office().office().policy;
    policy.appraisal_after_years = 0; // as if it were old (R56)
    room.as("kiran").office().set_policy(policy, "");
    CHECK(code_of([&] { room.as("ravi").disposals().propose({.papers = true}); }) == "not-found");
    room.as("ravi").records().set_appraisal(id, "NAI/7", "");
    const auto list = carried_out(room);
    CHECK(room.store().disposals().certificate_text(list).find("superfluous") != std::string::npos);
    CHECK(room.read(id, "order") == "for ever");
    CHECK(failure_of([&] { room.read(id, "draft"); }).says(list));
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("the same bytes in another paper of the file stay") {
    Room room;
    with_classes(room);
    const auto id = room.closed("LR", "2020-01-01", "Case", {bytes("order", "same"), bytes("copy", "same")});
    room.as("ravi").records().set_papers(id, {paper(1, "A", {"order"}), paper(2, "C", {"copy"})});
    carried_out(room);
    CHECK(room.read(id, "order") == "same");
    CHECK(failure_of([&] { room.read(id, "copy"); }).code == "refused");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("classes of papers are the office's own, each with a series that is there") {
    Room room;
    const auto refused = [&](std::vector<PaperClass> classes) {
        Policy policy = room.store().office().office().policy;
        policy.paper_classes = std::move(classes);
        return code_of([&] { room.as("kiran").office().set_policy(policy, ""); });
    };
    CHECK(refused({{"A", "NONE"}}) == "not-found");
    CHECK(refused({{"", "A"}}) == "invalid-argument");
    CHECK(refused({{"A", "A"}, {"A", "B"}}) == "invalid-argument");
    CHECK(refused({{"A", "A"}, {"B", "A"}}) == "invalid-argument");
    const auto id = room.closed("LR", "2020-01-01");
    CHECK(failure_of([&] { room.as("ravi").records().set_papers(id, {paper(1, "A")}); }).says("class 'A'"));
    CHECK(code_of([&] { room.as("ravi").records().set_papers(id, {}); }) == "invalid-argument");
    CHECK(code_of([&] { room.as("dinesh").records().set_papers(id, {paper(1, "A")}); }) == "refused");
}
