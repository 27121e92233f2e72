#include "store/replay.hpp"

#include "base/ssh.hpp"
#include "format/decision.hpp"
#include "format/entry.hpp"
#include "model/key.hpp"
#include "model/operation.hpp"
#include "model/permission.hpp"
#include "store/entry_judge.hpp"
#include "vault/commit.hpp"

#include <algorithm>
#include <unordered_map>

namespace almirah {

namespace {

/// How far an entry may be dated past the clock of who verifies: clocks differ.
constexpr std::chrono::minutes clocks_differ{5};

std::string name_of_entry(std::uint64_t number) {
    return "entry " + std::to_string(number);
}

/// What is signed, by whom it says it was, and when.
struct Claim {
    std::string object; ///< For findings.
    const char* name_space;
    std::string_view message;
    const std::string& by;
    Instant at;
};

/// Which signatures count, and why not.
class SignatureJudge {
public:
    SignatureJudge(Engine& engine, std::vector<Finding>& findings) : findings_(findings) {
        for (const auto& key : engine.all<SigningKey>("keys"))
            if (key.revoked_from) revoked_[key.key] = *key.revoked_from;
    }

    /// Whether the signature counts, by the keys of its moment; why not, as a finding.
    bool counts(const Claim& claim, const std::string& armour, const std::vector<SigningKey>& keys) {
        const std::hash<std::string> hash;
        const auto [of, first] = seen_.try_emplace(hash(armour), hash(claim.object));
        const bool again = !first && of->second != hash(claim.object);
        const auto signature = base::parse_armour(armour);
        if (signature && signature->name_space != claim.name_space)
            return find("signature-replayed", claim.object,
                        "bears a signature that was made for another purpose, " + signature->name_space);
        if (!signature || !base::verifies(*signature, claim.message))
            return again ? find("signature-replayed", claim.object,
                                "bears the signature of something else; find out who wrote it")
                         : find("signature-bad", claim.object,
                                "is not what was signed: it was changed, or the signature is forged");
        return has_right_key(claim, base::public_key_line(signature->key), keys);
    }

private:
    bool find(const char* code, const std::string& object, const std::string& message) {
        findings_.push_back({code, Severity::error, object, message});
        return false;
    }

    bool has_right_key(const Claim& claim, const std::string& line, const std::vector<SigningKey>& keys) {
        const auto* key = model::key_of(keys, claim.by, line);
        if (!key) {
            const auto whose =
                std::find_if(keys.begin(), keys.end(), [&](const auto& other) { return other.key == line; });
            return whose != keys.end()
                       ? find("signature-re-attributed", claim.object,
                              "says that " + claim.by + " acted and is signed by " + whose->login)
                       : find("signature-key", claim.object,
                              "is signed by the key " + fingerprint(line) + ", which nobody had registered");
        }
        const std::string signed_by =
            "is signed at " + to_string(claim.at) + " by the key " + fingerprint(line) + ": ";
        if (const auto why = why_not_valid(*key, claim.at); !why.empty())
            return find("signature-key", claim.object, signed_by + why);
        // It was lawful when it was done, and nobody knew yet: what is done from now on no longer rests on
        // it.
        if (const auto end = revoked_.find(line); end != revoked_.end() && claim.at >= end->second)
            findings_.push_back({"signature-revoked", Severity::note, claim.object,
                                 signed_by + "it was revoked later, from " + to_string(end->second) + " on"});
        return true;
    }

    std::vector<Finding>& findings_;
    std::map<std::string, Instant> revoked_;            ///< Key -> from when on, as known today.
    std::unordered_map<std::size_t, std::size_t> seen_; ///< Hashes of signatures: there may be a million.
};

class Replay {
public:
    Replay(Engine& engine, const Replaying& how, SignatureReport& report, DecisionFaults* faults)
        : engine_(engine), how_(how), report_(report), faults_(faults), latest_(engine.now() + clocks_differ),
          number_(how.entries_before) {
        if (how.signatures) signatures_.emplace(engine, report.findings);
    }

    void run() {
        if (how_.after) begin_after(*how_.after);
        const bool follows =
            engine_.repository().log_attested(how_.after, [&](const vault::Attested& attested) {
                look_at(attested);
                if (how_.progress && !how_.progress(report_.entries, 0))
                    throw Error(Code::cancelled, "the check of history was stopped");
            });
        if (!follows)
            throw Error(Code::not_found, "the entry " + how_.after->hex() + " is none of this history");
        end_of_unsigned();
    }

private:
    void find(const std::string& code, Severity severity, const std::string& object,
              const std::string& message) {
        report_.findings.push_back({code, severity, object, message});
    }

    /// The register as an entry that was found to be sound left it.
    void begin_after(const vault::ObjectId& entry) {
        const auto commit = vault::parse_commit(engine_.repository().read_commit(entry), entry);
        state_.take(commit.tree);
        tree_ = commit.tree;
        last_at_ = commit.at;
        rows_ = format::marks_of(commit.message).rows;
    }

    void look_at(const vault::Attested& attested) {
        const Entry entry = Engine::entry_of(attested.commit);
        ++report_.entries;
        const std::string object = name_of_entry(++number_);
        const bool founds = number_ == 1;
        // The first entry brings the people and roles by which it is judged itself.
        if (founds) state_.take(attested.tree);
        rows_ = std::max(rows_, format::marks_of(attested.commit.message).rows);
        try {
            look_at_committer(object, attested, entry);
            look_at_signature(object, attested, entry);
            if (entry.operation == "clock.correct" && (!last_at_ || *last_at_ <= attested.commit.at))
                find("entry-unfounded", Severity::error, object,
                     "corrects the clock after an entry that is not of a later time; find out who wrote this "
                     "entry");
            const bool lawful =
                founds || look_at_changes(object, attested.tree, entry, !attested.signature.empty());
            look_at_time(object, attested, lawful ? entry.operation : "");
        } catch (const Error& error) {
            if (error.code() != Code::corrupt && error.code() != Code::unsupported_format) throw;
            find("entry-scope", Severity::error, object,
                 std::string("cannot be judged, since what it found cannot be read: ") + error.what());
        }
        state_.take(attested.tree);
        tree_ = attested.tree;
        last_at_ = attested.commit.at;
    }

    void look_at_committer(const std::string& object, const vault::Attested& attested, const Entry& entry) {
        const Person* person = state_.person(entry.by);
        const auto& commit = attested.commit;
        if (person && commit.author_name == vault::tidy(person->name) &&
            commit.author_email == vault::tidy(email_of(*person)) &&
            attested.committer_name == commit.author_name &&
            attested.committer_email == commit.author_email && attested.committed_at == commit.at)
            return;
        find("entry-committer", Severity::error, object,
             "says that " + entry.by + " acted and is committed by " + attested.committer_name + " <" +
                 attested.committer_email + ">, who is another or none; find out who wrote this entry");
    }

    void look_at_signature(const std::string& object, const vault::Attested& attested, const Entry& entry) {
        if (!attested.signature.empty()) {
            end_of_unsigned();
            if (signatures_ &&
                signatures_->counts({object, base::git_namespace, attested.payload, entry.by, entry.at},
                                    attested.signature, state_.keys()))
                ++report_.signed_entries;
        } else if (number_ > 1 && model::must_be_signed(state_.policy().signed_operations, entry.operation)) {
            find("signature-missing", Severity::error, object,
                 "bears no signature, which the policy asks for " + entry.operation +
                     "; find out who wrote this entry");
        } else {
            if (first_unsigned_ == 0) first_unsigned_ = number_;
            last_unsigned_ = number_;
        }
    }

    void end_of_unsigned() {
        if (first_unsigned_ == 0) return;
        const bool one = first_unsigned_ == last_unsigned_;
        if (how_.signatures)
            find("unsigned", Severity::note,
                 one ? name_of_entry(last_unsigned_)
                     : "entries " + std::to_string(first_unsigned_) + " to " + std::to_string(last_unsigned_),
                 one ? "bears no signature" : "bear no signatures");
        first_unsigned_ = 0;
    }

    /// What came before with a time to come is known to be of a wrong clock.
    void set_right(const std::string& by) {
        for (const std::size_t at : future_) {
            report_.findings[at].severity = Severity::warning;
            report_.findings[at].message += "; " + by + " says that the clock was wrong";
        }
        future_.clear();
    }

    void look_at_time(const std::string& object, const vault::Attested& attested,
                      const std::string& lawfully) {
        const Instant at = attested.commit.at;
        const bool corrects = lawfully == "clock.correct";
        const bool asks_for_confirmation = rows_ > 2 && lawfully != "clock.confirm";
        if (at > latest_) {
            future_.push_back(report_.findings.size());
            find("entry-future", Severity::error, object,
                 "is dated " + to_string(at) +
                     ", which has not come; the clock was wrong, here or there, or it is a lie");
        }
        if (corrects) return set_right(object);
        if (asks_for_confirmation && last_at_ &&
            model::needs_confirmation(*last_at_, at, state_.policy().quiet_days))
            find("entry-unconfirmed", Severity::error, object,
                 "is dated " + to_string(at) + ", long after the entry that it follows, of " +
                     to_string(*last_at_) +
                     ", and nobody confirmed the clock; find out who wrote this entry");
        if (!how_.signatures || !last_at_ || at >= *last_at_) return;
        const std::string how = "is dated " + to_string(at) + ", before the entry that it follows";
        if (!attested.signature.empty() || rows_ > 2)
            find("entry-back-dated", Severity::error, object,
                 how + "; what this software enters never is: ask who made it");
        else
            find("entry-back-dated", Severity::warning, object,
                 how + "; the clock was set back, or it is a lie");
    }

    /// That the roles of that time allowed it, and that it changed what its operation does, and no more.
    bool look_at_changes(const std::string& object, const vault::ObjectId& tree, const Entry& entry,
                         bool is_signed) {
        const auto& repository = engine_.repository();
        EntryJudge judge(state_, {entry, rows_});
        repository.diff_trees(tree_, tree, [&](const vault::TreeChange& file) {
            const auto bytes = [&](const auto& blob) {
                return blob ? std::optional(repository.read_blob(*blob)) : std::nullopt;
            };
            judge.change(file.path, bytes(file.before), bytes(file.after));
        });
        const auto faults = judge.faults();
        for (const EntryFault& fault : faults)
            find(fault.code, Severity::error, object, fault.what + "; find out who wrote this entry");
        for (const auto& approval : judge.effects().approvals)
            look_at_decisions(approval, entry);
        if (rows_ > 0 && !is_signed && entry.operation == "key.revoke")
            for (const auto& key : judge.effects().keys)
                look_at_revocation(object, entry.by, key.after.login);
        return faults.empty();
    }

    /// One's own is revoked without: who lost it could give none.
    void look_at_revocation(const std::string& object, const std::string& by, const std::string& owner) {
        if (model::revocation_must_be_signed(state_.policy().signed_operations, by, owner))
            find("signature-missing", Severity::error, object,
                 "revokes a key of " + owner +
                     " without a signature, which the policy asks for; find out who wrote this entry");
    }

    void look_at_decisions(const Changed<Approval>& approval, const Entry& entry) {
        const auto& decisions = approval.after.decisions;
        for (std::size_t i = 0; i < decisions.size(); ++i) {
            if (approval.before && i < approval.before->decisions.size() &&
                approval.before->decisions[i] == decisions[i])
                continue; // judged when it was made
            const std::size_t before = report_.findings.size();
            look_at_decision(approval.after, decisions[i], entry);
            if (faults_) note_faults(before, {approval.after.id, i});
        }
    }

    void look_at_decision(const Approval& approval, const Decision& decision, const Entry& entry) {
        ++report_.decisions;
        const std::string object = "approval " + approval.id;
        if (decision.by != entry.by || decision.at != entry.at)
            find("decision-unexplained", Severity::error, object,
                 "has a decision by " + decision.by + " at " + to_string(decision.at) +
                     ", and no entry of that person and moment names it; find out who wrote it");
        if (!signatures_) return;
        if (decision.signature.empty()) {
            if (!model::must_be_signed(state_.policy().signed_operations, model::decision_operation))
                find("unsigned", Severity::note, object,
                     "has a decision by " + decision.by + " without a signature");
            return;
        }
        const std::string text = format::decision_text(engine_.identity(), approval, decision);
        if (signatures_->counts({object, base::approval_namespace, text, decision.by, decision.at},
                                decision.signature, state_.keys()))
            ++report_.signed_decisions;
    }

    /// Codes of errors that were found since.
    void note_faults(std::size_t since, const DecisionFaults::key_type& decision) {
        std::string codes;
        for (std::size_t i = since; i < report_.findings.size(); ++i)
            if (report_.findings[i].severity == Severity::error)
                codes += (codes.empty() ? "" : " ") + report_.findings[i].code;
        if (!codes.empty()) (*faults_)[decision] = codes;
    }

    Engine& engine_;
    const Replaying& how_;
    SignatureReport& report_;
    DecisionFaults* faults_;
    Instant latest_; ///< What no entry may be dated after.
    RegisterAt state_{engine_};
    std::optional<vault::ObjectId> tree_; ///< Of the entry before.
    std::optional<SignatureJudge> signatures_;
    std::uint64_t number_;
    int rows_ = 0; ///< The newest version of the rows that an entry so far was written by.
    std::optional<Instant> last_at_;
    std::vector<std::size_t> future_; ///< Findings of entries with a time to come, until that is set right.
    std::uint64_t first_unsigned_ = 0, last_unsigned_ = 0; ///< Of the run that goes on.
};

} // namespace

void replay(Engine& engine, const Replaying& how, SignatureReport& report, DecisionFaults* faults) {
    Replay(engine, how, report, faults).run();
}

} // namespace almirah
