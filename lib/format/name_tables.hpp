// One table per enumeration: its values and their permanent names.
#pragma once

#include "almirah/approval.hpp"
#include "almirah/audit.hpp"
#include "almirah/disposal.hpp"
#include "almirah/distribution.hpp"
#include "almirah/document.hpp"
#include "almirah/record.hpp"
#include "almirah/retention.hpp"
#include "format/names.hpp"

#include <array>

namespace almirah::format {

template <>
struct Names<Action> {
    static constexpr std::array<Name<Action>, 4> table{{{Action::keep, "keep"},
                                                        {Action::review, "review"},
                                                        {Action::transfer, "transfer"},
                                                        {Action::destroy, "destroy"}}};
};

template <>
struct Names<RecordState> {
    static constexpr std::array<Name<RecordState>, 4> table{{{RecordState::open, "open"},
                                                             {RecordState::closed, "closed"},
                                                             {RecordState::transferred, "transferred"},
                                                             {RecordState::destroyed, "destroyed"}}};
};

template <>
struct Names<RuleState> {
    static constexpr std::array<Name<RuleState>, 4> table{{{RuleState::computable, "computable"},
                                                           {RuleState::permanent, "permanent"},
                                                           {RuleState::descriptive, "descriptive"},
                                                           {RuleState::retired, "retired"}}};
};

template <>
struct Names<TriggerKind> {
    static constexpr std::array<Name<TriggerKind>, 11> table{
        {{TriggerKind::created, "created"},
         {TriggerKind::filed, "filed"},
         {TriggerKind::opened, "opened"},
         {TriggerKind::closed, "closed"},
         {TriggerKind::cut_off, "cut-off"},
         {TriggerKind::last_action, "last-action"},
         {TriggerKind::superseded, "superseded"},
         {TriggerKind::obsolete, "obsolete"},
         {TriggerKind::event, "event"},
         {TriggerKind::date_property, "date"},
         {TriggerKind::next_inspection, "next-inspection"}}};
};

template <>
struct Names<Combine> {
    static constexpr std::array<Name<Combine>, 2> table{
        {{Combine::later_of, "later-of"}, {Combine::earlier_of, "earlier-of"}}};
};

template <>
struct Names<Cutoff> {
    static constexpr std::array<Name<Cutoff>, 5> table{{{Cutoff::none, "none"},
                                                        {Cutoff::month, "month"},
                                                        {Cutoff::quarter, "quarter"},
                                                        {Cutoff::calendar_year, "calendar-year"},
                                                        {Cutoff::financial_year, "financial-year"}}};
};

template <>
struct Names<ApprovalState> {
    static constexpr std::array<Name<ApprovalState>, 6> table{{{ApprovalState::pending, "pending"},
                                                               {ApprovalState::approved, "approved"},
                                                               {ApprovalState::rejected, "rejected"},
                                                               {ApprovalState::withdrawn, "withdrawn"},
                                                               {ApprovalState::voided, "void"},
                                                               {ApprovalState::returned, "returned"}}};
};

template <>
struct Names<Vote> {
    static constexpr std::array<Name<Vote>, 4> table{{{Vote::approve, "approve"},
                                                      {Vote::reject, "reject"},
                                                      {Vote::return_for_change, "return"},
                                                      {Vote::abstain, "abstain"}}};
};

template <>
struct Names<DisposalState> {
    static constexpr std::array<Name<DisposalState>, 7> table{{{DisposalState::proposed, "proposed"},
                                                               {DisposalState::approved, "approved"},
                                                               {DisposalState::rejected, "rejected"},
                                                               {DisposalState::carrying_out, "carrying out"},
                                                               {DisposalState::carried_out, "carried out"},
                                                               {DisposalState::withdrawn, "withdrawn"},
                                                               {DisposalState::expired, "expired"}}};
};

template <>
struct Names<OverrideState> {
    static constexpr std::array<Name<OverrideState>, 5> table{{{OverrideState::proposed, "proposed"},
                                                               {OverrideState::approved, "approved"},
                                                               {OverrideState::rejected, "rejected"},
                                                               {OverrideState::withdrawn, "withdrawn"},
                                                               {OverrideState::returned, "returned"}}};
};

template <>
struct Names<Verdict> {
    static constexpr std::array<Name<Verdict>, 4> table{{{Verdict::dispose, "dispose"},
                                                         {Verdict::extend, "extend"},
                                                         {Verdict::hold, "hold"},
                                                         {Verdict::reappraise, "re-appraise"}}};
};

template <>
struct Names<Outcome> {
    static constexpr std::array<Name<Outcome>, 3> table{
        {{Outcome::pending, "pending"}, {Outcome::done, "done"}, {Outcome::skipped, "skipped"}}};
};

template <>
struct Names<RevisionState> {
    static constexpr std::array<Name<RevisionState>, 6> table{{{RevisionState::draft, "draft"},
                                                               {RevisionState::in_review, "in review"},
                                                               {RevisionState::approved, "approved"},
                                                               {RevisionState::effective, "effective"},
                                                               {RevisionState::superseded, "superseded"},
                                                               {RevisionState::obsolete, "obsolete"}}};
};

template <>
struct Names<RequestState> {
    static constexpr std::array<Name<RequestState>, 3> table{{{RequestState::open, "open"},
                                                              {RequestState::accepted, "accepted"},
                                                              {RequestState::declined, "declined"}}};
};

template <>
struct Names<ReviewVerdict> {
    static constexpr std::array<Name<ReviewVerdict>, 3> table{{{ReviewVerdict::confirm, "confirm"},
                                                               {ReviewVerdict::revise, "revise"},
                                                               {ReviewVerdict::obsolete, "obsolete"}}};
};

template <>
struct Names<PointKind> {
    static constexpr std::array<Name<PointKind>, 5> table{{{PointKind::desk, "desk"},
                                                           {PointKind::place, "place"},
                                                           {PointKind::person, "person"},
                                                           {PointKind::board, "board"},
                                                           {PointKind::role, "role"}}};
};

template <>
struct Names<CopyState> {
    static constexpr std::array<Name<CopyState>, 5> table{{{CopyState::issued, "issued"},
                                                           {CopyState::recalled, "recalled"},
                                                           {CopyState::back, "back"},
                                                           {CopyState::lost, "lost"},
                                                           {CopyState::destroyed, "destroyed"}}};
};

template <>
struct Names<AuditKind> {
    static constexpr std::array<Name<AuditKind>, 2> table{
        {{AuditKind::internal, "internal"}, {AuditKind::external, "external"}}};
};

template <>
struct Names<AuditState> {
    static constexpr std::array<Name<AuditState>, 3> table{
        {{AuditState::planned, "planned"}, {AuditState::held, "held"}, {AuditState::closed, "closed"}}};
};

template <>
struct Names<FindingGrade> {
    static constexpr std::array<Name<FindingGrade>, 3> table{{{FindingGrade::major, "major"},
                                                              {FindingGrade::minor, "minor"},
                                                              {FindingGrade::observation, "observation"}}};
};

} // namespace almirah::format
