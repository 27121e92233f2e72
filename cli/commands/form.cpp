// almirah form list|show|set|print
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"
#include "cli/text_file.hpp"
#include "cli/values.hpp"

#include <algorithm>
#include <ostream>

namespace almirah::cli {
namespace {

void list_forms(Session& session) {
    show_list(
        session, session.reading().forms().list(), {"form", "asks for", "kept in", "~title"},
        [](const Form& form) {
            std::vector<std::string> asks;
            for (const FormBlank& blank : form.asks)
                asks.push_back(blank.name);
            return std::vector<std::string>{form.code, joined(asks), form.file_in, form.title.text};
        },
        "forms; almirah office adopt brings those of a country or a state");
}

void show_form(Session& session, const std::string& code) {
    const Form form = session.reading().forms().get(code);
    if (session.json) return print_line(session, json_line(form));
    Table card;
    card.add({"form", form.code});
    card.add({"title", form.title.text});
    for (const auto& [tag, title] : form.title.in)
        card.add({"title " + tag, title});
    card.add({"authority", form.authority.text});
    for (const FormBlank& blank : form.asks)
        card.add({"asks for", blank.name + " (" + blank.kind + "): " + blank.title.text});
    for (const FormTable& table : form.tables)
        card.add({"table", table.name});
    for (const auto& [medium, layout] : form.layouts)
        card.add({"layout", medium});
    if (!form.file_in.empty()) card.add({"kept in", form.file_in});
    show(session, card);
}

struct SetOptions {
    std::vector<std::string> files;
    std::string reason;
};

void set_forms(Session& session, const SetOptions& options) {
    std::vector<Form> forms;
    for (const std::string& file : options.files)
        forms.push_back(read_form(file));
    for (const Form& form : forms) {
        session.writing().forms().set(form, options.reason);
        answer_with_id(session, "Set the form", form.code);
    }
}

struct PrintOptions {
    FormRequest request;
    std::vector<std::string> values;
    std::string format = "text", table, out, half;
    bool file = false;
};

/// "2026-1": the first half of a year; "2026": the whole of it.
void fill_period(std::map<std::string, std::string>& values, const std::string& period) {
    const auto refuse = [&] {
        throw Error(Code::invalid_argument,
                    "--period " + period + ": expected a year or a half of one, as 2026, 2026-1 or 2026-2");
    };
    const std::string year = period.substr(0, 4), half = period.size() > 4 ? period.substr(4) : "";
    if (year.size() != 4 ||
        !std::all_of(year.begin(), year.end(), [](char c) { return c >= '0' && c <= '9'; }))
        refuse();
    if (half != "" && half != "-1" && half != "-2") refuse();
    values["from"] = year + (half == "-2" ? "-07-01" : "-01-01");
    values["to"] = year + (half == "-1" ? "-06-30" : "-12-31");
}

/// What makes two prints of a form one: the form and all it was told.
std::string key_of(const FormRequest& request) {
    std::string key = "form/" + request.form;
    for (const auto& [name, value] : request.values)
        key += "/" + name + "=" + value;
    return key;
}

/// Keeps the printed form as a record; the same one again is the same record (R57).
void file_form(Session& session, const Form& form, const PrintOptions& options, const std::string& text) {
    if (form.file_in.empty())
        throw Error(Code::invalid_argument,
                    "the form " + form.code + " names no series to be kept in; print it without --file");
    Filing filing;
    filing.record.series = form.file_in;
    filing.record.title = form.title;
    filing.record.key = key_of(options.request);
    filing.record.created = filing.record.opened = session.today();
    for (const auto& [name, value] : options.request.values) {
        filing.record.title.text += ", " + value;
        for (auto& [tag, title] : filing.record.title.in)
            title += ", " + value;
    }
    const std::string extension = options.format == "text" ? "txt" : options.format;
    Source source;
    source.name = form.code + "." + extension;
    source.bytes = text;
    filing.content.push_back(std::move(source));
    const std::string id = session.writing().records().file(filing);
    session.note("Kept as " + id);
}

void print_form(Session& session, PrintOptions options) {
    options.request.values = pairs_of_option("--with", options.values);
    if (!options.half.empty()) fill_period(options.request.values, options.half);
    if (session.json) options.format = "json";
    Forms forms = (options.file ? session.writing() : session.reading()).forms();
    const std::string text = forms.print(options.request, options.format, options.table);
    hand_out(session, text, options.out);
    if (options.file) file_form(session, forms.get(options.request.form), options, text);
}

void add_print(CLI::App& form, Session& session) {
    auto options = std::make_shared<PrintOptions>();
    CLI::App& verb =
        add_verb(form, "print", "Fills a form from the store and prints it, in all its languages or in one.",
                 {"almirah form print PRR-7 --period 2026-1",
                  "almirah form print PRR-6 --with disposal=D-2026-0001 --file",
                  "almirah form print PRR-6 --with disposal=D-2026-0001 --format html --out form-6.html"});
    verb.add_option("FORM", options->request.form)->required();
    add_repeated(verb, "--with", options->values, "What it asks for, NAME=VALUE (see almirah form show)");
    verb.add_option("--period", options->half, "Fills its blanks from and to: 2026, 2026-1, 2026-2");
    verb.add_option("--format", options->format, "text (default), html, csv, json")
        ->check(CLI::IsMember({"text", "html", "csv", "json"}));
    verb.add_option("--table", options->table, "Which table, as csv (default: the first)");
    verb.add_option("--language", options->request.language, "In this language only (en, hi)")
        ->type_name("TAG");
    verb.add_option("--out", options->out, "Write it to this new file")->type_name("FILE");
    verb.add_flag("--file", options->file, "Keep it as a record, in the series that the form names");
    verb.callback([&session, options] { print_form(session, *options); });
}

} // namespace

void add_form(CLI::App& root, Session& session) {
    CLI::App& form =
        add_noun(root, "form", "Lists and returns that a law or an office asks for.", group::retention);
    CLI::App& list = add_verb(form, "list", "Lists forms.", {"almirah form list"});
    list.callback([&session] { list_forms(session); });
    auto code = std::make_shared<std::string>();
    CLI::App& show = add_verb(form, "show", "Shows what a form asks for.", {"almirah form show PRR-6"});
    show.add_option("FORM", *code)->required();
    show.callback([&session, code] { show_form(session, *code); });
    auto options = std::make_shared<SetOptions>();
    CLI::App& set = add_verb(
        form, "set", "Adds forms from their files, or replaces them. docs/forms.md says how one is written.",
        {"almirah form set forms/state-form-6.json --reason \"state's own layout\""});
    set.add_option("FILE", options->files)->required();
    set.add_option("--reason", options->reason, "Why");
    set.callback([&session, options] { set_forms(session, *options); });
    add_print(form, session);
}

} // namespace almirah::cli
