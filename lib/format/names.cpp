#include "format/name_tables.hpp"

#include "format/json.hpp"

namespace almirah::format {

const char* name_of(Action action) {
    return lookup_name(action);
}
const char* name_of(RecordState state) {
    return lookup_name(state);
}
const char* name_of(RuleState state) {
    return lookup_name(state);
}
const char* name_of(TriggerKind kind) {
    return lookup_name(kind);
}
const char* name_of(Combine combine) {
    return lookup_name(combine);
}
const char* name_of(Cutoff cutoff) {
    return lookup_name(cutoff);
}
const char* name_of(ApprovalState state) {
    return lookup_name(state);
}
const char* name_of(Vote vote) {
    return lookup_name(vote);
}
const char* name_of(DisposalState state) {
    return lookup_name(state);
}
const char* name_of(Outcome outcome) {
    return lookup_name(outcome);
}
const char* name_of(OverrideState state) {
    return lookup_name(state);
}
const char* name_of(Verdict verdict) {
    return lookup_name(verdict);
}
const char* name_of(RevisionState state) {
    return lookup_name(state);
}
const char* name_of(RequestState state) {
    return lookup_name(state);
}
const char* name_of(ReviewVerdict verdict) {
    return lookup_name(verdict);
}
const char* name_of(PointKind kind) {
    return lookup_name(kind);
}
const char* name_of(CopyState state) {
    return lookup_name(state);
}
const char* name_of(AuditKind kind) {
    return lookup_name(kind);
}
const char* name_of(AuditState state) {
    return lookup_name(state);
}
const char* name_of(FindingGrade grade) {
    return lookup_name(grade);
}

std::optional<Action> parse_action(std::string_view name) {
    return lookup_value<Action>(name);
}
std::optional<TriggerKind> parse_trigger(std::string_view name) {
    return lookup_value<TriggerKind>(name);
}
std::optional<ReviewVerdict> parse_review_verdict(std::string_view name) {
    return lookup_value<ReviewVerdict>(name);
}
std::optional<Cutoff> parse_cutoff(std::string_view name) {
    return lookup_value<Cutoff>(name);
}

std::optional<PointKind> parse_point_kind(std::string_view name) {
    return lookup_value<PointKind>(name);
}

} // namespace almirah::format
