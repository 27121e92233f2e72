// Reviewing a proposed list item by item, what its approval brings about, and how far it is.
#include "model/paper.hpp"
#include "model/permission.hpp"
#include "store/disposals.hpp"
#include "store/filing.hpp"
#include "store/guard.hpp"
#include "store/record_change.hpp"
#include "store/route.hpp"
#include "store/weeding.hpp"

#include <algorithm>

namespace almirah {

namespace {

DisposalItem& item_of(Disposal& disposal, const std::string& record) {
    const auto found = std::find_if(disposal.items.begin(), disposal.items.end(),
                                    [&](const auto& item) { return item.record == record; });
    if (found != disposal.items.end()) return *found;
    throw Error(Code::not_found, record + " is not on the list " + disposal.id + "; show it for its records");
}

void check_decision(Turn& turn, const Law& law, const DisposalItem& item, const ItemDecision& decision) {
    if (decision.verdict == Verdict::dispose) return;
    require_reason(decision.reason, "keeping a record that is due");
    if (decision.verdict != Verdict::extend) return;
    if (decision.authority.empty())
        throw Error(Code::invalid_argument,
                    "an extension needs an authority, the order that allows it (R71); give one");
    if (!decision.until || *decision.until <= turn.today() || *decision.until <= item.due_on)
        throw Error(Code::invalid_argument, "an extension of " + item.record +
                                                " needs a date after today and after " +
                                                to_string(item.due_on) + "; give one");
    law.require_keepable(turn.engine().record(item.record), *decision.until);
}

void require_may_hold(Turn& turn, const std::string& id) {
    if (!model::grants(turn.actor(), turn.engine().all<Role>("roles"), "hold.place"))
        throw Refused("hold.place", id, turn.actor().login + " lacks the permission hold.place");
}

/// A hold on one record, as the review of its item asks for.
std::string hold_one(Turn& turn, Draft& draft, const Disposal& disposal, const ItemDecision& decision) {
    require_may_hold(turn, decision.record);
    Hold hold;
    hold.id = turn.next_serial_id('H');
    hold.reason = decision.reason;
    hold.reference = disposal.id;
    hold.ordered_by = decision.authority;
    hold.records = {decision.record};
    hold.placed_by = turn.actor().login;
    hold.placed_at = turn.now();
    draft.put(format::hold_path(hold.id), hold);
    draft.subject("hold", hold.id);
    return hold.id;
}

void review_one(Turn& turn, Draft& draft, const Law& law, Disposal& disposal, const ItemDecision& decision) {
    DisposalItem& item = item_of(disposal, decision.record);
    check_decision(turn, law, item, decision);
    const std::string hold = item.review.hold;
    item.review = {};
    if (decision.verdict == Verdict::dispose) return;
    item.review = {decision.verdict,   decision.reason, decision.authority, {}, hold,
                   turn.actor().login, turn.now()};
    if (decision.verdict == Verdict::extend) item.review.until = decision.until;
    if (decision.verdict == Verdict::hold) item.review.hold = hold_one(turn, draft, disposal, decision);
}

/// The extension as a date of the record; it was approved with the list.
void extend(const Turn& turn, const Law& law, const Disposal& disposal, const DisposalItem& item,
            Record& record) {
    const auto next = law.governing(record).next;
    if (!next.due_on) return;
    DateOverride date;
    date.number = static_cast<int>(record.overrides.size()) + 1;
    date.action = format::name_of(disposal.action);
    date.due_on = *item.review.until;
    date.by_rule = next.by_rule.value_or(*next.due_on);
    date.rule = item.rule;
    date.schedule = item.schedule;
    date.schedule_version = item.schedule_version;
    date.reason = item.review.reason;
    date.authority = item.review.authority;
    date.by = item.review.by;
    date.at = item.review.at.value_or(turn.now());
    date.approval = disposal.approval;
    date.state = OverrideState::approved;
    record.overrides.push_back(date);
}

} // namespace

std::string verdict_in_words(const ItemReview& review) {
    const std::string why =
        ": " + review.reason + (review.authority.empty() ? "" : " (" + review.authority + ")");
    switch (review.verdict) {
    case Verdict::dispose:
        return "";
    case Verdict::extend:
        return "kept until " + (review.until ? to_string(*review.until) : "") + why;
    case Verdict::hold:
        return "held by " + review.hold + why;
    case Verdict::reappraise:
        return "to be appraised again" + why;
    }
    return "";
}

std::size_t people_who_approved(Engine& engine, const Disposal& disposal) {
    std::set<std::string> people, whose; // who decided, and whose turn it was
    for (const auto& decision : engine.approval(disposal.approval).decisions) {
        if (!decision.approved()) continue;
        people.insert(decision.by);
        whose.insert(decision.for_person.empty() ? decision.by : decision.for_person);
    }
    return std::min(people.size(), whose.size());
}

namespace {

/// Why an item stays whatever its record is now: it was left out, reviewed otherwise, or too few approved.
std::string why_kept(const DisposalItem& item, int approvers_needed, std::size_t approvers) {
    if (item.excluded)
        return "left out by " + item.excluded->by + " when approving: " + item.excluded->reason;
    if (const auto why = verdict_in_words(item.review); !why.empty()) return why;
    return approvers >= static_cast<std::size_t>(approvers_needed)
               ? ""
               : "its rule asks for " + std::to_string(approvers_needed) + " approvers: propose it again";
}

} // namespace

std::string why_not_carried_out(const Law& law, const Record& record, const Occasion& occasion,
                                DisposalItem& item) {
    const auto why = why_kept(item, law.approvers(record), occasion.approvers);
    return why.empty() ? why_not_disposable(law, record, occasion.action, occasion.today, item) : why;
}

std::string why_not_weeded(const Law& law, const Record& record, const Policy& policy,
                           const Occasion& occasion, const DisposalItem& item) {
    int needed = 1;
    for (const auto& paper : item.papers)
        needed = std::max(needed, law.approvers(model::as_class(record, paper.paper_class, policy)));
    const auto why = why_kept(item, needed, occasion.approvers);
    return why.empty() ? why_not_weedable(law, record, policy, occasion.today, item) : why;
}

void take_effect(Turn& turn, Draft& draft, Disposal& disposal) {
    disposal.state = DisposalState::approved;
    const auto days = turn.engine().office().policy.approval_valid_days;
    if (days) disposal.expires_on = add(turn.today(), {.days = *days});
    const Law law(turn.engine());
    std::vector<std::string> changed;
    for (const auto& item : disposal.items) {
        const Verdict verdict = item.review.verdict;
        if (item.excluded || (verdict != Verdict::extend && verdict != Verdict::reappraise)) continue;
        Record record = turn.engine().record(item.record);
        const bool living = record.state == RecordState::open || record.state == RecordState::closed;
        if (!living || !why_held(law, record).empty()) continue; // nothing of it is disposed of anyhow
        if (verdict == Verdict::extend) extend(turn, law, disposal, item, record);
        if (verdict == Verdict::reappraise) record.appraisal.clear();
        draft.put(format::record_path(record.id), record);
        changed.push_back(record.id);
    }
    add_record_subjects(draft, changed);
}

Disposal Disposals::review(const std::string& id, const std::vector<ItemDecision>& decisions) {
    if (decisions.empty())
        throw Error(Code::invalid_argument, "no record is given to be reviewed; give ids of the list");
    Turn turn(*engine_, "disposal.propose", id);
    Disposal disposal = engine_->disposal(id);
    if (disposal.weeding)
        throw Error(Code::invalid_argument,
                    id + " is a list of papers, of which none is extended or appraised "
                         "again; leave files out when it is approved, or hold them");
    if (disposal.state != DisposalState::proposed)
        throw Error(Code::conflict, "the disposal " + id + " is " + format::name_of(disposal.state) +
                                        "; only a proposed list is reviewed");
    const Law law(turn.engine());
    Draft draft = turn.begin("disposal.review");
    std::vector<std::string> records;
    for (const auto& decision : decisions) {
        review_one(turn, draft, law, disposal, decision);
        records.push_back(decision.record);
    }
    // The list is another now: whoever approved of it before has to look again (R17).
    const std::string effect = end_approval(turn, draft, disposal.approval, ApprovalState::voided,
                                            "the list was reviewed by " + turn.actor().login);
    if (turn.actor().login != disposal.proposed_by) disposal.coauthors.insert(turn.actor().login);
    submit_list(turn, draft, disposal);
    draft.put(format::disposal_path(id), disposal);
    draft.subject("disposal", id);
    add_record_subjects(draft, records);
    const ItemDecision& first = decisions.front();
    draft.say("Review " + records_in_words(records.size()) + " of the disposal " + id + ": " +
                  format::name_of(first.verdict) + effect,
              first.reason);
    turn.commit(std::move(draft));
    return disposal;
}

DisposalReport Disposals::report(const std::string& id) const {
    const Disposal disposal = as_of(engine_->disposal(id), engine_->today());
    DisposalReport report{id, disposal.state, {}, {}, {}};
    std::set<vault::ObjectId> present;
    if (disposal.action == Action::destroy)
        for (const auto& item : disposal.items)
            for (const auto& file : item.files)
                if (const auto blob = vault::ObjectId::parse(file.blob);
                    item.outcome == Outcome::done && blob && engine_->repository().contains(*blob))
                    present.insert(*blob);
    const auto living = present.empty() ? decltype(present){} : engine_->repository().living(present);
    const auto left = [&](const ContentFile& file) {
        const auto blob = vault::ObjectId::parse(file.blob);
        return blob && present.contains(*blob) && !living.contains(*blob);
    };
    for (const auto& item : disposal.items) {
        auto& list = item.outcome != Outcome::done                             ? report.not_done
                     : std::any_of(item.files.begin(), item.files.end(), left) ? report.unknown
                                                                               : report.done;
        list.push_back(item.record);
    }
    return report;
}

} // namespace almirah
