#include "model/sealing.hpp"

#include <utility>

namespace almirah::model {

namespace {

constexpr std::string_view property = "property:";

} // namespace

std::string fault_of_sealed_field(const std::string& field) {
    if (field == "file_no" || field == "parties" || field == "subjects") return "";
    if (field == "title") return "the title cannot be sealed, since every list and certificate names it";
    if (field == "property:source")
        return "property:source cannot be sealed, since imports know a file by it";
    if (field.starts_with(property) && field.size() > property.size()) return "";
    return "the field '" + field + "' cannot be sealed; expected file_no, parties, subjects or property:NAME";
}

Sealed take_out(Record& record, const std::vector<std::string>& fields) {
    Sealed sealed;
    record.sealed_fields.clear();
    const auto note = [&](const std::string& field, bool said) {
        if (said) record.sealed_fields.push_back(field);
    };
    for (const auto& field : fields) {
        if (field == "file_no") {
            note(field, !record.file_no.empty());
            sealed.file_no = std::exchange(record.file_no, {});
        } else if (field == "parties") {
            note(field, !record.parties.empty());
            sealed.parties = std::exchange(record.parties, {});
        } else if (field == "subjects") {
            note(field, !record.subjects.empty());
            sealed.subjects = std::exchange(record.subjects, {});
        } else if (auto said = record.properties.extract(field.substr(property.size())); !said.empty()) {
            note(field, true);
            sealed.properties.insert(std::move(said));
        }
    }
    return sealed;
}

void put_back(Record& record, const Sealed& sealed) {
    if (!sealed.file_no.empty()) record.file_no = sealed.file_no;
    if (!sealed.parties.empty()) record.parties = sealed.parties;
    if (!sealed.subjects.empty()) record.subjects = sealed.subjects;
    for (const auto& [name, value] : sealed.properties)
        record.properties[name] = value;
}

} // namespace almirah::model
