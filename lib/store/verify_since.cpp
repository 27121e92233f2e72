// What came since a checkpoint that was clean, and nothing else: as fast as that is little.
#include "store/content.hpp"
#include "store/refusals.hpp"
#include "store/register_at.hpp"
#include "store/trust.hpp"
#include "vault/commit.hpp"

#include <algorithm>

namespace almirah {

namespace {

/// The person whose signature makes the checkpoint worth relying on: by a key that was valid in the register
/// as the checkpoint has it, and that nobody has revoked from a day before since.
std::string require_signer(Engine& engine, const Checkpoint& checkpoint, const vault::ObjectId& tree) {
    RegisterAt then(engine);
    then.take(tree);
    const auto now = engine.all<SigningKey>("keys");
    for (const NoteSignature& signature : checkpoint.signatures) {
        Checkpoint alone = checkpoint;
        alone.signatures = {signature};
        for (const SigningKey& key : then.keys()) {
            if (!is_signed_by(alone, key.login, key.key) || !why_not_valid(key, checkpoint.at).empty())
                continue;
            const bool stands = std::any_of(now.begin(), now.end(), [&](const SigningKey& today) {
                return today.login == key.login && today.key == key.key &&
                       why_not_valid(today, checkpoint.at).empty();
            });
            if (stands && then.grants(key.login, "audit.pack")) return key.login;
        }
    }
    throw Error(Code::invalid_argument, "the checkpoint bears no signature that counts, of somebody with the "
                                        "permission audit.pack, and nobody "
                                        "vouches for what was before it; verify the whole, and make one with "
                                        "almirah --sign-with KEY checkpoint "
                                        "--verify");
}

/// The tree of the register that the checkpoint states to have been clean.
vault::ObjectId require_clean(Engine& engine, const Checkpoint& checkpoint) {
    if (checkpoint.store != engine.identity())
        throw Error(Code::conflict, "the checkpoint is of another store; take the right one");
    if (!checkpoint.verified)
        throw Error(Code::invalid_argument,
                    "the checkpoint does not say that the store was clean; make one with almirah "
                    "checkpoint --verify");
    const auto head = vault::ObjectId::parse(checkpoint.head);
    if (!head)
        throw Error(Code::invalid_argument, "the checkpoint names no entry; take the file as it was written");
    try {
        return vault::parse_commit(engine.repository().read_commit(*head), *head).tree;
    } catch (const Error& error) {
        if (error.code() != Code::not_found) throw;
    }
    throw Error(Code::conflict, "today's history does not contain the checkpoint's head " + checkpoint.head +
                                    ": history was rewritten or rolled back; verify the whole against it");
}

/// Reads what the register says of things that changed since, and their content.
class Since {
public:
    Since(Engine& engine, Verification& result, const Progress& progress)
        : engine_(engine), result_(result), progress_(progress) {}

    void look_at(const vault::ObjectId& from) {
        std::vector<vault::PathChange> changed;
        engine_.repository().diff(from, [&](const vault::PathChange& file) {
            changed.push_back(file);
            return true;
        });
        for (const auto& file : changed) {
            if (!file.blob) continue; // the replay tells of it
            const auto kind = format::kind_of(file.path);
            if (kind == "records") look_at_record(file);
            if (kind == "documents") look_at_document(file);
            if (progress_ && !progress_(++done_, changed.size()))
                throw Error(Code::cancelled, "verify was stopped");
        }
    }

private:
    void look_at_record(const vault::PathChange& file) {
        const auto record = format::decode<Record>(engine_.repository().read_blob(*file.blob), file.path);
        ++result_.records;
        if (record.state == RecordState::destroyed) return;
        for (const auto& version : record.versions)
            for (const auto& content : version.files)
                look_at_content(format::record_content_path(record.id, version.number, content.name),
                                content);
        for (const auto& content : record.sealed)
            look_at_content(format::record_folder(record.id) + "/" + content.name, content);
    }

    void look_at_document(const vault::PathChange& file) {
        const auto document = format::decode<Document>(engine_.repository().read_blob(*file.blob), file.path);
        for (const auto& revision : document.revisions)
            for (const auto& content : revision.files)
                if (revision.record.empty())
                    look_at_content(
                        format::document_content_path(document.number, revision.number, content.name),
                        content);
    }

    void look_at_content(const std::string& path, const ContentFile& content) {
        if (!content.gone.empty()) return;
        try {
            read_checked(engine_, path, content, [](const char*, std::size_t) {});
            ++result_.files;
            result_.bytes += content.size_bytes;
        } catch (const Error& error) {
            if (error.code() != Code::corrupt && error.code() != Code::not_found) throw;
            result_.findings.push_back({"content-missing", Severity::error, path, error.what()});
        }
    }

    Engine& engine_;
    Verification& result_;
    const Progress& progress_;
    std::uint64_t done_ = 0;
};

} // namespace

Verification Trust::verify_since(const Checkpoint& clean, const Progress& progress) const {
    engine_->repository().refresh();
    const auto tree = require_clean(*engine_, clean);
    const auto head = vault::ObjectId::parse(clean.head);
    Verification result;
    result.findings.push_back({"since-checkpoint", Severity::note, clean.head,
                               "what came before is as it was when " + require_signer(*engine_, clean, tree) +
                                   " signed that it was clean, at " + to_string(clean.at)});
    SignatureReport report;
    replay(*engine_, {.after = head, .entries_before = clean.entries, .signatures = true}, report);
    look_at_refusals(*engine_, report.findings);
    result.entries = report.entries;
    result.findings.insert(result.findings.end(), report.findings.begin(), report.findings.end());
    Since(*engine_, result, progress).look_at(*head);
    return result;
}

} // namespace almirah
