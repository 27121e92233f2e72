#include "model/filed.hpp"

namespace almirah::model {

namespace {

bool never(const Record&) {
    return false;
}

std::string nothing(const Record&) {
    return {};
}

FiledField by_store(const char* name) {
    return {name, FiledBy::store, "", never, nothing};
}

FiledField by_filer(const char* name) {
    return {name, FiledBy::filer, "", never, nothing};
}

template <auto Field>
bool has_some(const Record& record) {
    return !(record.*Field).empty();
}

template <auto Field>
FiledField by_nobody(const char* name, const char* how) {
    return {name, FiledBy::nobody, how, has_some<Field>, nothing};
}

const std::vector<FiledField> fields{
    by_store("id"),
    by_filer("series"),
    {"also_in", FiledBy::permission, "record.classify", has_some<&Record::also_in>,
     [](const Record& record) { return record.also_in.front(); }},
    by_filer("title"),
    by_filer("file_no"),
    by_store("state"),
    by_filer("created"),
    by_filer("opened"),
    {"closed", FiledBy::permission, "record.close", [](const Record& record) { return bool(record.closed); },
     [](const Record& record) { return to_string(*record.closed); }},
    by_store("filed"),
    by_filer("parties"),
    by_filer("subjects"),
    by_filer("language"),
    by_filer("medium"),
    by_filer("place"),
    by_filer("dates"),
    by_filer("properties"),
    {"events", FiledBy::permission, "record.event", has_some<&Record::events>,
     [](const Record& record) { return record.events.front().name; }},
    {"appraisal", FiledBy::permission, "record.appraise", has_some<&Record::appraisal>,
     [](const Record& record) { return record.appraisal; }},
    by_store("versions"),
    by_nobody<&Record::steps_done>("steps_done", "by a disposal that is carried out"),
    by_nobody<&Record::sealed_fields>("sealed_fields", "by what the policy and the series seal"),
    by_nobody<&Record::sealed>("sealed", "by what the policy and the series seal"),
    by_nobody<&Record::papers>("papers", "by a fly-leaf, once the record is filed"),
    by_filer("key"),
    by_nobody<&Record::overrides>("overrides", "by an approval, once the record is filed"),
};

} // namespace

const std::vector<FiledField>& filed_fields() {
    return fields;
}

} // namespace almirah::model
