#include "store/form_check.hpp"

#include "exchange/layout.hpp"

#include <algorithm>
#include <set>

namespace almirah {

namespace {

[[noreturn]] void unusable(const Form& form, const std::string& what) {
    throw Error(Code::invalid_argument, "the form " + form.code + " is unusable: " + what);
}

bool is_name(const std::string& name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
}

constexpr const char* known_by_itself[] = {"form",        "title", "authority", "office",
                                           "office_code", "today", "printed_by"};

/// Layouts and questions know a field by its name alone.
void check_names(const Form& form) {
    std::set<std::string> names(std::begin(known_by_itself), std::end(known_by_itself));
    const auto take = [&](const std::string& name) {
        if (!is_name(name)) unusable(form, "'" + name + "' is no name; expected small letters, digits and _");
        if (!names.insert(name).second) unusable(form, "two of its fields are called " + name);
    };
    for (const auto& [name, word] : form.words)
        take(name);
    for (const auto& blank : form.asks)
        take(blank.name);
}

void check_blanks(const Form& form) {
    const std::set<std::string> kinds{"text", "date", "record", "disposal"};
    for (const auto& blank : form.asks) {
        if (!kinds.contains(blank.kind))
            unusable(form, blank.name + " is of the kind '" + blank.kind +
                               "'; expected text, date, record or disposal");
    }
}

/// The columns of a question, checked against those that the form draws; and its blanks, against what the
/// form knows: one that nobody fills would make the answer empty, and nobody would see why.
std::vector<std::string> columns_of(Engine& engine, const Form& form, const FormTable& table,
                                    const FilledForm& known) {
    index::QuestionShape shape;
    try {
        shape = engine.ask([&](const index::Index& index) { return index.shape_of(table.question); });
    } catch (const Error& error) {
        if (error.code() != Code::invalid_argument) throw;
        unusable(form, "the question of " + table.name + ": " + error.what());
    }
    for (const auto& blank : shape.blanks)
        if (!known.fields.contains(blank.substr(1)))
            unusable(form,
                     "the question of " + table.name + " asks for " + blank +
                         ", which the form does not; put it among what it asks for, or correct the name");
    const auto& columns = shape.columns;
    if (table.columns.empty()) unusable(form, "the table " + table.name + " draws no column");
    for (const auto& column : table.columns)
        if (std::find(columns.begin(), columns.end(), column.field) == columns.end())
            unusable(form, "the question of " + table.name + " gives no column '" + column.field + "'");
    return columns;
}

void check_layouts(const Form& form, const FilledForm& known) {
    for (const auto& [medium, layout] : form.layouts) {
        if (medium != "text" && medium != "html")
            unusable(form, "no layout can be for '" + medium + "'; expected text or html");
        const auto faults = exchange::faults_of_layout(layout, known);
        if (!faults.empty()) unusable(form, "its layout for " + medium + ", " + faults.front());
    }
    for (const auto& blank : form.asks) {
        const auto faults = exchange::faults_of_layout(blank.fallback, known);
        if (!faults.empty()) unusable(form, "what stands for " + blank.name + ", " + faults.front());
    }
}

} // namespace

FilledForm fields_known_to(const Form& form) {
    FilledForm known;
    for (const char* name : known_by_itself)
        known.fields[name];
    for (const auto& [name, word] : form.words)
        known.fields[name];
    for (const auto& blank : form.asks)
        known.fields[blank.name];
    return known;
}

void check_form(Engine& engine, const Form& form) {
    if (!base::is_code(form.code))
        throw Error(Code::invalid_argument,
                    "'" + form.code +
                        "' is not a code of a form; expected capitals, digits, dots and hyphens");
    if (form.title.text.empty()) unusable(form, "it has no title");
    check_names(form);
    check_blanks(form);
    FilledForm known = fields_known_to(form);
    for (const auto& table : form.tables) {
        if (!is_name(table.name)) unusable(form, "'" + table.name + "' is no name of a table");
        known.tables.push_back({table.name, {}, columns_of(engine, form, table, known), {}});
    }
    check_layouts(form, known);
}

} // namespace almirah
