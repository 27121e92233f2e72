// Bags in: the whole bag is checked, what it says of its records is read, and they are filed in atomic
// batches. Each has a key made of where it comes from, so that a second run finds what is there.
#include "almirah/store.hpp"
#include "base/digest.hpp"
#include "exchange/bag_text.hpp"
#include "exchange/transfer_papers.hpp"
#include "os/files.hpp"
#include "os/lock.hpp"
#include "os/tree.hpp"
#include "store/bag_check.hpp"
#include "store/filing.hpp"
#include "store/sealing.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <unordered_map>

namespace almirah {

namespace {

constexpr const char* records_file = "metadata/records.ndjson";
constexpr const char* files_file = "metadata/files.csv";
constexpr std::uint64_t bag_batch_bytes = std::uint64_t{1} << 30;

/// A record of the bag as it will be filed; the sources of its files in the order of its versions.
struct Incoming {
    Record record;
    std::vector<Source> sources;
    std::uint64_t bytes = 0;
};

std::string info_of(const BagCheck& check, const char* label) {
    for (const auto& [name, value] : check.info)
        if (name == label) return value;
    return "";
}

std::string read_text(const std::string& folder, const std::string& path) {
    const os::File file = os::open_below(folder, path);
    const std::uint64_t size = file.stamp().size_bytes;
    if (size > exchange::bag_text_limit_bytes)
        throw Error(Code::invalid_argument, path + " is too large for a text file of a bag");
    std::string bytes(std::size_t(size), '\0');
    bytes.resize(file.read_at(0, bytes.data(), bytes.size()));
    return bytes;
}

/// Reads what a bag of ours says of its records.
class BagReading {
public:
    BagReading(const BagImport& plan, const CheckedBag& bag, std::vector<Problem>& problems)
        : plan_(plan), bag_(bag), problems_(problems),
          origin_(info_of(bag.check, "Internal-Sender-Identifier")) {
        for (const auto& file : bag.payload)
            payload_.emplace(file.path, &file);
    }

    std::vector<Incoming> own() {
        for (auto& row : exchange::read_bag_rows(files_file, read_text(plan_.folder, files_file), problems_))
            take_row(std::move(row));
        std::vector<Incoming> all;
        for (auto& record :
             exchange::read_record_lines(records_file, read_text(plan_.folder, records_file), problems_))
            all.push_back(incoming(std::move(record)));
        for (const auto& [key, row] : rows_)
            problem(files_file, row.path, "is of no version of a record in " + std::string(records_file));
        return all;
    }

    /// A bag of other origin is one record.
    std::vector<Incoming> foreign() {
        Incoming one;
        Record& record = one.record;
        std::string digests;
        ContentVersion version;
        for (const auto& file : bag_.payload) {
            const std::string name = file.path.substr(std::string_view("data/").size());
            add(one, version, name, file);
            digests += file.sha256 + " " + file.path + "\n";
        }
        if (!version.files.empty()) record.versions.push_back(std::move(version));
        record.title = info_of(bag_.check, "External-Description");
        if (record.title.text.empty()) record.title = info_of(bag_.check, "External-Identifier");
        if (record.title.text.empty()) {
            const auto end = plan_.folder.find_last_not_of('/');
            const std::string folder = plan_.folder.substr(0, end == std::string::npos ? 0 : end + 1);
            record.title = folder.substr(folder.rfind('/') + 1);
        }
        record.file_no = info_of(bag_.check, "External-Identifier");
        const std::string sender = info_of(bag_.check, "Source-Organization");
        if (!sender.empty()) record.properties["source-organization"] = sender;
        record.medium = "digital";
        settle(record, digests);
        return {std::move(one)};
    }

private:
    static std::string key_of(const std::string& record, int version, const std::string& name) {
        return record + "\n" + std::to_string(version) + "\n" + name;
    }

    void problem(const std::string& file, const std::string& value, const std::string& message) {
        problems_.push_back({file, 0, "", value, message});
    }

    void take_row(exchange::BagRow row) {
        const auto file = payload_.find(row.path);
        if (file == payload_.end()) return problem(files_file, row.path, "is not among the bag's content");
        if (file->second->sha256 != row.sha256)
            return problem(files_file, row.path,
                           "has another SHA-256 than " + std::string(files_file) + " says");
        std::string key = key_of(row.record, row.version, row.name);
        if (!rows_.try_emplace(std::move(key), row).second)
            problem(files_file, row.path, "stands for a file that another line stands for, too");
    }

    void add(Incoming& one, ContentVersion& version, const std::string& name, const BagPayload& file) {
        one.sources.push_back({name, plan_.folder + "/" + file.path, std::nullopt});
        one.bytes += file.size_bytes;
        version.files.push_back({name, file.size_bytes, file.sha256, ""});
    }

    Incoming incoming(Record from) {
        Incoming one;
        one.record = std::move(from);
        auto versions = std::exchange(one.record.versions, {});
        for (auto& version : versions) {
            std::vector<ContentFile> files = std::exchange(version.files, {});
            for (const auto& file : files) {
                if (!file.gone.empty()) continue;
                const auto row = rows_.find(key_of(one.record.id, version.number, file.name));
                if (row == rows_.end()) {
                    problem(records_file, one.record.id,
                            "names " + file.name + ", which the bag does not have");
                    continue;
                }
                add(one, version, file.name, *payload_.at(row->second.path));
                rows_.erase(row);
            }
            version.note += (version.note.empty() ? "" : "; ") + version.by + " " + to_string(version.at);
            if (!version.files.empty()) one.record.versions.push_back(std::move(version));
        }
        unseal(one.record);
        one.record.properties["came-from"] = (origin_.empty() ? "" : origin_ + " ") + one.record.id;
        settle(one.record, one.record.id);
        return one;
    }

    /// Sealed fields come sealed, and are sealed anew as this office's policy says.
    void unseal(Record& record) {
        for (const auto& file : record.sealed) {
            if (!file.gone.empty()) continue;
            const auto row = rows_.find(key_of(record.id, 0, file.name));
            if (row == rows_.end()) {
                problem(records_file, record.id, "names " + file.name + ", which the bag does not have");
                continue;
            }
            try {
                const std::string& path = row->second.path;
                if (&file == &record.sealed.back())
                    model::put_back(record, read_sealed(read_text(plan_.folder, path), path));
            } catch (const Error&) {
                problem(files_file, row->second.path, "are no sealed fields of a record");
            }
            rows_.erase(row);
        }
        record.sealed.clear();
        record.sealed_fields.clear();
    }

    /// What the store, and not the bag, decides.
    void settle(Record& record, const std::string& identity) const {
        record.key = "bag:" + base::sha256_hex(origin_ + "\n" + identity);
        record.id.clear(); // may be what `identity` refers to
        if (!plan_.series.empty()) record.series = plan_.series;
        record.place = plan_.place;
        record.also_in.clear();
        record.steps_done.clear();
        record.papers.clear();
        record.overrides.clear();
        record.state = record.closed ? RecordState::closed : RecordState::open;
    }

    const BagImport& plan_;
    const CheckedBag& bag_;
    std::vector<Problem>& problems_;
    std::string origin_;
    std::unordered_map<std::string, const BagPayload*> payload_;
    std::map<std::string, exchange::BagRow> rows_; ///< By record, version and name; taken as they are used.
};

bool same_content(const Record& there, const Record& incoming) {
    std::map<std::string, int> sums;
    for (const auto& version : there.versions)
        for (const auto& file : version.files)
            ++sums[file.name + "\n" + file.sha256];
    for (const auto& version : incoming.versions)
        for (const auto& file : version.files)
            if (--sums[file.name + "\n" + file.sha256] < 0) return false;
    return true;
}

/// Sorts out what is there already, and what cannot be filed.
void sift(Engine& engine, std::vector<Incoming>& records, BagImportReport& report) {
    FilingChecks checks(engine);
    std::map<std::string, bool> keys;
    std::erase_if(records, [&](const Incoming& one) {
        const std::string was = one.record.properties.contains("came-from")
                                    ? one.record.properties.at("came-from")
                                    : one.record.title.text;
        const auto bad = [&](const std::string& column, const std::string& value,
                             const std::string& message) {
            report.problems.push_back({was, 0, column, value, message});
            return true;
        };
        if (!keys.try_emplace(one.record.key).second) return bad("id", "", "stands in the bag twice");
        const auto known =
            engine.ask([&](const index::Index& index) { return index.record_by_key(one.record.key); });
        if (known) {
            if (!same_content(engine.record(*known), one.record))
                return bad("key", "", "is here as " + *known + ", which has other content");
            ++report.already_there;
            return true;
        }
        Filing filing{one.record, {}};
        if (const auto fault = checks.fault_of(filing); fault.found())
            return bad(fault.column, fault.value, fault.message);
        std::size_t first = 0;
        for (const auto& version : one.record.versions) {
            const auto from = one.sources.begin() + std::ptrdiff_t(first);
            first += version.files.size();
            const std::vector<Source> names(from, from + std::ptrdiff_t(version.files.size()));
            if (const auto fault = fault_of_names(names); !fault.empty()) return bad("path", "", fault);
        }
        return false;
    });
    report.to_file = records.size();
}

/// Puts a record into the draft, its content checked once more against what was read of the bag. Its id.
std::string put(Turn& turn, Draft& draft, Sealing& sealing, Record record,
                const vault::StoredContent* stored) {
    record.id = turn.next_record_id(record.series);
    record.filed = turn.today();
    sealing.seal(draft, record);
    int number = 0;
    for (auto& version : record.versions) {
        version.number = ++number;
        version.at = turn.now();
        version.by = turn.actor().login;
        for (auto& file : version.files) {
            if (stored->sha256 != file.sha256)
                throw Error(Code::conflict, "the bag changed while it was read: " + file.name +
                                                " is no longer what it was; check it, and repeat");
            file.blob = stored->id.hex();
            file.size_bytes = stored->size_bytes;
            draft.put_content(format::record_content_path(record.id, number, file.name), *stored++);
        }
    }
    draft.put(format::record_path(record.id), record);
    return record.id;
}

/// Leaves the records that are not in the store yet; returns how many were.
std::size_t drop_known(Engine& engine, std::vector<Incoming>& records) {
    std::vector<std::string> keys;
    for (const auto& one : records)
        keys.push_back(one.record.key);
    const KnownKeys known = known_keys(engine, keys);
    return std::erase_if(records, [&](const Incoming& one) { return known.contains(one.record.key); });
}

/// As one entry. The store is asked again, since others may have written since the bag was read.
void file_batch(Engine& engine, std::vector<Incoming> batch, const std::string& from,
                BagImportReport& report) {
    Turn turn(engine, "record.file", batch.front().record.series, os::Pace::patient);
    report.already_there += drop_known(engine, batch);
    if (batch.empty()) return;
    FilingChecks checks(engine);
    std::vector<Source> sources;
    for (const auto& one : batch) {
        if (const auto fault = checks.fault_of({one.record, {}}); fault.found())
            throw_fault(engine, fault, one.record.series);
        sources.insert(sources.end(), one.sources.begin(), one.sources.end());
    }
    Draft draft = turn.begin("record.import");
    const auto stored = draft.add(sources);
    std::vector<std::string> ids;
    Sealing sealing(engine);
    const vault::StoredContent* next = stored.data();
    for (auto& one : batch) {
        report.bytes += one.bytes;
        ids.push_back(put(turn, draft, sealing, std::move(one.record), next));
        next += one.sources.size();
    }
    add_record_subjects(draft, ids);
    draft.say("File " + records_in_words(ids.size()) + " from the bag " + from);
    turn.commit(std::move(draft));
    report.filed += ids.size();
    report.ids.insert(report.ids.end(), ids.begin(), ids.end());
}

void file_all(Engine& engine, const BagImport& plan, std::vector<Incoming> records, BagImportReport& report) {
    const std::string folder = plan.folder.substr(0, plan.folder.find_last_not_of('/') + 1);
    const std::string from = folder.substr(folder.rfind('/') + 1);
    using Clock = std::chrono::steady_clock;
    auto held_since = Clock::now();
    for (std::size_t at = 0; at < records.size();) {
        if (Clock::now() - held_since > os::longest_hold) {
            os::give_way();
            held_since = Clock::now();
        }
        std::vector<Incoming> batch;
        std::uint64_t bytes = 0;
        while (at < records.size() && batch.size() < plan.batch && bytes < bag_batch_bytes) {
            bytes += records[at].bytes;
            batch.push_back(std::move(records[at++]));
        }
        file_batch(engine, std::move(batch), from, report);
    }
}

void check_plan(Engine& engine, const BagImport& plan) {
    if (plan.batch == 0) throw Error(Code::invalid_argument, "a batch holds at least one record");
    FilingChecks checks(engine);
    const auto refuse = [](const char* what, const std::string& value, const std::string& fault) {
        if (!fault.empty()) throw Error(Code::not_found, std::string(what) + " '" + value + "': " + fault);
    };
    if (!plan.series.empty()) refuse("series", plan.series, checks.fault_of_series(plan.series));
    if (!plan.place.empty()) refuse("place", plan.place, checks.fault_of_place(plan.place));
}

bool has_tag(const std::string& folder, const char* path) {
    return os::exists(folder + "/" + path);
}

} // namespace

BagImportReport Bags::import(const BagImport& plan, const Progress& progress) {
    check_plan(*engine_, plan);
    BagImportReport report;
    CheckedBag bag = look_at_bag(plan.folder, progress);
    report.check = std::move(bag.check);
    if (!report.check.clean()) return report;
    bag.check.info = report.check.info;
    BagReading reading(plan, bag, report.problems);
    const bool own = has_tag(plan.folder, records_file) && has_tag(plan.folder, files_file);
    if (!own && plan.series.empty())
        throw Error(Code::invalid_argument,
                    "the bag does not say of which series its content is; give the series it is to become a "
                    "record of");
    auto records = own ? reading.own() : reading.foreign();
    sift(*engine_, records, report);
    if (plan.dry_run || !report.problems.empty()) return report;
    file_all(*engine_, plan, std::move(records), report);
    return report;
}

} // namespace almirah
