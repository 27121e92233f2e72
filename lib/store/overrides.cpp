// Dates for one record in the place of those that its rule gives: proposed, approved by a route, and seen in
// every explanation.
#include "store/guard.hpp"
#include "store/record_change.hpp"
#include "store/route.hpp"
#include "store/subject_digest.hpp"

namespace almirah {

namespace {

/// Who proposed the same date before and did not get it: whoever proposes it again did not think of it alone.
std::set<std::string> who_proposed_before(const Record& record, const DateOverride& date) {
    std::set<std::string> people;
    for (const auto& other : record.overrides)
        if (other.number != date.number && other.state != OverrideState::approved &&
            other.action == date.action && other.due_on == date.due_on)
            people.insert(other.by);
    return people;
}

DateOverride* proposed_of(Record& record) {
    for (auto& date : record.overrides)
        if (date.state == OverrideState::proposed) return &date;
    return nullptr;
}

DateOverride& require_proposed(Record& record) {
    if (DateOverride* date = proposed_of(record)) return *date;
    throw Error(Code::conflict, "no date is proposed for " + record.id + "; propose one first");
}

std::string in_words(const Record& record, const DateOverride& date) {
    return "override " + std::to_string(date.number) + " of " + record.id + ": " + date.action + " from " +
           to_string(date.due_on) + " instead of " + to_string(date.by_rule);
}

/// The date that its rules give now, any override aside; throws refused when they give none.
Date date_by_rule(const Law& law, const Record& record) {
    const model::Governing governing = law.governing(record);
    if (governing.next.due_on) return governing.next.by_rule.value_or(*governing.next.due_on);
    throw Refused(governing.next.status, record.id,
                  "no date can be set for " + record.id + ": its rule gives none (" + governing.next.status +
                      "); explain it to see what is missing");
}

void refuse_shortening(const Law& law, const Record& record, const DateOverride& date) {
    if (date.due_on >= date.by_rule || !law.any_enforced(record)) return;
    throw Refused(date.schedule + ":" + date.rule, record.id,
                  record.id + " follows an enforced rule that keeps it until " + to_string(date.by_rule) +
                      "; its date can be later, never earlier");
}

/// The override as asked for, with what it sets aside. Throws what makes it impossible.
DateOverride made_of(Turn& turn, const Law& law, const Record& record, const OverrideRequest& request) {
    const model::Governing governing = law.governing(record);
    DateOverride date;
    date.number = static_cast<int>(record.overrides.size()) + 1;
    date.by_rule = date_by_rule(law, record);
    date.action = format::name_of(governing.next.action);
    date.due_on = request.due_on;
    if (const auto* rule = law.rule_of(record, governing)) {
        date.rule = rule->rule.code;
        date.schedule = rule->schedule;
        date.schedule_version = rule->version;
    }
    date.reason = request.reason;
    date.authority = request.authority;
    date.by = turn.actor().login;
    date.at = turn.now();
    if (governing.next.due_on == date.due_on)
        throw Error(Code::conflict,
                    record.id + " has the date " + to_string(date.due_on) + " already; nothing is proposed");
    refuse_shortening(law, record, date);
    law.require_keepable(record, date.due_on);
    return date;
}

/// What becomes of the proposal by what became of its approval.
OverrideState state_after(ApprovalState approval) {
    if (approval == ApprovalState::approved) return OverrideState::approved;
    if (approval == ApprovalState::rejected) return OverrideState::rejected;
    return approval == ApprovalState::returned ? OverrideState::returned : OverrideState::proposed;
}

/// What must still be so of a record when a date is set for it.
void require_settable(const Law& law, const Record& record, const DateOverride& date) {
    refuse_unless_free(law, record, "given another date");
    refuse_shortening(law, record, date);
    law.require_keepable(record, date.due_on);
    if (date_by_rule(law, record) != date.by_rule)
        throw Error(Code::conflict, "the rule of " + record.id + " gives by now another date than the " +
                                        to_string(date.by_rule) +
                                        " that was to be set aside; withdraw and propose again");
}

} // namespace

Approval decide_override(Engine& engine, const std::string& id, const Ballot& ballot) {
    Approval approval;
    change_record(engine, deciding, operation_of("override", ballot.vote), id, ballot.reason,
                  [&](Turn& turn, Draft& draft, Record& record) {
                      DateOverride& date = require_proposed(record);
                      if (ballot.vote == Vote::approve) require_settable(Law(turn.engine()), record, date);
                      approval = decide(turn, draft, date.approval,
                                        {digest_of(id, date), "", [&] { return series_of(record); }}, ballot);
                      date.state = state_after(approval.state);
                      return verb_of(ballot.vote) + " " + in_words(record, date) + on_behalf(approval);
                  });
    return approval;
}

void withdraw_override(Engine& engine, const std::string& id, const std::string& reason) {
    require_reason(reason, "withdrawing a date");
    change_record(engine, "record.reschedule", "override.withdraw", id, reason,
                  [&](Turn& turn, Draft& draft, Record& record) {
                      DateOverride& date = require_proposed(record);
                      end_approval(turn, draft, date.approval, ApprovalState::withdrawn, reason);
                      date.state = OverrideState::withdrawn;
                      return "Withdraw " + in_words(record, date);
                  });
}

std::string Records::propose_override(const std::string& id, const OverrideRequest& request) {
    require_reason(request.reason, "another date");
    std::string approval;
    change_record(*engine_, "record.reschedule", "override.propose", id, request.reason,
                  [&](Turn& turn, Draft& draft, Record& record) {
                      if (const auto* waiting = proposed_of(record))
                          throw Error(Code::conflict,
                                      "a date for " + id + " is proposed already and awaits " +
                                          waiting->approval + "; decide or withdraw it first");
                      const Law law(turn.engine());
                      refuse_unless_free(law, record, "given another date");
                      DateOverride date = made_of(turn, law, record, request);
                      const bool routed = route_for(turn.engine(), "override").has_value();
                      approval = submit(turn, draft,
                                        {.kind = routed ? "override" : "disposal",
                                         .subject = "override " + id + "/" + std::to_string(date.number),
                                         .digest = digest_of(id, date),
                                         .author = date.by,
                                         .series = series_of(record),
                                         .coauthors = who_proposed_before(record, date)})
                                     .id;
                      date.approval = approval;
                      record.overrides.push_back(date);
                      return "Propose " + in_words(record, date);
                  });
    return approval;
}

void Records::approve_override(const std::string& id) {
    decide_override(*engine_, id, {});
}
void Records::reject_override(const std::string& id, const std::string& reason) {
    decide_override(*engine_, id, {Vote::reject, reason});
}
void Records::withdraw_override(const std::string& id, const std::string& reason) {
    almirah::withdraw_override(*engine_, id, reason);
}

} // namespace almirah
