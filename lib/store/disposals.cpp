#include "store/disposals.hpp"

#include "store/due.hpp"
#include "store/filing.hpp"
#include "store/guard.hpp"
#include "store/impact.hpp"
#include "store/record_change.hpp"
#include "store/route.hpp"
#include "store/subject_digest.hpp"
#include "store/weeding.hpp"

#include <algorithm>
#include <set>

namespace almirah {

Disposal as_of(Disposal disposal, Date today) {
    if (disposal.state == DisposalState::approved && !disposal.bag && disposal.expires_on &&
        today > *disposal.expires_on)
        disposal.state = DisposalState::expired;
    return disposal;
}

void each_unfinished(Engine& engine, Date today, const std::function<void(const Disposal&)>& each) {
    using enum DisposalState;
    const auto ids = engine.ask([](const index::Index& index) { return index.unfinished_disposals(); });
    for (const auto& id : ids) {
        const Disposal disposal = as_of(engine.disposal(id), today);
        if (disposal.state == proposed || disposal.state == approved || disposal.state == carrying_out)
            each(disposal);
    }
}

namespace {

/// Of the records as they are by now, but for those that approvers left out or leave out.
std::set<std::string> series_of(Engine& engine, const Disposal& disposal,
                                const std::vector<std::string>& except = {}) {
    const std::set<std::string> left_out(except.begin(), except.end());
    std::vector<std::string> ids;
    for (const auto& item : disposal.items)
        if (!item.excluded && !left_out.contains(item.record)) ids.push_back(item.record);
    std::set<std::string> series;
    engine.each_record(ids, [&](const Record& record) { series.merge(almirah::series_of(record)); });
    return series;
}

/// Reading all records of a list is spared where no step asks for it.
std::set<std::string> series_to_submit(Engine& engine, const Disposal& disposal) {
    return asks_by_series(engine, "disposal") ? series_of(engine, disposal) : std::set<std::string>{};
}

} // namespace

void submit_list(Turn& turn, Draft& draft, Disposal& disposal) {
    disposal.approval = submit(turn, draft,
                               {.kind = "disposal",
                                .subject = "disposal " + disposal.id,
                                .digest = digest_of(disposal),
                                .author = disposal.proposed_by,
                                .approvers = approvers_of(turn.engine(), disposal),
                                .series = series_to_submit(turn.engine(), disposal),
                                .coauthors = disposal.coauthors})
                            .id;
}

int approvers_of(Engine& engine, const Disposal& disposal) {
    std::set<std::pair<std::string, std::string>> cited;
    for (const auto& item : disposal.items)
        cited.emplace(item.schedule, item.rule);
    for (const auto& item : disposal.items)
        for (const auto& paper : item.papers)
            if (const auto colon = paper.rule.find(':'); colon != std::string::npos)
                cited.emplace(paper.rule.substr(0, colon), paper.rule.substr(colon + 1));
    int most = 1;
    for (const auto& schedule : plan_in_force(engine, engine.today()).schedules)
        for (const auto& rule : schedule.rules)
            if (cited.contains({schedule.id, rule.code})) most = std::max(most, rule.approvers);
    return most;
}

namespace {

/// A list in the making, and what it leaves out: reason -> records.
struct Proposal {
    Disposal list;
    std::map<std::string, std::size_t> left_out{};
};

/// Records that stand on a list which is not finished.
std::set<std::string> listed_elsewhere(Engine& engine) {
    std::set<std::string> records;
    each_unfinished(engine, engine.today(), [&](const Disposal& disposal) {
        for (const auto& item : disposal.items)
            records.insert(item.record);
    });
    return records;
}

DisposalItem item_of(const DueLine& line) {
    DisposalItem item;
    item.record = line.evaluation.id;
    item.title = line.title;
    item.series = line.series;
    item.rule = line.evaluation.rule;
    item.schedule = line.evaluation.schedule;
    item.schedule_version = line.evaluation.schedule_version;
    item.due_on = *line.evaluation.due_on;
    return item;
}

/// Why a record that has reached its date is not on a list; none when it is.
std::set<std::string> why_left_out(const DueLine& line, const std::set<std::string>& elsewhere) {
    std::set<std::string> codes;
    for (const auto& reason : line.evaluation.reasons)
        if (reason.blocks) codes.insert(reason.code);
    if (elsewhere.contains(line.evaluation.id)) codes.insert("listed");
    return codes;
}

Proposal list_of_due(Engine& engine, const DisposalQuery& query, Date on, const std::vector<DueLine>& due) {
    Proposal proposal;
    Disposal& disposal = proposal.list;
    disposal.action = query.action;
    disposal.as_of = on;
    const auto elsewhere = listed_elsewhere(engine);
    for (const auto& line : due) {
        const auto why = why_left_out(line, elsewhere);
        if (why.empty()) disposal.items.push_back(item_of(line));
        for (const auto& code : why)
            ++proposal.left_out[code];
    }
    std::vector<std::string> ids;
    for (const auto& item : disposal.items)
        ids.push_back(item.record);
    const Law law(engine);
    auto item = disposal.items.begin();
    engine.each_record(ids, [&](const Record& record) {
        item->files = files_of(record);
        item->removes_content = query.action == Action::transfer && law.removes_after_transfer(record);
        ++item;
    });
    return proposal;
}

/// Takes items out of what is approved, for good.
void exclude(Turn& turn, Disposal& disposal, const std::vector<std::string>& except,
             const std::string& reason) {
    for (const auto& id : except) {
        const auto found = std::find_if(disposal.items.begin(), disposal.items.end(),
                                        [&](const auto& item) { return item.record == id; });
        if (found == disposal.items.end())
            throw Error(Code::not_found,
                        id + " is not on the list " + disposal.id + "; show it for its records");
        if (!found->excluded) found->excluded = Exclusion{turn.actor().login, reason, turn.now()};
    }
    if (std::all_of(disposal.items.begin(), disposal.items.end(),
                    [](const auto& item) { return item.excluded; }))
        throw Error(Code::invalid_argument,
                    "nothing of " + disposal.id + " would be left to approve; reject it instead");
}

/// Files with due papers. Only files in the series of a class have papers.
Proposal list_of_papers(Engine& engine, const DisposalQuery& query, Date on) {
    Proposal proposal;
    Disposal& disposal = proposal.list;
    disposal.action = Action::destroy;
    disposal.weeding = true;
    disposal.as_of = on;
    const Policy policy = engine.office().policy;
    const auto elsewhere = listed_elsewhere(engine);
    const Law law(engine);
    std::set<std::string> branch, files;
    engine.ask([&](const index::Index& index) {
        const auto below = query.series.empty() ? std::vector<std::string>{} : index.branch(query.series);
        branch = {below.begin(), below.end()};
        files.clear();
        for (const auto& paper_class : policy.paper_classes)
            index.each_in(paper_class.series, [&](const Record& facts) {
                if (query.series.empty() || branch.contains(facts.series)) files.insert(facts.id);
            });
        return true;
    });
    for (const auto& id : files) {
        const Record record = engine.record(id);
        const bool held = !law.holds_on(record).empty();
        if (elsewhere.contains(id)) ++proposal.left_out["listed"];
        if (held) ++proposal.left_out["held"];
        if (held || elsewhere.contains(id)) continue;
        auto item = due_papers(law, record, policy, on);
        if (!item.papers.empty()) disposal.items.push_back(std::move(item));
    }
    return proposal;
}

Proposal proposal_of(Engine& engine, const DisposalQuery& query, Date on) {
    if (!query.series.empty()) (void)engine.series(query.series);
    if (query.papers) return list_of_papers(engine, query, on);
    DueQuery due;
    due.on = on;
    due.series = query.series;
    due.action = query.action;
    due.rule = query.rule;
    due.place = query.place;
    due.year = query.year;
    due.include_blocked = true;
    return list_of_due(engine, query, on, due_lines(engine, due));
}

/// "10 held, 2 listed"
std::string left_out_in_words(const Proposal& proposal) {
    std::string text;
    for (const auto& [code, records] : proposal.left_out)
        text += (text.empty() ? "" : ", ") + std::to_string(records) + " " + code;
    return text;
}

/// Throws not_found, with what is left out, when nothing would be on the list.
Disposal list_of(Engine& engine, const DisposalQuery& query, Date on) {
    Proposal proposal = proposal_of(engine, query, on);
    if (!proposal.list.items.empty()) return std::move(proposal.list);
    const std::string left_out = left_out_in_words(proposal);
    throw Error(Code::not_found,
                (query.papers ? "no paper inside a file is due"
                              : std::string("nothing is due to ") + format::name_of(query.action)) +
                    (query.series.empty() ? "" : " in " + query.series) + " on " + to_string(on) +
                    (left_out.empty() ? "" : " but what is left out: " + left_out) +
                    (query.papers ? "; the fly-leaf of a file shows its papers"
                                  : "; see what is due and blocked with due --all"));
}

void check_query(const DisposalQuery& query) {
    if (query.action == Action::keep)
        throw Error(Code::invalid_argument, "keeping needs no disposal; choose destroy, transfer or review");
    if (query.papers && query.action != Action::destroy)
        throw Error(Code::invalid_argument, "papers are weeded, that is destroyed; leave the action out");
}

} // namespace

Approval decide_disposal(Engine& engine, const std::string& id, const Ballot& ballot,
                         const std::vector<std::string>& except) {
    Turn turn(engine, deciding, id);
    Disposal disposal = engine.disposal(id);
    if (disposal.state != DisposalState::proposed)
        throw Error(Code::conflict, "the disposal " + id + " is " + format::name_of(disposal.state) +
                                        "; it awaits no approval");
    Draft draft = turn.begin(operation_of("disposal", ballot.vote));
    const Approval approval =
        decide(turn, draft, disposal.approval,
               {digest_of(disposal), "", [&] { return series_of(engine, disposal, except); }}, ballot);
    exclude(turn, disposal, except, ballot.reason);
    if (approval.state == ApprovalState::approved) take_effect(turn, draft, disposal);
    if (approval.state == ApprovalState::rejected) disposal.state = DisposalState::rejected;
    draft.put(format::disposal_path(id), disposal);
    draft.subject("disposal", id);
    draft.say(verb_of(ballot.vote) + " the disposal " + id + " of " +
                  records_in_words(disposal.items.size()) + on_behalf(approval) +
                  (except.empty() ? "" : ", but for " + records_in_words(except.size())),
              ballot.reason);
    turn.commit(std::move(draft));
    return approval;
}

void withdraw_disposal(Engine& engine, const std::string& id, const std::string& reason) {
    require_reason(reason, "withdrawing a list");
    Turn turn(engine, "disposal.propose", id);
    Disposal disposal = engine.disposal(id);
    if (disposal.state != DisposalState::proposed && disposal.state != DisposalState::approved)
        throw Error(Code::conflict, "the disposal " + id + " is " + format::name_of(disposal.state) +
                                        "; only one that was not begun is withdrawn");
    Draft draft = turn.begin("disposal.withdraw");
    end_approval(turn, draft, disposal.approval, ApprovalState::withdrawn, reason);
    disposal.state = DisposalState::withdrawn;
    disposal.withdrawn_reason = reason;
    draft.put(format::disposal_path(id), disposal);
    draft.subject("disposal", id);
    draft.say("Withdraw the disposal " + id + " of " + records_in_words(disposal.items.size()), reason);
    turn.commit(std::move(draft));
}

Disposal Disposals::propose(const DisposalQuery& query) {
    const Date on = query.on.value_or(engine_->today());
    check_query(query);
    if (query.dry_run) return list_of(*engine_, query, on);
    Turn turn(*engine_, "disposal.propose", query.series);
    Disposal disposal = list_of(*engine_, query, on);
    disposal.id = turn.next_serial_id('D');
    disposal.proposed_by = turn.actor().login;
    disposal.proposed_at = turn.now();
    Draft draft = turn.begin("disposal.propose");
    submit_list(turn, draft, disposal);
    draft.put(format::disposal_path(disposal.id), disposal);
    draft.subject("disposal", disposal.id);
    std::vector<std::string> records;
    for (const auto& item : disposal.items)
        records.push_back(item.record);
    add_record_subjects(draft, records);
    draft.say("Propose the disposal " + disposal.id + ": " +
              (disposal.weeding ? "weed papers of" : format::name_of(disposal.action)) + " " +
              records_in_words(disposal.items.size()) + " due on " + to_string(on));
    turn.commit(std::move(draft));
    return disposal;
}

std::vector<NotListed> Disposals::left_out(const DisposalQuery& query) const {
    check_query(query);
    std::vector<NotListed> counts;
    for (const auto& [code, records] :
         proposal_of(*engine_, query, query.on.value_or(engine_->today())).left_out)
        counts.push_back({code, records});
    std::stable_sort(counts.begin(), counts.end(),
                     [](const NotListed& a, const NotListed& b) { return a.records > b.records; });
    return counts;
}

Disposal Disposals::get(const std::string& id) const {
    return as_of(engine_->disposal(id), engine_->today());
}
std::vector<Disposal> Disposals::list() const {
    auto all = engine_->all<Disposal>("disposals");
    for (auto& disposal : all)
        disposal = as_of(std::move(disposal), engine_->today());
    return all;
}

void Disposals::approve(const std::string& id) {
    decide_disposal(*engine_, id, {});
}
void Disposals::approve(const std::string& id, const std::vector<std::string>& except,
                        const std::string& reason) {
    if (!except.empty()) require_reason(reason, "leaving records out of an approval");
    decide_disposal(*engine_, id, {.reason = reason}, except);
}
void Disposals::reject(const std::string& id, const std::string& reason) {
    decide_disposal(*engine_, id, {Vote::reject, reason});
}

void Disposals::withdraw(const std::string& id, const std::string& reason) {
    withdraw_disposal(*engine_, id, reason);
}

} // namespace almirah
