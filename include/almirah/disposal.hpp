// Disposals: propose, approve, carry out, certify.
#pragma once

#include "almirah/date.hpp"
#include "almirah/record.hpp"
#include "almirah/retention.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace almirah {

enum class DisposalState { proposed, approved, rejected, carrying_out, carried_out, withdrawn, expired };

enum class Outcome { pending, done, skipped };

/// What the review of one item came to (R71): what is not disposed of stays.
enum class Verdict {
    dispose,    ///< As proposed.
    extend,     ///< Keep it until a later date; that becomes its date when the list is approved.
    hold,       ///< A hold was placed on it.
    reappraise, ///< Ask the archives again: its appraisal, if it has one, is void when the list is approved.
};

struct ItemReview {
    Verdict verdict = Verdict::dispose;
    std::string reason{};
    std::string authority{};     ///< Of an extension: the order that allows it.
    std::optional<Date> until{}; ///< Of an extension.
    std::string hold{};          ///< Id of the hold that was placed.
    std::string by{};
    std::optional<Instant> at{};

    bool operator==(const ItemReview&) const = default;
};

/// An item that an approver left out of what he approved.
struct Exclusion {
    std::string by{};
    std::string reason{};
    Instant at{};

    bool operator==(const Exclusion&) const = default;
};

/// A paper on a list of papers to be weeded.
struct WeededPaper {
    int serial = 0;
    std::string title;
    std::string paper_class;
    std::string rule; ///< "GEN:C-3"; empty where it is superfluous.
    Date due_on{};

    bool operator==(const WeededPaper&) const = default;
};

/// One record of a disposal list, as it stood when the list was proposed, and what became of it.
struct DisposalItem {
    std::string record;
    std::string title;
    std::string series;
    std::string rule;
    std::string schedule;
    int schedule_version = 0;
    Date due_on{};
    Outcome outcome = Outcome::pending;
    std::string why;                ///< Why it was skipped.
    std::vector<ContentFile> files; ///< What was destroyed: names, sizes and SHA-256.
    /// Records and document revisions that have the same bytes as one of the files, and keep them.
    std::vector<std::string> bytes_also_in{};
    bool removes_content = false; ///< Of a transfer: with the receipt the files leave the store.
    ItemReview review{};
    std::optional<Exclusion> excluded{};
    std::vector<WeededPaper> papers{}; ///< Of a weeding: what goes; the file stays.

    bool operator==(const DisposalItem&) const = default;
};

/// How a disposal was carried out (R59, R86).
struct CarryOut {
    std::string method{};  ///< "shredded", "erased", …
    std::string witness{}; ///< Who was present.
    std::string place{};
    std::string authority{}; ///< Order or law under which it was done.
    std::string recipient{}; ///< For transfers: who received the records.

    bool operator==(const CarryOut&) const = default;
};

/// The bag in which a list of records was made ready for transfer.
struct BagMade {
    std::string tagmanifest_sha256; ///< Stands for the whole bag.
    Instant at{};
    std::string by;
    std::uint64_t records = 0;
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
    std::vector<std::string> left_out; ///< Records of the list that are not in it.

    bool operator==(const BagMade&) const = default;
};

/// What the archives wrote back: that they have it (R50, R61).
struct Receipt {
    std::string received_by;          ///< Who took it over, as the receipt says.
    std::string reference;            ///< The receipt's number.
    Date on{};                        ///< Its date.
    std::string tagmanifest_sha256{}; ///< Of the bag that was received, as the receipt gives it.
    std::string noted_by{};           ///< Who noted it here, and when; set by the store.
    Instant noted_at{};

    bool operator==(const Receipt&) const = default;
};

struct Disposal {
    std::string id; ///< "D-2026-0001"
    Action action = Action::destroy;
    DisposalState state = DisposalState::proposed;
    Date as_of{}; ///< The date on which the items were due.
    std::string proposed_by;
    Instant proposed_at{};
    std::string approval; ///< Id of its approval.
    std::vector<DisposalItem> items;
    CarryOut how;
    std::string carried_out_by;
    std::optional<Instant> carried_out_at;
    int packs_rewritten = 0; ///< Written anew by the purge; -1: not counted, since it was interrupted.
    std::optional<BagMade> bag{};
    std::optional<Receipt> receipt{};
    std::optional<Date> expires_on{}; ///< The last day on which its approval may be used; none: it stays.
    std::string withdrawn_reason{};   ///< Why it was withdrawn.
    /// Places outside the store that may have copies of what was destroyed, as the policy named them then.
    std::vector<std::string> residual_places{};
    bool weeding = false; ///< Papers leave their files, which stay (R76).
    /// Who besides `proposed_by` reviewed any item while it was proposed; kept out of deciding as he is.
    std::set<std::string> coauthors{};

    bool operator==(const Disposal&) const = default;
};

struct DisposalQuery {
    Action action = Action::destroy;
    std::optional<Date> on{};  ///< Today when absent.
    std::string series{};      ///< With its sub-series; empty: all.
    std::string rule{};        ///< "C-3" or "GEN:C-3"; empty: all.
    std::string place{};       ///< With the places in it; empty: all.
    std::optional<int> year{}; ///< Only what fell due in this year.
    bool papers = false;       ///< Due papers inside files, instead of whole files; the action is destroy.
    bool dry_run = false;      ///< Say what the list would hold; write nothing.
};

/// What a list does not take of what has reached its date, and why.
struct NotListed {
    std::string code; ///< Of the reason: "held", "open-record", …, as in docs/errors.md; "listed": another
                      ///< list that is not finished has it.
    std::size_t records = 0; ///< Who is left out for several reasons is counted in each.

    bool operator==(const NotListed&) const = default;
};

/// How one item of a proposed list is decided.
struct ItemDecision {
    std::string record{};
    Verdict verdict = Verdict::dispose;
    std::string reason{};        ///< Needed but for `dispose`.
    std::string authority{};     ///< Needed to extend.
    std::optional<Date> until{}; ///< Needed to extend; after today.
};

/// How far a list is, item by item, as the store shows it now. Reading it changes nothing.
struct DisposalReport {
    std::string id;
    DisposalState state = DisposalState::proposed;
    std::vector<std::string> done;     ///< Carried out, and of a destruction no byte is left in the store.
    std::vector<std::string> not_done; ///< Passed over, left out, or not begun.
    std::vector<std::string> unknown;  ///< Destroyed in the register, while its content is still stored: the
                                       ///< purge was interrupted. Carrying out again finishes it.
};

} // namespace almirah
