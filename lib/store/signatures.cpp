// Every signature is looked at: docs/threat-model.md, "What a check of signatures finds".
#include "base/ssh.hpp"
#include "format/decision.hpp"
#include "model/key.hpp"
#include "model/permission.hpp"
#include "store/register_at.hpp"
#include "store/trust.hpp"
#include "vault/commit.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace almirah {

namespace {

constexpr const char* register_entry = "entry ";

/// What is signed, by whom it says it was, and when.
struct Claim {
    std::string object; ///< For findings.
    const char* name_space;
    std::string_view message;
    const std::string& by;
    Instant at;
};

class SignatureCheck {
public:
    SignatureCheck(Engine& engine, SignatureReport& report) : engine_(engine), report_(report) {
        for (const auto& file : engine.all<SigningKey>("keys"))
            if (file.revoked_from) revoked_[file.key] = *file.revoked_from;
    }

    void look_at(const vault::Attested& attested) {
        const Entry entry = Engine::entry_of(attested.commit);
        ++report_.entries;
        const std::string object = register_entry + std::to_string(report_.entries);
        // The first entry brings the people and roles by which it is judged itself.
        if (report_.entries == 1) take(attested.tree, object, Instant::min());
        look_at_committer(object, attested, entry);
        look_at_signature(object, attested, entry);
        look_at_time(object, attested);
        if (report_.entries > 1) look_at_right(object, attested.tree, entry);
        take(attested.tree, object, attested.commit.at);
        last_at_ = attested.commit.at;
        for (const auto& subject : entry.subjects)
            if (subject.starts_with("approval ")) named_[subject].insert({entry.by, entry.at});
    }

    void look_at_decisions(DecisionFaults* faults) {
        end_of_unsigned();
        const auto approvals = engine_.all<Approval>("approvals");
        for (const auto& approval : approvals)
            for (const auto& decision : approval.decisions)
                if (!decision.signature.empty()) ++seen_[decision.signature];
        for (const auto& approval : approvals)
            for (std::size_t i = 0; i < approval.decisions.size(); ++i) {
                const std::size_t before = report_.findings.size();
                look_at(approval, approval.decisions[i]);
                if (faults) note_faults(before, (*faults)[{approval.id, i}]);
            }
        if (faults) std::erase_if(*faults, [](const auto& decision) { return decision.second.empty(); });
    }

    void end_of_unsigned() {
        if (first_unsigned_ == 0) return;
        const auto last = last_unsigned_;
        const bool one = first_unsigned_ == last;
        report_.findings.push_back(
            {"unsigned", Severity::note,
             one ? register_entry + std::to_string(last)
                 : "entries " + std::to_string(first_unsigned_) + " to " + std::to_string(last),
             one ? "bears no signature" : "bear no signatures"});
        first_unsigned_ = 0;
    }

private:
    void find(const char* code, Severity severity, const std::string& object, const std::string& message) {
        report_.findings.push_back({code, severity, object, message});
    }

    /// Codes of errors that were found since.
    void note_faults(std::size_t since, std::string& codes) const {
        for (std::size_t i = since; i < report_.findings.size(); ++i)
            if (report_.findings[i].severity == Severity::error)
                codes += (codes.empty() ? "" : " ") + report_.findings[i].code;
    }

    /// The register as it is after `from`.
    void take(const vault::ObjectId& tree, const std::string& object, Instant from) {
        try {
            state_.take(tree);
        } catch (const Error& error) {
            if (error.code() != Code::corrupt) throw;
            find("entry-scope", Severity::error, object,
                 std::string("holds people, roles, keys or a policy that cannot be read: ") + error.what());
        }
        policies_[from] = state_.policy().signed_operations;
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
            const bool again = seen_[attested.signature]++ > 0;
            const Claim claim{object, base::git_namespace, attested.payload, entry.by, entry.at};
            report_.signed_entries += judge(claim, attested.signature, again, state_.keys()) ? 1 : 0;
        } else if (model::must_be_signed(state_.policy().signed_operations, entry.operation)) {
            find("signature-missing", Severity::error, object,
                 "bears no signature, which the policy asks for " + entry.operation +
                     "; find out who wrote this entry");
        } else {
            note_unsigned();
        }
    }

    void note_unsigned() {
        if (first_unsigned_ == 0) first_unsigned_ = report_.entries;
        last_unsigned_ = report_.entries;
    }

    void look_at_time(const std::string& object, const vault::Attested& attested) {
        if (!last_at_ || attested.commit.at >= *last_at_) return;
        const std::string how =
            "is dated " + to_string(attested.commit.at) + ", before the entry that it follows";
        if (!attested.signature.empty())
            find("entry-back-dated", Severity::error, object,
                 how + "; what this software signs never is: ask who signed it");
        else
            find("entry-back-dated", Severity::warning, object,
                 how + "; the clock was set back, or it is a lie");
    }

    /// That the roles of that time allowed it, and that it changed no more of the people, roles, keys and
    /// policy than its operation does.
    void look_at_right(const std::string& object, const vault::ObjectId& tree, const Entry& entry) {
        const std::string why = state_.why_not_allowed(entry);
        if (!why.empty())
            find("entry-not-allowed", Severity::error, object, why + "; find out who wrote this entry");
        const std::string more = state_.why_beyond(entry, tree);
        if (!more.empty())
            find("entry-scope", Severity::error, object, more + "; find out who wrote this entry");
    }

    void look_at(const Approval& approval, const Decision& decision) {
        ++report_.decisions;
        const std::string object = "approval " + approval.id;
        if (!named_[object].contains({decision.by, decision.at}))
            find("decision-unexplained", Severity::error, object,
                 "has a decision by " + decision.by + " at " + to_string(decision.at) +
                     ", and no entry of that person and moment names it; find out who wrote it");
        if (decision.signature.empty()) {
            if (model::must_be_signed(policy_before(decision.at), model::decision_operation))
                find("signature-missing", Severity::error, object,
                     "has a decision by " + decision.by +
                         " without a signature, which the policy asks for; find out who wrote it");
            else
                find("unsigned", Severity::note, object,
                     "has a decision by " + decision.by + " without a signature");
            return;
        }
        const std::string text = format::decision_text(engine_.identity(), approval, decision);
        const bool again = seen_[decision.signature] > 1;
        report_.signed_decisions += judge({object, base::approval_namespace, text, decision.by, decision.at},
                                          decision.signature, again, state_.keys())
                                        ? 1
                                        : 0;
    }

    const std::set<std::string>& policy_before(Instant at) const {
        return std::prev(policies_.lower_bound(std::max(at, Instant::min() + std::chrono::seconds(1))))
            ->second;
    }

    /// Whether the signature counts; why not, as a finding.
    bool judge(const Claim& claim, const std::string& armour, bool again,
               const std::vector<SigningKey>& keys) {
        const auto signature = base::parse_armour(armour);
        if (signature && signature->name_space != claim.name_space) {
            find("signature-replayed", Severity::error, claim.object,
                 "bears a signature that was made for another purpose, " + signature->name_space);
            return false;
        }
        if (!signature || !base::verifies(*signature, claim.message)) {
            if (again)
                find("signature-replayed", Severity::error, claim.object,
                     "bears the signature of something else; find out who wrote it");
            else
                find("signature-bad", Severity::error, claim.object,
                     "is not what was signed: it was changed, or the signature is forged");
            return false;
        }
        return has_right_key(claim, base::public_key_line(signature->key), keys);
    }

    bool has_right_key(const Claim& claim, const std::string& line, const std::vector<SigningKey>& keys) {
        if (const auto* key = model::key_of(keys, claim.by, line)) {
            SigningKey known = *key;
            // Of a revocation, what is known today counts.
            if (const auto end = revoked_.find(line); end != revoked_.end())
                known.revoked_from =
                    known.revoked_from ? std::min(*known.revoked_from, end->second) : end->second;
            const std::string why = why_not_valid(known, claim.at);
            if (why.empty()) return true;
            find("signature-key", Severity::error, claim.object,
                 "is signed at " + to_string(claim.at) + " by the key " + fingerprint(line) + ": " + why);
            return false;
        }
        const auto whose =
            std::find_if(keys.begin(), keys.end(), [&](const auto& k) { return k.key == line; });
        if (whose != keys.end())
            find("signature-re-attributed", Severity::error, claim.object,
                 "says that " + claim.by + " acted and is signed by " + whose->login);
        else
            find("signature-key", Severity::error, claim.object,
                 "is signed by the key " + fingerprint(line) + ", which nobody had registered");
        return false;
    }

    Engine& engine_;
    SignatureReport& report_;
    RegisterAt state_{engine_};
    std::map<std::string, Instant> revoked_;            ///< Key -> from when on, as known today.
    std::map<std::string, int> seen_;                   ///< Signatures.
    std::map<Instant, std::set<std::string>> policies_; ///< What had to be signed, after an instant.
    std::map<std::string, std::set<std::pair<std::string, Instant>>> named_; ///< Approval -> by whom, when.
    std::optional<Instant> last_at_;
    std::uint64_t first_unsigned_ = 0, last_unsigned_ = 0; ///< Of the run that goes on.
};

} // namespace

bool SignatureReport::clean() const {
    return std::none_of(findings.begin(), findings.end(),
                        [](const Finding& finding) { return finding.severity == Severity::error; });
}

SignatureReport verify_signatures(Engine& engine, const Progress& progress, DecisionFaults* faults) {
    engine.repository().refresh();
    SignatureReport report;
    SignatureCheck check(engine, report);
    engine.repository().log_attested([&](const vault::Attested& attested) {
        check.look_at(attested);
        if (progress && !progress(report.entries, 0))
            throw Error(Code::cancelled, "the check of signatures was stopped");
    });
    check.look_at_decisions(faults);
    return report;
}

SignatureReport Trust::verify_signatures(const Progress& progress) const {
    return almirah::verify_signatures(*engine_, progress);
}

} // namespace almirah
