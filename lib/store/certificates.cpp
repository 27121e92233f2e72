// Certificates of the office: their terms, the visits within them, their page (R88).
#include "exchange/certificate_page.hpp"
#include "store/audits.hpp"
#include "store/record_change.hpp"

#include <algorithm>

namespace almirah {

namespace {

std::string days_of(const CertificateTerm& term) {
    return to_string(term.from) + " to " + to_string(term.until);
}

std::string name_of(const Certificate& certificate, const CertificateTerm& term) {
    return "term " + std::to_string(term.number) + " of " + certificate.code;
}

void require_sound(const Certificate& certificate) {
    if (const auto fault = model::fault_of_certificate(certificate); !fault.empty())
        throw Error(Code::invalid_argument, "the certificate " + certificate.code + ": " + fault);
}

/// A term beside those that there are, itself not counted.
void require_fitting(Engine& engine, const Certificate& certificate, const CertificateTerm& term) {
    if (const auto fault = model::fault_of_term(term); !fault.empty())
        throw Error(Code::invalid_argument, name_of(certificate, term) + ": " + fault);
    if (!term.record.empty()) require_whole_record(engine, term.record);
    if (const auto* other = model::overlapped(certificate.terms, term))
        throw Error(Code::conflict, name_of(certificate, term) + " (" + days_of(term) + ") overlaps " +
                                        name_of(certificate, *other) + " (" + days_of(*other) +
                                        "); correct the dates, or end that one first");
}

/// What a caller may say of a new term; the rest is noted later.
CertificateTerm fresh(CertificateTerm term, int number) {
    term.number = number;
    term.ended_on.reset();
    term.end_reason.clear();
    return term;
}

CertificateTerm& term_of(Certificate& certificate, int number) {
    const auto found = std::find_if(certificate.terms.begin(), certificate.terms.end(),
                                    [&](const CertificateTerm& term) { return term.number == number; });
    if (found != certificate.terms.end()) return *found;
    throw Error(Code::not_found, certificate.code + " has no term " + std::to_string(number) +
                                     "; show the certificate for its terms");
}

CertificateTerm& term_on(Certificate& certificate, Date on) {
    const auto found = std::find_if(certificate.terms.begin(), certificate.terms.end(),
                                    [&](const CertificateTerm& term) { return term.valid_on(on); });
    if (found != certificate.terms.end()) return *found;
    throw Error(Code::not_found, "no term of " + certificate.code + " is valid on " + to_string(on) +
                                     "; show the certificate for its terms");
}

Surveillance* find_visit(CertificateTerm& term, Date due_on) {
    const auto found = std::find_if(term.surveillance.begin(), term.surveillance.end(),
                                    [&](const Surveillance& visit) { return visit.due_on == due_on; });
    return found == term.surveillance.end() ? nullptr : &*found;
}

struct Visit {
    const CertificateTerm& term;
    Surveillance& visit;
};

/// The visit due on a day, one that is still to be held before others.
Visit visit_due(Certificate& certificate, Date due_on) {
    const Surveillance* held = nullptr;
    for (auto& term : certificate.terms)
        if (Surveillance* visit = find_visit(term, due_on)) {
            if (!visit->held_on) return {term, *visit};
            held = visit;
        }
    if (held)
        throw Error(Code::conflict, "the visit of " + to_string(due_on) + " was held on " +
                                        to_string(*held->held_on) + "; there is nothing more to note");
    throw Error(Code::not_found, certificate.code + " has no visit due on " + to_string(due_on) +
                                     "; show the certificate for its visits");
}

/// What was held, and that a term was ended, is no matter of correction.
CertificateTerm corrected(const Certificate& certificate, const CertificateTerm& before,
                          CertificateTerm term) {
    term.ended_on = before.ended_on;
    term.end_reason = before.end_reason;
    for (auto& visit : term.surveillance)
        visit = {visit.due_on, {}, {}};
    for (const auto& visit : before.surveillance) {
        if (!visit.held_on) continue;
        Surveillance* kept = find_visit(term, visit.due_on);
        if (!kept)
            throw Error(Code::conflict, "the visit of " + to_string(visit.due_on) + " in " +
                                            name_of(certificate, term) + " was held; leave it in");
        *kept = visit;
    }
    return term;
}

void put(Turn& turn, const char* operation, const Certificate& certificate, const std::string& said,
         const std::string& reason = {}) {
    Draft draft = turn.begin(operation);
    draft.put(format::certificate_path(certificate.code), certificate);
    draft.subject("certificate", certificate.code);
    draft.say(said, reason);
    turn.commit(std::move(draft));
}

} // namespace

Certificate require_certificate(Engine& engine, const std::string& code) {
    if (!base::is_code(code))
        throw Error(Code::not_found, "no certificate " + code + "; list the certificates there are");
    return engine.require<Certificate>(format::certificate_path(code), "certificate " + code,
                                       "list the certificates there are");
}

void Audits::add_certificate(const Certificate& input) {
    Turn turn(*engine_, "audit.manage", input.code);
    require_sound(input);
    if (engine_->find<Certificate>(format::certificate_path(input.code)))
        throw Error(Code::already_exists, "the certificate " + input.code +
                                              " is there already; add a term to it, or choose another code");
    Certificate certificate = input;
    certificate.terms.clear();
    for (const auto& term : input.terms) {
        const auto numbered = fresh(term, int(certificate.terms.size()) + 1);
        require_fitting(*engine_, certificate, numbered);
        certificate.terms.push_back(numbered);
    }
    put(turn, "certificate.add", certificate,
        "New certificate " + certificate.code + ": " + certificate.standard);
}

void Audits::change_certificate(const Certificate& input, const std::string& reason) {
    require_reason(reason, "changing a certificate");
    Turn turn(*engine_, "audit.manage", input.code);
    const Certificate before = require_certificate(*engine_, input.code);
    Certificate certificate = input;
    certificate.terms = before.terms;
    require_sound(certificate);
    if (certificate == before)
        throw Error(Code::conflict,
                    "the certificate " + input.code + " says so already; give what is to change");
    put(turn, "certificate.change", certificate, "Change the certificate " + certificate.code, reason);
}

int Audits::add_term(const std::string& code, const CertificateTerm& input) {
    Turn turn(*engine_, "audit.manage", code);
    Certificate certificate = require_certificate(*engine_, code);
    const auto term = fresh(input, int(certificate.terms.size()) + 1);
    require_fitting(*engine_, certificate, term);
    certificate.terms.push_back(term);
    put(turn, "certificate.term", certificate, "New " + name_of(certificate, term) + ": " + days_of(term),
        term.note);
    return term.number;
}

void Audits::correct_term(const std::string& code, const CertificateTerm& input, const std::string& reason) {
    require_reason(reason, "correcting a term");
    Turn turn(*engine_, "audit.manage", code);
    Certificate certificate = require_certificate(*engine_, code);
    CertificateTerm& term = term_of(certificate, input.number);
    const auto right = corrected(certificate, term, input);
    if (right == term)
        throw Error(Code::conflict, name_of(certificate, term) + " says so already; give what is to change");
    require_fitting(*engine_, certificate, right);
    term = right;
    put(turn, "certificate.correct-term", certificate, "Correct " + name_of(certificate, right), reason);
}

void Audits::plan_surveillance(const std::string& code, Date due_on) {
    Turn turn(*engine_, "audit.manage", code);
    Certificate certificate = require_certificate(*engine_, code);
    CertificateTerm& term = term_on(certificate, due_on);
    if (find_visit(term, due_on))
        throw Error(Code::conflict, "a visit of " + code + " is due on " + to_string(due_on) +
                                        " already; note when it was held, or give another day");
    term.surveillance.push_back({due_on, {}, {}});
    std::sort(term.surveillance.begin(), term.surveillance.end(),
              [](const Surveillance& a, const Surveillance& b) { return a.due_on < b.due_on; });
    put(turn, "certificate.surveillance", certificate,
        "A surveillance visit of " + code + " is due on " + to_string(due_on));
}

void Audits::note_surveillance(const std::string& code, Date due_on, Date held_on, const std::string& audit) {
    Turn turn(*engine_, "audit.manage", code);
    Certificate certificate = require_certificate(*engine_, code);
    const auto [term, visit] = visit_due(certificate, due_on);
    require_past(turn, held_on, "the visit");
    if (held_on < term.from)
        throw Error(Code::invalid_argument, "the visit of " + to_string(due_on) +
                                                " belongs to a term that begins on " + to_string(term.from) +
                                                "; give the day on which it was held");
    if (!audit.empty()) {
        const Audit of = require_audit(*engine_, audit);
        if (!of.certificate.empty() && of.certificate != code)
            throw Error(Code::invalid_argument,
                        audit + " is for the certificate " + of.certificate + ", not for " + code);
        if (!of.held_on)
            throw Error(Code::conflict, "the audit " + audit + " was not held yet; note first that it was");
    }
    visit.held_on = held_on;
    visit.audit = audit;
    put(turn, "certificate.surveillance", certificate,
        "The surveillance visit of " + code + " due on " + to_string(due_on) + " was held on " +
            to_string(held_on) + (audit.empty() ? "" : " by " + audit));
}

void Audits::end_term(const std::string& code, Date on, const std::string& reason) {
    require_reason(reason, "ending a term");
    Turn turn(*engine_, "audit.manage", code);
    Certificate certificate = require_certificate(*engine_, code);
    CertificateTerm& term = term_on(certificate, on);
    term.ended_on = on;
    term.end_reason = reason;
    put(turn, "certificate.end-term", certificate,
        "End " + name_of(certificate, term) + " on " + to_string(on), reason);
}

std::vector<Certificate> Audits::certificates() const {
    return engine_->all<Certificate>("certificates");
}

Certificate Audits::certificate(const std::string& code) const {
    return require_certificate(*engine_, code);
}

std::string Audits::certificate_page(const std::string& code, const std::string& medium,
                                     const std::string& language, std::optional<Date> on) const {
    if (medium != "text" && medium != "html")
        throw Error(Code::invalid_argument, "no page can be for '" + medium + "'; expected text or html");
    return exchange::certificate_page(
        {engine_->office().name, require_certificate(*engine_, code), on.value_or(engine_->today())},
        medium == "html" ? exchange::Medium::html : exchange::Medium::text, language);
}

} // namespace almirah
