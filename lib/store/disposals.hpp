// What the parts of a disposal share: proposing, reviewing, carrying out.
#pragma once

#include "exchange/certificate.hpp"
#include "store/law.hpp"
#include "store/turn.hpp"

#include <functional>
#include <string>

namespace almirah {

/// The list as it is on a day: one of which the approval was not used in time is expired.
Disposal as_of(Disposal disposal, Date today);

/// Those of a day that are neither finished nor expired, one at a time: every list that was ever made would
/// be too much to read.
void each_unfinished(Engine& engine, Date today, const std::function<void(const Disposal&)>& each);

/// The most that any rule on the list asks for.
int approvers_of(Engine& engine, const Disposal& disposal);

/// Submits the list to its route; `approval` of it is set.
void submit_list(Turn& turn, Draft& draft, Disposal& disposal);

/// What approving the list brings about at once: it may be carried out until its day, records that were
/// extended get their dates, appraisals that are asked for anew are void.
void take_effect(Turn& turn, Draft& draft, Disposal& disposal);

/// How many different people approved of the list.
std::size_t people_who_approved(Engine& engine, const Disposal& disposal);

/// When and how a list is carried out.
struct Occasion {
    Action action;
    std::size_t approvers; ///< people_who_approved
    Date today;
};

/// Why an item of an approved list is not carried out: an approver left it out, its review kept it, too few
/// approved of what its rule asks more for; or the guard (guard.hpp) says no. "" when it is.
std::string why_not_carried_out(const Law& law, const Record& record, const Occasion& occasion,
                                DisposalItem& item);

/// The same for an item of a list of papers (weeding.hpp).
std::string why_not_weeded(const Law& law, const Record& record, const Policy& policy,
                           const Occasion& occasion, const DisposalItem& item);

/// Why the item is not disposed of: "kept until 2031-01-01: audit (order 7)"; "" when it is.
std::string verdict_in_words(const ItemReview& review);

/// What the certificate of a list tells. Throws refused before it was carried out.
exchange::CertificateFacts certificate_facts(Engine& engine, Disposal disposal);

} // namespace almirah
