// What each operation may do to the register: one row an operation (docs/operations.md). The turn holds an
// entry against its row before it writes it, and verify holds every entry of history against the same rows.
#pragma once

#include "almirah/date.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almirah::model {

/// The version of the rows, which every entry names. Entries of before there were rows name none, and what is
/// new in a version binds from the first entry that names it.
/// 2: what leaves the query of a hold stays on its list, and words are what search finds.
inline constexpr int operation_rows = 3;

/// One field that is another after an entry. A path is "closed", "how.method", "versions[].files[].gone"; an
/// element that was appended is "versions[+]", one that was taken off the end "versions[-]".
struct FieldChange {
    std::string_view path;
    std::optional<std::string_view> before, after; ///< Text of a string, JSON of all else; nothing: not said.
};

/// A value that a field may have before or after: any, none, a word of the entry, or a fixed text.
struct FieldValue {
    enum class Kind { fixed, any, absent, actor, instant, today };
    Kind kind = Kind::any;
    std::string text{};

    bool operator==(const FieldValue&) const = default;
};

/// What may happen to a field, or to a field and all below it.
struct FieldRule {
    std::string path;       ///< Empty with `below`: every field.
    bool below = false;     ///< And what lies below: written "title*".
    bool forbidden = false; ///< Written "!path": not even where a later rule allows it.
    std::vector<std::pair<FieldValue, FieldValue>> steps{}; ///< From and to; empty: whatever.
};

/// What an operation may do to the things of one kind.
struct KindRule {
    std::string kind;                ///< Folder in the register: "records".
    bool adds = false;               ///< A thing that was not there; else one that was.
    std::vector<FieldRule> fields{}; ///< The first that names a field decides.
};

/// What an entry of an operation has to follow from, besides its permission.
enum class Follows {
    nothing,
    approval, ///< A decision on an approval, whose effect is what the approval came to.
    disposal, ///< A list of records that was approved, and nothing but it.
};

struct OperationRow {
    std::string permission; ///< Empty: whoever is active.
    std::vector<KindRule> kinds;
    Follows follows = Follows::nothing;
    bool spares_held = false; ///< Not done to a record that a hold names.
    /// What becomes of it where it would bring a due date forward, in words; empty: it moves no date.
    std::string_view forward{};
};

/// Every operation that an entry may tell of. "office.create", the first entry of a store, is not among them.
const std::map<std::string, OperationRow>& operation_rows_by_name();
/// Null for what is no operation.
const OperationRow* row_of(const std::string& operation);

/// Who acted, and when: what "@by", "@at" and "@today" stand for in a rule.
struct Act {
    std::string by;
    std::string at;    ///< As the register writes instants.
    std::string today; ///< The office's date.
};

/// Whether the row lets things of the kind be added, or be changed.
bool may_touch(const OperationRow& row, std::string_view kind, bool added);
/// Why the change of a field goes beyond the row: "changes closed from 2020-01-01 to 2010-01-01"; empty when
/// it does not.
std::string why_beyond(const OperationRow& row, std::string_view kind, bool added, const FieldChange& change,
                       const Act& act);

/// The rule as the tables write it: "state open>closed".
std::string text_of(const FieldRule& rule);

/// Whether somebody has to confirm the clock before an entry that comes so long after the last. 0 days:
/// never.
bool needs_confirmation(Instant last, Instant now, int quiet_days);

} // namespace almirah::model
