// The office: its people, their roles, its desks and places, its approval routes and its policy.
// All of it is data of the store; no country, office or law is in the code.
#pragma once

#include "almirah/date.hpp"
#include "almirah/text.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace almirah {

/// A class of papers inside files, and the series by whose rule papers of the class are kept (R76).
struct PaperClass {
    std::string code;   ///< "A"
    std::string series; ///< "FLY-A"

    bool operator==(const PaperClass&) const = default;
};

/// What a record must have before it is destroyed, besides its date: an event that somebody has recorded
/// ("recorded", "certified-useless"). Without it the record is never eligible (R55, R64).
struct Clearance {
    std::string event; ///< Name of the event that gives it.
    std::optional<Date>
        created_before{}; ///< Only of records created before this day, or of unknown age (R64).
    std::set<std::string>
        except_classes{}; ///< Records whose rule has one of these classes need it not (R68).
    /// `alerts` tells from the first of this month of each year, 1 to 12, what was closed before it and lacks
    /// the event (R55).
    std::optional<int> remind_month{};
    Text why{}; ///< The law or order that asks for it.

    bool operator==(const Clearance&) const = default;
};

/// Records of some classes are kept no longer than this after closing, extensions included (R71).
struct ClassLimit {
    std::set<std::string> classes; ///< Of the rule: "C-10".
    Period after_closing;
    Text why{}; ///< The law or order that says so.

    bool operator==(const ClassLimit&) const = default;
};

/// What the office has decided about its own working. Every field has a neutral default.
struct Policy {
    /// First month of the financial year, 1 to 12 (April in India, July in many universities).
    int financial_year_start_month = 4;
    /// What the office's clock is ahead of UTC, in minutes (330 in India): decides which civil date "today"
    /// is.
    int utc_offset_minutes = 0;
    /// Records older than this many years are destroyed only with an appraisal reference (R56). None: no such
    /// rule.
    std::optional<int> appraisal_after_years;
    /// Which route approves what: "document", "disposal", "schedule", "override",
    /// "hold-release" -> route code. A kind that is absent needs no approval, except disposals and documents,
    /// which always need one, and overrides, which take the route for disposals.
    std::map<std::string, std::string> routes;
    /// The names of the place levels, outermost first: room, almirah, shelf, bundle.
    std::vector<std::string> place_levels{"room", "almirah", "shelf", "bundle"};
    /// An approved disposal that is not carried out within this many days has to be proposed again. None: it
    /// stays approved.
    std::optional<int> approval_valid_days{};
    /// Where copies of the content are known to be outside the store: mirrors, backups. Certificates of
    /// destruction name them, because nobody can prove a negative.
    std::vector<std::string> residual_places{};
    /// Classes on a fly-leaf, the highest first; a file is also in the series of its highest. Empty: no
    /// fly-leaves.
    std::vector<PaperClass> paper_classes{};
    /// Descriptive fields that are sealed in every series: "parties", "subjects", "file_no",
    /// "property:NAME".
    std::vector<std::string> sealed_fields{};
    std::vector<Clearance> clearances{};
    std::vector<ClassLimit> class_limits{};
    /// Operations that must be signed: "disposal.approve", all of a kind as "disposal.*", or "*".
    /// "approval.decide" means the decisions themselves. Registering and revoking one's own key need none.
    std::set<std::string> signed_operations{};
    /// An entry that comes more than so many days after the one before needs somebody who confirms the clock
    /// first (`Trust::confirm_clock`): what a wrong clock makes due would be destroyed. 0: it needs nobody.
    int quiet_days = 92;

    bool operator==(const Policy&) const = default;
};

struct Office {
    std::string code; ///< Short, in capitals: "BSR".
    Text name;
    Policy policy;

    bool operator==(const Office&) const = default;
};

/// Permissions are names such as "record.file"; `permissions()` in almirah/store.hpp lists them all.
struct Role {
    std::string code; ///< "records-officer"
    Text title;
    std::set<std::string> permissions;

    bool operator==(const Role&) const = default;
};

struct Person {
    std::string login; ///< Lower case letters, digits, dots and hyphens; never reused (R40).
    std::string name;  ///< As printed on certificates.
    std::string email; ///< May be empty; git then shows login@store.
    std::set<std::string> roles;
    bool active = true; ///< People who left stay in the register and can no longer act.

    bool operator==(const Person&) const = default;
};

/// A seat with its own work (R89).
struct Desk {
    std::string code; ///< "D07"
    Text title;
    std::string holder;                    ///< Login of who sits there; may be empty.
    std::optional<int> service_limit_days; ///< Time limit on the board outside the office (R90).

    bool operator==(const Desk&) const = default;
};

/// Where a file lies. Codes are paths: "R1/A02/S3/B07" lies in "R1/A02/S3".
struct Place {
    std::string code;
    Text title;
    std::string level;           ///< One of `Policy::place_levels`.
    std::optional<int> capacity; ///< Number of files it takes.

    bool operator==(const Place&) const = default;
};

/// When a step is asked for at all: every list that is not empty must name what is submitted.
struct StepCondition {
    std::set<std::string> kinds{};  ///< "document", "disposal", "schedule", "override", "hold-release".
    std::set<std::string> types{};  ///< Types of documents.
    std::set<std::string> series{}; ///< Something submitted is in one of them, or in a series under it.

    bool operator==(const StepCondition&) const = default;
    bool empty() const { return *this == StepCondition{}; }
};

/// One step of a route: `quorum` approvals by different people of the role, or by the person named.
struct RouteStep {
    std::string role;   ///< Role code, or several with commas between; empty when a person is named.
    std::string person; ///< Login; empty when a role is named.
    int quorum = 1;
    std::string name{};   ///< What it is called: "review"; may be empty.
    bool beside = false;  ///< Open together with the step before it; else after all before it are done.
    StepCondition only{}; ///< What it is asked for; empty: everything.
    /// Within so many days after it opens; day 1 is the civil day after. None: it waits as long as it takes.
    std::optional<int> within_days{};
    std::string
        escalate_to{}; ///< Role code, or several: may decide, too, from the day after the deadline on.

    bool operator==(const RouteStep&) const = default;
};

/// Steps of an approval, in order or beside each other. Those that what is submitted asks for are copied into
/// each approval at submission.
struct Route {
    std::string code;
    Text title;
    std::vector<RouteStep> steps;
    bool author_excluded = true; ///< Who wrote any part, and the submitter, cannot decide (R18).
    bool distinct_people = true; ///< Nobody decides at two steps.

    bool operator==(const Route&) const = default;
};

/// While one is away, another decides for him or her; what the delegate may decide himself stays as it is.
/// A delegate passes nothing on, and decides nothing from which either of the two is excluded. One that
/// somebody makes for another names another than himself as delegate.
struct Delegation {
    std::string id{};               ///< "G-2026-0001"
    std::string by{};               ///< Login: who is away.
    std::string to{};               ///< Login: who decides for him or her.
    Date from{}, until{};           ///< Civil days, both included.
    std::set<std::string> routes{}; ///< Codes; empty: all.
    std::string reason{};
    std::string made_by{};
    Instant made_at{};
    std::optional<Instant> ended_at{}; ///< Taken back before its last day.
    std::string ended_by{};
    std::string end_reason{};

    bool operator==(const Delegation&) const = default;
};

} // namespace almirah
