#include "model/hold.hpp"
#include "store/filing.hpp"
#include "store/record_change.hpp"
#include "store/route.hpp"
#include "store/subject_digest.hpp"

#include <algorithm>
#include <set>

namespace almirah {

namespace {

Hold require_hold(Engine& engine, const std::string& id) {
    const auto parts = base::parse_serial_id(id);
    if (!parts || parts->kind != 'H')
        throw Error(Code::not_found, "no hold " + id + "; list the holds there are");
    return engine.require<Hold>(format::hold_path(id), "hold " + id, "list the holds there are");
}

/// Each once, in order; every one must be there and not destroyed.
std::vector<std::string> checked_records(Engine& engine, std::vector<std::string> ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    engine.each_record(ids, [](const Record& record) {
        if (record.state == RecordState::destroyed)
            throw Refused("destroyed", record.id, record.id + " is destroyed; there is nothing left to hold");
    });
    return ids;
}

void check_scope(Engine& engine, const Hold& hold) {
    if (hold.records.empty() && hold.standing.empty())
        throw Error(Code::invalid_argument,
                    "the hold names no record; give the ids of the records to hold, or "
                    "a series, words or dates that say which");
    if (!hold.standing.series.empty()) (void)engine.series(hold.standing.series);
}

std::string query_in_words(const HoldQuery& query) {
    std::string text;
    if (!query.series.empty()) text += " of the series " + query.series;
    if (!query.words.empty()) text += " with the words '" + query.words + "'";
    if (query.from) text += " not closed before " + to_string(*query.from);
    if (query.until) text += " begun by " + to_string(*query.until);
    return text;
}

std::string scope_in_words(const Hold& hold) {
    std::string text;
    if (!hold.records.empty()) text = records_in_words(hold.records.size());
    if (!hold.standing.empty())
        text += (text.empty() ? "" : ", and ") + std::string("every record") + query_in_words(hold.standing);
    return text + " must not be disposed of";
}

/// What a hold that stands names, by its lists and by its query; by id.
std::vector<RecordLine> named_by(Engine& engine, const Hold& hold) {
    auto lines = engine.ask([&](const index::Index& index) { return index.matching(hold.standing); });
    std::set<std::string> found;
    for (const auto& line : lines)
        found.insert(line.id);
    for (const auto& id : model::listed_by(hold)) {
        if (!found.insert(id).second) continue;
        const Record record = engine.record(id);
        lines.push_back({id, record.series, record.title.text, record.file_no, record.state, record.opened,
                         record.closed, record.place, false});
    }
    std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return lines;
}

std::vector<std::string> ids_of(const std::vector<RecordLine>& lines) {
    std::vector<std::string> ids;
    for (const auto& line : lines)
        ids.push_back(line.id);
    return ids;
}

/// What its query names is written down as it ends: afterwards nobody can ask the query what it held.
void note_held(Engine& engine, Hold& hold) {
    for (const auto& line :
         engine.ask([&](const index::Index& index) { return index.matching(hold.standing); }))
        if (!std::binary_search(hold.records.begin(), hold.records.end(), line.id))
            hold.caught.insert(line.id);
}

} // namespace

std::string Holds::place(const Hold& input) {
    if (input.reason.empty()) throw Error(Code::invalid_argument, "a hold needs a reason; give one");
    Turn turn(*engine_, "hold.place", "");
    Hold hold = input;
    check_scope(*engine_, hold);
    hold.records = checked_records(*engine_, input.records);
    hold.id = turn.next_serial_id('H');
    hold.placed_by = turn.actor().login;
    hold.placed_at = turn.now();
    hold.released_at.reset();
    hold.released_by.clear();
    hold.release_reason.clear();
    hold.release_approval.clear();
    hold.release_requested_by.clear();
    hold.release_asked_by.clear();
    hold.caught.clear();
    Draft draft = turn.begin("hold.place");
    draft.put(format::hold_path(hold.id), hold);
    draft.subject("hold", hold.id);
    add_record_subjects(draft, ids_of(named_by(*engine_, hold)));
    draft.say("Hold " + hold.id + ": " + scope_in_words(hold), hold.reason);
    turn.commit(std::move(draft));
    return hold.id;
}

namespace {

/// It stands as before; nobody awaits its release. Who asked for it may ask again, and decides on no request
/// that another makes in his place.
void take_back_release(Hold& hold) {
    hold.release_asked_by.insert(hold.release_requested_by);
    hold.release_requested_by.clear();
    hold.release_reason.clear();
}

/// A hold that is another now is not what was to be released (R17). What the entry says of it.
std::string void_release(Turn& turn, Draft& draft, Hold& hold) {
    if (!hold.awaits_release()) return {};
    take_back_release(hold);
    return end_approval(turn, draft, hold.release_approval, ApprovalState::voided,
                        "the hold was extended by " + turn.actor().login);
}

/// One entry of an extension.
void extend_by(Engine& engine, const std::string& id, const std::vector<std::string>& records) {
    Turn turn(engine, "hold.place", id);
    Hold hold = require_hold(engine, id);
    if (!hold.active()) throw Error(Code::conflict, "the hold " + id + " was released; place another");
    const auto added = checked_records(engine, records);
    hold.records.insert(hold.records.end(), added.begin(), added.end());
    std::sort(hold.records.begin(), hold.records.end());
    Draft draft = turn.begin("hold.extend");
    const std::string effect = void_release(turn, draft, hold);
    draft.put(format::hold_path(id), hold);
    draft.subject("hold", id);
    add_record_subjects(draft, added);
    draft.say("Extend hold " + id + " by " + records_in_words(added.size()) + effect, hold.reason);
    turn.commit(std::move(draft));
}

} // namespace

std::size_t Holds::extend(const std::string& id, const std::vector<std::string>& records,
                          const Progress& progress) {
    constexpr std::size_t batch = 10000;
    const Hold hold = require_hold(*engine_, id);
    std::set<std::string> missing(records.begin(), records.end());
    for (const auto& held : hold.records)
        missing.erase(held);
    const std::vector<std::string> all(missing.begin(), missing.end());
    for (std::size_t done = 0; done < all.size(); done += batch) {
        if (progress && !progress(done, all.size()))
            throw Error(Code::cancelled, "stopped after " + records_in_words(done) + "; they are held by " +
                                             id + ", and extending it again goes on with the others");
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(done);
        const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(done + batch, all.size()));
        extend_by(*engine_, id, {begin, end});
    }
    return all.size();
}

std::vector<RecordLine> Holds::preview(const Hold& hold) const {
    check_scope(*engine_, hold);
    (void)checked_records(*engine_, hold.records);
    return named_by(*engine_, hold);
}

std::vector<RecordLine> Holds::held(const std::string& id) const {
    (void)require_hold(*engine_, id);
    return engine_->ask([&](const index::Index& index) { return index.held_by(id); });
}

std::map<std::string, std::size_t> Holds::count_held() const {
    return engine_->ask([&](const index::Index& index) { return index.count_held(); });
}

namespace {

Hold require_held(Engine& engine, const std::string& id) {
    Hold hold = require_hold(engine, id);
    if (hold.active()) return hold;
    throw Error(Code::conflict, "the hold " + id + " was released on " +
                                    to_string(date_of(*hold.released_at)) + " by " + hold.released_by +
                                    "; there is nothing to release");
}

Hold require_awaiting_release(Engine& engine, const std::string& id) {
    Hold hold = require_held(engine, id);
    if (hold.awaits_release()) return hold;
    throw Error(Code::conflict, "no release of the hold " + id + " awaits approval; release it first");
}

void put_hold(Turn& turn, Draft draft, const Hold& hold, const std::string& said, const std::string& reason) {
    draft.put(format::hold_path(hold.id), hold);
    draft.subject("hold", hold.id);
    add_record_subjects(draft, model::listed_by(hold));
    draft.say(said, reason);
    turn.commit(std::move(draft));
}

/// The approval that it awaits.
std::string submit_release(Turn& turn, Hold hold, const std::string& reason) {
    Draft draft = turn.begin("hold.submit-release");
    hold.release_reason = reason;
    hold.release_requested_by = turn.actor().login;
    hold.release_approval = submit(turn, draft,
                                   {.kind = "hold-release",
                                    .subject = "hold-release " + hold.id,
                                    .digest = digest_of_release(hold),
                                    .author = hold.release_requested_by,
                                    .coauthors = hold.release_asked_by})
                                .id;
    const std::string said =
        "Submit the release of hold " + hold.id + " for approval " + hold.release_approval;
    put_hold(turn, std::move(draft), hold, said, reason);
    return hold.release_approval;
}

} // namespace

Approval decide_release(Engine& engine, const std::string& id, const Ballot& ballot) {
    Turn turn(engine, deciding, id);
    Hold hold = require_awaiting_release(engine, id);
    Draft draft = turn.begin(operation_of("hold-release", ballot.vote));
    const Approval approval = decide(turn, draft, hold.release_approval, {digest_of_release(hold)}, ballot);
    std::string effect;
    if (approval.state == ApprovalState::approved) {
        note_held(engine, hold);
        hold.released_at = turn.now();
        hold.released_by = hold.release_requested_by;
        hold.release_requested_by.clear();
        effect = "; it is released";
    } else if (approval.state != ApprovalState::pending) {
        take_back_release(hold);
        effect = "; it stands";
    }
    put_hold(turn, std::move(draft), hold,
             verb_of(ballot.vote) + " the release of hold " + id + on_behalf(approval) + effect,
             ballot.reason);
    return approval;
}

void withdraw_release(Engine& engine, const std::string& id, const std::string& reason) {
    require_reason(reason, "withdrawing a release");
    Turn turn(engine, "hold.release", id);
    Hold hold = require_awaiting_release(engine, id);
    Draft draft = turn.begin("hold.withdraw-release");
    const std::string effect =
        end_approval(turn, draft, hold.release_approval, ApprovalState::withdrawn, reason);
    take_back_release(hold);
    put_hold(turn, std::move(draft), hold, "Withdraw the release of hold " + id + effect, reason);
}

std::string Holds::release(const std::string& id, const std::string& reason) {
    if (reason.empty()) throw Error(Code::invalid_argument, "releasing a hold needs a reason; give one");
    Turn turn(*engine_, "hold.release", id);
    Hold hold = require_held(*engine_, id);
    if (hold.awaits_release())
        throw Error(Code::conflict, "the release of the hold " + id + " awaits approval " +
                                        hold.release_approval + "; decide or withdraw it first");
    if (route_for(*engine_, "hold-release")) return submit_release(turn, hold, reason);
    note_held(*engine_, hold);
    hold.released_at = turn.now();
    hold.released_by = turn.actor().login;
    hold.release_reason = reason;
    hold.release_approval.clear(); // of an attempt before, that was not approved
    put_hold(turn, turn.begin("hold.release"), hold, "Release hold " + id, reason);
    return {};
}

void Holds::withdraw_release(const std::string& id, const std::string& reason) {
    almirah::withdraw_release(*engine_, id, reason);
}

std::size_t Holds::release_all(const std::vector<std::string>& ids, const std::string& reason,
                               const Progress& progress) {
    std::set<std::string> active;
    for (const auto& id : ids)
        if (const Hold hold = require_hold(*engine_, id); hold.active() && !hold.awaits_release())
            active.insert(id);
    std::size_t done = 0;
    for (const auto& id : active) {
        if (progress && !progress(done, active.size()))
            throw Error(Code::cancelled, "stopped after " + std::to_string(done) +
                                             " holds; the same command goes on with the others");
        release(id, reason);
        ++done;
    }
    return done;
}

Hold Holds::get(const std::string& id) const {
    return require_hold(*engine_, id);
}

std::vector<Hold> Holds::list(bool active_only) const {
    auto holds = engine_->all<Hold>("holds");
    if (active_only) std::erase_if(holds, [](const Hold& hold) { return !hold.active(); });
    return holds;
}

std::vector<Hold> Holds::on(const std::string& record) const {
    (void)engine_->record(record);
    return engine_->ask([&](const index::Index& index) { return index.holds_on(record); });
}

} // namespace almirah
