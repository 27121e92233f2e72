// The table of who sets which field of a record when it is filed has all fields that the register has.
#include "format/json.hpp"
#include "model/filed.hpp"
#include "model/permission.hpp"
#include "support/catch.hpp"
#include "unit/format/examples.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

using namespace almirah;

TEST_CASE("each field of a record says who sets it when the record is filed") {
    const Record record = test::example<Record>();
    const auto json = nlohmann::json::parse(format::encode(record));
    std::set<std::string> written, known;
    for (const auto& [name, value] : json.items())
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
