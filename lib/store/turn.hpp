// A writer's turn: the lock, the right to act, and one entry of the register or several.
#pragma once

#include "store/engine.hpp"
#include "store/signing.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace almirah {

class Turn;

/// "1 record", "2 records".
std::string records_in_words(std::size_t count);

/// Content that threads read ahead of the drafts that take it; see vault::Incoming.
class ContentFeed {
public:
    /// Bytes in `sources` outlive it.
    ContentFeed(Engine& engine, const std::vector<Source>& sources);
    ContentFeed(const ContentFeed&) = delete;
    ContentFeed& operator=(const ContentFeed&) = delete;

private:
    friend class Draft;
    std::vector<std::string> terms_; ///< By source; written by the threads, each source by one.
    std::size_t taken_ = 0;
    vault::Incoming incoming_;
};

/// What one entry will change. Nothing is in the store before Turn::commit.
class Draft {
public:
    template <class Value>
    void put(const std::string& path, const Value& value) {
        put_bytes(path, format::encode(value));
    }

    /// Stores content; results in the order of sources. Throws what vault::Writer::add throws.
    std::vector<vault::StoredContent> add(const std::vector<Source>& sources, const Progress& progress = {});
    /// The same for the next `count` sources of a feed.
    std::vector<vault::StoredContent> add(ContentFeed& feed, std::size_t count);
    void put_content(const std::string& path, const vault::StoredContent& content) {
        writer_.put_vault(path, content);
    }
    void remove_content(const std::string& path) { writer_.put_vault(path, std::nullopt); }

    /// What the entry says.
    void say(const std::string& summary, const std::string& reason = {});
    void subject(const std::string& kind, const std::string& id) {
        entry_.subjects.push_back(kind + " " + id);
    }

private:
    friend class Turn;
    Draft(vault::Writer writer, const std::string& operation);
    void put_bytes(const std::string& path, std::string bytes);
    void keep_terms(const std::vector<vault::StoredContent>& stored, std::string* terms);

    vault::Writer writer_;
    std::map<std::string, std::string> files_;
    Terms terms_;
    Entry entry_;
};

/// The permission that a delegation lends.
inline constexpr const char* deciding = "approval.decide";
/// In the place of a permission: whoever is active in the office.
inline constexpr const char* any_person = "";

class Turn {
public:
    /// Whether an entry follows the time of the last one, sets right what a wrong clock gave that, or says
    /// that the clock is right after a long silence.
    enum class Clock { follows, corrects, confirms };

    /// Takes the lock, recovers, catches up, and checks that the acting person has the permission. `object`
    /// is named in a refusal; without a permission any active person of the office may. Throws busy, refused,
    /// invalid_argument (nobody is acting).
    Turn(Engine& engine, const std::string& permission, const std::string& object,
         os::Pace pace = os::Pace::usual, Clock clock = Clock::follows);
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn();

    Engine& engine() { return engine_; }
    const Person& actor() const { return actor_; }
    Instant now() const { return now_; }
    Date today() const { return today_; }

    /// Throws refused when the policy asks for a signature and there is none, or the signer's key is no valid
    /// key of the acting person.
    Draft begin(const std::string& operation);
    /// What was begun is not signed by this key, which ends with it.
    void leave_unsigned_by(const SigningKey& key);
    /// The signature of a decision that is put into a draft; empty when nothing signs.
    std::string sign_decision(const Approval& approval, const Decision& decision) const;
    /// Writes the entry durably and brings the index along. The draft may be empty of files only on purpose.
    void commit(Draft draft);
    /// The same, but the index follows beside what comes next: whoever asks it waits, as the turn's end does.
    /// Content named by the entry must have come with the draft.
    void commit_ahead(Draft draft);
    /// Removes content from every pack; see vault::Repository::purge. Scrubs the index.
    vault::PurgeReport purge(const std::set<vault::ObjectId>& objects, const Progress& progress);

    /// Next free id; each call gives another one.
    std::string next_record_id(const std::string& series);
    std::string next_serial_id(char kind);

private:
    /// Whatever a function of this room put into the draft: nothing beyond the row of its operation is
    /// written.
    void require_lawful(const Draft& draft);
    /// Puts on the lists of holds what the draft takes out of their queries, and names in the entry the holds
    /// that name what it files (caught.cpp).
    void keep_caught(Draft& draft);
    Written write(Draft draft);
    /// Before an entry, not after: it may take seconds, and who is interrupted then has nothing done.
    void merge_packs();
    /// An index that somebody edited must not have a number given twice (R40).
    void require_free(const std::string& path, const std::string& id) const;
    Person require_actor(const std::string& permission, const std::string& object);
    /// Entries never go back in time, and none comes after a long silence before somebody has confirmed the
    /// clock.
    void keep_time(Clock clock);

    Engine& engine_;
    std::optional<os::Lock> lock_;
    Instant now_;
    Date today_{};
    Person actor_;
    std::string permission_;
    std::optional<EntrySigner> signer_;       ///< Once a draft was begun that it may sign.
    std::map<std::string, unsigned> numbers_; ///< Last number given out, by series or kind.
};

} // namespace almirah
