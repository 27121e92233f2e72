#include "store/filing.hpp"

#include "base/fold.hpp"
#include "model/filed.hpp"
#include "model/permission.hpp"
#include "os/files.hpp"
#include "store/refusals.hpp"
#include "store/sealing.hpp"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace almirah {

namespace {

FilingChecks::Fault fault_of_dates(const Record& record, Date today) {
    for (const auto& [name, date] : {std::pair("created", record.created), std::pair("opened", record.opened),
                                     std::pair("closed", record.closed)})
        if (date && *date > today)
            return {Code::invalid_argument, name, to_string(*date),
                    "has not come; today is " + to_string(today)};
    if (record.opened && record.closed && *record.closed < *record.opened)
        return {Code::invalid_argument, "closed", to_string(*record.closed),
                "is before the date of opening " + to_string(*record.opened)};
    if (record.created && record.closed && *record.closed < *record.created)
        return {Code::invalid_argument, "created", to_string(*record.created),
                "is after the date of closing " + to_string(*record.closed)};
    return {};
}

/// Asked of what is filed. A record that is there may have one of before this was asked, and is corrected.
FilingChecks::Fault fault_of_events(const Record& record, Date today) {
    for (const auto& event : record.events)
        if (event.stands() && event.on > today)
            return {Code::invalid_argument, "event " + event.name, to_string(event.on),
                    "has not come; today is " + to_string(today) + "; note it when it has happened"};
    return {};
}

/// "hi", "en-IN", "sa-Deva": 2 to 8 letters, then parts of 1 to 8 letters or digits (RFC 5646, its form).
bool is_language_tag(const std::string& tag) {
    std::size_t start = 0;
    do {
        const std::size_t end = std::min(tag.find('-', start), tag.size());
        const std::string part = tag.substr(start, end - start);
        const bool formed = std::all_of(part.begin(), part.end(), [&](unsigned char c) {
            const bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
            return letter || (start > 0 && c >= '0' && c <= '9');
        });
        if (!formed || part.size() > 8 || part.size() < (start == 0 ? 2u : 1u)) return false;
        start = end + 1;
    } while (start <= tag.size());
    return true;
}

FilingChecks::Fault fault_of_languages(const Record& record) {
    constexpr const char* expected = "is no tag of a language; expected one such as hi, en, sa-Deva";
    if (!record.language.empty() && !is_language_tag(record.language))
        return {Code::invalid_argument, "language", record.language, expected};
    for (const auto& [tag, edition] : record.title.in)
        if (!is_language_tag(tag)) return {Code::invalid_argument, "title in", tag, expected};
    return {};
}

FilingChecks::Fault fault_of_list(const char* what, const std::vector<std::string>& texts) {
    std::set<std::string> seen;
    for (const auto& text : texts) {
        if (text.find_first_not_of(" \t\r\n") == std::string::npos)
            return {Code::invalid_argument, what, text, "is empty; name it, or leave it out"};
        if (!seen.insert(text).second) return {Code::invalid_argument, what, text, "is given twice"};
    }
    return {};
}

bool same_content(const Record& record, const std::vector<ContentFile>& files) {
    if (record.versions.empty()) return files.empty();
    auto filed = record.versions.front().files;
    for (auto& file : filed)
        file.gone.clear(); // it was the same, whatever became of it
    return filed == files;
}

/// The folder of a name that is itself one of the names; "" when none is.
std::string folder_among(const std::set<std::string>& names, const std::string& name) {
    for (std::size_t slash = name.find('/'); slash != std::string::npos; slash = name.find('/', slash + 1))
        if (names.contains(base::caseless(name.substr(0, slash)))) return name.substr(0, slash);
    return "";
}

/// The id of the record that has this key already, checked to have the same content.
std::string filed_before(Turn& turn, const std::string& id, const Filing& filing,
                         const std::vector<ContentFile>& files) {
    const Record there = turn.engine().record(id);
    if (!same_content(there, files))
        throw Error(Code::already_exists,
                    "the key '" + filing.record.key + "' is that of " + id +
                        ", which has other content; add a version to it, or choose another key");
    return id;
}

void put_record(Turn& turn, Draft& draft, Sealing& sealing, const Filing& filing, const std::string& id,
                std::vector<ContentFile> files, const vault::StoredContent* stored) {
    Record record = filing.record;
    record.id = id;
    record.filed = turn.today();
    record.state = record.closed ? RecordState::closed : RecordState::open;
    record.versions.clear();
    sealing.seal(draft, record);
    for (std::size_t i = 0; i < files.size(); ++i)
        draft.put_content(format::record_content_path(id, 1, files[i].name), stored[i]);
    if (!files.empty()) record.versions.push_back({1, turn.now(), turn.actor().login, "", std::move(files)});
    draft.put(format::record_path(id), record);
}

} // namespace

std::string FilingChecks::fault_of_series(const std::string& code) {
    const auto [entry, first] = series_.try_emplace(code);
    if (!first) return entry->second;
    if (code.empty())
        entry->second = "no series is given; give the code of one";
    else if (const auto series = engine_.find<Series>(format::series_path(code)); !series)
        entry->second = "no such series; add it first, or list the series there are";
    else if (series->closed)
        entry->second = "the series is closed; nothing more is filed into it";
    return entry->second;
}

std::string FilingChecks::fault_of_place(const std::string& code) {
    const auto [entry, first] = places_.try_emplace(code);
    if (first && !code.empty() && !engine_.find<Place>(format::place_path(code)))
        entry->second = "no such place; add it first, or list the places there are";
    return entry->second;
}

FilingChecks::Fault FilingChecks::fault_of_links(const Record& record) {
    std::set<std::string> seen{record.series};
    for (const auto& code : record.also_in) {
        if (!seen.insert(code).second)
            return {Code::invalid_argument, "also_in", code, "the record is in this series already"};
        if (const auto fault = fault_of_series(code); !fault.empty())
            return {Code::not_found, "also_in", code, fault};
    }
    return {};
}

FilingChecks::Fault FilingChecks::fault_of_description(const Record& record) {
    if (record.title.text.empty()) return {Code::invalid_argument, "title", "", "no title; give one"};
    if (const auto fault = fault_of_languages(record); fault.found()) return fault;
    if (!today_) today_ = engine_.today();
    return fault_of_dates(record, *today_);
}

FilingChecks::Fault FilingChecks::fault_of_correction(const Correction& correction) {
    if (correction.parties)
        if (const auto fault = fault_of_list("party", *correction.parties); fault.found()) return fault;
    if (correction.subjects)
        if (const auto fault = fault_of_list("subject", *correction.subjects); fault.found()) return fault;
    return {};
}

bool FilingChecks::is_granted(const std::string& permission) {
    const auto [entry, first] = granted_.try_emplace(permission);
    if (!first) return entry->second;
    const std::string& login = engine_.options().actor;
    const auto person =
        base::is_login(login) ? engine_.find<Person>(format::person_path(login)) : std::nullopt;
    return entry->second = person && model::grants(*person, engine_.all<Role>("roles"), permission);
}

FilingChecks::Fault FilingChecks::fault_of_rights(const Record& record) {
    using enum model::FiledBy;
    for (const auto& field : model::filed_fields()) {
        if (!field.is_given(record)) continue;
        if (field.by == nobody)
            return {Code::invalid_argument, field.name, "",
                    std::string("is set ") + field.what + ", and by no filing; leave it out"};
        if (field.by == permission && !is_granted(field.what))
            return {Code::refused, field.name, field.value(record),
                    std::string("needs the permission ") + field.what + ", which " + engine_.options().actor +
                        " lacks; leave it out, or have somebody file it who has it",
                    field.what};
    }
    return {};
}

FilingChecks::Fault FilingChecks::fault_of(const Filing& filing) {
    const Record& record = filing.record;
    if (auto fault = fault_of_rights(record); fault.found()) return fault;
    if (const auto fault = fault_of_series(record.series); !fault.empty())
        return {record.series.empty() ? Code::invalid_argument : Code::not_found, "series", record.series,
                fault};
    if (const auto fault = fault_of_links(record); fault.found()) return fault;
    if (const auto fault = fault_of_place(record.place); !fault.empty())
        return {Code::not_found, "place", record.place, fault};
    if (const auto fault = fault_of_description(record); fault.found()) return fault;
    if (const auto fault = fault_of_events(record, *today_); fault.found()) return fault;
    if (const auto fault = fault_of_names(filing.content); !fault.empty())
        return {Code::invalid_argument, "path", "", fault};
    return {};
}

std::string fault_of_names(const std::vector<Source>& content) {
    std::set<std::string> seen; // as RFC 8493 compares names
    for (const auto& source : content) {
        const std::string fault = format::fault_of_name(source.name);
        if (!fault.empty()) return os::quoted(source.name) + ": " + fault;
        if (!seen.insert(base::caseless(source.name)).second)
            return os::quoted(source.name) +
                   ": another name differs from it only by case or normalisation; rename one of the two";
    }
    for (const auto& source : content)
        if (const auto folder = folder_among(seen, source.name); !folder.empty())
            return os::quoted(source.name) + ": its folder " + os::quoted(folder) +
                   " is a file, too; rename one of the two";
    return "";
}

std::vector<ContentFile> describe(const std::vector<Source>& sources,
                                  const std::vector<vault::StoredContent>& stored, std::size_t first) {
    std::vector<ContentFile> files;
    files.reserve(sources.size());
    for (std::size_t i = 0; i < sources.size(); ++i) {
        const auto& content = stored[first + i];
        files.push_back({sources[i].name, content.size_bytes, content.sha256, content.id.hex()});
    }
    return files;
}

void require_filable(Engine& engine, const std::vector<Filing>& filings) {
    FilingChecks checks(engine);
    for (const auto& filing : filings) {
        const auto fault = checks.fault_of(filing);
        if (fault.found()) throw_fault(engine, fault, filing.record.series);
        for (const auto& event : filing.record.events)
            if (!event.stands() || !event.withdrawn_by.empty() || !event.withdrawn_reason.empty())
                throw Error(Code::invalid_argument, "event '" + event.name +
                                                        "': is filed as it stands; withdraw it once the "
                                                        "record is there");
    }
}

void throw_fault(Engine& engine, const FilingChecks::Fault& fault, const std::string& series) {
    const std::string told =
        fault.column + (fault.value.empty() ? "" : " '" + fault.value + "'") + ": " + fault.message;
    if (fault.code == Code::refused) refuse(engine, fault.permission, series, told);
    throw Error(fault.code, told);
}

KnownKeys known_keys(Engine& engine, const std::vector<std::string>& keys) {
    return engine.ask([&](const index::Index& index) {
        KnownKeys known;
        for (const auto& key : keys)
            if (auto id = key.empty() ? std::nullopt : index.record_by_key(key))
                known.emplace(key, std::move(*id));
        return known;
    });
}

std::vector<std::string> file_into(Turn& turn, Draft& draft, const std::vector<Filing>& filings,
                                   const KnownKeys& known, const std::vector<vault::StoredContent>& stored,
                                   std::vector<std::string>& new_ids) {
    std::vector<std::string> ids;
    std::unordered_set<std::string> keys;
    Sealing sealing(turn.engine());
    std::size_t first = 0;
    for (const auto& filing : filings) {
        const std::string& key = filing.record.key;
        auto files = describe(filing.content, stored, first);
        if (const auto there = known.find(key); there != known.end()) {
            ids.push_back(filed_before(turn, there->second, filing, files));
        } else if (!key.empty() && !keys.insert(key).second) {
            throw Error(Code::already_exists, "the key '" + key + "' is given twice; keys are unique");
        } else {
            ids.push_back(turn.next_record_id(filing.record.series));
            new_ids.push_back(ids.back());
            put_record(turn, draft, sealing, filing, ids.back(), std::move(files), stored.data() + first);
        }
        first += filing.content.size();
    }
    return ids;
}

std::vector<std::string> record_ranges(const std::vector<std::string>& ids) {
    const auto follows = [](const std::string& before, const std::string& after) {
        const auto a = base::parse_record_id(before), b = base::parse_record_id(after);
        return a && b && a->series == b->series && a->year == b->year && a->number + 1 == b->number &&
               before.size() == after.size();
    };
    std::vector<std::string> sorted = ids, ranges;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t start = 0; start < sorted.size();) {
        std::size_t last = start;
        while (last + 1 < sorted.size() && follows(sorted[last], sorted[last + 1]))
            ++last;
        ranges.push_back(last == start ? sorted[start] : sorted[start] + ".." + sorted[last]);
        start = last + 1;
    }
    return ranges;
}

void add_record_subjects(Draft& draft, const std::vector<std::string>& ids) {
    for (const auto& range : record_ranges(ids))
        draft.subject("record", range);
}

} // namespace almirah
