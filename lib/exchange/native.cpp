#include "exchange/native.hpp"

#include "exchange/columns.hpp"
#include "exchange/notation.hpp"

#include <algorithm>

namespace almirah::exchange {

namespace {

const ColumnSet rule_table{{"code",    "title", "class",          "trigger",      "cutoff",    "retain",
                            "action",  "then",  "after_transfer", "open_records", "window",    "minimum",
                            "maximum", "vital", "approvers",      "enforced",     "authority", "disposition",
                            "series",  "under", "status",         "why"},
                           {"title_"}};
const char* const rule_columns[] = {"class",     "trigger",        "cutoff",       "retain",   "action",
                                    "then",      "after_transfer", "open_records", "window",   "minimum",
                                    "maximum",   "vital",          "approvers",    "enforced", "status",
                                    "authority", "disposition",    "why"};

/// One row's cells by column, and how to complain about them.
class Row {
public:
    Row(const CsvRow& row, const std::vector<std::string>& heads, Assembly& assembly)
        : row_(row), heads_(heads), assembly_(assembly) {}

    std::size_t line() const { return row_.line; }
    bool good() const { return good_; }

    std::string cell(const std::string& column) const {
        const auto found = std::find(heads_.begin(), heads_.end(), column);
        return found == heads_.end() ? ""
                                     : one_line(row_.cells[static_cast<std::size_t>(found - heads_.begin())]);
    }

    Text title() const {
        Text text(cell("title"));
        for (std::size_t i = 0; i < heads_.size(); ++i) {
            if (heads_[i].compare(0, 6, "title_") != 0) continue;
            const std::string edition = one_line(row_.cells[i]);
            if (!edition.empty()) text.in[heads_[i].substr(6)] = edition;
        }
        return text;
    }

    void complain(const std::string& column, const std::string& message) {
        assembly_.problem({assembly_.file(), line(), column, cell(column), message});
        good_ = false;
    }

    /// The cell's value, or nothing when it is empty or wrong (which is complained of).
    template <class Value>
    std::optional<Value> read(const std::string& column, Read<Value> (*reader)(const std::string&)) {
        const std::string text = cell(column);
        if (text.empty()) return std::nullopt;
        Read<Value> result = reader(text);
        if (!result.value) complain(column, result.fault);
        return result.value;
    }

private:
    const CsvRow& row_;
    const std::vector<std::string>& heads_;
    Assembly& assembly_;
    bool good_ = true;
};

/// Every cell of the rule's timing as written; nothing where the row leaves it out.
struct Timing {
    std::optional<Counting> counting;
    std::optional<Period> retain;
    std::optional<Action> action;
    std::vector<Step> later;
    std::optional<RuleState> status;
    bool permanent_word = false; ///< `retain` says "permanent".
};

Timing read_timing(Row& row) {
    Timing timing;
    timing.permanent_word = lower(row.cell("retain")) == "permanent";
    timing.counting = row.read("trigger", read_counting);
    if (!timing.permanent_word) timing.retain = row.read("retain", read_period);
    timing.action = row.read("action", read_action);
    timing.later = row.read("then", read_later_steps).value_or(std::vector<Step>{});
    timing.status = row.read("status", read_state);
    return timing;
}

std::string what_is_missing(const Timing& timing) {
    std::string why;
    const auto add = [&](bool missing, const char* what) {
        if (missing) why += (why.empty() ? "" : "; ") + std::string(what);
    };
    add(!timing.retain, "it states no period");
    add(!timing.counting, "it names nothing that its period counts from");
    add(!timing.action, "it states no action");
    return why;
}

RuleState state_of(const Timing& timing) {
    if (timing.status && *timing.status != RuleState::computable) return *timing.status;
    const bool keeps = timing.permanent_word || (timing.action == Action::keep && !timing.retain);
    if (keeps) return RuleState::permanent;
    return what_is_missing(timing).empty() ? RuleState::computable : RuleState::descriptive;
}

void check_status(Row& row, const Timing& timing, RuleState state) {
    if (timing.status == RuleState::computable && state != RuleState::computable)
        row.complain("status", "the row gives no date: " + what_is_missing(timing));
    const bool gives_steps = timing.retain || !timing.later.empty();
    if (state == RuleState::permanent && (gives_steps || (timing.action && timing.action != Action::keep)))
        row.complain("status", "a permanent rule has no period and no action but keep");
}

void set_timing(Rule& rule, Row& row) {
    const Timing timing = read_timing(row);
    const Ending ending = row.read("cutoff", read_cutoff).value_or(Ending{});
    rule.cutoff = ending.cutoff;
    rule.year_start_month = ending.year_start_month;
    rule.minimum = row.read("minimum", read_bound);
    rule.maximum = row.read("maximum", read_bound);
    rule.vital_review = row.read("vital", read_period);
    rule.approvers = row.read("approvers", read_approvers).value_or(1);
    rule.enforced = row.read("enforced", read_yes).value_or(false);
    rule.window_month = row.read("window", read_month);
    rule.remove_after_transfer = row.read("after_transfer", read_after_transfer).value_or(false);
    rule.destroys_open = row.read("open_records", read_open_records).value_or(false);
    if (!row.good()) return;
    rule.state = state_of(timing);
    check_status(row, timing, rule.state);
    if (rule.state == RuleState::descriptive)
        rule.why = row.cell("why").empty() ? what_is_missing(timing) : row.cell("why");
    if (rule.state == RuleState::descriptive && rule.why.empty()) rule.why = "the schedule says so";
    if (rule.state == RuleState::permanent || rule.state == RuleState::descriptive) {
        rule.cutoff = Cutoff::none;
        rule.year_start_month.reset();
        rule.minimum.reset();
        rule.maximum.reset();
        rule.window_month.reset();
        rule.remove_after_transfer = false;
        return;
    }
    if (timing.counting) {
        rule.triggers = timing.counting->triggers;
        rule.combine = timing.counting->combine;
    }
    if (timing.retain && timing.action) rule.steps.push_back({*timing.retain, *timing.action});
    rule.steps.insert(rule.steps.end(), timing.later.begin(), timing.later.end());
}

Series series_of(Row& row, const std::string& rule) {
    Series series;
    series.code = row.cell("series");
    series.title = row.title();
    series.under = row.cell("under");
    series.rule = rule;
    return series;
}

void read_row(Row row, Assembly& assembly) {
    ScheduleRow result;
    result.line = row.line();
    result.code_column = "code";
    result.series_column = "series";
    result.rule.code = row.cell("code");
    result.says_rule = std::any_of(std::begin(rule_columns), std::end(rule_columns),
                                   [&](const char* column) { return !row.cell(column).empty(); });
    result.rule.title = row.title();
    result.rule.record_class = row.cell("class");
    result.rule.authority = row.cell("authority");
    result.rule.disposition = row.cell("disposition");
    set_timing(result.rule, row);
    result.series = series_of(row, result.rule.code);
    if (result.rule.code.empty() && result.series.code.empty())
        row.complain("code",
                     "the row names neither a rule nor a series; expected a code in 'code' or 'series'");
    if (result.rule.code.empty() && result.says_rule)
        row.complain("code", "the row says a rule and names none; expected its code");
    if (row.cell("title").empty()) row.complain("title", "the title is missing");
    if (result.series.code.empty() && !result.series.under.empty())
        row.complain("under", "only a series has a parent; expected a code in 'series'");
    if (row.good()) assembly.add(std::move(result));
}

} // namespace

const ColumnSet& native_columns() {
    return rule_table;
}

void read_native(const Csv& csv, Assembly& assembly) {
    std::vector<Problem> problems;
    const auto heads = known_heads(csv, assembly.file(), rule_table, problems);
    const auto has = [&](const char* head) { return std::count(heads.begin(), heads.end(), head) > 0; };
    if (!heads.empty() && !has("code") && !has("series"))
        problems.push_back(
            {assembly.file(), 1, "code", "", "the column is missing; expected it in the headings"});
    const bool heads_are_known = problems.empty();
    for (Problem& problem : problems)
        assembly.problem(std::move(problem));
    if (!heads_are_known) return; // each row would be read by guess
    for (const CsvRow& row : csv.rows)
        read_row(Row(row, heads, assembly), assembly);
}

} // namespace almirah::exchange
