#include "store/filing.hpp"

#include <algorithm>

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
    if (ids.empty())
        throw Error(Code::invalid_argument, "the hold names no record; give the ids of the records to hold");
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    for (const auto& id : ids)
        if (engine.record(id).state == RecordState::destroyed)
            throw Refused("destroyed", id, id + " is destroyed; there is nothing left to hold");
    return ids;
}

} // namespace

std::string Holds::place(const Hold& input) {
    if (input.reason.empty()) throw Error(Code::invalid_argument, "a hold needs a reason; give one");
    Turn turn(*engine_, "hold.place", "");
    Hold hold = input;
    hold.records = checked_records(*engine_, input.records);
    hold.id = turn.next_serial_id('H');
    hold.placed_by = turn.actor().login;
    hold.placed_at = turn.now();
    hold.released_at.reset();
    hold.released_by.clear();
    hold.release_reason.clear();
    Draft draft = turn.begin("hold.place");
    draft.put(format::hold_path(hold.id), hold);
    draft.subject("hold", hold.id);
    add_record_subjects(draft, hold.records);
    draft.say("Hold " + hold.id + ": " + std::to_string(hold.records.size()) + " record" +
                  (hold.records.size() == 1 ? "" : "s") + " must not be disposed of",
              hold.reason);
    turn.commit(std::move(draft));
    return hold.id;
}

void Holds::release(const std::string& id, const std::string& reason) {
    if (reason.empty()) throw Error(Code::invalid_argument, "releasing a hold needs a reason; give one");
    Turn turn(*engine_, "hold.release", id);
    Hold hold = require_hold(*engine_, id);
    if (!hold.active())
        throw Error(Code::conflict, "the hold " + id + " was released on " +
                                        to_string(date_of(*hold.released_at)) + " by " + hold.released_by +
                                        "; there is nothing to release");
    hold.released_at = turn.now();
    hold.released_by = turn.actor().login;
    hold.release_reason = reason;
    Draft draft = turn.begin("hold.release");
    draft.put(format::hold_path(id), hold);
    draft.subject("hold", id);
    add_record_subjects(draft, hold.records);
    draft.say("Release hold " + id, reason);
    turn.commit(std::move(draft));
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
    return engine_->ask([&](index::Index& index) { return index.holds_on(record); });
}

} // namespace almirah
