// Bags out. What is to go in is planned from the register first; the content is then copied without keeping
// others from writing; last, under the lock, each record of a list is judged once more before the bag gets
// its name.
#include "base/fold.hpp"
#include "exchange/premis.hpp"
#include "exchange/transfer_papers.hpp"
#include "store/bag_writer.hpp"
#include "store/content.hpp"
#include "store/disposals.hpp"
#include "store/guard.hpp"
#include "store/restriction.hpp"
#include "store/transfer.hpp"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace almirah {

namespace {

constexpr const char* fixity_event = "fixity-check-of-this-bag";

/// Which records go, and what of a list does not.
struct Choice {
    std::vector<std::string> records;
    BagReport report;
    std::optional<Disposal> disposal;
};

void leave_out(Choice& choice, const std::string& record, const std::string& why) {
    choice.report.left_out.push_back(record);
    choice.report.why.push_back(why);
}

/// Each item is judged as for carrying out: what is held or no longer due is not handed over.
void choose_list(Engine& engine, const std::string& id, Choice& choice) {
    Disposal disposal = as_of(engine.disposal(id), engine.today());
    require_transferable(disposal);
    if (disposal.receipt)
        throw Error(Code::conflict, "the bag of " + id + " was received already; carry the disposal out");
    const Law law(engine);
    const Occasion occasion{disposal.action, people_who_approved(engine, disposal), engine.today()};
    for (auto item : disposal.items) {
        const auto why = why_not_carried_out(law, engine.record(item.record), occasion, item);
        if (why.empty())
            choice.records.push_back(item.record);
        else
            leave_out(choice, item.record, why);
    }
    if (choice.records.empty())
        throw Refused(id, id,
                      "no record of the disposal " + id +
                          " may be handed over today; see it with "
                          "disposal carry-out --dry-run");
    choice.disposal = std::move(disposal);
}

Choice choose(Engine& engine, const BagPlan& plan) {
    Choice choice;
    const int ways = int(!plan.disposal.empty()) + int(!plan.series.empty()) + int(!plan.records.empty());
    if (ways != 1)
        throw Error(Code::invalid_argument,
                    "say which records go into the bag: those of a disposal, of a series, or a list of ids");
    if (!plan.disposal.empty()) {
        choose_list(engine, plan.disposal, choice);
        return choice;
    }
    std::vector<std::string> ids = plan.records;
    if (!plan.series.empty()) {
        (void)engine.series(plan.series);
        RecordQuery query;
        query.series = plan.series;
        for (const auto& line : engine.ask([&](const index::Index& index) { return index.records(query); }))
            ids.push_back(line.id);
    }
    std::set<std::string> seen;
    for (const auto& id : ids) {
        const Record record = engine.record(id);
        if (!seen.insert(id).second) continue;
        if (record.state == RecordState::destroyed)
            leave_out(choice, id, "it was destroyed");
        else
            choice.records.push_back(id);
    }
    if (choice.records.empty()) throw Error(Code::not_found, "there is no record to be put into the bag");
    return choice;
}

void count(Engine& engine, Choice& choice) {
    choice.report.records = choice.records.size();
    for (const auto& id : choice.records)
        for (const auto& file : files_of(engine.record(id))) {
            ++choice.report.files;
            choice.report.bytes += file.size_bytes;
        }
}

std::string portable_path(const std::string& path) {
    std::string safe;
    for (std::size_t start = 0; start <= path.size();) {
        const std::size_t end = std::min(path.find('/', start), path.size());
        safe += (start == 0 ? "" : "/") + exchange::portable_name(path.substr(start, end - start));
        start = end + 1;
    }
    return safe;
}

/// Writes the records of a choice, one after the other.
class Bagging {
public:
    Bagging(Engine& engine, const BagPlan& plan, const Choice& choice, BagWriter& bag,
            const Progress& progress)
        : engine_(engine), plan_(plan), choice_(choice), bag_(bag),
          progress_(progress), names_{engine.identity()}, office_(engine.office()) {
        bag_.tag("metadata/records.csv").add(exchange::dublin_core_heads());
        bag_.tag("metadata/transfer.csv").add(exchange::transfer_list_heads());
        bag_.tag("metadata/files.csv").add(exchange::bag_row_heads());
        (void)bag_.tag("metadata/records.ndjson");
        bag_.tag("metadata/premis.xml").add(exchange::premis_head());
        for (const auto& person : engine.all<Person>("people"))
            people_[person.login] = person.name;
    }

    void record(const std::string& id) {
        const Record record = engine_.record(id);
        const auto entries = engine_.ask([&](const index::Index& index) { return index.history(id, 0); });
        std::vector<std::string> events;
        for (const auto& entry : entries) {
            events.push_back(entry.commit);
            if (told_.insert(entry.number).second) {
                if (!people_.contains(entry.by)) people_[entry.by] = entry.by;
                events_.push_back(entry);
                events_.back().subjects.clear();
            }
        }
        premis(exchange::premis_record(names_, record, events));
        exchange::Transferred row = facts_of(record);
        copy(record, row);
        bag_.tag("metadata/records.csv").add(exchange::dublin_core_row(row));
        bag_.tag("metadata/transfer.csv").add(exchange::transfer_list_row(row));
        bag_.tag("metadata/records.ndjson").add(exchange::record_line(record));
    }

    std::string finish() {
        for (const auto& entry : events_)
            premis(exchange::premis_entry(entry));
        const std::string& actor = engine_.options().actor;
        const bool known = people_.contains(actor);
        premis(exchange::premis_fixity_event(fixity_event, engine_.now(), known ? actor : ""));
        for (const auto& [login, name] : people_)
            premis(exchange::premis_person(login, name));
        premis(exchange::premis_software(version()));
        premis(exchange::premis_foot());
        return bag_.finish({{"Source-Organization", office_.name.text},
                            {"External-Identifier", choice_.disposal ? choice_.disposal->id : ""},
                            {"Internal-Sender-Identifier", office_.code + " " + names_.store},
                            {"Bagging-Date", to_string(engine_.today())},
                            {"Bag-Software-Agent", std::string("Almirah ") + version()}});
    }

private:
    void premis(const std::string& text) { bag_.tag("metadata/premis.xml").add(text); }

    exchange::Transferred facts_of(const Record& record) {
        exchange::Transferred row;
        row.record = record;
        row.office = office_.name.text;
        row.series = engine_.series(record.series).title;
        const auto said = record.properties.find(restrictions);
        row.restrictions = said == record.properties.end() ? plan_.restrictions : said->second;
        if (choice_.disposal) row.control_number = choice_.disposal->id;
        const Evaluation now = engine_.evaluate(record, engine_.today(), model::Language::english);
        row.rule = now.rule;
        row.schedule = now.schedule;
        row.schedule_version = now.schedule_version;
        row.disposition = format::name_of(now.action);
        row.due_on = now.due_on;
        return row;
    }

    /// The name that the file gets in the bag; no two differ only by case or normalisation.
    std::string path_of(const std::string& folder, int version, const std::string& name) {
        const std::string stem = folder + "/" + std::to_string(version) + "/" + portable_path(name);
        std::string path = stem;
        for (int again = 2; !taken_.insert(base::caseless(path)).second; ++again)
            path = stem + "_" + std::to_string(again);
        return path;
    }

    void copy(const Record& record, exchange::Transferred& row) {
        taken_.clear();
        const std::string folder = "data/" + portable_path(record.id);
        for (const auto& file : record.sealed)
            if (file.gone.empty()) copy(record, row, {folder, folder + "/" + file.name, 0}, file);
        for (const auto& version : record.versions)
            for (const auto& file : version.files)
                if (file.gone.empty())
                    copy(record, row, {folder, path_of(folder, version.number, file.name), version.number},
                         file);
    }

    /// Where a file goes, and of which version it is; 0 for sealed fields.
    struct Place {
        std::string folder, path;
        int version;
    };

    void copy(const Record& record, exchange::Transferred& row, const Place& to, const ContentFile& file) {
        const std::string sha512 = bag_.payload(to.path, [&](const Sink& sink) {
            read_checked(engine_, record.id, file, [&](const char* data, std::size_t size_bytes) {
                sink(data, size_bytes);
                tell(size_bytes);
            });
        });
        premis(exchange::premis_file(names_, record.id, file, to.path, sha512, fixity_event));
        bag_.tag("metadata/files.csv")
            .add(
                exchange::bag_row({to.path, record.id, to.version, file.name, file.size_bytes, file.sha256}));
        row.folder = to.folder;
        ++row.files;
        row.bytes += file.size_bytes;
    }

    void tell(std::size_t size_bytes) {
        done_ += size_bytes;
        if (progress_ && !progress_(done_, choice_.report.bytes))
            throw Error(Code::cancelled, "stopped; no bag was made");
    }

    Engine& engine_;
    const BagPlan& plan_;
    const Choice& choice_;
    BagWriter& bag_;
    const Progress& progress_;
    exchange::PremisNames names_;
    Office office_;
    std::map<std::string, std::string> people_; ///< Names by login.
    std::unordered_set<std::uint64_t> told_;    ///< Entries that are among the events.
    std::vector<Entry> events_;
    std::set<std::string> taken_;
    std::uint64_t done_ = 0;
};

/// Names the bag and notes it in its list, unless the list or what it rests on changed while it was written.
void publish_list(Engine& engine, const Choice& choice, BagWriter& bag) {
    const Disposal& planned = *choice.disposal;
    Turn turn(engine, "disposal.carry-out", planned.id);
    Disposal disposal = engine.disposal(planned.id);
    if (disposal != planned)
        throw Error(Code::conflict, "the disposal " + planned.id + " changed while its bag was made; repeat");
    const Law law(engine);
    const Occasion occasion{disposal.action, people_who_approved(engine, disposal), turn.today()};
    const std::set<std::string> chosen(choice.records.begin(), choice.records.end());
    for (auto item : disposal.items)
        if (chosen.contains(item.record))
            if (const auto why = why_not_carried_out(law, engine.record(item.record), occasion, item);
                !why.empty())
                throw Error(Code::conflict, item.record + " must not be handed over any more: " + why +
                                                "; make the bag again");
    disposal.bag = BagMade{choice.report.tagmanifest_sha256,
                           turn.now(),
                           turn.actor().login,
                           choice.report.records,
                           choice.report.files,
                           choice.report.bytes,
                           choice.report.left_out};
    Draft draft = turn.begin("disposal.bag");
    draft.put(format::disposal_path(disposal.id), disposal);
    draft.subject("disposal", disposal.id);
    draft.say("Make a bag of " + records_in_words(choice.report.records) + " of the disposal " + disposal.id);
    bag.publish();
    try {
        turn.commit(std::move(draft));
    } catch (const Error& error) {
        throw Error(error.code(), std::string(error.what()) + "; the bag " + choice.report.path +
                                      " is written and not noted in the disposal: remove it and repeat");
    }
}

} // namespace

BagReport Bags::write(const BagPlan& plan, const Progress& progress) {
    Choice choice = choose(*engine_, plan);
    choice.report.path = plan.target;
    count(*engine_, choice);
    if (plan.dry_run) return choice.report;
    // Who may not note the bag is told before it is written, not after.
    if (choice.disposal) Turn(*engine_, "disposal.carry-out", plan.disposal);
    BagWriter bag(plan.target);
    Bagging bagging(*engine_, plan, choice, bag, progress);
    for (const auto& id : choice.records)
        bagging.record(id);
    choice.report.tagmanifest_sha256 = bagging.finish();
    choice.report.files = bag.files();
    choice.report.bytes = bag.bytes();
    if (choice.disposal)
        publish_list(*engine_, choice, bag);
    else
        bag.publish();
    return std::move(choice.report); // a copy could fail, and would say that nothing was done
}

} // namespace almirah
