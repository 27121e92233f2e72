#include "contract/room.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace almirah::test {

namespace {

void add_people(Store& store) {
    auto book = store.office();
    book.add_person({"ravi", "Ravi Shankar", "ravi@example.org", {"records-officer"}, true});
    book.add_person({"dinesh", "Dinesh Sahu", "", {"clerk"}, true});
    book.add_person({"kamla", "Kamla Bai", "", {"record-keeper"}, true});
    book.add_person({"asha", "Asha Verma", "", {"approver"}, true});
    book.add_person({"meena", "Meena Xaxa", "", {"auditor"}, true});
}

std::vector<Rule> founding_rules() {
    Rule calendar = rule("C-3", "3y");
    calendar.cutoff = Cutoff::calendar_year;
    Rule january = rule("B", "12y");
    january.cutoff = Cutoff::calendar_year;
    january.window_month = 1;
    Rule permanent = rule("A", "0d");
    permanent.state = RuleState::permanent;
    permanent.triggers.clear();
    permanent.steps.clear();
    Rule descriptive = permanent;
    descriptive.code = "DESC";
    descriptive.state = RuleState::descriptive;
    descriptive.why = "it says 'as long as useful'";
    Rule event = rule("EV", "2y");
    event.triggers = {{TriggerKind::event, "decision"}};
    Rule review = rule("REV", "1y", Action::review);
    review.steps.push_back({{1, 0, 0}, Action::destroy});
    return {rule("C-1", "1y"), calendar, january, permanent,
            descriptive,       event,    review,  rule("T", "1y", Action::transfer)};
}

Series series(const std::string& code, const std::string& rule, const std::string& under = "") {
    Series made;
    made.code = code;
    made.title = "Series " + code;
    made.rule = rule;
    made.under = under;
    return made;
}

Store make(const std::string& directory, const StoreOptions& options) {
    Founding founding;
    founding.office.code = "BSR";
    founding.office.name = "Collectorate Basar";
    founding.office.policy.quiet_days = 0; // clock_test.cpp has rooms where it counts
    founding.administrator = {
        "kiran", "Kiran Toppo", "kiran@example.org", {"administrator", "records-officer"}, true};
    Store store = Store::create(directory, founding, options);
    add_people(store);
    const auto rules = founding_rules();
    std::vector<Series> read{series("LR", "C-3"), series("LR-MUT", "", "LR"), series("BARE", "")};
    for (const auto& rule : rules)
        read.push_back(series(rule.code, rule.code));
    store.retention().load(reading(rules, read));
    return store;
}

} // namespace

Rule rule(const std::string& code, const std::string& after, Action action) {
    Rule made;
    made.code = code;
    made.title = "Rule " + code;
    made.triggers = {{TriggerKind::closed, ""}};
    made.steps = {{*parse_period(after), action}};
    return made;
}

ScheduleReading reading(std::vector<Rule> rules, std::vector<Series> read) {
    ScheduleReading made;
    made.schedule.id = "GEN";
    made.schedule.source = "gen.csv";
    made.schedule.sha256 = std::string(64, '5');
    made.rows = rules.size();
    made.schedule.rules = std::move(rules);
    made.series = std::move(read);
    return made;
}

Filing filing(const std::string& series, const std::string& title, std::vector<Source> content) {
    Filing made;
    made.record.series = series;
    made.record.title = title;
    made.content = std::move(content);
    return made;
}

Source bytes(const std::string& name, const std::string& text) {
    return {.name = name, .bytes = text};
}

Room::Room()
    : directory_(folder_ / "office.almirah"),
      now_(std::make_shared<Instant>(*parse_instant("2026-05-04T06:00:00Z"))),
      store_(make(directory_, options("kiran"))) {}

StoreOptions Room::options(const std::string& login) const {
    StoreOptions made;
    made.actor = login;
    made.clock = [now = now_] { return *now; };
    return made;
}

std::string Room::closed(const std::string& series, const char* on, const std::string& title,
                         std::vector<Source> content) {
    Filing made = filing(series, title, std::move(content));
    made.record.opened = made.record.closed = day(on);
    return as("dinesh").records().file(made);
}

Disposal Room::destroy(const std::string& series) {
    const auto proposed = as("ravi").disposals().propose({.series = series});
    as("asha").disposals().approve(proposed.id);
    return as("ravi").disposals().carry_out(proposed.id, {.method = "shredded", .witness = "asha"});
}

std::string Room::read(const std::string& id, const std::string& name, int version) {
    std::string got;
    store_.records().read(
        id, name, [&](const char* data, std::size_t size) { got.append(data, size); }, version);
    return got;
}

std::string Room::put(const std::string& name, const std::string& text) const {
    const std::string path = folder_ / name;
    std::filesystem::create_directories(std::filesystem::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return path;
}

std::string findings(const Verification& verification) {
    std::string text;
    for (const auto& finding : verification.findings)
        if (finding.severity != Severity::note)
            text += finding.code + " " + finding.object + ": " + finding.message + "\n";
    return text;
}

std::vector<std::string> ids_of(const std::vector<DueLine>& lines) {
    std::vector<std::string> ids;
    for (const auto& line : lines)
        ids.push_back(line.evaluation.id);
    return ids;
}

std::vector<std::string> ids_of(const std::vector<SearchHit>& hits) {
    std::vector<std::string> ids;
    for (const auto& hit : hits)
        ids.push_back(hit.id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

bool has_reason(const Evaluation& evaluation, const std::string& code) {
    return std::any_of(evaluation.reasons.begin(), evaluation.reasons.end(),
                       [&](const Reason& reason) { return reason.code == code; });
}

} // namespace almirah::test
