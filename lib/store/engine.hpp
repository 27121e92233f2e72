// What is behind the door: the repository, the index that follows it, and the order in which both are written
// (docs/durability.md). Readers ask through `Engine::ask`; writers take a `Turn` (turn.hpp).
#pragma once

#include "almirah/store.hpp"
#include "base/name.hpp"
#include "format/json.hpp"
#include "format/paths.hpp"
#include "index/index.hpp"
#include "os/lock.hpp"
#include "vault/repository.hpp"

#include <future>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace almirah {

/// Search terms of content that is being filed, by blob id; spares reading it back.
using Terms = std::unordered_map<std::string, std::string>;

/// An entry that stands in the register, with all that the index needs to follow.
struct Written {
    vault::Commit commit;
    std::optional<vault::ObjectId> parent; ///< The entry before it.
    std::map<std::string, std::string> files;
    Terms terms;
};

struct ReadFile;

class Engine {
public:
    /// Opens a store: finishes or takes back what a crash left, and brings the index up to date.
    Engine(std::string directory, StoreOptions options);

    /// Makes the directory, whole or not at all, with its first entry.
    static void create(const std::string& directory, const Founding& founding, const StoreOptions& options);

    const std::string& directory() const { return directory_; }
    std::string index_file() const { return directory_ + "/almirah/index.sqlite3"; }
    const StoreOptions& options() const { return options_; }
    void act_as(const std::string& login) { options_.actor = login; }
    void sign_with(const Signer& signer) { options_.signer = signer; }
    Instant now() const;
    /// The civil date in the office.
    Date today() { return civil_date(now()); }
    Date civil_date(Instant instant);
    std::string identity();

    vault::Repository& repository() { return repository_; }

    /// Hands the index out, brought in step with the register first. Damage of it found on the way is mended
    /// by building it anew and handing it out once more, so that the index changes no answer (P8). So whoever
    /// uses it begins afresh each time.
    template <class Use>
    auto with_index(Use use) {
        follow();
        try {
            return use(index());
        } catch (const Error& error) {
            if (error.code() != Code::corrupt) throw;
        }
        rebuild_index({});
        return use(index());
    }

    /// Asks it; all that a question reads is of one moment, whoever writes meanwhile.
    template <class Question>
    auto ask(Question question) {
        return with_index([&](const index::Index& index) {
            const auto still = index.snapshot();
            return question(index);
        });
    }

    /// All small things of a kind ("people"), or of a folder of one ("copies/QP-07"), by path. Who asks is
    /// answered from the index; who is about to write (in a Turn) reads the register itself, since the index
    /// may have been edited.
    template <class Value>
    std::vector<Value> all(const std::string& kind) {
        // Decoded within the question: an index that cannot be decoded is damaged.
        const auto decoded = [](const std::vector<index::Change>& things) {
            std::vector<Value> values;
            for (const auto& thing : things)
                values.push_back(format::decode<Value>(*thing.bytes, thing.path));
            return values;
        };
        if (in_turn_) return decoded(registered(kind));
        return ask([&](const index::Index& index) { return decoded(indexed(index, kind)); });
    }

    template <class Value>
    std::optional<Value> find(const std::string& path) {
        const auto decoded = [&](const std::optional<std::string>& bytes) {
            return bytes ? std::optional(format::decode<Value>(*bytes, path)) : std::nullopt;
        };
        if (in_turn_) return decoded(repository_.read(path));
        return ask([&](const index::Index& index) { return decoded(index.thing(path)); });
    }

    /// The same from the register itself, one at a time: there may be many.
    template <class Value, class Each>
    void each(const std::string& kind, Each take) {
        if (!in_turn_) repository_.refresh();
        repository_.list(kind, [&](const vault::PathChange& file) {
            take(format::decode<Value>(repository_.read_blob(*file.blob), file.path));
        });
    }

    /// Throws not_found: "no hold H-2026-0001; REMEDY".
    template <class Value>
    Value require(const std::string& path, const std::string& what, const std::string& remedy) {
        if (auto value = find<Value>(path)) return std::move(*value);
        throw Error(Code::not_found, "no " + what + "; " + remedy);
    }

    Office office();
    /// From the register itself. Throws not_found.
    Record record(const std::string& id);
    /// Many of them, in order, read by threads.
    void each_record(const std::vector<std::string>& ids, const std::function<void(const Record&)>& each);
    Series series(const std::string& code);
    Disposal disposal(const std::string& id);
    Document document(const std::string& number);
    Approval approval(const std::string& id);
    /// A person's keys, from the register itself.
    std::vector<SigningKey> keys_of(const std::string& login);

    /// Whether a schedule that was approved already takes force between today and that day.
    bool rules_change_by(Date on);
    /// The evaluator's answer for a record that was read, by the rules that will be in force on that day.
    Evaluation evaluate(const Record& record, Date on, model::Language language);

    void rebuild_index(const Progress& progress);

    /// How the register is read into an index.
    struct Projecting {
        Progress progress{};
        /// What stands for the words of content; without it they are read from the content.
        index::TermsOf terms{};
        /// What is done with a file; without it, it is put into the index, or its fault thrown.
        std::function<void(const ReadFile& file, index::Index::Projection& to)> take{};
    };
    /// Reads what changed since an entry (nothing: everything) into an index. What is no record comes first,
    /// since next steps are computed by it.
    void project(index::Index& into, const std::optional<vault::ObjectId>& from, const Projecting& how);

    /// Brings a bare index that was made by `project`, and the store's own, to one entry and day. They stay
    /// so as long as what is returned is kept.
    std::shared_ptr<void> abreast(index::Index& bare, const index::TermsOf& terms);

    /// What a commit of the register tells, but for its number.
    static Entry entry_of(const vault::Commit& commit);

    /// The writers' lock, or nothing when this engine's own Turn holds it already. Throws busy.
    std::optional<os::Lock> lock(os::Pace pace = os::Pace::usual) const;

private:
    friend class Turn;

    /// Small things of a kind, or of a folder of one, as an index has them.
    static std::vector<index::Change> indexed(const index::Index& index, const std::string& kind);
    /// Files of a folder of the register.
    std::vector<index::Change> registered(const std::string& kind);
    void check_format() const;
    void open_index();
    /// After an error: FTS5 keeps parts of what it was told in memory, and may be wrong about them from then
    /// on.
    void reconnect_index() noexcept;
    /// Refreshes the repository and, when the index is behind the register, projects what is missing.
    void follow();
    /// Approved schedules take force on their date.
    void follow_calendar(index::Index& index);
    /// The same, by one who holds the lock.
    void follow_locked();
    bool index_is_behind();
    /// Projects one entry just written. Never throws: the entry is in the register, which is what counts, and
    /// an index that could not follow is brought along by the next question.
    void project(const Written& written, const index::TermsOf& terms) noexcept;
    /// Projects it beside what comes next. Content of which the terms are not at hand is left to a question.
    void project_beside(Written written) noexcept;
    /// The index, once what is done beside is done.
    index::Index& index() noexcept;
    index::TermsOf terms_of(const Terms& fresh);
    /// Files that differ, the records or all others, read by threads.
    void each_file(const std::optional<vault::ObjectId>& from, bool records, bool terms,
                   const std::function<void(ReadFile&&)>& take);

    std::string directory_;
    StoreOptions options_;
    vault::Repository repository_;
    std::optional<index::Index> index_;
    std::future<void> beside_; ///< Has the index to itself while it runs.
    bool in_turn_ = false;
};

} // namespace almirah
