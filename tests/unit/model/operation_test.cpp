// The table of operations against docs/operations.md, and how its rules are read. To print the page anew
// after a change that is meant: ALMIRAH_WRITE=1 build/dev/tests/unit_model "[operations]"
#include "model/key.hpp"
#include "model/operation.hpp"
#include "model/permission.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

using namespace almirah;
using namespace almirah::model;

namespace {

std::string kind_in_words(const KindRule& kind) {
    std::string text = std::string("- ") + (kind.adds ? "adds" : "changes") + " `" + kind.kind + "`: ";
    for (const FieldRule& rule : kind.fields)
        text += (&rule == &kind.fields.front() ? "`" : ", `") + text_of(rule) + "`";
    return text + "\n";
}

std::string printed() {
    std::string text;
    for (const auto& [name, row] : operation_rows_by_name()) {
        text += "\n### " + name + "\n\n";
        text += row.permission.empty() ? "For every active person." : "Permission `" + row.permission + "`.";
        if (name == "key.revoke")
            text += " One's own needs no signature; another's needs person.manage.";
        else if (!must_be_signed({"*"}, name))
            text += " Needs no signature.";
        if (row.follows == Follows::approval) text += " Follows from a turn on a running approval.";
        if (row.follows == Follows::disposal) text += " Follows from an approved list.";
        text += "\n\n";
        if (row.kinds.empty()) text += "- changes nothing in the register\n";
        for (const KindRule& kind : row.kinds)
            text += kind_in_words(kind);
    }
    return text + "\n";
}

/// What a hold's query asks of a record.
const std::vector<std::string> asked{"series", "also_in", "created", "opened",   "closed",
                                     "title",  "file_no", "parties", "subjects", "properties"};

bool may_change(const OperationRow& row, const std::string& kind, const std::string& field) {
    for (const KindRule& of_kind : row.kinds)
        if (of_kind.kind == kind && !of_kind.adds)
            for (const FieldRule& rule : of_kind.fields)
                if (!rule.forbidden && (rule.path == field || (rule.path.empty() && rule.below))) return true;
    return false;
}

/// Field that a query asks for x operation that changes it.
std::string printed_holds() {
    std::string text =
        "\n| A hold asks for | Operation that changes it | A record that the hold names |\n|---|---|---|\n";
    for (const auto& field : asked)
        for (const auto& [name, row] : operation_rows_by_name())
            if (may_change(row, "records", field))
                text += "| `" + field + "` | " + name + " | " +
                        (row.spares_held ? "is refused while the hold stands"
                                         : "stays held, on the hold's own list") +
                        " |\n";
    for (const auto& [name, row] : operation_rows_by_name())
        if (may_change(row, "series", "under"))
            text += "| the series above | " + name + " | stays held, on the hold's own list |\n";
    return text + "\n";
}

/// What a due date is computed of, by kind.
const std::vector<std::pair<std::string, std::vector<std::string>>> computed_of{
    {"records",
     {"series", "also_in", "created", "opened", "closed", "dates", "events[+]", "events[].withdrawn_at",
      "overrides[+]", "overrides[].state", "steps_done[+]", "papers"}},
    {"series", {"under", "schedule", "rule"}},
    {"schedules", {"state"}},
    {"office", {"policy"}}};

bool moves_dates(const OperationRow& row) {
    for (const auto& [kind, fields] : computed_of)
        for (const auto& field : fields)
            if (may_change(row, kind, field)) return true;
    return false;
}

/// Operation that moves due dates x what becomes of it.
std::string printed_dates() {
    std::string text = "\n| Operation | Where a date would come forward by it, it |\n|---|---|\n";
    for (const auto& [name, row] : operation_rows_by_name())
        if (!row.forward.empty()) text += "| " + name + " | " + std::string(row.forward) + " |\n";
    return text + "\n";
}

/// What the page says between its marks; `write` puts a text in its place.
std::string in_page(const std::string* write, const std::string& begin = "<!-- operations -->\n") {
    const std::string file = std::string(ALMIRAH_SOURCE_DIR) + "/docs/operations.md", end = "<!-- end -->";
    std::stringstream read;
    read << std::ifstream(file).rdbuf();
    std::string page = read.str();
    const auto from = page.find(begin) + begin.size(), to = page.find(end, from);
    if (!write) return page.substr(from, to - from);
    page.replace(from, to - from, *write);
    std::ofstream(file) << page;
    return *write;
}

const Act act{"asha", "2026-04-06T05:30:00Z", "2026-04-06"};

std::string why(const char* operation, const char* kind, bool added, FieldChange change) {
    return why_beyond(*row_of(operation), kind, added, change, act);
}

} // namespace

TEST_CASE("the page of operations says what the program does", "[operations]") {
    const std::string found = printed();
    CHECK(in_page(std::getenv("ALMIRAH_WRITE") ? &found : nullptr) == found);
}

TEST_CASE("the page of operations says how a hold keeps what it names", "[operations]") {
    const std::string found = printed_holds();
    CHECK(in_page(std::getenv("ALMIRAH_WRITE") ? &found : nullptr, "<!-- holds -->\n") == found);
}

TEST_CASE("the page of operations says what becomes of whatever would bring a date forward", "[operations]") {
    for (const auto& [name, row] : operation_rows_by_name()) {
        INFO(name);
        CHECK(moves_dates(row) == !row.forward.empty());
    }
    const std::string found = printed_dates();
    CHECK(in_page(std::getenv("ALMIRAH_WRITE") ? &found : nullptr, "<!-- dates -->\n") == found);
}

TEST_CASE("every permission that an operation needs is one that a role can have", "[operations]") {
    const auto& permissions = all_permissions();
    for (const auto& [name, row] : operation_rows_by_name()) {
        INFO(name);
        CHECK((row.permission.empty() ||
               std::any_of(permissions.begin(), permissions.end(),
                           [&](const auto& one) { return one.first == row.permission; })));
        CHECK((name.starts_with("clock.")) == row.kinds.empty());
    }
}

TEST_CASE("a rule names a field, what is below it, and from what to what it may change", "[operations]") {
    CHECK(why("record.close", "records", false, {"state", "open", "closed"}) == "");
    CHECK(why("record.close", "records", false, {"state", "closed", "open"}) ==
          "changes state from 'closed' to 'open'");
    CHECK(why("record.close", "records", false, {"closed", "2020-01-01", "2010-01-01"}) != "");
    CHECK(why("record.close", "records", false, {"closed", std::nullopt, "2010-01-01"}) == "");
    CHECK(why("record.close", "records", false, {"title", "a", "b"}) != "");
    CHECK(why("record.correct", "records", false, {"title.hi", std::nullopt, "b"}) == "");
    CHECK(why("record.correct", "records", false, {"titles", "a", "b"}) != "");
    CHECK(why("record.event", "records", false, {"events[+].name", std::nullopt, "decision"}) == "");
    CHECK(why("record.event", "records", false, {"events[].name", "a", "decision"}) != "");
    CHECK(why("record.event", "records", false, {"events[+].withdrawn_by", std::nullopt, "asha"}) != "");
    CHECK(why("hold.place", "holds", true, {"placed_by", std::nullopt, "asha"}) == "");
    CHECK(why("hold.place", "holds", true, {"placed_by", std::nullopt, "ravi"}) != "");
    CHECK(why("hold.place", "holds", true, {"placed_at", std::nullopt, "2026-04-06T05:30:01Z"}) != "");
    CHECK(may_touch(*row_of("hold.place"), "holds", true));
    CHECK_FALSE(may_touch(*row_of("hold.place"), "holds", false));
    CHECK(row_of("no.operation") == nullptr);
}
