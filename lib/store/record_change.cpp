// What happens to a record after it was filed.
#include "store/record_change.hpp"

#include "store/filing.hpp"
#include "store/guard.hpp"
#include "store/sealing.hpp"

#include <algorithm>
#include <set>

namespace almirah {

void require_living(const Record& record) {
    if (record.state == RecordState::destroyed || record.state == RecordState::transferred)
        throw Refused(format::name_of(record.state), record.id,
                      record.id + " is " + format::name_of(record.state) + "; it can no longer be changed");
}

void require_reason(const std::string& reason, const char* what) {
    if (reason.empty()) throw Error(Code::invalid_argument, std::string(what) + " needs a reason; give one");
}

namespace {

/// An entry of which the operation is called as the permission is.
template <class Change>
void change_record(Engine& engine, const char* permission, const std::string& id, const std::string& reason,
                   Change change) {
    almirah::change_record(engine, permission, permission, id, reason, std::move(change));
}

void note(std::string& changed, const std::string& field) {
    changed += (changed.empty() ? "" : ", ") + field;
}

/// Takes the value that is given, if it is another, and notes which field it is.
template <class Given, class Value>
void take(const std::optional<Given>& given, Value& value, const std::string& field, std::string& changed) {
    if (!given || value == *given) return;
    value = *given;
    note(changed, field);
}

/// An empty text takes a property away.
void take_properties(const std::map<std::string, std::string>& given, Record& record, std::string& changed) {
    for (const auto& [name, text] : given) {
        const auto old = record.properties.find(name);
        if (text == (old == record.properties.end() ? "" : old->second)) continue;
        note(changed, name);
        if (text.empty())
            record.properties.erase(old);
        else
            record.properties[name] = text;
    }
}

/// Applies the correction; says which fields are others now.
std::string corrected(Record& record, const Correction& correction) {
    std::string changed;
    take(correction.title, record.title, "title", changed);
    take(correction.file_no, record.file_no, "file number", changed);
    take(correction.created, record.created, "date of creation", changed);
    take(correction.opened, record.opened, "date of opening", changed);
    take(correction.closed, record.closed, "date of closing", changed);
    take(correction.parties, record.parties, "parties", changed);
    take(correction.subjects, record.subjects, "subjects", changed);
    take(correction.language, record.language, "language", changed);
    take(correction.medium, record.medium, "medium", changed);
    for (const auto& [name, on] : correction.dates) {
        if (record.dates.count(name) > 0 && record.dates[name] == on) continue;
        record.dates[name] = on;
        note(changed, name);
    }
    take_properties(correction.properties, record, changed);
    return changed;
}

} // namespace

void Records::close(const std::string& id, std::optional<Date> on, const std::string& reason) {
    change_record(*engine_, "record.close", id, reason, [&](Turn& turn, Draft&, Record& record) {
        if (record.state == RecordState::closed)
            throw Error(Code::conflict, id + " was closed on " + to_string(*record.closed) + " already");
        const Date date = on.value_or(turn.today());
        if (record.opened && date < *record.opened)
            throw Error(Code::invalid_argument, id + " was opened on " + to_string(*record.opened) +
                                                    "; it cannot be closed on " + to_string(date));
        if (date > turn.today())
            throw Error(Code::invalid_argument, to_string(date) + " has not come, and " + id +
                                                    " cannot be closed on it; today is " +
                                                    to_string(turn.today()));
        record.state = RecordState::closed;
        record.closed = date;
        return "Close " + id + " on " + to_string(date);
    });
}

void Records::reopen(const std::string& id, const std::string& reason) {
    require_reason(reason, "reopening");
    change_record(*engine_, "record.reopen", id, reason, [&](Turn& turn, Draft&, Record& record) {
        refuse_unless_free(Law(turn.engine()), record, "reopened");
        if (record.state != RecordState::closed) throw Error(Code::conflict, id + " is not closed");
        const std::string was = to_string(*record.closed);
        record.state = RecordState::open;
        record.closed.reset();
        return "Reopen " + id + ", closed since " + was;
    });
}

namespace {

/// One that is withdrawn already would say that somebody else did it.
void require_event(const Event& event) {
    if (event.name.empty()) throw Error(Code::invalid_argument, "the event has no name; give one");
    if (!event.stands() || !event.withdrawn_by.empty() || !event.withdrawn_reason.empty())
        throw Error(Code::invalid_argument,
                    "the event " + event.name + " is noted as it stands; withdraw it once it is there");
}

} // namespace

void Records::add_event(const std::string& id, const Event& event) {
    require_event(event);
    change_record(*engine_, "record.event", id, event.note, [&](Turn& turn, Draft&, Record& record) {
        if (event.on > turn.today())
            throw Error(Code::invalid_argument, to_string(event.on) + " has not come, and the event " +
                                                    event.name + " of " + id + " cannot be of it; today is " +
                                                    to_string(turn.today()));
        if (std::find(record.events.begin(), record.events.end(), event) != record.events.end())
            throw Error(Code::already_exists,
                        id + " has the event " + event.name + " of " + to_string(event.on) + " already");
        record.events.push_back(event);
        return "Note of " + id + ": " + event.name + " on " + to_string(event.on);
    });
}

void Records::withdraw_event(const std::string& id, const std::string& name, Date on,
                             const std::string& reason) {
    require_reason(reason, "withdrawing an event");
    almirah::change_record(
        *engine_, "record.event", "record.event-withdraw", id, reason,
        [&](Turn& turn, Draft&, Record& record) {
            refuse_unless_free(Law(turn.engine()), record, "relieved of an event");
            const auto found =
                std::find_if(record.events.rbegin(), record.events.rend(), [&](const Event& event) {
                    return event.stands() && event.name == name && event.on == on;
                });
            if (found == record.events.rend())
                throw Error(Code::not_found, id + " has no event " + name + " of " + to_string(on) +
                                                 " that stands; show the record for its events");
            found->withdrawn_at = turn.now();
            found->withdrawn_by = turn.actor().login;
            found->withdrawn_reason = reason;
            return "Withdraw from " + id + ": " + name + " on " + to_string(on);
        });
}

namespace {

/// One entry for those of the records that lack the event. Returns how many got it.
std::size_t note_on(Engine& engine, const std::vector<std::string>& ids, const Event& event) {
    Turn turn(engine, "record.event", ids.front());
    Draft draft = turn.begin("record.event");
    std::vector<std::string> noted;
    for (const auto& id : ids) {
        Record record = engine.record(id);
        require_living(record);
        if (std::any_of(record.events.begin(), record.events.end(),
                        [&](const Event& other) { return other.stands() && other.name == event.name; }))
            continue;
        record.events.push_back(event);
        draft.put(format::record_path(id), record);
        noted.push_back(id);
    }
    if (noted.empty()) return 0;
    add_record_subjects(draft, noted);
    draft.say("Note on " + records_in_words(noted.size()) + ": " + event.name + " on " + to_string(event.on),
              event.note);
    turn.commit(std::move(draft));
    return noted.size();
}

} // namespace

std::size_t Records::add_event_to(const std::vector<std::string>& ids, const Event& event,
                                  const Progress& progress) {
    constexpr std::size_t batch = 5000;
    require_event(event);
    std::size_t noted = 0;
    for (std::size_t done = 0; done < ids.size(); done += batch) {
        if (progress && !progress(done, ids.size()))
            throw Error(Code::cancelled,
                        "stopped after " + records_in_words(noted) +
                            "; they have the event, and the same call goes on with the others");
        const auto begin = ids.begin() + static_cast<std::ptrdiff_t>(done);
        const auto end = ids.begin() + static_cast<std::ptrdiff_t>(std::min(done + batch, ids.size()));
        noted += note_on(*engine_, {begin, end}, event);
    }
    return noted;
}

void Records::move(const std::vector<std::string>& ids, const std::string& place, const std::string& reason) {
    if (ids.empty()) throw Error(Code::invalid_argument, "no record is given to be moved; give ids");
    Turn turn(*engine_, "record.move", ids.front());
    if (const auto fault = FilingChecks(*engine_).fault_of_place(place); !fault.empty())
        throw Error(Code::not_found, "place '" + place + "': " + fault);
    Draft draft = turn.begin("record.move");
    std::vector<std::string> moved;
    for (const auto& id : std::set<std::string>(ids.begin(), ids.end())) {
        Record record = engine_->record(id);
        require_living(record);
        if (record.place == place) continue;
        record.place = place;
        draft.put(format::record_path(id), record);
        moved.push_back(id);
    }
    if (moved.empty()) return;
    add_record_subjects(draft, moved);
    draft.say("Move " + (moved.size() == 1 ? moved.front() : std::to_string(moved.size()) + " records") +
                  " to " + (place.empty() ? "no place" : place),
              reason);
    turn.commit(std::move(draft));
}

void Records::set_appraisal(const std::string& id, const std::string& reference, const std::string& reason) {
    if (reference.empty())
        throw Error(Code::invalid_argument, "the appraisal has no reference; give its number");
    change_record(*engine_, "record.appraise", id, reason, [&](Turn& turn, Draft&, Record& record) {
        refuse_unless_free(Law(turn.engine()), record, "appraised");
        record.appraisal = reference;
        return "Appraisal of " + id + ": " + reference;
    });
}

void Records::link(const std::string& id, const std::string& series, const std::string& reason) {
    change_record(*engine_, "record.classify", id, reason, [&](Turn& turn, Draft&, Record& record) {
        record.also_in.push_back(series);
        if (const auto fault = FilingChecks(turn.engine()).fault_of_links(record); fault.found())
            throw Error(fault.code, "series '" + series + "': " + fault.message);
        return "Put " + id + " into the series " + series + ", too";
    });
}

void Records::unlink(const std::string& id, const std::string& series, const std::string& reason) {
    require_reason(reason, "taking a record out of a series");
    change_record(*engine_, "record.classify", id, reason, [&](Turn& turn, Draft&, Record& record) {
        if (std::erase(record.also_in, series) == 0)
            throw Error(Code::not_found, id + " is not in the series " + series +
                                             " besides its own; show the record for its series");
        const Law law(turn.engine());
        const Record before = engine_->record(id);
        refuse_unless_free(law, before, "taken out of a series");
        if (const auto why = law.why_bound_to(before, series); !why.empty())
            throw Refused("enforced", id, id + " must not be taken out of the series " + series + ": " + why);
        if (const auto why = why_not_earlier(law.governing(before).next, law.governing(record).next);
            !why.empty())
            throw Refused("due-earlier", id,
                          id + " must not be taken out of the series " + series + ": " + why);
        return "Take " + id + " out of the series " + series;
    });
}

void Records::correct(const std::string& id, const Correction& correction, const std::string& reason) {
    require_reason(reason, "a correction");
    change_record(*engine_, "record.correct", id, reason, [&](Turn& turn, Draft& draft, Record& record) {
        refuse_unless_free(Law(turn.engine()), record, "corrected");
        if (correction.closed && record.state == RecordState::open)
            throw Error(Code::conflict, id + " is open and has no date of closing to correct; close it");
        record = unsealed_record(turn.engine(), std::move(record));
        const std::string changed = corrected(record, correction);
        if (changed.empty()) throw Error(Code::conflict, id + " says this already; nothing is corrected");
        FilingChecks checks(turn.engine());
        auto fault = checks.fault_of_correction(correction);
        if (!fault.found()) fault = checks.fault_of_description(record);
        if (fault.found()) throw Error(fault.code, fault.column + " '" + fault.value + "': " + fault.message);
        Sealing(turn.engine()).seal(draft, record);
        return "Correct " + id + ": " + changed;
    });
}

int Records::add_version(const std::string& id, const std::vector<Source>& content, const std::string& note) {
    if (content.empty()) throw Error(Code::invalid_argument, "the version has no content; give files");
    if (const auto fault = fault_of_names(content); !fault.empty())
        throw Error(Code::invalid_argument, fault);
    int number = 1;
    change_record(*engine_, "record.version", id, note, [&](Turn& turn, Draft& draft, Record& record) {
        refuse_unless_free(Law(turn.engine()), record, "given other content");
        if (!record.versions.empty()) number = record.versions.back().number + 1;
        const auto stored = draft.add(content);
        for (std::size_t i = 0; i < content.size(); ++i)
            draft.put_content(format::record_content_path(id, number, content[i].name), stored[i]);
        record.versions.push_back(
            {number, turn.now(), turn.actor().login, note, describe(content, stored, 0)});
        return "Add version " + std::to_string(number) + " of " + id;
    });
    return number;
}

} // namespace almirah
