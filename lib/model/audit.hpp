// Certificates, audits and findings: what is sound, what may be closed, what falls due (R88, R94). Pure.
#pragma once

#include "almirah/audit.hpp"

#include <optional>
#include <string>
#include <vector>

namespace almirah::model {

/// The last day on which a term is valid: its own, or the one before it was ended.
Date last_valid_day(const CertificateTerm& term);

/// Why a certificate cannot be noted so, its terms aside; "" when it can.
std::string fault_of_certificate(const Certificate& certificate);
/// The same of one term by itself.
std::string fault_of_term(const CertificateTerm& term);
/// The other term with which this one shares a day; null when there is none. Terms of the same number are
/// the same.
const CertificateTerm* overlapped(const std::vector<CertificateTerm>& terms, const CertificateTerm& term);

/// When a certificate ends if nothing is done: the last day of its last term. Nothing when it has no term, or
/// the last one was ended.
std::optional<Date> expires_on(const Certificate& certificate);

/// Visits that were not held and can still be, by date: their term is not over on the day, and was not ended
/// before the visit.
std::vector<Surveillance> visits_to_come(const Certificate& certificate, Date on);

/// Why a finding is not ready to be closed, whoever asks; "" when it is.
std::string why_not_closable(const AuditFinding& finding);
/// Whether the person is responsible for one of its actions, or did it: such a one does not judge it.
bool acted_on(const AuditFinding& finding, const std::string& login);

/// What an action's evidence names, taken apart.
struct EvidenceName {
    std::string document{}; ///< Number, where it is a revision.
    int revision = 0;
    std::string record{}; ///< Id, where it is a record.
};
/// "LR/2026/000001", "QP-07/4"; nothing for any other text.
std::optional<EvidenceName> parse_evidence(const std::string& text);

} // namespace almirah::model
