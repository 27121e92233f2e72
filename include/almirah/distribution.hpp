// Distribution of controlled documents: where each is used, its numbered copies on paper, and who has read
// it.
#pragma once

#include "almirah/date.hpp"
#include "almirah/document.hpp"
#include "almirah/export.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace almirah {

/// Who or what uses a document. A role takes no copy; its people read.
enum class PointKind { desk, place, person, board, role };

/// A point of use (R04): "desk:D07", "place:R1/A02", "person:asha", "board:GATE", "role:clerk". A board is
/// known by the code that lists give it; everything else is registered with the office.
struct PointOfUse {
    PointKind kind = PointKind::desk;
    std::string code{};
    std::string language{};      ///< The edition that is used there; the document's own when empty.
    std::optional<Date> since{}; ///< On the list since; filled by the store.

    bool operator==(const PointOfUse&) const = default;
    /// The same point, whatever is used there since when.
    bool same_place(const PointOfUse& other) const { return kind == other.kind && code == other.code; }
};

/// "desk:D07", and "desk:D07@hi" where it uses an edition of its own.
ALMIRAH_API std::string to_string(const PointOfUse& point);
/// Reads the same; nothing for any other text.
ALMIRAH_API std::optional<PointOfUse> parse_point(std::string_view text);

/// Where a document is used. Who sits there, or has the role, is to read each revision that comes into force
/// (R22).
struct DistributionList {
    std::string document;
    std::vector<PointOfUse> points;
    Period read_within{0, 0, 14}; ///< After the revision is in force, or the point on the list.

    bool operator==(const DistributionList&) const = default;
};

struct DistributionChange {
    std::string document;
    std::vector<PointOfUse> add{}; ///< Points that are there already get the language that is given.
    std::vector<PointOfUse> remove{};
    std::optional<Period> read_within{};
    std::string reason{};
};

/// States of a controlled copy (R21). `back`: its recall, or return, is confirmed.
enum class CopyState { issued, recalled, back, lost, destroyed };

struct CopyStep {
    CopyState state = CopyState::issued;
    Instant at{};
    std::string by;
    std::string note{};

    bool operator==(const CopyStep&) const = default;
};

/// One paper copy of one revision. Its number counts within the document and is never used again (R40).
struct Copy {
    std::string document;
    int number = 0;
    int revision = 0;
    PointOfUse to;
    std::string code; ///< On the paper; Distribution::check resolves it.
    std::vector<CopyStep> steps;

    bool operator==(const Copy&) const = default;
    CopyState state() const { return steps.empty() ? CopyState::issued : steps.back().state; }
    /// Somebody has it, or should.
    bool out() const { return state() == CopyState::issued || state() == CopyState::recalled; }
};

struct CopyIssue {
    std::string document;
    int revision =
        0; ///< One in force, or approved for a later date. 0: what each point's language has in force.
    std::vector<PointOfUse> to{}; ///< Empty: every point of the list, roles left out, that has no copy of it.
    std::string note{};
    bool dry_run = false;
};

struct CopySelection {
    std::string document;
    std::vector<int> numbers{};
    bool outdated = false; ///< All that are out and of a revision that is no longer in force.
};

struct CopyQuery {
    std::string document{};
    std::optional<PointOfUse> at{};
    std::optional<CopyState> state{};
    bool out = false;      ///< Only those that somebody has.
    bool outdated = false; ///< Of these, only those of a revision that is no longer in force (R12).
};

struct CopyLine {
    Copy copy;
    std::string title;
    RevisionState revision_state = RevisionState::draft; ///< Today.
    bool outdated = false; ///< It is out, and its revision was superseded or made obsolete.
};

/// What a code on paper says today.
struct CodeCheck {
    Copy copy;
    std::string title;
    RevisionState revision_state = RevisionState::draft;
    std::optional<Date> effective_on;
    std::optional<int> in_force; ///< The revision that is, in the language of this one.
    bool valid = false; ///< The revision is in force, and the copy was neither called back nor reported lost.
    std::string text;   ///< One sentence that says so.
};

/// A person says: I have read and understood this revision (R22); or was taught it (R93).
struct Acknowledgement {
    std::string document;
    int revision = 0;
    std::string person;
    Instant at{};
    std::string digest;       ///< Of the revision, as approved: binds to exactly what was read.
    std::string noted_by;     ///< The person, or who taught.
    std::optional<Date> on{}; ///< The day on which it was taught; none: the person read it.
    std::string note{};

    bool operator==(const Acknowledgement&) const = default;
};

struct Training {
    std::string document;
    int revision = 0; ///< 0: the one in force.
    std::vector<std::string> people;
    Date on{};
    std::string note{};
};

struct TrainingQuery {
    std::string person{};
    std::string document{};
    bool outstanding = false; ///< Only what is still to be read.
    std::optional<Date> on{}; ///< What was to be read on this day; today when absent.
};

/// A line of the training record: what a person has read or been taught, or is to read.
struct TrainingLine {
    std::string person;
    std::string name;
    std::string document;
    std::string title;
    int revision = 0;
    RevisionState revision_state = RevisionState::draft;
    std::optional<Acknowledgement> given; ///< None: it is outstanding.
    std::optional<Date> due_on;           ///< By when it is to be read; only where it is outstanding.
    bool overdue = false;
};

} // namespace almirah
