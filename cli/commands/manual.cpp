// almirah manual: the manual page, out of the same words as --help.
#include "cli/command.hpp"
#include "cli/commands/commands.hpp"

#include <ostream>
#include <sstream>

namespace almirah::cli {
namespace {

/// Text as man(7) takes it: no character of it commands the formatter.
std::string roff(const std::string& text) {
    std::string result;
    bool line_starts = true;
    for (const char c : text) {
        if (line_starts && (c == '.' || c == '\'')) result += "\\&";
        if (c == '\\')
            result += "\\e";
        else if (c == '-')
            result += "\\-";
        else
            result += c;
        line_starts = c == '\n';
    }
    return result;
}

std::string option_line(const CLI::Option& option, const CLI::FormatterBase& words) {
    std::string line = option.get_positional() ? option.get_name(true) : option.get_name(false, true);
    if (!option.get_positional() && option.get_type_size() != 0)
        line += " " + words.get_label(option.get_type_name());
    return line;
}

void write_options(std::ostream& out, const CLI::App& command) {
    for (const CLI::Option* option : command.get_options()) {
        const bool of_parser = option->get_name() == "--help" || option->get_name() == "--version";
        if (of_parser || option->get_description().empty()) continue;
        out << ".TP\n.B " << roff(option_line(*option, *command.get_formatter())) << '\n'
            << roff(option->get_description()) << (option->get_required() ? " (required)" : "") << '\n';
    }
}

/// What an app's footer says between "Examples:" and the next empty line.
void write_examples(std::ostream& out, const CLI::App& command) {
    std::istringstream footer(command.get_footer());
    std::string line;
    if (!std::getline(footer, line) || line != "Examples:") return;
    out << ".PP\n.EX\n";
    while (std::getline(footer, line) && !line.empty())
        out << roff(line) << '\n';
    out << ".EE\n";
}

std::string positionals_of(const CLI::App& command) {
    std::string names;
    for (const CLI::Option* option : command.get_options())
        if (option->get_positional())
            names +=
                " " + (option->get_required() ? option->get_name(true) : "[" + option->get_name(true) + "]");
    return names;
}

void write_command(std::ostream& out, const CLI::App& command, const std::string& path) {
    const auto below = command.get_subcommands(nullptr);
    if (below.empty() || command.get_require_subcommand_min() == 0) {
        out << ".SS " << roff(path + positionals_of(command)) << '\n'
            << roff(command.get_description()) << '\n';
        write_options(out, command);
        write_examples(out, command);
    }
    for (const CLI::App* verb : below)
        write_command(out, *verb, path + " " + verb->get_name());
}

void write_manual(std::ostream& out, const CLI::App& root) {
    const std::string program = root.get_name();
    out << ".TH ALMIRAH 1 \"\" \"almirah " << version() << "\" \"User Commands\"\n"
        << ".SH NAME\nalmirah \\- documents and records of an office, kept in git\n"
        << ".SH SYNOPSIS\n.B almirah\n[\\-\\-store DIR] [\\-\\-as PERSON] [\\-\\-json] [\\-\\-quiet] NOUN "
           "VERB \\&...\n"
        << ".SH DESCRIPTION\n.nf\n"
        << roff(root.get_description()) << "\n.fi\n.SH OPTIONS\n";
    write_options(out, root);
    out << ".SH COMMANDS\n";
    for (const CLI::App* command : root.get_subcommands(nullptr))
        write_command(out, *command, program + " " + command->get_name());
    out << ".SH ENVIRONMENT\n"
        << ".TP\n.B ALMIRAH_STORE\nThe store, where \\-\\-store is not given.\n"
        << ".TP\n.B ALMIRAH_AS\nWho acts, where \\-\\-as is not given.\n"
        << ".TP\n.B NO_COLOR\nNo colours on a terminal.\n"
        << ".SH EXIT STATUS\n.nf\n"
        << roff(root.get_footer()) << "\n.fi\n"
        << ".SH SEE ALSO\n.BR git (1),\n.BR sqlite3 (1)\n";
}

} // namespace

void add_manual(CLI::App& root, Session& session) {
    CLI::App& verb = add_verb(root, "manual", "Prints the manual page.", {"almirah manual | man -l -"});
    verb.group(group::administration);
    verb.callback([&session, &root] { write_manual(session.out(), root); });
}

} // namespace almirah::cli
