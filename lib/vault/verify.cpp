// Everything is looked at: docs/durability.md, "Verifying".
#include "almirah/error.hpp"
#include "os/files.hpp"
#include "vault/config.hpp"
#include "vault/in_order.hpp"
#include "vault/loose.hpp"
#include "vault/purge_journal.hpp"
#include "vault/state.hpp"
#include "vault/verify_pack.hpp"

namespace almirah::vault {

namespace {

constexpr std::uint64_t under_way_bytes = 160 << 20;

class Verifier {
public:
    /// Sees the packs as they are on disk now: every idx is checked again.
    Verifier(const Repository::State& state, const Repository::Expected& expected,
             const Repository::Destroyed& destroyed, bool fast, const Repository::Inspect& inspect,
             Verification& result)
        : state_(state.directory, state.threads, state.limits), expected_(expected), destroyed_(destroyed),
          fast_(fast), question_{expected, inspect, fast}, result_(result) {}

    void run(const Progress& progress) {
        look_at_config();
        look_at_folder();
        look_at_packs(progress);
        look_at_loose();
        check_references();
        look_at_refs();
        look_at_content();
    }

private:
    void find(const char* code, Severity severity, const std::string& object, const std::string& message) {
        result_.findings.push_back({code, severity, object, message});
    }
    static std::string file_of(const std::string& stem) { return stem.substr(stem.rfind('/') + 1); }

    /// The store answers without it; stock git beside it does not, or does what harms it.
    void look_at_config() {
        std::string fault;
        try {
            fault = fault_of_config(state_.directory + "/config");
        } catch (const Error& error) {
            fault = "cannot be read: " + std::string(error.what());
        }
        if (!fault.empty())
            find("config-damaged", Severity::error, "config",
                 "it " + fault + "; restore it from a copy, or take that of another store: they are alike");
    }

    /// Idx files, and what crashes left.
    void look_at_folder() {
        state_.objects.check_indexes();
        const auto set_aside = state_.objects.set_aside();
        state_.objects.derive_missing();
        for (const auto& [stem, fault] : set_aside)
            if (!state_.objects.unusable().contains(stem))
                find("idx-damaged", Severity::warning, file_of(stem) + ".idx",
                     (fault.empty() ? std::string("it is missing") : fault) +
                         "; the next change to the store makes it anew from its pack");
        for (const auto& [stem, fault] : state_.objects.unusable())
            find("pack-damaged", Severity::error, file_of(stem) + ".pack", fault);
        for (const auto& name : os::list(state_.objects.pack_folder()))
            if (name.starts_with(temporary_prefix))
                find("leftover", Severity::note, name,
                     "a writer is at work or died; the next change to the store removes what is stale");
    }

    void look_at_packs(const Progress& progress) {
        const auto& packs = state_.objects.packs();
        std::uint64_t done = 0, total = 0;
        for (const auto& pack : packs) {
            total += pack->size_bytes();
            for (auto& finding : look_at_frame(*pack))
                result_.findings.push_back(std::move(finding));
        }
        const auto stretches = stretches_of(packs);
        std::size_t count = 0;
        for (const auto& pack : packs)
            count += pack->index().count();
        kinds_.reserve(count);
        wanted_.reserve(count);
        std::set<std::string> foreign;
        Pipeline<StretchReport> reports(
            {stretches.size(), state_.threads, under_way_bytes},
            [&](std::size_t n) { return 2 * stretches[n].size_bytes; },
            [&] { return [&](std::size_t n) { return look_at(stretches[n], question_); }; });
        for (const Stretch& stretch : stretches) {
            StretchReport report = reports.take();
            for (const auto& object : report.objects)
                if (object.delta) foreign.insert(stretch.pack->file_name());
            take(report);
            done += stretch.size_bytes;
            if (progress && !progress(done, total)) throw Error(Code::cancelled, "verify was stopped");
        }
        for (const auto& name : foreign)
            find("foreign-pack", Severity::note, name, "stock git made it; that is allowed");
    }

    void take(StretchReport& report) {
        result_.objects += report.objects.size();
        for (auto& finding : report.findings)
            result_.findings.push_back(std::move(finding));
        for (const auto& object : report.objects) {
            if (!object.sound) continue;
            // Of several copies, one counts.
            if (kinds_.try_emplace(object.id, object.kind).second && object.compared_bytes) {
                ++result_.files;
                result_.bytes += *object.compared_bytes;
            }
            for (const auto& reference : object.references) {
                want(reference, object.id);
                // A tag that somebody made names an entry as well.
                if (object.kind == ObjectKind::commit && reference.kind == ObjectKind::commit)
                    next_.try_emplace(reference.id, object.id);
            }
        }
    }

    void want(const Reference& reference, const ObjectId& by) {
        const auto [known, fresh] = wanted_.try_emplace(reference.id, reference.kind, by);
        if (!fresh && known->second.first != reference.kind)
            find("object-kind", Severity::error, reference.id.hex(),
                 std::string("named as a ") + name_of(reference.kind) + " by " + by.hex() + " and as a " +
                     name_of(known->second.first) + " by " + known->second.second.hex());
    }

    void look_at_loose() {
        std::size_t count = 0;
        each_loose(state_.objects.folder(), [&](const ObjectId& id) {
            ++count;
            StretchReport report;
            try {
                if (const auto object = read_loose(state_.objects.folder(), id))
                    look_at_bytes(id, *object, question_, report);
            } catch (const Error& error) {
                find("object-damaged", Severity::error, id.hex(), error.what());
            }
            take(report);
        });
        if (count > 0)
            find("foreign-loose", Severity::note, std::to_string(count) + " objects",
                 "stock git made loose objects; that is allowed");
    }

    /// Every object that another names must be there, and be what is promised.
    void check_references() {
        const auto leaving = PurgeJournal(state_.directory).read();
        if (!leaving.empty())
            find("purge-unfinished", Severity::warning, std::to_string(leaving.size()) + " objects",
                 "content is being destroyed, or that was interrupted; the next change to the store finishes "
                 "it");
        for (const auto& [id, want] : wanted_) {
            const auto known = kinds_.find(id);
            // Trees of dead vault commits still name it; a living one is compared with the register path by
            // path.
            if (known == kinds_.end() && (leaving.contains(id) || destroyed_.contains(id))) continue;
            const std::string by = std::string(name_of(want.first)) + " named by " + want.second.hex();
            if (known == kinds_.end())
                find("object-missing", Severity::error, id.hex(),
                     by + " cannot be read; restore it from a copy");
            else if (known->second != want.first)
                find("object-kind", Severity::error, id.hex(),
                     std::string("a ") + name_of(known->second) + ", expected the " + by);
        }
    }

    void look_at_refs() {
        state_.refs.each_lock([&](const std::string& name) {
            find("stale-lock", Severity::warning, name,
                 "a git command is at work or died; the next change to the store removes it");
        });
        look_at_foreign_refs();
        try {
            state_.refresh();
            follow_register();
            look_beyond_head();
            check_vault_ref();
        } catch (const Error& error) {
            find("register-ref", Severity::error, register_ref, error.what());
        }
    }

    void look_at_foreign_refs() {
        for (const auto& [name, ref] : state_.refs.states()) {
            if (name == register_ref || name == vault_ref) continue;
            if (const auto fault = fault_of_foreign(name, ref); !fault.empty())
                find("foreign-ref-broken", Severity::error, name,
                     "somebody made it, and it " + fault + ", where stock git stumbles; delete it");
            else
                find("foreign-ref", Severity::note, name,
                     "somebody made it; it may keep alive what is to be destroyed");
        }
    }

    std::string fault_of_foreign(const std::string& name, const Refs::State& ref) const {
        if (!ref.id) return ref.fault;
        const auto known = kinds_.find(*ref.id);
        if (known == kinds_.end()) return "names " + ref.id->hex() + ", which is not there";
        if (name.starts_with("refs/heads/") && known->second != ObjectKind::commit)
            return std::string("is a branch and names a ") + name_of(known->second);
        return "";
    }

    void follow_register() {
        for (auto id = state_.head_id; id;) {
            const CommitText commit = state_.commit(*id);
            ++result_.entries;
            if (commit.parents.size() > 1)
                find("foreign-entry", Severity::error, id->hex(),
                     "it has two parents; it was not made by this software");
            id = commit.parents.empty() ? std::nullopt : std::optional(commit.parents[0]);
        }
    }

    /// Nothing follows the last entry, unless a writer died before it moved the ref, or somebody set the ref
    /// back.
    void look_beyond_head() {
        const auto next = state_.head_id ? next_.find(*state_.head_id) : next_.end();
        if (next != next_.end())
            find("entry-beyond", Severity::note, next->second.hex(),
                 "follows the register's last entry; its writer died, or the register was set back: compare "
                 "with a "
                 "checkpoint");
    }

    /// The register's last commit says which tree the vault has.
    void check_vault_ref() {
        const Head* head = state_.head();
        if (!head) return;
        const bool empty = head->vault_tree.hex() == empty_tree_hex;
        if (!empty && !kinds_.contains(head->vault_tree))
            find("object-missing", Severity::error, head->vault_tree.hex(),
                 "the vault's tree cannot be read; restore it from a copy");
        try {
            const auto id = state_.refs.read(vault_ref);
            if (id ? state_.commit(*id).tree == head->vault_tree : empty) return;
        } catch (const Error& error) {
            if (error.code() != Code::corrupt && error.code() != Code::not_found) throw;
        }
        find("vault-ref", Severity::warning, vault_ref,
             "it does not lead to the register's content; the next change to the store puts it right");
    }

    /// What the pass over the packs did not settle: content that is absent, or in parts.
    void look_at_content() {
        for (const auto& [id, content] : expected_) {
            const auto known = kinds_.find(id);
            if (known == kinds_.end())
                find("content-missing", Severity::error, id.hex(),
                     "content that the register names is not in the store, or damaged");
            else if (known->second == ObjectKind::tree)
                look_at_parts(id, content.first, content.second);
            else if (fast_)
                check_size(id, content.second);
        }
    }

    void check_size(const ObjectId& id, std::uint64_t size_bytes) {
        const auto head = state_.objects.head(id);
        if (head && head->second != size_bytes)
            find("content-digest", Severity::error, id.hex(),
                 "not what the register says was filed (its size differs)");
    }

    void look_at_parts(const ObjectId& tree, const std::string& sha256, std::uint64_t size_bytes) {
        base::Digest digest(base::Digest::Kind::sha256);
        std::uint64_t size = 0;
        try {
            for (const auto& part : state_.tree(tree)) {
                const auto head = fast_ ? state_.objects.head(part.id) : std::nullopt;
                const std::string bytes =
                    fast_ ? std::string() : state_.objects.read(part.id, ObjectKind::blob);
                size += fast_ ? (head ? head->second : 0) : bytes.size();
                digest.update(bytes);
            }
        } catch (const Error& error) {
            return find("content-missing", Severity::error, tree.hex(), error.what());
        }
        base::Sha256Bytes sum;
        digest.finish(sum.data());
        result_.files += fast_ ? 0 : 1;
        result_.bytes += fast_ ? 0 : size;
        if (size != size_bytes || (!fast_ && base::hex(sum.data(), sum.size()) != sha256))
            find("content-digest", Severity::error, tree.hex(),
                 "not what the register says was filed (size or SHA-256 differ)");
    }

    Repository::State state_;
    const Repository::Expected& expected_;
    const Repository::Destroyed& destroyed_;
    bool fast_;
    Question question_;
    Verification& result_;
    std::unordered_map<ObjectId, ObjectKind, ObjectIdHash> kinds_; ///< Of all sound objects.
    std::unordered_map<ObjectId, std::pair<ObjectKind, ObjectId>, ObjectIdHash>
        wanted_;                                                ///< Kind, and who wants it.
    std::unordered_map<ObjectId, ObjectId, ObjectIdHash> next_; ///< Of a commit, one that follows it.
};

} // namespace

void Repository::verify(const Expected& expected, const Destroyed& destroyed, bool fast, Verification& result,
                        const Progress& progress, const Inspect& inspect) const {
    Verifier(*state_, expected, destroyed, fast, inspect, result).run(progress);
}

} // namespace almirah::vault
