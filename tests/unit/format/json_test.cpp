#include "almirah/error.hpp"
#include "format/json.hpp"
#include "format/json_text.hpp"
#include "format/paths.hpp"
#include "support/catch.hpp"
#include "unit/format/examples.hpp"

#include <nlohmann/json.hpp>

using namespace almirah;
using namespace almirah::format;
using almirah::test::example;

namespace {

using Json = nlohmann::ordered_json;

/// What decoding says; "" when it says nothing.
template <class Value>
std::string fault_of(const std::string& bytes, Code expected = Code::corrupt) {
    try {
        (void)decode<Value>(bytes, "holds/2024/00/01.json");
    } catch (const Error& error) {
        CHECK(error.code() == expected);
        return error.what();
    }
    return "";
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

/// Calls `each` with every object inside a JSON value, and the value itself.
template <class Each>
void each_object(Json& json, Each each) {
    if (json.is_object()) each(json);
    if (json.is_structured())
        for (auto& item : json)
            each_object(item, each);
}

std::string changed(const std::string& bytes, const std::string& pointer, const Json& value) {
    Json json = Json::parse(bytes);
    json[Json::json_pointer(pointer)] = value;
    return json.dump(1);
}

} // namespace

TEMPLATE_TEST_CASE("every type comes back as it was written, byte for byte", "", FormatFile, Office, Person,
                   Role, Route, Desk, Place, Series, ScheduleFile, Record, Document, Hold, Disposal, Approval,
                   DistributionList, Copy, Acknowledgement, Certificate, Audit, AuditFinding, Delegation,
                   Checklist) {
    const std::string bytes = encode(example<TestType>());
    CHECK(encode(example<TestType>()) == bytes);
    CHECK(encode(decode<TestType>(bytes, "x.json")) == bytes);
    CHECK(bytes.back() == '\n');
    CHECK(Json::parse(bytes).dump(1) + "\n" == bytes); // as another writer of JSON lays it out
    CHECK(has(bytes, "\n \""));                        // one field a line
    if constexpr (!std::is_same_v<TestType, FormatFile> && !std::is_same_v<TestType, ScheduleFile>)
        CHECK(decode<TestType>(bytes, "x.json") == example<TestType>());
}

TEMPLATE_TEST_CASE("a field that this version does not know is refused wherever it stands", "", FormatFile,
                   Office, Person, Role, Route, Desk, Place, Series, ScheduleFile, Record, Document, Hold,
                   Disposal, Approval, DistributionList, Copy, Acknowledgement, Certificate, Audit,
                   AuditFinding, Delegation, Checklist) {
    const Json whole = Json::parse(encode(example<TestType>()));
    std::size_t objects = 0;
    Json copy = whole;
    each_object(copy, [&](Json&) { ++objects; });
    for (std::size_t target = 0; target < objects; ++target) {
        Json json = whole;
        std::size_t at = 0;
        each_object(json, [&](Json& object) {
            if (at++ == target) object["unheard_of"] = 7;
        });
        INFO(json.dump(1));
        CHECK(has(fault_of<TestType>(json.dump()), "holds/2024/00/01.json: "));
    }
}

TEMPLATE_TEST_CASE("a value of the wrong kind is corrupt, and never half understood", "", FormatFile, Office,
                   Person, Role, Route, Desk, Place, Series, ScheduleFile, Record, Document, Hold, Disposal,
                   Approval, DistributionList, Copy, Acknowledgement, Certificate, Audit, AuditFinding,
                   Delegation, Checklist) {
    const Json whole = Json::parse(encode(example<TestType>()));
    for (const auto& [name, value] : whole.items()) {
        Json json = whole;
        json[name] = value.is_array() ? Json(true) : Json::array({1.5});
        CHECK(has(fault_of<TestType>(json.dump()), "json: " + name + ": not "));
        json[name] = nullptr;
        CHECK(has(fault_of<TestType>(json.dump()), "json: " + name + ": not "));
    }
}

TEMPLATE_TEST_CASE("a truncated file is corrupt at every length", "", FormatFile, Office, Record, Approval) {
    const std::string bytes = encode(example<TestType>());
    for (std::size_t length = 0; length + 2 < bytes.size(); ++length)
        CHECK(has(fault_of<TestType>(bytes.substr(0, length)), "not JSON"));
}

TEST_CASE("fields with their neutral value are left out") {
    CHECK(encode(Person{"asha", "Asha", "", {}, true}) ==
          "{\n \"login\": \"asha\",\n \"name\": \"Asha\"\n}\n");
    Record record;
    record.id = "LR/2024/000001";
    record.series = "LR";
    record.title = "T";
    record.filed = test::day;
    CHECK(encode(record) == "{\n \"id\": \"LR/2024/000001\",\n \"series\": \"LR\",\n \"title\": \"T\",\n"
                            " \"state\": \"open\",\n \"filed\": \"2024-02-29\"\n}\n");
    CHECK(decode<Record>(encode(record), "x") == record);
}

TEST_CASE("text is written as UTF-8, not escaped, and what is not UTF-8 is refused") {
    Place place{"R1", "अभिलेखागार", "", {}};
    CHECK(has(encode(place), "\"अभिलेखागार\""));
    place.title = "\xff";
    CHECK_THROWS_AS(encode(place), Error);
    CHECK(has(fault_of<Place>("{\"code\": \"R1\", \"title\": \"\xff\"}"), "not JSON"));
}

TEST_CASE("what is no JSON is told with its line and column, and nothing of a long text") {
    CHECK(has(fault_of<Person>("{\n \"login\" \"asha\"\n}\n"), "not JSON: line 2, column 15: syntax error"));
    CHECK(has(fault_of<Person>("{\"login\": \"a\"} {"), "not JSON: line 1, column 16: "));
    CHECK(has(fault_of<Person>(std::string(2000, '[') + std::string(2000, ']')), "too deep"));
    CHECK(has(fault_of<Person>("{\n \"login\": [1, 1e999]}"),
              "not JSON: line 2, column 15: a number is too large"));
    CHECK(has(fault_of<Person>("-1e999"), "not JSON: line 1, column 1: a number is too large"));
    const std::string told = fault_of<Person>("{\"login\": \"" + std::string(100000, 'a') + "\xff\"}");
    CHECK(has(told, "UTF-8"));
    CHECK(told.size() < 200);
    for (const char control : {'\n', '\x01', '\x7f'})
        CHECK_FALSE(
            has(fault_of<Person>(std::string("{\"login\": \"a") + control + "\"}").substr(0, 200), "\n"));
}

TEST_CASE("an object for programs is written as another writer writes it") {
    const std::string text = JsonObject::text([](JsonObject& out) {
        out.put("name", "a \"b\" अ\n");
        out.put("yes", true);
        out.put("number", -7);
        out.put("none", std::vector<std::string>{});
        out.put("texts", std::vector<std::string>{"x", "y"});
        out.object("empty", [](JsonObject&) {});
        out.list("list", std::vector<int>{1, 2}, [](JsonObject& item, int n) { item.put("n", n); });
    });
    const auto read = nlohmann::ordered_json::parse(text);
    CHECK(read.dump(1) + "\n" == text);
    CHECK(read["list"][1]["n"] == 2);
    CHECK(read["yes"] == true);
    CHECK(compact(text) == read.dump() + "\n");
    CHECK_THROWS_AS(JsonObject::text([](JsonObject& out) { out.put("x", "\xff"); }), Error);
}

TEST_CASE("what JSON escapes comes back, and stands as another writer escapes it") {
    std::string awkward = "a \"quote\", a \\ and a / \x7f \u2028 \U0001F5C3 अ";
    for (char c = 1; c < 0x20; ++c)
        awkward += c;
    Place place{"R1", awkward, "", {}};
    place.title.in[awkward] = awkward;
    const std::string bytes = encode(place);
    CHECK(decode<Place>(bytes, "x") == place);
    CHECK(Json::parse(bytes).dump(1) + "\n" == bytes);
}

TEST_CASE("a field that stands twice is refused") {
    CHECK(has(fault_of<Place>("{\"code\": \"R1\", \"title\": \"a\", \"title\": \"b\"}"),
              "fields that this version does not know, or one of them twice"));
    CHECK(has(fault_of<Place>("{\"code\": \"R1\", \"title\": {\"text\": \"a\", \"text\": \"b\"}}"),
              "title.text: stands there twice"));
    CHECK(has(fault_of<Place>("{\"code\": \"R1\", \"title\": {\"hi\": \"a\", \"hi\": \"b\"}}"),
              "title.hi: stands there twice"));
    std::string bytes = changed(encode(example<Record>()), "/dates", Json{{"decision", "2020-01-01"}});
    bytes.replace(bytes.find("\"decision\": \"2020"), 0, "\"decision\": \"2019-01-01\", ");
    CHECK(has(fault_of<Record>(bytes), "dates.decision: stands there twice"));
}

TEST_CASE("what people write may begin with the mark of UTF-8") {
    CHECK(read_checklist("\xef\xbb\xbf" + encode(example<Checklist>()), "x") == example<Checklist>());
    CHECK(has(fault_of<Person>("\xef\xbb\xbf{\"login\": \"asha\", \"name\": \"A\"}"), "not JSON"));
}

// A record with 29 February 2023 could be filed through the API; from then on nothing could be read any more.
TEST_CASE("what could not be read again is not written") {
    using namespace std::chrono_literals;
    const auto refused = [](const auto& value) {
        try {
            (void)encode(value);
            return false;
        } catch (const Error& error) {
            return error.code() == Code::invalid_argument;
        }
    };
    Record record = example<Record>();
    record.opened = 2023y / 2 / 29;
    CHECK(refused(record));
    record.opened = Date{};
    CHECK(refused(record));
    record.opened = 10000y / 1 / 1;
    CHECK(refused(record));
    record = example<Record>();
    record.events[0].on = Date{};
    CHECK(refused(record));
    record = example<Record>();
    record.title = std::string("a\0b", 3);
    CHECK(refused(record));
    record = example<Record>();
    record.properties[std::string("a\0b", 3)] = "x";
    CHECK(refused(record));
    record = example<Record>();
    record.title.in["text"] = "another";
    CHECK(refused(record));
    Document document = example<Document>();
    document.review_every = Period{-1, 0, 0};
    CHECK(refused(document));
    CHECK_FALSE(refused(example<Record>()));
}

TEST_CASE("a newer format is told from damage") {
    const auto newer = fault_of<FormatFile>("{\"format\": 2, \"shape\": 1}", Code::unsupported_format);
    CHECK(has(newer, "format 2"));
    CHECK(has(newer, "update"));
    CHECK(has(fault_of<FormatFile>("{\"store\": \"7\"}"), "format is missing"));
    CHECK(has(fault_of<FormatFile>("[]"), "not a JSON object"));
}

// 4294967297 is 1 in 32 bits: a store of a far newer format was read as one of ours.
TEST_CASE("numbers that do not fit are not cut short") {
    CHECK(has(fault_of<FormatFile>("{\"format\": 4294967297, \"store\": \"7\"}", Code::unsupported_format),
              "update"));
    CHECK(has(fault_of<FormatFile>("{\"format\": -4294967295, \"store\": \"7\"}"), "format: out of range"));
    const std::string bytes = encode(example<Record>());
    CHECK(has(fault_of<Record>(changed(bytes, "/versions/0/number", 4294967297)), "number: out of range"));
    CHECK(has(fault_of<Record>(changed(bytes, "/versions/0/files/0/size_bytes", -1)), "a negative number"));
    CHECK(has(fault_of<Record>(changed(bytes, "/versions/0/number", 1.5)), "not a whole number"));
    CHECK(has(fault_of<Record>(changed(bytes, "/versions/0/number", 1e300)), "not a whole number"));
}

TEST_CASE("damage names the file and the field in it") {
    const std::string bytes = encode(example<Record>());
    CHECK(has(fault_of<Record>(changed(bytes, "/closed", "2023-02-29")),
              "holds/2024/00/01.json: closed: '2023-02-29'"));
    CHECK(has(fault_of<Record>(changed(bytes, "/state", "lost")), "state: 'lost'"));
    CHECK(has(fault_of<Record>(changed(bytes, "/versions/0/at", "noon")), "at: 'noon'"));
    CHECK(has(fault_of<Record>(changed(bytes, "/versions/0/files/0/sha256", 7)), "sha256: not a string"));
    CHECK(has(fault_of<Record>(changed(bytes, "/dates/decision", 7)), "dates.decision: not a string"));
    const auto period = changed(encode(example<Document>()), "/review_every", "soon");
    CHECK(has(fault_of<Document>(period), "review_every: 'soon'"));
    CHECK(has(fault_of<Hold>("{\"id\": \"H-2024-0001\"}"), "reason is missing"));
    CHECK(has(fault_of<Hold>("{\"id\": \"H-2024-0001\"}"), "restore the file"));
}

TEST_CASE("a NUL byte in a text is damage") {
    CHECK(has(fault_of<Person>("{\"login\": \"asha\", \"name\": \"a\\u0000b\"}"), "name: a NUL byte"));
    CHECK(has(fault_of<Place>("{\"code\": \"R1\", \"title\": {\"h\\u0000i\": \"x\"}}"), "a NUL byte"));
    CHECK(has(
        fault_of<Record>(changed(encode(example<Record>()), "/dates", Json{{std::string("a\0b", 3), "x"}})),
        "a NUL byte"));
}

TEST_CASE("JSON that is deep or strange is refused without harm") {
    CHECK(has(fault_of<Person>(std::string(200000, '[')), "not JSON"));
    CHECK(has(fault_of<Person>(std::string(200000, '[') + std::string(200000, ']')), "not JSON"));
    CHECK(has(fault_of<Person>("{\"login\": 123456789012345678901234567890}"), "not JSON: "));
    for (const char* bytes : {"", "null", "7", "\"x\"", "{} {}", "{\"login\": NaN}", "\xef\xbb\xbf"})
        CHECK_FALSE(fault_of<Person>(bytes).empty());
}

TEST_CASE("every value of every enumeration has a name that reads back") {
    for (const auto action : {Action::keep, Action::review, Action::transfer, Action::destroy})
        CHECK(parse_action(name_of(action)) == action);
    for (int kind = 0; kind <= int(TriggerKind::next_inspection); ++kind)
        CHECK(parse_trigger(name_of(TriggerKind(kind))) == TriggerKind(kind));
    for (int unit = 0; unit <= int(Cutoff::financial_year); ++unit)
        CHECK(parse_cutoff(name_of(Cutoff(unit))) == Cutoff(unit));
    for (int kind = 0; kind <= int(PointKind::role); ++kind)
        CHECK(parse_point_kind(name_of(PointKind(kind))) == PointKind(kind));
    CHECK_FALSE(parse_action("burn"));
    CHECK_FALSE(parse_action(""));
    CHECK_FALSE(parse_trigger("Closed"));
    CHECK(std::string(name_of(RecordState::transferred)) == "transferred");
    CHECK(std::string(name_of(RuleState::descriptive)) == "descriptive");
    CHECK(std::string(name_of(Combine::earlier_of)) == "earlier-of");
    CHECK(std::string(name_of(ApprovalState::voided)) == "void");
    CHECK(std::string(name_of(Vote::return_for_change)) == "return");
    CHECK(std::string(name_of(DisposalState::carried_out)) == "carried out");
    CHECK(std::string(name_of(Outcome::skipped)) == "skipped");
    CHECK(std::string(name_of(RevisionState::in_review)) == "in review");
    CHECK(std::string(name_of(CopyState::destroyed)) == "destroyed");
    CHECK(std::string(name_of(AuditKind::external)) == "external");
    CHECK(std::string(name_of(AuditState::closed)) == "closed");
    CHECK(std::string(name_of(FindingGrade::observation)) == "observation");
}

// Written before there were votes; a store has them for ever.
TEST_CASE("a decision without a vote approved or rejected, as it says") {
    Approval approval = example<Approval>();
    approval.decisions = {{0, "ravi", test::noon, Vote::reject, "no", test::digest}};
    const std::string bytes = encode(approval);
    CHECK_FALSE(has(bytes, "vote"));
    CHECK(decode<Approval>(bytes, "a.json").decisions.at(0).vote == Vote::reject);
    approval.decisions[0].vote = Vote::approve;
    CHECK_FALSE(has(encode(approval), "vote"));
    CHECK(decode<Approval>(encode(approval), "a.json").decisions.at(0).approved());
    approval.decisions[0].vote = Vote::return_for_change;
    CHECK(has(encode(approval), "\"vote\": \"return\""));
    CHECK(decode<Approval>(encode(approval), "a.json").decisions == approval.decisions);
}
