// What a decision rests on, read from the register itself: series, schedules in force, active holds, policy.
// The index only answers questions; it is a file that anybody with access may edit, and nothing is destroyed
// on its word.
#pragma once

#include "model/binding.hpp"
#include "store/engine.hpp"

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

namespace almirah {

class Law {
public:
    /// Reads everything once. In a Turn from the register, else (for a dry run) through the index.
    explicit Law(Engine& engine);

    Evaluation evaluate(const Record& record, Date on) const;
    /// Active holds on the record.
    std::vector<Hold> holds_on(const Record& record) const;
    /// Every rule of the record lets its content leave with a transfer.
    bool removes_after_transfer(const Record& record) const;
    /// Nothing is left to be done under its rule.
    bool finished(const Record& record) const;

private:
    const model::CitedRule* rule_of(const std::string& series) const;
    model::CitedRules rules_of(const Record& record) const;

    Policy policy_;
    model::Bindings rules_;
    std::unordered_map<std::string, std::vector<Hold>> holds_; ///< Active ones, by the records they list.
    struct Standing {
        Hold hold;
        std::set<std::string> branch;
    };
    std::vector<Standing> standing_; ///< Active ones with a query.
};

} // namespace almirah
