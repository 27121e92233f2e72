// The JSON of everything in the register: encode and decode, nothing else. Decoding throws corrupt, naming
// the path and the field; unknown fields are refused, so that a newer store is not half understood.
#pragma once

#include "almirah/approval.hpp"
#include "almirah/audit.hpp"
#include "almirah/audit_pack.hpp"
#include "almirah/disposal.hpp"
#include "almirah/distribution.hpp"
#include "almirah/document.hpp"
#include "almirah/form.hpp"
#include "almirah/hold.hpp"
#include "almirah/office.hpp"
#include "almirah/record.hpp"
#include "almirah/retention.hpp"
#include "almirah/signing.hpp"

#include <string>
#include <string_view>

namespace almirah::format {

/// What makes a directory a store: the format's number and the store's identity (32 hexadecimal digits).
struct FormatFile {
    int format = 0;
    std::string store;
};

/// A version of a schedule in the register, with what happened to it.
struct ScheduleFile {
    Schedule schedule;
    Instant at{};
    std::string by;
    std::string approval; ///< Empty: needed none.
    std::string state;    ///< "draft", "awaiting approval", "rejected", "approved", "in force", "superseded"
    std::vector<Series> series; ///< Those that its rows name; they take its rules when it takes force.
    std::optional<Date> effective_on{};     ///< None: when it was approved or loaded.
    std::optional<ScheduleImpact> impact{}; ///< The report that was submitted.
};

/// Attempts that were refused, in `almirah/refused.json`; of this copy of the store, in no register.
struct RefusedFile {
    std::vector<RefusedAttempt> attempts; ///< Oldest first.
    std::uint64_t dropped = 0;            ///< So many came before those that are kept.
    std::string before{};                 ///< The hash of the last of those; empty where there were none.
    std::string last{}; ///< The hash of the last that is kept, so that a writer need not reckon it.
};

/// What an office takes over at once (docs/forms.md, "Profiles"); written by people.
struct ProfileFile {
    Text title;
    std::string note;
    Policy policy;                       ///< The office's own, with the profile's fields in place of its own.
    std::vector<std::string> forms;      ///< Names of their files.
    std::vector<std::string> checklists; ///< The same.
    std::map<std::string, std::string> schedules; ///< Id -> name of the CSV.
};

/// Deterministic: the same value gives the same bytes. UTF-8, one field a line, ends with a newline. Throws
/// invalid_argument when a value could not be read again: a text that is not UTF-8 or has a NUL byte, a date
/// that does not exist, a negative period.
template <class Value>
std::string encode(const Value& value);

/// A DateOverride can be encoded alone, for its digest.
/// Instantiated for FormatFile, Office, Person, SigningKey, Role, Route, Desk, Place, Form, Checklist,
/// DocumentType, Series, ScheduleFile, Record, Document, Hold, Disposal, Approval, Delegation,
/// DistributionList, Copy, Acknowledgement, Certificate, Audit, AuditFinding. `path` is named in errors. A
/// FormatFile of a newer format throws unsupported_format.
template <class Value>
Value decode(std::string_view bytes, const std::string& path);

/// A form as people write it. Throws invalid_argument, naming the field.
Form read_form(std::string_view bytes, const std::string& path);
/// The same of a checklist.
Checklist read_checklist(std::string_view bytes, const std::string& path);
/// A profile, over the policy that the office has. Throws invalid_argument, naming the field.
ProfileFile read_profile(std::string_view bytes, const std::string& path, const Policy& now);

/// Permanent names of the enumerations, as in the JSON, the index and the command line; `parse_*` throw
/// nothing.
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
const char* name_of(PointKind kind);
const char* name_of(CopyState state);
const char* name_of(AuditKind kind);
const char* name_of(AuditState state);
const char* name_of(FindingGrade grade);
std::optional<Action> parse_action(std::string_view name);
std::optional<TriggerKind> parse_trigger(std::string_view name);
std::optional<ReviewVerdict> parse_review_verdict(std::string_view name);
std::optional<Cutoff> parse_cutoff(std::string_view name);
std::optional<PointKind> parse_point_kind(std::string_view name);

} // namespace almirah::format
