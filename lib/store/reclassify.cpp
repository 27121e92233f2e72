// Moving records to another series.
#include "store/filing.hpp"
#include "store/guard.hpp"
#include "store/record_change.hpp"

#include <algorithm>

namespace almirah {

namespace {

constexpr std::size_t batch = 2000; ///< Records per entry of the register.

/// Says what would become of the record, and makes it so where it may go.
Reclassified reclassify_one(const Law& law, Record& record, const std::string& to, Date today) {
    const model::NextStep before = law.governing(record).next;
    Reclassified result{record.id, record.series, before.due_on};
    const std::string held = why_held(law, record);
    if (record.state == RecordState::destroyed || record.state == RecordState::transferred)
        result.why_not = std::string("it is ") + format::name_of(record.state);
    else if (record.series == to)
        result.why_not = "it is in " + to + " already";
    else if (!held.empty())
        result.why_not = "it is held by " + held;
    else
        result.why_not = law.why_not_reclassified(record, to, today);
    if (!result.why_not.empty()) return result;
    Record moved = record;
    std::erase(moved.also_in, to);
    moved.series = to;
    const model::NextStep after = law.governing(moved).next;
    result.why_not = why_not_earlier(before, after);
    result.due_after = after.due_on;
    if (result.why_not.empty()) record = std::move(moved);
    return result;
}

void require_target(Engine& engine, const std::string& to) {
    if (const auto fault = FilingChecks(engine).fault_of_series(to); !fault.empty())
        throw Error(Code::not_found, "series '" + to + "': " + fault);
}

std::string dates_in_words(const Reclassified& moved) {
    const auto date = [](const std::optional<Date>& on) { return on ? to_string(*on) : "no date"; };
    return moved.due_before == moved.due_after
               ? "; its date stays"
               : "; due " + date(moved.due_after) + " instead of " + date(moved.due_before);
}

/// One entry with those of the ids that may go. `named`: all of them or none. `results` are added before the
/// entry is written: what fails after it would say that nothing is done.
void reclassify_some(Engine& engine, const Reclassification& what, const std::vector<std::string>& ids,
                     bool named, std::vector<Reclassified>& results) {
    Turn turn(engine, "record.classify", what.to);
    require_target(engine, what.to);
    const Law law(engine);
    const auto branch = law.branch(what.branch);
    Draft draft = turn.begin("record.reclassify");
    std::vector<std::string> moved;
    for (const auto& id : ids) {
        Record record = engine.record(id);
        if (!named && !branch.contains(record.series)) continue; // moved by somebody else
        results.push_back(reclassify_one(law, record, what.to, turn.today()));
        if (named && !results.back().why_not.empty())
            throw Refused(what.to, id,
                          id + " must not be moved to the series " + what.to + ": " + results.back().why_not);
        if (!results.back().why_not.empty()) continue;
        draft.put(format::record_path(id), record);
        moved.push_back(id);
    }
    if (moved.empty()) return;
    add_record_subjects(draft, moved);
    draft.subject("series", what.to);
    draft.say("Move " + (named && ids.size() == 1 ? ids.front() : records_in_words(moved.size())) +
                  (what.branch.empty() || named ? "" : " of the series " + what.branch) + " to the series " +
                  what.to + (named && ids.size() == 1 ? dates_in_words(results.front()) : ""),
              what.reason);
    turn.commit(std::move(draft));
}

/// The records of a branch, but those that are in the series they are to go to.
std::vector<std::string> records_of_branch(Engine& engine, const Reclassification& what) {
    (void)engine.series(what.branch);
    RecordQuery query;
    query.series = what.branch;
    std::vector<std::string> ids;
    for (const auto& line : engine.ask([&](const index::Index& index) { return index.records(query); }))
        if (line.series != what.to && line.state != RecordState::destroyed) ids.push_back(line.id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

std::vector<Reclassified> try_out(Engine& engine, const std::vector<std::string>& ids,
                                  const std::string& to) {
    require_target(engine, to);
    const Law law(engine);
    std::vector<Reclassified> results;
    for (const auto& id : ids) {
        Record record = engine.record(id);
        results.push_back(reclassify_one(law, record, to, engine.today()));
    }
    return results;
}

} // namespace

std::vector<Reclassified> Records::reclassify(const Reclassification& what, const Progress& progress) {
    require_reason(what.reason, "moving records to another series");
    if (what.records.empty() && what.branch.empty())
        throw Error(Code::invalid_argument,
                    "no record is given to be moved; give ids, or the series they are in");
    const std::set<std::string> distinct(what.records.begin(), what.records.end());
    const std::vector<std::string> named(distinct.begin(), distinct.end());
    auto others = what.branch.empty() ? std::vector<std::string>{} : records_of_branch(*engine_, what);
    std::erase_if(others, [&](const auto& id) { return distinct.contains(id); });
    if (what.dry_run) {
        auto all = named;
        all.insert(all.end(), others.begin(), others.end());
        return try_out(*engine_, all, what.to);
    }
    std::vector<Reclassified> results;
    if (!named.empty()) reclassify_some(*engine_, what, named, true, results);
    for (std::size_t done = 0; done < others.size(); done += batch) {
        if (progress && !progress(done, others.size()))
            throw Error(Code::cancelled, "stopped after " + records_in_words(done) +
                                             "; the same command goes on with the others");
        const auto begin = others.begin() + static_cast<std::ptrdiff_t>(done);
        const auto end = others.begin() + static_cast<std::ptrdiff_t>(std::min(done + batch, others.size()));
        reclassify_some(*engine_, what, {begin, end}, false, results);
    }
    return results;
}

} // namespace almirah
