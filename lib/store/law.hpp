// What a decision rests on, read from the register itself: series, schedules in force, active holds, policy.
// The index only answers questions; it is a file that anybody with access may edit, and nothing is destroyed
// on its word.
#pragma once

#include "model/binding.hpp"
#include "model/hold.hpp"
#include "store/engine.hpp"

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace almirah {

class Law {
public:
    /// Reads everything once. In a Turn from the register, else (for a dry run) through the index.
    /// `on`: by the schedules that will be in force on that day; today where absent.
    explicit Law(Engine& engine, std::optional<Date> on = {});

    Evaluation evaluate(const Record& record, Date on,
                        model::Language language = model::Language::english) const;
    /// Active holds on the record.
    /// Judges as if the hold stood, whatever it says of its release.
    void stand(Hold hold);
    std::vector<Hold> holds_on(const Record& record) const;
    /// Every rule of the record lets its content leave with a transfer.
    bool removes_after_transfer(const Record& record) const;
    /// Which rule decides its next step, and that step.
    model::Governing governing(const Record& record) const;
    /// The rule by which `governing` says so; null when there is none.
    const model::CitedRule* rule_of(const Record& record, const model::Governing& governing) const;
    /// How many different people must approve what is done with it.
    int approvers(const Record& record) const;
    /// What would be, were it free of holds.
    Evaluation evaluate_free(const Record& record, Date on) const;
    /// Throws refused when the office's limit for its class ends before the day (R71).
    void require_keepable(const Record& record, Date until) const;
    bool any_enforced(const Record& record) const { return model::any_enforced(rules_of(record)); }
    /// Why a record may not leave its series for another; empty when it may, holds aside.
    std::string why_not_reclassified(const Record& record, const std::string& to, Date on) const;
    /// Why a record may not be taken out of a further series: its rule is enforced. Empty when it may.
    std::string why_bound_to(const Record& record, const std::string& series) const;
    /// A series and all under it.
    std::set<std::string> branch(const std::string& series) const;
    /// Nothing is left to be done under its rule.
    bool finished(const Record& record) const;

private:
    const model::CitedRule* rule_of(const std::string& series) const;
    model::CitedRules rules_of(const Record& record) const;

    Policy policy_;
    std::vector<Series> series_; ///< As the schedules in force have them.
    /// The same, and as entries have said so far: a hold names records by both.
    std::vector<Series> series_for_holds_;
    model::Bindings rules_;
    std::unordered_map<std::string, std::vector<Hold>> holds_; ///< Active ones, by the records they list.
    std::vector<model::StandingHold> standing_;                ///< Active ones with a query.
};

/// Why a record may not follow other rules by a clerk's word alone: its next step would come forward (R45).
/// Empty when it does not.
std::string why_not_earlier(const model::NextStep& was, const model::NextStep& now);

} // namespace almirah
