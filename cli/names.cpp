#include "cli/names.hpp"

#include <array>

namespace almirah::cli {

const char* name_of(Action action) {
    switch (action) {
    case Action::keep:
        return "keep";
    case Action::review:
        return "review";
    case Action::transfer:
        return "transfer";
    case Action::destroy:
        return "destroy";
    }
    return "unknown";
}

const char* name_of(RecordState state) {
    switch (state) {
    case RecordState::open:
        return "open";
    case RecordState::closed:
        return "closed";
    case RecordState::transferred:
        return "transferred";
    case RecordState::destroyed:
        return "destroyed";
    }
    return "unknown";
}

const char* name_of(RuleState state) {
    switch (state) {
    case RuleState::computable:
        return "computable";
    case RuleState::permanent:
        return "permanent";
    case RuleState::descriptive:
        return "descriptive";
    case RuleState::retired:
        return "retired";
    }
    return "unknown";
}

const char* name_of(TriggerKind kind) {
    switch (kind) {
    case TriggerKind::created:
        return "created";
    case TriggerKind::filed:
        return "filed";
    case TriggerKind::opened:
        return "opened";
    case TriggerKind::closed:
        return "closed";
    case TriggerKind::cut_off:
        return "cut-off";
    case TriggerKind::last_action:
        return "last-action";
    case TriggerKind::superseded:
        return "superseded";
    case TriggerKind::obsolete:
        return "obsolete";
    case TriggerKind::event:
        return "event";
    case TriggerKind::date_property:
        return "date";
    case TriggerKind::next_inspection:
        return "next-inspection";
    }
    return "unknown";
}

const char* name_of(Combine combine) {
    switch (combine) {
    case Combine::later_of:
        return "later-of";
    case Combine::earlier_of:
        return "earlier-of";
    }
    return "unknown";
}

const char* name_of(Cutoff cutoff) {
    switch (cutoff) {
    case Cutoff::none:
        return "none";
    case Cutoff::month:
        return "month";
    case Cutoff::quarter:
        return "quarter";
    case Cutoff::calendar_year:
        return "calendar-year";
    case Cutoff::financial_year:
        return "financial-year";
    }
    return "unknown";
}

const char* name_of(ApprovalState state) {
    switch (state) {
    case ApprovalState::pending:
        return "pending";
    case ApprovalState::approved:
        return "approved";
    case ApprovalState::rejected:
        return "rejected";
    case ApprovalState::withdrawn:
        return "withdrawn";
    case ApprovalState::voided:
        return "void";
    case ApprovalState::returned:
        return "returned";
    }
    return "unknown";
}

const char* name_of(Vote vote) {
    switch (vote) {
    case Vote::approve:
        return "approve";
    case Vote::reject:
        return "reject";
    case Vote::return_for_change:
        return "return";
    case Vote::abstain:
        return "abstain";
    }
    return "unknown";
}

const char* name_of(DisposalState state) {
    switch (state) {
    case DisposalState::proposed:
        return "proposed";
    case DisposalState::approved:
        return "approved";
    case DisposalState::rejected:
        return "rejected";
    case DisposalState::carrying_out:
        return "carrying out";
    case DisposalState::carried_out:
        return "carried out";
    case DisposalState::withdrawn:
        return "withdrawn";
    case DisposalState::expired:
        return "expired";
    }
    return "unknown";
}

const char* name_of(Outcome outcome) {
    switch (outcome) {
    case Outcome::pending:
        return "pending";
    case Outcome::done:
        return "done";
    case Outcome::skipped:
        return "skipped";
    }
    return "unknown";
}

const char* name_of(OverrideState state) {
    switch (state) {
    case OverrideState::proposed:
        return "proposed";
    case OverrideState::approved:
        return "approved";
    case OverrideState::rejected:
        return "rejected";
    case OverrideState::withdrawn:
        return "withdrawn";
    case OverrideState::returned:
        return "returned";
    }
    return "unknown";
}

const char* name_of(Verdict verdict) {
    switch (verdict) {
    case Verdict::dispose:
        return "dispose";
    case Verdict::extend:
        return "extend";
    case Verdict::hold:
        return "hold";
    case Verdict::reappraise:
        return "re-appraise";
    }
    return "unknown";
}

const char* name_of(RevisionState state) {
    switch (state) {
    case RevisionState::draft:
        return "draft";
    case RevisionState::in_review:
        return "in review";
    case RevisionState::approved:
        return "approved";
    case RevisionState::effective:
        return "effective";
    case RevisionState::superseded:
        return "superseded";
    case RevisionState::obsolete:
        return "obsolete";
    }
    return "unknown";
}

const char* name_of(RequestState state) {
    switch (state) {
    case RequestState::open:
        return "open";
    case RequestState::accepted:
        return "accepted";
    case RequestState::declined:
        return "declined";
    }
    return "unknown";
}

const char* name_of(ReviewVerdict verdict) {
    switch (verdict) {
    case ReviewVerdict::confirm:
        return "confirm";
    case ReviewVerdict::revise:
        return "revise";
    case ReviewVerdict::obsolete:
        return "obsolete";
    }
    return "unknown";
}

const char* name_of(CopyState state) {
    switch (state) {
    case CopyState::issued:
        return "issued";
    case CopyState::recalled:
        return "recalled";
    case CopyState::back:
        return "back";
    case CopyState::lost:
        return "lost";
    case CopyState::destroyed:
        return "destroyed";
    }
    return "unknown";
}

const char* name_of(AuditKind kind) {
    return kind == AuditKind::internal ? "internal" : "external";
}

const char* name_of(AuditState state) {
    switch (state) {
    case AuditState::planned:
        return "planned";
    case AuditState::held:
        return "held";
    case AuditState::closed:
        return "closed";
    }
    return "unknown";
}

const char* name_of(FindingGrade grade) {
    switch (grade) {
    case FindingGrade::major:
        return "major";
    case FindingGrade::minor:
        return "minor";
    case FindingGrade::observation:
        return "observation";
    }
    return "unknown";
}

const char* name_of(Severity severity) {
    switch (severity) {
    case Severity::note:
        return "note";
    case Severity::warning:
        return "warning";
    case Severity::error:
        return "error";
    }
    return "unknown";
}

namespace {

template <class Value, std::size_t Count>
Value one_of(const std::array<Value, Count>& values, const std::string& option, const std::string& name) {
    std::string known;
    for (const Value value : values) {
        if (name == name_of(value)) return value;
        known += (known.empty() ? "" : ", ") + std::string(name_of(value));
    }
    throw Error(Code::invalid_argument, option + ": '" + name + "' is none of " + known);
}

} // namespace

Action action_of(const std::string& option, const std::string& name) {
    constexpr std::array all{Action::keep, Action::review, Action::transfer, Action::destroy};
    return one_of(all, option, name);
}

ReviewVerdict review_verdict_of(const std::string& option, const std::string& name) {
    constexpr std::array all{ReviewVerdict::confirm, ReviewVerdict::revise, ReviewVerdict::obsolete};
    return one_of(all, option, name);
}

RecordState record_state_of(const std::string& option, const std::string& name) {
    constexpr std::array all{RecordState::open, RecordState::closed, RecordState::transferred,
                             RecordState::destroyed};
    return one_of(all, option, name);
}

CopyState copy_state_of(const std::string& option, const std::string& name) {
    constexpr std::array all{CopyState::issued, CopyState::recalled, CopyState::back, CopyState::lost,
                             CopyState::destroyed};
    return one_of(all, option, name);
}

AuditKind audit_kind_of(const std::string& option, const std::string& name) {
    return one_of(std::array{AuditKind::internal, AuditKind::external}, option, name);
}

AuditState audit_state_of(const std::string& option, const std::string& name) {
    return one_of(std::array{AuditState::planned, AuditState::held, AuditState::closed}, option, name);
}

FindingGrade finding_grade_of(const std::string& option, const std::string& name) {
    constexpr std::array all{FindingGrade::major, FindingGrade::minor, FindingGrade::observation};
    return one_of(all, option, name);
}

} // namespace almirah::cli
