#include "index/records.hpp"

#include "format/json.hpp"
#include "index/content.hpp"
#include "index/sql.hpp"

namespace almirah::index {

namespace {

struct Due {
    model::NextStep next;
    std::optional<int> window_month;
    std::string ruled_by;
    std::optional<Date> blocked_from;
};

Due due_of(const Record& record, RuleBook& book) {
    const auto rules = book.of(record);
    const model::Governing governing = model::governing_step(record, rules, book.policy());
    const model::CitedRule* const rule = rules[governing.rule];
    Due due{governing.next, {}, governing.rule == 0 ? record.series : record.also_in[governing.rule - 1], {}};
    if (rule) due.window_month = rule->rule.window_month;
    due.blocked_from = model::blocked_from(record, due.next.action, rules, governing.rule, book.policy());
    return due;
}

std::int64_t count_facts(const Record& record) {
    return std::int64_t(record.dates.size() + record.events.size() + record.steps_done.size() +
                        record.overrides.size() + record.also_in.size());
}

void put_overrides(Connection& connection, std::int64_t slot, const Record& record) {
    Statement put = connection.prepare(sql::records::put_override);
    for (const auto& date : record.overrides)
        put.run(slot, date.number, date.action, date.due_on, date.by_rule, date.rule, date.schedule,
                date.schedule_version, date.reason, date.authority, date.by, date.at, date.approval,
                format::name_of(date.state));
}

DateOverride override_of(const Statement& row) {
    DateOverride date;
    date.number = int(row.integer(0));
    date.action = row.text(1);
    date.due_on = row.date(2);
    date.by_rule = row.date(3);
    date.reason = row.text(4);
    date.authority = row.text(5);
    date.approval = row.text(6);
    date.state = row.view(7) == "approved"   ? OverrideState::approved
                 : row.view(7) == "proposed" ? OverrideState::proposed
                                             : OverrideState::rejected; // counts as little as a withdrawn one
    return date;
}

void put_facts(Connection& connection, std::int64_t slot, const Record& record) {
    if (count_facts(record) == 0) return;
    Statement put = connection.prepare(sql::records::put_fact);
    int number = 0;
    for (const auto& [name, day] : record.dates)
        put.run(slot, ++number, "date", name, day, "");
    for (const auto& event : record.events)
        if (event.stands()) put.run(slot, ++number, "event", event.name, event.on, event.note);
    for (const auto& step : record.steps_done)
        put.run(slot, ++number, "step", step.action, step.on, step.disposal);
    put_overrides(connection, slot, record);
    Statement put_series = connection.prepare(sql::records::put_also_in);
    number = 0;
    for (const auto& series : record.also_in)
        put_series.run(slot, ++number, series);
}

void drop_facts(Connection& connection, std::int64_t slot) {
    connection.prepare(sql::records::drop_facts).run(slot);
    connection.prepare(sql::records::drop_overrides).run(slot);
    connection.prepare(sql::records::drop_also_in).run(slot);
}

void load_facts(Connection& connection, std::int64_t slot, Record& record) {
    Statement row = connection.prepare(sql::records::facts);
    row.bind(slot);
    while (row.step()) {
        if (row.view(0) == "date")
            record.dates.emplace(row.text(1), row.date(2));
        else if (row.view(0) == "event")
            record.events.push_back({.name = row.text(1), .on = row.date(2), .note = row.text(3)});
        else
            record.steps_done.push_back({row.text(1), row.date(2), row.text(3)});
    }
    Statement date = connection.prepare(sql::records::overrides);
    date.bind(slot);
    while (date.step())
        record.overrides.push_back(override_of(date));
    Statement series = connection.prepare(sql::records::also_in);
    series.bind(slot);
    while (series.step())
        record.also_in.push_back(series.text(0));
}

/// None once the record is destroyed, nor those that are gone: what the register still says of it are digests
/// of what is gone (P10).
std::vector<StoredFile> files_of(const Record& record) {
    std::vector<StoredFile> files;
    if (record.state == RecordState::destroyed) return files;
    for (const auto& version : record.versions)
        for (const auto& file : version.files)
            if (file.gone.empty()) files.push_back({version.number, file});
    return files;
}

std::string body_of(const Record& record, const TermsOf& terms) {
    if (record.state == RecordState::destroyed || record.versions.empty() || !terms) return {};
    auto files = record.versions.back().files;
    std::erase_if(files, [](const ContentFile& file) { return !file.gone.empty(); });
    return files.empty() ? std::string() : terms(files);
}

SearchText text_of(const Record& record) {
    SearchText text{record.title.text, record.id};
    for (const auto& [language, edition] : record.title.in)
        text.title += "\n" + edition;
    if (!record.file_no.empty()) text.words += "\n" + record.file_no;
    for (const auto* list : {&record.parties, &record.subjects})
        for (const auto& word : *list)
            text.words += "\n" + word;
    for (const auto& [name, value] : record.properties)
        text.words += "\n" + value;
    return text;
}

void write(Statement statement, const Record& record, const Due& due) {
    statement.run(record.id, record.series, record.title.text, record.file_no, format::name_of(record.state),
                  record.created, record.opened, record.closed, record.filed, record.place, record.appraisal,
                  record.key, count_facts(record), due.next.status, format::name_of(due.next.action),
                  due.next.due_on, due.window_month, due.ruled_by, due.blocked_from);
}

} // namespace

Record facts_of(Connection& connection, const Statement& row) {
    Record record;
    record.id = row.text(1);
    record.series = row.text(2);
    record.title = row.text(3);
    record.file_no = row.text(4);
    record.place = row.text(5);
    record.state = state_of(row.view(6));
    record.created = row.optional_date(7);
    record.opened = row.optional_date(8);
    record.closed = row.optional_date(9);
    record.filed = row.date(10);
    record.appraisal = row.text(11);
    if (row.integer(12) > 0) load_facts(connection, row.integer(0), record);
    return record;
}

RecordState state_of(std::string_view name) {
    for (auto state : {RecordState::open, RecordState::closed, RecordState::transferred})
        if (name == format::name_of(state)) return state;
    return RecordState::destroyed;
}

std::set<std::string> series_in_use(Connection& connection) {
    std::set<std::string> series;
    Statement row = connection.prepare(sql::records::series_in_use);
    while (row.step())
        series.insert(series.end(), row.text(0));
    return series;
}

void RecordRows::put(const Record& record, RuleBook& book) {
    Statement find = connection_.prepare(sql::records::find);
    if (find.bind(record.id).step())
        change(find.integer(0), record, book);
    else
        insert(record, book);
}

void RecordRows::insert(const Record& record, RuleBook& book) {
    write(connection_.prepare(sql::records::insert), record, due_of(record, book));
    const std::int64_t slot = connection_.last_row();
    put_facts(connection_, slot, record);
    insert_content(connection_, "record", record.id, files_of(record));
    SearchRows(connection_).insert(slot, text_of(record));
    bodies_.put(slot, body_of(record, terms_));
}

void RecordRows::change(std::int64_t slot, const Record& record, RuleBook& book) {
    write(connection_.prepare(sql::records::change), record, due_of(record, book));
    drop_facts(connection_, slot);
    put_facts(connection_, slot, record);
    SearchRows(connection_).change(slot, text_of(record));
    if (replace_content(connection_, "record", record.id, files_of(record)))
        bodies_.put(slot, body_of(record, terms_));
}

void RecordRows::drop(const std::string& id) {
    Statement find = connection_.prepare(sql::records::find);
    if (!find.bind(id).step()) return;
    const std::int64_t slot = find.integer(0);
    SearchRows(connection_).drop(slot);
    bodies_.put(slot, {});
    replace_content(connection_, "record", id, {});
    connection_.prepare(sql::records::drop).run(slot);
}

void RecordRows::recompute(const std::set<std::string>& series, RuleBook& book) {
    if (series.empty()) return;
    for (const auto& code : series_in_use(connection_)) {
        if (!series.contains(code)) continue;
        recompute(sql::records::to_recompute, code, book);
        recompute(sql::records::also_to_recompute, code, book);
    }
}

void RecordRows::recompute(const char* query, const std::string& series, RuleBook& book) {
    Statement set = connection_.prepare(sql::records::set_due);
    Statement row = connection_.prepare(query);
    std::vector<std::pair<std::int64_t, Due>> page;
    std::string after;
    // By pages, since rows are not changed under a statement that reads them.
    do {
        page.clear();
        row.bind(series, after);
        while (row.step()) {
            const Record record = facts_of(connection_, row);
            page.emplace_back(row.integer(0), due_of(record, book));
            after = record.id;
        }
        for (const auto& [slot, due] : page)
            set.run(slot, due.next.status, format::name_of(due.next.action), due.next.due_on,
                    due.window_month, due.ruled_by, due.blocked_from);
    } while (!page.empty());
}

} // namespace almirah::index
