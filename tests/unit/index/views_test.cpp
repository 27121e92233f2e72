#include "index/connection.hpp"
#include "model/document.hpp"
#include "model/evaluate.hpp"
#include "support/catch.hpp"
#include "unit/index/office.hpp"

#include <algorithm>
#include <random>
#include <set>

using namespace almirah;
using namespace almirah::test;

namespace {

struct Seen {
    Folder folder;
    index::Index index;
    Register reg = small_office();

    Seen() : index(index::Index::open(folder / "i.sqlite3")) {}

    void project() { project_all(index, reg); }
    /// The rows of a query, columns by '|', rows by newline.
    std::string rows(const char* sql) const {
        index::Connection connection(folder / "i.sqlite3");
        std::string text;
        auto row = connection.prepare(sql);
        while (row.step()) {
            for (int column = 0; column < row.columns(); ++column)
                text += (column ? "|" : "") + (row.is_null(column) ? "NULL" : row.text(column));
            text += "\n";
        }
        return text;
    }
    Date today() const { return day(rows("SELECT date('now')").substr(0, 10).c_str()); }
};

Date any_day(std::mt19937& random, int from, int to) {
    return Date{std::chrono::year(from + int(random() % unsigned(to - from))),
                std::chrono::month(1 + random() % 12), std::chrono::day(1 + random() % 28)};
}

constexpr const char* document_type = "procedure";

Revision any_revision(std::mt19937& random, int number, Date today) {
    const int year = int(today.year());
    Revision revision;
    revision.number = number;
    revision.language = random() % 3 ? "" : "hi";
    revision.state = std::array{RevisionState::draft, RevisionState::in_review, RevisionState::approved,
                                RevisionState::approved, RevisionState::obsolete}[random() % 5];
    if (random() % 5) revision.effective_on = any_day(random, year - 3, year + 2);
    if (random() % 8 == 0) revision.effective_on = today;
    if (revision.state == RevisionState::obsolete && random() % 4)
        revision.obsolete_on = any_day(random, year - 3, year + 2);
    return revision;
}

std::vector<Document> any_documents(std::mt19937& random, Date today) {
    std::vector<Document> documents;
    for (int i = 0; i < 200; ++i) {
        Document document;
        document.number = "QP-" + std::to_string(100 + i);
        document.title = "Procedure";
        document.language = "en";
        document.type = document_type;
        for (int number = 1, count = 1 + int(random() % 4); number <= count; ++number)
            document.revisions.push_back(any_revision(random, number, today));
        if (random() % 2)
            document.review_every = Period{int(random() % 3), int(random() % 4), int(random() % 9)};
        for (int reviews = int(random() % 3); reviews > 0; --reviews)
            document.reviews.push_back({any_day(random, int(today.year()) - 3, int(today.year()) + 1), "asha",
                                        random() % 3 ? ReviewVerdict::confirm : ReviewVerdict::revise, "",
                                        1 + int(random() % document.revisions.size())});
        documents.push_back(document);
    }
    return documents;
}

bool has_revision(const Document& document, RevisionState state, Date on) {
    return std::any_of(document.revisions.begin(), document.revisions.end(), [&](const Revision& revision) {
        return state_on(document, revision.number, on) == state;
    });
}

} // namespace

TEST_CASE("every documented view answers and has its documented columns") {
    Seen seen;
    seen.project();
    const std::pair<const char*, const char*> views[] = {
        {"v_records", "id, series, title, file_no, state, created, opened, closed, filed, place, due_on, "
                      "action, status, rule, schedule, schedule_version, held, class"},
        {"v_facts", "record, kind, name, day, detail"},
        {"v_disposal_items",
         "disposal, record, title, series, rule, schedule, schedule_version, due_on, outcome, why, verdict, "
         "excluded_by, file_no, class, created, opened, closed, place"},
        {"v_due", "id, series, title, action, due_on, rule, schedule, schedule_version, held, window_month"},
        {"v_holds", "id, reason, reference, ordered_by, placed_by, placed_at, active, released_at, "
                    "released_by, release_reason, records"},
        {"v_pending_approvals", "id, subject, person, name, step, steps, author, submitted_by, submitted_at, "
                                "digest, for_person"},
        {"v_decisions", "approval, subject, route, step, by, for_person, at, vote, reason, digest"},
        {"v_delegations", "id, by, delegate, from_on, until_on, routes, reason, ended_at, active"},
        {"v_master_list", "number, title, type, language, owner, revision, effective_on, open_revision, "
                          "open_state"},
        {"v_disposals",
         "id, action, state, as_of, proposed_by, proposed_at, approval, items, done, skipped, "
         "carried_out_by, carried_out_at, method, witness, place, authority, recipient, expires_on"},
        {"v_overrides",
         "id, series, number, action, due_on, by_rule, rule, schedule, schedule_version, reason, "
         "authority, by, at, approval, state"},
        {"v_destroyed", "id, series, title, file_no, rule, schedule, schedule_version, due_on, disposal, "
                        "approval, at, by, method, witness, authority"},
        {"v_entries", "number, at, by, operation, summary, reason, subjects, commit_id"},
        {"v_content", "kind, owner, version, name, size, sha256, blob"},
        {"v_series", "code, title, under, closed, rule, schedule, schedule_version, rule_from, records"},
        {"v_rules", "schedule, schedule_version, rule, title, class, state, why, triggers, cutoff, steps, "
                    "window_month, disposition, authority"},
        {"v_places", "code, title, level, capacity, files"},
        {"v_distribution", "document, title, kind, code, language, since"},
        {"v_copies",
         "document, number, title, revision, kind, point, language, state, state_at, state_by, note, "
         "issued_at, issued_by, code, in_force"},
        {"v_certificates", "code, standard, scope, offices, term, certificate_no, body, from_on, until_on, "
                           "ended_on, record, note, valid"},
        {"v_surveillance", "certificate, term, due_on, held_on, audit, overdue"},
        {"v_audits", "id, kind, title, scope, auditors, certificate, state, planned_on, planned_by, held_on, "
                     "summary, report, closed_at, closed_by, findings, open_findings"},
        {"v_findings", "id, audit, grade, clause, text, documents, desk, cause, due_on, open, overdue, "
                       "actions, open_actions, raised_by, raised_at, closed_at, closed_by, closing_note"},
        {"v_corrective_actions", "finding, number, audit, what, responsible, name, due_on, ordered_by, "
                                 "done_at, done_by, evidence, note, overdue"},
        {"v_acknowledgements",
         "document, revision, title, person, name, at, taught_on, noted_by, note, digest, in_force"},
    };
    for (const auto& [view, columns] : views) {
        INFO(view);
        CHECK_NOTHROW(seen.rows((std::string("SELECT ") + columns + " FROM " + view).c_str()));
        CHECK(seen.rows((std::string("SELECT count(*) FROM pragma_table_info('") + view + "')").c_str()) ==
              std::to_string(1 + std::count(columns, columns + std::string(columns).size(), ',')) + "\n");
    }
    CHECK(seen.rows("SELECT count(*) FROM sqlite_schema WHERE type = 'view'") ==
          std::to_string(std::size(views)) + "\n");
    CHECK(seen.rows("SELECT code, rule, rule_from FROM v_series ORDER BY code") ==
          "GS|NULL|NULL\nLR|C-3|LR\nLR-MUT|C-3|LR\n");
    CHECK(seen.rows("SELECT rule, triggers, steps FROM v_rules ORDER BY rule") ==
          "C-3|closed|3y destroy\nC-5|closed|5y destroy\n");
}

TEST_CASE("v_due says of every record what the evaluator says") {
    Seen seen;
    std::mt19937 random(7);
    Office office;
    office.code = "BSR";
    office.policy.appraisal_after_years = 25;
    seen.reg.put(office);
    const Date today = seen.today();
    Rule window = destroy_rule("W", "3y"), other_window = destroy_rule("X", "3y");
    window.window_month = int(unsigned(today.month()));
    other_window.window_month = *window.window_month % 12 + 1;
    Rule review = destroy_rule("R", "2y");
    review.steps[0].action = Action::review;
    seen.reg.put(schedule("GEN", 1, {destroy_rule("C-3", "3y"), window, other_window, review}));
    const char* codes[] = {"LR", "WW", "XX", "RR", "GS"};
    seen.reg.put(series("WW", "", "W"));
    seen.reg.put(series("XX", "", "X"));
    seen.reg.put(series("RR", "", "R"));
    std::vector<Record> records;
    Hold hold, released;
    hold.id = "H-2024-0001";
    released.id = "H-2024-0002";
    released.released_at = at("2024-01-01T00:00:00Z");
    const int year = int(today.year());
    for (int i = 0; i < 400; ++i) {
        Record record = test::record(
            std::string(codes[i % 5]) + "/2024/" + std::to_string(1000000 + i).substr(1), "Matter");
        record.opened.reset();
        if (random() % 8) record.opened = any_day(random, year - 30, year);
        if (random() % 4 == 0) record.created = any_day(random, year - 30, year);
        if (random() % 4) {
            record.state = RecordState::closed;
            record.closed = any_day(random, year - 6, year);
        }
        if (random() % 5 == 0) record.appraisal = "NAI/1";
        if (random() % 10 == 0) {
            record.state = RecordState::destroyed;
            record.steps_done.push_back({"destroy", day("2024-05-01"), "D-2024-0001"});
        }
        if (random() % 4 == 0) hold.records.push_back(record.id);
        if (random() % 4 == 0) released.records.push_back(record.id);
        seen.reg.put(record);
        records.push_back(record);
    }
    // The edge of the age: exactly 25 years ago today is not over 25 years.
    for (int late = 0; late < 2; ++late) {
        Record record = closed_record("LR/2000/00000" + std::to_string(1 + late), "Edge", "2010-01-01");
        record.opened = add(today, {.years = -25, .days = -late});
        seen.reg.put(record);
        records.push_back(record);
    }
    seen.reg.put(hold);
    seen.reg.put(released);
    seen.project();

    std::string expected;
    std::set<std::string> lines;
    for (const auto& record : records) {
        const auto rule = seen.index.rule_of(record.series);
        const auto says = model::evaluate(record, rule ? &*rule : nullptr, seen.index.holds_on(record.id),
                                          office.policy, today);
        if (says.eligible)
            lines.insert(says.id + "|" + format::name_of(says.action) + "|" + to_string(*says.due_on) + "|" +
                         says.rule + "|" + std::to_string(says.schedule_version) + "\n");
    }
    for (const auto& line : lines)
        expected += line;
    CHECK(lines.size() > 50);
    CHECK(seen.rows("SELECT id, action, due_on, rule, schedule_version FROM v_due ORDER BY id") == expected);
}

TEST_CASE("v_master_list says of every document what state_on says") {
    Seen seen;
    std::mt19937 random(11);
    const Date today = seen.today();
    const auto documents = any_documents(random, today);
    for (const auto& document : documents)
        seen.reg.put(document);
    seen.project();
    std::set<std::string> lines;
    for (const auto& document : documents)
        for (const auto& revision : document.revisions) {
            const std::string language = revision.language.empty() ? "en" : revision.language;
            const auto number = effective_revision(document, language, today);
            lines.insert(document.number + "|" + language + "|" +
                         (number ? std::to_string(*number) : "NULL") + "\n");
        }
    std::string expected;
    for (const auto& line : lines)
        expected += line;
    CHECK(seen.rows("SELECT number, language, revision FROM v_master_list ORDER BY number, language") ==
          expected);
}

TEST_CASE("the days of an issue in the index are those on which it is in force") {
    std::mt19937 random(12);
    const Date today = day("2026-06-15");
    for (const auto& document : any_documents(random, today))
        for (const auto& revision : document.revisions) {
            const auto days = model::in_force(document, revision);
            for (Date on = day("2023-01-01"); on < day("2029-01-01"); on = add(on, {0, 0, 3})) {
                const bool is = state_on(document, revision.number, on) == RevisionState::effective;
                const bool said = days && days->from <= on && (!days->until || on < *days->until);
                if (is != said) FAIL(document.number << "/" << revision.number << " on " << to_string(on));
            }
        }
}

TEST_CASE("the index finds every document that may be in a state, or to be reviewed, and not all of them") {
    Seen seen;
    std::mt19937 random(13);
    const Date today = seen.today();
    const auto documents = any_documents(random, today);
    for (const auto& document : documents)
        seen.reg.put(document);
    seen.project();
    const auto contains = [](const std::vector<std::string>& numbers, const Document& document) {
        return std::find(numbers.begin(), numbers.end(), document.number) != numbers.end();
    };
    for (const Period since : {Period{}, Period{-1, 0, 0}, Period{1, 2, 0}}) {
        const Date on = add(today, since);
        for (const auto state : {RevisionState::draft, RevisionState::in_review, RevisionState::approved}) {
            const auto found = seen.index.document_numbers({}, state, on);
            CHECK(found.size() < documents.size());
            for (const auto& document : documents)
                if (has_revision(document, state, on)) CHECK(contains(found, document));
        }
        for (const bool behind : {false, true}) {
            const auto found = seen.index.document_numbers({}, index::LanguagesOn{on, behind, {}});
            CHECK(found.size() < documents.size());
            for (const auto& document : documents)
                for (const auto& language : model::languages_of(document))
                    if (behind ? model::is_behind(document, language, on)
                               : !effective_revision(document, language, on))
                        CHECK(contains(found, document));
        }
        const auto asked =
            seen.index.document_numbers({}, index::LanguagesOn{on, true, {"form", document_type}});
        CHECK(asked.size() == documents.size());
        const Period every{1, 0, 0}; // as the type of all says
        const auto found = seen.index.document_numbers({}, index::ReviewsBy{on, today, {{2, 0, 0}, every}});
        CHECK(found.size() < documents.size());
        std::size_t due = 0;
        for (const auto& document : documents) {
            const auto review = review_due(document, document.review_every.value_or(every), today);
            if (!review || *review > on) continue;
            ++due;
            CHECK(contains(found, document));
        }
        CHECK(due > 0);
    }
}

TEST_CASE("v_pending_approvals has a row for each person who may decide") {
    Seen seen;
    Approval approval;
    approval.id = "A-2024-0001";
    approval.subject = "document QP-07/1";
    approval.digest = std::string(64, 'd');
    approval.route.code = "document";
    approval.route.steps = {{"approver", "", 1}};
    approval.author = approval.submitted_by = "asha";
    seen.reg.put(approval);
    seen.project();
    CHECK(seen.rows("SELECT id, person, name, step, steps FROM v_pending_approvals ORDER BY person") ==
          "A-2024-0001|meena|Name of meena|1|1\nA-2024-0001|ravi|Name of ravi|1|1\n");
    Register before = seen.reg;
    for (const char* login : {"meena", "ravi"}) {
        Person left;
        left.login = login;
        left.name = login;
        left.roles = {"approver"};
        left.active = false;
        seen.reg.put(left);
    }
    project_difference(seen.index, before, seen.reg);
    CHECK(seen.rows("SELECT id, person FROM v_pending_approvals") == "A-2024-0001|NULL\n");
    before = seen.reg;
    approval.state = ApprovalState::withdrawn;
    seen.reg.put(approval);
    project_difference(seen.index, before, seen.reg);
    CHECK(seen.rows("SELECT id FROM v_pending_approvals").empty());
}

TEST_CASE("v_destroyed and v_disposals tell under which rule and by whom") {
    Seen seen;
    Record record = closed_record("LR/2024/000001", "Old matter", "2010-01-01");
    record.state = RecordState::destroyed;
    record.steps_done.push_back({"destroy", day("2024-05-01"), "D-2024-0001"});
    seen.reg.put(record);
    Disposal disposal;
    disposal.id = "D-2024-0001";
    disposal.state = DisposalState::carried_out;
    disposal.as_of = day("2024-05-01");
    disposal.approval = "A-2024-0001";
    disposal.carried_out_by = "ravi";
    disposal.carried_out_at = at("2024-06-01T09:00:00Z");
    disposal.how.method = "shredded";
    DisposalItem done, skipped;
    done.record = record.id;
    done.rule = "C-3";
    done.schedule = "GEN";
    done.schedule_version = 1;
    done.due_on = day("2013-01-01");
    done.outcome = Outcome::done;
    skipped = done;
    skipped.record = "LR/2024/000002";
    skipped.outcome = Outcome::skipped;
    disposal.items = {done, skipped};
    seen.reg.put(disposal);
    seen.project();
    CHECK(seen.rows("SELECT id, rule, schedule_version, disposal, by, method FROM v_destroyed") ==
          "LR/2024/000001|C-3|1|D-2024-0001|ravi|shredded\n");
    CHECK(seen.rows("SELECT id, state, items, done, skipped FROM v_disposals") ==
          "D-2024-0001|carried out|2|1|1\n");
}
