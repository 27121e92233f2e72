// almirah search
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

namespace almirah::cli {
namespace {

struct SearchOptions {
    std::vector<std::string> words;
    std::size_t limit = 50;
};

void search(Session& session, const SearchOptions& options) {
    const auto hits = session.reading().records().search(joined(options.words, " "), options.limit);
    show_list(
        session, hits, {"id", "series", "state", "place", "~title"},
        [](const SearchHit& hit) {
            return std::vector<std::string>{hit.id, hit.series, hit.state, hit.place, hit.title};
        },
        "record or document has all these words");
    if (hits.empty()) session.exit = exit_failed;
}

} // namespace

void add_search(CLI::App& root, Session& session) {
    auto options = std::make_shared<SearchOptions>();
    CLI::App& verb =
        add_verb(root, "search",
                 "Finds records and documents by words. Every word must occur in title, numbers, parties, "
                 "subjects or text; Hindi is found in either spelling and in Latin letters.",
                 {"almirah search mutation ramlal", "almirah search नामांतरण", "almirah search abhilekhagar"});
    verb.group(group::everyday);
    verb.add_option("WORD", options->words)->required();
    verb.add_option("--limit", options->limit, "At most so many (default 50)");
    verb.callback([&session, options] { search(session, *options); });
}

} // namespace almirah::cli
