// Forms: kept as data, filled by questions to the index, printed by their layouts.
#include "base/fold.hpp"
#include "exchange/layout.hpp"
#include "exchange/words.hpp"
#include "os/files.hpp"
#include "os/source_file.hpp"
#include "store/form_check.hpp"
#include "store/turn.hpp"

#include <algorithm>

namespace almirah {

namespace {

using exchange::in_language;

[[noreturn]] void bad_value(const FormBlank& blank, const std::string& value, const std::string& expected) {
    throw Error(Code::invalid_argument, "'" + value + "' is no " + blank.name + "; expected " + expected);
}

/// Throws unless the value is what the blank asks for.
void check_value(Engine& engine, const FormBlank& blank, const std::string& value) {
    if (blank.kind == "date" && !parse_date(value)) bad_value(blank, value, "a date, as 2026-06-30");
    if (blank.kind == "record") (void)engine.record(value);
    if (blank.kind != "disposal") return;
    const Disposal disposal = engine.disposal(value);
    if (!blank.action.empty() && blank.action != format::name_of(disposal.action))
        bad_value(blank, value,
                  "a list to " + blank.action + ", and it is one to " + format::name_of(disposal.action));
}

std::string asked_for(const Form& form) {
    std::string names;
    for (const auto& blank : form.asks)
        names += (names.empty() ? "" : ", ") + blank.name;
    return names.empty() ? "it asks for nothing" : "it asks for " + names;
}

/// What a form knows before it is told anything.
FilledForm begun(Engine& engine, const Form& form, const std::string& language) {
    FilledForm filled = fields_known_to(form);
    const Office office = engine.office();
    filled.form = form.code;
    filled.fields["form"] = form.code;
    filled.fields["title"] = in_language(form.title, language);
    filled.fields["authority"] = in_language(form.authority, language);
    filled.fields["office"] = in_language(office.name, language);
    filled.fields["office_code"] = office.code;
    filled.fields["today"] = to_string(engine.today());
    const std::string& login = engine.options().actor;
    const auto person =
        base::is_login(login) ? engine.find<Person>(format::person_path(login)) : std::nullopt;
    filled.fields["printed_by"] = person ? person->name : login;
    for (const auto& [name, word] : form.words)
        filled.fields[name] = in_language(word, language);
    return filled;
}

void fill_blanks(Engine& engine, const Form& form, const FormRequest& request, FilledForm& filled) {
    for (const auto& [name, value] : request.values)
        if (std::none_of(form.asks.begin(), form.asks.end(),
                         [&name = name](const auto& blank) { return blank.name == name; }))
            throw Error(Code::invalid_argument,
                        "the form " + form.code + " does not ask for '" + name + "'; " + asked_for(form));
    for (const auto& blank : form.asks) {
        const auto given = request.values.find(blank.name);
        std::string value = given == request.values.end() ? "" : given->second;
        if (value.empty() && !blank.fallback.empty())
            value = exchange::laid_out(blank.fallback, filled, exchange::Medium::text);
        if (value.empty() && blank.kind != "text")
            throw Error(Code::invalid_argument, "the form " + form.code + " needs " + blank.name + " (" +
                                                    blank.title.text + "); give it as " + blank.name +
                                                    "=VALUE");
        if (!value.empty()) check_value(engine, blank, value);
        filled.fields[blank.name] = std::move(value);
    }
}

/// Where a column of the form stands in the answer. The form was checked when it was set; views may have
/// changed since.
std::size_t column_of(const index::Answer& answer, const std::string& field) {
    const auto found = std::find(answer.columns.begin(), answer.columns.end(), field);
    if (found != answer.columns.end()) return std::size_t(found - answer.columns.begin());
    throw Error(Code::invalid_argument,
                "its question gives no column '" + field + "'; mend the form and set it again");
}

/// The columns that are drawn first, then the others; rows likewise.
FilledForm::Table arranged(const FormTable& table, const index::Answer& answer, const std::string& language) {
    FilledForm::Table arranged{table.name, {}, {}, {}};
    std::vector<std::size_t> order;
    const auto take = [&](std::size_t column) {
        order.push_back(column);
        arranged.fields.push_back(answer.columns[column]);
    };
    for (const auto& column : table.columns) {
        arranged.columns.push_back(in_language(column.title, language));
        take(column_of(answer, column.field));
    }
    for (std::size_t i = 0; i < answer.columns.size(); ++i)
        if (std::find(order.begin(), order.end(), i) == order.end()) take(i);
    for (const auto& row : answer.rows) {
        auto& cells = arranged.rows.emplace_back();
        for (const std::size_t column : order)
            cells.push_back(row[column]);
    }
    return arranged;
}

FilledForm::Table answered(Engine& engine, const Form& form, const FormTable& table, const FilledForm& filled,
                           const std::string& language) {
    try {
        return arranged(table, engine.ask([&](const index::Index& index) {
            return index.ask(table.question, filled.fields);
        }),
                        language);
    } catch (const Error& error) {
        if (error.code() != Code::invalid_argument) throw;
        throw Error(error.code(), "the form " + form.code + ", table " + table.name + ": " + error.what());
    }
}

const FilledForm::Table& table_for_csv(const FilledForm& form, const std::string& name) {
    if (form.tables.empty())
        throw Error(Code::invalid_argument,
                    "the form " + form.form + " has no table; print it as text or html");
    if (name.empty()) return form.tables.front();
    for (const auto& table : form.tables)
        if (table.name == name) return table;
    throw Error(Code::not_found, "the form " + form.form + " has no table '" + name + "'");
}

/// The text of a file beside a form; `where` is the field that names it.
std::string beside(const std::string& folder, const std::string& name, const std::string& where) {
    if (name.empty() || name.find('/') != std::string::npos)
        throw Error(Code::invalid_argument,
                    where + ": '" + name + "' is not the name of a file beside the form");
    const std::string path = folder + name;
    if (os::leads_out(folder, path))
        throw Error(Code::invalid_argument, where + ": " + os::quoted(path) +
                                                " is a link that leads out of the folder of the form; " +
                                                "copy the file into it");
    std::string text = os::read_text(path);
    if (text.find('\0') != std::string::npos)
        throw Error(Code::invalid_argument, os::quoted(path) + " has a NUL byte; correct the file");
    if (!base::is_utf8(text))
        throw Error(Code::invalid_argument, os::quoted(path) + " is not UTF-8; convert it");
    return text;
}

} // namespace

Form read_form(const std::string& path) {
    Form form = format::read_form(os::read_text(path), path);
    const std::size_t slash = path.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : path.substr(0, slash + 1);
    for (auto& [medium, layout] : form.layouts) {
        const std::string where = path + ": layouts." + medium;
        const auto part = [&](const std::string& name) { return beside(folder, name, where); };
        layout = exchange::with_parts(part(layout), part);
    }
    return form;
}

std::vector<Form> Forms::list() const {
    return engine_->all<Form>("forms");
}

Form Forms::get(const std::string& code) const {
    if (!base::is_code(code)) throw Error(Code::not_found, "no form " + code + "; list the forms there are");
    return engine_->require<Form>(format::form_path(code), "form " + code, "list the forms there are");
}

void Forms::set(const Form& form, const std::string& reason) {
    Turn turn(*engine_, "office.manage", form.code);
    check_form(*engine_, form);
    if (engine_->find<Form>(format::form_path(form.code)) == form) return;
    Draft draft = turn.begin("form.set");
    draft.put(format::form_path(form.code), form);
    draft.subject("form", form.code);
    draft.say("Set the form " + form.code + " (" + form.title.text + ")", reason);
    turn.commit(std::move(draft));
}

FilledForm Forms::fill(const FormRequest& request) const {
    const Form form = get(request.form);
    FilledForm filled = begun(*engine_, form, request.language);
    fill_blanks(*engine_, form, request, filled);
    filled.tables.clear();
    for (const auto& table : form.tables)
        filled.tables.push_back(answered(*engine_, form, table, filled, request.language));
    return filled;
}

std::string Forms::print(const FormRequest& request, const std::string& medium,
                         const std::string& table) const {
    const FilledForm filled = fill(request);
    if (medium == "csv") return exchange::table_csv(table_for_csv(filled, table));
    if (medium == "json") return exchange::form_json(filled);
    const Form form = get(request.form);
    const auto layout = form.layouts.find(medium);
    if (layout == form.layouts.end())
        throw Error(Code::invalid_argument, "the form " + form.code + " has no layout for '" + medium +
                                                "'; there are csv, json" +
                                                (form.layouts.contains("text") ? ", text" : "") +
                                                (form.layouts.contains("html") ? ", html" : ""));
    return exchange::laid_out(layout->second, filled,
                              medium == "html" ? exchange::Medium::html : exchange::Medium::text);
}

} // namespace almirah
