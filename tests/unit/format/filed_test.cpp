// The table of who sets which field of a record when it is filed has all fields that the register has.
#include "format/json.hpp"
#include "model/filed.hpp"
#include "model/permission.hpp"
#include "support/catch.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

using namespace almirah;

namespace {

Record full() {
    const Date on = *parse_date("2026-05-04");
    Record record;
    record.id = record.series = record.file_no = record.language = record.medium = record.place =
        record.appraisal = record.key = "x";
    record.title = "x";
    record.also_in = record.parties = record.subjects = record.sealed_fields = {"x"};
    record.created = record.opened = record.closed = record.filed = on;
    record.dates = {{"x", on}};
    record.properties = {{"x", "x"}};
    record.events = {{"x", on, ""}};
    record.versions = {{1, {}, "x", "", {}}};
    record.steps_done = {{"review", on, ""}};
    record.sealed = {{"x", 1, "x", "x"}};
    record.papers = {{1, "x", "A"}};
    record.overrides.emplace_back();
    return record;
}

} // namespace

TEST_CASE("each field of a record says who sets it when the record is filed") {
    const Record record = full();
    std::set<std::string> written, known;
    for (const auto& [name, value] : nlohmann::json::parse(format::encode(record)).items())
        written.insert(name);
    for (const auto& field : model::filed_fields()) {
        INFO(field.name);
        CHECK(known.insert(field.name).second);
        CHECK_FALSE(field.is_given(Record{}));
        const bool asked = field.by == model::FiledBy::permission || field.by == model::FiledBy::nobody;
        CHECK(field.is_given(record) == asked);
        if (field.by != model::FiledBy::permission) continue;
        CHECK_FALSE(field.value(record).empty());
        const auto& all = model::all_permissions();
        CHECK(std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.first == field.what; }));
    }
    CHECK(known == written);
}
