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
const std::vector<std::string> cutoff_names{
    "none", "day", "month", "quarter", "calendar-year", "financial-year", "year-from-MONTH"};
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
    return std::string("no such ") + what + "; expected one of " + joined(names) + nearest(cell, names);
}

/// Takes "+1y" off the end of a trigger.
Period take_offset(std::string& cell) {
    const std::size_t plus = cell.rfind('+');
    if (plus == std::string::npos) return {};
    const auto period = parse_period(lower(one_line(cell.substr(plus + 1))));
    if (period) cell = one_line(cell.substr(0, plus));
    return period.value_or(Period{});
}

Read<Trigger> read_trigger(const std::string& written) {
    std::string cell = one_line(written);
    const Period offset = take_offset(cell);
    const std::size_t colon = std::min(cell.find(':'), cell.size());
    const std::string word = lower(one_line(cell.substr(0, colon)));
    const auto kind = format::parse_trigger(word);
    if (!kind) return {{}, no_such("trigger", cell, trigger_names)};
    const std::string name = colon < cell.size() ? one_line(cell.substr(colon + 1)) : "";
    const bool named = *kind == TriggerKind::event || *kind == TriggerKind::date_property;
    if (named && name.empty()) return {{}, "its name is missing; expected " + word + ":NAME"};
    if (!named && colon < cell.size())
        return {{}, "'" + word + "' takes no name; expected '" + word + "' alone"};
    return {Trigger{*kind, name, offset, 0}, {}};
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

/// The parts between commas that are in no parenthesis.
std::vector<std::string> outer_parts(const std::string& list) {
    std::vector<std::string> parts(1);
    int depth = 0;
    for (char c : list) {
        depth += (c == '(') - (c == ')');
        if (c == ',' && depth == 0)
            parts.emplace_back();
        else
            parts.back() += c;
    }
    for (std::string& part : parts)
        part = one_line(part);
    std::erase(parts, "");
    return parts;
}

struct List {
    Combine combine = Combine::later_of;
    std::vector<std::string> parts;
};

/// "later-of(…,…)" or "earlier-of(…,…)" taken apart; nothing for other cells.
std::optional<List> read_list(const std::string& cell) {
    for (const auto& [word, combine] :
         {std::pair{"later-of", Combine::later_of}, std::pair{"earlier-of", Combine::earlier_of}})
        if (const auto list = inside(cell, word)) return List{combine, outer_parts(*list)};
    return std::nullopt;
}

/// Adds the triggers of one part; a list inside a list becomes a group.
std::string add_part(Counting& counting, const std::string& part, int& groups) {
    const auto list = read_list(part);
    // One of the same kind says nothing of its own: the latest of the latest is the latest.
    const int group = list && list->combine != counting.combine ? ++groups : 0;
    if (list && list->parts.size() < 2) return "expected at least two triggers in '" + part + "'";
    for (const std::string& inner : list ? list->parts : std::vector<std::string>{part}) {
        auto trigger = read_trigger(inner);
        if (!trigger.value) return trigger.fault;
        trigger.value->group = group;
        counting.triggers.push_back(*trigger.value);
    }
    return {};
}

} // namespace

Read<Counting> read_counting(const std::string& cell) {
    const auto list = read_list(cell);
    if (list && list->parts.size() < 2) return {{}, "expected at least two triggers in '" + cell + "'"};
    Counting counting;
    if (list) counting.combine = list->combine;
    int groups = 0;
    for (const std::string& part : list ? list->parts : std::vector<std::string>{cell})
        if (std::string fault = add_part(counting, part, groups); !fault.empty())
            return {{}, std::move(fault)};
    return {counting, {}};
}

Read<Ending> read_cutoff(const std::string& cell) {
    const std::string word = lower(cell), year_from = "year-from-";
    if (word == "day") return {Ending{}, {}};
    if (word.compare(0, year_from.size(), year_from) == 0) {
        const auto month = read_month(word.substr(year_from.size()));
        if (!month.value) return {{}, month.fault};
        return {Ending{Cutoff::financial_year, month.value}, {}};
    }
    const auto cutoff = format::parse_cutoff(word);
    if (!cutoff) return {{}, no_such("cutoff", cell, cutoff_names)};
    return {Ending{*cutoff, {}}, {}};
}

Read<Bound> read_bound(const std::string& cell) {
    const auto trigger = read_trigger(cell);
    if (!trigger.value) return {{}, trigger.fault};
    Bound bound{*trigger.value, trigger.value->offset};
    bound.from.offset = {};
    if (bound.after.empty()) return {{}, "it has no period; expected TRIGGER+PERIOD, such as created+3y"};
    return {bound, {}};
}

Read<bool> read_yes(const std::string& cell) {
    if (lower(cell) == "yes") return {true, {}};
    if (lower(cell) == "no") return {false, {}};
    return {{}, "expected yes or no"};
}

Read<bool> read_after_transfer(const std::string& cell) {
    if (lower(cell) == "remove") return {true, {}};
    if (lower(cell) == "keep") return {false, {}};
    return {{}, "expected keep or remove"};
}

Read<bool> read_open_records(const std::string& cell) {
    if (lower(cell) == "destroy") return {true, {}};
    if (lower(cell) == "keep") return {false, {}};
    return {{}, "expected keep or destroy"};
}

Read<int> read_approvers(const std::string& cell) {
    if (cell.size() == 1 && cell[0] >= '1' && cell[0] <= '9') return {cell[0] - '0', {}};
    return {{}, "expected how many people approve a disposal, 1 to 9"};
}

Read<Action> read_action(const std::string& cell) {
    const auto action = format::parse_action(lower(cell));
    if (!action) return {{}, no_such("action", cell, action_names)};
    return {*action, {}};
}

Read<Period> read_period(const std::string& cell) {
    const std::string text = lower(cell);
    const auto period = parse_period(text);
    if (!period && text.size() > 1 && text.back() == 'h' &&
        parse_period(text.substr(0, text.size() - 1) + "d"))
        return {{},
                "a period in hours ends within a day; give days that never end before it, one more than the "
                "hours fill: 4d for 72h"};
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
