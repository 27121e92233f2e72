#include "store/weeding.hpp"

#include "model/evaluate.hpp"
#include "model/paper.hpp"
#include "store/filing.hpp"
#include "store/guard.hpp"
#include "store/turn.hpp"

#include <algorithm>

namespace almirah {

namespace {

/// The paper as a list names it, when it may be weeded on the day.
std::optional<WeededPaper> due_paper(const Law& law, const Record& record, const Paper& paper,
                                     const Policy& policy, Date on) {
    if (!paper.weeded.empty()) return std::nullopt;
    if (paper.superfluous) {
        if (record.state != RecordState::closed || !record.closed || on < *record.closed) return std::nullopt;
        // What a file lacks for its destruction stops whatever would leave it (R55, R56).
        const auto* const cited = law.rule_of(record, law.governing(record));
        const auto blocked = model::blocked_from(record, Action::destroy, {cited}, 0, policy);
        if (blocked && *blocked <= on) return std::nullopt;
        return WeededPaper{paper.serial, paper.title, paper.paper_class, "", *record.closed};
    }
    const Evaluation now = law.evaluate(model::as_class(record, paper.paper_class, policy), on);
    if (!now.eligible || now.action != Action::destroy) return std::nullopt;
    return WeededPaper{paper.serial, paper.title, paper.paper_class, now.schedule + ":" + now.rule,
                       *now.due_on};
}

bool living(const Record& record) {
    return record.state == RecordState::open || record.state == RecordState::closed;
}

} // namespace

DisposalItem due_papers(const Law& law, const Record& record, const Policy& policy, Date on) {
    DisposalItem item;
    item.record = record.id;
    item.title = record.title.text;
    item.series = record.series;
    if (!living(record) || !law.holds_on(record).empty()) return item;
    for (const auto& paper : record.papers) {
        const auto due = due_paper(law, record, paper, policy, on);
        if (!due) continue;
        item.papers.push_back(*due);
        item.due_on = item.papers.size() == 1 ? due->due_on : std::max(item.due_on, due->due_on);
        const auto files = model::files_of(record, paper);
        item.files.insert(item.files.end(), files.begin(), files.end());
    }
    return item;
}

std::string why_not_weedable(const Law& law, const Record& record, const Policy& policy, Date today,
                             const DisposalItem& item) {
    std::string holds;
    for (const auto& hold : law.holds_on(record))
        holds += (holds.empty() ? "Held by " : ", ") + hold.id + ": " + hold.reason;
    if (!holds.empty()) return holds;
    const DisposalItem now = due_papers(law, record, policy, today);
    std::vector<ContentFile> files;
    for (const auto& paper : item.papers) {
        if (std::find(now.papers.begin(), now.papers.end(), paper) == now.papers.end())
            return "paper " + std::to_string(paper.serial) +
                   " is no longer what was approved, or not due: propose it again";
        for (const auto& there : record.papers)
            if (there.serial == paper.serial)
                for (auto& file : model::files_of(record, there))
                    files.push_back(std::move(file));
    }
    if (files != item.files) return "its content changed after the list was proposed: propose it again";
    return "";
}

void weed(Draft& draft, const std::string& disposal, const DisposalItem& item, const Policy& policy,
          Record& record) {
    for (auto& paper : record.papers) {
        const bool goes = std::any_of(item.papers.begin(), item.papers.end(),
                                      [&](const WeededPaper& w) { return w.serial == paper.serial; });
        if (!goes) continue;
        paper.weeded = disposal;
        for (auto& version : record.versions)
            for (auto& file : version.files)
                if (file.gone.empty() &&
                    std::find(paper.files.begin(), paper.files.end(), file.name) != paper.files.end()) {
                    file.gone = disposal;
                    draft.remove_content(format::record_content_path(record.id, version.number, file.name));
                }
    }
    model::follow_classes(record, policy);
}

void Records::set_papers(const std::string& id, const std::vector<Paper>& papers, const std::string& reason) {
    if (papers.empty()) throw Error(Code::invalid_argument, "no paper is given for the fly-leaf; give one");
    Turn turn(*engine_, "record.classify", id);
    Record record = engine_->record(id);
    if (!living(record))
        throw Refused(format::name_of(record.state), id,
                      id + " is " + format::name_of(record.state) +
                          "; its fly-leaf can no longer be changed");
    refuse_unless_free(Law(*engine_), record, "given another fly-leaf");
    const Record before = record;
    const Policy policy = engine_->office().policy;
    if (const auto fault = model::set_papers(record, papers, policy); !fault.empty())
        throw Error(Code::invalid_argument, id + ": " + fault);
    if (record == before) throw Error(Code::conflict, id + " has this fly-leaf already; nothing is changed");
    model::follow_classes(record, policy);
    if (const auto fault = FilingChecks(*engine_).fault_of_links(record); fault.found())
        throw Error(fault.code, "series '" + fault.value + "' of a class of papers: " + fault.message);
    Draft draft = turn.begin("record.papers");
    draft.put(format::record_path(id), record);
    draft.subject("record", id);
    draft.say("Fly-leaf of " + id + ": " + std::to_string(record.papers.size()) +
                  (record.papers.size() == 1 ? " paper" : " papers"),
              reason);
    turn.commit(std::move(draft));
}

} // namespace almirah
