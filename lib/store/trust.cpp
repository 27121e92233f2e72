#include "store/trust.hpp"
#include "store/approval_check.hpp"
#include "store/content.hpp"
#include "store/content_weights.hpp"
#include "store/expectation.hpp"
#include "store/missing_check.hpp"
#include "store/refusals.hpp"

#include <algorithm>
#include <future>
#include <utility>

namespace almirah {

namespace {

/// Damage that stops a part of the check is a finding itself. False when it did.
template <class Check>
bool guarded(Verification& result, const char* code, const char* object, Check check) {
    try {
        check();
        return true;
    } catch (const Error& error) {
        if (error.code() != Code::corrupt && error.code() != Code::not_found) throw;
        result.findings.push_back({code, Severity::error, object, error.what()});
        return false;
    }
}

/// What the register says, and of which entry; others may write meanwhile.
struct Moment {
    Expectation expected;
    std::optional<vault::ObjectId> entry;
};

/// Reads the register again where it has moved on. False where it is as it was.
bool moved_on(Engine& engine, Moment& moment) {
    auto& repository = engine.repository();
    repository.refresh();
    if (repository.head() == moment.entry) return false;
    moment = {{}, repository.head()};
    Verification told; // what is wrong with it was told the first time, or is the next verify's
    index::Index unused = index::Index::bare();
    Engine::Projecting how;
    how.terms = [](const std::vector<ContentFile>&) { return std::string(); };
    how.take = [&](const ReadFile& file, index::Index::Projection&) {
        (void)expect(moment.expected, file, told);
    };
    engine.project(unused, std::nullopt, how);
    return true;
}

/// Keeps writers away as long as what is returned is kept; null where one is at work for long, or where the
/// store may not be written to.
std::shared_ptr<void> keep_still(Engine& engine) {
    try {
        return std::make_shared<std::optional<os::Lock>>(engine.lock());
    } catch (const Error& error) {
        if (error.code() == Code::busy || error.code() == Code::permission || error.code() == Code::io)
            return nullptr;
        throw;
    }
}

/// Content that the register has at one moment, against the vault of that moment.
void compare_vault(Engine& engine, Expectation& expected, Verification& result) {
    auto& places = expected.places;
    const auto before = [](const auto& a, const auto& b) { return a.path < b.path; };
    std::sort(places.begin(), places.end(), before);
    auto next = places.begin(); // Git's order is ours but for a few.
    engine.repository().list_vault([&](const std::string& path, const vault::StoredContent& content) {
        if (next == places.end() || next->path != path)
            next = std::lower_bound(places.begin(), places.end(), Expectation::Place{path, {}}, before);
        if (next == places.end() || next->path != path) {
            result.findings.push_back({"vault-stray", Severity::error, path,
                                       "is in the vault but no entry of the register names it"});
            return;
        }
        next->seen = true;
        if (next->blob != content.id.hex())
            result.findings.push_back(
                {"vault-differs", Severity::error, path, "is not the content that the register names"});
        ++next;
    });
    for (const auto& place : places)
        if (!place.seen)
            result.findings.push_back({"vault-missing", Severity::error, place.path,
                                       "is named by the register (" + place.blob + ") but not in the vault"});
}

/// The vault's trees of a moment that is past may be gone with a `git gc`.
void compare_vault(Engine& engine, Moment& moment, Verification& result) {
    Verification compared;
    try {
        compare_vault(engine, moment.expected, compared);
    } catch (const Error& error) {
        if (error.code() != Code::corrupt && error.code() != Code::not_found) throw;
        if (!moved_on(engine, moment)) throw;
        compared.findings.clear();
        compare_vault(engine, moment.expected, compared);
    }
    result.findings.insert(result.findings.end(), compared.findings.begin(), compared.findings.end());
}

/// The blobs of a record's or revision's content; they stand for its words, which are weighed where it is
/// read.
std::string searched_blobs(const std::vector<ContentFile>& files) {
    std::string blobs;
    for (const auto& file : files)
        if (file.size_bytes <= searched_bytes) blobs += (blobs.empty() ? "" : " ") + file.blob;
    return blobs;
}

/// Reads the whole register: what is expected, and an index of it. False when a part cannot be understood;
/// then the index is of no use.
bool read_register(Engine& engine, Expectation& expected, index::Index& bare, Verification& result) {
    bool whole = true;
    Engine::Projecting how;
    how.terms = searched_blobs;
    how.take = [&](const ReadFile& file, index::Index::Projection& to) {
        result.records += file.record ? 1 : 0;
        whole = expect(expected, file, result) && whole;
        if (whole) whole = guarded(result, "index-unmade", file.change.path.c_str(), [&] { put(file, to); });
    };
    engine.project(bare, std::nullopt, how);
    return whole;
}

/// The index against one that was made anew of all that the register says; nothing when none could be made.
void compare_index(Engine& engine, index::Index* bare, const ContentWeights& weights, Verification& result) {
    const Verification before = result;
    const std::string file = engine.index_file();
    bool asked = false;
    engine.with_index([&](index::Index& index) {
        if (std::exchange(asked, true)) {
            result = before;
            result.findings.push_back({"index-renewed", Severity::warning, "almirah/index.sqlite3",
                                       "was damaged, and was made anew from the register"});
        }
        auto checked = std::async(std::launch::async, [&] { return index::Index::open(file).check(); });
        std::vector<Finding> differences;
        if (bare) {
            const auto still = engine.abreast(*bare, searched_blobs);
            differences = index.differences(*bare, weights.weights(), weights.of());
        }
        for (const auto& findings : {checked.get(), differences, index.shared_keys()})
            result.findings.insert(result.findings.end(), findings.begin(), findings.end());
        return true;
    });
}

/// A register that cannot be read has no index, and verify must tell of it all the same.
void verify_index(Engine& engine, index::Index* bare, const ContentWeights& weights, Verification& result) {
    (void)guarded(result, "index-unmade", "almirah/index.sqlite3",
                  [&] { compare_index(engine, bare, weights, result); });
}

/// Says of damaged content where it belongs, which says whose it is.
void name_places(const Expectation& expected, Verification& result) {
    std::map<std::string, std::string> places;
    for (const auto& finding : result.findings)
        places[finding.object] = "";
    for (const auto& [path, blob, seen] : expected.places)
        if (const auto place = places.find(blob); place != places.end() && !expected.otherwise.contains(path))
            place->second += " (" + path + ")";
    for (auto& finding : result.findings)
        finding.message += places.at(finding.object);
}

/// Who says otherwise of content than another that shares it is asked on his own.
void check_otherwise(Engine& engine, Moment& moment, Verification& result) {
    const auto asked = moment.expected.otherwise;
    for (const auto& [path, file] : asked) {
        try {
            read_checked(engine, path, file, [](const char*, std::size_t) {});
        } catch (const Error& error) {
            if (error.code() != Code::corrupt && error.code() != Code::not_found) throw;
            (void)moved_on(engine, moment);
            if (!moment.expected.otherwise.contains(path)) continue; // destroyed meanwhile
            result.findings.push_back(
                {"content-digest", Severity::error, file.blob,
                 "not what the register says was filed (size or SHA-256 differ) (" + path + ")"});
        }
    }
}

/// Content of destroyed records that is there.
std::set<vault::ObjectId> present_though_gone(Engine& engine, const Expectation& expected) {
    std::set<vault::ObjectId> present;
    for (const auto& id : expected.gone)
        if (!expected.content.contains(id) && engine.repository().contains(id)) present.insert(id);
    return present;
}

/// Content of destroyed records that is still in a pack, since a purge was interrupted. The same bytes may be
/// a file of the register, or of parts of something else.
void find_unpurged(Engine& engine, Moment& moment, Verification& result) {
    if (present_though_gone(engine, moment.expected).empty()) return;
    // A purge that is at work is done once its writer lets go of the lock.
    const bool still = keep_still(engine) != nullptr;
    (void)moved_on(engine, moment);
    const auto present = present_though_gone(engine, moment.expected);
    if (present.empty()) return;
    if (!still && std::any_of(result.findings.begin(), result.findings.end(),
                              [](const Finding& finding) { return finding.code == "purge-unfinished"; }))
        return; // told so
    const auto living = engine.repository().living(present);
    for (const auto& id : present)
        if (!living.contains(id))
            result.findings.push_back(
                {"destroyed-content-present", Severity::error, id.hex(),
                 "belongs to a destroyed record and is still stored; carry the disposal "
                 "out again to finish it"});
}

/// Entries that are not what their operations may write.
void find_beyond(Engine& engine, Verification& result) {
    SignatureReport report;
    replay(engine, {}, report);
    look_at_refusals(engine, report.findings);
    result.findings.insert(result.findings.end(), report.findings.begin(), report.findings.end());
}

} // namespace

bool Verification::clean() const {
    return std::none_of(findings.begin(), findings.end(),
                        [](const Finding& finding) { return finding.severity == Severity::error; });
}

std::vector<Entry> Trust::history(const std::string& subject, std::size_t limit) const {
    return engine_->ask([&](const index::Index& index) { return index.history(subject, limit); });
}

Verification verify_store(Engine& engine, bool fast, const Progress& progress) {
    Verification result;
    auto& repository = engine.repository();
    Moment moment;
    Expectation& expected = moment.expected;
    ContentWeights weights(repository, !fast);
    std::optional<index::Index> bare(index::Index::bare());
    const bool readable = guarded(result, "register-unreadable", "register", [&] {
        repository.refresh();
        moment.entry = repository.head();
        if (!read_register(engine, expected, *bare, result)) bare.reset();
    });
    const auto register_now = [&] { return readable && moved_on(engine, moment); };
    repository.verify(expected.content, expected.gone, fast, result, progress, weights.inspect(),
                      {register_now, [&] { return keep_still(engine); }});
    name_places(expected, result);
    check_otherwise(engine, moment, result);
    if (!readable) return result; // Half a register says nothing of vault and index.
    (void)guarded(result, "vault-missing", "vault", [&] { compare_vault(engine, moment, result); });
    (void)guarded(result, "object-missing", "vault", [&] { find_unpurged(engine, moment, result); });
    find_unlawful(expected, result);
    (void)guarded(result, "object-missing", "register", [&] { find_beyond(engine, result); });
    if (bare)
        (void)guarded(result, "index-unmade", "almirah/index.sqlite3",
                      [&] { find_missing(expected, *bare, result); });
    verify_index(engine, bare ? &*bare : nullptr, weights, result);
    return result;
}

std::function<Verification(Engine&)> index_check(Engine& engine) {
    struct Known {
        explicit Known(const Engine& engine)
            : repository(vault::Repository::open(engine.directory(), engine.options().threads)) {}
        vault::Repository repository;
        ContentWeights weights{repository, true};
        index::Index bare = index::Index::bare();
    };
    const auto known = std::make_shared<Known>(engine);
    Verification ignored;
    Expectation expected;
    (void)read_register(engine, expected, known->bare, ignored);
    known->repository.verify(expected.content, expected.gone, false, ignored, {}, known->weights.inspect());
    return [known](Engine& asked) {
        Verification result;
        verify_index(asked, &known->bare, known->weights, result);
        return result;
    };
}

Verification Trust::verify(bool fast, const Progress& progress) const {
    return verify_store(*engine_, fast, progress);
}

void Trust::reindex(const Progress& progress) {
    engine_->rebuild_index(progress);
}

} // namespace almirah
