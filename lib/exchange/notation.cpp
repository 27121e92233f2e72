#include "exchange/notation.hpp"

#include "exchange/columns.hpp"
#include "format/json.hpp"

#include <algorithm>

namespace almirah::exchange {

namespace {

const std::vector<std::string> trigger_names{
    "created",         "filed",         "opened",         "closed",     "cut-off",
    "superseded",      "obsolete",      "last-action",    "event:NAME", "date:NAME",
    "next-inspection", "later-of(…,…)", "earlier-of(…,…)"};
const std::vector<std::string> cutoff_names{"none", "month", "quarter", "calendar-year", "financial-year"};
const std::vector<std::string> action_names{"destroy", "transfer", "review", "keep"};
const std::vector<std::string> state_names{"computable", "permanent", "descriptive", "retired"};
const std::vector<std::string> month_names{"january",   "february", "march",    "april",
                                           "may",       "june",     "july",     "august",
                                           "september", "october",  "november", "december"};

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::string no_such(const char* what, const std::string& cell, const std::vector<std::string>& names) {
    return std::string("no such ") + what + "; expected one of " + joined(names) + "; the nearest is '" +
           nearest(cell, names) + "'";
}

Read<Trigger> read_trigger(const std::string& cell) {
    const std::size_t colon = std::min(cell.find(':'), cell.size());
    const std::string word = lower(one_line(cell.substr(0, colon)));
    const auto kind = format::parse_trigger(word);
    if (!kind) return {{}, no_such("trigger", cell, trigger_names)};
    Trigger trigger{*kind, colon < cell.size() ? one_line(cell.substr(colon + 1)) : ""};
    const bool named = *kind == TriggerKind::event || *kind == TriggerKind::date_property;
    if (named && trigger.name.empty()) return {{}, "its name is missing; expected " + word + ":NAME"};
    if (!named && colon < cell.size())
        return {{}, "'" + word + "' takes no name; expected '" + word + "' alone"};
    return {trigger, {}};
}

/// The inside of "later-of(…)" when the cell has that form.
std::optional<std::string> inside(const std::string& cell, const std::string& word) {
    if (lower(cell.substr(0, word.size())) != word) return std::nullopt;
    const std::string rest = one_line(cell.substr(word.size()));
    if (rest.size() < 2 || rest.front() != '(' || rest.back() != ')') return std::nullopt;
    return rest.substr(1, rest.size() - 2);
}

Read<Step> read_step(const std::string& part) {
    static const std::string expected =
        "expected 'ACTION after PERIOD', such as 'destroy after 20y', or 'keep'";
    const std::size_t space = std::min(part.find(' '), part.size());
    const auto action = format::parse_action(lower(part.substr(0, space)));
    if (!action) return {{}, "'" + part + "' is no step; " + expected};
    if (space == part.size() && *action == Action::keep) return {Step{{}, Action::keep}, {}};
    const std::string rest = one_line(part.substr(space));
    if (lower(rest.substr(0, 6)) != "after ") return {{}, "'" + part + "' is no step; " + expected};
    const auto period = parse_period(lower(one_line(rest.substr(6))));
    if (!period) return {{}, "'" + part + "' has no period; " + expected};
    return {Step{*period, *action}, {}};
}

} // namespace

Read<Counting> read_counting(const std::string& cell) {
    Counting counting;
    std::vector<std::string> parts{cell};
    for (const auto& [word, combine] :
         {std::pair{"later-of", Combine::later_of}, std::pair{"earlier-of", Combine::earlier_of}}) {
        const auto list = inside(cell, word);
        if (!list) continue;
        parts = split(*list, ',');
        counting.combine = combine;
        if (parts.size() < 2) return {{}, std::string("expected at least two triggers in ") + word + "(…,…)"};
    }
    for (const std::string& part : parts) {
        const auto trigger = read_trigger(part);
        if (!trigger.value) return {{}, trigger.fault};
        counting.triggers.push_back(*trigger.value);
    }
    return {counting, {}};
}

Read<Cutoff> read_cutoff(const std::string& cell) {
    const auto cutoff = format::parse_cutoff(lower(cell));
    if (!cutoff) return {{}, no_such("cutoff", cell, cutoff_names)};
    return {*cutoff, {}};
}

Read<Action> read_action(const std::string& cell) {
    const auto action = format::parse_action(lower(cell));
    if (!action) return {{}, no_such("action", cell, action_names)};
    return {*action, {}};
}

Read<Period> read_period(const std::string& cell) {
    const auto period = parse_period(lower(cell));
    if (!period) return {{}, "no such period; expected one like 3y, 18m, 30d or 1y6m"};
    return {*period, {}};
}

Read<std::vector<Step>> read_later_steps(const std::string& cell) {
    std::vector<Step> steps;
    for (const std::string& part : split(cell, ';')) {
        const auto step = read_step(part);
        if (!step.value) return {{}, step.fault};
        steps.push_back(*step.value);
    }
    return {steps, {}};
}

Read<int> read_month(const std::string& cell) {
    const std::string word = lower(cell);
    for (int month = 1; month <= 12; ++month) {
        const std::string& name = month_names[static_cast<std::size_t>(month - 1)];
        if (word == name || word == name.substr(0, 3) || word == std::to_string(month)) return {month, {}};
    }
    return {{}, "no such month; expected a name such as january, or a number from 1 to 12"};
}

Read<RuleState> read_state(const std::string& cell) {
    const std::string word = lower(cell);
    for (const RuleState state :
         {RuleState::computable, RuleState::permanent, RuleState::descriptive, RuleState::retired}) {
        if (word == format::name_of(state)) return {state, {}};
    }
    return {{}, no_such("status", cell, state_names)};
}

} // namespace almirah::exchange
