// What is said of a document: options, and how they are shown.
#include "cli/commands/documents.hpp"
#include "cli/names.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

namespace almirah::cli {

void add_description(CLI::App& verb, DescriptionOptions& options) {
    add_text(verb, "--title", options.title, "Its title");
    verb.add_option("--type", options.type, "procedure, form, charter, … (see almirah document type list)");
    verb.add_option("--owner", options.owner, "Login or desk that keeps it (default: who acts)");
    verb.add_option("--review-every", options.review_every, "Period such as 1y (default: its type's)")
        ->type_name("PERIOD");
    add_repeated(verb, "--property", options.properties, "Another field, NAME=VALUE; NAME= takes it away");
    add_repeated(verb, "--supersedes", options.supersedes,
                 "A document that goes out of force when this one comes into force");
    verb.add_option("--publisher", options.publisher, "Of external origin: who publishes it");
    verb.add_option("--edition", options.edition, "Of external origin: which edition this is");
    verb.add_option("--published", options.published, "Of external origin: when")->type_name("DATE");
    verb.add_option("--watched-by", options.watched_by, "Of external origin: who looks for newer editions");
}

void describe(Document& document, const DescriptionOptions& options) {
    const Text title = text_of(options.title);
    if (!title.text.empty()) document.title.text = title.text;
    for (const auto& [tag, edition] : title.in)
        document.title.in[tag] = edition;
    if (!options.type.empty()) document.type = options.type;
    if (!options.owner.empty()) document.owner = options.owner;
    if (const auto every = period_if_given("--review-every", options.review_every))
        document.review_every = every;
    for (const auto& [name, value] : pairs_of_option("--property", options.properties))
        if (value.empty())
            document.properties.erase(name);
        else
            document.properties[name] = value;
    if (!options.supersedes.empty()) document.supersedes = options.supersedes;
    const bool external = !options.publisher.empty() || !options.edition.empty() ||
                          !options.published.empty() || !options.watched_by.empty();
    if (!external) return;
    ExternalSource source = document.external.value_or(ExternalSource{});
    if (!options.publisher.empty()) source.publisher = options.publisher;
    if (!options.edition.empty()) source.edition = options.edition;
    if (const auto on = date_if_given("--published", options.published)) source.published = on;
    if (!options.watched_by.empty()) source.watched_by = options.watched_by;
    document.external = source;
}

std::string source_in_words(const ExternalSource& source) {
    return source.publisher + (source.edition.empty() ? "" : ", " + source.edition) +
           (source.published ? ", " + to_string(*source.published) : "") +
           (source.watched_by.empty() ? "" : "; watched by " + source.watched_by);
}

void show_requests(const Session& session, const Document& document) {
    if (document.requests.empty()) return;
    print_line(session, "");
    Table table({">request", "state", "by", "~what"});
    for (const ChangeRequest& request : document.requests) {
        const std::string answer = request.revision > 0
                                       ? "; issue " + std::to_string(request.revision)
                                       : (request.answer.empty() ? "" : "; " + request.answer);
        table.add(
            {std::to_string(request.number), name_of(request.state), request.by, request.text + answer});
    }
    show(session, table);
}

void show_reviews(const Session& session, const Document& document) {
    if (document.reviews.empty()) return;
    print_line(session, "");
    Table table({"reviewed", "verdict", "by", ">revision", "~why"});
    for (const DocumentReview& review : document.reviews)
        table.add({to_string(review.on), name_of(review.verdict), review.by, std::to_string(review.revision),
                   review.reason});
    show(session, table);
}

} // namespace almirah::cli
