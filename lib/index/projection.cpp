// The projection: register files and entries in, rows out, in one transaction.
#include "almirah/error.hpp"
#include "format/json.hpp"
#include "format/paths.hpp"
#include "index/audits.hpp"
#include "index/distribution.hpp"
#include "index/documents.hpp"
#include "index/history.hpp"
#include "index/numbers.hpp"
#include "index/records.hpp"
#include "index/rules.hpp"
#include "index/sql.hpp"
#include "index/standing.hpp"
#include "index/state.hpp"
#include "index/things.hpp"

namespace almirah::index {

namespace {

/// "records/LR/2024/00/01/23.json" -> "LR/2024/000123"
std::string record_id_of(const std::string& path) {
    std::string_view rest = std::string_view(path).substr(std::string_view("records/").size());
    const std::size_t series = rest.find('/');
    const std::size_t year = series == rest.npos ? rest.npos : rest.find('/', series + 1);
    if (year == rest.npos || !rest.ends_with(".json")) return {};
    std::string digits;
    for (char c : rest.substr(year, rest.size() - year - 5))
        if (c != '/') digits += c;
    // An odd number of digits was given a zero on its way into the path.
    if (digits.size() > 6 && digits[0] == '0') digits.erase(0, 1);
    return std::string(rest.substr(0, year + 1)) + digits;
}

/// A file that holds another thing than its path says would make the rows depend on the order of reading.
void check_place(const std::string& path, const std::string& expected) {
    if (path != expected)
        throw Error(Code::corrupt, path + ": holds what belongs in " + expected + "; run verify");
}

std::string path_of(const Person& person) {
    return format::person_path(person.login);
}
std::string path_of(const Place& place) {
    return format::place_path(place.code);
}
std::string path_of(const Series& series) {
    return format::series_path(series.code);
}
std::string path_of(const format::ScheduleFile& file) {
    return format::schedule_path(file.schedule.id, file.schedule.version);
}
std::string path_of(const Document& document) {
    return format::document_path(document.number);
}
std::string path_of(const Hold& hold) {
    return format::hold_path(hold.id);
}
std::string path_of(const Disposal& disposal) {
    return format::disposal_path(disposal.id);
}
std::string path_of(const Approval& approval) {
    return format::approval_path(approval.id);
}
std::string path_of(const DistributionList& list) {
    return format::distribution_path(list.document);
}
std::string path_of(const Copy& copy) {
    return format::copy_path(copy.document, copy.number);
}
std::string path_of(const Acknowledgement& given) {
    return format::acknowledgement_path(given.document, given.revision, given.person);
}
std::string path_of(const Delegation& delegation) {
    return format::delegation_path(delegation.id);
}
std::string path_of(const Certificate& certificate) {
    return format::certificate_path(certificate.code);
}
std::string path_of(const Audit& audit) {
    return format::audit_path(audit.id);
}
std::string path_of(const AuditFinding& finding) {
    return format::finding_path(finding.id);
}
std::string path_of(const Office&) {
    return format::office_path;
}

/// One projection at work.
struct Work {
    Work(Connection& to, bool bare, const TermsOf& by)
        : connection(to), transaction(to), terms(by), book(to), rules(to), bodies(to, bare),
          records(to, terms, bodies), documents(to, terms, bodies), standing(to) {
        (void)book.policy();
    }

    void put(const Person& person);
    void put(const Place& place) { index::put(connection, place); }
    void put(const Series& series) {
        rules.put(series);
        standing.series_changed();
    }
    void put(const format::ScheduleFile& file) { rules.put(file); }
    void put(const Document& document) { documents.put(document); }
    void put(const Hold& hold);
    void put(const Disposal& disposal);
    void put(const Approval& approval);
    void put(const Delegation& delegation);
    void put(const Audit& audit);
    void put(const AuditFinding& finding);
    void put(const Office& office) {
        policy_changed = office.policy != book.policy();
        waiting_changed |= policy_changed; // deadlines end with the days of the office's clock
    }

    /// What has rows of its own and nothing else that follows from them.
    template <class Value>
    void put(const Value& value) {
        index::put(connection, value);
    }
    template <class Value>
    void drop(const Value& value) {
        index::drop(connection, value);
    }

    void drop(const Person& person);
    void drop(const Place& place) { connection.prepare(sql::things::drop_place).run(place.code); }
    void drop(const Series& series) { rules.drop_series(series.code); }
    void drop(const format::ScheduleFile& file) {
        rules.drop_schedule(file.schedule.id, file.schedule.version);
    }
    void drop(const Document& document) { documents.drop(document.number); }
    void drop(const Hold& hold) { connection.prepare(sql::things::drop_hold).run(hold.id); }
    void drop(const Disposal& disposal) { connection.prepare(sql::things::drop_disposal).run(disposal.id); }
    void drop(const Approval& approval);
    void drop(const Delegation& delegation);
    void drop(const Office&) { policy_changed = book.policy() != Policy{}; }

    void put(const std::string& path, const Record& record);
    void change_record(const Change& change);
    void change_thing(const Change& change);
    void recompute();

    Connection& connection;
    Transaction transaction;
    TermsOf terms;
    RuleBook book; // As it stood at the beginning, or when last `recompute` mended what changes made wrong.
    RuleChanges rules;
    BodyRows bodies;
    RecordRows records;
    DocumentRows documents;
    StandingHolds standing;
    Numbers numbers;
    bool policy_changed = false;
    bool waiting_changed = false;
};

void Work::put(const Person& person) {
    index::put(connection, person);
    waiting_changed = true;
}

void Work::put(const Hold& hold) {
    index::put(connection, hold);
    standing.changed(hold.id);
    numbers.note(hold.id);
}

void Work::put(const Disposal& disposal) {
    index::put(connection, disposal);
    numbers.note(disposal.id);
}

void Work::put(const Approval& approval) {
    index::put(connection, approval);
    numbers.note(approval.id);
    waiting_changed = true;
}

void Work::put(const Delegation& delegation) {
    index::put(connection, delegation);
    numbers.note(delegation.id);
    waiting_changed = true;
}

void Work::drop(const Delegation& delegation) {
    connection.prepare(sql::things::drop_delegation).run(delegation.id);
    waiting_changed = true;
}

void Work::drop(const Person& person) {
    connection.prepare(sql::things::drop_person).run(person.login);
    waiting_changed = true;
}

void Work::put(const Audit& audit) {
    index::put(connection, audit);
    numbers.note(audit.id);
}

void Work::put(const AuditFinding& finding) {
    index::put(connection, finding);
    numbers.note(finding.id);
}

void Work::drop(const Approval& approval) {
    connection.prepare(sql::things::drop_approval).run(approval.id);
    waiting_changed = true;
}

/// Puts or drops the rows of one register file; to be dropped, a thing is read as it was.
template <class Value>
void apply(Work& work, const std::string& path, std::string_view bytes, bool present) {
    const auto value = format::decode<Value>(bytes, path);
    check_place(path, path_of(value));
    present ? work.put(value) : work.drop(value);
}

void Work::change_record(const Change& change) {
    if (!change.bytes) return records.drop(record_id_of(change.path));
    put(change.path, format::decode<Record>(*change.bytes, change.path));
}

void Work::put(const std::string& path, const Record& record) {
    check_place(path, format::record_path(record.id));
    records.put(record, book);
    standing.put(record);
    numbers.note(record.id);
}

void Work::change_thing(const Change& change) {
    using Apply = void (*)(Work&, const std::string&, std::string_view, bool);
    static const std::map<std::string_view, Apply> typed = {
        {"people", apply<Person>},
        {"places", apply<Place>},
        {"series", apply<Series>},
        {"schedules", apply<format::ScheduleFile>},
        {"documents", apply<Document>},
        {"holds", apply<Hold>},
        {"disposals", apply<Disposal>},
        {"approvals", apply<Approval>},
        {"office", apply<Office>},
        {"distribution", apply<DistributionList>},
        {"copies", apply<Copy>},
        {"acknowledgements", apply<Acknowledgement>},
        {"delegations", apply<Delegation>},
        {"certificates", apply<Certificate>},
        {"audits", apply<Audit>},
        {"findings", apply<AuditFinding>},
    };
    const auto kind = format::kind_of(change.path);
    std::string before;
    if (!change.bytes) {
        Statement thing = connection.prepare(sql::things::thing);
        if (!thing.bind(change.path).step()) return;
        before = thing.text(0);
    }
    const auto found = typed.find(kind);
    if (found != typed.end())
        found->second(*this, change.path, change.bytes ? *change.bytes : before, change.bytes.has_value());
    if (change.bytes)
        connection.prepare(sql::things::put_thing).run(change.path, kind, *change.bytes);
    else
        connection.prepare(sql::things::drop_thing).run(change.path);
}

/// Next steps were computed by the rules and the policy of before; now by those of after.
void Work::recompute() {
    std::set<std::string> series = rules.apply();
    if (policy_changed) {
        Statement row = connection.prepare(sql::rules::series_rules);
        while (row.step())
            series.insert(row.text(0));
    }
    book.forget();
    records.recompute(series, book);
    standing.apply();
    if (waiting_changed) renew_waiting(connection);
    policy_changed = waiting_changed = false;
}

} // namespace

// ---- Projection

struct Index::Projection::State : Work {
    using Work::Work;
};

Index::Projection::Projection(std::unique_ptr<State> state) : state_(std::move(state)) {}
Index::Projection::Projection(Projection&&) noexcept = default;
Index::Projection::~Projection() = default;

void Index::Projection::change(const Change& change) {
    if (format::kind_of(change.path) == "records")
        state_->change_record(change);
    else
        state_->change_thing(change);
}

void Index::Projection::entry(const Entry& entry) {
    put_entry(state_->connection, entry);
    for (const auto& subject : entry.subjects)
        state_->numbers.note(parse_subject(subject).last);
}

void Index::Projection::change(const std::string& path, const Record& record) {
    state_->put(path, record);
}

void Index::Projection::settle() {
    state_->recompute();
}

void Index::Projection::finish(const std::string& head) {
    state_->recompute();
    state_->bodies.flush();
    state_->numbers.store(state_->connection);
    state_->connection.prepare(sql::things::set_head).run(head);
    state_->transaction.commit();
}

Index::Projection Index::project(const TermsOf& terms) {
    return Projection(std::make_unique<Projection::State>(state_->connection, state_->bare, terms));
}

std::optional<Date> Index::next_rules_on() const {
    Statement row = state_->connection.prepare(sql::rules::next_rules_on);
    return row.step() ? row.optional_date(0) : std::nullopt;
}

void Index::follow_calendar(const std::function<Date()>& today) {
    Connection& connection = state_->connection;
    const auto next = next_rules_on();
    if (!next) return;
    const Date on = today();
    if (*next > on) return;
    Work work(connection, state_->bare, TermsOf{});
    work.rules.take_force(on);
    work.standing.series_changed();
    work.recompute();
    work.transaction.commit();
}

} // namespace almirah::index
