// Disposals: propose, approve, carry out, certify.
#pragma once

#include "almirah/date.hpp"
#include "almirah/record.hpp"
#include "almirah/retention.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almirah {

enum class DisposalState { proposed, approved, rejected, carrying_out, carried_out };

enum class Outcome { pending, done, skipped };

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
    int packs_rewritten = 0; ///< Packs that the purge had to write anew.
    std::optional<BagMade> bag{};
    std::optional<Receipt> receipt{};

    bool operator==(const Disposal&) const = default;
};

struct DisposalQuery {
    Action action = Action::destroy;
    std::optional<Date> on{}; ///< Today when absent.
    std::string series{};     ///< With its sub-series; empty: all.
    bool dry_run = false;     ///< Say what the list would hold; write nothing.
};

} // namespace almirah
