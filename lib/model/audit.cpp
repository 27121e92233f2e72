#include "model/audit.hpp"

#include "base/name.hpp"

#include <algorithm>
#include <charconv>

namespace almirah::model {

namespace {

Date day_before(Date date) {
    return std::chrono::sys_days{date} - std::chrono::days{1};
}

/// Of an ended term, of which no day is left, too.
bool has_days(const CertificateTerm& term) {
    return term.from <= last_valid_day(term);
}

} // namespace

Date last_valid_day(const CertificateTerm& term) {
    return term.ended_on ? std::min(term.until, day_before(*term.ended_on)) : term.until;
}

std::string fault_of_certificate(const Certificate& certificate) {
    if (!base::is_code(certificate.code))
        return "'" + certificate.code + "' is no code; expected capitals, digits, dots and hyphens";
    if (certificate.standard.empty()) return "it has no standard; give one";
    if (certificate.scope.text.empty()) return "it has no scope; give what is certified";
    if (certificate.offices.empty()) return "it names no office; give those in its scope";
    return "";
}

std::string fault_of_term(const CertificateTerm& term) {
    if (term.certificate_no.empty()) return "it has no number; give the one that the body printed";
    if (term.body.empty()) return "it has no body; give who certified";
    if (!term.from.ok() || !term.until.ok()) return "it lacks its first or last day; give both";
    if (term.until < term.from)
        return "it ends on " + to_string(term.until) + ", before it begins on " + to_string(term.from) +
               "; correct the dates";
    const Surveillance* before = nullptr;
    for (const auto& visit : term.surveillance) {
        if (visit.due_on < term.from || term.until < visit.due_on)
            return "the visit of " + to_string(visit.due_on) + " is outside it; give a day from " +
                   to_string(term.from) + " to " + to_string(term.until);
        if (before && visit.due_on <= before->due_on)
            return "its visits are not in order, or two are on " + to_string(visit.due_on) +
                   "; give each day once";
        before = &visit;
    }
    return "";
}

const CertificateTerm* overlapped(const std::vector<CertificateTerm>& terms, const CertificateTerm& term) {
    if (!has_days(term)) return nullptr;
    const auto found = std::find_if(terms.begin(), terms.end(), [&](const CertificateTerm& other) {
        return other.number != term.number && has_days(other) && other.from <= last_valid_day(term) &&
               term.from <= last_valid_day(other);
    });
    return found == terms.end() ? nullptr : &*found;
}

std::optional<Date> expires_on(const Certificate& certificate) {
    const auto last = std::max_element(certificate.terms.begin(), certificate.terms.end(),
                                       [](const auto& a, const auto& b) { return a.until < b.until; });
    if (last == certificate.terms.end() || last->ended_on) return std::nullopt;
    return last->until;
}

std::vector<Surveillance> visits_to_come(const Certificate& certificate, Date on) {
    std::vector<Surveillance> visits;
    for (const auto& term : certificate.terms)
        for (const auto& visit : term.surveillance)
            if (!visit.held_on && on <= last_valid_day(term) && visit.due_on <= last_valid_day(term))
                visits.push_back(visit);
    std::sort(visits.begin(), visits.end(),
              [](const Surveillance& a, const Surveillance& b) { return a.due_on < b.due_on; });
    return visits;
}

std::string why_not_closable(const AuditFinding& finding) {
    if (!finding.open()) return "is closed already";
    for (const auto& action : finding.actions)
        if (action.open())
            return "waits for its action " + std::to_string(action.number) + ", which " + action.responsible +
                   " is to do by " + to_string(action.due_on);
    if (finding.actions.empty() && finding.grade != FindingGrade::observation)
        return "is a nonconformity about which nothing was done; add a corrective action";
    return "";
}

bool acted_on(const AuditFinding& finding, const std::string& login) {
    return std::any_of(finding.actions.begin(), finding.actions.end(), [&](const CorrectiveAction& action) {
        return action.responsible == login || action.done_by == login;
    });
}

std::optional<EvidenceName> parse_evidence(const std::string& text) {
    EvidenceName name;
    if (base::parse_record_id(text)) {
        name.record = text;
        return name;
    }
    const std::size_t slash = text.find('/');
    if (slash == std::string::npos || !base::is_code(text.substr(0, slash))) return std::nullopt;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + slash + 1, end, name.revision);
    if (read.ec != std::errc{} || read.ptr != end || name.revision < 1) return std::nullopt;
    name.document = text.substr(0, slash);
    return name;
}

} // namespace almirah::model
