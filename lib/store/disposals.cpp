#include "base/digest.hpp"
#include "store/due.hpp"
#include "store/filing.hpp"
#include "store/guard.hpp"
#include "store/route.hpp"

#include <set>

namespace almirah {

namespace {

/// What an approval of a disposal binds to: the list as it was proposed.
std::string manifest_of(Disposal disposal) {
    disposal.state = DisposalState::proposed;
    disposal.approval.clear();
    return format::encode(disposal);
}

/// Records that stand on a list which is not finished.
std::set<std::string> listed_elsewhere(Engine& engine) {
    std::set<std::string> records;
    for (const auto& disposal : engine.all<Disposal>("disposals"))
        if (disposal.state != DisposalState::rejected && disposal.state != DisposalState::carried_out)
            for (const auto& item : disposal.items)
                records.insert(item.record);
    return records;
}

DisposalItem item_of(Engine& engine, const DueLine& line) {
    DisposalItem item;
    item.record = line.evaluation.id;
    item.title = line.title;
    item.series = line.series;
    item.rule = line.evaluation.rule;
    item.schedule = line.evaluation.schedule;
    item.schedule_version = line.evaluation.schedule_version;
    item.due_on = *line.evaluation.due_on;
    item.files = files_of(engine.record(item.record));
    return item;
}

Disposal list_of_due(Engine& engine, const DisposalQuery& query, Date on, const std::vector<DueLine>& due) {
    Disposal disposal;
    disposal.action = query.action;
    disposal.as_of = on;
    const auto elsewhere = listed_elsewhere(engine);
    const Law law(engine);
    for (const auto& line : due) {
        if (elsewhere.contains(line.evaluation.id)) continue;
        disposal.items.push_back(item_of(engine, line));
        disposal.items.back().removes_content =
            query.action == Action::transfer &&
            law.removes_after_transfer(engine.record(disposal.items.back().record));
    }
    if (disposal.items.empty())
        throw Error(Code::not_found, std::string("nothing is due to ") + format::name_of(query.action) +
                                         (query.series.empty() ? "" : " in " + query.series) + " on " +
                                         to_string(on) +
                                         (elsewhere.empty() ? "" : " that is not on a list already") +
                                         "; see what is due and blocked with due --all");
    return disposal;
}

/// A decision on a running disposal, as one entry.
void decide_disposal(Engine& engine, const std::string& id, bool approved, const std::string& reason) {
    Turn turn(engine, "approval.decide", id);
    Disposal disposal = engine.disposal(id);
    if (disposal.state != DisposalState::proposed)
        throw Error(Code::conflict, "the disposal " + id + " is " + format::name_of(disposal.state) +
                                        "; it awaits no approval");
    Draft draft = turn.begin(approved ? "disposal.approve" : "disposal.reject");
    const Approval approval =
        decide(turn, draft, disposal.approval, base::sha256_hex(manifest_of(disposal)), approved, reason);
    if (approval.state == ApprovalState::approved) disposal.state = DisposalState::approved;
    if (approval.state == ApprovalState::rejected) disposal.state = DisposalState::rejected;
    draft.put(format::disposal_path(id), disposal);
    draft.subject("disposal", id);
    draft.say(std::string(approved ? "Approve" : "Reject") + " the disposal " + id + " of " +
                  records_in_words(disposal.items.size()),
              reason);
    turn.commit(std::move(draft));
}

} // namespace

Disposal Disposals::propose(const DisposalQuery& query) {
    const Date on = query.on.value_or(engine_->today());
    if (query.action == Action::keep)
        throw Error(Code::invalid_argument, "keeping needs no disposal; choose destroy, transfer or review");
    DueQuery due;
    due.on = on;
    due.series = query.series;
    due.action = query.action;
    const auto lines = due_lines(*engine_, due);
    if (query.dry_run) return list_of_due(*engine_, query, on, lines);
    Turn turn(*engine_, "disposal.propose", query.series);
    Disposal disposal = list_of_due(*engine_, query, on, lines);
    disposal.id = turn.next_serial_id('D');
    disposal.proposed_by = turn.actor().login;
    disposal.proposed_at = turn.now();
    Draft draft = turn.begin("disposal.propose");
    disposal.approval = submit(turn, draft,
                               {"disposal", "disposal " + disposal.id,
                                base::sha256_hex(manifest_of(disposal)), disposal.proposed_by})
                            .id;
    draft.put(format::disposal_path(disposal.id), disposal);
    draft.subject("disposal", disposal.id);
    std::vector<std::string> records;
    for (const auto& item : disposal.items)
        records.push_back(item.record);
    add_record_subjects(draft, records);
    draft.say("Propose the disposal " + disposal.id + ": " + format::name_of(disposal.action) + " " +
              records_in_words(disposal.items.size()) + " due on " + to_string(on));
    turn.commit(std::move(draft));
    return disposal;
}

Disposal Disposals::get(const std::string& id) const {
    return engine_->disposal(id);
}
std::vector<Disposal> Disposals::list() const {
    return engine_->all<Disposal>("disposals");
}

void Disposals::approve(const std::string& id) {
    decide_disposal(*engine_, id, true, "");
}
void Disposals::reject(const std::string& id, const std::string& reason) {
    decide_disposal(*engine_, id, false, reason);
}

} // namespace almirah
