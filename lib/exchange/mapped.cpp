#include "exchange/mapped.hpp"

#include "base/name.hpp"
#include "base/utf8.hpp"
#include "exchange/columns.hpp"

#include <algorithm>
#include <set>

namespace almirah::exchange {

namespace {

constexpr std::size_t longest_made_code = 36; // leaves room for the number of a duplicate

/// A code made of foreign text: capitals, '-' for what a code cannot have, cut where it is too long.
std::string as_code(const std::string& text) {
    std::string code;
    for (char c : text) {
        const char capital = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        const bool fit =
            (capital >= 'A' && capital <= 'Z') || (capital >= '0' && capital <= '9') || capital == '.';
        if (fit) {
            code += capital;
        } else if (!code.empty() && code.back() != '-') {
            code += '-';
        }
    }
    code.resize(std::min(code.size(), longest_made_code));
    while (!code.empty() && (code.back() == '-' || code.back() == '.'))
        code.pop_back();
    while (!code.empty() && code.front() == '.')
        code.erase(0, 1);
    return code;
}

std::optional<int> number_of(const std::string& text) {
    if (text.empty() || text.size() > 6 || text.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    return std::stoi(text);
}

/// The row as the profile sees it: columns, values made of them, and "row", its number.
class Facts {
public:
    Facts(const Csv& csv, const CsvRow& row, std::size_t number, const Profile& profile)
        : csv_(csv), row_(row), number_(number), profile_(profile) {}

    /// A column by its heading, else a value of the profile, else the number of the row.
    std::string operator()(const std::string& name) const {
        const auto head = std::find(csv_.heads.begin(), csv_.heads.end(), name);
        if (head != csv_.heads.end()) return row_.cells[static_cast<std::size_t>(head - csv_.heads.begin())];
        return name == "row" ? std::to_string(number_) : std::string{};
    }

    std::string value(const std::string& name) const {
        const auto found = profile_.values.find(name);
        if (found == profile_.values.end()) return {};
        for (const Template& each : found->second) {
            const std::string text = each.fill(*this);
            if (!text.empty()) return text;
        }
        return {};
    }

    bool holds(const Condition& condition) const {
        const std::string& text = compared(condition.name);
        return std::any_of(condition.patterns.begin(), condition.patterns.end(), [&](const Pattern& pattern) {
            return pattern.matches(text, [this](const std::string& name) { return named(name); });
        });
    }

    const Meaning* first_of(const std::vector<Meaning>& table) const {
        for (const Meaning& meaning : table) {
            if (std::all_of(meaning.when.begin(), meaning.when.end(),
                            [&](const Condition& c) { return holds(c); }))
                return &meaning;
        }
        return nullptr;
    }

private:
    /// A column as patterns see it: cut at its marks, in one line, in lower case. Kept, for every line of
    /// every table asks.
    const std::string& compared(const std::string& column) const {
        const auto [found, fresh] = compared_.try_emplace(column);
        if (!fresh) return found->second;
        std::string text = (*this)(column);
        const auto marks = profile_.cut.find(column);
        if (marks != profile_.cut.end()) {
            for (const std::string& mark : marks->second)
                text = text.substr(0, text.find(mark));
        }
        return found->second = lower(one_line(text));
    }

    /// In patterns a value of the profile comes before a column of that name.
    std::string named(const std::string& name) const {
        return profile_.values.count(name) > 0 ? value(name) : (*this)(name);
    }

    const Csv& csv_;
    const CsvRow& row_;
    std::size_t number_;
    const Profile& profile_;
    mutable std::map<std::string, std::string> compared_;
};

/// The period of the columns; `why` when there is none.
std::optional<Period> period_of(const Facts& facts, std::string& why) {
    Period period;
    bool stated = false;
    for (auto [name, part] : {std::pair{"years", &period.years}, std::pair{"months", &period.months},
                              std::pair{"days", &period.days}}) {
        const std::string text = facts.value(name);
        if (text.empty()) continue;
        const auto number = number_of(text);
        if (!number) {
            why = "its period is not a number";
            return std::nullopt;
        }
        *part = *number;
        stated = true;
    }
    if (!stated) why = "it states no period";
    return stated ? std::optional{period} : std::nullopt;
}

void add_why(std::string& all, const std::string& why) {
    all += (all.empty() ? "" : "; ") + why;
}

/// Trigger, period and action of a row that no line of `states` decides; prose stays prose.
void set_timing(Rule& rule, const Facts& facts, const Profile& profile) {
    const Meaning* const counting = facts.first_of(profile.triggers);
    const Meaning* const action = facts.first_of(profile.actions);
    std::string no_period;
    auto retain = period_of(facts, no_period);
    if (counting && counting->retain) retain = counting->retain;

    if (!retain) add_why(rule.why, no_period);
    if (!counting || !counting->counting)
        add_why(rule.why, counting ? counting->why : "what its period counts from is not understood");
    if (!action || !action->action)
        add_why(rule.why, action ? action->why : "what is done at its end is not understood");
    if (!rule.why.empty()) {
        rule.state = RuleState::descriptive;
        return;
    }
    if (*action->action == Action::keep) {
        rule.state = RuleState::permanent;
        return;
    }
    rule.triggers = counting->counting->triggers;
    rule.combine = counting->counting->combine;
    rule.cutoff = counting->ending.cutoff;
    rule.year_start_month = counting->ending.year_start_month;
    rule.minimum = counting->minimum;
    rule.maximum = counting->maximum;
    rule.steps.push_back({*retain, *action->action});
    rule.steps.insert(rule.steps.end(), action->then.begin(), action->then.end());
    rule.destroys_open = action->destroys_open.value_or(counting->destroys_open.value_or(false));
    rule.window_month = action->window_month ? action->window_month : counting->window_month;
}

Rule rule_of(const Facts& facts, const Profile& profile) {
    Rule rule;
    rule.code = as_code(facts.value("code"));
    rule.title = facts.value("title");
    for (const auto& [name, templates] : profile.values) {
        const std::string edition = name.compare(0, 6, "title_") == 0 ? facts.value(name) : "";
        if (!edition.empty()) rule.title.in[name.substr(6)] = edition;
    }
    rule.record_class = facts.value("class");
    rule.authority = facts.value("authority");
    rule.disposition = facts.value("disposition");
    if (const Meaning* const decided = facts.first_of(profile.states);
        decided && decided->state != RuleState::computable) {
        rule.state = *decided->state;
        if (rule.state == RuleState::descriptive)
            rule.why = decided->why.empty() ? "the profile says so" : decided->why;
    } else {
        set_timing(rule, facts, profile);
    }
    return rule;
}

bool has_head(const Csv& csv, const std::string& name) {
    return std::find(csv.heads.begin(), csv.heads.end(), name) != csv.heads.end();
}

/// The table with its columns named as the profile names them; optional ones that are missing are empty.
Csv with_names(Csv csv, const Profile& profile) {
    for (const auto& [name, headings] : profile.columns) {
        if (has_head(csv, name)) continue;
        for (const std::string& heading : headings) {
            const auto head = std::find_if(csv.heads.begin(), csv.heads.end(), [&](const std::string& each) {
                return lower(one_line(each)) == lower(one_line(heading));
            });
            if (head == csv.heads.end()) continue;
            *head = name;
            break;
        }
    }
    for (const std::string& name : profile.optional) {
        if (has_head(csv, name)) continue;
        csv.heads.push_back(name);
        for (CsvRow& row : csv.rows)
            row.cells.emplace_back();
    }
    return csv;
}

/// The columns that the profile names and the table lacks, as problems.
void check_columns(const Csv& csv, const Profile& profile, Assembly& assembly) {
    std::set<std::string> names;
    for (const auto& [value, templates] : profile.values) {
        for (const Template& each : templates)
            names.insert(each.names().begin(), each.names().end());
    }
    for (const auto& [column, marks] : profile.cut)
        names.insert(column);
    const auto add = [&](const std::vector<Condition>& conditions) {
        for (const Condition& condition : conditions)
            names.insert(condition.name);
    };
    add(profile.skip);
    for (const auto* table : {&profile.states, &profile.triggers, &profile.actions}) {
        for (const Meaning& meaning : *table)
            add(meaning.when);
    }
    names.erase("row");
    for (const std::string& name : names) {
        if (has_head(csv, name)) continue;
        assembly.problem({assembly.file(), 1, name, "",
                          "the profile names this column and the file lacks it" + nearest(name, csv.heads)});
    }
}

/// Gives rows and the branches above them to the assembly.
class Rows {
public:
    Rows(const Profile& profile, Assembly& assembly) : profile_(profile), assembly_(assembly) {}

    void add(const Facts& facts, std::size_t line) {
        ScheduleRow row;
        row.line = line;
        row.code_column = "code";
        row.series_column = "series";
        row.says_rule = true;
        row.rule = rule_of(facts, profile_);
        if (row.rule.code.empty() || row.rule.title.text.empty()) {
            const char* const what = row.rule.code.empty() ? "code" : "title";
            assembly_.problem({assembly_.file(), line, what, "",
                               std::string("the row gives no ") + what + " by the profile"});
            return;
        }
        row.series.code = as_code(facts.value("series"));
        if (!row.series.code.empty()) {
            row.series.title = row.rule.title;
            row.series.under = as_code(facts.value("under"));
            row.series.rule = row.rule.code;
            add_branch(row.series.under, facts.value("under_title"), line);
        }
        if (profile_.number_duplicates) number(row);
        assembly_.add(std::move(row));
    }

private:
    /// A row that says what one of the same code has said is that one again; another gets a number.
    void number(ScheduleRow& row) {
        auto& given = given_[row.rule.code];
        const auto same = std::find_if(given.begin(), given.end(), [&](const ScheduleRow& other) {
            return other.rule == row.rule && other.series == row.series;
        });
        const auto times = std::size_t(same - given.begin()) + 1;
        if (same != given.end())
            row.same_as = same->line;
        else if (times > 1)
            row.unlike = given.front().line;
        if (same == given.end()) given.push_back(row);
        if (times == 1) return;
        const std::string suffix = "-" + std::to_string(times);
        row.rule.code += suffix;
        if (row.series.code.empty()) return;
        row.series.code += suffix;
        row.series.rule += suffix;
    }

    void add_branch(const std::string& code, const std::string& title, std::size_t line) {
        if (code.empty() || title.empty() || !branches_.insert(code).second) return;
        ScheduleRow row;
        row.line = line;
        row.series_column = "under";
        row.series.code = code;
        row.series.title = title;
        assembly_.add(std::move(row));
    }

    const Profile& profile_;
    Assembly& assembly_;
    std::map<std::string, std::vector<ScheduleRow>> given_; ///< By code: the rows that differ, as they were.
    std::set<std::string> branches_;
};

} // namespace

void read_mapped(const Csv& table, const Profile& profile, Assembly& assembly) {
    if (table.heads.empty()) return;
    const Csv csv = with_names(table, profile);
    check_columns(csv, profile, assembly);
    Rows rows(profile, assembly);
    for (std::size_t i = 0; i < csv.rows.size(); ++i) {
        const Facts facts(csv, csv.rows[i], i + 1, profile);
        const bool skipped = std::any_of(profile.skip.begin(), profile.skip.end(),
                                         [&](const Condition& condition) { return facts.holds(condition); });
        if (!skipped) rows.add(facts, csv.rows[i].line);
    }
}

KnownIn known_of(const Profile& profile) {
    std::set<std::string> names;
    for (const auto& [name, headings] : profile.columns) {
        names.insert(lower(name));
        for (const std::string& heading : headings)
            names.insert(lower(one_line(heading)));
    }
    for (const auto& [value, templates] : profile.values)
        for (const Template& each : templates)
            for (const std::string& name : each.names())
                names.insert(lower(one_line(name)));
    return [names](const std::vector<std::string>& cells) {
        return static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), [&](const auto& cell) {
            return names.count(lower(one_line(cell))) > 0;
        }));
    };
}

} // namespace almirah::exchange
