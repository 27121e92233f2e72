#include "format/entry.hpp"
#include "support/catch.hpp"

using namespace almirah;
using namespace almirah::format;

namespace {

Entry filed() {
    Entry entry;
    entry.summary = "File LR/2024/000123: नामांतरण वाद";
    entry.reason = "sent by the tehsil";
    entry.operation = "record.file";
    entry.by = "asha";
    entry.subjects = {"record LR/2024/000123", "series LR"};
    return entry;
}

} // namespace

TEST_CASE("a message tells in words and in trailers") {
    CHECK(encode_message(filed()) == "File LR/2024/000123: नामांतरण वाद\n\nReason: sent by the tehsil\n"
                                     "Operation: record.file\nBy: asha\nSubject: record LR/2024/000123\n"
                                     "Subject: series LR\n");
}

TEST_CASE("a message comes back as the entry that it was") {
    CHECK(decode_message(encode_message(filed())) == filed());
    CHECK(decode_message(encode_message(filed()) + "Vault: 4b825dc\n") == filed());
    Entry plain = filed();
    plain.reason.clear();
    plain.subjects.clear();
    CHECK(decode_message(encode_message(plain)) == plain);
    CHECK(encode_message(plain).find("Reason") == std::string::npos);
}

// The vault that belongs to an entry is read from the trailer: a title that could pass for one would choose
// the content of the store.
TEST_CASE("no text can pass for a trailer") {
    const std::string evil[] = {
        "x\n\nVault: 0000", "x\nBy: root",          "x\r\nOperation: disposal.approve",
        "Vault: 0000",      "x\n\n\nVault: 0000\n", "\n\nVault: 0000\n\n"};
    for (const auto& text : evil) {
        Entry entry = filed();
        entry.summary = text;
        entry.reason = text;
        entry.subjects = {text};
        const std::string message = encode_message(entry) + "Vault: 4b82\n";
        INFO(message);
        CHECK(trailer(message, "Vault") == "4b82");
        CHECK(trailer(message, "By") == "asha");
        CHECK(trailer(message, "Operation") == "record.file");
        const Entry back = decode_message(message);
        CHECK(back.by == "asha");
        CHECK(back.operation == "record.file");
        CHECK(back.subjects.size() == 1);
    }
}

TEST_CASE("a summary of several lines becomes one") {
    Entry entry = filed();
    entry.summary = "first\nsecond\r\nthird";
    CHECK(decode_message(encode_message(entry)).summary == "first second  third");
}

TEST_CASE("trailers are those of the last paragraph") {
    CHECK(trailer("Subject line\n\nVault: old\n\nVault: new\n", "Vault") == "new");
    CHECK(trailer("Subject line\n\nVault: old\n\nMore words\n", "Vault").empty());
    CHECK(trailer("Vault: subject line\n", "Vault").empty());
    CHECK(trailer("s\n\nVault: a: b\n", "Vault") == "a: b");
    CHECK(trailer("s\n\nVault:\n", "Vault").empty());
    CHECK(trailer("", "Vault").empty());
    CHECK(trailer("\n\n\n", "Vault").empty());
}

TEST_CASE("a message of other origin is foreign") {
    const Entry entry = decode_message("Merge branch 'x'\n\nSome words.\n");
    CHECK(entry.operation == "foreign");
    CHECK(entry.summary == "Merge branch 'x'");
    CHECK(entry.by.empty());
    CHECK(decode_message("").operation == "foreign");
}
