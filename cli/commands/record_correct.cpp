// almirah record correct
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

struct CorrectOptions {
    std::string id, reason, file_no, created, opened, closed, language, medium;
    TextOptions title;
    std::vector<std::string> parties, subjects, dates, properties;
};

/// An empty value would say nothing; it is refused rather than passed over.
void refuse_empty(const CLI::App& verb) {
    for (const CLI::Option* option : verb.get_options())
        for (const std::string& value : option->results())
            if (value.empty() && option->count() > 0)
                throw Error(Code::invalid_argument,
                            option->get_name() + " is empty; give a value, or leave the option out");
}

template <class Value>
std::optional<Value> if_given(const Value& value) {
    return value.empty() ? std::nullopt : std::optional{value};
}

/// Editions that are not given stay as they are.
std::optional<Text> title_of(Session& session, const CorrectOptions& options) {
    const Text given = text_of(options.title);
    if (given.text.empty() && given.in.empty()) return std::nullopt;
    Text title = session.reading().records().get(options.id).title;
    if (!given.text.empty()) title.text = given.text;
    for (const auto& [language, edition] : given.in)
        title.in[language] = edition;
    return title;
}

void correct_record(Session& session, const CorrectOptions& options) {
    Correction correction;
    correction.title = title_of(session, options);
    correction.file_no = if_given(options.file_no);
    correction.created = date_if_given("--created", options.created);
    correction.opened = date_if_given("--opened", options.opened);
    correction.closed = date_if_given("--closed", options.closed);
    correction.parties = if_given(options.parties);
    correction.subjects = if_given(options.subjects);
    correction.language = if_given(options.language);
    correction.medium = if_given(options.medium);
    correction.dates = dates_of_option("--date", options.dates);
    correction.properties = pairs_of_option("--property", options.properties);
    session.writing().records().correct(options.id, correction, options.reason);
    answer_with_id(session, "Corrected", options.id);
}

} // namespace

void add_record_correct(CLI::App& record, Session& session) {
    auto options = std::make_shared<CorrectOptions>();
    CLI::App& verb =
        add_verb(record, "correct", "Sets the description of a record right; history keeps what it said.",
                 {"almirah record correct LR/2026/000001 --title \"Mutation case 12/2024\" \\",
                  "    --reason \"misread number\""});
    verb.add_option("RECORD", options->id)->required();
    verb.add_option("--reason", options->reason, "Why")->required();
    add_text(verb, "--title", options->title, "Its title");
    verb.add_option("--file-no", options->file_no, "The office's own number of the file");
    verb.add_option("--created", options->created, "The record's own date")->type_name("DATE");
    verb.add_option("--opened", options->opened, "When the file was opened")->type_name("DATE");
    verb.add_option("--closed", options->closed, "When it was closed")->type_name("DATE");
    add_repeated(verb, "--party", options->parties, "A party; those given take the place of all");
    add_repeated(verb, "--subject", options->subjects, "A subject; those given take the place of all");
    verb.add_option("--language", options->language, "Tag such as hi, en");
    verb.add_option("--medium", options->medium, "paper, digital, …");
    add_repeated(verb, "--date", options->dates, "A date property, NAME=DATE");
    add_repeated(verb, "--property", options->properties, "Another field, NAME=VALUE; NAME= takes it away");
    verb.callback([&session, &verb, options] {
        refuse_empty(verb);
        correct_record(session, *options);
    });
}

} // namespace almirah::cli
