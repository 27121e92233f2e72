// One change of one record as one entry.
#pragma once

#include "store/turn.hpp"

#include <string>

namespace almirah {

/// Throws refused unless the record can still be changed.
void require_living(const Record& record);
/// Throws invalid_argument: "reopening needs a reason; give one".
void require_reason(const std::string& reason, const char* what);

/// `change` makes the record another and returns what the entry says.
template <class Change>
void change_record(Engine& engine, const char* permission, const std::string& operation,
                   const std::string& id, const std::string& reason, Change change) {
    Turn turn(engine, permission, id);
    Record record = engine.record(id);
    require_living(record);
    Draft draft = turn.begin(operation);
    draft.say(change(turn, draft, record), reason);
    draft.put(format::record_path(id), record);
    draft.subject("record", id);
    turn.commit(std::move(draft));
}

} // namespace almirah
