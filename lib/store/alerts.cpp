// What has to be seen to, and what will fall due.
#include "exchange/calendar.hpp"
#include "model/binding.hpp"
#include "model/document.hpp"
#include "model/timeline.hpp"
#include "store/audits.hpp"
#include "store/distribution.hpp"
#include "store/document_types.hpp"
#include "store/due.hpp"
#include "store/impact.hpp"
#include "store/route.hpp"

#include <algorithm>

namespace almirah {

namespace {

std::string days_in_words(int days) {
    return std::to_string(days) + (days == 1 ? " day" : " days");
}

/// Records that have been due for long and that nothing blocks, by series and action.
void add_overdue(Engine& engine, Date on, int days, std::vector<Alert>& alerts) {
    const Date since{std::chrono::sys_days{on} - std::chrono::days{days}};
    DueQuery query;
    query.on = on;
    std::map<std::pair<std::string, Action>, std::size_t> counts;
    for (const auto& line : due_lines(engine, query))
        if (*line.evaluation.due_on < since) ++counts[{line.series, line.evaluation.action}];
    for (const auto& [of, records] : counts)
        alerts.push_back({"overdue", of.first, since,
                          records_in_words(records) + " of " + of.first + " due for " +
                              model::noun_of(of.second, model::Language::english) + " for more than " +
                              days_in_words(days)});
}

void add_due_soon(Engine& engine, Date on, Date until, std::vector<Alert>& alerts) {
    for (const auto& count :
         engine.ask([&](const index::Index& index) { return index.due_between(on, until); }))
        alerts.push_back({"due-soon", count.series, until,
                          records_in_words(count.records) + " of " + count.series + " will be due for " +
                              model::noun_of(count.action, model::Language::english)});
}

void add_vital(Engine& engine, Date on, Date until, std::vector<Alert>& alerts) {
    const Plan plan = plan_in_force(engine, on);
    for (const auto& [series, cited] : model::bind(plan.series, plan.schedules)) {
        if (!cited.rule.vital_review) continue;
        const auto found = engine.ask([&, &rule = cited.rule, &code = series](const index::Index& index) {
            std::vector<std::pair<std::string, Date>> due;
            index.each_in(code, [&](const Record& record) {
                if (const auto by = model::vital_review_on(record, rule); by && *by <= until)
                    due.emplace_back(record.id, *by);
            });
            return due;
        });
        for (const auto& [id, by] : found)
            alerts.push_back({"vital-review", id, by,
                              std::string(by < on ? "the vital record was to be looked at again by "
                                                  : "the vital record is to be looked at again by ") +
                                  to_string(by)});
    }
}

/// From its month on, what was closed before it and lacks a clearance is told, by series (R55).
void add_clearances(Engine& engine, Date on, std::vector<Alert>& alerts) {
    const Policy policy = engine.office().policy;
    const Plan plan = plan_in_force(engine, on);
    const auto rules = model::bind(plan.series, plan.schedules);
    for (const auto& clearance : policy.clearances) {
        if (!clearance.remind_month || *clearance.remind_month > int(unsigned(on.month()))) continue;
        const Date since{on.year(), std::chrono::month(unsigned(*clearance.remind_month)),
                         std::chrono::day{1}};
        for (const auto& series : plan.series) {
            const auto rule = rules.find(series.code);
            const std::string record_class = rule == rules.end() ? "" : rule->second.rule.record_class;
            const auto lacking = engine.ask([&](const index::Index& index) {
                std::size_t count = 0;
                index.each_in(series.code, [&](const Record& record) {
                    if (record.series == series.code && record.state == RecordState::closed &&
                        record.closed && *record.closed < since &&
                        model::lacks(record, clearance, record_class))
                        ++count;
                });
                return count;
            });
            if (lacking > 0)
                alerts.push_back({"clearance-missing", series.code, since,
                                  records_in_words(lacking) + " of " + series.code + " closed before " +
                                      to_string(since) + " without \"" + clearance.event + "\"" +
                                      (clearance.why.text.empty() ? "" : " (" + clearance.why.text + ")")});
        }
    }
}

void add_holds(Engine& engine, Date until, std::vector<Alert>& alerts) {
    for (const auto& hold : engine.all<Hold>("holds"))
        if (hold.active() && hold.review_on && *hold.review_on <= until)
            alerts.push_back({"hold-review", hold.id, *hold.review_on,
                              "the hold (" + hold.reason + ") is to be reviewed: is it still needed?"});
}

/// A step whose deadline is past, or that nobody there is could decide.
void add_step(const Approval& approval, std::size_t step, const model::Deciders& deciders, Date on,
              std::vector<Alert>& alerts) {
    const std::string name = "step " + std::to_string(step + 1) + " of " + approval.subject;
    const auto due = model::due_on(approval, step, deciders.utc_offset_minutes);
    if (due && *due < on)
        alerts.push_back(
            {"approval-overdue", approval.id, *due, name + " was to be decided by " + to_string(*due)});
    if (model::may_decide(approval, deciders, on, step).empty())
        alerts.push_back({"approval-stuck", approval.id, on,
                          name + " waits for somebody who is not there; withdraw it, or give the role"});
}

void add_approvals(Engine& engine, Date on, std::vector<Alert>& alerts) {
    const auto deciders = deciders_of(engine);
    for (const auto& approval : engine.all<Approval>("approvals")) {
        if (approval.state != ApprovalState::pending) continue;
        alerts.push_back({"approval-waits", approval.id, engine.civil_date(approval.submitted_at),
                          approval.subject + " awaits approval"});
        for (const std::size_t step : model::waiting_steps(approval))
            add_step(approval, step, deciders, on, alerts);
    }
}

void add_documents(Engine& engine, Date until, std::vector<Alert>& alerts) {
    for (const auto& line : reviews_until(engine, until))
        alerts.push_back({"document-review", line.number, line.due_on,
                          "issue " + std::to_string(line.revision) +
                              (line.overdue ? " was to be reviewed by " : " is to be reviewed by ") +
                              to_string(line.due_on) + (line.owner.empty() ? "" : ", by " + line.owner)});
}

void add_requests(Engine& engine, std::vector<Alert>& alerts) {
    for (const auto& document : engine.all<Document>("documents"))
        for (const auto& request : document.requests)
            if (request.state == RequestState::open)
                alerts.push_back({"change-requested", document.number, engine.civil_date(request.at),
                                  "request " + std::to_string(request.number) + " of " + request.by + ": " +
                                      request.text});
}

/// Copies that are out though their revision is no longer in force (R12), by document.
void add_outdated_copies(Engine& engine, Date on, std::vector<Alert>& alerts) {
    std::map<std::string, std::pair<Date, std::string>> outdated;
    std::optional<Document> document;
    for (const auto& line : copy_lines(engine, "", on)) {
        if (!line.outdated) continue;
        const Copy& copy = line.copy;
        if (!document || document->number != copy.document) document = engine.document(copy.document);
        const Date since = *model::out_of_force_since(*document, copy.revision, on);
        auto& [first, numbers] = outdated.try_emplace(copy.document, since, "").first->second;
        first = std::min(first, since);
        numbers += (numbers.empty() ? "" : ", ") + std::to_string(copy.number);
    }
    for (const auto& [number, of] : outdated)
        alerts.push_back({"copy-outdated", number, of.first,
                          "copies of a revision that is no longer in force are still out: " + of.second});
}

/// What people are to read and acknowledge (R22), by person.
void add_reading(Engine& engine, Date on, Date until, std::vector<Alert>& alerts) {
    std::map<std::string, std::pair<Date, std::string>> people;
    for (const auto& line : outstanding_reading(engine, on)) {
        if (*line.due_on > until) continue;
        auto& [first, documents] = people.try_emplace(line.person, *line.due_on, "").first->second;
        first = std::min(first, *line.due_on);
        documents += (documents.empty() ? "" : ", ") + line.document + "/" + std::to_string(line.revision);
    }
    for (const auto& [person, of] : people)
        alerts.push_back({"reading-due", person, of.first, "is to read and acknowledge " + of.second});
}

/// Certificates that end without a term after them, and visits that are to be held (R88).
void add_certificates(Engine& engine, Date on, Date until, std::vector<Alert>& alerts) {
    for (const auto& certificate : engine.all<Certificate>("certificates")) {
        const auto last = model::expires_on(certificate);
        if (last && *last <= until)
            alerts.push_back({"certificate-expiry", certificate.code, *last,
                              certificate.standard + (*last < on ? " expired on " : " expires on ") +
                                  to_string(*last) + ", and no later term is on record"});
        for (const auto& visit : model::visits_to_come(certificate, on))
            if (visit.due_on <= until)
                alerts.push_back({"surveillance-due", certificate.code, visit.due_on,
                                  visit.due_on < on ? "a surveillance visit was due and is not noted as held"
                                                    : "a surveillance visit is due"});
    }
}

void add_audits(Engine& engine, Date on, Date until, std::vector<Alert>& alerts) {
    for (const auto& audit : engine.all<Audit>("audits"))
        if (audit.state() == AuditState::planned && audit.planned_on <= until)
            alerts.push_back(
                {"audit-planned", audit.id, audit.planned_on,
                 audit.title.text + (audit.planned_on < on ? " was to be held and is not noted as held"
                                                           : " is to be held")});
}

/// Open findings and what is to be done about them; the actions of one day together.
void add_findings(Engine& engine, Date on, Date until, std::vector<Alert>& alerts) {
    for (const auto& finding : findings_of(engine, {.open = true})) {
        if (finding.due_on <= until)
            alerts.push_back(
                {"finding-due", finding.id, finding.due_on,
                 (finding.due_on < on ? "was to be closed: " : "is to be closed: ") + finding.text});
        std::map<Date, std::string> actions;
        for (const auto& action : finding.actions)
            if (action.open() && action.due_on <= until) {
                std::string& text = actions[action.due_on];
                text += (text.empty() ? "" : "; ") + action.responsible +
                        (action.due_on < on ? " was to do: " : " is to do: ") + action.what;
            }
        for (const auto& [day, text] : actions)
            alerts.push_back({"action-due", finding.id, day, text});
    }
}

/// One record's steps until a day, each as if the one before were done on its date.
template <class Each>
void each_step(Record record, const model::CitedRules& rules, const Policy& policy, Date from, Date until,
               Each each) {
    constexpr int most = 20; // a chain of steps ends; a damaged one shall end, too
    for (int i = 0; i < most; ++i) {
        const auto next = model::governing_step(record, rules, policy).next;
        const Date on = next.due_on ? std::max(*next.due_on, from) : until;
        if (!next.due_on || on > until) return;
        each(on, next.action);
        record.steps_done.push_back({model::verb_of(next.action), on, ""});
        if (next.action == Action::destroy) return;
    }
}

std::vector<ForecastLine> all_steps(Engine& engine, const std::string& branch, Date from, Date until) {
    const Plan plan = plan_in_force(engine, engine.today());
    const auto bindings = model::bind(plan.series, plan.schedules);
    const Policy policy = engine.office().policy;
    const auto rule_of = [&](const std::string& code) {
        const auto found = bindings.find(code);
        return found == bindings.end() ? nullptr : &found->second;
    };
    std::map<std::tuple<int, std::string, Action>, std::size_t> counts;
    const auto count = [&](const Record& record) {
        model::CitedRules rules{rule_of(record.series)};
        for (const auto& code : record.also_in)
            rules.push_back(rule_of(code));
        each_step(record, rules, policy, from, until, [&](Date on, Action action) {
            ++counts[{static_cast<int>(on.year()), record.series, action}];
        });
    };
    engine.ask([&](const index::Index& index) {
        counts.clear();
        std::vector<std::string> codes = branch.empty() ? std::vector<std::string>{} : index.branch(branch);
        if (branch.empty())
            for (const Series& series : plan.series)
                codes.push_back(series.code);
        for (const auto& code : codes)
            index.each_in(code, [&](const Record& record) {
                if (record.series == code) count(record); // once, however many series it is in
            });
        return true;
    });
    std::vector<ForecastLine> lines;
    for (const auto& [of, records] : counts)
        lines.push_back({std::get<0>(of), std::get<1>(of), std::get<2>(of), records});
    return lines;
}

} // namespace

std::vector<ForecastLine> Retention::forecast(const ForecastQuery& query) const {
    if (query.years < 1)
        throw Error(Code::invalid_argument, "a forecast is of one year at least; give how many");
    if (!query.series.empty()) (void)engine_->series(query.series);
    const Date from = query.from.value_or(engine_->today());
    const Date until{from.year() + std::chrono::years{query.years - 1}, std::chrono::December,
                     std::chrono::day{31}};
    if (query.all_steps) return all_steps(*engine_, query.series, from, until);
    return engine_->ask(
        [&](const index::Index& index) { return index.due_by_year(query.series, from, until); });
}

std::string Retention::calendar(const AlertQuery& query) const {
    std::vector<exchange::CalendarDay> days;
    for (const auto& alert : alerts(query))
        days.push_back(
            {alert.code + "-" + alert.subject + "-" + to_string(alert.on) + "@" + engine_->identity(),
             alert.on, alert.subject + ": " + alert.text});
    return exchange::calendar_text(engine_->office().name.text, days, engine_->now());
}

std::vector<Alert> Retention::alerts(const AlertQuery& query) const {
    const Date on = query.on.value_or(engine_->today());
    const Date until = add(on, {.days = query.ahead_days});
    std::vector<Alert> alerts;
    add_overdue(*engine_, on, query.overdue_days, alerts);
    add_due_soon(*engine_, on, until, alerts);
    add_vital(*engine_, on, until, alerts);
    add_clearances(*engine_, on, alerts);
    add_holds(*engine_, until, alerts);
    add_approvals(*engine_, on, alerts);
    add_documents(*engine_, until, alerts);
    add_requests(*engine_, alerts);
    add_outdated_copies(*engine_, on, alerts);
    add_reading(*engine_, on, until, alerts);
    add_certificates(*engine_, on, until, alerts);
    add_audits(*engine_, on, until, alerts);
    add_findings(*engine_, on, until, alerts);
    for (const auto& version : schedules())
        if (version.review_on && *version.review_on <= until)
            alerts.push_back({"schedule-review", version.id, *version.review_on,
                              "version " + std::to_string(version.version) + " is to be reviewed"});
    std::stable_sort(alerts.begin(), alerts.end(),
                     [](const Alert& a, const Alert& b) { return a.on < b.on; });
    return alerts;
}

} // namespace almirah
