// What the commands on documents share.
#pragma once

#include "cli/command.hpp"

namespace almirah::cli {

/// What is said of a document beside its content.
struct DescriptionOptions {
    TextOptions title;
    std::string type, owner, review_every, publisher, edition, published, watched_by;
    std::vector<std::string> properties, supersedes;
};
void add_description(CLI::App& verb, DescriptionOptions& options);
/// Sets what was given; the rest stays.
void describe(Document& document, const DescriptionOptions& options);

std::string source_in_words(const ExternalSource& source);
/// Tables on stdout, with their heading; nothing where there are none.
void show_requests(const Session& session, const Document& document);
void show_reviews(const Session& session, const Document& document);

} // namespace almirah::cli
