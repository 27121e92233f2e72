// Loading schedules: the next version of one, in force at once or after approval.
#include "base/digest.hpp"
#include "model/evaluate.hpp"
#include "store/route.hpp"

#include <algorithm>

namespace almirah {

namespace {

constexpr const char* in_force = "in force";
constexpr const char* awaiting = "awaiting approval";

using Files = std::vector<format::ScheduleFile>;

Files versions_of(Engine& engine, const std::string& id) {
    Files files = engine.all<format::ScheduleFile>("schedules");
    std::erase_if(files, [&](const auto& file) { return file.schedule.id != id; });
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return a.schedule.version < b.schedule.version; });
    return files;
}

void check_reading(const ScheduleReading& reading) {
    if (!reading.problems.empty())
        throw Error(Code::invalid_argument, to_string(reading.problems.front()) + " (" +
                                                std::to_string(reading.problems.size()) +
                                                " problems in all; nothing is loaded)");
    if (reading.schedule.rules.empty())
        throw Error(Code::invalid_argument, reading.schedule.source + ": has no rules; nothing is loaded");
    for (const auto& rule : reading.schedule.rules)
        if (const auto faults = model::faults_of(rule); !faults.empty())
            throw Error(Code::invalid_argument, "the rule " + rule.code + " is illegal: " + faults.front());
}

const Series* find_series(const std::vector<Series>& series, const std::string& code) {
    const auto found =
        std::find_if(series.begin(), series.end(), [&](const Series& s) { return s.code == code; });
    return found == series.end() ? nullptr : &*found;
}

/// Every parent is in the file or in the store, and no series lies under itself.
void check_tree(const std::vector<Series>& known, const std::vector<Series>& read) {
    for (const auto& series : read) {
        std::size_t steps = 0;
        for (std::string above = series.under; !above.empty();) {
            const Series* parent = find_series(read, above);
            if (!parent) parent = find_series(known, above);
            if (!parent)
                throw Error(Code::not_found, "no series " + above + " for " + series.code +
                                                 " to lie under; add it to the file, or to the store first");
            if (++steps > known.size() + read.size())
                throw Error(Code::invalid_argument, "the series " + series.code + " would lie under itself");
            above = parent->under;
        }
    }
}

/// Series that a file adds, or gives another rule.
struct SeriesChanges {
    std::vector<Series> changed;
    std::size_t added = 0;
};

SeriesChanges series_changes(Engine& engine, const format::ScheduleFile& file) {
    const auto known = engine.all<Series>("series");
    check_tree(known, file.series);
    SeriesChanges changes;
    for (Series series : file.series) {
        series.schedule = series.rule.empty() ? "" : file.schedule.id;
        if (const Series* there = find_series(known, series.code)) {
            series.closed = there->closed;
            if (*there == series) continue;
        } else {
            ++changes.added;
        }
        changes.changed.push_back(std::move(series));
    }
    return changes;
}

/// What an approval of a schedule binds to: everything of it but what the approval itself changes.
std::string schedule_manifest(format::ScheduleFile file) {
    file.approval.clear();
    file.state.clear();
    return format::encode(file);
}

/// Rules and series take force together.
void put_in_force(Draft& draft, Files& versions, format::ScheduleFile& file, const SeriesChanges& changes) {
    for (const auto& series : changes.changed) {
        draft.put(format::series_path(series.code), series);
        draft.subject("series", series.code);
    }
    for (auto& other : versions) {
        if (other.state != in_force) continue;
        other.state = "superseded";
        draft.put(format::schedule_path(other.schedule.id, other.schedule.version), other);
    }
    file.state = in_force;
}

} // namespace

ScheduleLoaded Retention::load(const ScheduleReading& reading) {
    check_reading(reading);
    Turn turn(*engine_, "schedule.load", reading.schedule.id);
    Files versions = versions_of(*engine_, reading.schedule.id);
    Draft draft = turn.begin("schedule.load");
    format::ScheduleFile file{reading.schedule, turn.now(), turn.actor().login, "", "", reading.series};
    file.schedule.version = versions.empty() ? 1 : versions.back().schedule.version + 1;
    const SeriesChanges changes = series_changes(*engine_, file);
    ScheduleLoaded loaded{file.schedule.id, file.schedule.version, false, "", changes.added};
    const auto current =
        std::find_if(versions.begin(), versions.end(), [](const auto& v) { return v.state == in_force; });
    if (current != versions.end() && current->schedule.rules == file.schedule.rules &&
        changes.changed.empty())
        throw Error(Code::already_exists,
                    "the rules of " + reading.schedule.source + " are those in force, version " +
                        std::to_string(current->schedule.version) + "; nothing is loaded");
    const std::string name = file.schedule.id + "/" + std::to_string(file.schedule.version);
    if (route_for(*engine_, "schedule")) {
        file.state = awaiting;
        const std::string digest = base::sha256_hex(schedule_manifest(file));
        file.approval = submit(turn, draft, {"schedule", "schedule " + name, digest, turn.actor().login}).id;
        loaded.approval = file.approval;
    } else {
        put_in_force(draft, versions, file, changes);
        loaded.in_force = true;
    }
    draft.put(format::schedule_path(file.schedule.id, file.schedule.version), file);
    draft.subject("schedule", file.schedule.id);
    draft.say("Load the schedule " + file.schedule.id + " version " + std::to_string(file.schedule.version) +
              ", " + std::to_string(file.schedule.rules.size()) + " rules from " + file.schedule.source +
              (loaded.in_force ? "; it is in force" : "; it awaits approval"));
    turn.commit(std::move(draft));
    return loaded;
}

void Retention::approve(const std::string& id, int version, bool approved, const std::string& reason) {
    Turn turn(*engine_, "approval.decide", id);
    Files versions = versions_of(*engine_, id);
    const auto found = std::find_if(versions.begin(), versions.end(),
                                    [&](const auto& v) { return v.schedule.version == version; });
    if (found == versions.end())
        throw Error(Code::not_found,
                    "no version " + std::to_string(version) + " of the schedule " + id + "; see its history");
    if (found->state != awaiting)
        throw Error(Code::conflict, "version " + std::to_string(version) + " of the schedule " + id + " is " +
                                        found->state + "; it awaits no approval");
    format::ScheduleFile file = *found;
    Draft draft = turn.begin(approved ? "schedule.approve" : "schedule.reject");
    const Approval approval =
        decide(turn, draft, file.approval, base::sha256_hex(schedule_manifest(file)), approved, reason);
    if (approval.state == ApprovalState::approved)
        put_in_force(draft, versions, file, series_changes(*engine_, file));
    if (approval.state == ApprovalState::rejected) file.state = "rejected";
    draft.put(format::schedule_path(id, version), file);
    draft.subject("schedule", id);
    draft.say(std::string(approved ? "Approve" : "Reject") + " the schedule " + id + " version " +
                  std::to_string(version) + (file.state == in_force ? "; it is in force" : ""),
              reason);
    turn.commit(std::move(draft));
}

std::vector<ScheduleVersion> Retention::schedules() const {
    std::vector<ScheduleVersion> result;
    for (const auto& file : engine_->all<format::ScheduleFile>("schedules"))
        result.push_back({file.schedule.id, file.schedule.version, file.state, file.at, file.by,
                          file.schedule.source, file.schedule.sha256, file.schedule.rules.size(),
                          file.approval});
    std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) {
        return std::tie(a.id, a.version) < std::tie(b.id, b.version);
    });
    return result;
}

Schedule Retention::schedule(const std::string& id, int version) const {
    for (const auto& file : versions_of(*engine_, id))
        if (version == 0 ? file.state == in_force : file.schedule.version == version) return file.schedule;
    throw Error(Code::not_found,
                version == 0 ? "no schedule " + id + " in force; load it, or see the history of schedules"
                             : "no version " + std::to_string(version) + " of the schedule " + id +
                                   "; see its history");
}

} // namespace almirah
