// almirah document type set|list
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

#include <algorithm>

namespace almirah::cli {
namespace {

struct TypeOptions {
    std::string code, numbering, route, review_every, series, reason;
    TextOptions title;
    std::vector<std::string> required, languages;
    bool external = false;
};

/// What is not given stays as it was.
DocumentType type_with(const std::vector<DocumentType>& known, const TypeOptions& options) {
    DocumentType type;
    type.code = options.code;
    const auto there = std::find_if(known.begin(), known.end(),
                                    [&](const DocumentType& t) { return t.code == options.code; });
    if (there != known.end()) type = *there;
    const Text title = text_of(options.title);
    if (!title.text.empty()) type.title = title;
    if (!options.numbering.empty()) type.numbering = options.numbering;
    if (!options.route.empty()) type.route = options.route;
    if (const auto every = period_if_given("--review-every", options.review_every)) type.review_every = every;
    if (!options.series.empty()) type.series = options.series;
    if (!options.required.empty()) type.required = options.required;
    if (!options.languages.empty()) type.languages = options.languages;
    type.external |= options.external;
    return type;
}

void set_type(Session& session, const TypeOptions& options) {
    Documents documents = session.writing().documents();
    documents.set_type(type_with(documents.types(), options), options.reason);
    answer_with_id(session, "Set the type of document", options.code);
}

void list_types(Session& session) {
    show_list(
        session, session.reading().documents().types(),
        {"type", "numbering", "review every", "requires", "languages", "filed in", "~title"},
        [](const DocumentType& type) {
            auto required = type.required;
            if (type.external) required.push_back("publisher");
            return std::vector<std::string>{type.code,
                                            type.numbering,
                                            type.review_every ? to_string(*type.review_every) : "",
                                            joined(required),
                                            joined(type.languages),
                                            type.series,
                                            type.title.text};
        },
        "types of documents; any word serves as a type");
}

} // namespace

void add_document_types(CLI::App& document, Session& session) {
    CLI::App& noun =
        add_noun(document, "type", "Kinds of documents: numbering, reviews, what each must have.", "");
    auto options = std::make_shared<TypeOptions>();
    CLI::App& verb = add_verb(
        noun, "set", "Adds a type of document, or changes what is given of one.",
        {"almirah document type set procedure --title Procedure --numbering QP-{serial:2} --review-every 1y "
         "\\",
         "    --require owner --require title:hi --edition en --edition hi --series QMS",
         "almirah document type set standard --title \"External standard\" --external --review-every 6m"});
    verb.add_option("CODE", options->code, "Small letters: procedure, form, charter")->required();
    add_text(verb, "--title", options->title, "Its title");
    verb.add_option("--numbering", options->numbering,
                    "Pattern of its numbers: {serial}, {serial:3}, {owner}, {year}");
    verb.add_option("--route", options->route, "Of its approvals (default: the policy's for documents)");
    verb.add_option("--review-every", options->review_every, "Unless a document says otherwise")
        ->type_name("PERIOD");
    verb.add_option("--series", options->series, "In which issues out of force are filed");
    add_repeated(verb, "--require", options->required, "owner, title:TAG or property:NAME");
    add_repeated(verb, "--edition", options->languages, "A language in which each must be");
    verb.add_flag("--external", options->external, "Of external origin: a publisher is required");
    verb.add_option("--reason", options->reason, "Why");
    verb.callback([&session, options] { set_type(session, *options); });
    CLI::App& list = add_verb(noun, "list", "Lists the types of documents.", {"almirah document type list"});
    list.callback([&session] { list_types(session); });
}

} // namespace almirah::cli
