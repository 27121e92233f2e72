// Start here. The door to a store.
//
//     almirah::Store store = almirah::Store::open("office.almirah", {.actor = "asha"});
//     almirah::Filing filing;
//     filing.record.series = "LR";
//     filing.record.title = "Mutation case 12/2024";
//     filing.content.push_back({.name = "scan.pdf", .path = "/tmp/scan.pdf"});
//     const std::string id = store.records().file(filing);           // "LR/2026/000001"
//     for (const auto& due : store.retention().due({.on = *almirah::parse_date("2035-01-01")})) …
//
// Threads: a Store and what it hands out are used by one thread at a time; open one Store per thread. Any
// number of processes may have the same store open; writers queue on a lock that dies with its process.
//
// Durability: when a call that changes something returns, its entry is on disk (synced) and is there after a
// power cut. When it throws, nothing has changed, unless the code is `in_doubt`.
//
// Errors: everything throws `almirah::Error`; see almirah/error.hpp. Functions list only codes that a caller
// is likely to act on. Any call may throw io, no_space, corrupt, and any writing call busy, refused and
// in_doubt.
//
// Text is UTF-8 throughout; dates are civil dates in the office; instants are UTC.
#pragma once

#include "almirah/approval.hpp"
#include "almirah/audit.hpp"
#include "almirah/bag.hpp"
#include "almirah/date.hpp"
#include "almirah/disposal.hpp"
#include "almirah/document.hpp"
#include "almirah/error.hpp"
#include "almirah/export.hpp"
#include "almirah/form.hpp"
#include "almirah/hold.hpp"
#include "almirah/office.hpp"
#include "almirah/problem.hpp"
#include "almirah/progress.hpp"
#include "almirah/record.hpp"
#include "almirah/retention.hpp"
#include "almirah/signing.hpp"
#include "almirah/store_audit_pack.hpp"
#include "almirah/store_audits.hpp"
#include "almirah/store_distribution.hpp"
#include "almirah/store_documents.hpp"
#include "almirah/trust.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace almirah {

class Engine; // lib/store; opaque here

// Options structs spell `{}` out: callers leave members out of designated initialisers without a warning.
struct StoreOptions {
    std::string actor{};                        ///< Login of the person who acts. Reading needs none.
    std::chrono::milliseconds lock_wait{10000}; ///< How long a writer waits for another before `busy`.
    std::function<Instant()> clock{};           ///< The system's UTC clock when empty.
    unsigned threads = 2;                       ///< Workers for hashing and compression; at least 1.
    /// Signs entries, decisions and checkpoints of the actor. Its key must be one of his that is valid; a
    /// change by anybody else is refused. Empty: they stay unsigned.
    Signer signer{};
};

/// What a new store starts with.
struct Founding {
    Office office;
    Person administrator; ///< Gets the role "administrator" and "records-officer" where no role is given.
};

// ------------------------------------------------------------------------------------------------ office

/// People, roles, desks, places, routes, policy. Reading functions return copies, sorted by code.
class ALMIRAH_API OfficeBook {
public:
    Office office() const;
    /// What another policy would do to dates: by the beginning of the financial year, and by the offset from
    /// UTC where today becomes another day. Writes nothing.
    ScheduleImpact impact_of(const Policy& policy) const;
    /// Needs office.manage. Throws invalid_argument, refused (a record would be due earlier, which needs
    /// another's approval: that of a schedule whose rules have a year of their own).
    void set_policy(const Policy& policy, const std::string& reason);

    /// Takes over the policy and the forms of a profile's folder, in one entry; with dry_run it says what
    /// would change. Fields of the policy that the profile does not name stay. Needs office.manage. Throws
    /// not_found, invalid_argument, naming file and field.
    Adoption adopt(const std::string& folder, const std::string& reason, bool dry_run = false);

    std::vector<Person> people() const;
    /// Throws not_found.
    Person person(const std::string& login) const;
    /// Needs person.manage. Throws already_exists, invalid_argument (a bad login, an unknown role).
    void add_person(const Person& person);
    /// Replaces roles, name or activity. Needs person.manage. Throws not_found; refused for the last
    /// administrator.
    void change_person(const Person& person, const std::string& reason);

    std::vector<Role> roles() const;
    /// Adds a role or replaces its permissions. Needs person.manage. Throws invalid_argument (an unknown
    /// permission); refused when nobody would have person.manage any more.
    void set_role(const Role& role, const std::string& reason);

    std::vector<Route> routes() const;
    /// Adds a route or replaces it; running approvals keep theirs. Needs office.manage. Throws
    /// invalid_argument (its roles must have approval.decide).
    void set_route(const Route& route, const std::string& reason);

    std::vector<Desk> desks() const;
    /// Needs office.manage. Throws already_exists.
    void add_desk(const Desk& desk);
    /// Many at once, in one entry; desks that are there already are left. Returns how many were added.
    std::size_t add_desks(const std::vector<Desk>& desks);

    std::vector<Place> places() const;
    /// Needs place.manage. Throws already_exists, not_found (the place it lies in), invalid_argument (its
    /// level).
    void add_place(const Place& place);
    /// Many at once, in one entry; places that are there already are left. Returns how many were added.
    std::size_t add_places(const std::vector<Place>& places);

private:
    friend class Store;
    explicit OfficeBook(Engine& engine) : engine_(&engine) {}
    Engine* engine_;
};

// ------------------------------------------------------------------------------------------------ retention

/// Reads a schedule from CSV. `profile` is the path of a column-mapping profile (docs/guide.md, "Schedules
/// from elsewhere"); empty: the columns are Almirah's own. Of `form` the encoding counts, before that of the
/// profile. Pure but for reading the two files. Throws not_found, io, invalid_argument (the profile itself is
/// wrong).
ALMIRAH_API ScheduleReading read_schedule(const std::string& csv_path, const std::string& profile,
                                          const std::string& id, const TableForm& form = {});

/// Series, schedules, and the questions "what is due" and "why".
class ALMIRAH_API Retention {
public:
    std::vector<Series> series() const;
    Series series(const std::string& code) const;
    /// Needs series.manage. Throws already_exists, not_found (parent or rule), invalid_argument.
    void add_series(const Series& series);
    /// No further filing into it (R41). Needs series.manage.
    void close_series(const std::string& code, const std::string& reason);
    /// Puts a branch of the file plan under another series (or, with none, at the top); what inherits its
    /// rule gets other dates. Needs series.manage. Throws not_found, invalid_argument (it would lie under
    /// itself), refused (a record in it is closed and cut off, or follows an enforced rule; one would be due
    /// earlier, for which a schedule that puts the series there is approved).
    ScheduleImpact move_series(const std::string& code, const std::string& under, const std::string& reason);
    /// What the move would do to dates. Throws as it does, but for what would be due earlier. Writes nothing.
    ScheduleImpact impact_of_move(const std::string& code, const std::string& under) const;

    /// What a reading would change against what is in force. Writes nothing.
    ScheduleImpact impact(const ScheduleReading& reading) const;
    /// What a version changes, or would change; of one that was submitted, the report that was submitted.
    ScheduleImpact impact(const std::string& id, int version) const;
    /// Loads a reading as the next version of its schedule, and its series with it: as a draft, or submitted
    /// (see `submit`). All or nothing. Needs schedule.load. Throws invalid_argument when the reading has
    /// problems, already_exists when the rules are those in force, refused when it shortens or drops an
    /// enforced rule.
    ScheduleLoaded load(const ScheduleReading& reading, const ScheduleLoading& how = {});
    /// Submits a draft, or one whose report is out of date, with a report of what it changes. It awaits
    /// approval where the policy has a route for "schedule", and also, by the route for "disposal", where it
    /// has none and any record would be due earlier; else it takes force on its date. Needs schedule.load.
    ScheduleLoaded submit(const std::string& id, int version);
    /// Needs approval.decide, and a place on the route. Throws conflict when by now more records would be due
    /// earlier than the report says: submit it again.
    void approve(const std::string& id, int version, bool approved, const std::string& reason);
    std::vector<ScheduleVersion> schedules() const;
    /// The rules of a version; 0: the one in force. Throws not_found.
    Schedule schedule(const std::string& id, int version = 0) const;

    /// Records that are due, by series and id.
    std::vector<DueLine> due(const DueQuery& query) const;
    std::vector<DueCount> due_counts(const DueQuery& query) const;
    /// How many records fall due in each year, by year, series and action.
    std::vector<ForecastLine> forecast(const ForecastQuery& query = {}) const;
    /// What has to be seen to, by date: what is overdue, deadlines, reviews, approvals that wait.
    std::vector<Alert> alerts(const AlertQuery& query = {}) const;
    /// The same as a calendar of whole days (iCalendar, RFC 5545), for programs that remind people.
    std::string calendar(const AlertQuery& query = {}) const;
    /// Every reason for one record, in sentences of a language ("en", "hi"). Throws not_found.
    Evaluation explain(const std::string& record, std::optional<Date> on = {},
                       const std::string& language = "en") const;

private:
    friend class Store;
    explicit Retention(Engine& engine) : engine_(&engine) {}
    Engine* engine_;
};

// ------------------------------------------------------------------------------------------------ records

/// Filing, finding, reading, changing records.
class ALMIRAH_API Records {
public:
    /// Files one record; returns its id. Needs record.file, and what each field given needs (Filing). Throws
    /// refused (it lacks), not_found (series, place, source file), invalid_argument (dates, names, fields
    /// that no filing sets), already_exists when `key` names a record with other content.
    /// Filing the same key with the same content again returns the id of the record that is there.
    std::string file(const Filing& filing);
    /// Many at once, in one entry and one pack. All or nothing.
    std::vector<std::string> file(const std::vector<Filing>& filings, const Progress& progress = {});
    /// In atomic batches; safe to run again after an interruption. Needs record.file; a row with a field that
    /// the acting person may not set (Filing) is a problem of it.
    ImportReport import(const ImportPlan& plan, const Progress& progress = {});

    /// The record as the register has it. Throws not_found.
    Record get(const std::string& id) const;
    /// The same with its sealed fields said, as long as they are there. Throws not_found; refused when they
    /// went with the content.
    Record unsealed(const std::string& id) const;
    std::vector<RecordLine> list(const RecordQuery& query) const;
    std::size_t count() const;
    /// How many records there are and what they weigh, by series, year or place.
    std::vector<StatisticsLine> statistics(const StatisticsQuery& query = {}) const;
    std::vector<SearchHit> search(const std::string& words, std::size_t limit = 50) const;

    /// Hands the file's bytes to `sink`, in pieces, and checks their SHA-256 at the end: throws corrupt when
    /// it differs, and the sink must discard what it got. `version` 0: the latest. Throws not_found; refused
    /// when destroyed.
    void read(const std::string& id, const std::string& name, const Sink& sink, int version = 0) const;

    /// Each needs the permission of its name and throws not_found, refused (its state or a hold forbids it).
    void close(const std::string& id, std::optional<Date> on = {}, const std::string& reason = {});
    void reopen(const std::string& id, const std::string& reason);
    void add_event(const std::string& id, const Event& event);
    /// The same on many, in entries of some thousand each; those that have an event of the name are left, so
    /// that a run that was stopped goes on when it is called again. Returns how many got it. Needs
    /// record.event. Throws not_found, cancelled.
    std::size_t add_event_to(const std::vector<std::string>& ids, const Event& event,
                             const Progress& progress = {});
    void move(const std::vector<std::string>& ids, const std::string& place, const std::string& reason = {});
    void set_appraisal(const std::string& id, const std::string& reference, const std::string& reason);
    /// Sets its description right; the register's history keeps what it said before, and the entry names what
    /// changed. Dates are computed anew. Needs record.correct. Throws conflict when nothing would change;
    /// refused while it is held.
    void correct(const std::string& id, const Correction& correction, const std::string& reason);
    /// Puts a record into a further series, or takes it out again: all rules of its series must allow what is
    /// done with it, and the longest decides. Need record.classify. Throw not_found; unlink is refused while
    /// it is held.
    void link(const std::string& id, const std::string& series, const std::string& reason = {});
    void unlink(const std::string& id, const std::string& series, const std::string& reason);
    /// Moves records to another series; ids stay, dates are computed anew, steps done stay done. Of the
    /// records that are named all go or none; of a branch those go that may, in entries of some thousand
    /// each: stopped by `progress`, the same call goes on with the others. Needs record.classify. Throws
    /// not_found; refused when a named one is destroyed, held, closed and cut off, or would lose an enforced
    /// rule; cancelled.
    std::vector<Reclassified> reclassify(const Reclassification& what, const Progress& progress = {});
    /// Takes back an event that was wrong: it stays in the register, and counts no longer. The newest that
    /// stands of this name and day. Needs record.event. Throws not_found, invalid_argument (no reason);
    /// refused while the record is held.
    void withdraw_event(const std::string& id, const std::string& name, Date on, const std::string& reason);
    /// Proposes a date for the next step of a record, in the place of the one that its rule gives, to the
    /// policy's route for "override" (where there is none, for "disposal"). Returns the approval's id. Needs
    /// record.reschedule. Throws invalid_argument (no reason), conflict (one is proposed already, or it is
    /// the date there is), refused (its rule gives no date, or is enforced and would be shortened; it is
    /// held).
    std::string propose_override(const std::string& id, const OverrideRequest& request);
    /// Decides what is proposed for a record, as the acting person. Needs approval.decide. Throws conflict
    /// when its rule gives another date by now; refused.
    void approve_override(const std::string& id);
    void reject_override(const std::string& id, const std::string& reason);
    /// Takes a proposal back. Needs record.reschedule.
    void withdraw_override(const std::string& id, const std::string& reason);
    /// Sets the fly-leaf: papers are added and described anew, by serial; those left out stay as they are.
    /// The file is from then on also in the series of its highest class. Needs record.classify. Throws
    /// invalid_argument (an unknown class, a file that is not there or that two papers name), refused while
    /// it is held, conflict (a paper was weeded; nothing would change).
    void set_papers(const std::string& id, const std::vector<Paper>& papers, const std::string& reason = {});
    /// Returns the number of the new version. Refused while the record is held.
    int add_version(const std::string& id, const std::vector<Source>& content, const std::string& note);

private:
    friend class Store;
    explicit Records(Engine& engine) : engine_(&engine) {}
    Engine* engine_;
};

// ------------------------------------------------------------------------------------------------ holds,
// disposals

class ALMIRAH_API Holds {
public:
    /// `hold.records`, `standing`, `reason` and, as known, `reference`, `ordered_by`, `review_on` are the
    /// input. Returns the id. Needs hold.place.
    std::string place(const Hold& hold);
    /// Adds records to a hold, in entries of some thousand each: stopped by `progress`, those added so far
    /// are held, and the same call goes on with the others. Returns how many were added. Needs hold.place.
    /// Throws not_found, conflict (it was released), cancelled.
    std::size_t extend(const std::string& id, const std::vector<std::string>& records,
                       const Progress& progress = {});
    /// The records that a hold would name, were it placed; by id.
    std::vector<RecordLine> preview(const Hold& hold) const;
    /// The records that a hold names, by its lists and its query; of a released one those that it named until
    /// then. By id. Throws not_found.
    std::vector<RecordLine> held(const std::string& id) const;
    /// How many those are, by hold; a hold of none is not in it.
    std::map<std::string, std::size_t> count_held() const;
    /// Releases at once and returns ""; where the policy has a route for "hold-release" it submits the
    /// release instead and returns the approval's id: the hold stands until the last approval. Needs
    /// hold.release. Throws not_found, conflict (released already, or awaiting approval), invalid_argument
    /// (no reason).
    std::string release(const std::string& id, const std::string& reason);
    /// Takes a release that awaits approval back. Needs hold.release. Throws not_found, conflict.
    void withdraw_release(const std::string& id, const std::string& reason);
    /// Releases or submits many, one entry each. Those that were released already, or await approval, are
    /// passed over: stopped by `progress`, the same call goes on with the others. Returns how many.
    std::size_t release_all(const std::vector<std::string>& ids, const std::string& reason,
                            const Progress& progress = {});
    /// What a hold stops, or would stop, were it placed (one without an id).
    HoldImpact impact(const Hold& hold, std::optional<Date> on = {}) const;
    Hold get(const std::string& id) const;
    std::vector<Hold> list(bool active_only = false) const;
    /// Active holds of one record.
    std::vector<Hold> on(const std::string& record) const;

private:
    friend class Store;
    explicit Holds(Engine& engine) : engine_(&engine) {}
    Engine* engine_;
};

class ALMIRAH_API Disposals {
public:
    /// Makes a list of what is due and submits it to the policy's route for "disposal". Needs
    /// disposal.propose. Throws not_found when nothing is due. With dry_run the id is empty.
    Disposal propose(const DisposalQuery& query);
    /// What has reached its date and would not be on that list, by reason; those with the most records first.
    /// Of papers: the files with any that another list has or a hold keeps. Writes nothing.
    std::vector<NotListed> left_out(const DisposalQuery& query) const;
    /// Decides items of a proposed list one by one: dispose, extend, hold, appraise again. The list is
    /// another then, so that what was approved of it is void and it is submitted anew. Needs
    /// disposal.propose, and hold.place to hold. Throws not_found, conflict (it is not proposed),
    /// invalid_argument.
    Disposal review(const std::string& id, const std::vector<ItemDecision>& decisions);
    Disposal get(const std::string& id) const;
    std::vector<Disposal> list() const;
    /// Decides as the acting person. Needs approval.decide. Throws refused (not on the route, the proposer,
    /// decided already).
    void approve(const std::string& id);
    /// The same, but for some records, which are left out of it for good.
    void approve(const std::string& id, const std::vector<std::string>& except, const std::string& reason);
    void reject(const std::string& id, const std::string& reason);
    /// Takes back a list that was not begun; its records can be proposed again. Needs disposal.propose.
    void withdraw(const std::string& id, const std::string& reason);
    /// How far it is. After a crash no list goes on by itself: this tells what was done, what was not, and
    /// what is not known. (Bytes of records that are destroyed in the register are removed by the next
    /// writer, where their purge had begun: docs/durability.md.)
    DisposalReport report(const std::string& id) const;
    /// Each item is evaluated again today; what no longer qualifies is skipped and says why. Content is then
    /// purged from every pack. An interrupted run is carried on by calling again. Needs disposal.carry-out.
    /// With dry_run nothing is written and the outcome shows what would happen.
    Disposal carry_out(const std::string& id, const CarryOut& how, bool dry_run = false,
                       const Progress& progress = {});
    /// Notes that who took over the records of a transfer has them. Its digest must be that of the bag that
    /// was made; content that the rule lets go leaves the store only after it. Needs disposal.carry-out.
    /// Throws refused (not approved, no bag was made, another bag), invalid_argument (no name, no reference),
    /// conflict (noted already).
    void note_receipt(const std::string& id, const Receipt& receipt);
    /// The certificate as JSON and as text for paper, in one language ("en", "hi"). Throws refused before
    /// carry-out.
    std::string certificate_json(const std::string& id) const;
    std::string certificate_text(const std::string& id, const std::string& language = "en") const;

private:
    friend class Store;
    explicit Disposals(Engine& engine) : engine_(&engine) {}
    Engine* engine_;
};

// ------------------------------------------------------------------------------------------------ bags

/// Looks at a bag, of version 0.97 or 1.0: every digest, every name, every promise of its own. Needs no
/// store, follows no link, writes nothing. Throws not_found, permission, cancelled; what is wrong with the
/// bag is in the findings. Progress counts bytes.
ALMIRAH_API BagCheck check_bag(const std::string& folder, const Progress& progress = {});

class ALMIRAH_API Bags {
public:
    /// Writes a bag beside its target and renames it when it is whole: with the content, checked against the
    /// register as it is copied, its digests (SHA-256 and SHA-512), the descriptions as CSV under the names
    /// of Dublin Core, the transfer list (R53), PREMIS 3 with events and fixity, and the records as the
    /// register has them. Reads only, but for a disposal: then every record is checked as for carrying out,
    /// what no longer qualifies is left out, and the bag is noted; that needs disposal.carry-out and throws
    /// refused (not approved), conflict (received already). Throws already_exists, not_found, cancelled.
    /// Progress counts bytes.
    BagReport write(const BagPlan& plan, const Progress& progress = {});
    /// Files the records of a bag, in atomic batches; safe to run again. Every file's digest is checked
    /// before anything is filed, and again as it is filed. A bag that was not written by `write` becomes one
    /// record of the series given. Needs record.file; closing dates, events and appraisals that the acting
    /// person may not set (Filing) are problems of their records.
    BagImportReport import(const BagImport& plan, const Progress& progress = {});

private:
    friend class Store;
    explicit Bags(Engine& engine) : engine_(&engine) {}
    Engine* engine_;
};

// ------------------------------------------------------------------------------------------------ forms

/// Reads a form from its file, with its layouts, files beside it (docs/forms.md). Throws not_found, io,
/// invalid_argument, naming file and field.
ALMIRAH_API Form read_form(const std::string& path);

/// Lists and returns that a law or an office asks for.
class ALMIRAH_API Forms {
public:
    std::vector<Form> list() const;
    /// Throws not_found.
    Form get(const std::string& code) const;
    /// Adds a form or replaces it. Needs office.manage. Throws invalid_argument (a question or a layout that
    /// cannot work, and where).
    void set(const Form& form, const std::string& reason);
    /// Asks the form's questions. Throws not_found (the form, a record or a list it is told),
    /// invalid_argument (a blank that is not filled or filled wrongly).
    FilledForm fill(const FormRequest& request) const;
    /// As "text" or "html" by the form's layout, as "csv" (one table; the first where none is named) or
    /// "json".
    std::string print(const FormRequest& request, const std::string& medium,
                      const std::string& table = {}) const;

private:
    friend class Store;
    explicit Forms(Engine& engine) : engine_(&engine) {}
    Engine* engine_;
};

// ------------------------------------------------------------------------------------------------ trust

class ALMIRAH_API Trust {
public:
    /// Oldest first. `subject` is an id (record, document, hold, disposal, series, …); empty: everything.
    std::vector<Entry> history(const std::string& subject = {}, std::size_t limit = 0) const;
    /// Every object, every SHA-256, register against vault against index. `fast` leaves the content's bytes
    /// unread.
    Verification verify(bool fast = false, const Progress& progress = {}) const;
    /// Only what came since a checkpoint: every entry, signature and permission since, and the content of
    /// what changed. Relies for all before on who signed that it was clean, and had audit.pack, and names
    /// him. Takes time by what came since. Throws invalid_argument (the checkpoint does not say that the
    /// store was clean, or no signature of it counts), conflict (today's history does not contain its head).
    Verification verify_since(const Checkpoint& clean, const Progress& progress = {}) const;
    /// Signed, where the store has a signer. Reads every entry's commit. `verify`: the whole store is
    /// verified first, and the checkpoint says that it was clean. Throws refused (the signer's key is not a
    /// valid key of the acting person; the store is not clean).
    Checkpoint checkpoint(bool verify = false, const Progress& progress = {}) const;
    /// Findings when today's history does not extend the checkpoint's, or a signature of it does not count.
    std::vector<Finding> verify(const Checkpoint& checkpoint) const;
    /// Every signature of entries and decisions: that who signed is who acted and who committed, that the key
    /// was valid then, that the roles of that time allowed it. Names what is unsigned, and what may not be.
    SignatureReport verify_signatures(const Progress& progress = {}) const;
    /// That an entry is among those of a checkpoint. Throws not_found (no such entry in it), conflict
    /// (today's history does not extend the checkpoint's), invalid_argument (it has no root).
    InclusionProof prove_entry(std::uint64_t number, const Checkpoint& checkpoint) const;
    /// That a checkpoint extends an older one. Throws the same.
    ConsistencyProof prove_extends(const Checkpoint& older, const Checkpoint& newer) const;
    /// Makes an entry with the time of now although the last one has a later time, which a wrong clock gave
    /// it; history keeps that it was done, by whom and why. Needs office.manage. Throws conflict (the last
    /// entry is not in the future), invalid_argument (no reason).
    void correct_clock(const std::string& reason);
    /// Makes an entry that says that the clock is right although nothing was entered for longer than the
    /// policy's `quiet_days`; until there is one, nothing else is. Needs office.manage. Throws conflict (the
    /// last entry is not so old), invalid_argument (no reason).
    void confirm_clock(const std::string& reason);
    /// Builds the index anew from git.
    void reindex(const Progress& progress = {});

private:
    friend class Store;
    explicit Trust(Engine& engine) : engine_(&engine) {}
    Engine* engine_;
};

// ------------------------------------------------------------------------------------------------ keys

/// Public keys of people (ssh-ed25519). The private ones never come here.
class ALMIRAH_API Keys {
public:
    /// By login and number.
    std::vector<SigningKey> list() const;
    /// Throws not_found.
    SigningKey get(const std::string& login, int number) const;
    /// Registers a key of the acting person, which waits for approval; returns its number. Any active person
    /// may. Throws invalid_argument (no Ed25519 key, dates), already_exists (anybody's, whatever its state).
    int register_key(const KeyRequest& request);
    /// From now on, or from `valid_from`, what it signs counts. Needs person.manage. Throws refused (the
    /// acting person's own key, while somebody else may approve it), conflict (approved or revoked before).
    void approve(const std::string& login, int number);
    /// What it signed from that instant on (nothing: the next second) does not count. One's own, or with
    /// person.manage. One's own needs no signature, whatever the policy says: who lost it could give none.
    /// Throws conflict (revoked before), invalid_argument (in the future), refused (another's, unsigned where
    /// the policy asks that key.revoke be signed; or nobody who may approve keys would have one that counts).
    void revoke(const std::string& login, int number, std::optional<Instant> from, const std::string& reason);
    /// The file of allowed signers for stock git and ssh-keygen (`gpg.ssh.allowedSignersFile`): every key
    /// that was ever approved, with the time in which it counts.
    std::string allowed_signers() const;

private:
    friend class Store;
    explicit Keys(Engine& engine) : engine_(&engine) {}
    Engine* engine_;
};

// ------------------------------------------------------------------------------------------------ the door

/// Whether a path, there or not, lies among the files of a store, or of another git repository. Nothing else
/// belongs there: git takes a file for what its name says. What the library writes for people it refuses to
/// write there; a program that writes what it read does well to ask.
ALMIRAH_API bool lies_within_store(const std::string& path);

class ALMIRAH_API Store {
public:
    /// Makes a store in a directory that does not exist or is empty. Throws already_exists, invalid_argument
    /// (within another store).
    static Store create(const std::string& directory, const Founding& founding,
                        const StoreOptions& options = {});
    /// Opens, and finishes or takes back what a crash left half-done. Throws not_found (no store there),
    /// corrupt, unsupported_format, permission.
    static Store open(const std::string& directory, const StoreOptions& options = {});

    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

    OfficeBook office();
    Retention retention();
    Records records();
    Holds holds();
    Disposals disposals();
    Bags bags();
    Documents documents();
    Distribution distribution();
    Audits audits();
    Approvals approvals();
    Forms forms();
    Trust trust();
    Keys keys();
    AuditPacks audit_packs();

    /// The person who acts from now on; what signs stays.
    void act_as(const std::string& login);
    /// What signs from now on; an empty one: nothing does.
    void sign_with(const Signer& signer);
    const std::string& directory() const;

private:
    explicit Store(std::unique_ptr<Engine> engine);
    std::unique_ptr<Engine> engine_;
};

/// Every permission there is, with one sentence on what it allows, sorted by name.
ALMIRAH_API std::vector<std::pair<std::string, std::string>> permissions();

/// The library's version, "0.1.0".
ALMIRAH_API const char* version() noexcept;

} // namespace almirah
