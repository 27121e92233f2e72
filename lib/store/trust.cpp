#include "store/engine.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace almirah {

namespace {

/// What the register says there must be.
struct Expectation {
    vault::Repository::Expected content;        ///< Blob -> SHA-256 and size.
    std::map<std::string, std::string> paths;   ///< Vault path -> blob.
    std::map<std::string, std::string> records; ///< Id -> register JSON, as the index ought to have it.
    std::set<std::string> gone;                 ///< Blobs of destroyed records.
};

void expect_file(Expectation& expected, const std::string& path, const ContentFile& file) {
    expected.paths[path] = file.blob;
    if (const auto id = vault::ObjectId::parse(file.blob))
        expected.content[*id] = {file.sha256, file.size_bytes};
}

void expect_record(Expectation& expected, const Record& record) {
    for (const auto& version : record.versions)
        for (const auto& file : version.files) {
            if (record.state == RecordState::destroyed)
                expected.gone.insert(file.blob);
            else
                expect_file(expected, format::record_content_path(record.id, version.number, file.name),
                            file);
        }
}

void expect_document(Expectation& expected, const Document& document) {
    for (const auto& revision : document.revisions)
        for (const auto& file : revision.files)
            expect_file(expected, format::document_content_path(document.number, revision.number, file.name),
                        file);
}

/// Reads the whole register; what cannot be decoded is a finding.
Expectation read_register(Engine& engine, Verification& result) {
    Expectation expected;
    engine.repository().diff(std::nullopt, [&](const vault::PathChange& change) {
        try {
            const auto kind = format::kind_of(change.path);
            if (kind != "records" && kind != "documents") return true;
            const std::string bytes = engine.repository().read_blob(*change.blob);
            if (kind == "documents") {
                expect_document(expected, format::decode<Document>(bytes, change.path));
                return true;
            }
            const Record record = format::decode<Record>(bytes, change.path);
            ++result.records;
            expect_record(expected, record);
            expected.records[record.id] =
                record.series + "\n" + format::name_of(record.state) + "\n" + record.title.text;
        } catch (const Error& error) {
            result.findings.push_back({"register-unreadable", Severity::error, change.path, error.what()});
        }
        return true;
    });
    return expected;
}

void compare_vault(Engine& engine, Expectation& expected, Verification& result) {
    engine.repository().list_vault([&](const std::string& path, const vault::StoredContent& content) {
        const auto found = expected.paths.find(path);
        if (found == expected.paths.end())
            result.findings.push_back({"vault-stray", Severity::error, path,
                                       "is in the vault but no entry of the register names it"});
        else if (found->second != content.id.hex())
            result.findings.push_back(
                {"vault-differs", Severity::error, path, "is not the content that the register names"});
        if (found != expected.paths.end()) expected.paths.erase(found);
    });
    for (const auto& [path, blob] : expected.paths)
        result.findings.push_back({"vault-missing", Severity::error, path,
                                   "is named by the register (" + blob + ") but not in the vault"});
}

void compare_index(Engine& engine, Expectation& expected, Verification& result) {
    engine.ask([&](index::Index& index) {
        for (auto& finding : index.check())
            result.findings.push_back(std::move(finding));
        for (const auto& line : index.records({})) {
            const std::string row = line.series + "\n" + format::name_of(line.state) + "\n" + line.title;
            const auto found = expected.records.find(line.id);
            if (found == expected.records.end() || found->second != row)
                result.findings.push_back(
                    {"index-differs", Severity::warning, line.id, "differs from the register; run reindex"});
            if (found != expected.records.end()) expected.records.erase(found);
        }
        return true;
    });
    for (const auto& [id, row] : expected.records)
        result.findings.push_back(
            {"index-differs", Severity::warning, id, "is missing from the index; run reindex"});
}

/// Content of destroyed records that is still in a pack, since a purge was interrupted.
void find_unpurged(Engine& engine, const Expectation& expected, Verification& result) {
    for (const auto& blob : expected.gone) {
        const auto id = vault::ObjectId::parse(blob);
        if (!id || expected.content.contains(*id) || !engine.repository().contains(*id)) continue;
        result.findings.push_back(
            {"destroyed-content-present", Severity::error, blob,
             "belongs to a destroyed record and is still stored; carry the disposal out again to finish it"});
    }
}

} // namespace

bool Verification::clean() const {
    return std::none_of(findings.begin(), findings.end(),
                        [](const Finding& finding) { return finding.severity == Severity::error; });
}

std::vector<Entry> Trust::history(const std::string& subject, std::size_t limit) const {
    return engine_->ask([&](index::Index& index) { return index.history(subject, limit); });
}

Verification Trust::verify(bool fast, const Progress& progress) const {
    Verification result;
    auto& repository = engine_->repository();
    repository.refresh();
    Expectation expected = read_register(*engine_, result);
    repository.verify(expected.content, fast, result, progress);
    find_unpurged(*engine_, expected, result);
    compare_vault(*engine_, expected, result);
    compare_index(*engine_, expected, result);
    return result;
}

Checkpoint Trust::checkpoint() const {
    Checkpoint checkpoint;
    checkpoint.office = engine_->office().code;
    checkpoint.store = engine_->identity();
    checkpoint.head = engine_->repository().head()->hex();
    (void)engine_->repository().log(std::nullopt, [&](const vault::Commit&) { ++checkpoint.entries; });
    checkpoint.records = engine_->ask([](index::Index& index) { return index.count_records(); });
    checkpoint.at = engine_->now();
    return checkpoint;
}

std::vector<Finding> Trust::verify(const Checkpoint& checkpoint) const {
    auto& repository = engine_->repository();
    repository.refresh();
    if (checkpoint.store != engine_->identity())
        return {{"checkpoint-other-store", Severity::error, checkpoint.store,
                 "the checkpoint is of another store"}};
    const auto head = vault::ObjectId::parse(checkpoint.head);
    std::uint64_t total = 0, after = 0;
    (void)repository.log(std::nullopt, [&](const vault::Commit&) { ++total; });
    const bool extends = head && repository.log(head, [&](const vault::Commit&) { ++after; });
    if (!extends)
        return {
            {"checkpoint-not-in-history", Severity::error, checkpoint.head,
             "today's history does not contain the checkpoint's head: history was rewritten or rolled back"}};
    if (total - after != checkpoint.entries)
        return {{"checkpoint-count", Severity::error, checkpoint.head,
                 "the checkpoint counted " + std::to_string(checkpoint.entries) + " entries, history has " +
                     std::to_string(total - after) + " up to its head"}};
    return {};
}

void Trust::reindex(const Progress& progress) {
    engine_->rebuild_index(progress);
}

} // namespace almirah
