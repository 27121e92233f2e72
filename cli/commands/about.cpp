// almirah permissions, version, completions
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"
#include "cli/output/report.hpp"
#include "cli/values.hpp"

#include <ostream>

namespace almirah::cli {
namespace {

void list_permissions(const Session& session) {
    Table table;
    for (const auto& [name, sentence] : permissions()) {
        if (session.json)
            print_line(session, json_line(Fields{{"id", name}, {"title", sentence}}));
        else
            table.add({name, sentence});
    }
    if (!session.json) show(session, table);
}

std::string options_of(const CLI::App& command) {
    std::vector<std::string> names;
    for (const CLI::Option* option : command.get_options())
        for (const std::string& name : option->get_lnames())
            names.push_back("--" + name);
    return joined(names, " ");
}

/// One `case` of the script per command: its verbs and options.
void add_cases(const CLI::App& command, const std::string& path, std::string& script) {
    std::vector<std::string> words;
    for (const CLI::App* below : command.get_subcommands(nullptr))
        words.push_back(below->get_name());
    script += "    '" + path + "') words='" + joined(words, " ") + " " + options_of(command) + "' ;;\n";
    for (const CLI::App* below : command.get_subcommands(nullptr))
        add_cases(*below, path + (path.empty() ? "" : " ") + below->get_name(), script);
}

/// Offers verbs and options by the words typed so far; files and folders where neither fits.
std::string bash_completions(const CLI::App& root) {
    std::string script = "# bash completions of almirah: source <(almirah completions bash)\n"
                         "_almirah() {\n"
                         "  local typed=() i word words=''\n"
                         "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
                         "    word=${COMP_WORDS[i]}\n"
                         "    case $word in\n"
                         "    --store | --as | --wait) ((i++)) ;;\n"
                         "    -*) ;;\n"
                         "    *) ((${#typed[@]} < 3)) && typed+=(\"$word\") ;;\n"
                         "    esac\n"
                         "  done\n"
                         "  while :; do\n"
                         "    case \"${typed[*]}\" in\n";
    add_cases(root, "", script);
    script += "    esac\n"
              "    [[ -n $words || ${#typed[@]} -eq 0 ]] && break\n"
              "    unset 'typed[-1]'\n"
              "  done\n"
              "  COMPREPLY=($(compgen -W \"$words " +
              options_of(root) +
              "\" -- \"${COMP_WORDS[COMP_CWORD]}\"))\n"
              "}\n"
              "complete -o default -F _almirah almirah\n";
    return script;
}

} // namespace

void add_about(CLI::App& root, Session& session) {
    CLI::App& allowed =
        add_verb(root, "permissions", "Lists what roles can permit.", {"almirah permissions"});
    allowed.group(group::administration);
    allowed.callback([&session] { list_permissions(session); });
    CLI::App& number = add_verb(root, "version", "Prints the version.", {"almirah version"});
    number.group(group::administration);
    number.callback([&session] {
        answer(session, std::string("almirah ") + version(), {{"version", std::string(version())}});
    });
    CLI::App& completions = add_verb(root, "completions", "Prints completions for a shell.",
                                     {"source <(almirah completions bash)"});
    completions.group(group::administration);
    auto shell = std::make_shared<std::string>();
    completions.add_option("SHELL", *shell, "bash")->required();
    completions.callback([&session, &root, shell] {
        if (*shell != "bash")
            throw Error(Code::invalid_argument,
                        "there are no completions for '" + *shell + "', only for bash");
        session.out() << bash_completions(root);
    });
}

} // namespace almirah::cli
