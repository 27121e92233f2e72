// Whether an entry is what its operation may write (docs/operations.md). The turn asks before it commits, and
// verify asks of every entry of history: the same function, with the people, roles, routes and policy that
// the entry found.
#pragma once

#include "model/hold.hpp"
#include "model/operation.hpp"
#include "store/register_at.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace almirah {

/// A thing as an entry found it, if it was there, and as the entry left it.
template <class Value>
struct Changed {
    std::optional<Value> before;
    Value after;
};

/// What a carrying out did to a record, or a decision on a list of records; all that is asked of it, and not
/// the record.
struct RecordEffect {
    std::string id;
    RecordState before{}, after{};
    std::vector<StepDone> steps;                  ///< That were added.
    std::set<std::string> gone;                   ///< Disposals that content went under.
    std::set<int> weeded;                         ///< Serials of papers that went.
    std::vector<DateOverride> set;                ///< Dates that were added.
    std::optional<Changed<DateOverride>> decided; ///< The date whose state is another.
    bool appraisal_taken = false;
    std::string held_by{};            ///< A hold that stood on it; empty: none did.
    std::vector<ContentFile> files{}; ///< Whose bytes it had.
};

/// What one entry changed, by kind, so far as more is asked of it than which fields are others.
struct EntryEffects {
    std::vector<Changed<Approval>> approvals;
    std::vector<Changed<Document>> documents;
    std::vector<Changed<Disposal>> disposals;
    std::vector<Changed<Hold>> holds;
    std::vector<Changed<format::ScheduleFile>> schedules;
    std::vector<Changed<Series>> series;
    std::vector<Changed<SigningKey>> keys;
    std::vector<Changed<Delegation>> delegations;
    std::vector<Changed<AuditFinding>> findings;
    std::vector<RecordEffect> records;
    std::map<std::string, std::vector<ContentFile>>
        filed; ///< Issues that were filed as records: id -> first version.
};

/// Why an entry is not lawful: a permanent code of docs/errors.md, and the rest of a sentence that begins
/// with the entry.
struct EntryFault {
    std::string code;
    std::string what;
};

/// How an entry is judged.
struct Judging {
    Entry entry;
    /// The newest version of the rows that the entry, or one before it, says it was written by: what was not
    /// asked before there was that version is not asked of it. 0: there were no rows.
    int rows = model::operation_rows;
    bool bound() const { return rows > 0; }
    /// What a query of holds has once named is kept.
    bool keeps_caught() const { return rows > 1; }
};

/// Judges one entry, change by change. A value; one thread.
class EntryJudge {
public:
    /// `before`: the register as the entry found it.
    EntryJudge(RegisterAt& before, Judging judging);

    /// A file of the register that the entry made another (nothing before: it is new; nothing after: it is
    /// gone). In any order.
    void change(const std::string& path, const std::optional<std::string>& before,
                const std::optional<std::string>& after);
    /// Call once after all changes. The first fault of each thing; empty when the entry is lawful.
    std::vector<EntryFault> faults();
    const EntryEffects& effects() const { return effects_; }

private:
    void find(const char* code, const std::string& what) { faults_.push_back({code, what}); }
    void look_at_fields(const std::string& path, std::string_view kind,
                        const std::optional<std::string>& before, const std::string& after);
    /// The hold that stands on a record as the entry found it; "" when none does.
    std::string held_by(const Record& record);
    /// A hold whose list of caught records is longer, and nothing else of it; those are asked for at the end.
    bool is_catch_only(const std::string& path, const std::string& before, const std::string& after);
    void look_at_caught();
    bool some_hold_asks();
    std::vector<Series> series_for_holds();
    /// Filing is no way around the permission that a field needs later.
    void note_needed(std::string_view path);
    void keep(const std::string& path, std::string_view kind, const std::optional<std::string>& before,
              const std::string& after);

    RegisterAt& before_;
    Judging judging_;
    std::optional<model::Act> act_; ///< Once it was asked for.
    EntryEffects effects_;
    std::optional<std::vector<model::StandingHold>> standing_;
    std::map<std::string, std::string> listed_;           ///< Record -> hold that names it.
    std::map<std::string, std::set<std::string>> caught_; ///< Hold -> records it caught by this entry.
    std::set<std::string> released_;                      ///< Holds that end by it.
    std::vector<std::pair<std::string, std::string>> other_records_; ///< Bytes before and after.
    std::set<std::string> needed_; ///< Permissions, besides the operation's.
    std::vector<EntryFault> faults_;
};

/// Why the person who acted was not allowed to; empty when he was.
std::string why_not_allowed(RegisterAt& before, const Entry& entry, const EntryEffects& effects);

/// What the entry's effects do not follow from: the approval, the list, the key, the hold
/// (entry_follows.cpp).
std::vector<EntryFault> unfounded(RegisterAt& before, const Judging& judging, const EntryEffects& effects);

} // namespace almirah
