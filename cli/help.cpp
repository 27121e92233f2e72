#include "cli/help.hpp"

namespace almirah::cli {

Help::Help() {
    column_width(28);
    label("UINT", "N");
}

std::string Help::make_description(const CLI::App* app) const {
    return app->get_description() + "\n\n";
}

std::string Help::make_usage(const CLI::App* app, std::string name) const {
    std::string usage = CLI::Formatter::make_usage(app, std::move(name));
    const std::string parsers_word = "SUBCOMMAND";
    const auto at = usage.find(parsers_word);
    if (at != std::string::npos)
        usage.replace(at, parsers_word.size(), app->get_parent() ? "VERB …" : "NOUN VERB …");
    return usage;
}

/// The first sentence; the command's own help tells the rest.
std::string Help::make_subcommand(const CLI::App* sub) const {
    std::string sentence = sub->get_description();
    sentence.erase(std::min(sentence.find(". "), sentence.size()));
    while (!sentence.empty() && sentence.back() == '.')
        sentence.pop_back();
    std::string name = "  " + sub->get_name();
    if (name.size() < 15) name.resize(15, ' ');
    return name + " " + sentence + "\n";
}

std::string Help::make_option_opts(const CLI::Option* option) const {
    std::string text;
    if (!option->get_positional() && option->get_type_size() != 0)
        text += " " + get_label(option->get_type_name());
    if (option->get_required()) text += option->get_positional() ? "" : " (required)";
    return text;
}

} // namespace almirah::cli
