// Evidence on retention: the file plan, the rules in force, what was disposed of and what is held.
#include "exchange/certificate.hpp"
#include "exchange/checklist.hpp"
#include "model/timeline.hpp"
#include "store/disposals.hpp"
#include "store/evidence.hpp"
#include "store/filing.hpp"
#include "store/restriction.hpp"

#include <algorithm>
#include <map>

namespace almirah {

namespace {

using exchange::withheld;

/// The version of each schedule in force on a day, of those that ever were.
std::vector<format::ScheduleFile> schedules_in_force(const Evidence& evidence) {
    std::map<std::string, format::ScheduleFile> newest;
    evidence.engine.each<format::ScheduleFile>("schedules", [&](format::ScheduleFile file) {
        if (file.state != "in force" && file.state != "approved" && file.state != "superseded") return;
        if (evidence.plan.until < file.effective_on.value_or(evidence.day_of(file.at))) return;
        auto& known = newest[file.schedule.id];
        if (known.schedule.version < file.schedule.version) known = std::move(file);
    });
    std::vector<format::ScheduleFile> files;
    for (auto& [id, file] : newest)
        files.push_back(std::move(file));
    return files;
}

std::string steps_of(const Rule& rule) {
    std::vector<std::string> steps;
    for (const auto& step : rule.steps)
        steps.push_back(to_string(step.after) + " " + format::name_of(step.action));
    return cell_of_all(steps);
}

std::string cited(const DisposalItem& item) {
    if (item.rule.empty()) return "";
    return item.schedule + ":" + item.rule + " v" + std::to_string(item.schedule_version);
}

/// What the pack must not tell of is left out of the list; the digests stay.
void withhold(Evidence& evidence, Disposal& disposal) {
    if (evidence.plan.restricted) return;
    std::vector<std::string> ids;
    for (const auto& item : disposal.items)
        ids.push_back(item.record);
    std::size_t at = 0;
    evidence.engine.each_record(ids, [&](const Record& record) {
        DisposalItem& item = disposal.items[at++];
        if (!is_restricted(record)) return;
        evidence.withheld.insert(record.id);
        item.title = withheld;
        for (auto& file : item.files)
            file.name = withheld;
        for (auto& paper : item.papers)
            paper.title = withheld;
    });
}

/// The certificate in the pack's languages and for programs; returns its name in the pack.
std::string enclose_certificate(Evidence& evidence, const Disposal& disposal) {
    if (disposal.state != DisposalState::carried_out) return "";
    const auto facts = certificate_facts(evidence.engine, disposal);
    const std::string path = "certificates/" + disposal.id;
    evidence.enclose(path + ".json", exchange::certificate_json(facts));
    const std::string& language = evidence.plan.language;
    evidence.enclose(path + ".txt", exchange::certificate_text(facts, language.empty() ? "en" : language));
    if (language.empty()) evidence.enclose(path + ".hi.txt", exchange::certificate_text(facts, "hi"));
    return path + ".txt";
}

void add_disposal(Evidence& evidence, Disposal disposal) {
    withhold(evidence, disposal);
    const std::string certificate = enclose_certificate(evidence, disposal);
    for (const auto& item : disposal.items) {
        std::uint64_t size_bytes = 0;
        for (const auto& file : item.files)
            size_bytes += file.size_bytes;
        evidence.add({disposal.id,
                      disposal.weeding ? "weed" : format::name_of(disposal.action),
                      cell(disposal.carried_out_at),
                      disposal.carried_out_by,
                      disposal.how.method,
                      disposal.how.witness,
                      disposal.how.place,
                      disposal.how.recipient,
                      disposal.how.authority,
                      disposal.approval,
                      item.record,
                      item.title,
                      item.series,
                      cited(item),
                      to_string(item.due_on),
                      format::name_of(item.outcome),
                      item.why,
                      std::to_string(item.files.size()),
                      std::to_string(size_bytes),
                      certificate});
    }
}

} // namespace

void gather_series(Evidence& evidence) {
    Engine& engine = evidence.engine;
    std::map<std::string, StatisticsLine> counts;
    for (auto& line :
         engine.ask([&](const index::Index& index) { return index.statistics({}, engine.today()); }))
        counts[line.group] = line;
    for (const auto& series : engine.all<Series>("series")) {
        const StatisticsLine& count = counts[series.code];
        evidence.add({series.code, cell(evidence, series.title), series.under, series.schedule, series.rule,
                      cell(series.closed), std::to_string(count.records), std::to_string(count.size_bytes)});
    }
}

void gather_retention(Evidence& evidence) {
    for (const auto& file : schedules_in_force(evidence)) {
        const Schedule& schedule = file.schedule;
        const Date from = file.effective_on.value_or(evidence.day_of(file.at));
        for (const auto& rule : schedule.rules)
            evidence.add({schedule.id, std::to_string(schedule.version), to_string(from), rule.code,
                          cell(evidence, rule.title), rule.record_class, format::name_of(rule.state),
                          rule.triggers.empty() ? "" : model::triggers_in_words(rule), steps_of(rule),
                          format::name_of(rule.cutoff), rule.disposition, rule.authority});
    }
}

void gather_disposals(Evidence& evidence) {
    evidence.engine.each<Disposal>("disposals", [&](Disposal disposal) {
        if (evidence.within(disposal.carried_out_at)) add_disposal(evidence, std::move(disposal));
    });
}

namespace {

std::string ranges_in_words(const std::vector<std::string>& ids) {
    std::string text;
    for (const auto& range : record_ranges(ids))
        text += (text.empty() ? "" : " ") + range;
    return text;
}

} // namespace

void gather_holds(Evidence& evidence) {
    const auto held_by = [&](const std::string& hold) {
        std::vector<std::string> ids;
        for (const auto& line :
             evidence.engine.ask([&](const index::Index& index) { return index.held_by(hold); }))
            ids.push_back(line.id);
        return ids;
    };
    evidence.engine.each<Hold>("holds", [&](const Hold& hold) {
        if (!evidence.overlaps(hold.placed_at, hold.released_at)) return;
        const auto held = held_by(hold.id);
        evidence.add({hold.id, hold.reason, hold.reference, hold.ordered_by, hold.placed_by,
                      to_string(hold.placed_at), std::to_string(held.size()), cell(!hold.standing.empty()),
                      cell(hold.released_at), hold.released_by, hold.release_reason, ranges_in_words(held)});
    });
}

} // namespace almirah
