// JSON on stdout: one object on one line, under the names that all commands share.
#pragma once

#include "almirah/store.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace almirah::cli {

using Scalar = std::variant<std::string, std::int64_t, bool>;
/// A small object, in the order given.
using Fields = std::vector<std::pair<std::string, Scalar>>;

std::string json_line(const Fields& fields);

std::string json_line(const Office& office);
std::string json_line(const Policy& policy);
std::string json_line(const Person& person);
std::string json_line(const SigningKey& key);
std::string json_line(const Role& role);
std::string json_line(const Route& route);
std::string json_line(const Desk& desk);
std::string json_line(const Place& place);
std::string json_line(const Form& form);
std::string json_line(const Adoption& adoption);

std::string json_line(const Series& series);
std::string json_line(const Rule& rule, const Schedule& schedule);
std::string json_line(const ScheduleVersion& version);
std::string json_line(const ScheduleImpact& impact);
std::string json_line(const ScheduleLoaded& loaded);
std::string json_line(const RowRead& row);
std::string json_line(const ScheduleReading& reading, const ScheduleLoaded* loaded);
std::string json_line(const Evaluation& evaluation);
std::string json_line(const DueLine& line);
std::string json_line(const DueCount& count);
std::string json_line(const ForecastLine& line);
std::string json_line(const Alert& alert);

std::string json_line(const Record& record, const std::vector<Hold>& holds);
std::string json_line(const RecordLine& line);
std::string json_line(const Reclassified& line);
std::string json_line(const ImportReport& report);
std::string json_line(const SearchHit& hit);
std::string json_line(const StatisticsLine& line);

std::string json_line(const Hold& hold);
std::string json_line(const HoldImpactLine& line);
std::string json_line(const Disposal& disposal);
std::string json_line(const Disposal& disposal, const std::vector<NotListed>& left_out);
std::string json_line(const BagReport& report);
std::string json_line(const BagCheck& check);
std::string json_line(const BagImportReport& report);
std::string json_line(const DisposalReport& report);

/// `findings`: the open ones about it.
std::string json_line(const Document& document, Date on, const std::vector<AuditFinding>& findings);
std::string json_line(const MasterLine& line);
std::string json_line(const DocumentType& type);
std::string json_line(const ReviewLine& line);
std::string json_line(const ChangeNote& note);
std::string json_line(const DistributionList& list);
std::string json_line(const Copy& copy);
std::string json_line(const CopyLine& line);
std::string json_line(const CodeCheck& check);
std::string json_line(const TrainingLine& line);
/// A certificate or finding as of a day.
struct CertificateOn {
    Certificate certificate;
    Date on;
};
struct FindingOn {
    AuditFinding finding;
    Date on;
};
std::string json_line(const CertificateOn& certificate);
std::string json_line(const Audit& audit);
std::string json_line(const FindingOn& finding);
std::string json_line(const Approval& approval, const std::vector<std::string>& waiting);
std::string json_line(const PendingApproval& pending);
std::string json_line(const ApprovalEvent& event);
std::string json_line(const ApprovalTime& time);
std::string json_line(const RefusedAttempt& attempt);
std::string json_line(const Delegation& delegation);

std::string json_line(const Entry& entry);
std::string json_line(const Verification& verification, const std::vector<Finding>& more,
                      const std::optional<SignatureReport>& signatures);
std::string json_line(const Checkpoint& checkpoint);
std::string json_line(const Checklist& checklist);
std::string json_line(const AuditPackReport& report);

} // namespace almirah::cli
