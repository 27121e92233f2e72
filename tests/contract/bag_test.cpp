// Bags: out, judged by stock tools; in; hostile ones; and the transfer that ends with a receipt.
#include "contract/room.hpp"

#include <filesystem>
#include <fstream>

using namespace almirah;
using namespace almirah::test;

namespace {

namespace fs = std::filesystem;

const std::string tools = std::string(ALMIRAH_SOURCE_DIR) + "/tests/bag/";

std::string codes(const BagCheck& check, Severity least = Severity::warning) {
    std::string all;
    for (const auto& finding : check.findings)
        if (finding.severity >= least) all += (all.empty() ? "" : " ") + finding.code;
    return all;
}

void write(const std::string& path, const std::string& text) {
    fs::create_directories(fs::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

std::string whole(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

std::string sum(const std::string& algorithm, const std::string& path) {
    return run(algorithm + "sum " + quoted(path)).out.substr(0, algorithm == "md5" ? 32 : 64);
}

/// A bag as another program would write it: no tag manifest, one payload file.
std::string plain_bag(const Room& room, const std::string& version = "1.0") {
    const std::string bag = room.folder() / "plain";
    fs::remove_all(bag);
    write(bag + "/bagit.txt", "BagIt-Version: " + version + "\nTag-File-Character-Encoding: UTF-8\n");
    write(bag + "/data/a.txt", "one");
    write(bag + "/manifest-sha256.txt", sum("sha256", bag + "/data/a.txt") + "  data/a.txt\n");
    return bag;
}

std::string found_in(const std::string& bag) {
    return codes(check_bag(bag));
}

struct Sent {
    std::string first, second, list;
};

/// Two records on an approved list; the rule keeps or removes their content.
Sent approved(Room& room, bool removes) {
    auto rules = room.store().retention().schedule("GEN").rules;
    for (auto& rule : rules)
        if (rule.code == "T") rule.remove_after_transfer = removes;
    if (removes) room.as("ravi").retention().load(reading(rules));
    Sent sent;
    sent.first = room.closed("T", "2020-01-01", "नामांतरण & <Mutation>",
                             {bytes("order.txt", "ordered"), bytes("annex/नक्शा 50%.svg", "<svg/>")});
    sent.second =
        room.closed("T", "2020-02-01", "Second", {bytes("CON", "device"), bytes("what?.txt", "asked")});
    sent.list = room.as("ravi").disposals().propose({.action = Action::transfer}).id;
    room.as("asha").disposals().approve(sent.list);
    return sent;
}

BagReport bagged(Room& room, const std::string& list, const std::string& name = "bag") {
    return room.as("ravi").bags().write({.target = room.folder() / name, .disposal = list});
}

Receipt receipt_for(const BagReport& bag) {
    return {"State Archives", "SA/77", day("2026-05-10"), bag.tagmanifest_sha256};
}

} // namespace

TEST_CASE("a bag is proved by stock tools and by an independent reader") {
    Room room;
    const auto sent = approved(room, false);
    const auto report = bagged(room, sent.list);
    CHECK(report.records == 2);
    CHECK(report.files == 4);
    const std::string bag = room.folder() / "bag", in = "cd " + quoted(bag) + " && ";
    CHECK(run(in + "sha512sum -c --quiet --strict tagmanifest-sha512.txt").out == "");
    CHECK(run(in + "sha256sum -c --quiet --strict tagmanifest-sha256.txt").status == 0);
    const auto payload = run(in + "sed 's/%25/%/g' manifest-sha256.txt | sha256sum -c --quiet --strict && "
                                  "sed 's/%25/%/g' manifest-sha512.txt | sha512sum -c --quiet --strict");
    CHECK(payload.out == "");
    CHECK(payload.status == 0);
    const auto reader = run("python3 " + tools + "read_bag.py " + quoted(bag));
    INFO(reader.out);
    CHECK(reader.status == 0);
    CHECK(reader.out.find(sent.first + " | नामांतरण & <Mutation> | 2 files") != std::string::npos);
    if (installed("xmllint")) {
        const auto xml =
            run("xmllint --noout --relaxng " + tools + "premis.rng " + quoted(bag + "/metadata/premis.xml"));
        INFO(xml.out);
        CHECK(xml.status == 0);
    }
    CHECK(sum("sha256", bag + "/tagmanifest-sha256.txt") == report.tagmanifest_sha256);
    CHECK(codes(check_bag(bag), Severity::note) == "");
    CHECK(check_bag(bag).tagmanifest_sha256 == report.tagmanifest_sha256);
    CHECK(whole(bag + "/metadata/transfer.csv").find("GEN:T v1,transfer,2021-01-01") != std::string::npos);
    CHECK_FALSE(fs::exists(bag + "/fetch.txt"));
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("content leaves the store with the receipt and not before") {
    Room room;
    const auto sent = approved(room, true);
    const CarryOut to{.recipient = "State Archives"};
    const auto carry = [&] { return room.as("ravi").disposals().carry_out(sent.list, to); };
    CHECK(failure_of(carry).rule == "receipt");
    const auto note = [&](const Receipt& receipt) {
        return failure_of([&] { room.as("ravi").disposals().note_receipt(sent.list, receipt); });
    };
    CHECK(note({"SA", "77", day("2026-05-10"), std::string(64, 'a')}).rule == "bag");
    const auto bag = bagged(room, sent.list);
    CHECK(failure_of(carry).rule == "receipt");
    CHECK(note({"SA", "77", day("2026-05-10"), std::string(64, 'a')}).rule == "receipt");
    CHECK(note({"", "77", day("2026-05-10"), bag.tagmanifest_sha256}).code == "invalid-argument");
    CHECK(note({"SA", "", day("2026-05-10"), bag.tagmanifest_sha256}).code == "invalid-argument");
    CHECK(note({"SA", "77", Date{}, bag.tagmanifest_sha256}).code == "invalid-argument");
    CHECK(code_of([&] { room.as("dinesh").disposals().note_receipt(sent.list, receipt_for(bag)); }) ==
          "refused");
    room.as("ravi").disposals().note_receipt(sent.list, receipt_for(bag));
    CHECK(note(receipt_for(bag)).code == "conflict");
    CHECK(code_of([&] { bagged(room, sent.list, "again"); }) == "conflict");
    CHECK(room.read(sent.first, "order.txt") == "ordered");
    const Record before = room.store().records().get(sent.first);
    const auto done = carry();
    CHECK(done.receipt->reference == "SA/77");
    CHECK(done.receipt->noted_by == "ravi");
    const Record after = room.store().records().get(sent.first);
    CHECK(after.state == RecordState::transferred);
    CHECK(after.versions[0].files[0].sha256 == before.versions[0].files[0].sha256);
    CHECK(after.versions[0].files[0].gone == sent.list);
    CHECK(failure_of([&] { room.read(sent.first, "order.txt"); }).says(sent.list));
    for (const auto& file : before.versions[0].files)
        CHECK(git(room.directory(), "cat-file -e " + file.blob).status != 0);
    CHECK(findings(room.verify()) == "");
    const auto told = answers(room.store());
    room.store().trust().reindex();
    CHECK(answers(room.store()) == told);
    CHECK(git(room.directory(), "fsck --strict --full").status == 0);
}

TEST_CASE("what is held, or no longer what was approved, is not handed over") {
    Room room;
    const auto sent = approved(room, true);
    room.as("ravi").holds().place({.reason = "writ petition", .records = {sent.second}});
    const auto bag = bagged(room, sent.list);
    REQUIRE(bag.left_out == std::vector<std::string>{sent.second});
    CHECK(bag.why[0].find("writ petition") != std::string::npos);
    CHECK(bag.records == 1);
    room.as("ravi").holds().release("H-2026-0001", "dismissed");
    room.as("ravi").disposals().note_receipt(sent.list, receipt_for(bag));
    const auto done = room.as("ravi").disposals().carry_out(sent.list, {.recipient = "State Archives"});
    CHECK(done.items[0].outcome == Outcome::done);
    CHECK(done.items[1].outcome == Outcome::skipped);
    CHECK(done.items[1].why.find("not in the bag") != std::string::npos);
    CHECK(room.read(sent.second, "CON") == "device");
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("a rule that says otherwise by now about the content stops the transfer of what was approved") {
    Room room;
    const auto sent = approved(room, true);
    const auto bag = bagged(room, sent.list);
    room.as("ravi").disposals().note_receipt(sent.list, receipt_for(bag));
    auto rules = room.store().retention().schedule("GEN").rules;
    for (auto& rule : rules)
        rule.remove_after_transfer = false;
    room.as("ravi").retention().load(reading(rules));
    const auto done = room.as("ravi").disposals().carry_out(sent.list, {.recipient = "State Archives"});
    CHECK(done.items[0].outcome == Outcome::skipped);
    CHECK(room.read(sent.first, "order.txt") == "ordered");
}

TEST_CASE("a bag for a list needs its approval, the permission, and room") {
    Room room;
    room.closed("T", "2020-01-01", "T", {bytes("a", "sent")});
    const auto id = room.as("ravi").disposals().propose({.action = Action::transfer}).id;
    CHECK(code_of([&] { bagged(room, id); }) == "refused");
    room.as("asha").disposals().approve(id);
    CHECK(code_of([&] {
              room.as("dinesh").bags().write({.target = room.folder() / "bag", .disposal = id});
          }) == "refused");
    CHECK_FALSE(fs::exists(room.folder() / "bag"));
    write(room.folder() / "full/file", "x");
    CHECK(code_of([&] { bagged(room, id, "full"); }) == "already-exists");
    CHECK(code_of([&] { bagged(room, id, "full/file/under"); }) != "nothing was thrown");
    room.closed("C-1", "2020-01-01");
    const auto destroy = room.as("ravi").disposals().propose({}).id;
    CHECK(code_of([&] { bagged(room, destroy); }) == "refused");
    CHECK(code_of([&] { room.as("ravi").bags().write({.target = room.folder() / "none"}); }) ==
          "invalid-argument");
    const auto dry =
        room.as("ravi").bags().write({.target = room.folder() / "dry", .disposal = id, .dry_run = true});
    CHECK(dry.files == 1);
    CHECK_FALSE(fs::exists(room.folder() / "dry"));
    const auto stop = [](std::uint64_t, std::uint64_t) { return false; };
    CHECK(code_of([&] {
              room.as("ravi").bags().write({.target = room.folder() / "dry", .disposal = id}, stop);
          }) == "cancelled");
    for (const auto& entry : fs::directory_iterator(room.folder().path()))
        CHECK(entry.path().filename().string().find("dry") == std::string::npos);
    CHECK_FALSE(room.store().disposals().get(id).bag);
}

TEST_CASE("records go from one store to another with every version and description, once") {
    Room from, to;
    Filing one = filing("LR", "नामांतरण", {bytes("a.txt", "first"), bytes("CON", "device")});
    one.record.title.in["en"] = "Mutation";
    one.record.parties = {"Ram", "राम"};
    one.record.opened = day("2019-01-01");
    one.record.properties["desk"] = "D04";
    one.record.events.push_back({"decision", day("2020-05-05"), "allowed"});
    const auto id = from.as("dinesh").records().file(one);
    from.as("dinesh").records().add_version(id, {bytes("a.txt", "second")}, "corrected");
    from.closed("LR", "2020-01-01", "A paper file");
    const std::string bag = from.folder() / "bag";
    from.store().bags().write({.target = bag, .series = "LR"});
    const auto dry = to.as("dinesh").bags().import({.folder = bag, .dry_run = true});
    for (const auto& problem : dry.problems)
        WARN(to_string(problem));
    CHECK(dry.to_file == 2);
    CHECK(to.store().records().count() == 0);
    const auto report = to.as("dinesh").bags().import({.folder = bag, .batch = 1});
    CHECK(report.filed == 2);
    const Record got = to.store().records().get(report.ids.at(0));
    CHECK(got.title == one.record.title);
    CHECK(got.parties == one.record.parties);
    CHECK(got.events == one.record.events);
    CHECK(got.properties.at("desk") == "D04");
    CHECK(got.properties.at("came-from").find(id) != std::string::npos);
    REQUIRE(got.versions.size() == 2);
    CHECK(to.read(report.ids[0], "a.txt", 1) == "first");
    CHECK(to.read(report.ids[0], "CON", 1) == "device");
    CHECK(to.read(report.ids[0], "a.txt", 2) == "second");
    CHECK(got.versions[1].note.find("corrected; dinesh 2026-05-04") != std::string::npos);
    CHECK(findings(to.verify()) == "");
    const auto again = to.as("dinesh").bags().import({.folder = bag});
    CHECK(again.filed == 0);
    CHECK(again.already_there == 2);
    CHECK(to.store().records().count() == 2);
    from.as("dinesh").records().add_version(id, {bytes("a.txt", "third")}, "");
    from.store().bags().write({.target = bag + "2", .records = {id}});
    const auto changed = to.as("dinesh").bags().import({.folder = bag + "2"});
    REQUIRE(changed.problems.size() == 1);
    CHECK(changed.problems[0].message.find("other content") != std::string::npos);
    CHECK(code_of([&] { to.as("meena").bags().import({.folder = bag + "2", .series = "C-1"}); }) !=
          "refused");
}

TEST_CASE("a bag of other origin becomes one record of the series given") {
    Room room;
    for (const std::string version : {"1.0", "0.97"}) {
        const auto bag = plain_bag(room, version);
        write(bag + "/data/deep/b.txt", version);
        write(bag + "/manifest-md5.txt", sum("md5", bag + "/data/a.txt") + " *data/a.txt\n" +
                                             sum("md5", bag + "/data/deep/b.txt") + " *data/deep/b.txt\n");
        write(bag + "/bag-info.txt", "External-Identifier: 77/2020\nSource-Organization: Tehsil\n"
                                     "Payload-Oxum: " +
                                         std::to_string(3 + version.size()) + ".2\n");
        if (version == "1.0")
            write(bag + "/manifest-sha256.txt", whole(bag + "/manifest-sha256.txt") +
                                                    sum("sha256", bag + "/data/deep/b.txt") +
                                                    "  data/deep/b.txt\n");
        CHECK(found_in(bag) == "");
        CHECK(code_of([&] { room.as("dinesh").bags().import({.folder = bag}); }) == "invalid-argument");
        const auto report = room.as("dinesh").bags().import({.folder = bag, .series = "LR"});
        REQUIRE(report.ids.size() == 1);
        CHECK(room.store().records().get(report.ids[0]).title.text == "77/2020");
        CHECK(room.read(report.ids[0], "deep/b.txt") == version);
        CHECK(room.as("dinesh").bags().import({.folder = bag, .series = "LR"}).already_there == 1);
    }
    CHECK(findings(room.verify()) == "");
}

TEST_CASE("every fault of a bag has its name, and nothing of a faulty bag is filed") {
    Room room;
    using Break = void (*)(const std::string& bag);
    const std::vector<std::pair<std::string, Break>> faults{
        {"bag-declaration", [](const std::string& b) { fs::remove(b + "/bagit.txt"); }},
        {"bag-version",
         [](const std::string& b) {
             write(b + "/bagit.txt", "BagIt-Version: 3.0\nTag-File-Character-Encoding: UTF-8\n");
         }},
        {"bag-encoding",
         [](const std::string& b) {
             write(b + "/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: KOI8-R\n");
         }},
        {"bag-info", [](const std::string& b) { write(b + "/bag-info.txt", "nothing\n"); }},
        {"bag-oxum", [](const std::string& b) { write(b + "/bag-info.txt", "Payload-Oxum: 9.9\n"); }},
        {"bag-manifest-missing", [](const std::string& b) { fs::remove(b + "/manifest-sha256.txt"); }},
        {"bag-file-missing bag-payload-missing", [](const std::string& b) { fs::remove_all(b + "/data"); }},
        {"bag-file-unlisted", [](const std::string& b) { write(b + "/data/more", "x"); }},
        {"bag-digest", [](const std::string& b) { write(b + "/data/a.txt", "two"); }},
        {"bag-fetch", [](const std::string& b) { write(b + "/fetch.txt", "http://x 1 data/x\n"); }},
        {"bag-link", [](const std::string& b) { fs::create_symlink("/etc/passwd", b + "/data/link"); }},
        {"bag-link", [](const std::string& b) { fs::create_directory_symlink("..", b + "/data/loop"); }},
        {"bag-special", [](const std::string& b) { (void)run("mkfifo " + quoted(b + "/data/pipe")); }},
        {"bag-name", [](const std::string& b) { write(b + "/data/NUL.txt", "x"); }},
        {"bag-name", [](const std::string& b) { write(b + "/data/c:x", "x"); }},
        {"bag-name",
         [](const std::string& b) {
             write(b + "/manifest-sha256.txt",
                   whole(b + "/manifest-sha256.txt") + std::string(64, 'a') + "  data/../../etc/passwd\n");
         }},
        {"bag-name",
         [](const std::string& b) {
             write(b + "/manifest-sha256.txt",
                   whole(b + "/manifest-sha256.txt") + std::string(64, 'a') + "  /etc/passwd\n");
         }},
        {"bag-manifest-line",
         [](const std::string& b) {
             write(b + "/manifest-sha256.txt", whole(b + "/manifest-sha256.txt") + "what\n");
         }},
        {"bag-file-twice",
         [](const std::string& b) {
             write(b + "/manifest-sha256.txt",
                   whole(b + "/manifest-sha256.txt") + whole(b + "/manifest-sha256.txt"));
         }},
        {"bag-size",
         [](const std::string& b) { (void)run("truncate -s 1T " + quoted(b + "/bag-info.txt")); }},
    };
    for (const auto& [code, damage] : faults) {
        const auto bag = plain_bag(room);
        CHECK(found_in(bag) == "");
        damage(bag);
        const std::string found = found_in(bag);
        INFO(code << " / " << found);
        for (std::size_t at = 0; at < code.size();) {
            const std::size_t end = std::min(code.find(' ', at), code.size());
            CHECK((" " + found + " ").find(" " + code.substr(at, end - at) + " ") != std::string::npos);
            at = end + 1;
        }
        const auto report = room.as("dinesh").bags().import({.folder = bag, .series = "LR"});
        CHECK_FALSE(report.check.clean());
        CHECK(report.filed == 0);
    }
    CHECK(room.store().records().count() == 0);
    CHECK(code_of([&] { check_bag(room.folder() / "none"); }) == "not-found");
    CHECK(code_of([&] { check_bag(room.put("file", "x")); }) == "invalid-argument");
}

TEST_CASE("names that differ only by case or normalisation are refused; another normal form is told") {
    Room room;
    auto bag = plain_bag(room);
    write(bag + "/data/A.TXT", "x");
    CHECK(found_in(bag).find("bag-name-clash") != std::string::npos);
    bag = plain_bag(room);
    write(bag + "/data/\u00e9", "x");
    write(bag + "/manifest-sha256.txt",
          whole(bag + "/manifest-sha256.txt") + sum("sha256", bag + "/data/\u00e9") + "  data/e\u0301\n");
    CHECK(found_in(bag) == "bag-name-form");
    write(bag + "/data/e\u0301", "x");
    CHECK(found_in(bag).find("bag-name-clash") != std::string::npos);
}

TEST_CASE("a hollow file of a huge size is not read") {
    Room room;
    const auto bag = plain_bag(room);
    REQUIRE(run("truncate -s 1T " + quoted(bag + "/data/a.txt")).status == 0);
    CHECK(found_in(bag) == "bag-size");
    write(bag + "/bag-info.txt", "Payload-Oxum: 3.1\n");
    CHECK(found_in(bag) == "bag-size bag-oxum");
}

TEST_CASE("what a bag says of its records is not believed against its content") {
    Room from, to;
    from.closed("LR", "2020-01-01", "One", {bytes("a.txt", "one")});
    const std::string bag = from.folder() / "bag";
    const auto rebuilt = [&](const char* file, const std::string& was, const std::string& is) {
        fs::remove_all(bag);
        from.store().bags().write({.target = bag, .series = "LR"});
        std::string text = whole(bag + "/metadata/" + file);
        REQUIRE(text.find(was) != std::string::npos);
        write(bag + "/metadata/" + file, text.replace(text.find(was), was.size(), is));
        for (const char* manifest : {"tagmanifest-sha256.txt", "tagmanifest-sha512.txt"})
            fs::remove(bag + "/" + manifest);
        const auto report = to.as("dinesh").bags().import({.folder = bag});
        CHECK(report.filed == 0);
        CHECK_FALSE(report.problems.empty());
        for (const auto& problem : report.problems)
            check_words(to_string(problem));
    };
    rebuilt("files.csv", "data/LR", "data/../LR");
    rebuilt("files.csv", ",3,", ",three,");
    rebuilt("records.ndjson", "a.txt", "../../a.txt");
    rebuilt("records.ndjson", "\"series\":\"LR\"", "\"series\":\"NONE\"");
    rebuilt("records.ndjson", "\"series\"", "\"serie\"");
    rebuilt("records.ndjson", "LR/2026/000001", "../../2026/000001");
    CHECK(to.store().records().count() == 0);
}
