// Everything is looked at: docs/durability.md, "Verifying".
#include "almirah/error.hpp"
#include "os/files.hpp"
#include "vault/config.hpp"
#include "vault/in_order.hpp"
#include "vault/links.hpp"
#include "vault/loose.hpp"
#include "vault/purge.hpp"
#include "vault/purge_journal.hpp"
#include "vault/state.hpp"
#include "vault/verify_pack.hpp"

namespace almirah::vault {

namespace {

constexpr std::uint64_t read_ahead_bytes = 160 << 20;

class Verifier {
public:
    /// Sees the packs as they are on disk now: every idx is checked again.
    Verifier(const Repository::State& state, const Repository::Expected& expected,
             const Repository::Destroyed& destroyed, bool fast, const Repository::Inspect& inspect,
             const LookAgain& again, Verification& result)
        : state_(state.directory, state.threads, state.limits), expected_(expected), destroyed_(destroyed),
          fast_(fast), question_{expected, inspect, fast}, again_(again), result_(result) {
        // Of the moment in which `expected` was read, whatever is written since.
        state_.head_id = state.head_id;
    }

    void run(const Progress& progress) {
        look_at_config();
        look_at_links();
        look_at_folder();
        look_at_packs(progress);
        look_at_loose();
        settle_packs();
        check_references();
        look_at_refs();
        look_at_content();
        settle_missing();
        look_at_unfinished();
    }

private:
    /// What could not be read, and is told unless it turns out to have moved.
    struct Missing {
        ObjectId id;
        Finding finding;
    };

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

    /// What opening refuses, made since; and packs that have another name somewhere.
    void look_at_links() {
        for (const auto& name : links_of(state_.directory))
            find("symbolic-link", Severity::error, name,
                 "it is a symbolic link: what is destroyed would stay where it leads; put the file itself in "
                 "its place");
        for (const auto& [name, what] : diversions_of(state_.directory))
            find("diversion", Severity::error, name, what);
        for (const auto& name : shared_packs_of(state_.directory))
            find("pack-shared", Severity::note, name,
                 "its file has another name on this disk, under which stays what is destroyed here");
    }

    /// Idx files, and packs of which none can be made.
    void look_at_folder() {
        state_.objects.check_indexes();
        set_aside_ = state_.objects.set_aside();
        state_.objects.derive_missing();
        for (const auto& [stem, fault] : state_.objects.unusable()) {
            set_aside_.erase(stem);
            doubt(stem, {"pack-damaged", Severity::error, file_of(stem) + ".pack", fault});
        }
        first_ = stems();
    }

    /// Of a pack that may be on its way out: told once it is known to be still there.
    void doubt(const std::string& stem, Finding finding) { doubts_.emplace_back(stem, std::move(finding)); }

    std::set<std::string> stems() const {
        std::set<std::string> stems;
        for (const auto& pack : state_.objects.packs())
            stems.insert(pack->stem());
        for (const auto& faults : {state_.objects.unusable(), state_.objects.set_aside()})
            for (const auto& [stem, fault] : faults)
                stems.insert(stem);
        return stems;
    }

    /// Whether packs came or went since they were first looked at.
    bool moved() {
        if (!moved_ && state_.objects.may_have_moved()) {
            state_.objects.look_again();
            moved_ = stems() != first_;
        }
        return moved_;
    }

    /// A pack is removed when what it holds lies elsewhere: what was read of it in vain says nothing. Who
    /// merges or destroys leaves a damaged pack where it is.
    void settle_packs() {
        for (auto& [stem, finding] : doubts_)
            if (os::exists(stem + ".pack")) result_.findings.push_back(std::move(finding));
    }

    void look_at_packs(const Progress& progress) {
        const auto& packs = state_.objects.packs();
        std::uint64_t done = 0, total = 0;
        for (const auto& pack : packs) {
            total += pack->size_bytes();
            for (auto& finding : look_at_frame(*pack))
                doubt(pack->stem(), std::move(finding));
        }
        const auto stretches = stretches_of(packs);
        std::size_t count = 0;
        for (const auto& pack : packs)
            count += pack->index().count();
        kinds_.reserve(count);
        wanted_.reserve(count);
        std::set<std::string> foreign;
        Pipeline<StretchReport> reports(
            {stretches.size(), state_.threads, read_ahead_bytes},
            [&](std::size_t n) { return 2 * stretches[n].size_bytes; },
            [&] { return [&](std::size_t n) { return look_at(stretches[n], question_); }; });
        for (const Stretch& stretch : stretches) {
            StretchReport report = reports.take();
            for (const auto& object : report.objects)
                if (object.delta) foreign.insert(stretch.pack->file_name());
            for (auto& finding : report.damage)
                doubt(stretch.pack->stem(), std::move(finding));
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
        if (fresh && fresh_) fresh_->push_back(reference.id);
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

    /// The kind of an object that is sound. What the pass did not come upon may have been moved, meanwhile,
    /// to a pack that was not there yet.
    std::optional<ObjectKind> kind_of(const ObjectId& id) {
        if (const auto known = kinds_.find(id); known != kinds_.end()) return known->second;
        if (!moved()) return std::nullopt;
        StretchReport report;
        try {
            look_at_bytes(id, state_.objects.read(id), question_, report);
        } catch (const Error& error) {
            if (error.code() != Code::corrupt && error.code() != Code::not_found) throw;
            return std::nullopt;
        }
        const ObjectKind kind = report.objects.front().kind;
        take(report);
        return kind;
    }

    /// Trees of dead vault commits still name it; a living one is compared with the register path by path.
    bool may_be_gone(const ObjectId& id) {
        if (!leaving_) leaving_ = PurgeJournal(state_.directory).read();
        return destroyed_.contains(id) || leaving_->contains(id);
    }

    /// Every object that another names must be there, and be what is promised.
    void check_references() {
        std::vector<ObjectId> open;
        for (const auto& [id, want] : wanted_)
            if (const auto known = kinds_.find(id); known == kinds_.end())
                open.push_back(id);
            else
                check_kind(id, known->second, want);
        fresh_ = &open; // what is named by what is found only now
        while (!open.empty()) {
            const ObjectId id = open.back();
            open.pop_back();
            look_for(id, wanted_.at(id));
        }
        fresh_ = nullptr;
    }

    using Want = std::pair<ObjectKind, ObjectId>; ///< What kind, and by whom.

    static std::string in_words(const Want& want) {
        return std::string(name_of(want.first)) + " named by " + want.second.hex();
    }

    void check_kind(const ObjectId& id, ObjectKind kind, const Want& want) {
        if (kind != want.first)
            find("object-kind", Severity::error, id.hex(),
                 std::string("a ") + name_of(kind) + ", expected the " + in_words(want));
    }

    void look_for(const ObjectId& id, const Want want) {
        if (!kinds_.contains(id) && may_be_gone(id)) return;
        if (const auto kind = kind_of(id)) return check_kind(id, *kind, want);
        missing_.push_back({id,
                            {"object-missing", Severity::error, id.hex(),
                             in_words(want) + " cannot be read; restore it from a copy"}});
    }

    /// What cannot be read may have been destroyed meanwhile, by a carry-out, or dropped by a `git gc` beside
    /// us. A register that was read after it was missed tells, so that its moments come in this order.
    void settle_missing() {
        for (int times = 0; times < 2 && !missing_.empty(); ++times) {
            if (!again_.register_now || !again_.register_now()) break;
            leaving_.reset();
            std::erase_if(missing_, [&](const Missing& missing) { return is_settled(missing); });
        }
        if (!missing_.empty() && moved()) leave_the_dead();
        for (auto& missing : missing_)
            result_.findings.push_back(std::move(missing.finding));
    }

    bool is_settled(const Missing& missing) {
        if (missing.finding.code == "object-missing" && may_be_gone(missing.id)) return true;
        const auto content = expected_.find(missing.id);
        if (missing.finding.code != "object-missing" && content == expected_.end()) return true;
        const auto kind = kind_of(missing.id);
        if (kind != ObjectKind::tree || content == expected_.end()) return kind.has_value();
        return !fault_of_parts(missing.id, content->second.first, content->second.second);
    }

    /// `git gc` drops what no ref leads to, and what names it at another moment.
    void leave_the_dead() {
        std::set<ObjectId> named;
        for (const auto& missing : missing_)
            if (missing.finding.code == "object-missing") named.insert(missing.id);
        for (int times = 0; times < 3; ++times) {
            try {
                state_.refresh();
                state_.objects.check_indexes();
                const auto living = living_of(state_, named);
                std::erase_if(missing_, [&](const Missing& missing) {
                    return named.contains(missing.id) && !living.contains(missing.id);
                });
                return;
            } catch (const Error& error) {
                if (error.code() != Code::corrupt && error.code() != Code::not_found) throw;
                // Packs went while they were read; or something is damaged, and all is told.
                state_.objects.look_again();
            }
        }
    }

    void look_at_refs() {
        look_at_foreign_refs();
        try {
            (void)state_.refs.read(register_ref);
            follow_register();
            check_vault_tree();
        } catch (const Error& error) {
            find("register-ref", Severity::error, register_ref, error.what());
        }
    }

    void look_at_foreign_refs() {
        const auto states = state_.refs.states();
        std::optional<std::map<std::string, Refs::State>> again;
        for (const auto& [name, ref] : states) {
            if (name == register_ref || name == vault_ref) continue;
            auto fault = fault_of_foreign(name, ref);
            if (!fault.empty()) { // stock git may have been moving it into packed-refs
                if (!again) again = state_.refs.states();
                const auto still = again->find(name);
                if (still == again->end()) continue;
                fault = fault_of_foreign(name, still->second);
            }
            if (name.starts_with("refs/replace/"))
                find("replace-ref", Severity::error, name,
                     "stock git shows what it names in the place of an object of the store; delete it");
            else if (!fault.empty())
                find("foreign-ref-broken", Severity::error, name,
                     "somebody made it, and it " + fault + ", where stock git stumbles; delete it");
            else
                find("foreign-ref", Severity::note, name,
                     "somebody made it; it may keep alive what is to be destroyed");
        }
    }

    std::string fault_of_foreign(const std::string& name, const Refs::State& ref) {
        if (!ref.id) return ref.fault;
        const auto kind = kind_of(*ref.id);
        if (!kind) return "names " + ref.id->hex() + ", which is not there";
        if (name.starts_with("refs/heads/") && *kind != ObjectKind::commit)
            return std::string("is a branch and names a ") + name_of(*kind);
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

    /// The register's last commit says which tree the vault has.
    void check_vault_tree() {
        const Head* head = state_.head();
        if (!head || head->vault_tree.hex() == empty_tree_hex || kind_of(head->vault_tree)) return;
        missing_.push_back({head->vault_tree,
                            {"object-missing", Severity::error, head->vault_tree.hex(),
                             "the vault's tree cannot be read; restore it from a copy"}});
    }

    /// What a writer who is at work leaves for a moment, and one that died for longer.
    void look_at_unfinished() {
        auto found = unfinished();
        const auto still = found.empty() || !again_.still ? nullptr : again_.still();
        if (still) found = unfinished();
        result_.findings.insert(result_.findings.end(), found.begin(), found.end());
    }

    std::vector<Finding> unfinished() {
        std::vector<Finding> found;
        for (const auto& [stem, fault] : set_aside_)
            if (is_set_aside(stem))
                found.push_back({"idx-damaged", Severity::warning, file_of(stem) + ".idx",
                                 (fault.empty() ? std::string("it is missing") : fault) +
                                     "; the next change to the store makes it anew from its pack"});
        for (const auto& name : os::list(state_.objects.pack_folder()))
            if (name.starts_with(temporary_prefix))
                found.push_back(
                    {"leftover", Severity::note, name,
                     "a writer is at work or died; the next change to the store removes what is stale"});
        if (const auto leaving = PurgeJournal(state_.directory).read(); !leaving.empty())
            found.push_back({"purge-unfinished", Severity::warning,
                             std::to_string(leaving.size()) + " objects",
                             "content is being destroyed, or that was interrupted; the next change to the "
                             "store finishes it"});
        state_.refs.each_lock([&](const std::string& name) {
            found.push_back({"stale-lock", Severity::warning, name,
                             "a git command is at work or died; the next change to the store removes it"});
        });
        look_at_branches(found);
        return found;
    }

    bool is_set_aside(const std::string& stem) const {
        try {
            Pack::open(stem, std::make_shared<OpenFiles>())->check_index();
            return false;
        } catch (const Error& error) {
            if (error.code() != Code::corrupt && error.code() != Code::not_found) throw;
            return os::exists(stem + ".pack");
        }
    }

    /// As they are now: both branches must be of one entry, and nothing follows the last one, unless a writer
    /// died before it moved the ref, or somebody set the ref back.
    void look_at_branches(std::vector<Finding>& found) {
        try {
            state_.refresh();
            const auto next = state_.head_id ? next_.find(*state_.head_id) : next_.end();
            if (next != next_.end())
                found.push_back({"entry-beyond", Severity::note, next->second.hex(),
                                 "follows the register's last entry; its writer died, or the register was "
                                 "set back: compare with a checkpoint"});
            const Head* head = state_.head();
            if (!head || leads_to(head->vault_tree)) return;
        } catch (const Error& error) {
            if (error.code() != Code::corrupt && error.code() != Code::not_found) throw;
            return; // told already
        }
        found.push_back(
            {"vault-ref", Severity::warning, vault_ref,
             "it does not lead to the register's content; the next change to the store puts it right"});
    }

    bool leads_to(const ObjectId& tree) {
        try {
            const auto id = state_.refs.read(vault_ref);
            return id ? state_.commit(*id).tree == tree : tree.hex() == empty_tree_hex;
        } catch (const Error& error) {
            if (error.code() != Code::corrupt && error.code() != Code::not_found) throw;
            return false;
        }
    }

    /// What the pass over the packs did not settle: content that is absent, or in parts.
    void look_at_content() {
        for (const auto& [id, content] : expected_) {
            const auto kind = kind_of(id);
            if (!kind)
                missing_.push_back({id,
                                    {"content-missing", Severity::error, id.hex(),
                                     "content that the register names is not in the store, or damaged"}});
            else if (*kind == ObjectKind::tree)
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
        if (auto fault = fault_of_parts(tree, sha256, size_bytes))
            missing_.push_back({tree, std::move(*fault)});
    }

    std::optional<Finding> fault_of_parts(const ObjectId& tree, const std::string& sha256,
                                          std::uint64_t size_bytes) {
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
            return Finding{"content-missing", Severity::error, tree.hex(), error.what()};
        }
        base::Sha256Bytes sum;
        digest.finish(sum.data());
        result_.files += fast_ ? 0 : 1;
        result_.bytes += fast_ ? 0 : size;
        if (size != size_bytes || (!fast_ && base::hex(sum.data(), sum.size()) != sha256))
            return Finding{"content-digest", Severity::error, tree.hex(),
                           "not what the register says was filed (size or SHA-256 differ)"};
        return std::nullopt;
    }

    Repository::State state_;
    const Repository::Expected& expected_;
    const Repository::Destroyed& destroyed_;
    bool fast_;
    Question question_;
    const LookAgain& again_;
    Verification& result_;
    std::set<std::string> first_; ///< Packs that there were.
    bool moved_ = false;
    std::map<std::string, std::string> set_aside_;        ///< Packs without a sound idx, by stem.
    std::vector<std::pair<std::string, Finding>> doubts_; ///< By stem of the pack.
    std::vector<Missing> missing_;
    std::optional<std::set<ObjectId>> leaving_; ///< By the list of a purge.
    std::vector<ObjectId>* fresh_ = nullptr;
    std::unordered_map<ObjectId, ObjectKind, ObjectIdHash> kinds_; ///< Of all sound objects.
    std::unordered_map<ObjectId, Want, ObjectIdHash> wanted_;
    std::unordered_map<ObjectId, ObjectId, ObjectIdHash> next_; ///< Of a commit, one that follows it.
};

} // namespace

void Repository::verify(const Expected& expected, const Destroyed& destroyed, bool fast, Verification& result,
                        const Progress& progress, const Inspect& inspect, const LookAgain& again) const {
    Verifier(*state_, expected, destroyed, fast, inspect, again, result).run(progress);
}

} // namespace almirah::vault
