// Permanent names of enumerations, as they stand in JSON and in options.
#pragma once

#include "almirah/store.hpp"

#include <optional>
#include <string>

namespace almirah::cli {

const char* name_of(Action action);
const char* name_of(RecordState state);
const char* name_of(RuleState state);
const char* name_of(TriggerKind kind);
const char* name_of(Combine combine);
const char* name_of(Cutoff cutoff);
const char* name_of(ApprovalState state);
const char* name_of(Vote vote);
const char* name_of(DisposalState state);
const char* name_of(Outcome outcome);
const char* name_of(OverrideState state);
const char* name_of(Verdict verdict);
const char* name_of(RevisionState state);
const char* name_of(RequestState state);
const char* name_of(ReviewVerdict verdict);
const char* name_of(CopyState state);
const char* name_of(AuditKind kind);
const char* name_of(AuditState state);
const char* name_of(FindingGrade grade);
const char* name_of(Severity severity);

/// Reads an option's value; throws invalid_argument, listing the names there are.
Action action_of(const std::string& option, const std::string& name);
ReviewVerdict review_verdict_of(const std::string& option, const std::string& name);
RecordState record_state_of(const std::string& option, const std::string& name);
CopyState copy_state_of(const std::string& option, const std::string& name);
AuditKind audit_kind_of(const std::string& option, const std::string& name);
AuditState audit_state_of(const std::string& option, const std::string& name);
FindingGrade finding_grade_of(const std::string& option, const std::string& name);

} // namespace almirah::cli
