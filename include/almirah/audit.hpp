// Certificates of the office, audits, their findings, and what is done about them (R88, R89, R94).
#pragma once

#include "almirah/date.hpp"
#include "almirah/text.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace almirah {

/// A visit of the body within the term of a certificate.
struct Surveillance {
    Date due_on{};
    std::optional<Date> held_on{};
    std::string audit{}; ///< Id of the audit; may be empty.

    bool operator==(const Surveillance&) const = default;
};

/// One term of a certificate: three years, as a rule. Terms of one certificate do not overlap.
struct CertificateTerm {
    int number = 0;                           ///< From 1; given by the store.
    std::string certificate_no{};             ///< As the body printed it.
    std::string body{};                       ///< Who certified.
    Date from{};                              ///< Its first day.
    Date until{};                             ///< Its last day.
    std::vector<Surveillance> surveillance{}; ///< By date.
    std::string record{};                     ///< Id of the record that holds the certificate; may be empty.
    std::optional<Date> ended_on{};           ///< Withdrawn or given up; no longer valid on this day.
    std::string end_reason{};
    std::string note{};

    bool operator==(const CertificateTerm&) const = default;
    bool valid_on(Date on) const { return from <= on && on <= until && (!ended_on || on < *ended_on); }
};

/// That an office, or several together, is certified by a standard.
struct Certificate {
    std::string code{};                   ///< "QMS"; never reused.
    std::string standard{};               ///< "ISO 9001:2015"
    Text scope{};                         ///< What is certified, as the body printed it.
    std::vector<std::string> offices{};   ///< Names or codes of the offices in scope (R89).
    std::vector<CertificateTerm> terms{}; ///< By number, which is the order in which they were noted.

    bool operator==(const Certificate&) const = default;
    /// The term that is valid on a date; null when none is.
    const CertificateTerm* term_on(Date on) const {
        const auto found =
            std::find_if(terms.begin(), terms.end(), [&](const auto& term) { return term.valid_on(on); });
        return found == terms.end() ? nullptr : &*found;
    }
};

enum class AuditKind { internal, external };
enum class AuditState { planned, held, closed };

/// One look at the office, by its own people (internal) or by a body's (external).
struct Audit {
    std::string id{}; ///< "U-2026-0001"; given by the store.
    AuditKind kind = AuditKind::internal;
    Text title{};
    std::string scope{};                 ///< What is looked at.
    std::vector<std::string> auditors{}; ///< Logins, or names of people from elsewhere.
    std::string certificate{};           ///< Code, where it is for one.
    Date planned_on{};
    std::string planned_by{};
    std::optional<Date> held_on{};
    std::string held_by{}; ///< Who noted that it was held.
    std::string summary{}; ///< What was seen, in short.
    std::string report{};  ///< Id of the record that holds the report; may be empty.
    std::optional<Instant> closed_at{};
    std::string closed_by{};

    bool operator==(const Audit&) const = default;
    AuditState state() const {
        return closed_at ? AuditState::closed : held_on ? AuditState::held : AuditState::planned;
    }
};

/// `major` and `minor` are nonconformities: they are not closed before something was done about them.
enum class FindingGrade { major, minor, observation };

/// What is done about a finding. It is done when there is evidence.
struct CorrectiveAction {
    int number = 0;            ///< From 1; given by the store.
    std::string what{};        ///< What is to be done.
    std::string responsible{}; ///< Login.
    Date due_on{};
    std::string ordered_by{};
    std::optional<Instant> done_at{};
    std::string done_by{};
    std::vector<std::string> evidence{}; ///< Ids of records ("LR/2026/000001") and revisions ("QP-07/4").
    std::string note{};

    bool operator==(const CorrectiveAction&) const = default;
    bool open() const { return !done_at; }
};

/// What an audit found. (What `verify` finds is a `Finding`.)
struct AuditFinding {
    std::string id{};    ///< "F-2026-0001"; given by the store.
    std::string audit{}; ///< Id of the audit.
    FindingGrade grade = FindingGrade::minor;
    std::string clause{}; ///< Of the standard: "7.5.3".
    std::string text{};
    std::vector<std::string> documents{}; ///< Numbers of the controlled documents that it is about.
    std::string desk{};                   ///< Code of the desk where it was found; may be empty.
    std::string cause{};                  ///< Why it came about, once that is known.
    Date due_on{};                        ///< By when it is to be closed.
    std::string raised_by{};
    Instant raised_at{};
    std::vector<CorrectiveAction> actions{}; ///< By number.
    std::optional<Instant> closed_at{};
    std::string closed_by{};
    std::string closing_note{}; ///< How it was seen that what was done helps.

    bool operator==(const AuditFinding&) const = default;
    bool open() const { return !closed_at; }
    /// It is open, and its day or that of one of its open actions is past.
    bool overdue_on(Date on) const {
        return open() && (due_on < on || std::any_of(actions.begin(), actions.end(), [&](const auto& action) {
                              return action.open() && action.due_on < on;
                          }));
    }
};

struct AuditQuery {
    std::optional<AuditKind> kind{};
    std::optional<AuditState> state{};
    std::string certificate{}; ///< Code.
};

struct FindingQuery {
    std::string audit{};      ///< Id.
    std::string document{};   ///< Number.
    bool open = false;        ///< Only those.
    bool overdue = false;     ///< Only those that are open and past their day, or that of an action.
    std::optional<Date> on{}; ///< The day that overdue is counted on; today when absent.
};

} // namespace almirah
