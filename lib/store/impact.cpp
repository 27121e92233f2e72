#include "store/impact.hpp"

#include "model/binding.hpp"
#include "model/schedule.hpp"

#include <algorithm>
#include <set>

namespace almirah {

namespace {

std::string cited(const model::Bindings& bindings, const std::string& series) {
    const auto found = bindings.find(series);
    return found == bindings.end() ? "" : found->second.schedule + ":" + found->second.rule.code;
}

const model::CitedRule* rule_of(const model::Bindings& bindings, const std::string& series) {
    const auto found = bindings.find(series);
    return found == bindings.end() ? nullptr : &found->second;
}

} // namespace

bool judged_otherwise(const model::Bindings& before, const model::Bindings& after,
                      const std::string& series) {
    const auto *was = rule_of(before, series), *is = rule_of(after, series);
    if (!was || !is) return was != is;
    return was->schedule != is->schedule || was->rule != is->rule;
}

namespace {

model::CitedRules rules_of(const model::Bindings& bindings, const Record& record) {
    model::CitedRules rules{rule_of(bindings, record.series)};
    for (const auto& series : record.also_in)
        rules.push_back(rule_of(bindings, series));
    return rules;
}

void compare_rules(const std::vector<Rule>& before, const std::vector<Rule>& after, ScheduleImpact& impact) {
    std::map<std::string, const Rule*> was;
    for (const Rule& rule : before)
        was[rule.code] = &rule;
    for (const Rule& rule : after) {
        const auto found = was.find(rule.code);
        if (found == was.end())
            impact.added.push_back(rule.code);
        else if (*found->second != rule)
            impact.changed.push_back(rule.code);
        if (found != was.end()) was.erase(found);
    }
    for (const auto& [code, rule] : was)
        impact.withdrawn.push_back(code);
}

std::string or_none(const std::string& text, const char* none) {
    return text.empty() ? none : text;
}

/// By what dates are computed.
struct Reckoning {
    model::Bindings rules;
    Policy policy;
};

bool judged_otherwise(const Reckoning& before, const Reckoning& after, const std::string& series) {
    if (almirah::judged_otherwise(before.rules, after.rules, series)) return true;
    const auto* const rule = rule_of(after.rules, series);
    return rule && rule->rule.cutoff == Cutoff::financial_year && !rule->rule.year_start_month &&
           before.policy.financial_year_start_month != after.policy.financial_year_start_month;
}

/// A record in several series is counted in the first that is judged otherwise.
const std::string& counted_in(const Reckoning& before, const Reckoning& after, const Record& record) {
    if (judged_otherwise(before, after, record.series)) return record.series;
    const auto found = std::find_if(record.also_in.begin(), record.also_in.end(),
                                    [&](const auto& code) { return judged_otherwise(before, after, code); });
    return found == record.also_in.end() ? record.series : *found;
}

/// What is another about a series that both have.
std::string rebinding(const Series& was, const Series& is) {
    std::string text;
    const auto note = [&](const std::string& what) { text += (text.empty() ? "" : "; ") + what; };
    const auto rule = [](const Series& s) { return s.rule.empty() ? "" : s.schedule + ":" + s.rule; };
    if (rule(was) != rule(is))
        note("follows " + or_none(rule(is), "the rule of the series above") + " instead of " +
             or_none(rule(was), "the rule of the series above"));
    if (was.title.text == is.title.text && was.title != is.title)
        note("has another title in another language");
    if (was.title.text != is.title.text)
        note("is called '" + is.title.text + "' instead of '" + was.title.text + "'");
    if (was.under != is.under)
        note("lies under " + or_none(is.under, "no series") + " instead of " +
             or_none(was.under, "no series"));
    return text.empty() ? "" : "series " + is.code + " " + text;
}

void compare_series(const std::vector<Series>& before, const std::vector<Series>& after,
                    ScheduleImpact& impact) {
    std::map<std::string, const Series*> was;
    for (const Series& series : before)
        was[series.code] = &series;
    for (const Series& series : after)
        if (const auto found = was.find(series.code); found != was.end())
            if (auto text = rebinding(*found->second, series); !text.empty())
                impact.rebound.push_back(std::move(text));
}

void compare_dates(const model::NextStep& was, const model::NextStep& is, Date on, SeriesImpact& line) {
    ++line.records;
    if (was.due_on == is.due_on) return;
    const bool sooner = is.due_on && (!was.due_on || *is.due_on < *was.due_on);
    if (was.status != "unscheduled") ++(model::comes_earlier(was, is) ? line.earlier : line.later);
    if (sooner && *is.due_on <= on && (!was.due_on || *was.due_on > on)) ++line.due_now;
}

/// Counts every record that the two judge differently.
void count_dates(Engine& engine, const Reckoning& was, const Reckoning& is, const std::vector<Series>& all,
                 ScheduleImpact& impact) {
    const auto count_in = [&](const index::Index& index, const std::string& series) {
        SeriesImpact line{series, cited(was.rules, series), cited(is.rules, series)};
        index.each_in(series, [&](const Record& record) {
            if (counted_in(was, is, record) != series) return;
            compare_dates(model::governing_step(record, rules_of(was.rules, record), was.policy).next,
                          model::governing_step(record, rules_of(is.rules, record), is.policy).next,
                          impact.on, line);
        });
        return line;
    };
    impact.series = engine.ask([&](const index::Index& index) {
        std::vector<SeriesImpact> lines;
        const auto in_use = index.series_in_use();
        for (const Series& series : all) {
            if (!in_use.contains(series.code) || !judged_otherwise(was, is, series.code)) continue;
            if (auto line = count_in(index, series.code); line.records > 0) lines.push_back(std::move(line));
        }
        return lines;
    });
    for (const SeriesImpact& line : impact.series) {
        impact.earlier += line.earlier;
        impact.later += line.later;
        impact.due_now += line.due_now;
    }
}

/// What comes a day earlier where today becomes tomorrow.
void count_days(Engine& engine, const Policy& was, const Policy& is, ScheduleImpact& impact) {
    const Instant now = engine.now();
    const Date before = date_of(now + std::chrono::minutes(was.utc_offset_minutes)),
               after = date_of(now + std::chrono::minutes(is.utc_offset_minutes));
    if (after <= before) return;
    std::map<std::string, std::size_t> due;
    for (const auto& count :
         engine.ask([&](const index::Index& index) { return index.due_between(before, after); }))
        due[count.series] += count.records;
    for (const auto& [series, records] : due) {
        const auto line = std::find_if(impact.series.begin(), impact.series.end(),
                                       [&](const auto& each) { return each.series == series; });
        auto& counted = line == impact.series.end() ? impact.series.emplace_back() : *line;
        counted.series = series;
        counted.records = std::max(counted.records, records);
        counted.earlier += records;
        counted.due_now += records;
        impact.earlier += records;
        impact.due_now += records;
    }
}

} // namespace

std::vector<format::ScheduleFile> schedules_on(std::vector<format::ScheduleFile> files, Date on) {
    std::map<std::string, std::vector<model::VersionState>> versions;
    for (const auto& file : files)
        versions[file.schedule.id].push_back({file.schedule.version, file.state, file.effective_on});
    for (auto& file : files) {
        const auto newest = model::version_in_force(versions[file.schedule.id], on);
        if (newest == file.schedule.version)
            file.state = "in force";
        else if (file.state == "in force")
            file.state = "superseded";
    }
    return files;
}

std::vector<format::ScheduleFile> schedules_on(Engine& engine, Date on) {
    return schedules_on(engine.all<format::ScheduleFile>("schedules"), on);
}

Plan plan_in_force(Engine& engine, Date on) {
    Plan plan{engine.all<Series>("series"), {}};
    const auto stored = engine.all<format::ScheduleFile>("schedules");
    auto files = schedules_on(stored, on);
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (files[i].state != "in force") continue;
        if (stored[i].state != "in force") // its date has come, and its series go with it
            plan = plan_with(std::move(plan), files[i]);
        else
            plan.schedules.push_back(std::move(files[i].schedule));
    }
    return plan;
}

Plan plan_with(Plan plan, const format::ScheduleFile& file) {
    std::erase_if(plan.schedules, [&](const Schedule& s) { return s.id == file.schedule.id; });
    plan.schedules.push_back(file.schedule);
    std::map<std::string, std::size_t> at;
    for (std::size_t i = 0; i < plan.series.size(); ++i)
        at[plan.series[i].code] = i;
    for (Series series : file.series) {
        series.schedule = series.rule.empty() ? "" : file.schedule.id;
        const auto found = at.find(series.code);
        if (found == at.end()) {
            plan.series.push_back(std::move(series));
            continue;
        }
        series.closed = plan.series[found->second].closed;
        plan.series[found->second] = std::move(series);
    }
    return plan;
}

ScheduleImpact impact_between(Engine& engine, const Plan& before, const Plan& after,
                              const format::ScheduleFile& file, Date on) {
    ScheduleImpact impact;
    impact.on = on;
    const auto same_id = [&](const Schedule& s) { return s.id == file.schedule.id; };
    const auto current = std::find_if(before.schedules.begin(), before.schedules.end(), same_id);
    compare_rules(current == before.schedules.end() ? std::vector<Rule>{} : current->rules,
                  file.schedule.rules, impact);
    compare_series(before.series, after.series, impact);
    const Policy policy = engine.office().policy;
    count_dates(engine, {model::bind(before.series, before.schedules), policy},
                {model::bind(after.series, after.schedules), policy}, after.series, impact);
    return impact;
}

ScheduleImpact impact_of_policy(Engine& engine, const Policy& before, const Policy& after) {
    ScheduleImpact impact;
    impact.on = engine.today();
    const Plan plan = plan_in_force(engine, impact.on);
    const auto rules = model::bind(plan.series, plan.schedules);
    count_dates(engine, {rules, before}, {rules, after}, plan.series, impact);
    count_days(engine, before, after, impact);
    return impact;
}

void refuse_earlier(const ScheduleImpact& impact, const std::string& what, const std::string& way) {
    if (impact.earlier == 0) return;
    std::string where;
    for (const auto& line : impact.series)
        if (line.earlier > 0)
            where += (where.empty() ? "" : ", ") + std::to_string(line.earlier) + " of " + line.series;
    throw Refused("due-earlier", "",
                  what + " would make " + records_in_words(impact.earlier) + " due earlier (" + where +
                      "), which needs another's approval; " + way);
}

void settle(Turn& turn, Draft& draft) {
    const auto stored = turn.engine().all<format::ScheduleFile>("schedules");
    const auto files = schedules_on(stored, turn.today());
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (files[i].state == stored[i].state) continue;
        draft.put(format::schedule_path(files[i].schedule.id, files[i].schedule.version), files[i]);
        draft.subject("schedule", files[i].schedule.id);
    }
    std::map<std::string, Series> known;
    for (auto& series : turn.engine().all<Series>("series"))
        known.emplace(series.code, std::move(series));
    for (const Series& series : plan_in_force(turn.engine(), turn.today()).series)
        if (const auto found = known.find(series.code); found == known.end() || found->second != series)
            draft.put(format::series_path(series.code), series);
}

void refuse_shortening(const Plan& before, const Plan& after) {
    const auto why = model::why_not_rebound(model::bind(before.series, before.schedules),
                                            model::bind(after.series, after.schedules));
    if (!why.empty())
        throw Refused("enforced", "",
                      why + "; an enforced rule can be lengthened, never shortened or dropped");
}

} // namespace almirah
