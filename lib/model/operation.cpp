// Matching of changes against the rows; the rows themselves are in operation_rows.cpp.
#include "model/operation.hpp"

#include <algorithm>

namespace almirah::model {

namespace {

/// Whether the path is the rule's, or lies below it.
bool covers(const FieldRule& rule, std::string_view path) {
    if (!path.starts_with(rule.path)) return false;
    if (path.size() == rule.path.size()) return true;
    if (!rule.below) return false;
    const char next = path[rule.path.size()];
    return rule.path.empty() || next == '.' || next == '[';
}

bool fits(const FieldValue& wanted, const std::optional<std::string_view>& value, const Act& act) {
    switch (wanted.kind) {
    case FieldValue::Kind::any:
        return value.has_value();
    case FieldValue::Kind::absent:
        return !value;
    case FieldValue::Kind::fixed:
        return value == wanted.text;
    case FieldValue::Kind::actor:
        return value == act.by;
    case FieldValue::Kind::instant:
        return value == act.at;
    case FieldValue::Kind::today:
        return value == act.today;
    }
    return false;
}

bool allows(const FieldRule& rule, const FieldChange& change, const Act& act) {
    if (rule.forbidden) return false;
    return rule.steps.empty() || std::any_of(rule.steps.begin(), rule.steps.end(), [&](const auto& step) {
               return fits(step.first, change.before, act) && fits(step.second, change.after, act);
           });
}

/// What a person is told of a value: cut where it is long.
std::string shown(const std::optional<std::string_view>& value) {
    constexpr std::size_t longest = 60;
    if (!value) return "nothing";
    std::string text(value->substr(0, longest));
    return "'" + text + (value->size() > longest ? "…'" : "'");
}

std::string text_of(const FieldValue& value) {
    switch (value.kind) {
    case FieldValue::Kind::any:
        return "*";
    case FieldValue::Kind::absent:
        return "-";
    case FieldValue::Kind::fixed:
        return value.text;
    case FieldValue::Kind::actor:
        return "@by";
    case FieldValue::Kind::instant:
        return "@at";
    case FieldValue::Kind::today:
        return "@today";
    }
    return "";
}

} // namespace

bool may_touch(const OperationRow& row, std::string_view kind, bool added) {
    return std::any_of(row.kinds.begin(), row.kinds.end(),
                       [&](const KindRule& rule) { return rule.kind == kind && rule.adds == added; });
}

std::string why_beyond(const OperationRow& row, std::string_view kind, bool added, const FieldChange& change,
                       const Act& act) {
    for (const KindRule& of_kind : row.kinds) {
        if (of_kind.kind != kind || of_kind.adds != added) continue;
        for (const FieldRule& rule : of_kind.fields) {
            if (!covers(rule, change.path)) continue;
            if (allows(rule, change, act)) return {};
            break; // the first that names the field decides
        }
    }
    return "changes " + std::string(change.path) + " from " + shown(change.before) + " to " +
           shown(change.after);
}

std::string text_of(const FieldRule& rule) {
    std::string text = (rule.forbidden ? "!" : "") + rule.path + (rule.below ? "*" : "");
    for (const auto& [from, to] : rule.steps)
        text += (&from == &rule.steps.front().first ? " " : "|") + text_of(from) + ">" + text_of(to);
    return text;
}

bool needs_confirmation(Instant last, Instant now, int quiet_days) {
    return quiet_days > 0 && now - last > std::chrono::days(quiet_days);
}

} // namespace almirah::model
