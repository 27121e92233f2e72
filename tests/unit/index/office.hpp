// A small office for the tests of the index: files of a register, and an index they are projected into.
#pragma once

#include "almirah/document.hpp"
#include "format/json.hpp"
#include "format/paths.hpp"
#include "index/index.hpp"
#include "support/folder.hpp"

#include <map>
#include <string>
#include <vector>

namespace almirah::test {

inline Date day(const char* text) {
    return *parse_date(text);
}

inline Instant at(const char* text) {
    return *parse_instant(text);
}

/// The register as path -> bytes, and its entries.
struct Register {
    std::map<std::string, std::string> files;
    std::vector<Entry> entries;

    template <class Value>
    void put(const std::string& path, const Value& value) {
        files[path] = format::encode(value);
    }
    void put(const Office& v) { put(format::office_path, v); }
    void put(const Person& v) { put(format::person_path(v.login), v); }
    void put(const Place& v) { put(format::place_path(v.code), v); }
    void put(const Series& v) { put(format::series_path(v.code), v); }
    void put(const format::ScheduleFile& v) {
        put(format::schedule_path(v.schedule.id, v.schedule.version), v);
    }
    void put(const Record& v) { put(format::record_path(v.id), v); }
    void put(const Document& v) { put(format::document_path(v.number), v); }
    void put(const Hold& v) { put(format::hold_path(v.id), v); }
    void put(const Disposal& v) { put(format::disposal_path(v.id), v); }
    void put(const Approval& v) { put(format::approval_path(v.id), v); }

    void entry(const std::string& operation, std::vector<std::string> subjects) {
        Entry e;
        e.number = entries.size() + 1;
        e.commit = std::string(39, 'c') + std::to_string(e.number % 10);
        e.at = at("2024-04-01T10:00:00Z") + std::chrono::minutes(e.number);
        e.by = "asha";
        e.operation = operation;
        e.summary = operation + " done";
        e.subjects = std::move(subjects);
        entries.push_back(e);
    }
};

/// Says of each file the words in its name, "-" between: "secret-matter.txt" -> "secret matter txt".
std::string terms_of_names(const std::vector<ContentFile>& files);

/// Everything in one projection, in the order in which git's diff gives it.
void project_all(index::Index& index, const Register& reg);
/// Only what differs from `before`; entries from number `before.entries.size()` on.
void project_difference(index::Index& index, const Register& before, const Register& after);

Rule destroy_rule(const std::string& code, const char* after, TriggerKind trigger = TriggerKind::closed);
format::ScheduleFile schedule(const std::string& id, int version, std::vector<Rule> rules,
                              const std::string& state = "in force");
Series series(const std::string& code, const std::string& under = {}, const std::string& rule = {});
Record record(const std::string& id, const std::string& title);
Record closed_record(const std::string& id, const std::string& title, const char* on);
/// A file whose bytes are its name.
ContentFile file(const std::string& name);

/// Office, two series with a rule (LR, LR-MUT inherits; GS has none), no records.
Register small_office();

/// Every row of every table by id, without the numbers that depend on the order of arrival.
std::string dump(const std::string& file);

} // namespace almirah::test
