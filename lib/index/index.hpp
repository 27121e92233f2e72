// The SQLite index: derived from the register, deleted at will, rebuilt equal row for row (P8).
#pragma once

#include "almirah/document.hpp"
#include "almirah/record.hpp"
#include "almirah/trust.hpp"
#include "index/asking.hpp"
#include "index/word_weights.hpp"
#include "model/evaluate.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace almirah::index {

/// A register file that changed: its bytes, or nothing when it was removed.
struct Change {
    std::string path;
    std::optional<std::string> bytes;
};

/// Search terms of a record's or document revision's content (base::search_terms), asked for when it is new
/// or changed.
using TermsOf = std::function<std::string(const std::vector<ContentFile>& files)>;

/// A due row with what the evaluator needs to say why.
struct Candidate {
    DueLine line;            ///< `evaluation` unset.
    Record facts;            ///< Only what model::evaluate uses.
    model::CitedRules rules; ///< Valid during the call that hands it over.
    std::vector<Hold> holds;
};

/// Documents by number; empty fields ask for all.
struct DocumentQuery {
    std::string type{};
    std::string owner{};
    std::string after{};
    std::size_t limit = 0; ///< 0: all.
};

/// A day by which reviews are due, and what decides it beside what a document says itself.
struct ReviewsBy {
    Date until, today;
    std::vector<Period> intervals; ///< Of the types.
};

/// A day on which a language has no issue in force, or (`behind`) an older one than the document's own.
struct LanguagesOn {
    Date on;
    bool behind = false;
    std::vector<std::string> types; ///< Those that ask for languages.
};

class Index {
public:
    /// Opens or makes the file. Throws corrupt when it is not a sound index of this version: the caller
    /// deletes and rebuilds. Throws refused on a network file system.
    static Index open(const std::string& file);
    /// Makes one without a name, to compare another with: it answers no question. Its words of content are
    /// what `TermsOf` gives, as it is.
    static Index bare();
    /// Removes the file with its -wal and -shm.
    static void remove(const std::string& file);
    Index(Index&&) noexcept;
    ~Index();

    /// The register commit that was applied last; empty in a new index.
    std::string applied() const;

    /// One projection, in one durable SQLite transaction: begin, then any number of changes and entries, then
    /// finish. Dropped without finish: nothing happened.
    class Projection {
    public:
        Projection(Projection&&) noexcept;
        ~Projection();
        void change(const Change& change);
        /// The same of a record that was read already.
        void change(const std::string& path, const Record& record);
        void entry(const Entry& entry);
        /// All but records was told, in an index without records: now they need be computed only once.
        void settle();
        /// Recomputes due rows that depend on changed rules or series, and commits. `head`: the register
        /// commit.
        void finish(const std::string& head);

    private:
        friend class Index;
        struct State;
        explicit Projection(std::unique_ptr<State> state);
        std::unique_ptr<State> state_;
    };
    Projection project(const TermsOf& terms);

    /// The register's JSON of all small things of a kind ("people", "series", "holds", …: the first folder of
    /// their path), as path and bytes, by path. Records are not among them.
    std::vector<Change> things(const std::string& kind) const;
    std::optional<std::string> thing(const std::string& path) const;

    /// Brings the rules in force up to the day: approved versions of schedules take force on their date, by
    /// themselves. `today` is asked only where one waits for its date.
    void follow_calendar(const std::function<Date()>& today);

    /// The first day on which an approved schedule takes force that has not yet; none: nothing waits.
    std::optional<Date> next_rules_on() const;

    /// How many entries were applied.
    std::uint64_t count_entries() const;

    /// The highest number used so far, 0 for none: of records of a series and year; of serial ids of a kind
    /// and year.
    unsigned last_record_number(const std::string& series, int year) const;
    unsigned last_serial(char kind, int year) const;

    /// The copy of a document that has a code on it: the document's number, and its own.
    std::optional<std::pair<std::string, int>> copy_of_code(const std::string& code) const;
    std::optional<std::string> record_by_key(const std::string& key) const; ///< id
    /// Series codes: the series and all below it.
    std::vector<std::string> branch(const std::string& series) const;
    /// The rule that a series has or inherits, from the schedule version in force.
    std::optional<model::CitedRule> rule_of(const std::string& series) const;
    std::vector<Hold> holds_on(const std::string& record) const; ///< Active ones.
    /// Records that a standing hold of this query names now, by series and id.
    std::vector<RecordLine> matching(const HoldQuery& query) const;
    /// Records that a hold names, by its lists and its query; of a released one those that it named. By id.
    std::vector<RecordLine> held_by(const std::string& hold) const;
    std::map<std::string, std::size_t> count_held() const; ///< Hold -> records; none: it is not in it.
    /// Records with a date, counted by year, series and action. Dates before `from` count as that day's.
    std::vector<ForecastLine> due_by_year(const std::string& series, Date from, Date until) const;
    /// Records whose next step's date lies after `after` and not after `until`, by series and action.
    std::vector<DueCount> due_between(Date after, Date until) const;

    /// One line for each series, year or place that has records.
    std::vector<StatisticsLine> statistics(const StatisticsQuery& query, Date on) const;

    std::size_t count_records() const;
    std::vector<RecordLine> records(const RecordQuery& query) const;
    /// Records whose next step's date has come on `on`, by series and id; held, windowed and unappraised ones
    /// among them.
    void candidates(const DueQuery& query, Date on, const std::function<bool(Candidate&&)>& each) const;
    /// How many `candidates` the evaluator finds eligible (with include_blocked: all), by series and action.
    /// Counted by the facts that it goes by; the tests hold one against the other.
    std::vector<DueCount> due_counts(const DueQuery& query, Date on) const;
    /// Disposals that are proposed, approved (maybe too long ago) or being carried out.
    std::vector<std::string> unfinished_disposals() const;
    std::vector<std::string> document_numbers(const DocumentQuery& query) const;
    /// Those with a revision that is draft, in review, or approved and not in force, on a day, and maybe
    /// others: whoever asks looks at each.
    std::vector<std::string> document_numbers(const DocumentQuery& query, RevisionState state, Date on) const;
    /// Those of which a language lacks something, and maybe others.
    std::vector<std::string> document_numbers(const DocumentQuery& query, const LanguagesOn& wanted) const;
    /// What a desk keeps, or its holder, and what is used at it.
    std::set<std::string> documents_of(const Desk& desk) const;
    /// Those that are to be reviewed, and maybe others.
    std::vector<std::string> document_numbers(const DocumentQuery& query, const ReviewsBy& reviews) const;
    /// Series that any record is in, be it as its own or as a further one.
    std::set<std::string> series_in_use() const;
    /// What the evaluator uses of every record of a series, those that are also in it included; by id, the
    /// series' own first.
    void each_in(const std::string& series, const std::function<void(const Record& facts)>& each) const;
    std::vector<SearchHit> search(const std::string& words, std::size_t limit) const;
    std::vector<Entry> history(const std::string& subject, std::size_t limit) const;
    /// What entries are about: kind, first and last id; the same for one.
    using EachSubject =
        std::function<void(const std::string& kind, const std::string& first, const std::string& last)>;
    void each_subject(const EachSubject& each) const;

    /// Every blob id of content, with SHA-256 and size, by record or document revision; destroyed ones left
    /// out.
    void
    each_content(const std::function<void(const std::string& owner, const ContentFile& file)>& each) const;

    /// Content that is not destroyed, with its size in bytes and the year of its record's next step, if that
    /// has a date: of records, those filed last first, then of documents. False: enough of this kind.
    using EachDueYear =
        std::function<bool(const std::string& blob, std::uint64_t size_bytes, std::optional<int> year)>;
    void each_due_year(const EachDueYear& each) const;

    /// Who has content of these blob ids, records and document revisions; destroyed ones left out.
    std::map<std::string, std::set<std::string>> owners_of(const std::set<std::string>& blobs) const;

    /// A question that somebody wrote, over the stable views alone; see index/asking.hpp.
    Answer ask(const std::string& question, const std::map<std::string, std::string>& values) const;
    QuestionShape shape_of(const std::string& question) const;

    /// SQLite's integrity and foreign keys, FTS5's own check, and whether searches come to all words.
    std::vector<Finding> check() const;

    /// Records that have one key, which only a foreign hand can give them.
    std::vector<Finding> shared_keys() const;

    /// The index as it stands, whatever others write meanwhile, as long as this is kept.
    std::shared_ptr<void> snapshot() const;
    /// Where it does not say what a bare index of the same entries says, as findings. `weight_of` knows the
    /// weight of content, by the `weights`; words of content are left out when it is empty.
    std::vector<Finding> differences(const Index& bare, const WordWeights& weights,
                                     const WeightOf& weight_of) const;
    /// Overwrites what the content of destroyed records left in the file, the WAL and the segments of words
    /// (P10). Throws busy when another program goes on reading older rows.
    void scrub();

private:
    struct State;
    explicit Index(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace almirah::index
