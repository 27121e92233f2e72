// The evaluator beside another one that walks the calendar a day at a time. Small worlds are enumerated:
// every combination of what a period counts from, offsets, cut-off and beginning of the year, period, window,
// bounds, hold and order of events, on dates about month ends, year ends and leap days. The walker shares no
// arithmetic of dates with the evaluator: it knows how long each month is, and how to go to the next day.
#include "support/catch.hpp"
#include "unit/model/world.hpp"

#include <array>
#include <random>

using namespace almirah;
using namespace almirah::test;

namespace {

// ---- A calendar of its own

struct Day {
    int year = 0, month = 0, day = 0;
    auto operator<=>(const Day&) const = default;
};

int length_of(int year, int month) {
    static constexpr std::array lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return lengths[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

void step(Day& day) {
    if (++day.day <= length_of(day.year, day.month)) return;
    day.day = 1;
    if (++day.month <= 12) return;
    day.month = 1;
    ++day.year;
}

Date as_date(Day d) {
    return Date{std::chrono::year{d.year}, std::chrono::month{unsigned(d.month)},
                std::chrono::day{unsigned(d.day)}};
}

/// Walks on: months are passed by their ends, and the day is that of the same number or the month's last.
Day walked(Day from, Period period) {
    Day at = from;
    for (int months = period.years * 12 + period.months; months > 0; --months) {
        const int here = at.month;
        while (at.month == here)
            step(at);
    }
    while (at.day < from.day && at.day < length_of(at.year, at.month))
        step(at);
    for (int days = period.days; days > 0; --days)
        step(at);
    return at;
}

/// The same from a day that ends a unit: on from the day after it, and the day before where that leads.
Day walked_from_end(Day from, Period period) {
    Day next = from, at{};
    step(next);
    const Day goal = walked(next, period);
    for (Day d = from; d < goal; step(d))
        at = d;
    return at;
}

// ---- A world

/// What happens in it, and when. Nothing: it does not happen.
struct World {
    std::optional<Day> created, opened, closed, audit, appeal, valid_until, inspection;
    std::optional<Day> held_from;
    Rule rule;
    int office_year_start = 4;
};

std::optional<Day> later(std::optional<Day> a, std::optional<Day> b) {
    if (!a || !b) return a ? a : b;
    return std::max(*a, *b);
}

std::optional<Day> day_of_trigger(const World& w, const Trigger& trigger) {
    switch (trigger.kind) {
    case TriggerKind::created:
        return w.created ? w.created : w.opened;
    case TriggerKind::opened:
        return w.opened;
    case TriggerKind::closed:
        return w.closed;
    case TriggerKind::event:
        return trigger.name == "audit" ? w.audit : w.appeal;
    case TriggerKind::date_property:
        return w.valid_until;
    case TriggerKind::last_action:
        return later(later(later(w.created, w.opened), later(w.closed, w.audit)),
                     later(later(w.appeal, w.valid_until), w.inspection));
    case TriggerKind::next_inspection:
        return w.closed && w.inspection && *w.inspection > *w.closed ? w.inspection : std::nullopt;
    default:
        return std::nullopt;
    }
}

bool ends_unit(const World& w, Day today) {
    Day next = today;
    step(next);
    const int start = w.rule.year_start_month.value_or(w.office_year_start);
    switch (w.rule.cutoff) {
    case Cutoff::none:
        return true;
    case Cutoff::month:
        return next.day == 1;
    case Cutoff::quarter:
        return next.day == 1 && next.month % 3 == 1;
    case Cutoff::calendar_year:
        return next.day == 1 && next.month == 1;
    case Cutoff::financial_year:
        return next.day == 1 && next.month == start;
    }
    return false;
}

// ---- The walker: what is known on each day, from the first day on

/// Whether, by this day, the triggers of the rule have all (or one of them) come about.
bool triggers_reached(const World& w, const std::vector<std::optional<Day>>& days, Day today) {
    const bool later_of = w.rule.combine == Combine::later_of;
    std::array<int, 3> members{}, reached{};
    for (std::size_t i = 0; i < days.size(); ++i) {
        const auto group = static_cast<std::size_t>(w.rule.triggers[i].group);
        ++members[group];
        reached[group] += days[i] && *days[i] <= today;
    }
    int parts = members[0], there = reached[0];
    for (std::size_t group = 1; group < members.size(); ++group) {
        if (members[group] == 0) continue;
        ++parts; // a group is combined the other way
        there += later_of ? reached[group] > 0 : reached[group] == members[group];
    }
    return later_of ? there == parts : there > 0;
}

/// The first day on which the one step of the rule is allowed, by going through the days.
std::optional<Day> first_allowed(const World& w, Day today, Day last) {
    std::optional<Day> minimum, maximum, end;
    if (w.rule.minimum) {
        const auto from = day_of_trigger(w, w.rule.minimum->from);
        if (!from) return std::nullopt;
        minimum = walked(*from, w.rule.minimum->after);
    }
    if (w.rule.maximum)
        if (const auto from = day_of_trigger(w, w.rule.maximum->from))
            maximum = walked(*from, w.rule.maximum->after);
    if (minimum && maximum && *maximum < *minimum) return std::nullopt;
    std::vector<std::optional<Day>> days;
    for (const Trigger& trigger : w.rule.triggers) {
        days.push_back(day_of_trigger(w, trigger));
        if (days.back()) days.back() = walked(*days.back(), trigger.offset);
    }
    bool reached = false;
    for (; today <= last; step(today)) {
        reached = reached || triggers_reached(w, days, today);
        if (reached && !end && ends_unit(w, today))
            end = w.rule.cutoff == Cutoff::none ? walked(today, w.rule.steps[0].after)
                                                : walked_from_end(today, w.rule.steps[0].after);
        const bool over = (end && *end <= today) || (maximum && *maximum <= today);
        const bool kept = minimum && today < *minimum;
        const bool in_window = !w.rule.window_month || today.month == *w.rule.window_month;
        if (over && !kept && in_window) return today;
    }
    return std::nullopt;
}

// ---- The same world for the evaluator

std::optional<Date> as_date(const std::optional<Day>& day) {
    return day ? std::optional{as_date(*day)} : std::nullopt;
}

Record record_of(const World& w) {
    Record record;
    record.id = "LR/2020/000001";
    record.series = "LR";
    record.created = as_date(w.created);
    record.opened = as_date(w.opened);
    record.closed = as_date(w.closed);
    record.state = w.closed ? RecordState::closed : RecordState::open;
    record.filed = day_of("2020-01-01");
    for (const auto& [name, day] :
         {std::pair{"audit", w.audit}, std::pair{"appeal", w.appeal}, std::pair{"inspection", w.inspection}})
        if (day) record.events.push_back({name, as_date(*day), ""});
    if (w.valid_until) record.dates["valid-until"] = as_date(*w.valid_until);
    return record;
}

/// The two agree on the first day, the day before it, and any other.
bool agree(const World& w, std::mt19937& random) {
    constexpr Day begin{2018, 1, 1}, last{2040, 12, 31};
    const auto expected = first_allowed(w, begin, last);
    const Record record = record_of(w);
    model::CitedRule cited{w.rule, "GEN", 1, "LR"};
    Policy policy;
    policy.financial_year_start_month = w.office_year_start;
    std::vector<Hold> holds;
    if (w.held_from) {
        holds.emplace_back();
        holds.back().id = "H-2020-0001";
    }
    const auto eligible = [&](Day day) {
        return model::evaluate(record, &cited, holds, policy, as_date(day)).eligible;
    };
    const auto next = model::next_step(record, &cited.rule, policy);
    if (next.due_on != as_date(expected)) return false;
    const Day other{2018 + int(random() % 23), 1 + int(random() % 12), 1 + int(random() % 28)};
    const bool in_window = !w.rule.window_month || other.month == *w.rule.window_month;
    if (eligible(other) != (expected && *expected <= other && in_window && !w.held_from)) return false;
    return !expected || eligible(*expected) == !w.held_from;
}

std::string told(const World& w) {
    const auto day = [](const std::optional<Day>& d) { return d ? to_string(as_date(*d)) : "-"; };
    return model::describe(w.rule) + "; created " + day(w.created) + " opened " + day(w.opened) + " closed " +
           day(w.closed) + " audit " + day(w.audit) + " appeal " + day(w.appeal) + " valid " +
           day(w.valid_until) + " inspected " + day(w.inspection) + ", year from " +
           std::to_string(w.office_year_start);
}

struct Counted {
    std::vector<Trigger> triggers;
    Combine combine = Combine::later_of;
};

std::vector<Counted> all_countings() {
    using K = TriggerKind;
    const Trigger closed{K::closed}, audit{K::event, "audit"}, appeal{K::event, "appeal"},
        valid{K::date_property, "valid-until"};
    Trigger audit_later = audit, closed_later = closed, grouped = audit, grouped_too = appeal;
    audit_later.offset = {0, 6, 0};
    closed_later.offset = {0, 0, 30};
    grouped.group = grouped_too.group = 1;
    return {{{closed}},
            {{{K::created}}},
            {{{K::opened}}},
            {{audit}},
            {{valid}},
            {{{K::last_action}}},
            {{{K::next_inspection}}},
            {{closed_later}},
            {{closed, audit}},
            {{closed, audit}, Combine::earlier_of},
            {{closed, audit_later}},
            {{closed, audit_later}, Combine::earlier_of},
            {{closed, grouped, grouped_too}},
            {{closed, grouped, grouped_too}, Combine::earlier_of}};
}

/// Orders of events: which come, and on which of the dates.
struct Course {
    int opened, closed, audit, appeal, valid_until, inspection; ///< Index of a date; -1: never.
};

constexpr std::array<Course, 5> courses{{{0, 1, 2, 3, 1, 2},
                                         {1, 2, 0, -1, 3, 1},
                                         {0, 3, -1, 1, 0, -1},
                                         {-1, -1, 2, 2, -1, 3},
                                         {2, 2, 3, 1, 2, 2}}};

constexpr std::array<std::array<Day, 4>, 5> calendars{
    {{{{2023, 1, 31}, {2023, 2, 28}, {2023, 3, 31}, {2023, 4, 1}}},
     {{{2023, 12, 31}, {2024, 2, 29}, {2024, 3, 1}, {2024, 6, 30}}},
     {{{2024, 2, 28}, {2024, 2, 29}, {2024, 9, 30}, {2024, 10, 1}}},
     {{{2019, 8, 30}, {2020, 2, 29}, {2020, 12, 31}, {2021, 1, 1}}},
     {{{2024, 1, 30}, {2024, 1, 31}, {2024, 7, 1}, {2025, 3, 31}}}}};

std::optional<Day> at(const std::array<Day, 4>& dates, int index) {
    return index < 0 ? std::nullopt : std::optional{dates[static_cast<std::size_t>(index)]};
}

World world_of(const Course& course, const std::array<Day, 4>& dates) {
    World w;
    w.opened = at(dates, course.opened);
    w.closed = at(dates, course.closed);
    w.audit = at(dates, course.audit);
    w.appeal = at(dates, course.appeal);
    w.valid_until = at(dates, course.valid_until);
    w.inspection = at(dates, course.inspection);
    return w;
}

struct Ending {
    Cutoff cutoff;
    std::optional<int> own_year;
    int office_year;
};

constexpr std::array<Ending, 7> endings{{{Cutoff::none, {}, 4},
                                         {Cutoff::month, {}, 4},
                                         {Cutoff::quarter, {}, 4},
                                         {Cutoff::calendar_year, {}, 4},
                                         {Cutoff::financial_year, {}, 4},
                                         {Cutoff::financial_year, {}, 1},
                                         {Cutoff::financial_year, 10, 4}}};

/// Which bounds, beginning with none.
std::vector<std::pair<std::optional<Bound>, std::optional<Bound>>> all_bounds() {
    const Bound two_years{{TriggerKind::opened}, {2, 0, 0}}, half{{TriggerKind::opened}, {0, 6, 0}};
    const Bound audited{{TriggerKind::event, "audit"}, {1, 0, 0}};
    return {{{}, {}}, {two_years, {}}, {{}, half}, {audited, two_years}};
}

/// Under the sanitizers, which take ten times as long, one world of eleven is enough.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t one_of = 11;
#else
constexpr std::size_t one_of = 1;
#endif

} // namespace

TEST_CASE("the evaluator agrees with one that walks the calendar, in every small world") {
    std::mt19937 random(1892);
    std::size_t worlds = 0, judged = 0, dated = 0;
    const auto countings = all_countings();
    const auto bounds = all_bounds();
    const std::array<Period, 6> periods{{{0, 0, 0}, {0, 0, 1}, {0, 1, 0}, {1, 0, 0}, {1, 6, 10}, {4, 0, 0}}};
    const std::array<std::optional<int>, 3> windows{{{}, 1, 2}};
    for (const auto& dates : calendars)
        for (const Course& course : courses)
            for (const Counted& counted : countings)
                for (const Ending& ending : endings)
                    for (const Period& period : periods)
                        for (const auto& [minimum, maximum] : bounds)
                            for (const auto& window : windows) {
                                if (worlds++ % one_of != 0) continue;
                                World w = world_of(course, dates);
                                w.rule.code = "C";
                                w.rule.triggers = counted.triggers;
                                w.rule.combine = counted.combine;
                                w.rule.cutoff = ending.cutoff;
                                w.rule.year_start_month = ending.own_year;
                                w.office_year_start = ending.office_year;
                                w.rule.steps = {{period, Action::destroy}};
                                w.rule.minimum = minimum;
                                w.rule.maximum = maximum;
                                w.rule.window_month = window;
                                if (judged++ % 5 == 0) w.held_from = dates[0];
                                if (!agree(w, random)) FAIL(told(w));
                                dated += model::next_step(record_of(w), &w.rule, {}).due_on.has_value();
                            }
    CHECK(worlds == 5 * 5 * 14 * 7 * 6 * 4 * 3);
    CHECK(dated > judged / 2);
}
