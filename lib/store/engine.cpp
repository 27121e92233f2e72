#include "store/engine.hpp"

#include "format/entry.hpp"
#include "model/evaluate.hpp"
#include "os/clock.hpp"
#include "os/files.hpp"
#include "store/law.hpp"
#include "store/read_ahead.hpp"

namespace almirah {

namespace {

/// Register files of which the paths are gathered before they are read.
constexpr std::size_t read_together = 10000;

void tell(const Progress& progress, std::uint64_t done) {
    if (progress && !progress(done, 0)) throw Error(Code::cancelled, "stopped; run reindex again to finish");
}

} // namespace

Engine::Engine(std::string directory, StoreOptions options)
    : directory_(std::move(directory)), options_(std::move(options)),
      repository_(vault::Repository::open(directory_, options_.threads)) {
    check_format();
    open_index();
}

/// Verify cannot tell of it, so that what is wrong is said here, and no message may send there.
void Engine::check_format() const {
    const auto fail = [&](const std::string& fault, const std::string& remedy) {
        throw Error(Code::corrupt, os::quoted(directory_) + " does not open: " + fault + remedy);
    };
    const auto without_verify = [](const Error& error) {
        const std::string said = error.what();
        return said.substr(0, said.find("; run verify"));
    };
    constexpr const char* rewritten = "; another program wrote into the register (git log register -- "
                                      "format.json tells which entry); restore the store from a copy";
    std::optional<std::string> bytes;
    bool is_register = false;
    try {
        bytes = repository_.read(format::format_path);
        is_register = repository_.find(format::office_path).has_value();
    } catch (const Error& error) {
        if (error.code() != Code::corrupt) throw;
        const std::string fault = without_verify(error);
        fail(fault, fault == error.what() ? "" : "; restore objects/pack from a copy");
    }
    if (!bytes && is_register) fail("format.json is missing from the register", rewritten);
    if (!bytes)
        throw Error(Code::not_found, directory_ + " is a git repository but not a store; make one with init");
    try {
        (void)format::decode<format::FormatFile>(*bytes, format::format_path);
    } catch (const Error& error) {
        if (error.code() != Code::corrupt) throw;
        fail(without_verify(error), rewritten);
    }
}

void Engine::open_index() {
    const std::string file = index_file();
    os::make_folders(directory_ + "/almirah"); // a clone has none
    // A log left beside a deleted index would be played into the new one.
    if (!os::exists(file)) index::Index::remove(file);
    try {
        index_.emplace(index::Index::open(file));
    } catch (const Error& error) {
        if (error.code() != Code::corrupt) throw;
        index::Index::remove(file);
        index_.emplace(index::Index::open(file));
    }
}

Entry Engine::entry_of(const vault::Commit& commit) {
    Entry entry = format::decode_message(commit.message);
    entry.commit = commit.id.hex();
    entry.at = commit.at;
    if (entry.by.empty()) entry.by = commit.author_name;
    return entry;
}

void Engine::reconnect_index() noexcept {
    try {
        auto fresh = index::Index::open(index_file());
        index_.emplace(std::move(fresh));
    } catch (const std::exception&) {
        // The old connection stays.
    }
}

std::optional<os::Lock> Engine::lock(os::Pace pace) const {
    if (in_turn_) return std::nullopt;
    return std::make_optional<os::Lock>(directory_ + "/almirah/lock", options_.lock_wait, pace);
}

std::vector<index::Change> Engine::indexed(const index::Index& index, const std::string& kind) {
    auto things = index.things(kind.substr(0, kind.find('/')));
    if (kind.find('/') != std::string::npos)
        std::erase_if(things,
                      [&](const index::Change& thing) { return !thing.path.starts_with(kind + "/"); });
    return things;
}

std::vector<index::Change> Engine::registered(const std::string& kind) {
    std::vector<index::Change> things;
    repository_.list(kind, [&](const vault::PathChange& file) {
        things.push_back({file.path, repository_.read_blob(*file.blob)});
    });
    return things;
}

Instant Engine::now() const {
    return options_.clock ? options_.clock() : os::now();
}

Date Engine::civil_date(Instant instant) {
    return date_of(instant + std::chrono::minutes(office().policy.utc_offset_minutes));
}

std::string Engine::identity() {
    const auto bytes = repository_.read(format::format_path);
    if (!bytes)
        throw Error(Code::corrupt, "format.json is missing from the register; restore the store from a copy");
    return format::decode<format::FormatFile>(*bytes, format::format_path).store;
}

bool Engine::index_is_behind() {
    const auto head = repository_.head();
    return head && index().applied() != head->hex();
}

void Engine::follow() {
    repository_.refresh();
    try {
        if (!index_is_behind()) return follow_calendar(*index_);
    } catch (const Error& error) {
        if (error.code() != Code::corrupt) throw;
    }
    const auto held = lock();
    follow_locked();
    follow_calendar(*index_);
}

void Engine::follow_calendar(index::Index& index) {
    index.follow_calendar([&] {
        const auto bytes = index.thing(format::office_path);
        const auto policy = bytes ? format::decode<Office>(*bytes, format::office_path).policy : Policy{};
        return date_of(now() + std::chrono::minutes(policy.utc_offset_minutes));
    });
}

void Engine::follow_locked() {
    repository_.refresh();
    try {
        if (!index_is_behind()) return;
        const std::string applied = index().applied();
        project(index(), applied.empty() ? std::nullopt : vault::ObjectId::parse(applied), {});
        return;
    } catch (const Error& error) {
        if (error.code() != Code::corrupt && error.code() != Code::conflict) throw;
    }
    index();
    index_.reset();
    index::Index::remove(index_file());
    open_index();
    project(*index_, std::nullopt, {});
}

void Engine::each_file(const std::optional<vault::ObjectId>& from, bool records, bool terms,
                       const std::function<void(ReadFile&&)>& take) {
    std::vector<vault::PathChange> files;
    const auto read = [&] {
        // A few changes are no work for threads.
        read_ahead({directory_, files.size() < read_together ? 1 : options_.threads, terms}, files, take);
        files.clear();
    };
    repository_.diff(from, [&](const vault::PathChange& change) {
        if ((format::kind_of(change.path) == "records") == records) files.push_back(change);
        if (files.size() == read_together) read();
        return true;
    });
    read();
}

std::shared_ptr<void> Engine::abreast(index::Index& bare, const index::TermsOf& terms) {
    auto still = index().snapshot();
    if (index().applied() != bare.applied()) {
        still.reset();
        const auto held = lock();
        follow_locked();
        still = index().snapshot();
        project(bare, vault::ObjectId::parse(bare.applied()), {.terms = terms});
    }
    follow_calendar(bare);
    return still;
}

void Engine::project(index::Index& into, const std::optional<vault::ObjectId>& from, const Projecting& how) {
    std::uint64_t done = 0;
    std::uint64_t number = from ? into.count_entries() : 0;
    Terms ready;
    auto projection = into.project(how.terms ? how.terms : terms_of(ready));
    const bool follows = repository_.log(from, [&](const vault::Commit& commit) {
        Entry entry = entry_of(commit);
        entry.number = ++number;
        projection.entry(entry);
        tell(how.progress, ++done);
    });
    if (!follows) throw Error(Code::conflict, "the index is of another history");
    for (const bool records : {false, true}) {
        each_file(from, records, !how.terms, [&](ReadFile&& file) {
            ready = std::move(file.terms);
            how.take ? how.take(file, projection) : put(file, projection);
            tell(how.progress, ++done);
        });
        if (!records) projection.settle();
    }
    projection.finish(repository_.head()->hex());
}

void Engine::project(const Written& written, const index::TermsOf& terms) noexcept {
    try {
        if (index_->applied() != (written.parent ? written.parent->hex() : "")) return;
        // As the register tells it, so that an index made anew says the same.
        Entry entry = entry_of(written.commit);
        entry.number = index_->count_entries() + 1;
        auto projection = index_->project(terms);
        projection.entry(entry);
        for (const auto& [path, bytes] : written.files)
            projection.change({path, bytes});
        projection.finish(entry.commit);
    } catch (const std::exception&) {
        reconnect_index();
    }
}

void Engine::project_beside(Written written) noexcept {
    index(); // one at a time
    try {
        beside_ = std::async([this, written = std::move(written)] {
            project(written, [&](const std::vector<ContentFile>& files) {
                std::string terms;
                for (const auto& file : files)
                    if (file.size_bytes <= searched_bytes) terms += written.terms.at(file.blob) + " ";
                return terms;
            });
        });
    } catch (const std::exception&) {
    }
}

index::Index& Engine::index() noexcept {
    if (beside_.valid()) beside_.get();
    return *index_;
}

index::TermsOf Engine::terms_of(const Terms& fresh) {
    return [this, &fresh](const std::vector<ContentFile>& files) {
        std::string terms;
        for (const auto& file : files) {
            if (file.size_bytes > searched_bytes) continue;
            if (const auto known = fresh.find(file.blob); known != fresh.end()) {
                terms += known->second + " ";
                continue;
            }
            terms += terms_of_content(repository_, file) + " ";
        }
        return terms;
    };
}

void Engine::rebuild_index(const Progress& progress) {
    const auto held = lock();
    repository_.recover();
    repository_.refresh();
    index();
    index_.reset();
    index::Index::remove(index_file());
    open_index();
    project(*index_, std::nullopt, {.progress = progress});
}

Office Engine::office() {
    return require<Office>(format::office_path, "office in the register", "run verify");
}

namespace {

[[noreturn]] void no_record(const std::string& id) {
    throw Error(Code::not_found, "no record " + id + "; search for it by title or file number");
}

} // namespace

Record Engine::record(const std::string& id) {
    if (!in_turn_) repository_.refresh(); // who has the lock has looked
    if (!base::parse_record_id(id)) no_record(id);
    const std::string path = format::record_path(id);
    if (const auto bytes = repository_.read(path)) return format::decode<Record>(*bytes, path);
    no_record(id);
}

void Engine::each_record(const std::vector<std::string>& ids,
                         const std::function<void(const Record&)>& each) {
    constexpr std::size_t few = 64; // no work for threads
    if (ids.size() < few) {
        for (const auto& id : ids)
            each(record(id));
        return;
    }
    if (!in_turn_) repository_.refresh();
    std::vector<vault::PathChange> files;
    for (const auto& id : ids) {
        if (!base::parse_record_id(id)) no_record(id);
        const std::string path = format::record_path(id);
        files.push_back({path, repository_.find(path)});
        if (!files.back().blob) no_record(id);
    }
    read_ahead({directory_, options_.threads, false}, files, [&](ReadFile&& file) {
        if (file.fault) std::rethrow_exception(file.fault);
        each(*file.record);
    });
}

Series Engine::series(const std::string& code) {
    return require<Series>(format::series_path(code), "series " + code,
                           "add it first, or list the series there are");
}

Disposal Engine::disposal(const std::string& id) {
    const auto parts = base::parse_serial_id(id);
    if (!parts || parts->kind != 'D')
        throw Error(Code::not_found, "no disposal " + id + "; list the disposals there are");
    return require<Disposal>(format::disposal_path(id), "disposal " + id, "list the disposals there are");
}

Document Engine::document(const std::string& number) {
    return require<Document>(format::document_path(number), "document " + number, "see the master list");
}

Approval Engine::approval(const std::string& id) {
    const auto parts = base::parse_serial_id(id);
    if (!parts || parts->kind != 'A')
        throw Error(Code::not_found, "no approval " + id + "; list the approvals there are");
    return require<Approval>(format::approval_path(id), "approval " + id, "list the approvals there are");
}

std::vector<SigningKey> Engine::keys_of(const std::string& login) {
    std::vector<SigningKey> keys;
    for (const auto& file : registered("keys/" + login))
        keys.push_back(format::decode<SigningKey>(*file.bytes, file.path));
    return keys;
}

bool Engine::rules_change_by(Date on) {
    const auto next = ask([](const index::Index& index) { return index.next_rules_on(); });
    return next && *next <= on && *next > today();
}

Evaluation Engine::evaluate(const Record& record, Date on, model::Language language) {
    if (rules_change_by(on)) return Law(*this, on).evaluate(record, on, language);
    std::vector<std::string> series{record.series};
    series.insert(series.end(), record.also_in.begin(), record.also_in.end());
    std::vector<std::optional<model::CitedRule>> found;
    for (const auto& code : series)
        found.push_back(ask([&](const index::Index& index) { return index.rule_of(code); }));
    model::CitedRules rules;
    for (const auto& rule : found)
        rules.push_back(rule ? &*rule : nullptr);
    const auto holds = ask([&](const index::Index& index) { return index.holds_on(record.id); });
    return model::evaluate(record, rules, holds, office().policy, on, language);
}

} // namespace almirah
