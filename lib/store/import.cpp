// Importing many records: read and check everything first, then file in atomic batches. Each record has a
// key, so that a run after an interruption finds what is there and goes on.
#include "base/digest.hpp"
#include "exchange/manifest.hpp"
#include "os/files.hpp"
#include "os/lock.hpp"
#include "os/source_file.hpp"
#include "os/tree.hpp"
#include "store/filing.hpp"
#include "store/sealing.hpp"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <set>
#include <unordered_set>

namespace almirah {

namespace {

constexpr std::uint64_t batch_bytes_limit = 256u << 20;
/// Rows that the index is asked about at once: it cannot be asked while it follows what was filed before.
constexpr std::size_t looked_up_together = 10000;

/// A record to be filed, and where it was read.
struct Row {
    std::size_t line = 0;
    Filing filing;
    std::uint64_t size_bytes = 0;
};

struct Reading {
    std::vector<Row> rows;
    std::vector<Problem> problems;
    std::vector<Problem> notes;
    bool readable = true;
    std::string source; ///< For the entry's words.
};

std::string joined(const std::string& folder, const std::string& path) {
    if (folder.empty() || path.starts_with('/')) return path;
    return folder.ends_with('/') ? folder + path : folder + "/" + path;
}

std::string base_name(const std::string& path) {
    return path.substr(path.rfind('/') + 1);
}

/// "annex.pdf" -> "annex"; names that are all ending stay whole.
std::string without_ending(const std::string& name) {
    const std::size_t dot = name.rfind('.');
    return dot == std::string::npos || dot == 0 ? name : name.substr(0, dot);
}

std::string shown(const std::string& bytes) {
    std::string text;
    for (const unsigned char byte : bytes) {
        constexpr const char* digits = "0123456789ABCDEF";
        if (byte < 0x20 || byte >= 0x7f)
            text += {'%', digits[byte >> 4], digits[byte & 15]};
        else
            text += char(byte);
    }
    return text;
}

void note(Reading& reading, const std::string& path, const std::string& message) {
    reading.notes.push_back({path, 0, "", "", message});
}

constexpr const char* leads_out = "a link leads out of the folder of files; copy the file into it";

void add_found(Reading& reading, const ImportPlan& plan, const os::Found& found) {
    using Kind = os::Found::Kind;
    if (found.kind == Kind::link_to_folder)
        return note(reading, found.path, "a link to a folder; it is not followed");
    if (found.kind == Kind::special)
        return note(reading, found.path, "not a regular file; it is passed over");
    if (const auto fault = format::fault_of_name(found.relative); !fault.empty())
        return reading.problems.push_back({shown(found.path), 0, "path", "", fault});
    if (found.kind == Kind::dangling_link)
        return reading.problems.push_back(
            {found.path, 0, "path", "", "a link to nothing; remove it, or mend what it points to"});
    if (found.kind == Kind::unreadable_file)
        return reading.problems.push_back(
            {found.path, 0, "path", "", "a file that may not be read; ask for the right to read it"});
    if (found.kind == Kind::unreadable_folder)
        return reading.problems.push_back(
            {found.path, 0, "path", "", "a folder that may not be read; ask for the right to read it"});
    // As in a manifest: whoever may write to the folder must not have any file of the machine filed by who
    // imports it.
    if (os::is_link(found.path) && os::leads_out(plan.folder, found.path))
        return reading.problems.push_back({found.path, 0, "path", "", leads_out});
    Row row;
    const std::string name = base_name(found.relative);
    row.filing.record.series = plan.series;
    row.filing.record.place = plan.place;
    row.filing.record.title = without_ending(name);
    row.filing.record.properties["source"] = found.relative;
    row.filing.record.key = "folder:" + base::sha256_hex(plan.series + '\n' + found.path);
    row.filing.content.push_back({name, found.path, std::nullopt});
    row.size_bytes = found.size_bytes;
    reading.rows.push_back(std::move(row));
}

Reading read_folder(const ImportPlan& plan) {
    Reading reading;
    reading.source = "the folder " + plan.folder;
    os::walk(os::absolute(plan.folder), [&](const os::Found& found) { add_found(reading, plan, found); });
    return reading;
}

/// Whether the row's files are there and can be read.
void check_files(Reading& reading, const std::string& manifest, const std::string& folder, Row& row,
                 bool& good) {
    for (const auto& source : row.filing.content) {
        auto fault = os::fault_of_file(source.path, row.size_bytes);
        if (fault.empty() && !os::lies_in(folder, source.path)) fault = leads_out;
        if (fault.empty()) continue;
        reading.problems.push_back({manifest, row.line, "path", source.path, fault});
        good = false;
    }
}

Reading read_manifest(const ImportPlan& plan) {
    Reading reading;
    reading.source = "the manifest " + base_name(plan.manifest);
    auto manifest = exchange::read_manifest(plan.manifest, os::read_text(plan.manifest), plan.table);
    reading.problems = std::move(manifest.problems);
    reading.readable = manifest.readable;
    const std::string folder =
        plan.folder.empty() ? plan.manifest.substr(0, plan.manifest.rfind('/') + 1) : plan.folder;
    for (auto& from : manifest.rows) {
        Row row{from.line, std::move(from.filing), 0};
        if (row.filing.record.series.empty()) row.filing.record.series = plan.series;
        if (row.filing.record.place.empty()) row.filing.record.place = plan.place;
        for (auto& source : row.filing.content)
            source.path = joined(folder, source.path);
        bool good = true;
        check_files(reading, plan.manifest, folder, row, good);
        if (good) reading.rows.push_back(std::move(row));
    }
    return reading;
}

/// A key that was made of a row must not be made of what is sealed: who guesses right could prove it by the
/// key.
void forget_sealed(Sealing& sealing, Filing& filing) {
    Record& record = filing.record;
    if (!record.key.starts_with("row:")) return;
    Record bare = record;
    (void)model::take_out(bare, sealing.fields_of(record.series));
    if (bare.sealed_fields.empty()) return;
    bare.key.clear();
    bare.filed = Date{std::chrono::year{2000}, std::chrono::January, std::chrono::day{1}};
    std::string facts = format::encode(bare);
    for (const auto& source : filing.content)
        facts += source.name + "\n";
    record.key = "row:" + base::sha256_hex(facts);
}

/// Moves rows that cannot be filed to the problems.
void check_rows(Engine& engine, const ImportPlan& plan, Reading& reading) {
    FilingChecks checks(engine);
    std::unordered_set<std::string> keys;
    std::vector<Row> good;
    Sealing sealing(engine);
    for (auto& row : reading.rows) {
        forget_sealed(sealing, row.filing);
        auto fault = checks.fault_of(row.filing);
        if (!fault.found() && !keys.insert(row.filing.record.key).second)
            fault = {Code::already_exists, "key", row.filing.record.key,
                     "the key stands in an earlier row; keys are unique, and rows that differ in sealed "
                     "fields only "
                     "need keys of their own"};
        if (fault.found())
            reading.problems.push_back(
                {plan.manifest.empty() ? row.filing.content.front().path : plan.manifest, row.line,
                 fault.column, fault.value, fault.message});
        else
            good.push_back(std::move(row));
    }
    reading.rows = std::move(good);
    std::stable_sort(reading.problems.begin(), reading.problems.end(),
                     [](const Problem& a, const Problem& b) { return a.line < b.line; });
}

void refuse_fault(const char* what, const std::string& value, const std::string& fault) {
    if (!fault.empty()) throw Error(Code::not_found, std::string(what) + " '" + value + "': " + fault);
}

/// One clear refusal instead of one for each file.
void check_plan(Engine& engine, const ImportPlan& plan) {
    if (plan.batch == 0) throw Error(Code::invalid_argument, "a batch holds at least one record");
    if (plan.manifest.empty() && plan.folder.empty())
        throw Error(Code::invalid_argument, "nothing is given to import; give a manifest or a folder");
    FilingChecks checks(engine);
    if (!plan.series.empty()) refuse_fault("series", plan.series, checks.fault_of_series(plan.series));
    if (!plan.place.empty()) refuse_fault("place", plan.place, checks.fault_of_place(plan.place));
}

/// A row may have several problems; those of the headings or of the whole manifest are none of a row's.
std::size_t bad_rows(const Reading& reading, const ImportPlan& plan) {
    std::set<std::pair<std::string, std::size_t>> rows;
    if (!reading.readable) return 0;
    for (const Problem& problem : reading.problems)
        if (plan.manifest.empty() || problem.line > 1) rows.insert({problem.file, problem.line});
    return rows.size();
}

/// Whether a version of the record has as many bytes as the row's files. Reading all of them for their
/// digests would make a second run as long as the first.
bool may_be_filed_from(const Record& record, const Row& row) {
    const auto bytes_of = [](const ContentVersion& version) {
        return std::accumulate(
            version.files.begin(), version.files.end(), std::uint64_t{0},
            [](std::uint64_t sum, const ContentFile& file) { return sum + file.size_bytes; });
    };
    return record.versions.empty()
               ? row.size_bytes == 0
               : std::any_of(record.versions.begin(), record.versions.end(),
                             [&](const auto& version) { return bytes_of(version) == row.size_bytes; });
}

/// Notes the rows of which the record has other content.
void note_changed(Engine& engine, const ImportPlan& plan, const std::vector<const Row*>& rows,
                  const std::vector<std::string>& ids, ImportReport& report) {
    auto row = rows.begin();
    try {
        engine.each_record(ids, [&](const Record& record) {
            const Row& from = **row++;
            if (may_be_filed_from(record, from)) return;
            const auto& file = plan.manifest.empty() ? from.filing.content.front().path : plan.manifest;
            report.notes.push_back({file, from.line, "", "",
                                    "is in the store as " + record.id +
                                        ", with other content; add this one to it as a version"});
        });
    } catch (const Error& error) { // A damaged record is for verify to tell of, and keeps no other out.
        if (error.code() != Code::corrupt && error.code() != Code::not_found) throw;
    }
}

/// Leaves the rows that are not in the store yet.
void drop_known(Engine& engine, const ImportPlan& plan, Reading& reading, ImportReport& report) {
    std::vector<std::string> keys;
    for (const Row& row : reading.rows)
        keys.push_back(row.filing.record.key);
    const KnownKeys known = known_keys(engine, keys);
    std::vector<const Row*> there;
    std::vector<std::string> ids;
    for (const Row& row : reading.rows)
        if (const auto id = known.find(row.filing.record.key); id != known.end()) {
            there.push_back(&row);
            ids.push_back(id->second);
        }
    note_changed(engine, plan, there, ids, report);
    report.already_there =
        std::erase_if(reading.rows, [&](const Row& row) { return known.contains(row.filing.record.key); });
}

/// Files what was read, batch after batch.
class Importing {
public:
    Importing(Engine& engine, const ImportPlan& plan, Reading& reading, ImportReport& report)
        : engine_(engine), plan_(plan), reading_(reading), report_(report),
          feed_(engine, sources_of(reading)) {}

    bool done() const { return next_ == reading_.rows.size(); }

    /// Files batches until it is time to let other writers in.
    void go_on(const Progress& progress) {
        using Clock = std::chrono::steady_clock;
        Turn turn(engine_, "record.file", plan_.series, os::Pace::patient);
        looked_up_ = next_; // others may have written since the last turn
        for (const auto end = Clock::now() + os::longest_hold; !done() && Clock::now() < end;) {
            if (progress && !progress(next_, reading_.rows.size()))
                throw Error(Code::cancelled, "the import was stopped after " + std::to_string(report_.filed) +
                                                 " records, which are filed; run it again to go on");
            file_batch(turn);
        }
    }

private:
    static std::vector<Source> sources_of(const Reading& reading) {
        std::vector<Source> sources;
        for (const Row& row : reading.rows)
            sources.insert(sources.end(), row.filing.content.begin(), row.filing.content.end());
        return sources;
    }

    /// Finds which of the next rows are there already, those of one batch at least.
    void look_up() {
        const std::size_t left = reading_.rows.size() - next_;
        std::vector<std::string> keys;
        for (std::size_t i = 0; i < std::min(left, std::max(plan_.batch, looked_up_together)); ++i)
            keys.push_back(reading_.rows[next_ + i].filing.record.key);
        known_ = known_keys(engine_, keys);
        looked_up_ = next_ + keys.size();
    }

    std::vector<Filing> next_batch() {
        std::vector<Filing> filings;
        std::uint64_t bytes = 0;
        while (!done() && filings.size() < plan_.batch && bytes < batch_bytes_limit) {
            Row& row = reading_.rows[next_++];
            bytes += row.size_bytes;
            filings.push_back(std::move(row.filing));
        }
        report_.bytes += bytes;
        return filings;
    }

    /// As one entry.
    void file_batch(Turn& turn) {
        Draft draft = turn.begin("record.import");
        if (looked_up_ - next_ < std::min(reading_.rows.size() - next_, plan_.batch)) look_up();
        const auto filings = next_batch();
        require_filable(engine_, filings);
        std::size_t contents = 0;
        for (const Filing& filing : filings)
            contents += filing.content.size();
        const auto stored = draft.add(feed_, contents);
        std::vector<std::string> new_ids;
        file_into(turn, draft, filings, known_, stored, new_ids);
        report_.already_there += filings.size() - new_ids.size();
        report_.filed += new_ids.size();
        report_.ids.insert(report_.ids.end(), new_ids.begin(), new_ids.end());
        if (new_ids.empty()) return;
        add_record_subjects(draft, new_ids);
        draft.say("File " + records_in_words(new_ids.size()) + " from " + reading_.source);
        turn.commit_ahead(std::move(draft));
    }

    Engine& engine_;
    const ImportPlan& plan_;
    Reading& reading_;
    ImportReport& report_;
    std::size_t next_ = 0; ///< Row.
    KnownKeys known_;      ///< Of the rows up to `looked_up_`.
    std::size_t looked_up_ = 0;
    ContentFeed feed_;
};

} // namespace

ImportReport Records::import(const ImportPlan& plan, const Progress& progress) {
    check_plan(*engine_, plan);
    Reading reading = plan.manifest.empty() ? read_folder(plan) : read_manifest(plan);
    check_rows(*engine_, plan, reading);
    ImportReport report;
    report.passed_over = bad_rows(reading, plan);
    report.rows = reading.rows.size() + report.passed_over;
    report.problems = std::move(reading.problems);
    report.notes = std::move(reading.notes);
    drop_known(*engine_, plan, reading, report);
    report.to_file = reading.rows.size();
    if (plan.dry_run || (!report.problems.empty() && !plan.skip_bad)) return report;
    for (Importing importing(*engine_, plan, reading, report); !importing.done();) {
        importing.go_on(progress);
        if (!importing.done()) os::give_way();
    }
    if (progress) progress(reading.rows.size(), reading.rows.size());
    return report;
}

} // namespace almirah
