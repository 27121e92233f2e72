#include "unit/index/office.hpp"

#include "base/digest.hpp"
#include "base/fold.hpp"
#include "index/bodies.hpp"
#include "index/connection.hpp"

#include <algorithm>
#include <set>

namespace almirah::test {

std::string terms_of_names(const std::vector<ContentFile>& files) {
    std::string terms;
    for (const auto& file : files)
        terms += base::search_terms(file.name) + " ";
    return terms;
}

void project_all(index::Index& index, const Register& reg) {
    project_difference(index, {}, reg);
}

void project_difference(index::Index& index, const Register& before, const Register& after) {
    auto projection = index.project(terms_of_names);
    for (std::size_t i = before.entries.size(); i < after.entries.size(); ++i)
        projection.entry(after.entries[i]);
    std::map<std::string, std::optional<std::string>> changes;
    for (const auto& [path, bytes] : before.files)
        if (!after.files.contains(path)) changes[path] = std::nullopt;
    for (const auto& [path, bytes] : after.files) {
        const auto old = before.files.find(path);
        if (old == before.files.end() || old->second != bytes) changes[path] = bytes;
    }
    for (const auto& [path, bytes] : changes)
        projection.change({path, bytes});
    projection.finish("head-" + std::to_string(after.entries.size()));
}

Rule destroy_rule(const std::string& code, const char* after, TriggerKind trigger) {
    Rule rule;
    rule.code = code;
    rule.title = "Destroy after " + std::string(after);
    rule.triggers = {{trigger, {}}};
    rule.steps = {{*parse_period(after), Action::destroy}};
    return rule;
}

format::ScheduleFile schedule(const std::string& id, int version, std::vector<Rule> rules,
                              const std::string& state) {
    format::ScheduleFile file;
    file.schedule.id = id;
    file.schedule.version = version;
    file.schedule.title = "Schedule " + id;
    file.schedule.rules = std::move(rules);
    file.at = at("2024-01-01T00:00:00Z");
    file.by = "asha";
    file.state = state;
    return file;
}

Series series(const std::string& code, const std::string& under, const std::string& rule) {
    Series series;
    series.code = code;
    series.title = "Series " + code;
    series.under = under;
    series.rule = rule;
    if (!rule.empty()) series.schedule = "GEN";
    return series;
}

Record record(const std::string& id, const std::string& title) {
    Record record;
    record.id = id;
    record.series = id.substr(0, id.find('/'));
    record.title = title;
    record.filed = day("2024-02-01");
    record.opened = day("2010-01-05");
    return record;
}

Record closed_record(const std::string& id, const std::string& title, const char* on) {
    Record closed = record(id, title);
    closed.state = RecordState::closed;
    closed.closed = day(on);
    return closed;
}

ContentFile file(const std::string& name) {
    const std::string digest = base::sha256_hex(name);
    return {name, 10, digest, digest.substr(0, 40)};
}

Register small_office() {
    Register reg;
    Office office;
    office.code = "BSR";
    office.name = "Collectorate";
    reg.put(office);
    for (const char* login : {"asha", "ravi", "meena"}) {
        Person person;
        person.login = login;
        person.name = std::string("Name of ") + login;
        person.roles = {"approver"};
        reg.put(person);
    }
    reg.put(schedule("GEN", 1, {destroy_rule("C-3", "3y"), destroy_rule("C-5", "5y")}));
    reg.put(series("LR", "", "C-3"));
    reg.put(series("LR-MUT", "LR"));
    reg.put(series("GS"));
    reg.entry("store.create", {"office BSR"});
    return reg;
}

namespace {

constexpr const char* tables[][2] = {
    {"things", "SELECT * FROM things"},
    {"numbers", "SELECT * FROM numbers"},
    {"people", "SELECT * FROM people"},
    {"places", "SELECT * FROM places"},
    {"series", "SELECT * FROM series"},
    {"schedules", "SELECT * FROM schedules"},
    {"rules", "SELECT * FROM rules"},
    {"series_rules", "SELECT * FROM series_rules"},
    {"records", "SELECT id, series, title, file_no, state, created, opened, closed, filed, place, appraisal, "
                "key, facts, status, action, due_on, window_month, ruled_by, blocked_from FROM records"},
    {"also_in", "SELECT r.id, a.position, a.series FROM also_in a JOIN records r ON r.slot = a.record"},
    {"facts", "SELECT r.id, f.number, f.kind, f.name, f.day, f.detail FROM facts f "
              "JOIN records r ON r.slot = f.record"},
    {"content", "SELECT kind, owner, version, name, size, hex(sha256), hex(blob) FROM content"},
    {"documents", "SELECT number, title, type, language, owner, searched FROM documents"},
    {"revisions", "SELECT * FROM revisions"},
    {"holds", "SELECT * FROM holds"},
    {"hold_records", "SELECT * FROM hold_records"},
    {"disposals", "SELECT * FROM disposals"},
    {"disposal_items", "SELECT * FROM disposal_items"},
    {"approvals", "SELECT * FROM approvals"},
    {"decisions", "SELECT * FROM decisions"},
    {"approval_waiting", "SELECT * FROM approval_waiting"},
    {"entries", "SELECT * FROM entries"},
    {"entry_subjects", "SELECT * FROM entry_subjects"},
    {"search", "SELECT coalesce(r.id, d.number), s.title, s.words, s.latin FROM search s "
               "LEFT JOIN records r ON r.slot = s.rowid "
               "LEFT JOIN documents d ON d.slot = s.rowid - (1 << 40)"},
    {"meta", "SELECT head FROM meta"},
};

/// Which words of content lead to what.
std::string dump_bodies(index::Connection& connection) {
    std::map<index::Body, std::string> owners;
    auto row = connection.prepare("SELECT b.body, coalesce(r.id, d.number) FROM bodies b "
                                  "LEFT JOIN records r ON r.slot = b.slot "
                                  "LEFT JOIN documents d ON d.slot = b.slot - (1 << 40)");
    while (row.step())
        owners[index::Body(row.integer(0))] = row.text(1);
    std::set<std::string> lines;
    index::each_word(connection, [&](const std::string& word, const std::vector<index::Body>& bodies) {
        for (index::Body body : bodies)
            if (const auto owner = owners.find(body); owner != owners.end())
                lines.insert("body|" + owner->second + "|" + word + "\n");
    });
    std::string text;
    for (const auto& line : lines)
        text += line;
    return text;
}

} // namespace

std::string dump(const std::string& file) {
    index::Connection connection(file);
    std::string text;
    for (const auto& [name, sql] : tables) {
        std::vector<std::string> rows;
        auto row = connection.prepare(sql);
        while (row.step()) {
            std::string line = name;
            for (int column = 0; column < row.columns(); ++column)
                line += "|" + (row.is_null(column) ? "NULL" : row.text(column));
            rows.push_back(line + "\n");
        }
        std::sort(rows.begin(), rows.end());
        for (const auto& line : rows)
            text += line;
    }
    return text + dump_bodies(connection);
}

} // namespace almirah::test
