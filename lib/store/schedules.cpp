// Loading schedules: the next version of one, in force at once or after approval.
#include "model/evaluate.hpp"
#include "store/impact.hpp"
#include "store/record_change.hpp"
#include "store/route.hpp"
#include "store/subject_digest.hpp"

#include <algorithm>

namespace almirah {

namespace {

constexpr const char* in_force_state = "in force";
constexpr const char* awaiting = "awaiting approval";
constexpr const char* approved = "approved";
constexpr const char* draft_state = "draft";
constexpr const char* superseded = "superseded";

using Files = std::vector<format::ScheduleFile>;

Files versions_of(Engine& engine, const std::string& id) {
    Files files = schedules_on(engine, engine.today());
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

/// A class of records is kept no longer than the office's policy lets it be (R71).
void check_limits(Engine& engine, const Schedule& schedule) {
    const Policy policy = engine.office().policy;
    for (const auto& rule : schedule.rules)
        if (const std::string why = model::beyond_limit(rule, policy); !why.empty())
            throw Refused("class-limit", schedule.id,
                          "the rule " + rule.code + " keeps records longer than the policy allows: " + why +
                              "; shorten it or change the policy");
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

bool is_or_was_in_force(const format::ScheduleFile& file) {
    return file.state == in_force_state || file.state == approved || file.state == superseded;
}

/// "GEN/2"
std::string name_of(const format::ScheduleFile& file) {
    return file.schedule.id + "/" + std::to_string(file.schedule.version);
}

/// The series of a file as they will be, and how many of them are new.
struct SeriesChanges {
    std::vector<Series> changed;
    std::size_t added = 0;
};

SeriesChanges series_changes(const Plan& before, const Plan& after) {
    SeriesChanges changes;
    for (const Series& series : after.series) {
        const Series* there = find_series(before.series, series.code);
        if (there && *there == series) continue;
        changes.added += !there;
        changes.changed.push_back(series);
    }
    return changes;
}

/// A version that is to take force, beside what is in force.
struct Change {
    Plan before, after;
    ScheduleImpact impact;
};

Change change_by(Engine& engine, const format::ScheduleFile& file) {
    Change change{plan_in_force(engine, engine.today()), {}, {}};
    check_tree(change.before.series, file.series);
    change.after = plan_with(change.before, file);
    refuse_shortening(change.before, change.after);
    change.impact = impact_between(engine, change.before, change.after, file, engine.today());
    return change;
}

/// Who loaded the same rules before, in a version that never took force.
std::set<std::string> who_loaded_the_same(const Files& versions, const format::ScheduleFile& file) {
    std::set<std::string> people;
    for (const auto& other : versions)
        if (other.schedule.version != file.schedule.version && !is_or_was_in_force(other) &&
            other.schedule.rules == file.schedule.rules)
            people.insert(other.by);
    return people;
}

/// Series are bound otherwise when the version takes force, and not before; new ones can be filed into.
void take_force(Turn& turn, Draft& draft, const Files& versions, format::ScheduleFile& file,
                const Change& change) {
    file.state = approved;
    const bool later = file.effective_on && *file.effective_on > turn.today();
    for (const auto& series : series_changes(change.before, change.after).changed) {
        if (later && find_series(change.before.series, series.code)) continue;
        draft.put(format::series_path(series.code), series);
        draft.subject("series", series.code);
    }
    if (later) return;
    for (auto other : versions) {
        if (other.state != in_force_state || other.schedule.version == file.schedule.version) continue;
        other.state = superseded;
        draft.put(format::schedule_path(other.schedule.id, other.schedule.version), other);
    }
    file.state = in_force_state;
}

/// Puts a version that is to take force on its way: to its approval, or into force.
void put_on_its_way(Turn& turn, Draft& draft, const Files& versions, format::ScheduleFile& file,
                    const Change& change) {
    Engine& engine = turn.engine();
    file.impact = change.impact;
    // Nothing becomes due earlier without somebody else having approved of it (R45).
    const bool routed = route_for(engine, "schedule").has_value();
    if (!routed && change.impact.earlier == 0) return take_force(turn, draft, versions, file, change);
    file.state = awaiting;
    file.approval.clear();
    const std::string digest = digest_of(file);
    file.approval = submit(turn, draft,
                           {.kind = routed ? "schedule" : "disposal",
                            .subject = "schedule " + name_of(file),
                            .digest = digest,
                            .author = file.by,
                            .coauthors = who_loaded_the_same(versions, file)})
                        .id;
}

std::string state_in_words(const format::ScheduleFile& file) {
    if (file.state == in_force_state) return "; it is in force";
    if (file.state == approved) return "; it takes force on " + to_string(*file.effective_on);
    if (file.state == awaiting) return "; it awaits approval";
    return "; it is a draft";
}

/// What history says of series that existing records are in; a list that is too long to be read is cut.
std::string rebound_in_words(const ScheduleImpact& impact) {
    constexpr std::size_t told = 20;
    std::string text;
    for (std::size_t i = 0; i < impact.rebound.size() && i < told; ++i)
        text += "; " + impact.rebound[i];
    if (impact.rebound.size() > told)
        text += "; and " + std::to_string(impact.rebound.size() - told) + " series more";
    return text;
}

ScheduleLoaded loaded_as(const format::ScheduleFile& file, const Change& change) {
    return {file.schedule.id, file.schedule.version, file.state == in_force_state,
            file.state,       file.approval,         series_changes(change.before, change.after).added,
            change.impact};
}

void put_version(Draft& draft, const format::ScheduleFile& file) {
    draft.put(format::schedule_path(file.schedule.id, file.schedule.version), file);
    draft.subject("schedule", file.schedule.id);
}

void refuse_the_same(const Files& versions, const format::ScheduleFile& file, const Change& change) {
    const auto current = std::find_if(versions.begin(), versions.end(),
                                      [](const auto& v) { return v.state == in_force_state; });
    if (current != versions.end() && current->schedule.rules == file.schedule.rules &&
        series_changes(change.before, change.after).changed.empty())
        throw Error(Code::already_exists,
                    "the rules of " + file.schedule.source + " are those in force, version " +
                        std::to_string(current->schedule.version) + "; nothing is loaded");
}

const format::ScheduleFile& require_version(const Files& versions, const std::string& id, int version) {
    const auto found = std::find_if(versions.begin(), versions.end(),
                                    [&](const auto& v) { return v.schedule.version == version; });
    if (found == versions.end())
        throw Error(Code::not_found,
                    "no version " + std::to_string(version) + " of the schedule " + id + "; see its history");
    return *found;
}

/// Throws conflict when by now more records of a series would be due earlier than was reported.
void require_report_holds(const format::ScheduleFile& file, const ScheduleImpact& now) {
    std::map<std::string, std::size_t> reported;
    if (file.impact)
        for (const auto& line : file.impact->series)
            reported[line.series] = line.earlier;
    for (const auto& line : now.series)
        if (line.earlier > reported[line.series])
            throw Error(Code::conflict,
                        name_of(file) + " would by now make " + records_in_words(line.earlier) + " of " +
                            line.series + " due earlier, and its report says " +
                            std::to_string(reported[line.series]) + "; submit it again for a new report");
}

format::ScheduleFile file_of(const ScheduleReading& reading, int version) {
    format::ScheduleFile file;
    file.schedule = reading.schedule;
    file.schedule.version = version;
    for (Rule& rule : file.schedule.rules)
        if (!rule.destroys_open) rule.destroys_open = false;
    file.series = reading.series;
    file.state = draft_state;
    return file;
}

} // namespace

ScheduleImpact Retention::impact(const ScheduleReading& reading) const {
    check_reading(reading);
    return change_by(*engine_, file_of(reading, 0)).impact;
}

ScheduleImpact Retention::impact(const std::string& id, int version) const {
    const auto file = require_version(versions_of(*engine_, id), id, version);
    return file.impact ? *file.impact : change_by(*engine_, file).impact;
}

ScheduleLoaded Retention::load(const ScheduleReading& reading, const ScheduleLoading& how) {
    check_reading(reading);
    Turn turn(*engine_, "schedule.load", reading.schedule.id);
    check_limits(*engine_, reading.schedule);
    const Files versions = versions_of(*engine_, reading.schedule.id);
    Draft draft = turn.begin("schedule.load");
    settle(turn, draft);
    auto file = file_of(reading, versions.empty() ? 1 : versions.back().schedule.version + 1);
    file.at = turn.now();
    file.by = turn.actor().login;
    file.effective_on = how.effective_on;
    if (!file.schedule.review_every && !versions.empty())
        file.schedule.review_every = versions.back().schedule.review_every;
    const Change change = change_by(*engine_, file);
    refuse_the_same(versions, file, change);
    if (!how.draft) put_on_its_way(turn, draft, versions, file, change);
    put_version(draft, file);
    draft.say("Load the schedule " + file.schedule.id + " version " + std::to_string(file.schedule.version) +
              ", " + std::to_string(file.schedule.rules.size()) + " rules from " + file.schedule.source +
              state_in_words(file) + rebound_in_words(change.impact));
    auto loaded =
        loaded_as(file, change); // before: what fails after the commit would say that nothing is done
    turn.commit(std::move(draft));
    return loaded;
}

ScheduleLoaded Retention::submit(const std::string& id, int version) {
    Turn turn(*engine_, "schedule.load", id);
    const Files versions = versions_of(*engine_, id);
    auto file = require_version(versions, id, version);
    if (file.state != draft_state && file.state != awaiting)
        throw Error(Code::conflict, "version " + std::to_string(version) + " of the schedule " + id + " is " +
                                        file.state +
                                        "; only a draft, or one that awaits approval, is submitted");
    Draft draft = turn.begin("schedule.submit");
    settle(turn, draft);
    std::string voided;
    if (!file.approval.empty())
        voided = end_approval(turn, draft, file.approval, ApprovalState::voided,
                              "submitted again with a new report");
    const Change change = change_by(*engine_, file);
    put_on_its_way(turn, draft, versions, file, change);
    put_version(draft, file);
    draft.say("Submit the schedule " + id + " version " + std::to_string(version) + voided +
              state_in_words(file) + rebound_in_words(change.impact));
    auto loaded =
        loaded_as(file, change); // before: what fails after the commit would say that nothing is done
    turn.commit(std::move(draft));
    return loaded;
}

namespace {

/// The version, which must await approval.
format::ScheduleFile require_awaiting(const Files& versions, const std::string& id, int version) {
    const auto& file = require_version(versions, id, version);
    if (file.state == awaiting) return file;
    throw Error(Code::conflict, "version " + std::to_string(version) + " of the schedule " + id + " is " +
                                    file.state + "; it awaits no approval");
}

} // namespace

Approval decide_schedule(Engine& engine, const std::string& id, int version, const Ballot& ballot) {
    Turn turn(engine, deciding, id);
    const Files versions = versions_of(engine, id);
    auto file = require_awaiting(versions, id, version);
    Draft draft = turn.begin(operation_of("schedule", ballot.vote));
    settle(turn, draft);
    const Approval approval = decide(turn, draft, file.approval, {digest_of(file)}, ballot);
    if (approval.state == ApprovalState::approved) {
        const Change change = change_by(engine, file);
        require_report_holds(file, change.impact);
        take_force(turn, draft, versions, file, change);
    }
    if (approval.state == ApprovalState::rejected) file.state = "rejected";
    if (approval.state == ApprovalState::returned) file.state = draft_state;
    put_version(draft, file);
    const bool decided = file.state == in_force_state || file.state == approved;
    draft.say(verb_of(ballot.vote) + " the schedule " + id + " version " + std::to_string(version) +
                  on_behalf(approval) + (decided ? state_in_words(file) : "") +
                  (decided && file.impact ? rebound_in_words(*file.impact) : ""),
              ballot.reason);
    turn.commit(std::move(draft));
    return approval;
}

void withdraw_schedule(Engine& engine, const std::string& id, int version, const std::string& reason) {
    require_reason(reason, "withdrawing a submission");
    Turn turn(engine, "schedule.load", id);
    auto file = require_awaiting(versions_of(engine, id), id, version);
    Draft draft = turn.begin("schedule.withdraw");
    settle(turn, draft);
    const std::string effect = end_approval(turn, draft, file.approval, ApprovalState::withdrawn, reason);
    file.state = draft_state;
    put_version(draft, file);
    draft.say("Take the schedule " + id + " version " + std::to_string(version) + " back" + effect +
                  state_in_words(file),
              reason);
    turn.commit(std::move(draft));
}

void Retention::approve(const std::string& id, int version, bool yes, const std::string& reason) {
    decide_schedule(*engine_, id, version, {yes ? Vote::approve : Vote::reject, reason});
}

std::vector<ScheduleVersion> Retention::schedules() const {
    std::vector<ScheduleVersion> result;
    for (const auto& file : schedules_on(*engine_, engine_->today())) {
        const Schedule& schedule = file.schedule;
        std::optional<Date> review;
        if (schedule.review_every && file.state == in_force_state)
            review = add(file.effective_on.value_or(engine_->civil_date(file.at)), *schedule.review_every);
        result.push_back({schedule.id, schedule.version, file.state, file.effective_on, review, file.at,
                          file.by, schedule.source, schedule.sha256, schedule.rules.size(), file.approval});
    }
    std::sort(result.begin(), result.end(), [](const auto& a, const auto& b) {
        return std::tie(a.id, a.version) < std::tie(b.id, b.version);
    });
    return result;
}

Schedule Retention::schedule(const std::string& id, int version) const {
    const Files versions = versions_of(*engine_, id);
    if (version != 0) return require_version(versions, id, version).schedule;
    for (const auto& file : versions)
        if (file.state == in_force_state) return file.schedule;
    throw Error(Code::not_found, "no schedule " + id + " in force; load it, or see the history of schedules");
}

} // namespace almirah
