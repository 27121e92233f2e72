#include "cli/command.hpp"

#include "cli/values.hpp"

namespace almirah::cli {

CLI::App& add_noun(CLI::App& root, const std::string& name, const std::string& sentence,
                   const char* heading) {
    CLI::App* noun = root.add_subcommand(name, sentence);
    noun->group(heading);
    noun->fallthrough();
    noun->require_subcommand(1);
    noun->footer("almirah " + name + " VERB --help tells more.");
    return *noun;
}

CLI::App& add_verb(CLI::App& parent, const std::string& name, const std::string& sentence,
                   std::initializer_list<const char*> examples) {
    CLI::App* verb = parent.add_subcommand(name, sentence);
    verb->fallthrough();
    verb->group("Verbs");
    std::string footer = "Examples:\n";
    for (const char* example : examples)
        footer += "  " + std::string(example) + "\n";
    verb->footer(footer +
                 "\nBefore or after: --store DIR, --as PERSON, --json, --quiet (see almirah --help).");
    return *verb;
}

CLI::Option* add_repeated(CLI::App& verb, const std::string& name, std::vector<std::string>& values,
                          const std::string& help) {
    return verb.add_option(name, values, help + " (repeat for several)")->allow_extra_args(false);
}

CLI::Option* add_text(CLI::App& verb, const std::string& name, TextOptions& options,
                      const std::string& help) {
    CLI::Option* plain = verb.add_option(name, options.text, help);
    verb.add_option(name + "-hi", options.hindi, "The same in Hindi");
    add_repeated(verb, name + "-in", options.in, "The same in another language, as TAG=TEXT");
    return plain;
}

Text text_of(const TextOptions& options) {
    Text text = options.text;
    text.in = pairs_of_option("--…-in", options.in);
    if (!options.hindi.empty()) text.in["hi"] = options.hindi;
    return text;
}

} // namespace almirah::cli
