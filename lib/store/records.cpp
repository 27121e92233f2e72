#include "store/content.hpp"
#include "store/filing.hpp"

namespace almirah {

namespace {

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
    std::vector<std::string> keys;
    for (const auto& filing : filings) {
        sources.insert(sources.end(), filing.content.begin(), filing.content.end());
        keys.push_back(filing.record.key);
    }
    const auto stored = draft.add(sources, progress);
    std::vector<std::string> new_ids;
    auto ids = file_into(turn, draft, filings, known_keys(*engine_, keys), stored, new_ids);
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
    return engine_->ask([&](const index::Index& index) { return index.records(query); });
}

std::size_t Records::count() const {
    return engine_->ask([](const index::Index& index) { return index.count_records(); });
}

std::vector<StatisticsLine> Records::statistics(const StatisticsQuery& query) const {
    if (!query.series.empty()) (void)engine_->series(query.series);
    const Date on = query.on.value_or(engine_->today());
    return engine_->ask([&](const index::Index& index) { return index.statistics(query, on); });
}

std::vector<SearchHit> Records::search(const std::string& words, std::size_t limit) const {
    return engine_->ask([&](const index::Index& index) { return index.search(words, limit); });
}

void Records::read(const std::string& id, const std::string& name, const Sink& sink, int version) const {
    const Record record = engine_->record(id);
    const ContentFile& file = file_of(record, version_of(record, version), name);
    if (record.state == RecordState::destroyed)
        throw Refused("destroyed", id,
                      id + " was destroyed under " + record.steps_done.back().disposal + " on " +
                          to_string(record.steps_done.back().on) + "; its content is gone");
    if (!file.gone.empty())
        throw Refused("gone", id, id + ": " + file.name + " left the store under " + file.gone);
    read_checked(*engine_, id, file, sink);
}

} // namespace almirah
