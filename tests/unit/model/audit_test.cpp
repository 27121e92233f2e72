#include "model/audit.hpp"
#include "support/catch.hpp"

using namespace almirah;
using namespace almirah::model;

namespace {

Date day(const char* text) {
    return parse_date(text).value();
}

CertificateTerm term(int number, const char* from, const char* until) {
    CertificateTerm made;
    made.number = number;
    made.certificate_no = "Q-" + std::to_string(number);
    made.body = "Certifying body";
    made.from = day(from);
    made.until = day(until);
    return made;
}

Certificate certificate() {
    Certificate made;
    made.code = "QMS";
    made.standard = "ISO 9001:2015";
    made.scope = "All desks";
    made.offices = {"BSR"};
    made.terms = {term(1, "2020-04-01", "2023-03-31"), term(2, "2023-04-01", "2026-03-31")};
    return made;
}

CorrectiveAction action(const char* responsible, const char* due) {
    CorrectiveAction made;
    made.number = 1;
    made.what = "Train";
    made.responsible = responsible;
    made.due_on = day(due);
    return made;
}

AuditFinding finding(FindingGrade grade = FindingGrade::minor) {
    AuditFinding made;
    made.id = "F-2026-0001";
    made.grade = grade;
    made.due_on = day("2026-06-30");
    return made;
}

bool says(const std::string& text, const char* part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("a certificate is valid on the days of its terms, the first and the last included") {
    Certificate held = certificate();
    CHECK(held.term_on(day("2020-03-31")) == nullptr);
    CHECK(held.term_on(day("2020-04-01"))->number == 1);
    CHECK(held.term_on(day("2023-03-31"))->number == 1);
    CHECK(held.term_on(day("2023-04-01"))->number == 2);
    CHECK(held.term_on(day("2026-03-31"))->number == 2);
    CHECK(held.term_on(day("2026-04-01")) == nullptr);
    held.terms[1].ended_on = day("2025-01-10");
    CHECK(held.term_on(day("2025-01-09"))->number == 2);
    CHECK(held.term_on(day("2025-01-10")) == nullptr);
    CHECK(last_valid_day(held.terms[1]) == day("2025-01-09"));
    CHECK(last_valid_day(held.terms[0]) == day("2023-03-31"));
}

TEST_CASE("terms overlap when they share a day") {
    const auto terms = certificate().terms;
    CHECK(overlapped(terms, term(3, "2026-04-01", "2029-03-31")) == nullptr);
    CHECK(overlapped(terms, term(3, "2017-04-01", "2020-03-31")) == nullptr);
    REQUIRE(overlapped(terms, term(3, "2026-03-31", "2029-03-30")) != nullptr);
    CHECK(overlapped(terms, term(3, "2026-03-31", "2029-03-30"))->number == 2);
    CHECK(overlapped(terms, term(3, "2019-01-01", "2030-01-01"))->number == 1);
    CHECK(overlapped(terms, term(3, "2021-01-01", "2021-01-01"))->number == 1);
    CHECK(overlapped(terms, term(2, "2023-05-01", "2026-03-31")) == nullptr); // itself, set right
    CHECK(overlapped(terms, term(2, "2023-03-31", "2026-03-31"))->number == 1);
}

TEST_CASE("what is left of an ended term can be followed by another at once") {
    auto terms = certificate().terms;
    terms[1].ended_on = day("2025-01-10");
    CHECK(overlapped(terms, term(3, "2025-01-10", "2028-01-09")) == nullptr);
    CHECK(overlapped(terms, term(3, "2025-01-09", "2028-01-09")) != nullptr);
    terms[1].ended_on = terms[1].from; // ended on its first day: no day is left
    CHECK(overlapped(terms, term(3, "2023-04-01", "2026-03-31")) == nullptr);
}

TEST_CASE("what a certificate and a term must say") {
    const auto certificate_with = [](auto change) {
        Certificate made = certificate();
        change(made);
        return fault_of_certificate(made);
    };
    CHECK(certificate_with([](Certificate&) {}) == "");
    CHECK(says(certificate_with([](Certificate& c) { c.code = "qms"; }), "'qms' is no code"));
    CHECK(says(certificate_with([](Certificate& c) { c.standard.clear(); }), "standard"));
    CHECK(says(certificate_with([](Certificate& c) { c.scope = {}; }), "scope"));
    CHECK(says(certificate_with([](Certificate& c) { c.offices.clear(); }), "office"));
    const auto term_with = [](auto change) {
        CertificateTerm made = term(1, "2020-04-01", "2023-03-31");
        change(made);
        return fault_of_term(made);
    };
    CHECK(term_with([](CertificateTerm&) {}) == "");
    CHECK(term_with([](CertificateTerm& t) {
              t.surveillance = {{day("2020-04-01"), {}, ""}, {day("2023-03-31"), {}, ""}};
          }) == "");
    CHECK(term_with([](CertificateTerm& t) { t.until = t.from; }) == "");
    CHECK(says(term_with([](CertificateTerm& t) { t.certificate_no.clear(); }), "no number"));
    CHECK(says(term_with([](CertificateTerm& t) { t.body.clear(); }), "body"));
    CHECK(says(term_with([](CertificateTerm& t) { t.from = Date{}; }), "first or last day"));
    CHECK(says(term_with([](CertificateTerm& t) { t.until = day("2020-03-31"); }), "before it begins"));
    CHECK(says(term_with([](CertificateTerm& t) {
                   t.surveillance = {{day("2023-04-01"), {}, ""}};
               }),
               "outside"));
    CHECK(says(term_with([](CertificateTerm& t) {
                   t.surveillance = {{day("2021-04-01"), {}, ""}, {day("2021-04-01"), {}, ""}};
               }),
               "each day once"));
}

TEST_CASE("a certificate expires with its last term, unless that was ended") {
    Certificate held = certificate();
    CHECK(expires_on(held) == day("2026-03-31"));
    std::swap(held.terms[0], held.terms[1]); // whatever the order in which they were noted
    CHECK(expires_on(held) == day("2026-03-31"));
    held.terms[0].ended_on = day("2025-01-10");
    CHECK(expires_on(held) == std::nullopt);
    held.terms.clear();
    CHECK(expires_on(held) == std::nullopt);
}

TEST_CASE("visits are to come that were not held and whose term is not over, nor was ended before") {
    Certificate held = certificate();
    held.terms[1].surveillance = {{day("2024-04-01"), day("2024-04-10"), "U-2024-0001"},
                                  {day("2025-04-01"), {}, ""}};
    held.terms[0].surveillance = {{day("2021-04-01"), {}, ""}};
    auto visits = visits_to_come(held, day("2021-06-01"));
    REQUIRE(visits.size() == 2);
    CHECK(visits[0].due_on == day("2021-04-01"));
    CHECK(visits[1].due_on == day("2025-04-01"));
    CHECK(visits_to_come(held, day("2023-03-31")).size() == 2);
    visits = visits_to_come(held, day("2023-04-01")); // the first term is over
    REQUIRE(visits.size() == 1);
    CHECK(visits[0].due_on == day("2025-04-01"));
    held.terms[1].ended_on = day("2025-04-01");
    CHECK(visits_to_come(held, day("2023-04-01")).empty());
}

TEST_CASE("an audit is planned, held, closed") {
    Audit audit;
    CHECK(audit.state() == AuditState::planned);
    audit.held_on = day("2026-05-04");
    CHECK(audit.state() == AuditState::held);
    audit.closed_at = Instant{};
    CHECK(audit.state() == AuditState::closed);
}

TEST_CASE("a finding is overdue after its day, or after that of an open action") {
    AuditFinding found = finding();
    CHECK_FALSE(found.overdue_on(day("2026-06-30")));
    CHECK(found.overdue_on(day("2026-07-01")));
    found.actions = {action("dinesh", "2026-05-31")};
    CHECK_FALSE(found.overdue_on(day("2026-05-31")));
    CHECK(found.overdue_on(day("2026-06-01")));
    found.actions[0].done_at = Instant{};
    CHECK_FALSE(found.overdue_on(day("2026-06-01")));
    CHECK(found.overdue_on(day("2026-07-01")));
    found.closed_at = Instant{};
    CHECK_FALSE(found.overdue_on(day("2027-01-01")));
}

TEST_CASE("a finding is closed when all was done about it; an observation may need nothing") {
    AuditFinding found = finding();
    CHECK(says(why_not_closable(found), "nothing was done"));
    CHECK(says(why_not_closable(finding(FindingGrade::major)), "nothing was done"));
    CHECK(why_not_closable(finding(FindingGrade::observation)) == "");
    found.actions = {action("dinesh", "2026-05-31")};
    CHECK(why_not_closable(found) == "waits for its action 1, which dinesh is to do by 2026-05-31");
    found.actions[0].done_at = Instant{};
    CHECK(why_not_closable(found) == "");
    found.closed_at = Instant{};
    CHECK(says(why_not_closable(found), "closed already"));
}

TEST_CASE("who is responsible for an action, or did it, does not judge it") {
    AuditFinding found = finding();
    CHECK_FALSE(acted_on(found, "dinesh"));
    found.actions = {action("dinesh", "2026-05-31")};
    CHECK(acted_on(found, "dinesh"));
    CHECK_FALSE(acted_on(found, "asha"));
    found.actions[0].done_by = "asha";
    CHECK(acted_on(found, "asha"));
    CHECK(acted_on(found, "dinesh"));
}

TEST_CASE("evidence is a record or a revision") {
    CHECK(parse_evidence("LR/2026/000001")->record == "LR/2026/000001");
    CHECK(parse_evidence("QP-07/4")->document == "QP-07");
    CHECK(parse_evidence("QP-07/4")->revision == 4);
    CHECK(parse_evidence("QP-07/4")->record == "");
    for (const char* text : {"", "/", "QP-07", "QP-07/", "QP-07/0", "QP-07/-1", "QP-07/4x", "qp-07/4",
                             "QP-07/4/1", "LR/2026/1", "QP-07/99999999999"})
        CHECK_FALSE(parse_evidence(text));
}
