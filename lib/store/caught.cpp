// What an entry takes out of the query of a hold stays held: the entry puts it on the hold's own list.
#include "model/hold.hpp"
#include "store/filing.hpp"
#include "store/turn.hpp"

#include <algorithm>

namespace almirah {

namespace {

std::vector<Series> with_changes(std::vector<Series> all, const std::map<std::string, std::string>& files) {
    for (Series& series : all)
        if (const auto file = files.find(format::series_path(series.code)); file != files.end())
            series = format::decode<Series>(file->second, file->first);
    return all;
}

} // namespace

void Turn::keep_caught(Draft& draft) {
    const auto is_of = [&](const char* kind) {
        return std::any_of(draft.files_.begin(), draft.files_.end(),
                           [&](const auto& file) { return format::kind_of(file.first) == kind; });
    };
    if (!is_of("records") && !is_of("series")) return;
    const auto series = engine_.all<Series>("series");
    model::Escapes escapes(engine_.all<Hold>("holds"), series, with_changes(series, draft.files_));
    if (escapes.empty()) return;

    std::set<std::string> naming, looked_at;
    for (const auto& [path, bytes] : draft.files_) {
        if (format::kind_of(path) != "records") continue;
        const auto record = format::decode<Record>(bytes, path);
        if (const auto before = engine_.repository_.read(path)) {
            escapes.look_at(format::decode<Record>(*before, path), record);
            looked_at.insert(record.id);
        } else {
            for (auto& hold : escapes.naming(record))
                naming.insert(std::move(hold));
        }
    }
    std::vector<std::string> left;
    for (const auto& code : escapes.series_left())
        engine_.ask([&](const index::Index& index) {
            index.each_in(code, [&](const Record& facts) {
                if (looked_at.insert(facts.id).second) left.push_back(facts.id);
            });
        });
    engine_.each_record(left, [&](const Record& record) {
        if (record.state != RecordState::destroyed) escapes.look_at(record, record);
    });

    for (const auto& [id, records] : escapes.found()) {
        const std::string path = format::hold_path(id);
        const auto put = draft.files_.find(path);
        Hold hold = put != draft.files_.end() ? format::decode<Hold>(put->second, path)
                                              : engine_.require<Hold>(path, "hold " + id, "run verify");
        hold.caught.insert(records.begin(), records.end());
        draft.put(path, hold);
        naming.insert(id);
        add_record_subjects(draft, {records.begin(), records.end()});
    }
    for (const auto& id : naming)
        draft.subject("hold", id);
}

} // namespace almirah
