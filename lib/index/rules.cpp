#include "index/rules.hpp"

#include "format/paths.hpp"
#include "index/sql.hpp"

#include <tuple>

namespace almirah::index {

// ---- RuleBook

const model::CitedRule* RuleBook::of(const std::string& series) {
    auto found = rules_.find(series);
    if (found == rules_.end()) {
        std::optional<model::CitedRule> rule;
        Statement row = connection_.prepare(sql::rules::rule_of);
        if (row.bind(series).step()) {
            auto file = format::decode<format::ScheduleFile>(row.view(3), connection_.file());
            rule.emplace(
                model::CitedRule{file.schedule.rules.at(0), row.text(1), int(row.integer(2)), row.text(0)});
        }
        found = rules_.emplace(series, std::move(rule)).first;
    }
    return found->second ? &*found->second : nullptr;
}

model::CitedRules RuleBook::of(const Record& record) {
    model::CitedRules rules{of(record.series)};
    for (const auto& series : record.also_in)
        rules.push_back(of(series));
    return rules;
}

const Policy& RuleBook::policy() {
    if (!policy_) {
        Statement row = connection_.prepare(sql::things::thing);
        const bool known = row.bind(format::office_path).step();
        policy_ = known ? format::decode<Office>(row.view(0), format::office_path).policy : Policy{};
    }
    return *policy_;
}

void RuleBook::forget() {
    rules_.clear();
    policy_.reset();
}

// ---- RuleChanges

namespace {

constexpr const char* in_force_state = "in force";

/// Where a series' rule comes from.
using Source = std::tuple<std::string, std::string, int, std::string>; // from series, schedule, version, rule
using Sources = std::map<std::string, Source>;

struct Branch {
    std::string under, schedule, rule;
};

std::map<std::string, Branch> branches(Connection& connection) {
    std::map<std::string, Branch> all;
    Statement row = connection.prepare(sql::rules::all_series);
    while (row.step())
        all[row.text(0)] = {row.text(1), row.text(2), row.text(3)};
    return all;
}

/// The nearest series, upwards, that names a rule. Where that rule is not in force the series has none: an
/// ancestor's must not take its place (R46). A circle, which only a damaged register has, ends the search.
const std::string* nearest_with_rule(const std::map<std::string, Branch>& all, const std::string& code) {
    auto at = all.find(code);
    for (std::size_t steps = 0; at != all.end() && steps <= all.size(); ++steps) {
        if (!at->second.rule.empty()) return &at->first;
        at = all.find(at->second.under);
    }
    return nullptr;
}

Sources resolve(Connection& connection) {
    const auto all = branches(connection);
    Sources sources;
    Statement version = connection.prepare(sql::rules::rule_version);
    for (const auto& [code, branch] : all) {
        const std::string* from = nearest_with_rule(all, code);
        if (!from) continue;
        const Branch& owner = all.at(*from);
        if (version.bind(owner.schedule, owner.rule).step())
            sources[code] = {*from, owner.schedule, int(version.integer(0)), owner.rule};
    }
    return sources;
}

Sources stored_sources(Connection& connection) {
    Sources sources;
    Statement row = connection.prepare(sql::rules::series_rules);
    while (row.step())
        sources[row.text(0)] = {row.text(1), row.text(2), int(row.integer(3)), row.text(4)};
    return sources;
}

void store(Connection& connection, const Sources& sources) {
    connection.prepare(sql::rules::clear_series_rules).run();
    Statement put = connection.prepare(sql::rules::put_series_rule);
    for (const auto& [series, source] : sources)
        put.run(series, std::get<0>(source), std::get<1>(source), std::get<2>(source), std::get<3>(source));
}

/// Whether dates computed under one are those of the other: a new version of a schedule leaves most rules
/// alone.
bool same_dates(const Source& a, const Source& b, const Rules& before, const Rules& after) {
    const auto name = [](const Source& source) {
        return std::pair(std::get<1>(source), std::get<3>(source));
    };
    if (name(a) != name(b)) return false;
    const auto old = before.find(name(a)), now = after.find(name(b));
    return old == before.end() ? now == after.end() : now != after.end() && old->second == now->second;
}

std::string triggers_of(const Rule& rule) {
    std::string text;
    for (const auto& trigger : rule.triggers) {
        if (!text.empty()) text += rule.combine == Combine::later_of ? " and " : " or ";
        text += format::name_of(trigger.kind);
        if (!trigger.name.empty()) text += " " + trigger.name;
        if (!trigger.offset.empty()) text += "+" + to_string(trigger.offset);
    }
    return text;
}

std::string steps_of(const Rule& rule) {
    std::string text;
    for (const auto& step : rule.steps)
        text += (text.empty() ? "" : ", ") + to_string(step.after) + " " + format::name_of(step.action);
    return text;
}

void insert_rule(Statement& put, const format::ScheduleFile& file, const Rule& rule) {
    format::ScheduleFile alone;
    alone.schedule.id = file.schedule.id;
    alone.schedule.version = file.schedule.version;
    alone.at = file.at;
    alone.by = file.by;
    alone.state = file.state;
    alone.schedule.rules = {rule};
    put.run(file.schedule.id, rule.code, file.schedule.version, rule.title.text, rule.record_class,
            format::name_of(rule.state), rule.why, triggers_of(rule), format::name_of(rule.cutoff),
            steps_of(rule), rule.window_month, rule.disposition, rule.authority, format::encode(alone));
}

} // namespace

void RuleChanges::put(const Series& series) {
    connection_.prepare(sql::rules::put_series)
        .run(series.code, series.title.text, series.under, series.schedule, series.rule, series.closed);
    touched_ = true;
}

void RuleChanges::drop_series(const std::string& code) {
    connection_.prepare(sql::rules::drop_series).run(code);
    touched_ = true;
}

void RuleChanges::put(const format::ScheduleFile& file) {
    const auto& [id, version] = std::tie(file.schedule.id, file.schedule.version);
    connection_.prepare(sql::rules::put_schedule).run(id, version, file.state, file.effective_on);
    schedules_.insert(id);
    if (file.state == in_force_state)
        put_last_.insert_or_assign(id, file);
    else
        forget_put(id, version);
}

void RuleChanges::drop_schedule(const std::string& id, int version) {
    connection_.prepare(sql::rules::drop_schedule).run(id, version);
    schedules_.insert(id);
    forget_put(id, version);
}

void RuleChanges::forget_put(const std::string& id, int version) {
    const auto put = put_last_.find(id);
    if (put != put_last_.end() && put->second.schedule.version == version) put_last_.erase(put);
}

std::optional<format::ScheduleFile> RuleChanges::in_force(const std::string& schedule) {
    Statement row = connection_.prepare(sql::rules::version_in_force);
    if (!row.bind(schedule).step() || row.is_null(0)) return std::nullopt;
    const int version = int(row.integer(0));
    if (auto put = put_last_.extract(schedule); put && put.mapped().schedule.version == version)
        return std::move(put.mapped());
    const std::string path = format::schedule_path(schedule, version);
    Statement thing = connection_.prepare(sql::things::thing);
    if (!thing.bind(path).step()) return std::nullopt;
    return format::decode<format::ScheduleFile>(thing.view(0), path);
}

Rules RuleChanges::renew_rules() {
    Rules rules;
    Statement put = connection_.prepare(sql::rules::put_rule);
    for (const auto& schedule : schedules_) {
        connection_.prepare(sql::rules::drop_rules).run(schedule);
        auto file = in_force(schedule);
        if (!file) continue;
        for (auto& rule : file->schedule.rules) {
            insert_rule(put, *file, rule);
            rules.insert_or_assign({schedule, rule.code}, std::move(rule));
        }
    }
    return rules;
}

Rules RuleChanges::stored_rules() const {
    Rules rules;
    Statement row = connection_.prepare(sql::rules::rules_of);
    for (const auto& schedule : schedules_) {
        row.bind(schedule);
        while (row.step())
            rules[{schedule, row.text(0)}] =
                format::decode<format::ScheduleFile>(row.view(1), connection_.file()).schedule.rules.at(0);
    }
    return rules;
}

/// Series follow the version that names them; one that is closed stays so.
void RuleChanges::put_series_of(const format::ScheduleFile& file) {
    Statement put = connection_.prepare(sql::rules::bind_series);
    for (const auto& series : file.series)
        put.run(series.code, series.title.text, series.under, series.rule.empty() ? "" : file.schedule.id,
                series.rule);
}

void RuleChanges::take_force(Date on) {
    Statement row = connection_.prepare(sql::rules::schedules_by);
    row.bind(on);
    while (row.step()) {
        schedules_.insert(row.text(0));
        const std::string path = format::schedule_path(row.text(0), int(row.integer(1)));
        Statement thing = connection_.prepare(sql::things::thing);
        if (thing.bind(path).step()) put_series_of(format::decode<format::ScheduleFile>(thing.view(0), path));
    }
    connection_.prepare(sql::rules::take_force).run(on);
}

std::set<std::string> RuleChanges::apply() {
    std::set<std::string> changed;
    if (!touched_ && schedules_.empty()) return changed;
    connection_.prepare(sql::rules::note_next_rules).run();
    const Rules old_rules = stored_rules();
    const Rules rules = renew_rules();
    const Sources before = stored_sources(connection_), after = resolve(connection_);
    store(connection_, after);
    for (const auto& [series, source] : before)
        if (!after.contains(series)) changed.insert(series);
    for (const auto& [series, source] : after) {
        const auto found = before.find(series);
        if (found == before.end() || !same_dates(found->second, source, old_rules, rules))
            changed.insert(series);
    }
    return changed;
}

} // namespace almirah::index
