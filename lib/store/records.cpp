#include "store/content.hpp"
#include "store/filing.hpp"

#include <algorithm>
#include <set>

namespace almirah {

namespace {

/// Throws refused unless the record can still be changed.
void require_living(const Record& record) {
    if (record.state == RecordState::destroyed || record.state == RecordState::transferred)
        throw Refused(format::name_of(record.state), record.id,
                      record.id + " is " + format::name_of(record.state) + "; it can no longer be changed");
}

void require_reason(const std::string& reason, const char* what) {
    if (reason.empty()) throw Error(Code::invalid_argument, std::string(what) + " needs a reason; give one");
}

const ContentVersion& version_of(const Record& record, int number) {
    if (record.versions.empty()) throw Error(Code::not_found, record.id + " has no content");
    if (number == 0) return record.versions.back();
    for (const auto& version : record.versions)
        if (version.number == number) return version;
    throw Error(Code::not_found, record.id + " has no version " + std::to_string(number) +
                                     "; its versions are 1 to " +
                                     std::to_string(record.versions.back().number));
}

const ContentFile& file_of(const Record& record, const ContentVersion& version, const std::string& name) {
    for (const auto& file : version.files)
        if (file.name == name || (name.empty() && version.files.size() == 1)) return file;
    throw Error(Code::not_found, record.id + " has no file '" + name + "' in version " +
                                     std::to_string(version.number) + "; show the record for the names");
}

/// One change of one record as one entry.
template <class Change>
void change_record(Engine& engine, const char* permission, const std::string& id, const std::string& reason,
                   Change change) {
    Turn turn(engine, permission, id);
    Record record = engine.record(id);
    require_living(record);
    Draft draft = turn.begin(permission);
    draft.say(change(turn, draft, record), reason);
    draft.put(format::record_path(id), record);
    draft.subject("record", id);
    turn.commit(std::move(draft));
}

} // namespace

std::string Records::file(const Filing& filing) {
    return file(std::vector<Filing>{filing}).front();
}

std::vector<std::string> Records::file(const std::vector<Filing>& filings, const Progress& progress) {
    if (filings.empty()) return {};
    Turn turn(*engine_, "record.file", filings.front().record.series);
    Draft draft = turn.begin("record.file");
    require_filable(*engine_, filings);
    std::vector<Source> sources;
    for (const auto& filing : filings)
        sources.insert(sources.end(), filing.content.begin(), filing.content.end());
    const auto stored = draft.add(sources, progress);
    std::vector<std::string> new_ids;
    auto ids = file_into(turn, draft, filings, stored, new_ids);
    if (new_ids.empty()) return ids;
    add_record_subjects(draft, new_ids);
    draft.say(new_ids.size() == 1 ? "File " + new_ids.front() + ": " + filings.front().record.title.text
                                  : "File " + records_in_words(new_ids.size()));
    turn.commit(std::move(draft));
    return ids;
}

Record Records::get(const std::string& id) const {
    return engine_->record(id);
}

std::vector<RecordLine> Records::list(const RecordQuery& query) const {
    if (!query.series.empty()) (void)engine_->series(query.series);
    return engine_->ask([&](index::Index& index) { return index.records(query); });
}

std::size_t Records::count() const {
    return engine_->ask([](index::Index& index) { return index.count_records(); });
}

std::vector<SearchHit> Records::search(const std::string& words, std::size_t limit) const {
    return engine_->ask([&](index::Index& index) { return index.search(words, limit); });
}

void Records::read(const std::string& id, const std::string& name, const Sink& sink, int version) const {
    const Record record = engine_->record(id);
    const ContentFile& file = file_of(record, version_of(record, version), name);
    if (record.state == RecordState::destroyed)
        throw Refused("destroyed", id,
                      id + " was destroyed under " + record.steps_done.back().disposal + " on " +
                          to_string(record.steps_done.back().on) + "; its content is gone");
    read_checked(*engine_, id, file, sink);
}

void Records::close(const std::string& id, std::optional<Date> on, const std::string& reason) {
    change_record(*engine_, "record.close", id, reason, [&](Turn& turn, Draft&, Record& record) {
        if (record.state == RecordState::closed)
            throw Error(Code::conflict, id + " was closed on " + to_string(*record.closed) + " already");
        const Date date = on.value_or(turn.today());
        if (record.opened && date < *record.opened)
            throw Error(Code::invalid_argument, id + " was opened on " + to_string(*record.opened) +
                                                    "; it cannot be closed on " + to_string(date));
        record.state = RecordState::closed;
        record.closed = date;
        return "Close " + id + " on " + to_string(date);
    });
}

void Records::reopen(const std::string& id, const std::string& reason) {
    require_reason(reason, "reopening");
    change_record(*engine_, "record.reopen", id, reason, [&](Turn&, Draft&, Record& record) {
        if (record.state != RecordState::closed) throw Error(Code::conflict, id + " is not closed");
        const std::string was = to_string(*record.closed);
        record.state = RecordState::open;
        record.closed.reset();
        return "Reopen " + id + ", closed since " + was;
    });
}

void Records::add_event(const std::string& id, const Event& event) {
    if (event.name.empty()) throw Error(Code::invalid_argument, "the event has no name; give one");
    change_record(*engine_, "record.event", id, event.note, [&](Turn&, Draft&, Record& record) {
        if (std::find(record.events.begin(), record.events.end(), event) != record.events.end())
            throw Error(Code::already_exists,
                        id + " has the event " + event.name + " of " + to_string(event.on) + " already");
        record.events.push_back(event);
        return "Note of " + id + ": " + event.name + " on " + to_string(event.on);
    });
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
    change_record(*engine_, "record.appraise", id, reason, [&](Turn&, Draft&, Record& record) {
        record.appraisal = reference;
        return "Appraisal of " + id + ": " + reference;
    });
}

int Records::add_version(const std::string& id, const std::vector<Source>& content, const std::string& note) {
    if (content.empty()) throw Error(Code::invalid_argument, "the version has no content; give files");
    if (const auto fault = fault_of_names(content); !fault.empty())
        throw Error(Code::invalid_argument, fault);
    int number = 1;
    change_record(*engine_, "record.version", id, note, [&](Turn& turn, Draft& draft, Record& record) {
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
