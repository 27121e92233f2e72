// Everything a store answers, in one text: two stores, or one store before and after its index was lost, say
// the same when the texts are the same.
#include "contract/room.hpp"

#include <sstream>

namespace almirah::test {

namespace {

class Page {
public:
    template <class... Cells>
    void line(const Cells&... cells) {
        ((text_ << cells << " | "), ...);
        text_ << "\n";
    }
    std::string text() const { return text_.str(); }

private:
    std::ostringstream text_;
};

std::string shown(std::optional<Date> date) {
    return date ? to_string(*date) : "-";
}

void tell(Page& page, const Evaluation& e) {
    page.line(e.id, to_string(e.on), e.eligible, int(e.action), shown(e.due_on), e.rule, e.schedule,
              e.schedule_version, e.held);
    for (const auto& reason : e.reasons)
        page.line("  ", reason.code, reason.text, reason.blocks);
}

void tell_lists(Page& page, Store& store) {
    auto office = store.office();
    page.line(office.office().code, office.office().name.text);
    for (const auto& person : office.people())
        page.line("person", person.login, person.name, person.roles.size(), person.active);
    for (const auto& role : office.roles())
        page.line("role", role.code, role.permissions.size());
    for (const auto& route : office.routes())
        page.line("route", route.code, route.steps.size());
    for (const auto& desk : office.desks())
        page.line("desk", desk.code, desk.holder);
    for (const auto& place : office.places())
        page.line("place", place.code, place.level);
    for (const auto& series : store.retention().series())
        page.line("series", series.code, series.under, series.schedule, series.rule, series.closed);
    for (const auto& version : store.retention().schedules())
        page.line("schedule", version.id, version.version, version.state, version.rules);
}

void tell_work(Page& page, Store& store) {
    for (const auto& hold : store.holds().list())
        page.line("hold", hold.id, hold.reason, hold.records.size(), hold.active());
    for (const auto& disposal : store.disposals().list())
        page.line("disposal", disposal.id, int(disposal.state), disposal.items.size());
    for (const auto& list : store.distribution().lists())
        for (const auto& point : list.points)
            page.line("point", list.document, to_string(point), shown(point.since));
    for (const auto& line : store.distribution().copies())
        page.line("copy", line.copy.document, line.copy.number, int(line.copy.state()), line.copy.code,
                  line.outdated);
    for (const auto& line : store.distribution().training())
        page.line("read", line.person, line.document, line.revision, line.given.has_value(),
                  shown(line.due_on));
    for (const auto& certificate : store.audits().certificates())
        for (const auto& term : certificate.terms)
            page.line("certificate", certificate.code, term.number, to_string(term.until),
                      term.surveillance.size(), shown(term.ended_on));
    for (const auto& audit : store.audits().audits())
        page.line("audit", audit.id, int(audit.state()), to_string(audit.planned_on));
    for (const auto& finding : store.audits().findings())
        page.line("finding", finding.id, finding.open(), finding.actions.size(), finding.documents.size());
    for (const auto& approval : store.approvals().list())
        page.line("approval", approval.id, approval.subject, int(approval.state), approval.decisions.size());
    for (const auto& pending : store.approvals().pending())
        page.line("pending", pending.approval.id, pending.step, pending.waiting.size());
    for (const auto& line : store.documents().list())
        page.line("document", line.number, line.title, line.revision, shown(line.effective_on),
                  line.open_revision, line.open_state);
}

void tell_records(Page& page, Store& store) {
    page.line("records", store.records().count());
    for (const auto& line : store.records().list({})) {
        page.line(line.id, line.series, line.title, line.file_no, int(line.state), shown(line.opened),
                  shown(line.closed), line.place, line.held);
        tell(page, store.retention().explain(line.id));
        for (const auto& entry : store.trust().history(line.id))
            page.line("  ", entry.number, entry.summary);
    }
}

void tell_due(Page& page, Store& store) {
    for (const char* on : {"2010-01-01", "2026-05-04", "2027-01-01", "2050-01-15"})
        for (const bool blocked : {false, true}) {
            DueQuery query;
            query.on = day(on);
            query.include_blocked = blocked;
            for (const auto& line : store.retention().due(query)) {
                page.line(line.series, line.title, line.file_no, line.place);
                tell(page, line.evaluation);
            }
            for (const auto& count : store.retention().due_counts(query))
                page.line(count.series, int(count.action), count.records);
        }
}

void tell_search(Page& page, Store& store) {
    for (const char* words :
         {"case", "केला", "हिंदी", "abhilekhagar", "2024", "procedure", "secret", "nothing"})
        for (const auto& hit : store.records().search(words))
            page.line(words, hit.kind, hit.id, hit.series, hit.title, hit.state, hit.place, hit.score);
}

void tell_history(Page& page, Store& store) {
    for (const auto& entry : store.trust().history()) {
        page.line(entry.number, entry.commit, to_string(entry.at), entry.by, entry.operation, entry.summary,
                  entry.reason);
        for (const auto& subject : entry.subjects)
            page.line("  ", subject);
    }
}

} // namespace

std::string answers(Store& store) {
    Page page;
    tell_lists(page, store);
    tell_work(page, store);
    tell_records(page, store);
    tell_due(page, store);
    tell_search(page, store);
    tell_history(page, store);
    return page.text();
}

} // namespace almirah::test
