// Checkpoints of the log of entries, and proofs about it.
#include "base/digest.hpp"
#include "format/note.hpp"
#include "model/key.hpp"
#include "model/merkle.hpp"
#include "model/operation.hpp"
#include "store/engine.hpp"
#include "store/record_change.hpp"
#include "store/signing.hpp"
#include "store/trust.hpp"

#include <algorithm>

namespace almirah {

namespace {

std::string hex(const model::Hash& hash) {
    return base::hex(hash.data(), hash.size());
}

std::vector<std::string> hex(const model::Path& path) {
    std::vector<std::string> hashes;
    for (const auto& hash : path)
        hashes.push_back(hex(hash));
    return hashes;
}

/// The log of a register: a leaf for each entry, the first one first.
struct Log {
    std::vector<model::Hash> leaves;
    std::vector<vault::ObjectId> commits;
};

Log log_of(vault::Repository& repository) {
    repository.refresh();
    Log log;
    (void)repository.log_attested(std::nullopt, [&](const vault::Attested& attested) {
        log.leaves.push_back(model::leaf_hash(attested.bytes));
        log.commits.push_back(attested.commit.id);
    });
    return log;
}

/// How the log differs from the one of a checkpoint of this store.
std::vector<Finding> compare(const Log& log, const Checkpoint& checkpoint) {
    const auto head = vault::ObjectId::parse(checkpoint.head);
    const auto found = head ? std::find(log.commits.begin(), log.commits.end(), *head) : log.commits.end();
    if (found == log.commits.end())
        return {
            {"checkpoint-not-in-history", Severity::error, checkpoint.head,
             "today's history does not contain the checkpoint's head: history was rewritten or rolled back"}};
    const auto entries = std::uint64_t(found - log.commits.begin()) + 1;
    if (entries != checkpoint.entries)
        return {{"checkpoint-count", Severity::error, checkpoint.head,
                 "the checkpoint counted " + std::to_string(checkpoint.entries) + " entries, history has " +
                     std::to_string(entries) + " up to its head"}};
    if (!checkpoint.root.empty() && hex(model::merkle_root(log.leaves, entries)) != checkpoint.root)
        return {{"checkpoint-root", Severity::error, checkpoint.head,
                 "the entries up to the checkpoint's head have another root than it says"}};
    return {};
}

void find_bad_signatures(Engine& engine, const Checkpoint& checkpoint, std::vector<Finding>& findings) {
    const auto keys = engine.all<SigningKey>("keys");
    for (const auto& signature : checkpoint.signatures) {
        Checkpoint alone = checkpoint;
        alone.signatures = {signature};
        const auto counts = [&](const SigningKey& key) {
            return is_signed_by(alone, key.login, key.key) && why_not_valid(key, checkpoint.at).empty();
        };
        if (std::none_of(keys.begin(), keys.end(), counts))
            findings.push_back({"checkpoint-signature", Severity::error, signature.name,
                                "is named under the checkpoint, and the signature is by no key that was "
                                "valid then"});
    }
}

/// The log, when it extends the checkpoint.
Log log_for(Engine& engine, const Checkpoint& checkpoint) {
    if (checkpoint.root.empty())
        throw Error(Code::invalid_argument,
                    "the checkpoint has no root of its entries, as those of version 0.1.0; make another one");
    if (checkpoint.store != engine.identity())
        throw Error(Code::conflict, "the checkpoint is of another store; take the right one");
    Log log = log_of(engine.repository());
    const auto findings = compare(log, checkpoint);
    if (!findings.empty()) throw Error(Code::conflict, findings.front().message);
    return log;
}

/// Under the name of the acting person, whose valid key it must be.
void sign(Engine& engine, Checkpoint& checkpoint) {
    const std::string& login = engine.options().actor;
    if (!engine.options().signer) return;
    if (login.empty())
        throw Error(Code::invalid_argument,
                    "nobody is acting whose signature it could be; say who with --as LOGIN or "
                    "StoreOptions::actor");
    const auto person =
        base::is_login(login) ? engine.find<Person>(format::person_path(login)) : std::nullopt;
    if (!person || !person->active)
        throw Refused("key", login, login + " is no active person of this office; have another one sign");
    const auto signer = EntrySigner::of(engine, *person, "checkpoint", checkpoint.at);
    const std::string id = format::note_key_id(login, signer->key());
    checkpoint.signatures.push_back({login, id, signer->sign_plainly(note_text(checkpoint))});
}

} // namespace

Checkpoint checkpoint_of(Engine& engine, bool verified) {
    Checkpoint checkpoint;
    checkpoint.verified = verified;
    checkpoint.office = engine.office().code;
    checkpoint.store = engine.identity();
    checkpoint.records = engine.ask([](const index::Index& index) { return index.count_records(); });
    const Log log = log_of(engine.repository());
    checkpoint.head = log.commits.back().hex();
    checkpoint.entries = log.leaves.size();
    checkpoint.root = hex(model::merkle_root(log.leaves, log.leaves.size()));
    checkpoint.at = engine.now();
    sign(engine, checkpoint);
    return checkpoint;
}

void Trust::correct_clock(const std::string& reason) {
    require_reason(reason, "correcting the clock");
    Turn turn(*engine_, "office.manage", "clock", os::Pace::usual, Turn::Clock::corrects);
    const auto last = engine_->repository().last_entry_at();
    if (!last || *last <= turn.now())
        throw Error(Code::conflict, "the last entry is of " + (last ? to_string(*last) : "no time") +
                                        ", which is not in the future; there is nothing to correct");
    Draft draft = turn.begin("clock.correct");
    draft.subject("office", engine_->office().code);
    draft.say("Correct the clock: it is " + to_string(turn.now()) + ", and the last entry has " +
                  to_string(*last),
              reason);
    turn.commit(std::move(draft));
}

void Trust::confirm_clock(const std::string& reason) {
    require_reason(reason, "confirming the clock");
    Turn turn(*engine_, "office.manage", "clock", os::Pace::usual, Turn::Clock::confirms);
    const auto last = engine_->repository().last_entry_at();
    const int quiet = engine_->office().policy.quiet_days;
    if (!last || !model::needs_confirmation(*last, turn.now(), quiet))
        throw Error(Code::conflict, "the last entry is of " + (last ? to_string(*last) : "no time") +
                                        "; there is nothing to confirm");
    Draft draft = turn.begin("clock.confirm");
    draft.subject("office", engine_->office().code);
    draft.say("Confirm the clock: it is " + to_string(turn.now()) + ", and the last entry is of " +
                  to_string(*last),
              reason);
    turn.commit(std::move(draft));
}

Checkpoint Trust::checkpoint(bool verify, const Progress& progress) const {
    if (!verify) return checkpoint_of(*engine_);
    constexpr int attempts = 3; // others may write while everything is read
    for (int i = 0; i < attempts; ++i) {
        const auto before = engine_->repository().head();
        Verification found = verify_store(*engine_, false, progress);
        const SignatureReport signatures = almirah::verify_signatures(*engine_, {});
        if (!found.clean() || !signatures.clean())
            throw Refused("verify", "",
                          "the store is not clean, and no checkpoint says that it is; run almirah verify "
                          "--signatures for what was found");
        engine_->repository().refresh();
        if (engine_->repository().head() == before) return checkpoint_of(*engine_, true);
    }
    throw Error(Code::busy, "others kept writing while the store was verified; try again when it is quiet");
}

std::vector<Finding> Trust::verify(const Checkpoint& checkpoint) const {
    if (checkpoint.store != engine_->identity())
        return {{"checkpoint-other-store", Severity::error, checkpoint.store,
                 "the checkpoint is of another store"}};
    auto findings = compare(log_of(engine_->repository()), checkpoint);
    find_bad_signatures(*engine_, checkpoint, findings);
    return findings;
}

InclusionProof Trust::prove_entry(std::uint64_t number, const Checkpoint& checkpoint) const {
    const Log log = log_for(*engine_, checkpoint);
    if (number == 0 || number > checkpoint.entries)
        throw Error(Code::not_found, "no entry " + std::to_string(number) + " among the " +
                                         std::to_string(checkpoint.entries) +
                                         " of the checkpoint; see almirah history");
    return {number, engine_->repository().read_commit(log.commits[number - 1]),
            hex(model::inclusion_path(log.leaves, number - 1, checkpoint.entries))};
}

ConsistencyProof Trust::prove_extends(const Checkpoint& older, const Checkpoint& newer) const {
    if (older.entries > newer.entries)
        throw Error(Code::invalid_argument,
                    "the first checkpoint has more entries than the second; give the earlier one first");
    (void)log_for(*engine_, older);
    const Log log = log_for(*engine_, newer);
    return {older.entries, newer.entries,
            hex(model::consistency_path(log.leaves, older.entries, newer.entries))};
}

} // namespace almirah
