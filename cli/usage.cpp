#include "cli/usage.hpp"

#include <algorithm>
#include <numeric>

namespace almirah::cli {
namespace {

/// Levenshtein's distance.
std::size_t distance(const std::string& left, const std::string& right) {
    std::vector<std::size_t> row(right.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < left.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i + 1;
        for (std::size_t j = 0; j < right.size(); ++j) {
            const std::size_t changed = diagonal + (left[i] == right[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, diagonal + 1, row[j] + 1});
        }
    }
    return row.back();
}

std::vector<std::string> names_below(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* below : app.get_subcommands(nullptr))
        names.push_back(below->get_name());
    return names;
}

std::vector<std::string> options_of(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* at = &app; at; at = at->get_parent())
        for (const CLI::Option* option : at->get_options())
            for (const std::string& name : option->get_lnames())
                names.push_back("--" + name);
    return names;
}

/// The noun and verb among the arguments, without the global options before them.
std::vector<std::string> words_of(const std::vector<std::string>& args) {
    std::vector<std::string> words;
    for (std::size_t i = 0; i < args.size(); ++i) {
        if (args[i] == "--store" || args[i] == "--as" || args[i] == "--wait" || args[i] == "--sign-with")
            ++i;
        else if (args[i].empty() || args[i][0] != '-')
            words.push_back(args[i]);
        else if (args[i] == "--")
            break;
    }
    return words;
}

std::string suggestion(const std::string& word, const std::vector<std::string>& known) {
    const std::string near = nearest(word, known);
    return near.empty() ? "" : "did you mean " + near + "?";
}

/// The parser says "Could not convert: --limit = many"; every value that it converts is a number.
std::string not_a_number(const std::string& what) {
    const auto colon = what.find(": ");
    const auto equals = what.find(" = ");
    if (colon == std::string::npos || equals == std::string::npos || equals < colon) return what;
    return what.substr(colon + 2, equals - colon - 2) + ": '" + what.substr(equals + 3) +
           "' is no whole number";
}

const CLI::App& parsed_command(const CLI::App& root) {
    const CLI::App* at = &root;
    while (!at->get_subcommands().empty())
        at = at->get_subcommands().back();
    return *at;
}

std::string path_of(const CLI::App& command) {
    if (!command.get_parent()) return "almirah";
    return path_of(*command.get_parent()) + " " + command.get_name();
}

} // namespace

std::string nearest(const std::string& word, const std::vector<std::string>& known) {
    std::string best;
    std::size_t least = std::max<std::size_t>(2, word.size() / 3) + 1;
    for (const std::string& name : known) {
        const std::size_t steps = distance(word, name);
        if (steps >= least) continue;
        least = steps;
        best = name;
    }
    return best;
}

std::optional<std::string> misspelt(const CLI::App& root, const std::vector<std::string>& args) {
    const CLI::App* at = &root;
    for (const std::string& word : words_of(args)) {
        const std::vector<std::string> known = names_below(*at);
        if (known.empty() || at->get_require_subcommand_min() == 0) return std::nullopt;
        if (std::find(known.begin(), known.end(), word) == known.end()) {
            const std::string near = suggestion(word, known);
            return "'" + word + "' is no " + (at == &root ? "command" : "verb of " + at->get_name()) + "; " +
                   (near.empty() ? "see " + path_of(*at) + " --help" : near);
        }
        at = at->get_subcommand(word);
    }
    return std::nullopt;
}

std::string explain(const CLI::App& root, const CLI::ParseError& error) {
    const CLI::App& command = parsed_command(root);
    const std::string see = "; see " + path_of(command) + " --help";
    const std::vector<std::string> left = root.remaining(true);
    if (!left.empty() && left.front() != "--") {
        const std::string near = left.front()[0] == '-' ? suggestion(left.front(), options_of(command)) : "";
        return "'" + left.front() + "' was not expected" + (near.empty() ? see : "; " + near);
    }
    if (!command.get_subcommands(nullptr).empty() && command.get_require_subcommand_min() > 0) {
        std::string verbs;
        for (const std::string& name : names_below(command))
            verbs += (verbs.empty() ? "" : ", ") + name;
        return "'" + path_of(command) + "' needs one of " + verbs;
    }
    if (dynamic_cast<const CLI::ConversionError*>(&error)) return not_a_number(error.what()) + see;
    std::string what = error.what();
    std::replace(what.begin(), what.end(), '\n', ' ');
    return what + see;
}

} // namespace almirah::cli
