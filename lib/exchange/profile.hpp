// A mapping profile: how the columns and words of a schedule of other origin become rules
// (docs/schedules.md).
#pragma once

#include "almirah/retention.hpp"
#include "exchange/notation.hpp"
#include "exchange/pattern.hpp"
#include "exchange/schedule.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace almirah::exchange {

/// Patterns for one value, of which one must match.
struct Condition {
    std::string name;
    std::vector<Pattern> patterns;
};

/// A line of a table: when all conditions hold, this is what the row means.
struct Meaning {
    std::vector<Condition> when;
    std::optional<RuleState> state;
    std::string why;
    std::optional<Counting> counting;
    Ending ending;
    std::optional<Bound> minimum, maximum;
    std::optional<Period> retain; ///< In place of the row's own.
    std::optional<Action> action;
    std::vector<Step> then;
    std::optional<bool> destroys_open; ///< Of a line of triggers, or of actions.
    std::optional<int> window_month;
};

struct Profile {
    Text title;
    std::string encoding = "utf-8";
    /// By the name that the profile uses: headings under which a column may stand.
    std::map<std::string, std::vector<std::string>> columns;
    std::vector<std::string> optional; ///< Of these names, those that may be missing: then they are empty.
    /// Values of a row by name ("code", "title", "years", …); of several templates the first that is filled.
    std::map<std::string, std::vector<Template>> values;
    std::map<std::string, std::vector<std::string>> cut; ///< Column -> marks at which its text ends.
    std::vector<Condition> skip;                         ///< One is enough to leave the row out.
    std::vector<Meaning> states, triggers, actions;      ///< In each the first that holds counts.
    bool number_duplicates = false;
};

/// Throws invalid_argument, naming the file and the field.
Profile parse_profile(const NamedText& file);

} // namespace almirah::exchange
